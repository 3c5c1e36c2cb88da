#include "planning/restoration/plan_effects.h"

#include "geo/vector/inside.h"
#include "planning/coverage/served.h"
#include "planning/network/link_load.h"
#include "planning/restoration/crews.h"
#include "planning/restoration/floors.h"
#include "planning/restoration/kept_power.h"
#include "planning/restoration/review.h"
#include "planning/restoration/served_by_day.h"
#include "planning/restoration/slow_replay.h"
#include "planning/scenario/closed_zones.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

class Effects {
public:
    Effects(const Scenario& scenario, const Cover& cover, const TransportGraph& graph,
            const AreaIndex& areas, RestorationPlan& plan)
        : world_{scenario}, cover_{cover}, graph_{graph}, areas_{areas}, plan_{plan}
    {
        if (!areas.cells().empty()) {
            places_ = groupsOfPlaces(cover, areas.cells(), scenario.areas.size());
        }
    }

    void run(const Statuses& statuses, geo::Time asOf, const std::vector<char>& attainable,
             const std::vector<double>& areaWeight)
    {
        SlowReplay world{world_, statuses, graph_, asOf, plan_.request.unknown_works};
        KeptPowerCount kept{world_, cover_, graph_, asOf, plan_};
        openAreas(attainable, areaWeight);
        for (int day = 0; day <= plan_.request.days; ++day) {
            bool changed = day == 0;
            for (const PlanStep& step : plan_.steps) {
                if (step.last_day == day) {
                    world.finish(world_.actions[step.action]);
                    changed = true;
                }
            }
            const double now_h = hoursToEnd(asOf, plan_.request.start, day);
            changed |= world.batteryEnds(hoursToEnd(asOf, plan_.request.start, day - 1), now_h);
            if (changed) {
                lookAt(world.now(now_h), world, day);
            }
            kept.endDay(world, day, changed);
        }
        closeAreas();
        missedFloors();
        permits();
        kept.finish(world);
        std::ranges::stable_sort(plan_.overloads, std::greater<>{}, [](const Overload& o) {
            return o.load_mbps / std::max(1.0, o.capacity_mbps);
        });
    }

private:
    double peopleIn(const std::vector<std::uint32_t>& leaves, const std::vector<char>& served) const
    {
        return places_.peopleOf(leaves, [&](std::uint32_t group) { return served[group] != 0; });
    }

    void openArea(std::uint32_t area, const std::vector<std::uint32_t>& leaves)
    {
        plan_.areas.emplace_back().area = area;
        parts_.push_back(leaves);
    }

    void openAreas(const std::vector<char>& attainable, const std::vector<double>& areaWeight)
    {
        if (areas_.cells().empty()) {
            return;
        }
        for (const std::uint32_t leaf : areas_.leaves()) {
            openArea(leaf, {leaf});
        }
        for (const Floor& floor : floorsOf(world_, areas_, plan_.request)) {
            auto at = std::ranges::find(plan_.areas, floor.area, &AreaServed::area);
            if (at == plan_.areas.end()) {
                openArea(floor.area, floor.leaves);
                at = plan_.areas.end() - 1;
                at->divided = true;
            }
            at->floor = floor.share;
        }
        const std::vector<char> all(cover_.groups(), 1);
        for (std::size_t i = 0; i < plan_.areas.size(); ++i) {
            AreaServed& area = plan_.areas[i];
            area.people = peopleIn(parts_[i], all);
            area.attainable = peopleIn(parts_[i], attainable);
            area.weight = areaWeight.empty() ? 1 : areaWeight[area.area];
        }
        const AssetIndex assets = indexOfAssets(world_);
        const auto areaOf = [&](const std::string& id) -> AreaServed* {
            const auto asset = assets.find(id);
            const auto at = asset == assets.end() ? std::nullopt : workPlace(world_, asset->second);
            const int col = at ? cover_.frame.colOf(at->x_m) : -1;
            const int row = at ? cover_.frame.rowOf(at->y_m) : -1;
            if (!at || !cover_.frame.inside(col, row)) {
                return nullptr;
            }
            const std::uint32_t leaf = areas_.cells()[cover_.frame.at(col, row)];
            const auto found = std::ranges::find(plan_.areas, leaf, &AreaServed::area);
            return found == plan_.areas.end() ? nullptr : &*found;
        };
        for (const PlanStep& step : plan_.steps) {
            if (AreaServed* area = areaOf(world_.actions[step.action].asset_id)) {
                ++area->steps;
            }
        }
        for (const UndoneAction& undone : plan_.undone) {
            AreaServed* area = undone.action ? areaOf(undone.asset_id) : nullptr;
            if (area != nullptr && undone.shut) {
                ++area->undone_closed;
            } else if (area != nullptr && undone.reason != Undone::faulty) {
                entered_.insert(area->area);
            }
        }
        for (std::size_t i = 0; i < plan_.areas.size(); ++i) {
            AreaServed& whole = plan_.areas[i];
            for (const AreaServed& part : plan_.areas) {
                if (whole.divided && std::ranges::find(parts_[i], part.area) != parts_[i].end()) {
                    whole.steps += part.steps;
                    whole.undone_closed += part.undone_closed;
                }
            }
        }
    }

    void lookAt(const SlowReplay::Now& now, const SlowReplay& world, int day)
    {
        const std::vector<char> served = world.groupsServed(cover_, now);
        for (std::size_t i = 0; i < plan_.areas.size(); ++i) {
            AreaServed& area = plan_.areas[i];
            area.served_at_end = peopleIn(parts_[i], served);
            if (day == 0) {
                area.served_today = area.served_at_end;
            }
            const bool met = reaches(area.served_at_end, area.floor.value_or(0), area.people);
            if (!met) {
                area.met_on_day.reset();
            } else if (!area.met_on_day) {
                area.met_on_day = day;
            }
            area.met = met;
        }
        countFacilities(served, day);
        const std::vector<char> serving = world.sitesServing(now);
        std::size_t unstated = 0;
        const NetworkHealth health = healthOf(world_, now.state.statuses, now.state.power, graph_);
        for (const EdgeLoad& load : edgeLoads(
                 world_, graph_, health, siteDemand_mbps(cover_, now.state.statuses, serving))) {
            unstated += load.capacity_mbps ? 0 : 1;
            if (!load.overloaded()) {
                continue;
            }
            auto at = std::ranges::find(plan_.overloads, load.asset, &Overload::asset);
            if (at == plan_.overloads.end()) {
                plan_.overloads.push_back({load.asset, day, 0, *load.capacity_mbps});
                at = plan_.overloads.end() - 1;
            }
            at->load_mbps = std::max(at->load_mbps, load.load_mbps);
        }
        plan_.unstated_capacity = unstated;
    }

    void countFacilities(const std::vector<char>& served, int day)
    {
        std::map<FacilityKind, FacilitiesServed> kinds;
        for (const Facility& facility : world_.facilities) {
            const int col = cover_.frame.colOf(facility.at.xy.x_m);
            const int row = cover_.frame.rowOf(facility.at.xy.y_m);
            const std::uint32_t group =
                cover_.frame.inside(col, row) ? cover_.group[cover_.frame.at(col, row)] : noGroup;
            if (group != noGroup) {
                FacilitiesServed& kind = kinds[facility.kind];
                ++kind.total;
                kind.served_at_end += served[group] != 0 ? 1 : 0;
            }
        }
        const std::vector<FacilitiesServed> before = std::move(plan_.facilities);
        plan_.facilities.clear();
        for (auto& [word, kind] : kinds) {
            kind.kind = word;
            const auto weight = plan_.request.facility_weight.find(word);
            kind.weight = weight == plan_.request.facility_weight.end() ? 0 : weight->second;
            kind.served_today =
                day == 0 ? kind.served_at_end : before[plan_.facilities.size()].served_today;
            plan_.facilities.push_back(kind);
        }
    }

    void closeAreas()
    {
        for (const AreaServed& area : plan_.areas) {
            if (area.divided || area.undone_closed == 0 || area.steps > 0 ||
                entered_.contains(area.area)) {
                continue;
            }
            const Area& noun = world_.areas[area.area];
            plan_.problems.push_back(
                {geo::Severity::warning,
                 fmt::format("nobody can get into {} ({}) on any day of the plan: {} repairs there "
                             "stay undone",
                             noun.name, noun.area_code, area.undone_closed),
                 "Open its zones for some days, or make the plan longer",
                 {},
                 "areas",
                 noun.area_code});
        }
    }

    void missedFloors()
    {
        for (const AreaServed& area : plan_.areas) {
            if (area.met || !area.floor || area.people <= 0) {
                continue;
            }
            const Area& noun = world_.areas[area.area];
            const auto tenths = [&](double people) { // never rounded up to what is asked for
                return std::floor(1000 * people / area.people) / 10;
            };
            const bool possible = area.floorPossible();
            plan_.problems.push_back(
                {geo::Severity::warning,
                 possible ? fmt::format("the floor of {} ({}) is not met: {:g} % of its people "
                                        "are asked for, {:.1f} % are served in the end",
                                        noun.name, noun.area_code, 100 * *area.floor,
                                        tenths(area.served_at_end))
                          : fmt::format("the floor of {} ({}) cannot be met: {:g} % of its people "
                                        "are asked for, {:.1f} % would be served if all works were "
                                        "done that days and supply allow",
                                        noun.name, noun.area_code, 100 * *area.floor,
                                        tenths(area.attainable)),
                 possible ? "Give more money, crews or days, or ask for less there"
                          : "Ask for less there, give more days or supply, or add works that serve "
                            "more",
                 {},
                 "areas",
                 noun.area_code});
        }
    }

    void permits()
    {
        const AssetIndex assets = indexOfAssets(world_);
        std::size_t works = 0;
        std::set<std::string> zones;
        for (const PlanStep& step : plan_.steps) {
            const auto asset = assets.find(world_.actions[step.action].asset_id);
            const auto at = asset == assets.end() ? std::nullopt : workPlace(world_, asset->second);
            bool inside = false;
            for (const Zone& zone : world_.zones) {
                const auto first = plan_.request.start + std::chrono::days{step.first_day - 1};
                const auto last = plan_.request.start + std::chrono::days{step.last_day - 1};
                if (at && zone.access == ZoneAccess::permit && holdsBetween(zone, first, last) &&
                    geo::inside(zone.shape_xy, *at)) {
                    zones.insert(zone.zone_id);
                    inside = true;
                }
            }
            works += inside ? 1 : 0;
        }
        if (works > 0) {
            plan_.problems.push_back({geo::Severity::note,
                                      fmt::format("{} works lie in zones that need a permit: {}",
                                                  works, fmt::join(zones, ", ")),
                                      "Ask for the permits in time; the plan takes them as given",
                                      {},
                                      "zones",
                                      *zones.begin()});
        }
    }

    const Scenario& world_;
    const Cover& cover_;
    const TransportGraph& graph_;
    const AreaIndex& areas_;
    RestorationPlan& plan_;
    PlaceGroups places_;
    std::vector<std::vector<std::uint32_t>> parts_; // of each of plan_.areas, not divided further
    std::set<std::uint32_t> entered_;               // areas with a work that somebody could get to
};

} // namespace

std::vector<char> attainableGroups(const PlanInstance& problem, const Cover& cover)
{
    std::vector<char> groups(cover.groups(), 0);
    if (problem.instance.parts.empty()) {
        return groups;
    }
    const restoration::Review review = restoration::review(problem.instance);
    for (std::uint32_t g = 0; g < cover.groups(); ++g) {
        groups[g] = std::ranges::any_of(cover.layersOf(g), [&](std::uint32_t layer) {
            const std::uint32_t part = problem.layerPart[layer];
            return part != none && review.on_at_best[part] != 0;
        });
    }
    return groups;
}

void addEffects(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                const TransportGraph& graph, geo::Time asOf, const AreaIndex& areas,
                const std::vector<char>& attainable, const std::vector<double>& areaWeight,
                RestorationPlan& plan)
{
    Effects{scenario, cover, graph, areas, plan}.run(statuses, asOf, attainable, areaWeight);
}

} // namespace planning
