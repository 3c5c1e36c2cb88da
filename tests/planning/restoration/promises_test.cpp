// What the planner promises whatever the instance: more never brings less, the same seed gives the
// same plan, and it stops when it is told to.
#include "planning/restoration/check.h"
#include "planning/restoration/exact.h"
#include "planning/restoration/milp.h"
#include "planning/restoration/practice.h"
#include "planning/restoration/solve.h"
#include "tests/planning/restoration/small_worlds.h"
#include "tests/support/instance_families.h"

#include <catch2/catch.hpp>

#include <atomic>

using namespace small_worlds;

namespace {

SolveRequest withEffort(std::int64_t effort)
{
    SolveRequest request;
    request.effort = effort;
    return request;
}

Instance richer(Instance in, double factor)
{
    for (Resource& resource : in.resources) {
        for (double& supply : resource.supply) {
            supply *= factor;
        }
    }
    return in;
}

/// Every window a period wider on both sides.
Instance wider(Instance in)
{
    for (Part& part : in.parts) {
        for (auto& [from, to] : part.windows) {
            from = std::max(from - 1, 0);
            to = std::min(to + 1, in.periods - 1);
        }
        part.earliest = std::max(part.earliest - 1, 0);
    }
    return in;
}

} // namespace

TEST_CASE("more supply and wider windows never lower the value: small cases", "[restoration]")
{
    int higher = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        RandomRequest ask;
        ask.vertices = 6 + static_cast<int>(seed % 5);
        ask.most_tasks = 13;
        ask.per_period = seed % 3 == 0;
        ask.supply = 0.3;
        Instance in = randomInstance(ask, seed);
        for (Resource& resource : in.resources) {
            // Else works that become small enough for one period may no longer be spread, and more
            // supply can do harm by the rules (docs/instance.md).
            resource.spread = !resource.carry_over;
        }
        double before = solve(in, withEffort(2)).value;
        CAPTURE(seed);
        for (int step = 0; step < 6; ++step) {
            // A hair, then much; windows in between.
            in = step % 2 == 0 ? richer(std::move(in), step == 0 ? 1.01 : 1.3)
                               : wider(std::move(in));
            const double now = solve(in, withEffort(2)).value;
            CHECK(now >= before * (1 - 1e-12));
            higher += now > before ? 1 : 0;
            before = now;
        }
    }
    CHECK(higher > 30); // or nothing was tried
}

TEST_CASE("more supply and wider windows never lower the value: a country", "[restoration]")
{
    for (const bool crews : {false, true}) {
        Instance in =
            practiceInstance({.sites = 300, .periods = 12, .seed = 5, .crews_per_period = crews});
        double before = solve(in, withEffort(15)).value;
        for (int step = 0; step < 4; ++step) {
            in = step % 2 == 0 ? richer(std::move(in), 1.1) : wider(std::move(in));
            const Schedule now = solve(in, withEffort(15));
            CAPTURE(crews, step);
            CHECK(check(in, now.works).feasible);
            CHECK(now.value >= before);
            before = now.value;
        }
    }
}

TEST_CASE("more crews that are lost when idle never lower the value, also for the longest works",
          "[restoration]")
{
    // A third of the works need more crew days than a period has. With a fifth more crews some of
    // them fit into one.
    Instance in = practiceInstance(
        {.sites = 50, .periods = 8, .seed = 9100, .supply = 0.4, .crews_per_period = true});
    double before = solve(in, withEffort(15)).value;
    for (const double factor : {1.05, 1.2 / 1.05, 2 / 1.2}) {
        in = richer(std::move(in), factor);
        const Schedule now = solve(in, withEffort(15));
        CAPTURE(factor);
        CHECK(check(in, now.works).feasible);
        CHECK(now.value >= before);
        before = now.value;
    }
    // Where every work fits into a period, none has to be spread.
    const Instance large = practiceInstance({.sites = 500, .crews_per_period = true});
    for (const Resource& resource : large.resources) {
        CHECK(!resource.spread);
    }
}

TEST_CASE("more of one resource that hardly binds, without limits to the search", "[restoration]")
{
    // What more brings here is less than what a search that ends too soon leaves to chance.
    const Instance in = practiceInstance({.sites = 200, .seed = 1});
    const double before = solve(in, {}).value;
    const auto more = [&](std::size_t resource, double factor) {
        Instance with = in;
        for (double& supply : with.resources[resource].supply) {
            supply *= factor;
        }
        return solve(with, {}).value;
    };
    CHECK(more(0, 1.2) >= before);
    CHECK(more(2, 1.05) >= before);
    CHECK(more(2, 2) >= before);
}

TEST_CASE("with the old plan to start from, any more supply is never worth less", "[restoration]")
{
    const Instance in = practiceInstance({.sites = 300, .periods = 12, .seed = 8});
    const Schedule old = solve(in, withEffort(10));
    for (const double factor : {1.0, 1.0001, 1.001, 1.01}) {
        SolveRequest request = withEffort(1);
        request.seed = 77;
        request.start = old.works;
        CHECK(solve(richer(in, factor), request).value >= old.value);
        CHECK(solve(wider(richer(in, factor)), request).value >= old.value);
    }
}

TEST_CASE("up to 14 works: the best there is, by two ways that share nothing", "[restoration]")
{
    if (!canProve()) {
        WARN("skipped: built without CBC");
        return;
    }
    const planning::Feedback nobody;
    int compared = 0;
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        RandomRequest ask;
        ask.vertices = 9 + static_cast<int>(seed % 4);
        ask.most_tasks = 14;
        ask.damaged = 0.9;
        ask.extra_edges = static_cast<int>(4 + 5 * (seed % 3)); // few rings, and many
        ask.per_period = seed % 2 == 0;
        ask.power = seed % 3 == 0;
        const Instance in = randomInstance(ask, seed);
        const Schedule plan = solve(in, withEffort(5));
        const Review reviewed = review(in);
        const Model model = compile(in, reviewed);
        if (model.tasks() == 0 || model.any_spread) {
            continue;
        }
        const MilpResult milp =
            solveByMilp(model, decode(model, {}), Pace::bySteps(2'000'000'000, nobody));
        REQUIRE(milp.plan);
        const double base = model.base_weight * model.weight_scale * model.periods;
        CAPTURE(seed, model.tasks());
        CHECK(plan.optimal);
        CHECK(milp.bound == Approx(static_cast<double>(milp.plan->value)));
        CHECK(plan.value ==
              Approx((static_cast<double>(milp.plan->value) + base) / model.weight_scale));
        ++compared;
    }
    CHECK(compared > 12);
}

TEST_CASE("the same plan on any number of threads: countries and trees", "[restoration]")
{
    std::vector<Instance> worlds{
        practiceInstance({.sites = 150, .periods = 8, .seed = 3}),
        practiceInstance({.sites = 150, .periods = 1, .seed = 4}),
        practiceInstance(
            {.sites = 120, .periods = 6, .seed = 5, .crews_per_period = true, .power = true})};
    for (const Instance& in : worlds) {
        SolveRequest request = withEffort(8);
        const Schedule one = solve(in, request);
        for (const unsigned threads : {2U, 7U}) {
            request.threads = threads;
            const Schedule other = solve(in, request);
            CHECK(other.works == one.works);
            CHECK(other.curve == one.curve);
            CHECK(other.upper_bound == one.upper_bound);
            CHECK(other.effort == one.effort);
        }
    }
}

TEST_CASE("the planner stops by its clock, and shows a plan before", "[restoration]")
{
    // A clock that ticks with each look: time passes only while the planner looks at it.
    for (const int periods : {1, 20}) {
        const Instance in = practiceInstance({.sites = 800, .periods = periods, .seed = 2});
        std::atomic<std::int64_t> looks{0};
        std::int64_t first = -1;
        SolveRequest request;
        request.seconds = 10;
        request.threads = 2;
        request.clock = [&] { return static_cast<double>(++looks) * 1e-2; };
        const Schedule plan = solve(in, request, {}, [&](const Schedule& better) {
            first = first < 0 ? looks.load() : first;
            CHECK(better.value > 0);
        });
        CAPTURE(periods, looks.load());
        CHECK(check(in, plan.works).feasible);
        CHECK(first >= 0);
        CHECK(first < 100);         // within the first second
        CHECK(looks.load() < 1010); // no one goes on long after the end
    }
}

TEST_CASE("a cancelled planner ends at once with a plan that can be done", "[restoration]")
{
    const Instance in = practiceInstance({.sites = 300, .periods = 12, .seed = 6});
    std::stop_source stop;
    const planning::Feedback feedback{stop.get_token(), {}};
    SolveRequest request;
    int seen = 0;
    const Schedule plan = solve(in, request, feedback, [&](const Schedule&) {
        ++seen;
        stop.request_stop(); // with the first plan in hand
    });
    CHECK(seen >= 1);
    CHECK(check(in, plan.works).feasible);
    CHECK(plan.value > 0);
    CHECK(plan.effort < 400);
}
