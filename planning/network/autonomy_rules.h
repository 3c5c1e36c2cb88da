#pragma once
// Rules on how long places must go on without grid, as data, and who keeps them.
#include "planning/network/power_timeline.h"

namespace planning {

/// "60 % of the sites of every area go on for 10 h by 2024-10-01".
struct AutonomyRule {
    std::string id;
    bool core_nodes = false; // applies to core nodes; else to sites
    double hours = 0;
    double share = 1; // of the places it applies to, in each area
    geo::Date due{};
    std::string source;
};

/// Ukraine's NCU order of July 2024: 10 h at 60/70/80/100 % of base stations by 1 October,
/// 1 November, 1 December 2024 and 1 February 2025; 72 h at a quarter of each region by 1 December;
/// core nodes 72 h by 1 September.
const std::vector<AutonomyRule>& ukraineRules2024();

/// One rule in one area. Places without any power data count as unknown: the share kept lies
/// between kept/total and (kept + unknown)/total.
struct Compliance {
    std::string rule_id, area_code; // area_code "" = places without area
    std::size_t total = 0, kept = 0, unknown = 0, required = 0;
    Service met = Service::unknown; // on: met for sure; off: not even if all unknown ones do
    bool due = false;               // on the date asked for
    double missing_h = 0; // hours of battery or fuel missing in all to meet it, known places
};

/// One row per rule and area that has places, areas in the order of their codes. Autonomy is that
/// with a full tank: a rule is about equipment, not about today's fuel.
std::vector<Compliance> compliance(const Scenario& scenario, const std::vector<AutonomyRule>& rules,
                                   geo::Date on);

} // namespace planning
