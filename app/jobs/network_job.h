#pragma once
// `sila network`: who reaches a core through what, why the others do not, what one failure costs.
#include "app/jobs/situation.h"
#include "planning/coverage/cover.h"
#include "planning/network/failure.h"

#include <nlohmann/json.hpp>

namespace app {

struct NetworkRequest {
    SituationRequest situation;
    std::vector<std::string> cut; // asset ids taken out on top, for "who is lost?"
    bool single_points = true;
};

struct NetworkReport {
    Situation situation;
    planning::NetworkState state;
    std::vector<planning::FailurePoint> single_points;
    std::optional<planning::Loss> cut;
    bool people_known = false; // a cover was at hand: losses are in people, not only in sites
};

/// `cover` may be null: sites are counted then, not people. Throws geo::Error when the workspace
/// has no sites, or an id to cut is unknown.
NetworkReport networkReport(const geo::Workspace& workspace, const NetworkRequest& request,
                            const planning::Cover* cover, const planning::Feedback& feedback = {});

/// results_sites and results_failure_points, in one transaction.
void storeNetwork(geo::Workspace& workspace, const NetworkReport& report);

nlohmann::ordered_json asJson(const NetworkReport& report);
std::string asText(const NetworkReport& report);

/// "Cut off because the fibre behind it is cut": a cause in plain words.
std::string inWords(planning::Service service, planning::Cause cause);

} // namespace app
