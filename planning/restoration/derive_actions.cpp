#include "planning/restoration/derive_actions.h"

#include <algorithm>
#include <set>

namespace planning {
namespace {

constexpr double fuelPerDelivery_l = 300; // a common site tank (200 to 500 l)
constexpr double urbanPeoplePerKm2 = 5000, suburbanPeoplePerKm2 = 500;

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

    void physical(const std::string& id, const AssetStatus& status, const char* skill,
                  double replacement_usd, double rebuild_days)
    {
        const bool reportedElsewhere =
            status.cause == Cause::power || status.cause == Cause::backhaul;
        const bool broken = status.status == Status::destroyed ||
                            (status.status == Status::outOfService &&
                             (!reportedElsewhere || status.damage == Damage::destroyed));
        if (!broken || mended_.contains(id)) {
            return;
        }
        const std::string damage = classOf(status);
        Action action = blank(id, "auto:" + id, skill);
        action.kind = damage == "destroyed" ? ActionKind::replace : ActionKind::repair;
        action.cost_usd = replacement_usd * value("damage." + damage);
        action.crew_days = rebuild_days < 0 ? value("crew.site." + damage)
                                            : rebuild_days * value("damage." + damage);
        action.crew_days = std::max(0.5, action.crew_days);
        out_.push_back(std::move(action));
    }

    void power(const std::string& id, const PowerSupply& supply, Service powered)
    {
        if (powered != Service::off || powered_.contains(id)) {
            return;
        }
        Action action = blank(id, "auto:" + id + ":power", "power");
        const bool hasGenerator = supply.generator_kw.value_or(0) > 0;
        action.kind = hasGenerator ? ActionKind::fuel : ActionKind::power;
        action.cost_usd = supply.tank_l.value_or(fuelPerDelivery_l) * value("power.fuel") +
                          (hasGenerator ? 0 : value("power.generator"));
        action.crew_days = value("crew.power");
        out_.push_back(std::move(action));
    }

    double site_usd(const Site& site) const
    {
        const auto at = technologies_.find(site.site_id);
        const double radios =
            at == technologies_.end() ? 1 : static_cast<double>(at->second.size());
        return value("site.structure_power") + radios * value("site.radio");
    }
    double fibrePerMetre_usd(const Span& span) const
    {
        // Density of the settlements within 2 km of the middle of the line.
        if (span.line_xy.empty() || span.line_xy.front().empty()) {
            return value("fibre.rural");
        }
        const auto& line = span.line_xy.front();
        const geo::XY middle = line[line.size() / 2];
        constexpr double reach_m = 2000;
        double people = 0;
        for (const Settlement& place : world_.settlements) {
            if (geo::distance_m(place.at.xy, middle) < reach_m) {
                people += place.population.value_or(0);
            }
        }
        const double perKm2 = people / (3.14159265358979 * 4.0);
        return value(perKm2 > urbanPeoplePerKm2      ? "fibre.urban"
                     : perKm2 > suburbanPeoplePerKm2 ? "fibre.suburban"
                                                     : "fibre.rural");
    }
    double hop_usd(const Link& link, double length_km) const
    {
        return value(link.kind == LinkKind::satellite ? "hop.satellite"
                     : length_km > 30                 ? "hop.long"
                     : length_km > 15                 ? "hop.medium"
                                                      : "hop.short");
    }
    double value(const std::string& id) const { return catalogue_.value(id, request_.level); }
    std::vector<Action> take() { return std::move(out_); }

private:
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
    std::map<std::string, std::set<Technology>> technologies_;
    std::vector<Action> out_;
};

double lengthOf_km(const Span& span)
{
    if (span.length_km) {
        return *span.length_km;
    }
    double length_m = 0;
    for (const auto& line : span.line_xy) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            length_m += geo::distance_m(line[i - 1], line[i]);
        }
    }
    return length_m / 1000;
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

std::vector<Action> deriveActions(const Scenario& scenario, const Statuses& statuses,
                                  const PowerState& power, const CostCatalogue& catalogue,
                                  const DeriveRequest& request)
{
    Deriver derive{scenario, catalogue, request};
    constexpr double bySiteClass = -1; // crew days stand in the catalogue by damage class
    for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
        const Site& site = scenario.sites[i];
        derive.physical(site.site_id, statuses.sites[i], "site", derive.site_usd(site),
                        bySiteClass);
        derive.power(site.site_id, site.power, power.sites[i].powered);
    }
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        const Node& node = scenario.nodes[i];
        derive.physical(node.node_id, statuses.nodes[i], "site", derive.value("node.equipment"),
                        bySiteClass);
        derive.power(node.node_id, node.power, power.nodes[i].powered);
    }
    for (std::size_t i = 0; i < scenario.spans.size(); ++i) {
        const Span& span = scenario.spans[i];
        const double length_km = lengthOf_km(span);
        const bool aerial = span.deployment == Deployment::aerial;
        derive.physical(span.span_id, statuses.spans[i], "fibre",
                        1000 * length_km * derive.fibrePerMetre_usd(span),
                        length_km *
                            derive.value(aerial ? "crew.fibre.aerial" : "crew.fibre.buried"));
    }
    const Index sites = indexOfSites(scenario);
    const Index nodes = indexOfNodes(scenario);
    for (std::size_t i = 0; i < scenario.links.size(); ++i) {
        const Link& link = scenario.links[i];
        derive.physical(link.link_id, statuses.links[i], "site",
                        derive.hop_usd(link, lengthOf_km(link, scenario, sites, nodes)),
                        derive.value("crew.hop"));
    }
    for (std::size_t i = 0; i < scenario.grid_nodes.size(); ++i) {
        derive.physical(scenario.grid_nodes[i].grid_node_id, statuses.grid_nodes[i], "power",
                        derive.value("grid.node"), bySiteClass);
    }
    for (std::size_t i = 0; i < scenario.grid_lines.size(); ++i) {
        derive.physical(scenario.grid_lines[i].grid_line_id, statuses.grid_lines[i], "power",
                        derive.value("grid.line"), bySiteClass);
    }
    return derive.take();
}

} // namespace planning
