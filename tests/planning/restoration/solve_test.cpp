#include "planning/restoration/check.h"
#include "planning/restoration/practice.h"
#include "planning/restoration/solve.h"
#include "tests/planning/restoration/small_worlds.h"

#include <catch2/catch.hpp>

using namespace small_worlds;

namespace {

SolveRequest byEffort(std::int64_t effort)
{
    SolveRequest request;
    request.effort = effort;
    return request;
}

SolveRequest byRule(Baseline rule)
{
    SolveRequest request;
    request.baseline = rule;
    return request;
}

} // namespace

TEST_CASE("every plan is feasible and its curve is what the checker replays", "[restoration]")
{
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        RandomRequest ask;
        ask.per_period = seed % 2 == 0;
        ask.power = seed % 3 != 0;
        ask.vertices = 4 + static_cast<int>(seed % 9);
        const Instance in = randomInstance(ask, seed);
        const Schedule plan = solve(in, byEffort(1));
        const Verdict verdict = check(in, plan.works);
        CAPTURE(seed, verdict.violations);
        CHECK(verdict.feasible);
        CHECK(verdict.curve == plan.curve);
        CHECK(verdict.value == Approx(plan.value));
        CHECK(plan.upper_bound >= plan.value * (1 - 1e-9));
    }
}

TEST_CASE("practice countries: feasible, and better than every simple rule", "[restoration]")
{
    for (const bool power : {false, true}) {
        const Instance in = practiceInstance(
            {.sites = 200, .periods = 15, .seed = 11, .crews_per_period = power, .power = power});
        const Schedule plan = solve(in, byEffort(20));
        CHECK(check(in, plan.works).feasible);
        for (const Baseline rule : {Baseline::population, Baseline::cost, Baseline::nearest,
                                    Baseline::ratio, Baseline::separate}) {
            const Schedule simple = solve(in, byRule(rule));
            const Verdict verdict = check(in, simple.works);
            CHECK(verdict.feasible);
            CHECK(verdict.value == Approx(simple.value));
            CHECK(plan.value > simple.value);
        }
    }
}
