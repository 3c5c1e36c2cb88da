#include "app/jobs/area_lookup.h"
#include "app/jobs/power_json.h"
#include "planning/network/grid_loss.h"

#include <algorithm>

namespace app {
namespace {

using planning::PowerSource;
using planning::Service;

/// The grid: its nodes by id, and the hours since each was lost.
struct GridLoss {
    planning::Index index;
    std::vector<planning::MaybeNumber> hours;
};

/// When the grid of a place was lost, hours before (negative) the date; nothing while it is there.
planning::MaybeNumber gridLost_h(const GridLoss& grid, const std::string& gridNode,
                                 const planning::PlacePower& power)
{
    if (power.grid || power.on == "not stated" || power.on == "passive") {
        return std::nullopt;
    }
    const auto at = grid.index.find(gridNode);
    // Not dated by anybody: from now on.
    return at == grid.index.end() ? 0 : -grid.hours[at->second].value_or(0);
}

PlaceReport placeReport(const GridLoss& grid, planning::AssetRef place,
                        const planning::PowerSupply& supply, const planning::PlacePower& power,
                        double horizon_h, const std::vector<planning::FuelDelivery>& deliveries)
{
    PlaceReport out{place, power, {}, std::nullopt, std::nullopt};
    if (power.on == "nothing" && power.powered == Service::off && deliveries.empty()) {
        out.spells = {{0, PowerSource::out}};
    } else if (power.on == "reported") { // somebody feeds it, nobody knows for how long
        out.spells = {{0, PowerSource::unknown}};
    } else {
        out.spells = planning::powerTimeline(supply, gridLost_h(grid, supply.grid_node_id, power),
                                             std::nullopt, horizon_h, deliveries);
    }
    for (const planning::PowerSpell& spell : out.spells) {
        if (spell.source == PowerSource::out) {
            out.out_after_h = spell.from_h;
            break;
        }
    }
    return out;
}

/// The fuel of the split, every day at the hour of the date.
std::vector<planning::FuelDelivery> deliveriesTo(const PowerReport& report,
                                                 planning::AssetRef place)
{
    std::vector<planning::FuelDelivery> out;
    if (!report.fuel) {
        return out;
    }
    const auto& shares = report.fuel->shares;
    const auto at = std::ranges::find(shares, place, &planning::FuelShare::place);
    constexpr double day_h = 24;
    for (double h = 0; at != shares.end() && h < report.request.horizon_h; h += day_h) {
        out.push_back({h, at->litres_per_day});
    }
    return out;
}

/// Rules are kept by area: a place whose table names none belongs to the deepest one it lies in.
void nameAreas(planning::Scenario& world)
{
    const AreaLookup areas{world};
    const auto name = [&areas](auto& places) {
        for (auto& place : places) {
            const planning::Area* area = place.area_code.empty() ? areas.at(place.at.xy) : nullptr;
            if (area != nullptr) {
                place.area_code = area->area_code;
            }
        }
    };
    name(world.sites);
    name(world.nodes);
}

void sizeSolar(PowerReport& report)
{
    for (PlaceReport& place : report.places) {
        const planning::PowerSupply& supply = supplyOf(report.situation, place.place);
        if (supply.load_kw.value_or(0) > 0) {
            planning::SolarRequest ask = *report.request.solar;
            ask.load_kw = *supply.load_kw;
            place.solar = planning::solarSize(ask);
        }
    }
}

} // namespace

const planning::PowerSupply& supplyOf(const Situation& now, planning::AssetRef place)
{
    return place.kind == planning::AssetKind::site ? now.scenario.sites[place.index].power
                                                   : now.scenario.nodes[place.index].power;
}

PowerReport powerReport(const geo::Workspace& workspace, const PowerRequest& request,
                        const planning::Cover* cover, const planning::Feedback& feedback)
{
    PowerReport report;
    report.request = request;
    report.situation = loadSituation(workspace, request.situation);
    nameAreas(report.situation.scenario);
    const Situation& now = report.situation;
    if (request.fuel) {
        if (cover == nullptr) {
            throw geo::Error{"a split of fuel needs to know who is covered by which site",
                             "Run sila coverage first",
                             {workspace.file().filename().string()}};
        }
        report.fuel = planning::splitFuel(now.scenario, now.statuses, *cover, now.as_of,
                                          *request.fuel, feedback.stage(0, 0.7));
    }
    const planning::PowerState power = planning::powerAt(now.scenario, now.statuses, now.as_of);
    const GridLoss grid{
        planning::indexOfGridNodes(now.scenario),
        planning::hoursWithoutGrid(now.scenario, now.statuses, power.grid_nodes, now.as_of)};
    std::vector<std::vector<planning::PowerSpell>> nodes, sites;
    const auto add = [&](planning::AssetRef place, const planning::PlacePower& fed, auto& spells) {
        report.places.push_back(placeReport(grid, place, supplyOf(now, place), fed,
                                            request.horizon_h, deliveriesTo(report, place)));
        spells.push_back(report.places.back().spells);
    };
    for (std::uint32_t i = 0; i < now.scenario.nodes.size(); ++i) {
        add({planning::AssetKind::node, i}, power.nodes[i], nodes);
    }
    for (std::uint32_t i = 0; i < now.scenario.sites.size(); ++i) {
        add({planning::AssetKind::site, i}, power.sites[i], sites);
    }
    report.rules = request.rules.value_or(planning::ukraineRules2024());
    report.compliance = planning::compliance(now.scenario, report.rules,
                                             std::chrono::floor<std::chrono::days>(now.as_of));
    const planning::TransportGraph graph{now.scenario};
    const planning::Cover nobody;
    report.people_known = cover != nullptr;
    report.curve = planning::serviceThroughTime(now.scenario, now.statuses, graph,
                                                cover == nullptr ? nobody : *cover, now.as_of,
                                                nodes, sites, request.horizon_h);
    if (request.solar) {
        sizeSolar(report);
    }
    feedback.progress(1);
    return report;
}

} // namespace app
