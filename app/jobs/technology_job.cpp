#include "app/jobs/technology_job.h"

#include "app/jobs/cost_file.h"
#include "app/jobs/technology_places.h"
#include "geo/misuse.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

using planning::ChoiceAim;

planning::TechnologyRequest seenBy(planning::TechnologyRequest request, ChoiceAim aim,
                                   bool bandwidthIsCost)
{
    request.aim = aim;
    request.bandwidth_is_cost = bandwidthIsCost;
    request.budget_usd.reset();
    return request;
}

/// Where the fibre of a place would come from and ends: the first on the way that cannot have it.
std::uint32_t whereFibreEnds(const TechnologyReport& report, std::uint32_t place)
{
    constexpr auto fibre = static_cast<std::size_t>(planning::AccessTechnology::fibre);
    while (report.plan.places[place].options[fibre].refusal == planning::Refusal::no_parent) {
        place = *report.asked[place].fibre_parent;
    }
    return place;
}

/// What helps a place that asks for more than anything at hand carries.
std::string wayOut(const TechnologyReport& report, std::uint32_t place)
{
    const auto& fibre = report.plan.places[place].options.front();
    if (fibre.refusal == planning::Refusal::no_power) {
        return "Give it electricity, or take a cost set that prices solar power (giga, sila)";
    }
    if (const std::uint32_t end = whereFibreEnds(report, place); end != place) {
        return fmt::format(
            "Its fibre would come through {}, which gets none ({}): see to that first",
            report.asked[end].id,
            planning::inWords(report.plan.places[end].options.front().refusal));
    }
    return "Bring fibre nearer, or divide the place into parts";
}

/// Places that ask for more than anything at hand carries.
void nameTooMuch(TechnologyReport& report)
{
    for (std::uint32_t i = 0; i < report.places.size(); ++i) {
        const planning::TechnologyChoice& choice = report.plan.places[i];
        const bool tooBig = std::ranges::any_of(choice.options, [](const auto& option) {
            return option.refusal == planning::Refusal::too_much;
        });
        if (choice.chosen || !choice.demand || !tooBig) {
            continue;
        }
        const char* table = report.places[i].facility ? "facilities" : "settlements";
        report.problems.push_back(
            {.severity = geo::Severity::warning,
             .what =
                 fmt::format("{} asks for {:.0f} Mbit/s: no technology it can have carries that",
                             report.asked[i].id, choice.demand->mbps),
             .fix = wayOut(report, i),
             .place = {.file = {}, .layer = table},
             .asset_kind = table,
             .asset_id = report.asked[i].id});
    }
}

/// What all places cost whoever pays, or bring whoever earns, at today's worth.
double presentWorth(const planning::TechnologyPlan& plan, const planning::TechnologyRequest& asked)
{
    if (asked.aim == ChoiceAim::most_value) {
        return plan.earner_npv;
    }
    const double paid = plan.ownership + (asked.bandwidth_is_cost ? plan.fee : 0);
    return paid / asked.horizon.years * planning::presentValueOfAnnuity(asked.horizon);
}

std::optional<planning::Tornado> technologyTornado(const TechnologyReport& report,
                                                   const planning::Feedback& feedback)
{
    std::vector<planning::Assumption> all =
        planning::assumptionsOf(report.costs, report.request.choice.level);
    for (const auto& more : {planning::assumptionsOf(report.request.choice.demand),
                             planning::assumptionsOf(report.request.choice.horizon)}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    const auto answer = [&](std::size_t i, double value) {
        planning::TechnologyRequest asked = report.request.choice;
        const bool price = !planning::assume(asked.demand, all[i].id, value) &&
                           !planning::assume(asked.horizon, all[i].id, value);
        const auto seen = planning::chooseTechnology(
            report.asked, price ? planning::withItem(report.costs, all[i].id, value) : report.costs,
            asked);
        return presentWorth(*seen, asked);
    };
    auto out =
        planning::tornado(all, presentWorth(report.plan, report.request.choice), answer, feedback);
    if (out) {
        out->answer = report.request.choice.aim == ChoiceAim::most_value
                          ? "present value of what all places bring whoever earns"
                      : report.request.choice.bandwidth_is_cost
                          ? "present value of what all places cost whoever pays"
                          : "present value of what all places cost, bandwidth left out";
        out->unit = "USD";
    }
    return out;
}

} // namespace

planning::CostCatalogue accessCatalogue(const std::string& name, const geo::Workspace* workspace)
{
    if (name == "cpp") {
        return planning::cppCatalogue();
    }
    if (name == "giga") {
        return planning::gigaCatalogue();
    }
    if (name == "sila") {
        return workspace == nullptr ? planning::silaCatalogue() : costsOf(*workspace);
    }
    throw geo::Misuse{fmt::format("there is no cost set '{}'", name), "Take cpp, giga or sila"};
}

std::optional<TechnologyReport> technologyReport(const geo::Workspace& workspace,
                                                 const TechnologyJobRequest& request,
                                                 const planning::Cover* cover,
                                                 const planning::Feedback& feedback)
{
    TechnologyReport report;
    report.request = request;
    report.costs = accessCatalogue(request.costs, &workspace);
    const planning::CostCatalogue& catalogue = report.costs;
    report.scenario = loadScenario(workspace, &report.problems);
    report.synthetic =
        std::ranges::any_of(report.scenario.sites, [](const auto& s) { return s.synthetic; }) ||
        std::ranges::any_of(report.scenario.nodes, [](const auto& n) { return n.synthetic; });
    if (!findPlaces(report, workspace, cover, feedback.stage(0, 0.8))) {
        return std::nullopt;
    }
    auto plan = planning::chooseTechnology(report.asked, catalogue, request.choice, feedback);
    if (!plan) {
        return std::nullopt;
    }
    report.plan = std::move(*plan);
    nameTooMuch(report);
    const auto view = [&](std::string name, std::string words, ChoiceAim aim, bool fee) {
        if (auto seen = planning::chooseTechnology(report.asked, catalogue,
                                                   seenBy(request.choice, aim, fee), feedback)) {
            report.viewpoints.push_back({std::move(name), std::move(words), std::move(*seen)});
        }
    };
    view("payer", "who pays: connection and bandwidth are bought", ChoiceAim::least_cost, true);
    view("payer_without_fee", "who pays, bandwidth left out (as CPP's cost of ownership)",
         ChoiceAim::least_cost, false);
    view("earner", "who earns: bandwidth is sold", ChoiceAim::most_value, true);
    if (report.viewpoints.size() < 3) {
        return std::nullopt;
    }
    if (report.plan.grid_unknown > 0) {
        report.assumptions.push_back(
            fmt::format("of {} places nobody knows whether they have electricity: taken as "
                        "connected to the grid",
                        report.plan.grid_unknown));
    }
    if (request.tornado) {
        report.tornado = technologyTornado(report, feedback.stage(0.85, 1, "Tornado"));
        if (!report.tornado) {
            return std::nullopt;
        }
    }
    return report;
}

} // namespace app
