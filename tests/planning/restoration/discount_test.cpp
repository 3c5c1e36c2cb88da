#include "geo/error.h"
#include "planning/restoration/check.h"
#include "planning/restoration/instance_json.h"
#include "planning/restoration/solve.h"
#include "tests/planning/restoration/small_worlds.h"

#include <catch2/catch.hpp>

using namespace small_worlds;

namespace {

SolveRequest withEffort(std::int64_t effort)
{
    SolveRequest request;
    request.effort = effort;
    return request;
}

/// One crew for 20 periods; `quick` takes one and serves 10, `large` takes four and serves 45.
Instance quickOrLarge(double discount)
{
    Builder b{20};
    b.resource("crew", std::vector<double>(20, 1), false).network("net");
    b.source("quick", {1}).source("large", {4}).demand(10, {"quick"}).demand(45, {"large"});
    b.in.discount = discount;
    return b.in;
}

int finished(const Schedule& plan, const Instance& in, const std::string& id)
{
    for (const ScheduledWork& work : plan.works) {
        if (in.parts[work.part].id == id) {
            return work.period;
        }
    }
    return -1;
}

} // namespace

TEST_CASE("a discount lets what is served soon go before what is more", "[restoration]")
{
    // Large first: on in periods 3 to 19, quick in 4 to 19: 17 × 45 + 16 × 10 = 925. Quick first:
    // 20 × 10 + 16 × 45 = 920.
    const Instance even = quickOrLarge(0);
    const Schedule plain = solve(even, withEffort(5));
    CHECK(plain.value == 925);
    CHECK(finished(plain, even, "large") == 3);
    // At 20 % quick first gains 10 × (1 + 1/1.2 + 1/1.2² + 1/1.2³) = 31.1 and loses 45/1.2³ = 26.0.
    const Instance soon = quickOrLarge(0.2);
    const Schedule plan = solve(soon, withEffort(5));
    CHECK(plan.optimal);
    CHECK(finished(plan, soon, "quick") == 0);
    CHECK(finished(plan, soon, "large") == 4);
    // Sums of a geometric series: 10 × (1 − q²⁰)/(1 − q) + 45 × q⁴ (1 − q¹⁶)/(1 − q), q = 1/1.2.
    const double q = 1 / 1.2;
    const double expected = 10 * (1 - std::pow(q, 20)) / (1 - q) +
                            45 * std::pow(q, 4) * (1 - std::pow(q, 16)) / (1 - q);
    CHECK(plan.value == Approx(expected).epsilon(1e-5));
    CHECK(check(soon, plan.works).value == Approx(plan.value).epsilon(1e-12));
}

TEST_CASE("discounted plans of up to eight works are the best there are", "[restoration]")
{
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        RandomRequest ask;
        ask.vertices = 5;
        ask.extra_edges = 2;
        ask.periods = 3;
        ask.most_tasks = 6;
        ask.per_period = seed % 2 == 0;
        Instance in = randomInstance(ask, 100 + seed);
        in.discount = 0.1 * static_cast<double>(1 + seed % 4);
        const double best = bruteForce(in, [&](const std::vector<ScheduledWork>& works) {
            const Verdict verdict = check(in, works);
            return verdict.feasible ? verdict.value : -1.0;
        });
        const Schedule plan = solve(in, withEffort(2));
        CAPTURE(seed);
        CHECK(plan.value == Approx(best).epsilon(1e-9));
        CHECK(plan.upper_bound >= best * (1 - 1e-9));
    }
}

TEST_CASE("discounted plans of many works stay below their bound", "[restoration]")
{
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        RandomRequest ask;
        ask.vertices = 20;
        ask.periods = 8;
        ask.most_tasks = 30;
        ask.per_period = seed % 2 == 0;
        Instance in = randomInstance(ask, seed);
        in.discount = 0.05;
        const Schedule plan = solve(in, withEffort(30));
        const Verdict verdict = check(in, plan.works);
        CAPTURE(seed);
        CHECK(verdict.feasible);
        CHECK(verdict.value == Approx(plan.value).epsilon(1e-12));
        CHECK(plan.upper_bound >= plan.value);
        // Longer search finds no more than the bound of the shorter one.
        CHECK(solve(in, withEffort(120)).value <= plan.upper_bound * (1 + 1e-9));
    }
}

TEST_CASE("a discount is read, written and refused when it is none", "[restoration]")
{
    geo::Problems problems;
    const Instance in = parseInstance(writeInstance(quickOrLarge(0.03)), "i.json", problems);
    CHECK(in.discount == 0.03);
    for (const char* wrong : {"-0.1", "1", "\"3 %\""}) {
        const std::string text = std::string{R"({"periods":1,"discount":)"} + wrong + "}";
        CHECK_THROWS_AS(parseInstance(text, "i.json", problems), geo::Error);
    }
}

TEST_CASE("demand that is served from the start, or never, does not coarsen the rest",
          "[restoration]")
{
    // One work a period: `a` in the first, `b` in the second. By hand, discounted by 10 % each:
    // 137 from the first period on, 52.3 from the second.
    for (const double huge : {4e7, 1e9, 1e12, 1e15}) {
        CAPTURE(huge);
        Builder b{10};
        b.resource("crew", std::vector<double>(10, 1), false).network("net");
        b.source("a", {1}).source("b", {1}).vertex("alone");
        b.demand(137, {"a"}).demand(52.3, {"b"}).demand(huge, {"alone"});
        b.in.discount = 0.1;
        double sum = 0;
        for (int t = 0; t < 10; ++t) {
            sum += (137 + (t > 0 ? 52.3 : 0)) * b.in.periodFactor(t);
        }
        const Schedule plan = solve(b.in, withEffort(1), {});
        CHECK(finished(plan, b.in, "a") == 0);
        CHECK(finished(plan, b.in, "b") == 1);
        CHECK(plan.value == Approx(sum).epsilon(1e-10));
        CHECK(plan.upper_bound >= sum * (1 - 1e-15));
        CHECK(plan.upper_bound == Approx(sum).epsilon(1e-9));
        CHECK(check(b.in, plan.works).value == Approx(sum).epsilon(1e-12));
    }
}
