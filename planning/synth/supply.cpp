// What there is to work with: less than all the repairs would take, so that order matters.
#include "planning/synth/build.h"

#include <algorithm>
#include <cmath>

namespace planning::synth {
namespace {

constexpr int planDays = 60;
constexpr double moneyShare = 0.4; // of what all actions cost, over the days (assume)
constexpr double crewShare = 0.5;  // of the crew days all actions take (assume)
constexpr double partsNow = 0.25, partsLater = 0.4; // of the parts all actions take (assume)
constexpr int partsLaterDays = 21;
constexpr double litresPerSiteDay = 50; // 10,000 l a day run 200 sites (Paltel, November 2023)
constexpr double fuelShare = 0.24;      // 10,000 l a day for 841 sites

} // namespace

void supplyResources(Build& build)
{
    double cost_usd = 0;
    std::map<std::string, double> crewDays;
    std::map<std::string, double> parts;
    for (const Action& action : build.made().actions) {
        cost_usd += action.cost_usd;
        crewDays[action.skill] += action.crew_days;
        for (const auto& [name, count] : action.parts) {
            parts[name] += count;
        }
    }
    // Crews, money and parts wait at the first core, where the operator sits.
    const auto core = std::ranges::find(build.made().nodes, NodeKind::core, &Node::kind);
    const std::string depot = core == build.made().nodes.end() ? "" : core->node_id;
    const auto add = [&](const std::string& resource, int day) -> Supply& {
        Supply& row = build.made().supply.emplace_back();
        row.resource = resource;
        row.from_date = build.request.date + std::chrono::days{day};
        row.place = depot;
        row.synthetic = true;
        return row;
    };
    // Half of the money at once, half when the second tranche arrives.
    const double tranche = std::max(10000.0, rounded(moneyShare / 2 * cost_usd, 10000));
    add("money_usd", 0).amount = tranche;
    add("money_usd", 30).amount = tranche;
    for (const auto& [skill, days] : crewDays) {
        add("crew_days:" + skill, 0).per_day =
            std::max(1.0, std::ceil(crewShare * days / planDays));
    }
    const double sites = static_cast<double>(build.made().sites.size());
    add("fuel_l", 0).per_day = std::max(50.0, rounded(fuelShare * litresPerSiteDay * sites, 50));
    for (const auto& [name, count] : parts) {
        if (name == "fuel_l") {
            continue;
        }
        add("part:" + name, 0).amount = std::max(1.0, std::ceil(partsNow * count));
        add("part:" + name, partsLaterDays).amount = std::max(1.0, std::ceil(partsLater * count));
    }
}

} // namespace planning::synth
