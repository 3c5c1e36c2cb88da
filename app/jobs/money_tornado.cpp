#include "app/jobs/money_tornado.h"

#include "app/jobs/repriced_actions.h"
#include "app/jobs/thousands.h"
#include "planning/network/mends.h"
#include "planning/restoration/derive_actions.h"
#include "planning/restoration/least_people.h"
#include "planning/restoration/served_by_day.h"
#include "planning/scenario/closed_zones.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <numeric>
#include <set>

namespace app {
namespace {

using planning::Assumption;

// Our assumptions: of the money that comes, of costs as somebody sent them, of speed.
constexpr double lessMoney = 0.5, moreMoney = 1.5;
constexpr double lessStated = 0.7, moreStated = 1.5;
constexpr double slower = 0.8, faster = 1.2;
constexpr std::string_view statedPrefix = "stated.";

/// Costs as sent, by kind of work: "stated.repair" …
void addStated(const planning::Scenario& world, const std::vector<std::uint32_t>& actions,
               std::vector<Assumption>& all)
{
    std::map<std::string, std::size_t> kinds;
    for (const std::uint32_t action : actions) {
        if (!planning::isDerived(world.actions[action]) && world.actions[action].cost_usd > 0) {
            ++kinds[std::string{planning::text(world.actions[action].kind)}];
        }
    }
    for (const auto& [kind, count] : kinds) {
        all.push_back(planning::factorOf(std::string{statedPrefix} + kind,
                                         fmt::format("cost of works of kind {}, as sent", kind),
                                         lessStated, moreStated));
    }
}

/// Whether it moves money alone, no work time.
bool isPrice(const Assumption& about)
{
    return about.id.starts_with(statedPrefix) || about.id.starts_with("fibre.") ||
           about.unit.starts_with("USD");
}

bool isStated(const Assumption& about)
{
    return about.id.starts_with(statedPrefix);
}

void scaleStated(std::vector<planning::Action>& actions, const Assumption& about, double factor)
{
    for (planning::Action& action : actions) {
        if (!planning::isDerived(action) &&
            planning::text(action.kind) == about.id.substr(statedPrefix.size())) {
            action.cost_usd *= factor;
        }
    }
}

/// Of the plan's order, carried out in a world that differs.
class PlanInOtherWorlds {
public:
    PlanInOtherWorlds(const PlanReport& report, const planning::Cover& cover,
                      const planning::CostCatalogue& costs)
        : report_{report}, costs_{costs}, reprice_{report.situation, report.cost_level},
          world_{report.situation.scenario}, graph_{world_},
          byDay_{world_,
                 report.situation.statuses,
                 planning::powerAt(world_, report.situation.statuses, report.situation.as_of),
                 graph_,
                 cover,
                 report.plan.request.unknown_works,
                 report.situation.as_of,
                 report.plan.request.start,
                 report.plan.request.days}
    {
        std::set<std::pair<std::string, bool>> mended;
        const auto mends = [this](std::uint32_t action) {
            const planning::Action& what = world_.actions[action];
            return std::pair{what.asset_id, planning::givesPower(what.kind)};
        };
        for (const planning::PlanStep& step : report.plan.steps) {
            order_.push_back(step.action);
            if (world_.actions[step.action].kind != planning::ActionKind::clear) {
                mended.insert(mends(step.action));
            }
        }
        // Repairs that the plan had no room for come behind: some of them may fit now.
        for (const planning::UndoneAction& left : report.plan.undone) {
            const bool noRoom =
                left.reason == planning::Undone::supply || left.reason == planning::Undone::time;
            if (left.action && noRoom && !mended.contains(mends(*left.action))) {
                order_.push_back(*left.action);
            }
        }
    }

    double personDays(const Assumption* about = nullptr, double value = 1)
    {
        const planning::Scenario& asReported = report_.situation.scenario;
        planning::PlanRequest request = report_.plan.request;
        if (about != nullptr) {
            change(*about, value, request);
        }
        const std::vector<double> served = planning::servedByDay(
            planning::Dispatcher{world_, request}.run(order_), byDay_, request.days);
        world_.actions = asReported.actions;
        world_.supply = asReported.supply;
        world_.zones = asReported.zones;
        return std::accumulate(served.begin() + 1, served.end(), 0.0);
    }

private:
    void change(const Assumption& about, double value, planning::PlanRequest& request)
    {
        const auto supply = [&](const char* resource) {
            for (planning::Supply& row : world_.supply) {
                if (row.resource == resource) {
                    row.per_day = row.per_day ? planning::MaybeNumber{*row.per_day * value}
                                              : planning::MaybeNumber{};
                    row.amount = row.amount ? planning::MaybeNumber{*row.amount * value}
                                            : planning::MaybeNumber{};
                }
            }
        };
        const auto scale = [&](planning::MaybeNumber& number) {
            number = number ? planning::MaybeNumber{*number * value} : number;
        };
        if (about.id == "repair.time") {
            for (planning::Action& action : world_.actions) {
                action.crew_days *= value;
                scale(action.duration_days);
            }
        } else if (about.id == "money.sum") {
            scale(request.budget_usd);
            supply("money_usd");
        } else if (about.id == "fuel.supply") {
            scale(request.fuel_l_per_day);
            supply("fuel_l");
        } else if (about.id == "crew.drive_speed") {
            request.speed_kmh *= value;
        } else if (about.id == "access.delay") {
            for (planning::Zone& zone : world_.zones) {
                planning::openLater(zone, static_cast<int>(value));
            }
        } else if (isStated(about)) {
            scaleStated(world_.actions, about, value);
        } else {
            world_.actions = reprice_.at(planning::withItem(costs_, about.id, value));
        }
    }

    const PlanReport& report_;
    const planning::CostCatalogue& costs_;
    RepricedActions reprice_;
    planning::Scenario world_; // changed for one question, then put back
    planning::TransportGraph graph_;
    planning::WorldByDay byDay_;
    std::vector<std::uint32_t> order_;
};

} // namespace

std::optional<std::vector<planning::Tornado>> fundTornado(const FundReport& report,
                                                          const planning::Fund& fund,
                                                          const planning::CostCatalogue& costs,
                                                          const planning::Feedback& feedback)
{
    // The next sum comes on top of what was received; pledges, or a share of the list, from
    // nothing.
    const std::vector<planning::FundStep>& order = report.next ? report.list : report.curve.steps;
    const std::vector<std::uint32_t> done =
        report.next ? report.held.actions() : std::vector<std::uint32_t>{};
    if (order.empty()) {
        return std::vector<planning::Tornado>{};
    }
    const double left = report.next ? report.held.left_usd : 0; // from what was received
    const double sum = report.next                 ? *report.next_usd
                       : report.book.total_usd > 0 ? report.book.total_usd
                                                   : order.back().money_usd / 2;
    const auto answer = report.next ? report.next : fund.best(sum, done, order);
    if (!answer) {
        return std::nullopt;
    }
    const std::vector<std::vector<planning::FundStep>> known{answer->steps, order,
                                                             fund.after(done, report.curve.steps)};
    const RepricedActions reprice{report.situation, report.request.situation.cost_level};
    std::vector<Assumption> all = assumptionsOf(report.costs);
    std::vector<std::uint32_t> works;
    for (const planning::FundStep& step : order) {
        works.push_back(step.action);
    }
    addStated(report.situation.scenario, works, all);
    all.push_back(planning::factorOf("money.sum", "the money that comes", lessMoney, moreMoney));
    const auto costsOf = [](const std::vector<planning::Action>& actions) {
        std::vector<double> out;
        for (const planning::Action& action : actions) {
            out.push_back(action.cost_usd);
        }
        return out;
    };
    const std::vector<double> asPriced = costsOf(report.situation.scenario.actions);
    const auto priced = [&](std::size_t i, double value) {
        if (isStated(all[i])) {
            auto actions = report.situation.scenario.actions;
            scaleStated(actions, all[i], value);
            return costsOf(actions);
        }
        return all[i].id == "money.sum"
                   ? asPriced
                   : costsOf(reprice.at(planning::withItem(costs, all[i].id, value)));
    };
    const auto people = [&](std::size_t i, double value) {
        const double money = all[i].id == "money.sum" ? sum * value : sum;
        const std::vector<double> cost_usd = priced(i, value);
        if (money == sum && cost_usd == asPriced) {
            return answer->people_back;
        }
        const double found = fund.peopleFor(left + money, done, known, cost_usd);
        // Whatever is found when nothing is cheaper could be had before as well.
        const bool dearer =
            money <= sum && std::ranges::equal(cost_usd, asPriced, std::greater_equal{});
        const bool same = std::abs(found - answer->people_back) < planning::leastPeople;
        return same || (dearer && found > answer->people_back) ? answer->people_back : found;
    };
    auto byPeople = planning::tornado(all, answer->people_back, people, feedback.stage(0, 0.6));
    const auto total = [&](const std::vector<double>& cost_usd) {
        double usd = 0;
        for (const planning::FundStep& step : order) {
            usd += cost_usd[step.action];
        }
        return usd;
    };
    all.pop_back(); // a list costs what it costs, whatever comes
    auto byCost = planning::tornado(
        all, total(asPriced), [&](std::size_t i, double value) { return total(priced(i, value)); },
        feedback.stage(0.6, 1));
    if (!byPeople || !byCost) {
        return std::nullopt;
    }
    byPeople->answer =
        fmt::format("people reconnected by {} USD{}", thousands(sum),
                    report.next && report.held.usd > 0 ? " on top of what was received" : "");
    byPeople->unit = "people";
    byCost->answer = "cost of all repairs of the list";
    byCost->unit = "USD";
    return std::vector{std::move(*byPeople), std::move(*byCost)};
}

std::optional<planning::Tornado> planTornado(const PlanReport& report, const planning::Cover& cover,
                                             const planning::CostCatalogue& costs,
                                             const planning::Feedback& feedback)
{
    const planning::DoubtRequest ranges; // as worlds are drawn
    std::vector<Assumption> all = assumptionsOf(report.costs);
    all.push_back(
        planning::factorOf("repair.time", "time repairs take", ranges.time_low, ranges.time_high));
    all.push_back(planning::factorOf("money.sum", "the money that comes", lessMoney, moreMoney));
    all.push_back(
        planning::factorOf("fuel.supply", "fuel that comes", ranges.fuel_low, ranges.fuel_high));
    all.push_back(
        planning::factorOf("crew.drive_speed", "speed of crews on the way", slower, faster));
    all.push_back({"access.delay", "closed zones open later", "days", 0, 0,
                   static_cast<double>(ranges.access_delay_days), "our assumption, editable"});
    PlanInOtherWorlds worlds{report, cover, costs};
    const double base = worlds.personDays();
    // With money to spare no price moves anything: nobody need carry the plan out to see that.
    constexpr double muchLess = 0.25;
    const Assumption money = planning::factorOf("money.sum", "", muchLess, 1);
    const bool plenty = worlds.personDays(&money, muchLess) == base;
    auto out = planning::tornado(
        all, base,
        [&](std::size_t i, double value) {
            return plenty && isPrice(all[i]) ? base : worlds.personDays(&all[i], value);
        },
        feedback);
    if (out) {
        out->answer = fmt::format("person-days served in {} days", report.plan.request.days);
        out->unit = "person-days";
    }
    return out;
}

} // namespace app
