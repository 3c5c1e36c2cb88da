#include "planning/restoration/derive_actions.h"

#include "geo/crs/line_length.h"
#include "planning/finance/fibre_price.h"
#include "planning/network/power_timeline.h"
#include "planning/restoration/crews.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

namespace planning {
namespace {

constexpr double fuelPerDelivery_l = 300; // a common site tank (200 to 500 l)

/// Share of replacement and class name for a damaged thing; an outage of unknown damage is taken
/// as partial.
std::string classOf(const AssetStatus& status)
{
    if (status.status == Status::destroyed || status.damage == Damage::destroyed) {
        return "destroyed";
    }
    return status.damage == Damage::minimal ? "minimal" : "partial";
}

class Deriver {
public:
    Deriver(const Scenario& world, const CostCatalogue& catalogue, const DeriveRequest& request)
        : world_{world}, catalogue_{catalogue}, request_{request}
    {
        for (const Action& action : world.actions) {
            const bool givesPower =
                action.kind == ActionKind::power || action.kind == ActionKind::fuel;
            if (action.kind != ActionKind::clear) {
                (givesPower ? powered_ : mended_).insert(action.asset_id);
            }
        }
        for (const Cell& cell : world.cells) {
            technologies_[cell.site_id].insert(cell.technology);
        }
    }

    /// What a whole new one would cost and take; days below zero: they stand in the catalogue by
    /// damage class.
    struct Replacement {
        double usd = 0, days = -1;
        std::map<std::string, double> parts = {};
    };

    void physical(AssetRef asset, const AssetStatus& status, const char* skill,
                  const Replacement& whole)
    {
        const std::string& id = assetId(world_, asset);
        const bool reportedElsewhere =
            status.cause == Cause::power || status.cause == Cause::backhaul;
        const bool broken = status.status == Status::destroyed ||
                            (status.status == Status::outOfService &&
                             (!reportedElsewhere || status.damage == Damage::destroyed));
        if (!broken || mended_.contains(id)) {
            touched_.clear();
            return;
        }
        const std::string damage = classOf(status);
        Action action = blank(id, "auto:" + id, skill);
        action.kind = damage == "destroyed" ? ActionKind::replace : ActionKind::repair;
        const double share = value("damage." + damage);
        action.cost_usd = whole.usd * share;
        action.crew_days = whole.days < 0 ? value("crew.site." + damage) : whole.days * share;
        action.crew_days = std::max(0.5, action.crew_days);
        for (const auto& [part, count] : whole.parts) {
            // Of a thing that stands only some pieces are new; cable is used by the metre.
            const double used = part == "cable_km"                      ? count * share
                                : damage == "destroyed"                 ? count
                                : damage == "partial" && part != "mast" ? std::ceil(count * share)
                                                                        : 0;
            if (used > 0) {
                action.parts.emplace(part, used);
            }
        }
        note(action.action_id);
        if (const std::string cleared = clearing(asset); !cleared.empty()) {
            action.after_ids.push_back(cleared);
        }
        stands_.insert(id);
        out_.push_back(std::move(action));
    }

    /// Hops wait for the masts at their ends.
    void afterEnds(const Link& link)
    {
        if (out_.empty() || out_.back().asset_id != link.link_id) {
            return;
        }
        for (const std::string& end : {link.from_id, link.to_id}) {
            if (stands_.contains(end)) {
                out_.back().after_ids.push_back("auto:" + end);
            }
        }
    }

    void power(const std::string& id, const PowerSupply& supply, Service powered)
    {
        if (powered != Service::off || powered_.contains(id)) {
            return;
        }
        Action action = blank(id, "auto:" + id + ":power", "power");
        const bool hasGenerator = generatorCarries(supply);
        action.kind = hasGenerator ? ActionKind::fuel : ActionKind::power;
        const double litres = supply.tank_l.value_or(fuelPerDelivery_l);
        action.cost_usd =
            litres * value("power.fuel") + (hasGenerator ? 0 : value("power.generator"));
        action.crew_days = value("crew.power");
        action.parts["fuel_l"] = litres;
        if (!hasGenerator) {
            action.parts["generator"] = 1;
        }
        if (stands_.contains(id)) {
            action.after_ids.push_back("auto:" + id); // nothing to feed before it stands
        }
        note(action.action_id);
        out_.push_back(std::move(action));
    }

    Replacement siteAnew(const Site& site) const
    {
        const auto at = technologies_.find(site.site_id);
        const double radios =
            at == technologies_.end() ? 1 : static_cast<double>(at->second.size());
        return {value("site.structure_power") + radios * value("site.radio"),
                -1,
                {{"mast", 1}, {"radio", radios}}};
    }
    double fibrePerMetre_usd(const Span& span) const
    {
        FibreGround ground;
        ground.deployment = span.deployment;
        if (request_.slopes != nullptr) {
            const auto slope = request_.slopes->find(span.span_id);
            ground.slope =
                slope == request_.slopes->end() ? std::nullopt : std::optional{slope->second};
        }
        if (!span.line_xy.empty() && !span.line_xy.front().empty()) {
            // Of the settlements within 2 km of the middle of the line.
            const auto& line = span.line_xy.front();
            const geo::XY middle = line[line.size() / 2];
            constexpr double reach_m = 2000;
            double people = 0;
            for (const Settlement& place : world_.settlements) {
                if (geo::distance_m(place.at.xy, middle) < reach_m) {
                    people += place.population.value_or(0);
                }
            }
            ground.people_per_km2 = people / (std::numbers::pi * 4.0);
        }
        double usd = 1;
        for (const std::string& item : fibreItems(ground)) {
            usd *= value(item);
        }
        return usd;
    }
    double hop_usd(const Link& link, double length_km) const
    {
        return value(link.kind == LinkKind::satellite ? "hop.satellite"
                     : length_km > 30                 ? "hop.long"
                     : length_km > 15                 ? "hop.medium"
                                                      : "hop.short");
    }
    double value(const std::string& id) const
    {
        touched_.insert(id);
        return catalogue_.value(id, request_.level);
    }
    std::vector<Action> take() { return std::move(out_); }

private:
    static double distance_m(const Road& road, geo::XY at)
    {
        double nearest = std::numeric_limits<double>::infinity();
        for (const auto& line : road.line_xy) {
            for (std::size_t i = 1; i < line.size(); ++i) {
                const geo::XY a = line[i - 1];
                const double dx = line[i].x_m - a.x_m;
                const double dy = line[i].y_m - a.y_m;
                const double length2 = dx * dx + dy * dy;
                const double t =
                    length2 > 0
                        ? std::clamp(((at.x_m - a.x_m) * dx + (at.y_m - a.y_m) * dy) / length2, 0.0,
                                     1.0)
                        : 0;
                nearest = std::min(nearest, geo::distance_m({a.x_m + t * dx, a.y_m + t * dy}, at));
            }
        }
        return nearest;
    }

    /// The clearing of the road an asset lies at, when that is blocked and no open one is nearer;
    /// "" when there is nothing to clear.
    std::string clearing(AssetRef asset)
    {
        const auto place = workPlace(world_, asset);
        constexpr double besides_m = 500; // farther away it is not the road to it
        double nearest_m = besides_m;
        const Road* blocked = nullptr;
        for (const Road& road : world_.roads) {
            const double d_m = place ? distance_m(road, *place) : besides_m;
            if (d_m < nearest_m || (d_m == nearest_m && road.passable)) {
                nearest_m = d_m;
                blocked = road.passable ? nullptr : &road;
            }
        }
        if (blocked == nullptr) {
            return {};
        }
        Action action =
            blank(assetId(world_, asset), "auto:clear:" + blocked->road_id, "clearance");
        if (cleared_.insert(blocked->road_id).second) {
            const double length_km = geo::length_m(blocked->line_xy) / 1000;
            action.kind = ActionKind::clear;
            action.cost_usd = length_km * value("clear.road");
            action.crew_days = std::max(0.5, length_km * value("crew.clear"));
            note(action.action_id);
            out_.push_back(action);
        }
        return action.action_id;
    }

    /// What was asked of the catalogue since the last action belongs to this one.
    void note(const std::string& actionId)
    {
        if (request_.rests_on != nullptr) {
            (*request_.rests_on)[actionId] = touched_;
        }
        touched_.clear();
    }

    static Action blank(const std::string& asset, std::string id, const char* skill)
    {
        Action action;
        action.action_id = std::move(id);
        action.asset_id = asset;
        action.skill = skill;
        action.origin = "catalogue";
        return action;
    }

    const Scenario& world_;
    const CostCatalogue& catalogue_;
    const DeriveRequest& request_;
    std::set<std::string> mended_, powered_;
    std::set<std::string> stands_;  // assets with a derived physical action
    std::set<std::string> cleared_; // roads
    std::map<std::string, std::set<Technology>> technologies_;
    mutable std::set<std::string> touched_; // of the catalogue, for the action in the making
    std::vector<Action> out_;
};

double lengthOf_km(const Span& span)
{
    if (span.length_km) {
        return *span.length_km;
    }
    return geo::length_m(span.line_xy) / 1000;
}

double lengthOf_km(const Link& link, const Scenario& world, const Index& sites, const Index& nodes)
{
    const auto at = [&](const std::string& id) -> std::optional<geo::XY> {
        if (const auto n = nodes.find(id); n != nodes.end()) {
            return world.nodes[n->second].at.xy;
        }
        if (const auto s = sites.find(id); s != sites.end()) {
            return world.sites[s->second].at.xy;
        }
        return std::nullopt;
    };
    const auto a = at(link.from_id);
    const auto b = at(link.to_id);
    return a && b ? geo::distance_m(*a, *b) / 1000 : 0;
}

} // namespace

bool isDerived(const Action& action)
{
    return action.origin == "catalogue" && action.action_id.starts_with("auto:");
}

std::vector<Action> deriveActions(const Scenario& scenario, const Statuses& statuses,
                                  const PowerState& power, const CostCatalogue& catalogue,
                                  const DeriveRequest& request)
{
    Deriver derive{scenario, catalogue, request};
    for (std::uint32_t i = 0; i < scenario.sites.size(); ++i) {
        const Site& site = scenario.sites[i];
        derive.physical({AssetKind::site, i}, statuses.sites[i], "site", derive.siteAnew(site));
        derive.power(site.site_id, site.power, power.sites[i].powered);
    }
    for (std::uint32_t i = 0; i < scenario.nodes.size(); ++i) {
        const Node& node = scenario.nodes[i];
        derive.physical({AssetKind::node, i}, statuses.nodes[i], "site",
                        {derive.value("node.equipment")});
        derive.power(node.node_id, node.power, power.nodes[i].powered);
    }
    for (std::uint32_t i = 0; i < scenario.spans.size(); ++i) {
        const Span& span = scenario.spans[i];
        const double length_km = lengthOf_km(span);
        const bool aerial = span.deployment == Deployment::aerial;
        derive.physical(
            {AssetKind::span, i}, statuses.spans[i], "fibre",
            {1000 * length_km * derive.fibrePerMetre_usd(span),
             length_km * derive.value(aerial ? "crew.fibre.aerial" : "crew.fibre.buried"),
             {{"cable_km", length_km}}});
    }
    const Index sites = indexOfSites(scenario);
    const Index nodes = indexOfNodes(scenario);
    for (std::uint32_t i = 0; i < scenario.links.size(); ++i) {
        const Link& link = scenario.links[i];
        derive.physical({AssetKind::link, i}, statuses.links[i], "site",
                        {derive.hop_usd(link, lengthOf_km(link, scenario, sites, nodes)),
                         derive.value("crew.hop"),
                         {{"hop", 1}}});
        derive.afterEnds(link);
    }
    for (std::uint32_t i = 0; i < scenario.grid_nodes.size(); ++i) {
        derive.physical({AssetKind::gridNode, i}, statuses.grid_nodes[i], "power",
                        {derive.value("grid.node")});
    }
    for (std::uint32_t i = 0; i < scenario.grid_lines.size(); ++i) {
        derive.physical({AssetKind::gridLine, i}, statuses.grid_lines[i], "power",
                        {derive.value("grid.line")});
    }
    return derive.take();
}

} // namespace planning
