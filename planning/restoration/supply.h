#pragma once
// What is at hand on which day: stocks that come in, crews that are there.
#include "planning/restoration/plan.h"

#include <optional>
#include <set>

namespace planning {

/// Crews a row of the supply sends each day: only whole ones go. More than an int holds
/// where money alone limits (fund_world.h).
double wholeCrews(const Supply& row);

struct ResourceSupply {
    std::string name;            // money_usd, fuel_l, fuel_l_per_day (daily_fuel.h), part:NAME,
                                 // crew_days:SKILL
    bool stock = true;           // carries over; crew days do not
    std::vector<double> per_day; // for day 1 … days: what comes in, or how many crews there are
    bool stated = false;         // somebody said how much; else there is none (crews, money) or
                                 // it does not limit (parts, fuel)
};

/// Whether a resource is the work of crews, by its name.
bool isCrewWork(std::string_view resource);
/// Their skill; nothing of any other resource.
std::optional<std::string> crewSkill(std::string_view resource);
/// The resource that crews of a skill supply: crew_days:SKILL.
std::string crewWork(const std::string& skill);
/// Skills that works ask for or the supply names, and those the catalogue's works ask for.
std::set<std::string> knownSkills(const Scenario& scenario);
/// Why nobody of its skill can do a work that takes crew days: there is no such crew, or the work
/// names no skill.
std::string whyNoCrew(const Action& action);
/// Whether there is as much as a work takes, but for the rounding of sums of decimal amounts.
bool suffices(double there, double amount);
/// Whether anybody is there to work: crews of the request, or else of the scenario's supply.
bool anyCrew(const Scenario& scenario, const PlanRequest& request);

/// Supply of one resource over the days of the request. A quantity of the request replaces the
/// scenario's rows for the same resource. What was spent before is missing on day 1.
ResourceSupply supplyOf(const Scenario& scenario, const PlanRequest& request,
                        const std::string& resource);

/// What one action takes: resource name → amount.
std::map<std::string, double> useOf(const Action& action);
/// The same from day 1 of the request on: of a work under way only the crew days left.
std::map<std::string, double> useOf(const Action& action, const PlanRequest& request);
/// The entry of the request for an action; null when it has not begun.
const UnderWay* begunOf(const PlanRequest& request, const Action& action);

/// Days (1 … days, inclusive) on which work at the asset may go on: within earliest and latest of
/// the action, and outside every closed zone that touches the asset.
std::vector<std::pair<int, int>> openDays(const Scenario& scenario, const Action& action,
                                          std::optional<AssetRef> asset,
                                          const PlanRequest& request);

} // namespace planning
