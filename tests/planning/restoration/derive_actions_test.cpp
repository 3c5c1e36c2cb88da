#include "planning/restoration/derive_actions.h"
#include "planning/restoration/plan_check.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

//   CORE ──s (2 km, aerial)── A      S1 on A: destroyed, no power, generator      S1 ))m(( S2
Scenario world()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("A", NodeKind::aggregation)};
    w.sites = {site("S1", "A"), site("S2")};
    w.sites[0].at.xy = {0, 0};
    w.sites[0].power.generator_kw = 10;
    w.sites[0].power.tank_l = 200;
    w.sites[0].power.fuel_on_hand_l = 0;
    w.spans = {span("s", "CORE", "A")};
    w.spans[0].length_km = 2;
    w.spans[0].deployment = Deployment::aerial;
    w.spans[0].line_xy = {{{0, 5000}, {1000, 5000}, {2000, 5000}}};
    w.links = {link("m", "S1", "S2")};
    for (const char* id : {"c1", "c2"}) {
        Cell cell;
        cell.cell_id = id;
        cell.site_id = "S1";
        cell.technology = id[1] == '1' ? Technology::gen2 : Technology::gen4;
        w.cells.push_back(cell);
    }
    auto cut = seen(AssetKind::span, "s", Status::outOfService);
    cut.damage = Damage::partial;
    w.observations = {seen(AssetKind::site, "S1", Status::destroyed), cut,
                      seen(AssetKind::link, "m", Status::destroyed)};
    return w;
}

std::map<std::string, Action> derived(const Scenario& w, CostLevel level = CostLevel::base)
{
    const Statuses statuses = statusesAsOf(w, noon);
    std::map<std::string, Action> byId;
    for (Action& action :
         deriveActions(w, statuses, powerAt(w, statuses, noon), silaCatalogue(), {level})) {
        byId.emplace(action.action_id, std::move(action));
    }
    return byId;
}

} // namespace

TEST_CASE("what mending takes follows from the damage class and the catalogue", "[derive]")
{
    const auto actions = derived(world());
    REQUIRE(actions.size() == 4);
    // Site destroyed: structure and power 70,000, two radios of 22,500; 20 crew days.
    const Action& s1 = actions.at("auto:S1");
    CHECK(s1.kind == ActionKind::replace);
    CHECK(s1.cost_usd == 115000);
    CHECK(s1.crew_days == 20);
    CHECK(s1.parts == std::map<std::string, double>{{"mast", 1}, {"radio", 2}});
    // 2 km in the country at 5 USD/m, half of it on poles, 40 % of that; 0.5 crew days a km, 40 %,
    // at least half a day.
    const Action& s = actions.at("auto:s");
    CHECK(s.kind == ActionKind::repair);
    CHECK(s.cost_usd == Approx(2000));
    CHECK(s.crew_days == Approx(0.5));
    CHECK(s.parts.at("cable_km") == Approx(0.8));
    // A tank of 200 l at 1.50; the engine is there.
    const Action& power = actions.at("auto:S1:power");
    CHECK(power.kind == ActionKind::fuel);
    CHECK(power.cost_usd == 300);
    CHECK(power.parts == std::map<std::string, double>{{"fuel_l", 200}});
    CHECK(actions.at("auto:m").parts == std::map<std::string, double>{{"hop", 1}});
}

TEST_CASE("low and high levels of the catalogue give low and high prices", "[derive]")
{
    CHECK(derived(world(), CostLevel::low).at("auto:S1").cost_usd == 50000 + 2 * 15000);
    CHECK(derived(world(), CostLevel::high).at("auto:S1").cost_usd == 90000 + 2 * 30000);
    CHECK(derived(world(), CostLevel::high).at("auto:S1").crew_days == 30);
}

TEST_CASE("fibre is dearer where an elevation model knows mountains", "[derive]")
{
    const Scenario w = world();
    const Statuses statuses = statusesAsOf(w, noon);
    const std::map<std::string, double> slopes{{"s", 0.2}};
    std::map<std::string, std::set<std::string>> items;
    for (const Action& action :
         deriveActions(w, statuses, powerAt(w, statuses, noon), silaCatalogue(),
                       {CostLevel::base, &items, &slopes})) {
        if (action.action_id == "auto:s") {
            CHECK(action.cost_usd == Approx(2000 * 1.8));
        }
    }
    CHECK(items.at("auto:s") == std::set<std::string>{"crew.fibre.aerial", "damage.partial",
                                                      "fibre.aerial", "fibre.mountain",
                                                      "fibre.rural"});
}

TEST_CASE("power and hops wait for the mast", "[derive]")
{
    const auto actions = derived(world());
    CHECK(actions.at("auto:S1:power").after_ids == std::vector<std::string>{"auto:S1"});
    CHECK(actions.at("auto:m").after_ids == std::vector<std::string>{"auto:S1"});
    CHECK(actions.at("auto:S1").after_ids.empty());
}

TEST_CASE("a blocked road is cleared before what lies at it is mended", "[derive]")
{
    Scenario w = world();
    Road blocked, open;
    blocked.road_id = "R1";
    blocked.passable = false;
    blocked.line_xy = {{{-1000, 5100}, {3000, 5100}}}; // 4 km, 100 m beside the span
    open.road_id = "R2";
    open.line_xy = {{{-1000, 50}, {3000, 50}}}; // 50 m beside S1
    w.roads = {blocked, open};
    const auto actions = derived(w);
    REQUIRE(actions.contains("auto:clear:R1"));
    const Action& clear = actions.at("auto:clear:R1");
    CHECK(clear.kind == ActionKind::clear);
    CHECK(clear.skill == "clearance");
    CHECK(clear.cost_usd == Approx(4 * 5000));
    CHECK(clear.crew_days == Approx(4));
    CHECK(actions.at("auto:s").after_ids == std::vector<std::string>{"auto:clear:R1"});
    CHECK(actions.at("auto:S1").after_ids.empty());
}

TEST_CASE("clear the road, then mend the fibre, then bring power: each on its day", "[derive]")
{
    Scenario w = world();
    w.links.clear();
    w.observations.pop_back();
    Road blocked;
    blocked.road_id = "R1";
    blocked.passable = false;
    blocked.line_xy = {{{0, 5100}, {1000, 5100}}};
    w.roads = {blocked};
    for (auto& [id, action] : derived(w)) {
        w.actions.push_back(action);
    }
    Cover c;
    c.layers = {{0, Technology::gen2}};
    c.group_people = {0, 1000};
    c.group_start = {0, 0, 1};
    c.group_layers = {0};
    PlanRequest r;
    r.start = *geo::parseDate("2026-11-23");
    r.days = 40;
    r.budget_usd = 1e6;
    r.crews = {{"site", 1}, {"fibre", 1}, {"power", 1}, {"clearance", 1}};
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    std::map<std::string, PlanStep> steps;
    for (const PlanStep& step : plan.steps) {
        steps.emplace(w.actions[step.action].action_id, step);
    }
    REQUIRE(steps.size() == 4);
    CHECK(steps.at("auto:clear:R1").last_day == 1);
    CHECK(steps.at("auto:s").first_day == 2);
    CHECK(steps.at("auto:S1").last_day == 20);
    CHECK(steps.at("auto:S1:power").first_day == 21);
    CHECK(plan.served[20] == 0);
    CHECK(plan.served[21] == 1000);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), c, noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
}
