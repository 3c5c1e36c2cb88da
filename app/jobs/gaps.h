#pragma once
// `sila gaps`: who is not served now, since when, why, and how far the network is.
#include "app/jobs/coverage_store.h"
#include "app/jobs/situation.h"
#include "planning/coverage/gaps.h"
#include "planning/feedback.h"

#include <nlohmann/json.hpp>

namespace app {

struct GapsRequest {
    SituationRequest situation;
    planning::GapRequest gaps;
};

/// People served on the date: for sure, at most (if everything unknown works), and before the
/// damage (if everything works).
struct ServedNow {
    planning::ServedPeople surely, possibly, before;
};
struct ServedBy {
    std::string operator_name;
    bool all_operators = true; // with roaming
    ServedNow people;
};
struct ServedArea {
    std::uint32_t area = 0;
    std::vector<ServedBy> by; // all operators first, then each
};
struct ServedFacility {
    std::uint32_t facility = 0;
    bool inside = false; // of the area looked at
    planning::TechnologySet surely = planning::noTechnology, possibly = planning::noTechnology,
                            before = planning::noTechnology;
};

struct GapsReport {
    Situation situation;
    planning::NetworkState state;
    planning::GapReport gaps;
    std::vector<ServedBy> by; // all operators first, then each
    std::vector<ServedArea> areas;
    std::vector<ServedNow> settlements; // one per settlement
    std::vector<ServedFacility> facilities;
    nlohmann::ordered_json coverage; // what the cover was computed with
    bool stale = false;              // the cover is older than its inputs
};

/// Throws geo::Error when there is no cover yet.
GapsReport findGaps(const geo::Workspace& workspace, const GapsRequest& request,
                    const planning::Feedback& feedback = {});

/// results_gaps, results_served, results_served_settlements, results_served_facilities, in one
/// transaction.
void storeGaps(geo::Workspace& workspace, const GapsReport& report);

nlohmann::ordered_json asJson(const GapsReport& report);
std::string asText(const GapsReport& report);

} // namespace app
