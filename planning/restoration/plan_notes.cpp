#include "planning/restoration/plan_notes.h"

#include "geo/misuse.h"
#include "planning/network/power_state.h"
#include "planning/restoration/after_work.h"
#include "planning/restoration/supply.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace planning {

std::string_view text(Undone reason)
{
    static constexpr std::array<std::string_view, 9> words{"faulty",    "unknown", "closed",
                                                           "supply",    "order",   "time",
                                                           "not_worth", "no_gain", "not_needed"};
    return words[static_cast<std::size_t>(reason)];
}

void refuseImpossible(const Scenario& scenario, const TransportGraph& graph,
                      const PlanRequest& request)
{
    if (graph.cores().empty()) {
        throw geo::Error{"the workspace has no core node, so nobody can be connected to anything",
                         "Import the transport nodes with at least one of kind 'core'"};
    }
    if (request.days < 1 || request.days > longestPlan_days) {
        throw geo::Error{fmt::format("a plan of {} days cannot be made", request.days),
                         "Give between 1 and 3650 days"};
    }
    const auto demand = [](bool holds, const char* what, double value, const char* range) {
        if (!holds) {
            throw geo::Misuse{fmt::format("{} is {}", what, value),
                              fmt::format("It must be {}", range)};
        }
    };
    demand(request.speed_kmh > 0, "the speed of crews", request.speed_kmh, "above 0 km/h");
    demand(request.work_day_h > 0, "the working day", request.work_day_h, "above 0 hours");
    demand(request.fuel_l_per_day.value_or(0) >= 0, "the fuel of a day",
           request.fuel_l_per_day.value_or(0), "0 litres or more");
    demand(request.discount >= 0 && request.discount < 1, "the discount of a day", request.discount,
           "from 0 up to, not with, 1");
    demand(request.common_floor >= 0 && request.common_floor <= 1, "the floor of all areas",
           request.common_floor, "between 0 and 1");
    for (const auto& [code, share] : request.floors) {
        demand(share >= 0 && share <= 1, "a floor", share, "between 0 and 1");
        if (std::ranges::find(scenario.areas, code, &Area::area_code) == scenario.areas.end()) {
            throw geo::Error{fmt::format("there is no area '{}' to give a floor", code),
                             "Use the area_code of an area of the workspace"};
        }
    }
}

void noteCrews(const Scenario& scenario, const Dispatcher& office, RestorationPlan& out)
{
    bool anyCrew = false;
    const auto whole = [](double number) { return std::abs(number - std::round(number)) < 1e-9; };
    for (const Supply& row : scenario.supply) {
        if (out.request.crews.empty() && isCrewWork(row.resource) && !row.per_day) {
            out.problems.push_back(
                {geo::Severity::warning,
                 fmt::format("{} stands in the supply as an amount ({:g}): crews are sent by the "
                             "day, so nobody is",
                             row.resource, row.amount.value_or(0)),
                 "Give per_day, with the dates from and to which they are there",
                 {},
                 "supply",
                 row.resource});
        }
        if (out.request.crews.empty() && isCrewWork(row.resource) &&
            !whole(row.per_day.value_or(0))) {
            out.problems.push_back(
                {geo::Severity::warning,
                 fmt::format("{} crews a day stand under {}: only whole crews are sent",
                             *row.per_day, row.resource),
                 "Give whole crews, with the dates on which they are there",
                 {},
                 "supply",
                 row.resource});
        }
    }
    if (std::ranges::any_of(out.steps, [&](const PlanStep& step) {
            return !whole(scenario.actions[step.action].crew_days);
        })) {
        out.assumptions.emplace_back("work is planned in whole days; works of less than a day "
                                     "share one where they and the drives fit into it");
    }
    for (const auto& [skill, crews] : office.crews()) {
        std::size_t homeless = 0;
        std::set<std::string> unknown;
        for (const Crew& crew : crews) {
            homeless += crew.base.empty() ? 1 : 0;
            if (!crew.base.empty() && !crew.base_xy) {
                unknown.insert(crew.base);
            }
        }
        anyCrew = anyCrew || !crews.empty();
        const auto tell = [&](std::string what, std::string fix) {
            out.problems.push_back({geo::Severity::warning,
                                    std::move(what),
                                    std::move(fix),
                                    {},
                                    "supply",
                                    crewWork(skill)});
        };
        if (homeless > 0) {
            tell(fmt::format("{} {} crew{} no base: the drive to the first work is not counted",
                             homeless, skill, homeless == 1 ? " has" : "s have"),
                 "Give the base as place of the supply, or as --base SKILL=PLACE");
        }
        for (const std::string& base : unknown) {
            tell(fmt::format("the base '{}' of the {} crews is no place of the workspace: the "
                             "drive to the first work is not counted",
                             base, skill),
                 "Name a settlement, area, site, node or facility by id or name, or lon,lat");
        }
    }
    if (anyCrew) {
        const bool clears = std::ranges::any_of(out.steps, [&](const PlanStep& step) {
            return scenario.actions[step.action].kind == ActionKind::clear;
        });
        const std::string how =
            office.roadsGiven()
                ? fmt::format("crews drive over the roads of the workspace{}",
                              clears ? ", not yet over those the plan clears" : "")
                : fmt::format("no roads are given: crews drive {} times the straight line at "
                              "{} km/h",
                              detour, out.request.speed_kmh);
        out.assumptions.push_back(
            fmt::format("{}; {} hours of driving are part of a crew day, each {} beyond cost "
                        "another one",
                        how, out.request.drive_included_h, out.request.work_day_h));
    }
}

void noteUnknown(const Scenario& scenario, const Statuses& statuses, RestorationPlan& out)
{
    const AssetIndex assets = indexOfAssets(scenario);
    std::vector<std::string> unknown;
    for (const PlanStep& step : out.steps) {
        const auto at = assets.find(scenario.actions[step.action].asset_id);
        if (at != assets.end() &&
            serviceOf(statusOf(statuses, at->second).status) == Service::unknown) {
            unknown.push_back(scenario.actions[step.action].asset_id);
        }
    }
    if (!unknown.empty()) {
        out.problems.push_back(
            {geo::Severity::warning,
             fmt::format("{} of the works are on assets of which nobody knows whether they are out "
                         "({}{}): they count as not working",
                         unknown.size(), unknown.front(), unknown.size() > 1 ? " …" : ""),
             "Look before the crew drives; --unknown-works takes them as working",
             {},
             "observations",
             {}});
    }
}

} // namespace planning
