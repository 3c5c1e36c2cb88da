#include "planning/restoration/plan_check.h"

#include "geo/vector/inside.h"
#include "planning/network/action_faults.h"
#include "planning/restoration/crews.h"
#include "planning/restoration/slow_replay.h"
#include "planning/scenario/closed_zones.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

constexpr double rounding = 1e-6; // of sums of decimal amounts

class Checker {
public:
    Checker(const Scenario& scenario, const RestorationPlan& plan)
        : world_{scenario}, plan_{plan}, ask_{plan.request}, assets_{indexOfAssets(scenario)},
          broken_{faultsOfActions(scenario)}
    {
    }

    std::vector<std::string> faults()
    {
        for (const PlanStep& step : plan_.steps) {
            checkStep(step);
        }
        checkCrews();
        checkStocks();
        return std::move(faults_);
    }

private:
    template <typename... Args>
    void fault(fmt::format_string<Args...> text, Args&&... args)
    {
        faults_.push_back(fmt::format(text, std::forward<Args>(args)...));
    }
    const Action& actionOf(const PlanStep& step) const { return world_.actions[step.action]; }
    const UnderWay* begun(const Action& action) const
    {
        for (const UnderWay& work : ask_.under_way) {
            if (work.action_id == action.action_id) {
                return &work;
            }
        }
        return nullptr;
    }
    geo::Date dateOf(int day) const { return ask_.start + std::chrono::days{day - 1}; }

    std::optional<AssetRef> assetOf(const Action& action) const
    {
        const auto at = assets_.find(action.asset_id);
        return at == assets_.end() ? std::nullopt : std::optional{at->second};
    }

    /// Whether one of the straight pieces the asset is worked along is so.
    template <class Is>
    bool linesOf(AssetRef asset, const Is& is) const
    {
        const auto place = [&](const std::string& id) -> std::optional<geo::XY> {
            const auto at = assets_.find(id);
            const auto where = at == assets_.end() ? std::nullopt : positionOf(world_, at->second);
            return where ? std::optional{where->xy} : std::nullopt;
        };
        if (asset.kind == AssetKind::span) {
            for (const auto& line : world_.spans[asset.index].line_xy) {
                for (std::size_t i = 1; i < line.size(); ++i) {
                    if (is(line[i - 1], line[i])) {
                        return true;
                    }
                }
            }
        } else if (asset.kind == AssetKind::link) { // at its ends only
            const auto a = place(world_.links[asset.index].from_id);
            const auto b = place(world_.links[asset.index].to_id);
            return (a && is(*a, *a)) || (b && is(*b, *b));
        } else if (asset.kind == AssetKind::gridLine) {
            const auto a = place(world_.grid_lines[asset.index].from_id);
            const auto b = place(world_.grid_lines[asset.index].to_id);
            return a && b && is(*a, *b);
        }
        return false;
    }

    bool inClosedZone(AssetRef asset, geo::Date date) const
    {
        for (const Zone& zone : world_.zones) {
            const bool reversed = zone.from_date && zone.to_date && *zone.to_date < *zone.from_date;
            const bool closed = zone.access == ZoneAccess::closed &&
                                (reversed || ((!zone.from_date || *zone.from_date <= date) &&
                                              (!zone.to_date || date <= *zone.to_date)));
            if (!closed) {
                continue;
            }
            if (const auto at = positionOf(world_, asset)) {
                if (geo::inside(zone.shape_xy, at->xy)) {
                    return true;
                }
            } else if (linesOf(asset, [&](geo::XY from, geo::XY to) {
                           return geo::crosses(zone.shape_xy, from, to);
                       })) {
                return true;
            }
        }
        return false;
    }

    void checkStep(const PlanStep& step)
    {
        const Action& action = actionOf(step);
        if (!seen_.insert(step.action).second) {
            fault("action {} stands twice in the plan", action.action_id);
        }
        if (!broken_[step.action].empty()) {
            fault("action {} cannot be done: {}", action.action_id, broken_[step.action]);
        }
        if (step.first_day < 1 || step.last_day > ask_.days || step.last_day < step.first_day) {
            fault("action {} lies outside the plan's days", action.action_id);
        }
        if (begun(action) != nullptr) {
            return; // what began earlier was free to begin then
        }
        const auto asset = assetOf(action);
        for (int day = step.first_day; day <= step.last_day; ++day) {
            const geo::Date date = dateOf(day);
            if ((action.earliest && date < *action.earliest) ||
                (action.latest && date > *action.latest)) {
                fault("action {} is worked on on {}, outside its dates", action.action_id,
                      geo::text(date));
                break;
            }
            if (asset && inClosedZone(*asset, date)) {
                fault("action {} is worked on on {} while its place is closed", action.action_id,
                      geo::text(date));
                break;
            }
        }
        for (const std::string& before : action.after_ids) {
            const bool done = std::ranges::any_of(plan_.steps, [&](const PlanStep& other) {
                return actionOf(other).action_id == before && other.last_day < step.first_day;
            });
            if (!done) {
                fault("action {} begins before {} is finished", action.action_id, before);
            }
        }
    }

    struct Team {
        std::string base;
        std::optional<geo::Date> from, to;
    };

    /// The crews of a skill in their order, from the request or else the rows of the supply.
    std::vector<Team> teamsOf(const std::string& skill) const
    {
        std::vector<Team> teams;
        if (!ask_.crews.empty()) {
            const auto count = ask_.crews.find(skill);
            teams.resize(static_cast<std::size_t>(count == ask_.crews.end() ? 0 : count->second));
            if (const auto bases = ask_.bases.find(skill); bases != ask_.bases.end()) {
                for (std::size_t i = 0; i < std::min(teams.size(), bases->second.size()); ++i) {
                    teams[i].base = bases->second[i];
                }
            }
            return teams;
        }
        for (const Supply& row : world_.supply) {
            for (int i = 1; row.resource == "crew_days:" + skill && row.per_day &&
                            i <= static_cast<int>(*row.per_day + rounding);
                 ++i) {
                teams.push_back({row.place, row.from_date, row.to_date});
            }
        }
        return teams;
    }

    const RoadWays& waysOn(geo::Date date)
    {
        const std::vector<std::uint32_t> zones = closedZones(world_, date);
        const auto at = ways_.find(zones);
        return at != ways_.end()
                   ? at->second
                   : ways_.emplace(zones, RoadWays{world_, ask_.speed_kmh, zones}).first->second;
    }

    double driveTo_h(std::optional<geo::XY>& from, const PlanStep& step)
    {
        const auto asset = assetOf(actionOf(step));
        const auto to = asset ? workPlace(world_, *asset) : std::nullopt;
        double hours = 0;
        if (from && to && !(*from == *to) && begun(actionOf(step)) == nullptr) {
            const RoadWays& ways = waysOn(dateOf(step.first_day));
            const auto drive = ways.hours(ways.stopAt(*from), {ways.stopAt(*to)}).front();
            if (!drive) {
                fault("only closed roads lead crew {} to action {}", step.crew,
                      actionOf(step).action_id);
            }
            hours = drive.value_or(0);
        }
        if (to) {
            from = to;
        }
        return hours;
    }

    /// Days a work takes its crew, drives apart.
    double lengthOf(const Action& action) const
    {
        const UnderWay* here = begun(action); // its crew is there already
        return here != nullptr ? std::min<double>(here->days_left, ask_.days)
                               : std::max(action.crew_days, action.duration_days.value_or(0));
    }

    double lostOn(double drive_h) const
    {
        return std::max(0.0, drive_h - ask_.drive_included_h) / ask_.work_day_h;
    }

    void checkLength(const PlanStep& step, double drive_h)
    {
        const Action& action = actionOf(step);
        const double work = lengthOf(action) + lostOn(drive_h);
        const int given = step.last_day - step.first_day + 1;
        if (given < work - rounding) {
            fault("action {} is given {} days and takes {:.4g}", action.action_id, given, work);
        }
    }

    void checkCrews()
    {
        std::map<std::string, std::vector<const PlanStep*>> byCrew;
        for (const PlanStep& step : plan_.steps) {
            const Action& action = actionOf(step);
            if (action.crew_days <= 0) {
                checkLength(step, 0);
            } else if (step.crew.empty()) {
                fault("action {} needs a crew and has none", action.action_id);
            } else {
                byCrew[step.crew].push_back(&step);
            }
        }
        for (auto& [crew, steps] : byCrew) {
            std::ranges::stable_sort(steps, {}, [](const PlanStep* s) { return s->first_day; });
            const std::string skill = actionOf(*steps.front()).skill;
            const std::vector<Team> teams = teamsOf(skill);
            const auto blank = crew.rfind(' ');
            const std::size_t number =
                blank == std::string::npos ? 0 : std::strtoul(crew.c_str() + blank, nullptr, 10);
            if (crew.substr(0, blank) != skill || number == 0 || number > teams.size()) {
                fault("crew {} works on {}, but there are {} {} crews", crew,
                      actionOf(*steps.front()).action_id, teams.size(), skill);
                continue;
            }
            const Team& team = teams[number - 1];
            auto place = team.base.empty() ? std::nullopt : placeNamed(world_, team.base);
            double worked = 0; // on the last day looked at, and the hours driven on it
            double driven_h = 0;
            for (std::size_t i = 0; i < steps.size(); ++i) {
                const PlanStep& step = *steps[i];
                const Action& action = actionOf(step);
                if (action.skill != skill) {
                    fault("crew {} works on {}, which needs skill {}", crew, action.action_id,
                          action.skill);
                }
                const double drive_h = driveTo_h(place, step);
                const bool again = i > 0 && steps[i - 1]->last_day >= step.first_day;
                worked = lengthOf(action) + (again ? worked : 0);
                driven_h = drive_h + (again ? driven_h : 0);
                const bool oneDay = step.first_day == step.last_day &&
                                    (!again || steps[i - 1]->first_day == step.first_day);
                if (again && !(oneDay && worked + lostOn(driven_h) <= 1 + rounding)) {
                    fault("crew {} works on {} and {} on day {}", crew,
                          actionOf(*steps[i - 1]).action_id, action.action_id, step.first_day);
                }
                if ((team.from && dateOf(step.first_day) < *team.from) ||
                    (team.to && dateOf(step.last_day) > *team.to)) {
                    fault("crew {} works on {} on a day on which it is not there", crew,
                          action.action_id);
                }
                checkLength(step, drive_h);
            }
        }
    }

    /// What is there of a stock in all by the end of a day; nothing when nobody stated any.
    MaybeNumber suppliedBy(const std::string& name, int day) const
    {
        if (name == "money_usd" && ask_.budget_usd) {
            return std::max(0.0, *ask_.budget_usd - spentOn(name));
        }
        if (name == "fuel_l" && ask_.fuel_l_per_day) {
            return *ask_.fuel_l_per_day * day;
        }
        if (name == "fuel_l_per_day") {
            return fuelADay(day);
        }
        MaybeNumber sum = name == "money_usd" ? MaybeNumber{0} : std::nullopt;
        double early = 0; // given before day 1: what was spent came out of it
        for (const Supply& row : world_.supply) {
            if (row.resource != name) {
                continue;
            }
            sum = sum.value_or(0);
            const bool gone = row.to_date && *row.to_date < ask_.start;
            if (row.amount && !gone && row.from_date <= dateOf(day)) {
                *sum += *row.amount;
                early += row.from_date < ask_.start ? *row.amount : 0;
            }
            for (int d = 1; row.per_day && d <= day; ++d) {
                const bool there =
                    row.from_date <= dateOf(d) && (!row.to_date || dateOf(d) <= *row.to_date);
                *sum += there ? *row.per_day : 0;
            }
        }
        return sum ? MaybeNumber{*sum - std::min(early, spentOn(name))} : sum;
    }
    double spentOn(const std::string& name) const
    {
        const auto at = ask_.spent.find(name);
        return at == ask_.spent.end() ? 0 : at->second;
    }

    /// Litres that come on every day from this one to the last; what comes at once is spread over
    /// the days from then on.
    MaybeNumber fuelADay(int day) const
    {
        if (ask_.fuel_l_per_day) {
            return *ask_.fuel_l_per_day;
        }
        MaybeNumber least;
        for (int d = day; d <= ask_.days; ++d) {
            bool stated = false;
            double litres = 0;
            for (const Supply& row : world_.supply) {
                if (row.resource != "fuel_l") {
                    continue;
                }
                stated = true;
                const bool over = row.to_date && *row.to_date < dateOf(d);
                litres += row.per_day && row.from_date <= dateOf(d) && !over ? *row.per_day : 0;
                const bool gone = row.to_date && *row.to_date < ask_.start;
                if (row.amount && !gone && row.from_date <= dateOf(d)) {
                    const geo::Date came = std::max(row.from_date, ask_.start);
                    const auto passed = (came - ask_.start).count();
                    litres += *row.amount / static_cast<double>(ask_.days - passed);
                }
            }
            if (stated) {
                least = std::min(litres, least.value_or(litres));
            }
        }
        return least;
    }

    /// What fills a tank is burnt first; from then on the place draws every day what it burns.
    void checkFuel()
    {
        for (int day = 1; day <= ask_.days; ++day) {
            double litres = 0;
            for (const PlanStep& step : plan_.steps) {
                const auto& parts = actionOf(step).parts;
                const auto fill = parts.find("fuel_l");
                const auto burn = parts.find("fuel_l_per_day");
                if (begun(actionOf(step)) != nullptr || step.first_day > day) {
                    continue;
                }
                litres +=
                    std::max(fill == parts.end() ? 0 : fill->second,
                             burn == parts.end() ? 0 : burn->second * (day - step.first_day + 1));
            }
            const MaybeNumber there = suppliedBy("fuel_l", day);
            if (there && litres > *there + rounding * (1 + litres)) {
                fault("by day {} fills and daily burn take {:.2f} more fuel_l than there is", day,
                      litres - *there);
                return;
            }
        }
    }

    void checkStocks()
    {
        std::map<std::string, std::map<int, double>> spent; // by the first day of work
        for (const PlanStep& step : plan_.steps) {
            const Action& action = actionOf(step);
            if (begun(action) != nullptr) {
                continue; // paid before
            }
            spent["money_usd"][step.first_day] += action.cost_usd;
            for (const auto& [part, count] : action.parts) {
                spent[part.starts_with("fuel_l") ? part : "part:" + part][step.first_day] += count;
            }
        }
        checkFuel();
        for (const auto& [name, days] : spent) {
            double sum = 0;
            for (const auto& [day, amount] : days) {
                sum += amount;
                const MaybeNumber there = suppliedBy(name, day);
                if (there && sum > *there + rounding * (1 + sum)) {
                    fault("by day {} the plan takes {:.2f} more {} than there is", day,
                          sum - *there, name);
                    break;
                }
            }
        }
    }

    const Scenario& world_;
    const RestorationPlan& plan_;
    const PlanRequest& ask_;
    AssetIndex assets_;
    std::vector<std::string> broken_;
    std::map<std::vector<std::uint32_t>, RoadWays> ways_; // by the zones closed
    std::set<std::uint32_t> seen_;
    std::vector<std::string> faults_;
};

} // namespace

PlanCheck checkPlan(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                    geo::Time asOf, const RestorationPlan& plan)
{
    PlanCheck check;
    check.faults = Checker{scenario, plan}.faults();
    const TransportGraph graph{scenario};
    SlowReplay world{scenario, statuses, graph, asOf, plan.request.unknown_works};
    // From the state's time to the end of a day; day 0 is the state itself.
    const auto hours = [&](int day) {
        const std::chrono::duration<double, std::ratio<3600>> passed =
            plan.request.start + std::chrono::days{day} - asOf;
        return day <= 0 ? 0.0 : std::max(0.0, passed.count());
    };
    const auto served = [&](double later_h) {
        const std::vector<char> groups = world.groupsServed(cover, world.now(later_h));
        double people = 0;
        for (std::uint32_t g = 0; g < cover.groups(); ++g) {
            people += groups[g] != 0 ? cover.group_people[g] : 0;
        }
        return people;
    };
    for (int day = 0; day <= plan.request.days; ++day) {
        bool mended = day == 0;
        for (const PlanStep& step : plan.steps) {
            if (step.last_day == day) {
                world.finish(scenario.actions[step.action]);
                mended = true;
            }
        }
        const bool changed = mended || world.batteryEnds(hours(day - 1), hours(day));
        check.served.push_back(changed ? served(hours(day)) : check.served.back());
        check.served_lasting.push_back(mended ? served(hours(plan.request.days))
                                              : check.served_lasting.back());
    }
    return check;
}

} // namespace planning
