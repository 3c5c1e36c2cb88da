#include "planning/restoration/supply.h"

#include "planning/restoration/daily_fuel.h"
#include "planning/scenario/closed_zones.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning {
namespace {

constexpr std::string_view crewPrefix = "crew_days:";

int dayOf(const PlanRequest& request, geo::Date date)
{
    return static_cast<int>((date - request.start).count()) + 1;
}

double spentOf(const PlanRequest& request, const std::string& resource)
{
    const auto at = request.spent.find(resource);
    return at == request.spent.end() ? 0 : at->second;
}

} // namespace

bool isCrewWork(std::string_view resource)
{
    return resource.starts_with(crewPrefix);
}

std::optional<std::string> crewSkill(std::string_view resource)
{
    if (!isCrewWork(resource)) {
        return std::nullopt;
    }
    return std::string{resource.substr(crewPrefix.size())};
}

std::string crewWork(const std::string& skill)
{
    return std::string{crewPrefix} + skill;
}

std::set<std::string> knownSkills(const Scenario& scenario)
{
    std::set<std::string> known{"clearance", "fibre", "power", "site"};
    for (const Action& action : scenario.actions) {
        known.insert(action.skill);
    }
    for (const Supply& supply : scenario.supply) {
        known.insert(crewSkill(supply.resource).value_or(""));
    }
    known.erase(std::string{});
    return known;
}

std::string whyNoCrew(const Action& action)
{
    return action.skill.empty()
               ? fmt::format("it takes {:g} crew days and names no skill, so no crew can be sent: "
                             "give the skill, or 0 crew days if nobody need go",
                             action.crew_days)
               : fmt::format("there is no crew with skill '{}'", action.skill);
}

bool suffices(double there, double amount)
{
    constexpr double slack = 1e-9;
    return there >= amount * (1 - slack) - slack;
}

bool anyCrew(const Scenario& scenario, const PlanRequest& request)
{
    return request.crews.empty() ? std::ranges::any_of(scenario.supply,
                                                       [](const Supply& supply) {
                                                           return isCrewWork(supply.resource);
                                                       })
                                 : std::ranges::any_of(request.crews, [](const auto& crew) {
                                       return crew.second > 0;
                                   });
}

double wholeCrews(const Supply& row)
{
    constexpr double slack = 1e-9; // of sums of decimal numbers
    return std::floor(row.per_day.value_or(0) + slack);
}

ResourceSupply supplyOf(const Scenario& scenario, const PlanRequest& request,
                        const std::string& resource)
{
    const auto days = static_cast<std::size_t>(request.days);
    if (resource == dailyFuel) {
        return dailyFuelSupply(scenario, request);
    }
    ResourceSupply out;
    out.name = resource;
    out.stock = !isCrewWork(resource);
    out.per_day.assign(days, 0);
    if (resource == "money_usd" && request.budget_usd) {
        out.stated = true;
        out.per_day[0] = std::max(0.0, *request.budget_usd - spentOf(request, resource));
        return out;
    }
    if (resource == "fuel_l" && request.fuel_l_per_day) {
        out.stated = true;
        std::ranges::fill(out.per_day, *request.fuel_l_per_day);
        return out;
    }
    if (!out.stock && !request.crews.empty()) {
        out.stated = true;
        const auto at = request.crews.find(resource.substr(crewPrefix.size()));
        std::ranges::fill(out.per_day, at == request.crews.end() ? 0.0 : at->second);
        return out;
    }
    double before = 0; // given before day 1
    for (const Supply& row : scenario.supply) {
        if (row.resource != resource) {
            continue;
        }
        out.stated = true;
        const int first = std::max(1, dayOf(request, row.from_date));
        const int last =
            row.to_date ? std::min(request.days, dayOf(request, *row.to_date)) : request.days;
        if (row.amount && first <= request.days && last >= 1) {
            if (out.stock) {
                out.per_day[static_cast<std::size_t>(first) - 1] += *row.amount;
                before += dayOf(request, row.from_date) < 1 ? *row.amount : 0;
            }
        }
        const double perDay = out.stock ? row.per_day.value_or(0) : wholeCrews(row);
        for (int day = first; row.per_day && day <= last; ++day) {
            out.per_day[static_cast<std::size_t>(day) - 1] += perDay;
        }
    }
    out.per_day[0] -= std::min(before, spentOf(request, resource));
    return out;
}

const UnderWay* begunOf(const PlanRequest& request, const Action& action)
{
    const auto at = std::ranges::find(request.under_way, action.action_id, &UnderWay::action_id);
    return at == request.under_way.end() ? nullptr : &*at;
}

std::map<std::string, double> useOf(const Action& action, const PlanRequest& request)
{
    std::map<std::string, double> use = useOf(action);
    const UnderWay* begun = begunOf(request, action);
    if (begun != nullptr) {
        std::erase_if(use, [](const auto& each) { return !isCrewWork(each.first); });
        for (auto& [name, amount] : use) {
            amount = begun->days_left;
        }
    }
    return use;
}

std::map<std::string, double> useOf(const Action& action)
{
    std::map<std::string, double> use;
    if (action.cost_usd > 0) {
        use["money_usd"] = action.cost_usd;
    }
    if (action.crew_days > 0) {
        use[std::string{crewPrefix} + action.skill] = action.crew_days;
    }
    for (const auto& [name, count] : action.parts) {
        if (count > 0) {
            use[name == "fuel_l" || name == dailyFuel ? name : "part:" + name] = count;
        }
    }
    return use;
}

std::vector<std::pair<int, int>> openDays(const Scenario& scenario, const Action& action,
                                          std::optional<AssetRef> asset, const PlanRequest& request)
{
    std::vector<char> open(static_cast<std::size_t>(request.days), 1);
    const auto close = [&](int from, int to) {
        for (int day = std::max(1, from); day <= std::min(request.days, to); ++day) {
            open[static_cast<std::size_t>(day) - 1] = 0;
        }
    };
    if (action.earliest) {
        close(1, dayOf(request, *action.earliest) - 1);
    }
    if (action.latest) {
        close(dayOf(request, *action.latest) + 1, request.days);
    }
    for (const Zone& zone : scenario.zones) {
        if (zone.access == ZoneAccess::closed && asset && liesIn(zone, scenario, *asset)) {
            const bool always = datesReversed(zone);
            close(zone.from_date && !always ? dayOf(request, *zone.from_date) : 1,
                  zone.to_date && !always ? dayOf(request, *zone.to_date) : request.days);
        }
    }
    std::vector<std::pair<int, int>> windows;
    for (int day = 1; day <= request.days; ++day) {
        if (open[static_cast<std::size_t>(day) - 1] == 0) {
            continue;
        }
        if (windows.empty() || windows.back().second != day - 1) {
            windows.emplace_back(day, day);
        } else {
            windows.back().second = day;
        }
    }
    return windows;
}

} // namespace planning
