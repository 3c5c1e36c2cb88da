// What changed against an earlier plan, and how sure a plan is, in JSON and in words.
#include "app/jobs/plan_json.h"
#include "app/jobs/thousands.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using json = nlohmann::ordered_json;

json dateOrNull(const std::optional<geo::Date>& date)
{
    return date ? json(geo::text(*date)) : json(nullptr);
}

/// "clear B-XS0105-0002".
std::string workOf(const planning::Action& action)
{
    return fmt::format("{} {}", planning::text(action.kind), action.asset_id);
}

/// The same of a change; the asset alone when the action is not there any more.
std::string workNamed(const planning::Scenario& world, const planning::PlanChange& change)
{
    const auto at =
        std::ranges::find(world.actions, change.action_id, &planning::Action::action_id);
    return at == world.actions.end() ? change.asset_id : workOf(*at);
}

} // namespace

json changesJson(const std::vector<planning::PlanChange>& changes)
{
    json out = json::array();
    for (const planning::PlanChange& change : changes) {
        out.push_back({{"action_id", change.action_id},
                       {"asset_id", change.asset_id},
                       {"change", planning::text(change.kind)},
                       {"was_finished_on", dateOrNull(change.was)},
                       {"is_finished_on", dateOrNull(change.is)},
                       {"why", change.why}});
    }
    return out;
}

json doubtJson(const planning::Scenario& world, const planning::Doubt& doubt)
{
    json early = json::array();
    for (const planning::ActionConfidence& action : doubt.early) {
        early.push_back({{"action_id", world.actions[action.action].action_id},
                         {"asset_id", world.actions[action.action].asset_id},
                         {"needed_in", action.needed},
                         {"early_in", action.early}});
    }
    return {
        {"scenarios", doubt.scenarios},           {"person_days_as_reported", doubt.base},
        {"person_days_mean", doubt.mean},         {"person_days_worst_tenth", doubt.worst_tenth},
        {"person_days", doubt.person_days},       {"served_mean", doubt.served_mean},
        {"served_worst_tenth", doubt.served_low}, {"early_actions", early},
        {"assumptions", doubt.assumptions}};
}

std::string changesText(const PlanReport& report)
{
    if (report.earlier.empty()) {
        return {};
    }
    std::string out = fmt::format("\nAgainst the plan '{}':\n", report.earlier);
    std::size_t same = 0;
    for (const planning::PlanChange& change : report.changes) {
        if (change.kind == planning::ChangeKind::same) {
            ++same;
            continue;
        }
        out += fmt::format("  {:<10} {:<28} {:<10}  {:<10}  {}\n", planning::text(change.kind),
                           workNamed(report.situation.scenario, change),
                           change.was ? geo::text(*change.was) : "",
                           change.is ? geo::text(*change.is) : "", change.why);
    }
    return out + fmt::format("  {} of its steps stay on their days\n", same);
}

std::string doubtText(const PlanReport& report)
{
    if (!report.doubt) {
        return report.confidence_gone == 0
                   ? std::string{}
                   : fmt::format(
                         "\nThe plan '{}' that this one replaces was judged in drawn worlds; "
                         "what was said of its {} early actions went with it. --scenarios "
                         "20 judges this one\n",
                         report.name, report.confidence_gone);
    }
    const planning::Doubt& doubt = *report.doubt;
    const auto share = [&](double value, const char* of) {
        return doubt.base > 0 ? fmt::format(" ({:.1f} %{})", 100 * value / doubt.base, of) : "";
    };
    constexpr int fewWorlds = 10; // a tenth of fewer is no world
    std::string out = fmt::format(
        "\nIn {} drawn worlds: {} person-days served on average{}, {} in the worst "
        "{}{}{}\n",
        doubt.scenarios, thousands(doubt.mean), share(doubt.mean, " of those as reported"),
        thousands(doubt.worst_tenth), doubt.scenarios < fewWorlds ? "of them" : "tenth",
        share(doubt.worst_tenth, ""),
        doubt.scenarios < fewWorlds ? "; ten worlds or more show the doubt better" : "");
    for (const planning::ActionConfidence& action : doubt.early) {
        out += fmt::format(
            "  {:<28} early in {:>2} of {} worlds{}\n",
            workOf(report.situation.scenario.actions[action.action]), action.early, doubt.scenarios,
            action.needed < doubt.scenarios ? fmt::format(", needed in {}", action.needed) : "");
    }
    for (const std::string& assumption : doubt.assumptions) {
        out += fmt::format("  Assumed: {}\n", assumption);
    }
    return out;
}

} // namespace app
