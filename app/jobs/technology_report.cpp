#include "app/jobs/cost_compare.h"
#include "app/jobs/results_table.h"
#include "app/jobs/technology_job.h"
#include "app/jobs/thousands.h"
#include "app/jobs/tornado_tables.h"

#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace app {
namespace {

using geo::Value;
using planning::accessTechnologies;
using planning::AccessTechnology;
using Json = nlohmann::ordered_json;

constexpr auto index(AccessTechnology technology)
{
    return static_cast<std::size_t>(technology);
}

std::string nameOf(const TechnologyReport& report, const ConnectedPlace& place)
{
    return place.facility ? report.scenario.facilities[place.index].name
                          : report.scenario.settlements[place.index].name;
}
const planning::Position& positionOf(const TechnologyReport& report, const ConnectedPlace& place)
{
    return place.facility ? report.scenario.facilities[place.index].at
                          : report.scenario.settlements[place.index].at;
}

Json maybe(const std::optional<double>& value)
{
    return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}
Value cell(const std::optional<double>& value)
{
    return value && std::isfinite(*value) ? Value{*value} : Value{};
}
Json technologyJson(const std::optional<AccessTechnology>& technology)
{
    return technology ? Json(planning::text(*technology)) : Json(nullptr);
}

Json totalsJson(const planning::TechnologyPlan& plan)
{
    Json count, users;
    for (const AccessTechnology t : accessTechnologies) {
        count[std::string{planning::text(t)}] = plan.count[index(t)];
        users[std::string{planning::text(t)}] = plan.users[index(t)];
    }
    return {{"places", count},
            {"users", users},
            {"none", plan.none},
            {"demand_unknown", plan.demand_unknown},
            {"nobody", plan.nobody},
            {"init_capex_usd", plan.first_capex},
            {"ownership_usd", plan.ownership},
            {"bandwidth_usd", plan.fee},
            {"earner_npv_usd", plan.earner_npv},
            {"budget_bound", maybe(plan.budget_bound)}};
}

Json viewpointsJson(const TechnologyReport& report)
{
    Json views = Json::object();
    for (const ViewpointTotals& view : report.viewpoints) {
        views[view.name] = totalsJson(view.plan);
        views[view.name]["words"] = view.words;
    }
    return views;
}

/// Up to which way fibre is the better for a place that asks for the least there is.
std::vector<ConnectionRow> breakEvens(const TechnologyReport& report)
{
    const planning::TechnologyRequest& asked = report.request.choice;
    auto rows = compareCosts({{report.request.costs, report.costs}},
                             {asked.demand.least_mbps, 1, asked.horizon, asked.level})
                    .rows;
    std::erase_if(
        rows, [](const ConnectionRow& row) { return row.technology == AccessTechnology::fibre; });
    return rows;
}

Json breakEvenJson(const TechnologyReport& report)
{
    const auto km = [](const std::optional<double>& even) {
        return !even ? Json("never") : std::isfinite(*even) ? Json(*even) : Json("always");
    };
    Json out = Json::array();
    for (const ConnectionRow& row : breakEvens(report)) {
        out.push_back({{"technology", planning::text(row.technology)},
                       {"without_fee_km", km(row.even_without_fee_km)},
                       {"payer_km", km(row.even_payer_km)},
                       {"earner_km", km(row.even_earner_km)}});
    }
    return out;
}

Json optionJson(const planning::TechnologyOption& option, const TechnologyReport& report)
{
    Json out{{"feasible", option.works()},
             {"reason_code", planning::reasonCode(option.refusal)},
             {"reason", planning::inWords(option.refusal)}};
    if (option.works() || option.refusal == planning::Refusal::no_parent) {
        const planning::Ownership& own = option.own;
        out.update({{"init_capex", own.first_capex},
                    {"total_capex", own.capex},
                    {"opex", own.opex_year},
                    {"annual_cost", own.year_cost},
                    {"coo", own.ownership},
                    {"pp_coo", own.pv_cost},
                    {"pp_revenue", own.pv_fee},
                    {"pp_profit", own.earner_npv},
                    {"payer_coo", own.payer_ownership},
                    {"solar", option.power},
                    {"years", report.request.choice.horizon.years}});
    }
    return out;
}

planning::CostLevel levelOf(const TechnologyReport& report)
{
    return report.request.choice.level;
}

/// What the result rests on, with its sources.
Json itemsJson(const TechnologyReport& report)
{
    Json items = Json::array();
    for (const std::string& id : report.plan.items) {
        if (const planning::CostItem* item = report.costs.find(id)) {
            items.push_back({{"id", id},
                             {"value", planning::costAt(report.costs, id, levelOf(report))},
                             {"low", item->low},
                             {"base", item->base},
                             {"high", item->high},
                             {"unit", item->unit},
                             {"currency", item->currency},
                             {"year", item->year},
                             {"source", item->source},
                             {"edition", item->edition}});
        }
    }
    return items;
}

std::string itemsText(const TechnologyReport& report)
{
    std::string out;
    for (const std::string& id : report.plan.items) {
        if (const planning::CostItem* item = report.costs.find(id)) {
            out += fmt::format("{}{} {} {}", out.empty() ? "Costs rest on " : "; ", id,
                               planning::costAt(report.costs, id, levelOf(report)), item->unit);
        }
    }
    return out.empty() ? out : out + " (sources: sila costs --compare)\n";
}

} // namespace

void storeTechnology(geo::Workspace& workspace, const TechnologyReport& report)
{
    const std::vector<std::string> inputs{"settlements", "facilities",      "nodes",
                                          "sites",       "roads",           "cells",
                                          "rasters",     "results_coverage"};
    const std::string fingerprint = workspace.fingerprint(inputs);
    const std::string parameters = Json{
        {"costs", report.request.costs},
        {"aim", planning::text(report.request.choice.aim)},
        {"level", planning::text(levelOf(report))},
        {"years", report.request.choice.horizon.years},
        {"rate", report.request.choice.horizon.rate},
        {"viewpoint", planning::viewpointOf(report.request.choice)},
        {"viewpoints", viewpointsJson(report)},
        {"break_even_mbps", report.request.choice.demand.least_mbps},
        {"break_even", breakEvenJson(report)},
        {"traps", trapsOf(report.request.costs)},
        {"items", itemsJson(report)}}.dump();
    ResultsTable table{"results_technology"};
    for (std::size_t i = 0; i < report.places.size(); ++i) {
        const ConnectedPlace& place = report.places[i];
        const planning::PlaceToConnect& asked = report.asked[i];
        const planning::TechnologyChoice& choice = report.plan.places[i];
        const planning::Ownership own =
            choice.chosen ? choice.options[index(*choice.chosen)].own : planning::Ownership{};
        const auto real = [&](double value) { return choice.chosen ? Value{value} : Value{}; };
        const auto word = [](const std::optional<AccessTechnology>& t) {
            return t ? Value{std::string{planning::text(*t)}} : Value{};
        };
        const auto reason = [&](AccessTechnology t) {
            return std::string{planning::reasonCode(choice.options[index(t)].refusal)};
        };
        table.add({asked.id,
                   std::string{place.facility ? "facility" : "settlement"},
                   app::maybe(nameOf(report, place)),
                   cell(asked.people),
                   choice.demand ? Value{choice.demand->users} : Value{},
                   choice.demand ? Value{choice.demand->mbps} : Value{},
                   word(choice.chosen),
                   word(choice.runner_up),
                   choice.runner_up ? Value{choice.runner_up_extra} : Value{},
                   real(own.first_capex),
                   real(own.year_cost),
                   real(own.ownership),
                   real(own.payer_ownership),
                   real(own.pv_cost),
                   real(own.pv_fee),
                   real(own.earner_npv),
                   cell(asked.fibre_km),
                   cell(choice.fibre_break_even_km),
                   static_cast<double>(choice.passes_on),
                   asked.fibre_parent ? Value{report.asked[*asked.fibre_parent].id} : Value{},
                   app::maybe(place.serving_site),
                   cell(choice.cell_left_mbps),
                   app::maybe(place.hop_site),
                   reason(AccessTechnology::fibre),
                   reason(AccessTechnology::cellular),
                   reason(AccessTechnology::point_to_point),
                   reason(AccessTechnology::satellite)},
                  positionOf(report, place).lonlat);
    }
    geo::Workspace::Transaction transaction{workspace};
    table.write(workspace, inputs, fingerprint, parameters);
    tornadoTable("results_tornado", all(report.tornado))
        .write(workspace, inputs, fingerprint, parameters);
    transaction.commit();
}

nlohmann::ordered_json asJson(const TechnologyReport& report)
{
    Json places = Json::array();
    for (std::size_t i = 0; i < report.places.size(); ++i) {
        const planning::TechnologyChoice& choice = report.plan.places[i];
        Json options;
        for (const AccessTechnology t : accessTechnologies) {
            options[std::string{planning::text(t)}] = optionJson(choice.options[index(t)], report);
        }
        places.push_back(
            {{"place_id", report.asked[i].id},
             {"kind", report.places[i].facility ? "facility" : "settlement"},
             {"name", nameOf(report, report.places[i])},
             {"users", choice.demand ? Json(choice.demand->users) : Json(nullptr)},
             {"mbps", choice.demand ? Json(choice.demand->mbps) : Json(nullptr)},
             {"technology", technologyJson(choice.chosen)},
             {"runner_up", technologyJson(choice.runner_up)},
             {"runner_up_extra", choice.runner_up ? Json(choice.runner_up_extra) : Json(nullptr)},
             {"fibre_km", maybe(report.asked[i].fibre_km)},
             {"fibre_break_even_km", maybe(choice.fibre_break_even_km)},
             {"passes_on", choice.passes_on},
             {"cell_left_mbps", maybe(choice.cell_left_mbps)},
             {"options", options}});
    }
    Json problems = Json::array();
    for (const geo::Problem& problem : report.problems) {
        problems.push_back({{"what", problem.what}, {"fix", problem.fix}});
    }
    return {{"costs", report.request.costs},
            {"level", planning::text(levelOf(report))},
            {"aim", planning::text(report.request.choice.aim)},
            {"years", report.request.choice.horizon.years},
            {"discount_rate", report.request.choice.horizon.rate},
            {"viewpoint", planning::viewpointOf(report.request.choice)},
            {"synthetic", report.synthetic},
            {"totals", totalsJson(report.plan)},
            {"viewpoints", viewpointsJson(report)},
            {"break_even_mbps", report.request.choice.demand.least_mbps},
            {"break_even", breakEvenJson(report)},
            {"traps", trapsOf(report.request.costs)},
            {"tornado", tornadoJson(report.tornado)},
            {"items", itemsJson(report)},
            {"assumptions", report.assumptions},
            {"problems", problems},
            {"places", places}};
}

namespace {

/// How far the budget goes: users where they are the aim, else places.
std::string budgetText(const TechnologyReport& report)
{
    const planning::TechnologyPlan& plan = report.plan;
    if (!plan.budget_bound) {
        return {};
    }
    const bool users = report.request.choice.aim == planning::ChoiceAim::most_users;
    const double reached = users ? std::accumulate(plan.users.begin(), plan.users.end(), 0.0)
                                 : static_cast<double>(std::accumulate(
                                       plan.count.begin(), plan.count.end(), std::size_t{0}));
    return fmt::format("; the budget connects {} {}, no choice more than {}", thousands(reached),
                       users ? "users" : "places", thousands(*plan.budget_bound));
}

} // namespace

std::string asText(const TechnologyReport& report)
{
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    const planning::TechnologyPlan& plan = report.plan;
    line("{} places, costs of {}{} over {} years at {:.1f} %{}", report.places.size(),
         report.request.costs,
         levelOf(report) == planning::CostLevel::base
             ? ""
             : fmt::format(" ({} values)", planning::text(levelOf(report))),
         report.request.choice.horizon.years, 100 * report.request.choice.horizon.rate,
         report.synthetic ? "  (practice data: the network is invented)" : "");
    line("To build {} USD, to own {} USD, bandwidth {} USD over the years{}",
         thousands(plan.first_capex), thousands(plan.ownership), thousands(plan.fee),
         budgetText(report));
    line("\n{:<20} {:>7} {:>9} {:>15} {:>10} {:>6} {:>8} {:>7} {:>16} {:>16}", "seen by", "fibre",
         "cellular", "point-to-point", "satellite", "none", "unknown", "nobody", "to own, USD",
         "earner NPV, USD");
    const auto row = [&](const std::string& name, const planning::TechnologyPlan& p) {
        line("{:<20} {:>7} {:>9} {:>15} {:>10} {:>6} {:>8} {:>7} {:>16} {:>16}", name, p.count[0],
             p.count[1], p.count[2], p.count[3], p.none, p.demand_unknown, p.nobody,
             thousands(p.ownership), thousands(p.earner_npv));
    };
    row("this choice", plan);
    for (const ViewpointTotals& view : report.viewpoints) {
        row(view.name, view.plan);
    }
    for (const ViewpointTotals& view : report.viewpoints) {
        line("  {}: {}", view.name, view.words);
    }
    line("\nFibre is the better up to (fee left out / who pays / who earns), for {:g} Mbit/s:",
         report.request.choice.demand.least_mbps);
    for (const ConnectionRow& even : breakEvens(report)) {
        line("  against {:<15} {} / {} / {}", planning::text(even.technology),
             distanceWords(even.even_without_fee_km), distanceWords(even.even_payer_km),
             distanceWords(even.even_earner_km));
    }
    if (report.tornado) {
        out += tornadoText(*report.tornado);
    }
    out += itemsText(report);
    for (const std::string& trap : trapsOf(report.request.costs)) {
        line("Mind: {}.", trap);
    }
    for (const std::string& assumption : report.assumptions) {
        line("Assumed: {}", assumption);
    }
    for (const geo::Problem& problem : report.problems) {
        line("{}. {}", problem.what, problem.fix);
    }
    line("The table results_technology has every place with its reasons.");
    return out;
}

} // namespace app
