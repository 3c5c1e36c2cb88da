#include "app/jobs/plan_json.h"
#include "app/jobs/thousands.h"
#include "app/jobs/tornado_tables.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>

namespace app {
namespace {

using planning::Action;
using planning::PlanStep;
using planning::RestorationPlan;

std::string floorText(const planning::AreaServed& area)
{
    if (!area.floor) {
        return "";
    }
    std::string out =
        fmt::format("{:g} %{}: {}", 100 * *area.floor, area.divided ? " of all of it together" : "",
                    area.met               ? fmt::format("met from day {} on", *area.met_on_day)
                    : area.floorPossible() ? "not met"
                                           : "cannot be met with what can be mended");
    if (area.weight > 1) {
        out += fmt::format("; its people counted {:.{}f} times", area.weight,
                           area.weight == std::round(area.weight) ? 0 : 2);
    }
    return out;
}

void areasText(const planning::Scenario& world, const RestorationPlan& plan, std::string& out)
{
    if (plan.areas.empty()) {
        return;
    }
    const auto percent = [](double part, double all) { return all > 0 ? 100 * part / all : 0; };
    out += fmt::format("\n{:<24} {:>10} {:>7} {:>7} {:>11}  floor\n", "area", "people", "today",
                       "at end", "attainable");
    for (const planning::AreaServed& area : plan.areas) {
        if (area.people <= 0) {
            continue;
        }
        out += fmt::format("{:<24} {:>10} {:>5.0f} % {:>5.0f} % {:>9.0f} %  {}\n",
                           world.areas[area.area].name, thousands(area.people),
                           percent(area.served_today, area.people),
                           percent(area.served_at_end, area.people),
                           percent(area.attainable, area.people), floorText(area));
    }
}

} // namespace

std::string asText(const PlanReport& report)
{
    const RestorationPlan& plan = report.plan;
    const planning::Scenario& world = report.situation.scenario;
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    const auto share = [&plan](double people) {
        return plan.people > 0 ? 100 * people / plan.people : 0;
    };
    line("Plan of {} days from {}{}, state as of {}", plan.request.days,
         geo::text(plan.request.start),
         report.to_earlier_end ? fmt::format(" to the end of the plan '{}'", report.earlier) : "",
         asOfText(report.situation));
    const auto whole = [](double people) { return std::round(people); };
    const double gain = whole(plan.served.back()) - whole(plan.served.front());
    const auto lowest = std::ranges::min_element(plan.served);
    const bool falls = whole(*lowest) < whole(std::min(plan.served.front(), plan.served.back()));
    line("Served today {} of {} people ({:.0f} %), on day {} {} ({:.0f} %): {} {}{}",
         thousands(plan.served.front()), thousands(plan.people), share(plan.served.front()),
         plan.request.days, thousands(plan.served.back()), share(plan.served.back()),
         thousands(std::abs(gain)), gain < 0 ? "fewer" : "more",
         falls ? fmt::format("; in between it falls to {} on day {}", thousands(*lowest),
                             lowest - plan.served.begin())
               : "");
    line("{} step{}, {} USD, {:.0f} crew-day{}; at most {:.1f} % below the best possible{}",
         plan.steps.size(), plan.steps.size() == 1 ? "" : "s", thousands(plan.money_usd),
         plan.crew_days, std::round(plan.crew_days) == 1 ? "" : "s", roundedUp(plan.gap_percent, 1),
         plan.scarcest.empty() ? "" : "; held up most by " + plan.scarcest);
    if (const double paid_usd = paidBefore_usd(report); paid_usd >= 1) {
        line("{} USD of the steps below were paid for by the plan '{}' and are not in this sum",
             thousands(paid_usd), report.earlier);
    }
    if (!plan.taken_from.empty()) {
        line("Works are those of the saved plan '{}', on its days where that is possible: it {} "
             "(--no-saved leaves saved plans out)",
             plan.taken_from,
             plan.beyond_search_days > 0
                 ? fmt::format("brings {} person-days more than the search found now",
                               plan.beyond_search_days < 1 ? "less than 1"
                                                           : thousands(plan.beyond_search_days))
                 : std::string{"keeps more of the floors than what the search found now"});
    }
    line("\n{:>4}  {:<8} {:<22} {:<10} {:>9} {:>10} {:>10}  {}", "#", "what", "asset", "crew",
         "days", "USD", "people", "why");
    constexpr std::size_t shown = 40;
    for (std::size_t i = 0; i < std::min(shown, plan.steps.size()); ++i) {
        const PlanStep& step = plan.steps[i];
        const Action& action = world.actions[step.action];
        line("{:>4}  {:<8} {:<22} {:<10} {:>9} {:>10} {:>10}  {}", i + 1,
             planning::text(action.kind), action.asset_id, step.crew,
             fmt::format("{}-{}", step.first_day, step.last_day), thousands(action.cost_usd),
             step.people_back > 0 ? "+" + thousands(step.people_back) : "", spaced(step.why));
    }
    if (plan.steps.size() > shown) {
        line("      … and {} more (--json lists all)", plan.steps.size() - shown);
    }
    if (!plan.undone.empty()) {
        // Faults of single actions stand by themselves, each with its name.
        std::map<std::string, std::pair<std::size_t, std::string>> reasons;
        for (const planning::UndoneAction& left : plan.undone) {
            const bool nobodyKnows = left.reason == planning::Undone::unknown && !left.action;
            const bool notNeeded = left.reason == planning::Undone::not_needed;
            auto& [count, name] = reasons[nobodyKnows && left.why.starts_with("no repair of")
                                              ? "no repair of it is known: add an action"
                                          : notNeeded ? "not needed: another action does as much"
                                                      : left.why];
            ++count;
            name = left.action ? world.actions[*left.action].action_id : left.asset_id;
        }
        // Places stand beside the actions on them.
        const auto actions = static_cast<std::size_t>(std::ranges::count_if(
            plan.undone, [](const auto& left) { return left.action.has_value(); }));
        const std::size_t places = plan.undone.size() - actions;
        const auto counted = [](std::size_t count, const char* what) {
            return count == 0 ? std::string{}
                              : fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
        };
        line("\n{}{}{} undone:", counted(actions, "action"),
             actions > 0 && places > 0 ? fmt::format(", and {} to mend,", counted(places, "asset"))
                                       : counted(places, "asset"),
             plan.undone.size() == 1 ? " stays" : " stay");
        std::vector<std::pair<std::string, std::pair<std::size_t, std::string>>> ranked(
            reasons.begin(), reasons.end());
        std::ranges::stable_sort(ranked, std::greater<>{},
                                 [](const auto& reason) { return reason.second.first; });
        for (std::size_t i = 0; i < std::min(shown, ranked.size()); ++i) {
            const auto& [why, which] = ranked[i];
            line("  {:>4}  {}{}", which.first, which.first == 1 ? which.second + ": " : "", why);
        }
        if (ranked.size() > shown) {
            line("      … and {} more reasons (--json lists all)", ranked.size() - shown);
        }
    }
    out += changesText(report) + doubtText(report);
    areasText(world, plan, out);
    for (const planning::FacilitiesServed& kind : plan.facilities) {
        line("{}: {} of {} served today, {} at the end{}", planning::text(kind.kind),
             kind.served_today, kind.total, kind.served_at_end,
             kind.weight > 0 ? fmt::format(" (each counts like {:.0f} people)", kind.weight) : "");
    }
    if (!plan.overloads.empty()) {
        line("\n{} spans and links would carry more than they can:", plan.overloads.size());
        for (std::size_t i = 0; i < std::min<std::size_t>(10, plan.overloads.size()); ++i) {
            const planning::Overload& load = plan.overloads[i];
            line("  {:<20} {:8.0f} of {:8.0f} Mbit/s from day {} on",
                 planning::assetId(world, load.asset), load.load_mbps, load.capacity_mbps,
                 load.first_day);
        }
    }
    if (plan.fuel_l_per_day_at_end > 0) {
        line("At its end {} l of fuel a day go into generators (sila power --fuel splits them)",
             thousands(plan.fuel_l_per_day_at_end));
    }
    for (const geo::Problem& problem : plan.problems) {
        line("Note: {}. {}", problem.what, problem.fix);
    }
    if (report.tornado) {
        out += tornadoText(*report.tornado);
    }
    out += asText(report.costs);
    for (const std::string& assumption : plan.assumptions) {
        line("Assumed: {}", assumption);
    }
    return out;
}

} // namespace app
