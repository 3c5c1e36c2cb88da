#include "planning/restoration/random.h"
#include "planning/restoration/saved_plans.h"
#include "tests/planning/restoration/choice_worlds.h"

#include <numeric>

using namespace choice_worlds;

namespace {

geo::Date onDay(int day)
{
    return day1 + std::chrono::days{day - 1};
}

Action repair(const std::string& site, double crew_days)
{
    Action a = action(("mend " + site).c_str(), site.c_str(), ActionKind::repair, 100, crew_days);
    a.skill = "site";
    return a;
}

/// Sites S0 … on their own, each with one repair of so many days.
Scenario sites(const std::vector<double>& crew_days)
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    for (std::size_t i = 0; i < crew_days.size(); ++i) {
        const std::string id = "S" + std::to_string(i);
        w.sites.push_back(site(id.c_str(), "CORE"));
        w.observations.push_back(seen(AssetKind::site, id.c_str(), Status::outOfService));
        w.actions.push_back(repair(id, crew_days[i]));
    }
    return w;
}

/// Of a dispatch or a plan.
SavedPlan savedOf(const std::string& name, const Scenario& w, const auto& works)
{
    SavedPlan out{name, {}};
    for (const auto& work : works) {
        out.works.push_back({w.actions[work.action].action_id, work.crew, onDay(work.first_day)});
    }
    return out;
}

PlanInstance knowing(const Scenario& w)
{
    PlanInstance problem;
    for (std::uint32_t i = 0; i < w.actions.size(); ++i) {
        problem.actionOf.push_back(i);
    }
    return problem;
}

/// Two to eight repairs with dates, for one or two crews and not too much money.
struct RandomWorld {
    Scenario scenario;
    PlanRequest request = choice_worlds::request();
    std::vector<double> people;

    explicit RandomWorld(restoration::Random& dice)
    {
        const auto upTo = [&dice](int most) {
            return 1 + static_cast<int>(dice.below(static_cast<std::size_t>(most)));
        };
        std::vector<double> lengths;
        for (int i = 1 + upTo(7); i > 0; --i) {
            lengths.push_back(upTo(8) / 2.0);
            people.push_back(100 * upTo(50));
        }
        scenario = sites(lengths);
        for (Action& a : scenario.actions) {
            a.cost_usd = 100 * upTo(9);
            if (upTo(3) == 1) {
                a.earliest = onDay(upTo(6));
            }
            if (upTo(3) == 1) {
                a.latest = onDay(4 + upTo(8));
            }
        }
        request.crews = {{"site", upTo(2)}};
        request.budget_usd = 100 * upTo(40);
        request.days = 6 + upTo(6);
    }

    /// More of one thing or of several.
    RandomWorld withMore(restoration::Random& dice) const
    {
        RandomWorld out = *this;
        out.request.crews["site"] += static_cast<int>(dice.below(2));
        *out.request.budget_usd += 100.0 * static_cast<double>(dice.below(3));
        for (Action& a : out.scenario.actions) {
            if (a.earliest && dice.below(2) == 1) {
                *a.earliest -= std::chrono::days{1 + dice.below(3)};
            }
            if (a.latest && dice.below(2) == 1) {
                *a.latest += std::chrono::days{1 + dice.below(3)};
            }
        }
        return out;
    }
};

} // namespace

TEST_CASE("a crew waits for the better work that it can soon begin", "[plan][saved]")
{
    // S0: 1,000 people, from day 2 on, 4 days. S1: 100 people, 4 days. One crew, ten days.
    //   crew      1 2 3 4 5 6 7 8 9 10
    //   waits     - 0 0 0 0 1 1 1 1 -    6 x 1,000 + 2 x 100 = 6,200
    //   does not  1 1 1 1 0 0 0 0 - -    7 x 100 + 3 x 1,000 = 3,700
    Scenario w = sites({4, 4});
    w.actions[0].earliest = onDay(2);
    PlanRequest r = request();
    r.days = 10;
    CHECK(planned(w, coverOf({1000, 100}), r).counted_days == 6200);
    // For 150 and 100 people it does not pay: 7 x 100 + 3 x 150 = 1,150, not 6 x 150 + 2 x 100.
    CHECK(planned(w, coverOf({150, 100}), r).counted_days == 1150);
    // A second crew does S1 meanwhile.
    r.crews = {{"site", 2}};
    CHECK(planned(w, coverOf({1000, 100}), r).counted_days == 6 * 1000 + 7 * 100);
}

TEST_CASE("a crew that leaves is not counted on for a work to come", "[plan][saved]")
{
    // As above, with one more crew that is there on day 1 only: S0 still needs the lasting one.
    Scenario w = sites({4, 4});
    w.actions[0].earliest = onDay(2);
    PlanRequest r = request();
    r.days = 10;
    r.crews.clear();
    r.budget_usd = 5000;
    for (const int last : {10, 1}) {
        Supply crew;
        crew.resource = "crew_days:site";
        crew.per_day = 1;
        crew.from_date = onDay(1);
        crew.to_date = onDay(last);
        w.supply.push_back(crew);
    }
    CHECK(planned(w, coverOf({1000, 100}), r).counted_days == 6200);
}

TEST_CASE("a saved plan gets the works it lacks, and loses those that bring nothing",
          "[plan][saved]")
{
    // The search is over before it begins; the plan kept knows S0 and S1, not S2, and mends S0 by
    // a second way as well.
    Scenario w = sites({2, 2, 2});
    w.actions.push_back(w.actions[0]);
    w.actions.back().action_id = "mend S0 again";
    w.actions.back().cost_usd = 90;
    w.actions.back().crew_days = 3;
    const Cover c = coverOf({1000, 500, 20});
    PlanRequest r = request();
    r.days = 12;
    r.saved = {{"kept",
                {{"mend S0", "site 1", onDay(1)},
                 {"mend S1", "site 1", onDay(3)},
                 {"mend S0 again", "site 1", onDay(5)}}}};
    const RestorationPlan plan = planned(w, c, r);
    CHECK(plan.served.back() == 1520);
    CHECK(plan.steps.size() == 3);
    CHECK(plan.money_usd == 300);
}

TEST_CASE("a saved plan is taken where the search found less", "[plan][saved]")
{
    restoration::Random dice{11};
    int taken = 0;
    for (int trial = 0; trial < 60; ++trial) {
        CAPTURE(trial);
        const RandomWorld world{dice};
        const Cover c = coverOf(world.people);
        const RestorationPlan best = planned(world.scenario, c, world.request);
        PlanRequest hurried = world.request;
        hurried.seconds = 1; // long over
        hurried.clock = [] { return 100.0; };
        hurried.saved = {{"nothing", {}}, savedOf("best", world.scenario, best.steps)};
        const RestorationPlan plan = planned(world.scenario, c, hurried);
        CHECK(plan.counted_days >= best.counted_days);
        CHECK((plan.beyond_search_days > 0) == (plan.taken_from == "best"));
        taken += plan.taken_from == "best" ? 1 : 0;
        hurried.saved.clear();
        const RestorationPlan own = planned(world.scenario, c, hurried);
        CHECK(plan.beyond_search_days == Approx(plan.counted_days - own.counted_days));
    }
    CHECK(taken > 0);
}

TEST_CASE("with more at hand a saved calendar stands as it stood", "[plan][saved]")
{
    restoration::Random dice{20'26};
    int held = 0;
    for (int trial = 0; trial < 200; ++trial) {
        CAPTURE(trial);
        const RandomWorld world{dice};
        std::vector<std::uint32_t> order(world.scenario.actions.size());
        std::iota(order.begin(), order.end(), 0U);
        for (std::size_t i = order.size(); i > 1; --i) {
            std::swap(order[i - 1], order[dice.below(i)]);
        }
        const Dispatch before = dispatch(world.scenario, order, world.request);
        const RandomWorld more = world.withMore(dice);
        const std::vector<Appointment> works =
            appointmentsOf(savedOf("before", world.scenario, before.works), more.scenario,
                           knowing(more.scenario), more.request);
        const Dispatch after = Dispatcher{more.scenario, more.request}.hold(works);
        REQUIRE(after.works.size() == before.works.size());
        for (std::size_t i = 0; i < before.works.size(); ++i) {
            CHECK(after.works[i].action == before.works[i].action);
            CHECK(after.works[i].crew == before.works[i].crew);
            CHECK(after.works[i].first_day == before.works[i].first_day);
            CHECK(after.works[i].last_day == before.works[i].last_day);
        }
        held += before.works.empty() ? 0 : 1;
    }
    CHECK(held > 150);
}

TEST_CASE("a plan made anew with more at hand is never worth less than the saved one",
          "[plan][saved]")
{
    restoration::Random dice{7};
    for (int trial = 0; trial < 60; ++trial) {
        CAPTURE(trial);
        const RandomWorld world{dice};
        const Cover c = coverOf(world.people);
        const RestorationPlan before = planned(world.scenario, c, world.request);
        RandomWorld more = world.withMore(dice);
        more.request.saved = {savedOf("before", world.scenario, before.steps)};
        CHECK(planned(more.scenario, c, more.request).counted_days >= before.counted_days);
    }
}

TEST_CASE("of a saved plan only what today still asks for is looked at", "[plan][saved]")
{
    const Scenario w = sites({1, 1, 3});
    PlanRequest r = request();
    r.under_way = {{"mend S2", "site 1", 2}};
    PlanInstance problem = knowing(w);
    problem.actionOf[1] = none; // S1 works by now
    const SavedPlan plan{"old",
                         {{"mend S1", "site 1", onDay(1)},
                          {"mend S0", "site 1", onDay(-3)},
                          {"mend S0", "site 1", onDay(2)},
                          {"mend S2", "site 1", onDay(-1)},
                          {"mend what is gone", "site 1", onDay(4)}}};
    const std::vector<Appointment> works = appointmentsOf(plan, w, problem, r);
    REQUIRE(works.size() == 2);
    CHECK(w.actions[works[0].action].action_id == "mend S2"); // under way comes first
    CHECK(works[0].day == 1);
    CHECK(w.actions[works[1].action].action_id == "mend S0");
    CHECK(works[1].day == 1);
}
