#include "planning/restoration/bound.h"
#include "planning/restoration/check.h"
#include "planning/restoration/exact.h"
#include "planning/restoration/greedy.h"
#include "planning/restoration/milp.h"
#include "planning/restoration/order_search.h"
#include "planning/restoration/practice.h"
#include "planning/restoration/review.h"
#include "planning/restoration/solve.h"
#include "tests/planning/restoration/small_worlds.h"

#include <catch2/catch.hpp>

using namespace small_worlds;

namespace {

RandomRequest small(std::uint64_t seed)
{
    RandomRequest ask;
    ask.vertices = 4 + static_cast<int>(seed % 4);
    ask.periods = 2 + static_cast<int>(seed % 2);
    ask.most_tasks = 6;
    ask.per_period = seed % 4 == 0;
    ask.power = seed % 3 != 0;
    ask.supply = 0.3 + 0.1 * static_cast<double>(seed % 5);
    return ask;
}

/// The best value by trying every plan, each judged by the independent checker.
double bestByTrying(const Instance& in)
{
    return bruteForce(in, [&](const std::vector<ScheduledWork>& works) {
        const Verdict verdict = check(in, works);
        return verdict.feasible ? verdict.value : -1;
    });
}

bool spreads(const Instance& in)
{
    const Review reviewed = review(in);
    return compile(in, reviewed).any_spread;
}

} // namespace

TEST_CASE("bounds are never below the best plan, and exact plans are the best", "[restoration]")
{
    const planning::Feedback nobody;
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        const Instance in = randomInstance(small(seed), seed);
        const double best = bestByTrying(in);
        const Review reviewed = review(in);
        const Model model = compile(in, reviewed);
        CAPTURE(seed, best);

        BoundSearch bound{model};
        bound.improve(10, Pace::bySteps(1'000'000, nobody), 1);
        const double base = model.base_weight * model.weight_scale * model.periods;
        CHECK((bound.total() + base) / model.weight_scale >= best * (1 - 1e-12));
        bound.improve(20, Pace::bySteps(1'000'000, nobody), 1, Growth::even);
        CHECK((bound.total() + base) / model.weight_scale >= best * (1 - 1e-12));
        BoundSearch even{model};
        even.improve(20, Pace::bySteps(1'000'000, nobody), 1, Growth::even);
        CHECK((even.total() + base) / model.weight_scale >= best * (1 - 1e-12));

        const std::optional<Plan> exact = exactPlan(model);
        CHECK(exact.has_value() == !model.any_spread);
        if (exact) {
            CHECK(model.weight(exact->value) + base / model.weight_scale == Approx(best));
        }
        if (canProve()) {
            const MilpResult milp =
                solveByMilp(model, decode(model, {}), Pace::bySteps(1'000'000'000, nobody));
            CHECK((milp.bound + base) / model.weight_scale == Approx(best));
        }
    }
}

TEST_CASE("even growth comes nearer than quick growth, and is the same on any number of threads",
          "[restoration]")
{
    const planning::Feedback nobody;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const Instance in = practiceInstance({.sites = 400, .periods = 10, .seed = seed});
        const Review reviewed = review(in);
        const Model model = compile(in, reviewed);
        BoundSearch quick{model};
        BoundSearch even{model};
        BoundSearch other{model};
        const Pace pace = Pace::bySteps(100'000'000'000, nobody);
        for (int pass = 0; pass < 4; ++pass) {
            quick.improve(8, pace, 1);
            const Growth growth = pass < 2 ? Growth::quick : Growth::even;
            even.improve(8, pace, 1, growth);
            other.improve(8, pace, 3, growth);
        }
        CAPTURE(seed);
        CHECK(even.total() < quick.total());
        CHECK(even.total() == other.total());
    }
}

TEST_CASE("small cases are solved to the best and known to be so", "[restoration]")
{
    for (std::uint64_t seed = 101; seed <= 160; ++seed) {
        const Instance in = randomInstance(small(seed), seed);
        SolveRequest request;
        request.effort = 5;
        const Schedule plan = solve(in, request);
        CAPTURE(seed);
        CHECK(check(in, plan.works).feasible);
        CHECK(plan.value == Approx(bestByTrying(in)));
        if (!spreads(in)) {
            CHECK(plan.optimal);
        }
    }
}

TEST_CASE("the search without a proof finds the best of cases of up to 14 works", "[restoration]")
{
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        RandomRequest ask;
        ask.vertices = 10;
        ask.most_tasks = 14;
        ask.damaged = 0.9;
        ask.per_period = seed % 2 == 0;
        const Instance in = randomInstance(ask, seed);
        const Review reviewed = review(in);
        const Model model = compile(in, reviewed);
        const std::optional<Plan> exact = exactPlan(model);
        if (!exact) {
            continue;
        }
        OrderSearch search{model, decode(model, greedyOrder(model, {})), seed};
        const planning::Feedback nobody;
        search.run(Pace::bySteps(5'000'000, nobody), 0.05);
        CAPTURE(seed);
        CHECK(search.best().value == exact->value);
    }
}

TEST_CASE("the same seed and effort give the same plan on any number of threads", "[restoration]")
{
    RandomRequest ask;
    ask.vertices = 60;
    ask.extra_edges = 40;
    ask.most_tasks = 90;
    ask.periods = 8;
    const Instance in = randomInstance(ask, 5);
    SolveRequest request;
    request.effort = 10;
    const Schedule one = solve(in, request);
    for (const unsigned threads : {2U, 3U, 5U}) {
        request.threads = threads;
        const Schedule other = solve(in, request);
        CHECK(other.works == one.works);
        CHECK(other.upper_bound == one.upper_bound);
    }
}
