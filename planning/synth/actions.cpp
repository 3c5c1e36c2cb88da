// What mending takes, by damage class and the cost catalogue; what must come first.
#include "planning/finance/cost_catalogue.h"
#include "planning/synth/build.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <unordered_map>

namespace planning::synth {
namespace {

constexpr double clearedShare =
    0.3; // of destroyed sites in a conflict: rubble, unexploded (assume)
constexpr double clearance_usd = 6000;                       // assume
constexpr double litresBrought = 300;                        // a common tank (200-500 l)
constexpr double urbanPeople = 20000, suburbanPeople = 2000; // of the town a trench lies in

class Offers {
public:
    explicit Offers(Build& build) : build_{build}, random_{build.random.stream("actions")}
    {
        for (const Cell& cell : build.made().cells) {
            auto& known = technologies_[cell.site_id];
            if (std::ranges::find(known, cell.technology) == known.end()) {
                known.push_back(cell.technology);
            }
        }
    }

    void run()
    {
        for (std::uint32_t i = 0; i < build_.made().sites.size(); ++i) {
            offerSite(i);
        }
        for (std::uint32_t i = 0; i < build_.made().nodes.size(); ++i) {
            const Node& node = build_.made().nodes[i];
            mend(node.node_id, build_.nodeHits[i].damage, "site",
                 typical("node.equipment") * (node.kind == NodeKind::exchange ? 1.0 : 0.4),
                 classDays(build_.nodeHits[i].damage));
        }
        for (std::uint32_t i = 0; i < build_.made().spans.size(); ++i) {
            offerSpan(i);
        }
        for (std::uint32_t i = 0; i < build_.made().links.size(); ++i) {
            offerLink(i);
        }
        for (std::uint32_t i = 0; i < build_.made().grid_nodes.size(); ++i) {
            const GridNode& node = build_.made().grid_nodes[i];
            const double size = node.kind == GridNodeKind::feeder       ? 0.5
                                : node.kind == GridNodeKind::substation ? 2
                                                                        : 5; // assume
            mend(node.grid_node_id, build_.gridHits[i].damage, "power", size * typical("grid.node"),
                 classDays(build_.gridHits[i].damage));
        }
    }

private:
    /// Somewhere between the catalogue's low and high value, half of the time below base.
    double typical(const char* item)
    {
        const CostItem* cost = silaCatalogue().find(item);
        return random_.between(cost->low, cost->base, cost->high);
    }
    double shareOf(Damage damage) const
    {
        return silaCatalogue().value(fmt::format("damage.{}", text(damage)));
    }
    double classDays(Damage damage) const
    {
        return damage == Damage::none
                   ? 0
                   : silaCatalogue().value(fmt::format("crew.site.{}", text(damage)));
    }

    Action& add(const std::string& asset, ActionKind kind, const char* skill, double cost_usd,
                double crew_days)
    {
        Action action;
        action.action_id = fmt::format("ACT{:05}", build_.made().actions.size() + 1);
        action.asset_id = asset;
        action.kind = kind;
        action.skill = skill;
        action.cost_usd = std::max(100.0, rounded(cost_usd, 100));
        action.crew_days = std::max(0.5, rounded(crew_days, 0.5));
        action.duration_days = std::max(1.0, std::ceil(action.crew_days));
        action.origin = "catalogue";
        action.synthetic = true;
        return build_.made().actions.emplace_back(std::move(action));
    }

    /// Repair or replacement by damage class; nothing for what is whole.
    Action* mend(const std::string& asset, Damage damage, const char* skill, double replacement_usd,
                 double crew_days)
    {
        if (damage == Damage::none) {
            return nullptr;
        }
        return &add(asset, damage == Damage::destroyed ? ActionKind::replace : ActionKind::repair,
                    skill, replacement_usd * shareOf(damage), crew_days);
    }

    void offerSite(std::uint32_t i)
    {
        const Site& site = build_.made().sites[i];
        const Damage damage = build_.siteHits[i].damage;
        std::string mended; // the action that makes it stand again
        std::string cleared;
        if (damage == Damage::destroyed && build_.request.profile == Profile::conflict &&
            random_.chance(clearedShare)) {
            cleared = add(site.site_id, ActionKind::clear, "clearance",
                          clearance_usd * random_.uniform(0.5, 1.5), 2 + random_.below(3))
                          .action_id;
        }
        const auto radios = static_cast<double>(technologies_[site.site_id].size());
        const double size = build_.siteDrafts[i].small ? 0.3 : 1.0;
        const double replacement_usd =
            size * (typical("site.structure_power") + radios * typical("site.radio"));
        if (Action* action =
                mend(site.site_id, damage, "site", replacement_usd, classDays(damage))) {
            if (damage == Damage::destroyed) {
                action->parts = {{"mast", 1}, {"radio", radios}};
            } else if (damage == Damage::partial) {
                action->parts = {{"radio", 1}};
            }
            if (!cleared.empty()) {
                action->after_ids.push_back(cleared);
            }
            mended = action->action_id;
        }
        siteMend_[site.site_id] = damage == Damage::minimal ? std::string{} : mended;
        offerPower(i, siteMend_[site.site_id]);
    }

    /// Fuel where there is an engine, else an engine with its first fuel; once the mast stands.
    void offerPower(std::uint32_t i, const std::string& mended)
    {
        const PowerSupply& power = build_.made().sites[i].power;
        const bool engine = power.generator_kw.value_or(0) > 0;
        const bool runs = engine && power.fuel_on_hand_l.value_or(0) > 0;
        const bool sun = power.solar_kw.value_or(0) >= power.load_kw.value_or(3);
        if (onGrid(build_, power) || runs || sun) {
            return;
        }
        const double litres = engine ? *power.tank_l : litresBrought;
        const double cost_usd =
            litres * typical("power.fuel") +
            (engine ? 0.0
                    : typical("power.generator") *
                          build_.preset(build_.siteDrafts[i].region).generator_kw / 10);
        Action& action =
            add(build_.made().sites[i].site_id, engine ? ActionKind::fuel : ActionKind::power,
                "power", cost_usd, engine ? 0.5 : 1.5);
        action.parts["fuel_l"] = litres;
        if (!engine) {
            action.parts["generator"] = 1;
        }
        if (!mended.empty()) {
            action.after_ids.push_back(mended);
        }
    }

    void offerSpan(std::uint32_t i)
    {
        const Span& span = build_.made().spans[i];
        const Hit& hit = build_.spanHits[i];
        if (!hit.broken()) {
            return;
        }
        const auto& line = span.line_xy.front();
        const geo::XY middle = line[line.size() / 2];
        double people = 0;
        for (const Town& town : build_.towns) {
            if (metresBetween(town.at, middle) < town.radius_m + 1000) {
                people = std::max(people, town.people);
            }
        }
        const double perMetre_usd = typical(people > urbanPeople      ? "fibre.urban"
                                            : people > suburbanPeople ? "fibre.suburban"
                                                                      : "fibre.rural");
        const double perKm_days = silaCatalogue().value(
            span.deployment == Deployment::aerial ? "crew.fibre.aerial" : "crew.fibre.buried");
        // A cut is a stretch of the cable, not all of it: at most 2 km are laid anew (assume).
        const double laid_km =
            std::min(*span.length_km, hit.damage == Damage::destroyed ? 2.0 : 0.6);
        Action& action =
            add(span.span_id,
                hit.damage == Damage::destroyed ? ActionKind::replace : ActionKind::repair, "fibre",
                1000 * laid_km * perMetre_usd + 1500, // two joints (assume)
                0.5 + laid_km * perKm_days);
        action.parts["cable_km"] = std::max(0.1, rounded(laid_km, 0.1));
    }

    void offerLink(std::uint32_t i)
    {
        const Link& link = build_.made().links[i];
        const Damage damage = build_.linkHits[i].damage;
        if (damage == Damage::none) {
            return;
        }
        // Most hops are under 15 km; the catalogue's dearer ones begin there.
        const char* item = link.kind == LinkKind::satellite       ? "hop.satellite"
                           : link.frequency_ghz.value_or(18) < 10 ? "hop.medium"
                                                                  : "hop.short";
        Action* action = mend(link.link_id, damage, "site", typical(item), 2 * shareOf(damage));
        action->parts["hop"] = 1;
        for (const std::string& end : {link.from_id, link.to_id}) {
            const auto mended = siteMend_.find(end);
            if (mended != siteMend_.end() && !mended->second.empty()) {
                action->after_ids.push_back(mended->second);
            }
        }
    }

    Build& build_;
    Random random_;
    std::unordered_map<std::string, std::vector<Technology>> technologies_;
    std::unordered_map<std::string, std::string> siteMend_;
};

} // namespace

void offerActions(Build& build)
{
    Offers{build}.run();
}

} // namespace planning::synth
