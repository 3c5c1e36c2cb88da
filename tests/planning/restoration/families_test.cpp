#include "planning/restoration/check.h"
#include "planning/restoration/solve.h"
#include "tests/planning/restoration/small_worlds.h"
#include "tests/support/instance_families.h"

#include <catch2/catch.hpp>

using namespace small_worlds;
using instance_families::Case;

namespace {

const std::string folder = SILA_SHARED "/instances";

Schedule solved(const Case& c, std::int64_t effort)
{
    SolveRequest request;
    request.effort = effort;
    const Schedule plan = solve(c.instance, request);
    const Verdict verdict = check(c.instance, plan.works);
    CAPTURE(c.name, verdict.violations);
    CHECK(verdict.feasible);
    return plan;
}

bool missing(const std::vector<Case>& cases)
{
    if (cases.empty()) {
        WARN("skipped: " << folder << " is not there");
    }
    return cases.empty();
}

} // namespace

TEST_CASE("Shelby County: the known optimum in every case", "[restoration][families]")
{
    const std::vector<Case> cases = instance_families::shelby(folder);
    if (missing(cases)) {
        return;
    }
    for (const Case& c : cases) {
        const Schedule plan = solved(c, 10);
        CAPTURE(c.name);
        CHECK(plan.value == Approx(*c.known).epsilon(1e-9));
        CHECK(plan.optimal);
    }
}

TEST_CASE("Steiner trees with revenue and budget: the known optimum, and bounds hold",
          "[restoration][families]")
{
    const std::vector<Case> cases = instance_families::steinerRevenueBudget(folder);
    if (missing(cases)) {
        return;
    }
    for (const Case& c : cases) {
        if (!c.known) {
            continue;
        }
        const Schedule plan = solved(c, 150);
        CAPTURE(c.name);
        CHECK(plan.upper_bound >= *c.known * (1 - 1e-9));
        CHECK(plan.value == Approx(*c.known).epsilon(1e-9));
    }
}

TEST_CASE("Prize-collecting trees: near the published value, the bound on its other side",
          "[restoration][families]")
{
    const std::vector<Case> cases = instance_families::prizeCollecting(folder);
    if (missing(cases)) {
        return;
    }
    for (const Case& c : cases) {
        const Schedule plan = solved(c, 150);
        CAPTURE(c.name);
        CHECK(plan.upper_bound >= *c.known * (1 - 1e-9));
        CHECK(plan.value <= *c.known * (1 + 1e-9));
        // Published: what edges cost and those not reached are worth.
        CHECK(c.published_from - plan.value <= (c.published_from - *c.known) * 1.005);
    }
}

TEST_CASE("Maximal covering: every known optimum", "[restoration][families]")
{
    const std::vector<Case> cases = instance_families::maximalCovering(folder);
    if (missing(cases)) {
        return;
    }
    for (const Case& c : cases) {
        const Schedule plan = solved(c, c.name.starts_with("BDS1000_") ? 3000 : 400);
        CAPTURE(c.name);
        CHECK(plan.value == Approx(*c.known).epsilon(1e-9));
        CHECK(plan.upper_bound >= *c.known * (1 - 1e-9));
        CHECK(plan.upper_bound <= *c.known * 1.01);
        for (const std::int64_t little : {1, 5, 20}) { // a proof that comes early is one as well
            CAPTURE(little);
            CHECK(solved(c, little).upper_bound >= *c.known * (1 - 1e-9));
        }
    }
}

TEST_CASE("Steiner trees: the least cost lies between bound and value", "[restoration][families]")
{
    const std::vector<Case> cases = instance_families::steinerTrees(folder, 120);
    if (missing(cases)) {
        return;
    }
    for (const Case& c : cases) {
        if (!c.known) {
            continue;
        }
        const Schedule plan = solved(c, 10);
        CAPTURE(c.name);
        CHECK(plan.upper_bound <= *c.known * (1 + 1e-9));
        CHECK(plan.value >= *c.known * (1 - 1e-9));
        CHECK(plan.value <= *c.known * 1.05);
    }
}

TEST_CASE("the least use that serves everybody, by trying every set", "[restoration]")
{
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        RandomRequest ask;
        ask.periods = 1;
        ask.windows = false;
        ask.most_tasks = 9;
        ask.power = seed % 2 == 0;
        Instance in = randomInstance(ask, seed);
        for (Resource& resource : in.resources) {
            resource.supply[0] = 1000;
        }
        double all = -1; // served when everything is mended
        double least = 1e300;
        double net = -1e300;
        bruteForce(in, [&](const std::vector<ScheduledWork>& works) {
            const Verdict verdict = check(in, works);
            all = verdict.feasible ? std::max(all, verdict.value) : all;
            return -1.0;
        });
        bruteForce(in, [&](const std::vector<ScheduledWork>& works) {
            const Verdict verdict = check(in, works);
            if (!verdict.feasible) {
                return -1.0;
            }
            if (verdict.value >= all * (1 - 1e-12)) {
                least = std::min(least, verdict.use[0]);
            }
            net = std::max(net, verdict.value - verdict.use[0]);
            return -1.0;
        });
        CAPTURE(seed);
        SolveRequest request;
        request.effort = 5;
        in.objective = Objective::cheapestFull;
        const Schedule cheapest = solve(in, request);
        CHECK(check(in, cheapest.works).value == Approx(all));
        CHECK(cheapest.value == Approx(least));
        CHECK(cheapest.upper_bound <= least + 1e-6);
        in.objective = Objective::net;
        const Schedule most = solve(in, request);
        CHECK(most.value == Approx(net));
        CHECK(most.upper_bound >= net - 1e-6);
    }
}
