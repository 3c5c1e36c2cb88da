// Money, doubt and technology of a small world, from the workspace and back into it.
#include "app/jobs/cost_file.h"
#include "app/jobs/coverage.h"
#include "app/jobs/fund_again.h"
#include "app/jobs/plan_again.h"
#include "app/jobs/technology_job.h"
#include "app/jobs/verify_plan_job.h"
#include "coverage_world.h"
#include "geo/files/atomic_file.h"

#include <catch2/catch.hpp>

using namespace app;
namespace world = coverage_world;

namespace {

planning::Pledge pledge(const char* id, double amount, const char* currency, const char* status)
{
    planning::Pledge p;
    p.pledge_id = id;
    p.donor = std::string{"donor of "} + id;
    p.amount = amount;
    p.currency = currency;
    p.status = status;
    return p;
}

/// The plain of coverage_world (Near: 400 people under the mast, Far: 100 that nobody reaches), its
/// mast destroyed: 92,500 USD by the catalogue (70,000 and one radio of 22,500), 20 crew days.
geo::Workspace broken(const TempFolder& folder, std::vector<planning::Pledge> pledges = {})
{
    planning::Scenario drawn = world::scenario();
    planning::Observation seen;
    seen.asset_id = "A";
    seen.status = planning::Status::destroyed;
    seen.cause = planning::Cause::physical;
    seen.observed_at = *geo::parseTime("2026-11-20");
    seen.source = "operator";
    drawn.observations = {seen};
    planning::Supply crew;
    crew.resource = "crew_days:site";
    crew.from_date = *geo::parseDate("2026-11-01");
    crew.per_day = 1;
    crew.place = "Near";
    drawn.supply = {crew};
    auto workspace = world::workspaceOf(folder, drawn);
    if (!pledges.empty()) {
        geo::Rows rows{"pledges",
                       {"pledge_id", "donor", "amount", "currency", "status", "purpose",
                        "area_code", "year_from", "year_to"},
                       {}};
        for (const planning::Pledge& p : pledges) {
            const auto maybe = [](const std::string& text) {
                return text.empty() ? geo::Value{} : geo::Value{text};
            };
            const auto year = [](const std::optional<int>& y) {
                return y ? geo::Value{static_cast<std::int64_t>(*y)} : geo::Value{};
            };
            rows.rows.push_back(
                {{p.pledge_id, p.donor, *p.amount, p.currency, p.status, maybe(p.purpose),
                  maybe(p.area_code), year(p.year_from), year(p.year_to)},
                 {}});
        }
        geo::Workspace::Transaction transaction{workspace};
        workspace.insert(rows);
        transaction.commit();
    }
    REQUIRE(runCoverage(workspace, world::freeSpace()));
    return workspace;
}

FundReport funded(geo::Workspace& workspace, FundJobRequest request = {})
{
    request.fund.effort = 1;
    request.fund.points = 4;
    const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
    auto report = fundReport(workspace, request, cover.cover);
    REQUIRE(report);
    return std::move(*report);
}

} // namespace

TEST_CASE("pledges of every kind are named, and what is unknown stays unknown", "[fund][job]")
{
    const TempFolder folder;
    planning::Pledge tooLong = pledge("long", 300'000, "USD", "pledged");
    tooLong.year_from = 2026;
    tooLong.year_to = 2028;
    planning::Pledge elsewhere = pledge("elsewhere", 1'000, "USD", "pledged");
    elsewhere.area_code = "ATLANTIS";
    auto workspace = broken(folder, {tooLong, pledge("euros", 20'000, "EUR", "received"),
                                     pledge("francs", 5'000, "CHF", "pledged"), elsewhere});
    FundJobRequest request;
    request.rates["EUR"] = {1.5, {}, "test"};
    const FundReport report = funded(workspace, request);
    const auto json = asJson(report);
    // 2026 alone: a third of the long one; 20,000 EUR are 30,000 USD; francs have no rate.
    CHECK(json["pledges_usd"] == Approx(130'000));
    CHECK(json["pledges_unknown"] == 1);
    CHECK(json["pledges"][0]["project_usd"] == Approx(100'000));
    CHECK(json["pledges"][1]["usd"] == Approx(30'000));
    CHECK(json["pledges"][2]["usd"].is_null());
    CHECK(json["pledges"][3]["counted"] == false);
    std::string said;
    for (const auto& problem : json["problems"]) {
        said += problem["what"].get<std::string>() + "\n";
    }
    CHECK_THAT(said, Catch::Contains("long") && Catch::Contains("francs") &&
                         Catch::Contains("CHF") && Catch::Contains("ATLANTIS"));
    // 30,000 do not rebuild the mast for 92,500; 100,000 do.
    CHECK(json["pledges"][1]["buys"]["people_back"] == 0);
    CHECK(json["pledges"][0]["buys"]["people_back"] == Approx(400));
    storeFund(workspace, report);
    CHECK(workspace.count("results_pledges") == 4);
    CHECK(workspace.count("results_funding_steps") == 1);
    CHECK_THAT(asText(report), Catch::Contains("ATLANTIS") && Catch::Contains("unknown"));

    CHECK_THAT(asText(report), Catch::Contains("the cheapest repair it may be spent on that brings "
                                               "anybody back costs 92 500 USD"));

    SECTION("a sum in a currency without rate is named, with the way to give one; the rest stands")
    {
        request.next = 1'000;
        request.next_currency = "CHF";
        const auto other = asJson(funded(workspace, request));
        CHECK(other["next"].is_null());
        CHECK(other["problems"].dump().find("no exchange rate for CHF") != std::string::npos);
        CHECK(other["curve"] == json["curve"]);
        const std::string text = asText(funded(workspace, request)); // where the answer would be
        const auto unknown = text.find("Unknown: what the next 1 000 CHF buy is unknown");
        CHECK(unknown < text.find("Best first"));
        CHECK(text.find("what the next 1 000 CHF", unknown + 20) == std::string::npos);
        CHECK_THROWS_WITH(rateFrom("EUR:1.08"), Catch::Contains("is not an exchange rate"));
        CHECK_THROWS_AS(rateFrom("EUR=-1"), geo::Error);
        CHECK(rateFrom("eur=1.08@2026-11-01").first == "EUR");
    }
}

TEST_CASE("the next sum comes on top of what was received, everywhere alike", "[fund][job]")
{
    // 30,000 received buy nothing and are left over: 62,500 more rebuild the mast for 92,500.
    const TempFolder folder;
    auto workspace = broken(folder, {pledge("here", 30'000, "USD", "received"),
                                     pledge("said", 1'000, "USD", "pledged")});
    FundJobRequest request;
    request.next = 62'500;
    const FundReport report = funded(workspace, request);
    const auto json = asJson(report);
    CHECK(json["received"]["usd"] == 30'000);
    CHECK(json["received"]["left_over_usd"] == 30'000);
    CHECK(json["next"]["usd"] == 62'500);
    CHECK(json["next"]["spent_usd"] == 92'500);
    CHECK(json["next"]["people_back"] == Approx(400));
    CHECK(json["tornado"][0]["base"] == Approx(400));
    CHECK_THAT(asText(report), Catch::Contains("30 000 USD received") &&
                                   Catch::Contains("On top of that the next 62 500 USD"));
    storeFund(workspace, report);
    const geo::Rows rows = workspace.read("results_funding_next");
    REQUIRE(rows.rows.size() == 1);
    CHECK(rows.numberAt(rows.rows[0], "asked") == 1.0);
    request.next = 62'499;
    CHECK(asJson(funded(workspace, request))["next"]["people_back"] == 0);
}

TEST_CASE("all repairs of the answer stand in the list, and the list is one", "[fund][job]")
{
    // Two masts on one place, both destroyed, serve the same 400 people: whichever is bought is in
    // both tables, and its rows make up the headline.
    const TempFolder folder;
    auto workspace = broken(folder, {pledge("here", 30'000, "USD", "received")});
    FundJobRequest request;
    request.next = 62'500;
    const FundReport report = funded(workspace, request);
    storeFund(workspace, report);
    const geo::Rows next = workspace.read("results_funding_next");
    const geo::Rows steps = workspace.read("results_funding_steps");
    REQUIRE(next.rows.size() == steps.rows.size());
    double people = 0;
    double usd = 0;
    for (std::size_t i = 0; i < next.rows.size(); ++i) {
        for (const char* column : {"step", "cost_usd", "money_usd", "people_back"}) {
            CHECK(next.numberAt(next.rows[i], column) == steps.numberAt(steps.rows[i], column));
        }
        CHECK(next.textAt(next.rows[i], "action_id") == steps.textAt(steps.rows[i], "action_id"));
        if (next.numberAt(next.rows[i], "asked") == 1.0) {
            people += *next.numberAt(next.rows[i], "people_back");
            usd += *next.numberAt(next.rows[i], "cost_usd");
        }
    }
    CHECK(people == report.next->people_back);
    CHECK(usd == report.next->spent_usd);
    CHECK(report.tornado.at(0).base == report.next->people_back);
}

TEST_CASE("rates and years that make no sense are refused", "[fund][job]")
{
    CHECK_THROWS_WITH(rateFrom("USD=2"), Catch::Contains("a US dollar is worth one US dollar"));
    CHECK(rateFrom("usd=1").second.usd == 1);
    CHECK_THROWS_WITH(rateFrom("EUR=1e300"), Catch::Contains("no currency is worth so much"));
    CHECK_THROWS_WITH(rateFrom("EUR=1e-30"), Catch::Contains("no currency is worth so little"));
    const TempFolder folder;
    auto workspace = broken(folder);
    FundJobRequest request;
    request.from_year = 2030;
    request.to_year = 2020;
    CHECK_THROWS_WITH(funded(workspace, request),
                      Catch::Contains("ends in 2020, before it begins"));
}

TEST_CASE("what moves the answers of fund and plan most is told", "[fund][plan][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    FundJobRequest request;
    request.next = 100'000;
    const FundReport report = funded(workspace, request);
    REQUIRE(report.tornado.size() == 2);
    // The mast costs 92,500; at 90,000 instead of 70,000 for the structure 112,500: too dear for
    // 100,000, and so are four fifths of the money.
    const planning::Tornado& people = report.tornado[0];
    CHECK(people.base == Approx(400));
    const auto bar = [](const planning::Tornado& tornado, std::string_view id) {
        const auto at = std::ranges::find(
            tornado.bars, id, [](const auto& b) { return std::string_view{b.about.id}; });
        REQUIRE(at != tornado.bars.end());
        return *at;
    };
    CHECK(bar(people, "site.structure_power").at_low == Approx(400));
    CHECK(bar(people, "site.structure_power").at_high == 0);
    CHECK(bar(people, "money.sum").at_low == 0);
    const planning::Tornado& cost = report.tornado[1];
    CHECK(cost.base == Approx(92'500));
    CHECK(cost.bars[0].about.id == "site.structure_power");
    CHECK(cost.bars[0].at_low == Approx(72'500));
    CHECK(cost.bars[0].at_high == Approx(112'500));
    storeFund(workspace, report);
    CHECK(workspace.count("results_funding_tornado") ==
          static_cast<std::int64_t>(people.bars.size() + cost.bars.size()));
    // The plan: 20 crew days, so served from day 20 on of 30: 11 days of 400 people. With 0.8 times
    // the time 15 days, with 1.8 times never.
    PlanJobRequest plan;
    plan.plan.days = 30;
    plan.plan.budget_usd = 100'000;
    plan.plan.effort = 1;
    const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
    const PlanReport planned = planReport(workspace, plan, cover.cover);
    REQUIRE(planned.tornado);
    CHECK(planned.tornado->base == Approx(11 * 400));
    CHECK(bar(*planned.tornado, "repair.time").at_low == Approx(15 * 400));
    CHECK(bar(*planned.tornado, "repair.time").at_high == 0);
    CHECK(bar(*planned.tornado, "crew.site.destroyed").at_low == Approx(17 * 400)); // 14 days
    CHECK(bar(*planned.tornado, "money.sum").at_low == 0);
    storePlan(workspace, planned);
    CHECK(workspace.count("results_plan_tornado") ==
          static_cast<std::int64_t>(planned.tornado->bars.size()));
}

TEST_CASE("people nobody counted are in no total, and this is said", "[fund][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    planning::Scenario drawn = world::scenario();
    drawn.settlements[1].population.reset();
    world::replace(workspace, "settlements", drawn);
    REQUIRE(runCoverage(workspace, world::freeSpace()));
    const FundReport report = funded(workspace);
    const auto json = asJson(report);
    CHECK(json["people"] == Approx(400));
    CHECK(json["settlements_with_unknown_people"] == 1);
    CHECK_THAT(asText(report), Catch::Contains("1 of 2 settlements with unknown people"));
    const geo::Rows covered = workspace.read("results_coverage_settlements");
    CHECK(covered.numberAt(covered.rows[0], "people") == Approx(400));
    CHECK_FALSE(covered.numberAt(covered.rows[1], "people"));
}

TEST_CASE("the curve names the prices it rests on", "[fund][costs][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    const auto json = asJson(funded(workspace));
    CHECK(json["everything_usd"] == Approx(92'500));
    CHECK(json["curve"].back()["people_served"] == Approx(400));
    std::vector<std::string> items;
    for (const auto& item : json["costs"]["items"]) {
        items.push_back(item["id"]);
        CHECK_FALSE(item["source"].get<std::string>().empty());
        CHECK(item["year"] > 2000);
    }
    CHECK(items == std::vector<std::string>{"damage.destroyed", "site.structure_power",
                                            "site.radio", "crew.site.destroyed"});
}

TEST_CASE("a plan judged in drawn worlds keeps how sure its early actions are", "[plan][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    PlanJobRequest request;
    request.plan.days = 40;
    request.plan.budget_usd = 1e6;
    request.plan.effort = 1;
    request.doubt = planning::DoubtRequest{.scenarios = 10, .early_days = 25};
    const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
    const PlanReport report = planReport(workspace, request, cover.cover);
    REQUIRE(report.doubt);
    CHECK(report.doubt->worst_tenth <= report.doubt->mean);
    storePlan(workspace, report);
    REQUIRE(workspace.count("results_plan_confidence") == 1); // 20 days: early
    const geo::Rows rows = workspace.read("results_plan_confidence");
    const double needed = *rows.numberAt(rows.rows[0], "needed_in");
    CHECK(*rows.numberAt(rows.rows[0], "worlds") == 10);
    CHECK(*rows.numberAt(rows.rows[0], "early_in") <= needed);
    CHECK(asJson(report)["doubt"]["early_actions"][0]["asset_id"] == "A");
    CHECK_THAT(asText(report), Catch::Contains("In 10 drawn worlds"));
    CHECK(asJson(planReport(workspace, request, cover.cover)) == asJson(report));
}

TEST_CASE("what was said of a plan goes with that plan only, and this is said", "[plan][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    PlanJobRequest request;
    request.plan.days = 40;
    request.plan.budget_usd = 1e6;
    request.plan.effort = 1;
    request.doubt = planning::DoubtRequest{.scenarios = 10, .seed = 4, .early_days = 25};
    const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
    request.name = "judged";
    storePlan(workspace, planReport(workspace, request, cover.cover));
    const auto asked = storedDoubtRequest(workspace, "judged");
    REQUIRE(asked);
    CHECK(asked->scenarios == 10);
    CHECK(asked->seed == 4);
    CHECK(asked->early_days == 25);

    request.doubt.reset();
    request.name = "other";
    const PlanReport other = planReport(workspace, request, cover.cover);
    CHECK(other.confidence_gone == 0);
    storePlan(workspace, other);
    CHECK(workspace.count("results_plan_confidence") == 1);
    CHECK_FALSE(storedDoubtRequest(workspace, "other"));
    const geo::Rows kept = workspace.read("results_plan_confidence");
    CHECK(kept.textAt(kept.rows[0], "plan_id") == "judged");
    CHECK(geo::extent(kept.rows[0].geometry).empty() == false); // with its place

    request.name = "judged";
    const PlanReport again = planReport(workspace, request, cover.cover);
    CHECK(again.confidence_gone == 1);
    CHECK_THAT(asText(again), Catch::Contains("went with it"));
    CHECK(asJson(again)["confidence_gone"] == 1);
    storePlan(workspace, again);
    CHECK(workspace.count("results_plan_confidence") == 0);
}

TEST_CASE("the curve is asked for again as before: limits, years and rates", "[fund][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder, {pledge("euros", 20'000, "EUR", "received")});
    CHECK(requestJson(storedFundRequest(workspace)) == requestJson({}));
    FundJobRequest request;
    request.rates["EUR"] = {1.5, geo::parseDate("2026-11-01"), "entered by the user"};
    request.to_year = 2028;
    request.fund.scope.what = {planning::FundFor::sites};
    request.fund.effort = 1;
    request.fund.points = 4;
    request.next = 3'000;
    request.next_currency = "EUR";
    storeFund(workspace, funded(workspace, request));
    CHECK(requestJson(storedFundRequest(workspace)) == requestJson(request));
}

TEST_CASE("a plan that has begun goes on", "[plan][job]")
{
    // 20 days from 21 November, after the report of the 20th.
    const TempFolder folder;
    auto workspace = broken(folder);
    PlanJobRequest request;
    request.plan.days = 30;
    request.plan.budget_usd = 100'000;
    request.plan.effort = 1;
    const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
    storePlan(workspace, planReport(workspace, request, cover.cover));
    request.go_on_from = "plan";
    request.situation.as_of = asOfFrom("2026-11-25"); // five days done, fifteen to go
    const PlanReport report = planReport(workspace, request, cover.cover);
    REQUIRE(report.plan.steps.size() == 1); // though 92,500 of 100,000 are spent
    CHECK(report.plan.steps[0].last_day == 15);
    CHECK(report.plan.money_usd == 0);
    CHECK(report.plan.request.days == 30);
    const auto json = asJson(report);
    CHECK(json["paid_before_usd"] == 92'500);
    CHECK_THAT(asText(report), Catch::Contains("92 500 USD of the steps below were paid for by the "
                                               "plan 'plan' and are not in this sum"));
    CHECK_THAT(asText(report), Catch::Contains("replace A"));
    REQUIRE(json["changes"].size() == 1);
    CHECK(json["changes"][0]["change"] == "goes on");
    storePlan(workspace, report);
    CHECK(workspace.count("results_plan_changes") == 1);
    CHECK(verifyPlan(workspace, requireCover(workspace, loadScenario(workspace)), "plan").holds());
    // That plan of 30 days from 26 November ends on 25 December: 28 days from the 28th.
    request.situation.as_of = asOfFrom("2026-11-27");
    request.days_open = true;
    request.name = "rest";
    const PlanReport rest = planReport(workspace, request, cover.cover);
    CHECK(rest.plan.request.days == 28);
    CHECK_THAT(asText(rest), Catch::Contains("Plan of 28 days from 2026-11-28 to the end of the "
                                             "plan 'plan'"));
    // What was paid and done between the start and the state cannot be told apart any more.
    request.plan.start = *geo::parseDate("2026-11-23");
    CHECK_THROWS_WITH(planReport(workspace, request, cover.cover),
                      Catch::Contains("cannot go on from 'plan' on 2026-11-23") &&
                          Catch::Contains("2026-11-27"));
    request.go_on_from = "nothing";
    CHECK_THROWS_WITH(planReport(workspace, request, cover.cover), Catch::Contains("nothing"));
}

TEST_CASE("prices that cannot be used are named, and the others taken", "[costs][job]")
{
    const TempFolder folder;
    const auto file = folder / "prices.csv";
    geo::writeFile(file, "id,low,base,high,currency,unit,source\n"
                         "site.radio,1,2,3,,,a\nsite.radio,1,2,4,,,b\n"
                         "grid.node,10,20,30,JPY,JPY,a\nhop.short,10,20,30,EUR,EUR,a\n"
                         "node.equipment,5,6,7,USD,USD,a\n"
                         "damage.partial,40,50,60,,,a\n");
    const PriceTable prices = readCosts(file, ratesFrom({"EUR=1.5@2026-11-01"}));
    CHECK(prices.taken == 2);
    CHECK(prices.costs.value("hop.short") == 30); // 20 EUR at 1.5
    CHECK_THAT(prices.costs.find("hop.short")->edition,
               Catch::Contains("EUR at 1.5 of 2026-11-01"));
    CHECK(prices.costs.value("node.equipment") == 6);
    CHECK(prices.costs.value("site.radio") == 22'500); // Sila's own
    REQUIRE(prices.set_aside.size() == 4);
    CHECK_THAT(prices.set_aside[3].what, Catch::Contains("60 would be 6000 %")); // per cent
    CHECK_THAT(prices.set_aside[0].what, Catch::Contains("'site.radio' has two prices"));
    CHECK(prices.set_aside[1].place.feature == 2);
    CHECK_THAT(prices.set_aside[2].what, Catch::Contains("JPY") && Catch::Contains("no exchange"));
    CHECK_THAT(asText(prices.costs, prices.set_aside), Catch::Contains("JPY"));
    geo::writeFile(file, "id,low,base,high,source\nsite.radio,1,2,3,a\nsite.radio,1,2,4,b\n");
    CHECK_THROWS_WITH(readCosts(file), Catch::Contains("has two prices")); // nothing is left
}

TEST_CASE("technology names places without people and with too many", "[technology][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    const geo::WorkingCrs crs{world::crsCode};
    geo::Rows rows{"settlements", {"settlement_id", "name", "population"}, {}};
    rows.rows.push_back({{std::string{"empty"}, std::string{"Nobody"}, geo::Value{0.0}},
                         crs.unproject(world::mast)});
    rows.rows.push_back({{std::string{"huge"}, std::string{"Metropolis"}, geo::Value{50'000.0}},
                         crs.unproject(geo::XY{world::mast.x_m + 60'000, world::mast.y_m})});
    geo::Workspace::Transaction transaction{workspace};
    workspace.insert(rows);
    transaction.commit();
    TechnologyJobRequest request;
    request.tornado = true;
    request.facilities = false;
    const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
    const auto report = technologyReport(workspace, request, &cover.cover);
    REQUIRE(report);
    const auto json = asJson(*report);
    std::string said;
    for (const auto& problem : json["problems"]) {
        said += problem["what"].get<std::string>() + "\n";
    }
    CHECK_THAT(said, Catch::Contains("Nobody has a population of 0"));
    CHECK_THAT(said, Catch::Contains("huge asks for 2500 Mbit/s")); // 50,000 × 0.025 × 2
    CHECK(json["totals"]["demand_unknown"] == 0);
    CHECK(json["totals"]["nobody"] == 1);
    // No elevation: nobody knows whether the mast is in sight of anyone.
    CHECK(report->plan.places[0].options[2].refusal == planning::Refusal::unknown_sight);
    CHECK_FALSE(json["tornado"]["bars"].empty());
    storeTechnology(workspace, *report);
    CHECK(workspace.count("results_technology") == 4);
    CHECK(workspace.count("results_tornado") ==
          static_cast<std::int64_t>(json["tornado"]["bars"].size()));
    request.costs = "mine";
    CHECK_THROWS_WITH(technologyReport(workspace, request, nullptr),
                      Catch::Contains("no cost set 'mine'"));
}
