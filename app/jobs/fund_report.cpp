#include "app/jobs/fund_again.h"
#include "app/jobs/results_table.h"
#include "app/jobs/thousands.h"
#include "app/jobs/tornado_tables.h"
#include "planning/restoration/least_people.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace app {
namespace {

using geo::Value;
using Json = nlohmann::ordered_json;

const planning::Action& actionOf(const FundReport& report, const planning::FundStep& step)
{
    return report.situation.scenario.actions[step.action];
}

Json stepsJson(const FundReport& report, const std::vector<planning::FundStep>& steps)
{
    Json out = Json::array();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const planning::Action& action = actionOf(report, steps[i]);
        out.push_back({{"step", i + 1},
                       {"action_id", action.action_id},
                       {"asset_id", action.asset_id},
                       {"kind", planning::text(action.kind)},
                       {"cost_usd", steps[i].cost_usd},
                       {"money_usd", steps[i].money_usd},
                       {"people_back", steps[i].people_back},
                       {"people_served", steps[i].served}});
    }
    return out;
}

Json purchaseJson(const FundReport& report, const planning::Purchase& purchase)
{
    return {{"usd", purchase.usd},
            {"spent_usd", purchase.spent_usd},
            {"people_back", purchase.people_back},
            {"bound_people_back", purchase.bound},
            {"steps", stepsJson(report, purchase.steps)}};
}

Json heldJson(const planning::HeldMoney& held)
{
    return {{"usd", held.usd},
            {"spent_usd", held.spent_usd},
            {"people_back", held.people_back},
            {"left_over_usd", held.left_usd}};
}

/// What the sum asked about buys on top of what was received.
Json nextJson(const FundReport& report)
{
    if (!report.next) {
        return nullptr;
    }
    Json out = purchaseJson(report, *report.next);
    out["usd"] = *report.next_usd;
    out["left_over_before_usd"] = report.held.left_usd;
    return out;
}

constexpr std::size_t shown = 12; // lines of a list

std::string repairs(std::size_t n)
{
    return fmt::format("{} repair{}", n, n == 1 ? "" : "s");
}

/// "clear B-XS0105-0002".
std::string nameOf(const FundReport& report, const planning::FundStep& step)
{
    const planning::Action& action = actionOf(report, step);
    return fmt::format("{} {}", planning::text(action.kind), action.asset_id);
}

/// One line for each repair.
std::string stepsText(const FundReport& report, const std::vector<planning::FundStep>& steps)
{
    std::string out;
    for (std::size_t i = 0; i < std::min(shown, steps.size()); ++i) {
        const planning::Action& action = actionOf(report, steps[i]);
        out += fmt::format("  {:<8} {:<24} {:>12} {:>10}\n", planning::text(action.kind),
                           action.asset_id, thousands(steps[i].cost_usd),
                           steps[i].people_back > 0 ? "+" + thousands(steps[i].people_back) : "");
    }
    return steps.size() > shown ? out + "  … (the table results_funding_next has all)\n" : out;
}

bool isOfNext(const FundReport& report, const geo::Problem& problem)
{
    return report.request.next && !report.next_usd && problem.what.starts_with("what the next ");
}

/// What was received buys, and what the next sum buys on top of it.
std::string nextText(const FundReport& report)
{
    const planning::HeldMoney& held = report.held;
    std::string out;
    if (held.usd > 0) {
        out += fmt::format("\nThe {} USD received: {} for {} USD, {} people", thousands(held.usd),
                           repairs(held.steps.size()), thousands(held.spent_usd),
                           thousands(held.people_back));
        out += held.left_usd >= 1 ? fmt::format("; {} USD are left over for what comes next\n",
                                                thousands(held.left_usd))
                                  : "\n";
        out += stepsText(report, held.steps);
    }
    for (const geo::Problem& problem : report.book.problems) {
        if (isOfNext(report, problem)) {
            out += fmt::format("\nUnknown: {}. {}\n", problem.what, problem.fix);
        }
    }
    if (!report.next) {
        return out;
    }
    const planning::Purchase& next = *report.next;
    out += fmt::format(
        "\n{} {} {} ({} USD): {} for {} USD, {} people (nobody can reach more than "
        "{})\n",
        held.usd > 0 ? "On top of that the next" : "The next", thousands(*report.request.next),
        report.request.next_currency, thousands(*report.next_usd), repairs(next.steps.size()),
        thousands(next.spent_usd), thousands(next.people_back), thousands(next.bound));
    return out + stepsText(report, next.steps);
}

/// Why a pledge is not counted, or brings nobody back.
const std::string& whyNot(const FundReport& report, std::size_t pledge)
{
    const std::string& out = report.book.uses[pledge].why_not;
    return out.empty() ? report.pledges[pledge].buys_nothing : out;
}

/// Up to three by name; of more the first and the last.
std::string namesOf(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 3;
    return names.size() <= most ? fmt::format("{}", fmt::join(names, ", "))
                                : names.front() + " … " + names.back();
}

/// Best first, behind what the next sum buys, repairs that only help together as one purchase.
void marginalText(const FundReport& report, std::string& out)
{
    const std::size_t bought = report.next ? report.next->steps.size() : 0;
    const bool begun = report.held.usd > 0 || bought > 0;
    if (report.list.size() == bought) {
        out += report.held.steps.empty() && bought == 0
                   ? "\nNo repair the money may be spent on brings anybody back\n"
                   : "\nNo other repair the money may be spent on brings anybody back\n";
        return;
    }
    out += begun ? "\nBest first, on top of that:\n" : "\nBest first:\n";
    std::size_t lines = 0;
    double usd = 0;
    double people = 0;
    double leastRate = 0;
    bool laterIsBetter = false;
    std::vector<std::string> names;
    for (std::size_t i = bought; i < report.list.size(); ++i) {
        const planning::FundStep& step = report.list[i];
        usd += step.cost_usd;
        people += step.people_back;
        names.push_back(nameOf(report, step));
        if (people < planning::leastPeople) {
            continue; // what comes later needs it
        }
        if (++lines > shown) {
            out += "  … (the table results_funding_next has all)\n";
            break;
        }
        const double rate = people / std::max(1.0, usd);
        laterIsBetter = laterIsBetter || (lines > 1 && rate > leastRate * (1 + 1e-9));
        leastRate = lines == 1 ? rate : std::min(rate, leastRate);
        out +=
            fmt::format("  the next {:>10} USD: {:>10} people, {:>10} in all: {}\n", thousands(usd),
                        "+" + thousands(people), thousands(step.served), namesOf(names));
        usd = 0;
        people = 0;
        names.clear();
    }
    if (laterIsBetter) {
        out += "  What brings more for its money further down brings it only on top of those above "
               "it\n";
    }
}

} // namespace

void storeFund(geo::Workspace& workspace, const FundReport& report)
{
    const std::vector<std::string> inputs{
        "sites",      "cells",   "nodes",   "spans", "links",        "grid_nodes",
        "grid_lines", "pledges", "actions", "areas", "observations", "results_coverage"};
    const std::string fingerprint = workspace.fingerprint(inputs);
    Json asked = requestJson(report.request);
    asked["as_of"] = geo::text(report.situation.as_of);
    asked["costs"] = asJson(report.costs);
    asked["next_usd"] = report.next_usd ? Json(*report.next_usd) : Json(nullptr);
    asked["received"] = heldJson(report.held);
    if (report.next) {
        asked["next_buys"] = {{"repairs", report.next->steps.size()},
                              {"spent_usd", report.next->spent_usd},
                              {"people_back", report.next->people_back}};
    }
    const std::string parameters = asked.dump();
    ResultsTable curve{"results_funding_curve"};
    for (const planning::FundPoint& point : report.curve.points) {
        curve.add({point.money_usd, point.served, point.bound});
    }
    ResultsTable steps{"results_funding_steps"};
    const std::vector<planning::FundStep> fromNothing = report.steps();
    for (std::size_t i = 0; i < fromNothing.size(); ++i) {
        const planning::FundStep& step = fromNothing[i];
        steps.add({static_cast<std::int64_t>(i + 1), actionOf(report, step).action_id,
                   actionOf(report, step).asset_id, step.cost_usd, step.money_usd, step.people_back,
                   step.served});
    }
    ResultsTable next{"results_funding_next"};
    const std::size_t asked_steps = report.next ? report.next->steps.size() : 0;
    for (std::size_t i = 0; i < fromNothing.size(); ++i) {
        const planning::FundStep& step = fromNothing[i];
        const bool paid = i < report.held.steps.size();
        const bool buys = !paid && i < report.held.steps.size() + asked_steps;
        next.add({static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(paid),
                  static_cast<std::int64_t>(buys), actionOf(report, step).action_id,
                  actionOf(report, step).asset_id, step.cost_usd, step.money_usd, step.people_back,
                  step.served});
    }
    ResultsTable pledges{"results_pledges"};
    for (std::size_t i = 0; i < report.book.uses.size(); ++i) {
        const planning::PledgeUse& use = report.book.uses[i];
        const planning::Pledge& pledge = report.situation.scenario.pledges[use.pledge];
        const planning::Purchase& buys = report.pledges[i].purchase;
        pledges.add({pledge.pledge_id, maybe(pledge.donor), maybe(pledge.status),
                     use.usd ? Value{*use.usd} : Value{},
                     use.project ? Value{*use.project} : Value{},
                     static_cast<std::int64_t>(use.counted), maybe(whyNot(report, i)),
                     use.counted ? Value{buys.spent_usd} : Value{},
                     use.counted ? Value{buys.people_back} : Value{},
                     static_cast<std::int64_t>(buys.steps.size())});
    }
    geo::Workspace::Transaction transaction{workspace};
    curve.write(workspace, inputs, fingerprint, parameters);
    steps.write(workspace, inputs, fingerprint, parameters);
    next.write(workspace, inputs, fingerprint, parameters);
    pledges.write(workspace, inputs, fingerprint, parameters);
    tornadoTable("results_funding_tornado", report.tornado)
        .write(workspace, inputs, fingerprint, parameters);
    transaction.commit();
}

nlohmann::ordered_json asJson(const FundReport& report)
{
    Json points = Json::array(), pledges = Json::array(), problems = Json::array(),
         tornadoes = Json::array();
    for (const planning::Tornado& tornado : report.tornado) {
        tornadoes.push_back(tornadoJson(tornado));
    }
    for (const planning::FundPoint& point : report.curve.points) {
        points.push_back({{"money_usd", point.money_usd},
                          {"people_served", point.served},
                          {"bound_people", point.bound}});
    }
    for (std::size_t i = 0; i < report.book.uses.size(); ++i) {
        const planning::PledgeUse& use = report.book.uses[i];
        const planning::Pledge& pledge = report.situation.scenario.pledges[use.pledge];
        Json row{{"pledge_id", pledge.pledge_id},
                 {"donor", pledge.donor},
                 {"status", pledge.status},
                 {"usd", use.usd ? Json(*use.usd) : Json(nullptr)},
                 {"project_usd", use.project ? Json(*use.project) : Json(nullptr)},
                 {"counted", use.counted},
                 {"why_not", whyNot(report, i)}};
        if (use.counted) {
            const planning::FundScope& scope = report.pledges[i].scope;
            row["only"] = {{"area_code", scope.area_code},
                           {"operator", fmt::format("{}", fmt::join(scope.operators, ", "))},
                           {"purpose", planning::text(scope.what)}};
            row["left_over_before_usd"] = report.pledges[i].left_before_usd;
            row["buys"] = purchaseJson(report, report.pledges[i].purchase);
        }
        pledges.push_back(std::move(row));
    }
    for (const geo::Problem& problem : report.book.problems) {
        problems.push_back({{"what", problem.what}, {"fix", problem.fix}});
    }
    return {{"as_of", geo::text(report.situation.as_of)},
            {"settlements_with_unknown_people", report.situation.unknown_people},
            {"synthetic", report.situation.synthetic},
            {"area_code", report.request.fund.scope.area_code},
            {"operator", fmt::format("{}", fmt::join(report.request.fund.scope.operators, ", "))},
            {"purpose", planning::text(report.request.fund.scope.what)},
            {"people", report.curve.people},
            {"served_today", report.curve.served_today},
            {"everything_usd", report.curve.everything_usd},
            {"served_by_everything", report.curve.served_by_everything},
            {"curve", points},
            {"steps", stepsJson(report, report.steps())},
            {"received", heldJson(report.held)},
            {"steps_after_received", stepsJson(report, report.list)},
            {"next", nextJson(report)},
            {"pledges", pledges},
            {"pledges_usd", report.book.total_usd},
            {"pledges_unknown", report.book.unknown},
            {"costs", asJson(report.costs)},
            {"tornado", tornadoes},
            {"assumptions", report.curve.assumptions},
            {"problems", problems}};
}

std::string asText(const FundReport& report)
{
    const planning::FundingCurve& curve = report.curve;
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    line("State as of {}", asOfText(report.situation));
    line("Served {} {} of {} people; all repairs cost {} USD and serve {}",
         curve.on_batteries == 0 ? "today" : "once batteries alone are empty",
         thousands(curve.served_today), thousands(curve.people), thousands(curve.everything_usd),
         thousands(curve.served_by_everything));
    out += nextText(report);
    marginalText(report, out);
    line("\n{:>14} {:>14} {:>14}", "USD", "served", "at most");
    for (const planning::FundPoint& point : curve.points) {
        line("{:>14} {:>14} {:>14}", thousands(point.money_usd), thousands(point.served),
             thousands(point.bound));
    }
    if (!report.book.uses.empty()) {
        line("\n{:<16} {:<24} {:<10} {:>14} {:>9} {:>10}  {}", "pledge", "donor", "status", "USD",
             "repairs", "people", "");
    }
    for (std::size_t i = 0; i < report.book.uses.size(); ++i) {
        const planning::PledgeUse& use = report.book.uses[i];
        const planning::Pledge& pledge = report.situation.scenario.pledges[use.pledge];
        const planning::Purchase& bought = report.pledges[i].purchase;
        line("{:<16} {:<24} {:<10} {:>14} {:>9} {:>10}  {}", pledge.pledge_id, pledge.donor,
             pledge.status,
             use.project                    ? thousands(*use.project)
             : pledge.status == "cancelled" ? ""
             : use.usd                      ? thousands(*use.usd)
                                            : "unknown",
             use.counted ? std::to_string(bought.steps.size()) : "",
             use.counted ? "+" + thousands(bought.people_back) : "", spaced(whyNot(report, i)));
    }
    if (report.book.unknown > 0) {
        line("{} pledges are of unknown worth or status and in no total", report.book.unknown);
    }
    for (const planning::Tornado& tornado : report.tornado) {
        out += tornadoText(tornado);
    }
    out += asText(report.costs);
    for (const std::string& assumption : curve.assumptions) {
        line("Assumed: {}", assumption);
    }
    for (const geo::Problem& problem : report.book.problems) {
        if (!isOfNext(report, problem)) {
            line("{}. {}", problem.what, problem.fix);
        }
    }
    return out;
}

} // namespace app
