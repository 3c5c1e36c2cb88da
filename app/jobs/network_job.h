#pragma once
// `sila network`: who reaches a core through what, why the others do not, what one failure costs.
#include "app/jobs/coverage_store.h"
#include "app/jobs/situation.h"
#include "planning/network/disjoint.h"
#include "planning/network/failure.h"
#include "planning/network/link_load.h"
#include "planning/network/settlement_state.h"

#include <nlohmann/json.hpp>

namespace app {

struct NetworkRequest {
    SituationRequest situation;
    std::vector<std::string> cut; // asset and corridor ids taken out on top, for "who is lost?"
    bool single_points = true;
    bool paths = false; // pairs of disjoint ways for every site and settlement
};

struct NetworkReport {
    Situation situation;
    planning::NetworkState state;
    std::vector<planning::FailurePoint> single_points;
    std::optional<planning::FailurePoint> cut; // all of them at once
    bool people_known = false; // a cover was at hand: losses are in people, not only in sites
    std::vector<planning::SettlementService> settlements; // one each; empty without a cover
    std::vector<planning::EdgeLoad> loads;                // heaviest first; empty without a cover
    std::vector<planning::DisjointPaths> site_paths, settlement_paths; // one each, when asked for
};

/// `cover` may be null: sites are counted then, people, settlements and loads are not. Throws
/// geo::Error when the workspace has no sites, or an id to cut is unknown.
NetworkReport networkReport(const geo::Workspace& workspace, const NetworkRequest& request,
                            const LoadedCover* cover, const planning::Feedback& feedback = {});

/// results_sites and results_failure_points; with a cover results_settlement_causes and
/// results_link_loads; results_paths when asked for. In one transaction.
void storeNetwork(geo::Workspace& workspace, const NetworkReport& report);

nlohmann::ordered_json asJson(const NetworkReport& report);
std::string asText(const NetworkReport& report);

/// "Cut off because the fibre behind it is cut": a cause in plain words.
std::string inWords(planning::Service service, planning::Cause cause);

} // namespace app
