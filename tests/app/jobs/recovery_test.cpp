// Network, power and plan of a small world, from the workspace and back into it.
#include "app/jobs/cost_file.h"
#include "app/jobs/coverage.h"
#include "app/jobs/network_job.h"
#include "app/jobs/plan_again.h"
#include "app/jobs/plan_job.h"
#include "app/jobs/power_job.h"
#include "app/jobs/verify_plan_job.h"
#include "coverage_world.h"
#include "geo/files/atomic_file.h"

#include <catch2/catch.hpp>

using namespace app;
namespace world = coverage_world;

namespace {

/// The plain of coverage_world (Near: 400 people under the mast, Far: 100 that nobody reaches), its
/// mast destroyed, with a crew, money and a battery.
geo::Workspace broken(const TempFolder& folder)
{
    planning::Scenario drawn = world::scenario();
    planning::Observation seen;
    seen.asset_id = "A";
    seen.status = planning::Status::destroyed;
    seen.cause = planning::Cause::physical;
    seen.observed_at = *geo::parseTime("2026-11-20");
    seen.source = "operator";
    drawn.observations = {seen};
    drawn.sites[0].power.battery_h = 4;
    drawn.sites[0].power.load_kw = 3;
    planning::Supply crew;
    crew.resource = "crew_days:site";
    crew.from_date = *geo::parseDate("2026-11-01");
    crew.per_day = 1;
    crew.place = "Near";
    drawn.supply = {crew};
    auto workspace = world::workspaceOf(folder, drawn);
    REQUIRE(runCoverage(workspace, world::freeSpace()));
    return workspace;
}

PlanReport planned(geo::Workspace& workspace, double budget_usd)
{
    PlanJobRequest request;
    request.plan.days = 30;
    request.plan.budget_usd = budget_usd;
    const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
    return planReport(workspace, request, cover.cover);
}

PlanVerdict verified(const geo::Workspace& workspace)
{
    return verifyPlan(workspace, requireCover(workspace, loadScenario(workspace)), "plan");
}

} // namespace

TEST_CASE("a stored plan is replayed from the workspace and holds", "[plan][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    const PlanReport report = planned(workspace, 1e6);
    REQUIRE(report.plan.steps.size() == 1);
    storePlan(workspace, report);
    const PlanVerdict verdict = verified(workspace);
    CHECK(verdict.holds());
    CHECK_FALSE(verdict.stale);
    CHECK(verdict.steps == 1);
    // Rebuilding takes 20 days: 400 people from day 20 to day 30.
    CHECK(verdict.person_days == Approx(11 * 400.0).epsilon(1e-6));
    CHECK(verdict.served.at(19) == 0);
    CHECK_THROWS_WITH(
        verifyPlan(workspace, requireCover(workspace, loadScenario(workspace)), "other"),
        Catch::Contains("no plan 'other'") && Catch::Contains("plan"));
    // Floors and the weights of facilities rest on these.
    workspace.insert(
        {.table = "facilities",
         .columns = {"facility_id", "kind"},
         .rows = {{.values = {"F", "hospital"}, .geometry = geo::LonLat{34.5, 31.5}}}});
    CHECK(verified(workspace).stale);
}

TEST_CASE("a plan whose gap or bound was written otherwise does not hold", "[plan][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    const PlanReport report = planned(workspace, 1e6);
    REQUIRE(report.plan.bound.size() == 31);
    const auto found = [&](const char* what, const auto& change) {
        PlanReport other = report;
        change(other.plan);
        storePlan(workspace, other);
        const PlanVerdict verdict = verified(workspace);
        CAPTURE(what);
        REQUIRE_FALSE(verdict.holds());
        CHECK(verdict.differences.front().starts_with(what));
    };
    using planning::RestorationPlan;
    found("gap", [](RestorationPlan& plan) { plan.gap_percent += 5; });
    found("bound on day 25", [](RestorationPlan& plan) { plan.bound[25] = 300; }); // 400 served
    found("bound", [](RestorationPlan& plan) { plan.upper_bound_days = 4000; });   // 4,400 brought
    storePlan(workspace, report);
    CHECK(verified(workspace).holds());
}

TEST_CASE("every plan keeps its curve and what it leaves undone", "[plan][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    PlanReport report = planned(workspace, 1e6);
    report.name = "first";
    storePlan(workspace, report);
    report.name = "second";
    report.plan.served.front() = 7;
    report.plan.undone.push_back({std::nullopt, "A", planning::Undone::time, "no time"});
    storePlan(workspace, report);
    storePlan(workspace, report); // again, in place of itself
    for (const char* name : {"first", "second"}) {
        const geo::Rows curve =
            workspace.read("results_plan_curve", std::string{"plan_id = '"} + name + "'");
        REQUIRE(curve.rows.size() == 31);
        CHECK(curve.numberAt(curve.rows[0], "people_served") == (name[0] == 'f' ? 0 : 7));
        CHECK(curve.numberAt(curve.rows[30], "people_served") == report.plan.served.back());
    }
    CHECK(workspace.read("results_plan_undone", "plan_id = 'second'").rows.size() ==
          report.plan.undone.size());
}

TEST_CASE("a plan the world no longer allows is found out", "[plan][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    storePlan(workspace, planned(workspace, 1e6));
    const geo::WorkingCrs crs{world::crsCode};
    geo::Rows rows{"zones", {"zone_id", "access"}, {}};
    rows.rows.push_back(
        {{std::string{"mines"}, std::string{"closed"}}, world::square(crs, world::mast, 1000)});
    geo::Workspace::Transaction transaction{workspace};
    workspace.insert(rows);
    transaction.commit();
    const PlanVerdict verdict = verified(workspace);
    CHECK_FALSE(verdict.holds());
    CHECK(verdict.stale);
    REQUIRE(verdict.faults.size() == 1);
    CHECK_THAT(verdict.faults[0], Catch::Contains("while its place is closed"));
}

TEST_CASE("figures of a stored plan that are not so are found out", "[plan][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    const PlanReport good = planned(workspace, 1e6);
    const auto found = [&](auto change) {
        PlanReport report = good;
        change(report.plan);
        storePlan(workspace, report);
        const PlanVerdict verdict = verified(workspace);
        CHECK(verdict.faults.empty());
        std::string all;
        for (const std::string& line : verdict.differences) {
            all += line + "\n";
        }
        return all;
    };
    using planning::RestorationPlan;
    CHECK(found([](RestorationPlan&) {}).empty());
    CHECK_THAT(found([](RestorationPlan& p) { p.served[5] += 100; }),
               Catch::Contains("curve on day 5"));
    CHECK_THAT(found([](RestorationPlan& p) { p.money_usd = 1; }), Catch::Contains("cost in USD"));
    CHECK_THAT(found([](RestorationPlan& p) { p.steps[0].people_back += 50; }),
               Catch::Contains("brought back on day 20"));
    CHECK_THAT(found([](RestorationPlan& p) { p.upper_bound_days = 1000; }),
               Catch::Contains("no plan brings more than"));
    storePlan(workspace, good);
    geo::Rows steps = workspace.read("plan_steps");
    for (const auto& [column, value, word] :
         {std::tuple{"asset_id", geo::Value{std::string{"elsewhere"}}, "sends its crew"},
          std::tuple{"cost_usd", geo::Value{1.0}, "cost of"},
          std::tuple{"crew_days", geo::Value{0.5}, "crew days of"}}) {
        geo::Rows changed = steps;
        changed.table = "plan_steps";
        changed.rows[0].values[*changed.find(column)] = value;
        geo::Workspace::Transaction transaction{workspace};
        workspace.clear("plan_steps", "plan_id = 'plan'");
        workspace.insert(changed);
        transaction.commit();
        const PlanVerdict verdict = verified(workspace);
        REQUIRE(verdict.differences.size() == 1);
        CHECK_THAT(verdict.differences[0], Catch::Contains(word));
    }
}

TEST_CASE("a budget of nothing that pays for nothing is refused", "[plan][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    CHECK_THROWS_WITH(planned(workspace, 0), Catch::Contains("0 USD pays for none of 1 repairs"));
}

TEST_CASE("the network report says why settlements are out and keeps it", "[network][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
    NetworkRequest request;
    request.paths = true;
    const NetworkReport report = networkReport(workspace, request, &cover);
    const auto json = asJson(report);
    REQUIRE(json["settlements_down"].size() == 2);
    CHECK(json["settlements_down"][0]["settlement_id"] == "near");
    CHECK(json["settlements_down"][0]["site_id"] == "A");
    CHECK(json["settlements_down"][0]["repair"]["cost_usd"] == 92500); // 70,000 and one radio
    CHECK(json["settlements_down"][1]["repair"]["why_not"] ==
          "no site of the workspace reaches it");
    CHECK(json["paths"]["sites"][0]["found"] == "none");
    storeNetwork(workspace, report);
    CHECK(workspace.count("results_settlement_causes") == 2);
    CHECK(workspace.count("results_paths") == 3);
    CHECK_FALSE(asText(report).empty());
}

TEST_CASE("the prices of a workspace are those it was given", "[costs][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    const auto file = folder / "prices.csv";
    geo::writeFile(file, "id,low,base,high,source\nsite.radio,1000,2000,3000,ministry 2026\n");
    storeCosts(workspace, readCosts(file).costs, "prices.csv");
    CHECK(costsOf(workspace).value("site.radio") == 2000);
    CHECK(costsOf(workspace).value("hop.short") == 30000); // as it was
    CHECK(planned(workspace, 1e6).plan.money_usd == 72000);

    const auto refused = [&](const char* row) {
        geo::writeFile(file, std::string{"id,low,base,high,source\n"} + row + "\n");
        try {
            readCosts(file);
        } catch (const geo::Error& error) {
            return std::string{error.what()};
        }
        return std::string{"taken"};
    };
    CHECK_THAT(refused("site.tent,1,2,3,me"), Catch::Contains("no cost 'site.tent'"));
    CHECK_THAT(refused("site.radio,3,2,1,me"), Catch::Contains("do not ascend"));
    CHECK_THAT(refused("site.radio,-1,2,3,me"), Catch::Contains("-1 in column low"));
    CHECK_THAT(refused("site.radio,1,2,3,"), Catch::Contains("no source"));
    CHECK_THAT(refused("site.radio,1,two,3,me"), Catch::Contains("'two' in column base"));
    // What is printed can be read back.
    geo::writeFile(file, asCsv(planning::silaCatalogue()));
    CHECK(asCsv(readCosts(file).costs) == asCsv(planning::silaCatalogue()));
}

TEST_CASE("power is kept with rules of one's own and panels sized", "[power][job]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    const auto file = folder / "rules.csv";
    geo::writeFile(file, "id,applies_to,hours,share,due,source\n"
                         "four,sites,4,1,2026-01-01,ours\neight,sites,8,0.5,2027-01-01,ours\n");
    PowerRequest request;
    request.rules = readRules(file);
    request.solar.emplace();
    request.solar->irradiation_kwh_m2_day.fill(5);
    request.solar->irradiation_kwh_m2_day[11] = 3; // December
    const PowerReport report = powerReport(workspace, request, nullptr);
    REQUIRE(report.compliance.size() == 2);
    CHECK(report.compliance[0].met == planning::Service::on);  // the battery lasts 4 h
    CHECK(report.compliance[1].met == planning::Service::off); // not 8
    CHECK(report.compliance[0].due);
    CHECK_FALSE(report.compliance[1].due);
    const auto json = asJson(report);
    CHECK(json["rules"][1]["hours"] == 8);
    // 3 kW day and night: 72 kWh a day over 3 × 0.75; 48 h at 80 %.
    CHECK(json["places"][1]["solar"]["panel_kwp"] == Approx(32));
    CHECK(json["places"][1]["solar"]["battery_kwh"] == Approx(180));
    CHECK(json["places"][1]["solar"]["worst_month"] == 12);
    CHECK(json["places"][0]["solar"].is_null()); // nobody stated the core's load
    storePower(workspace, report);
    CHECK(workspace.count("results_power") == 2);
    CHECK(workspace.count("results_autonomy") == 2);
    CHECK(workspace.count("results_solar") == 1);

    geo::writeFile(file, "id,applies_to,hours,share,due,source\nx,ships,4,1,2026-01-01,ours\n");
    CHECK_THROWS_WITH(readRules(file), Catch::Contains("'ships'"));
    geo::writeFile(file, "id,applies_to,hours,share,due,source\nx,sites,4,60,2026-01-01,ours\n");
    CHECK_THROWS_WITH(readRules(file), Catch::Contains("share"));
}

TEST_CASE("plans of the workspace compete with a new one", "[plan][job][saved]")
{
    const TempFolder folder;
    auto workspace = broken(folder);
    CHECK(savedPlans(workspace).empty());
    PlanReport report = planned(workspace, 1e6);
    REQUIRE(report.plan.taken_from.empty());
    report.name = "late";
    report.plan.steps[0].first_day = 3;
    storePlan(workspace, report);
    report.name = "at once";
    report.plan.steps[0].first_day = 1;
    storePlan(workspace, report);

    const std::vector<planning::SavedPlan> kept = savedPlans(workspace);
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].name == "at once");
    REQUIRE(kept[1].works.size() == 1);
    const planning::Scenario& world = report.situation.scenario;
    CHECK(kept[1].works[0].action_id == world.actions[report.plan.steps[0].action].action_id);
    CHECK(kept[1].works[0].crew == "site 1");
    CHECK(kept[1].works[0].first == report.plan.request.start + std::chrono::days{2});

    PlanJobRequest request;
    request.plan.days = 30;
    const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
    CHECK(planReport(workspace, request, cover.cover).plan.request.saved.size() == 2);
    request.saved_compete = false;
    CHECK(planReport(workspace, request, cover.cover).plan.request.saved.empty());
}
