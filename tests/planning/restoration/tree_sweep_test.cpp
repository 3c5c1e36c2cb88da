#include "planning/restoration/bound.h"
#include "planning/restoration/check.h"
#include "planning/restoration/decode.h"
#include "planning/restoration/solve.h"
#include "planning/restoration/tree_sweep.h"
#include "tests/planning/restoration/small_worlds.h"
#include "tests/support/instance_families.h"

#include <catch2/catch.hpp>

using namespace small_worlds;

namespace {

/// A graph with damage on edges and vertices, one budget, and demand that one vertex serves each.
Instance treeWorld(std::uint64_t seed)
{
    RandomRequest ask;
    ask.vertices = 8;
    ask.extra_edges = 2 + static_cast<int>(seed % 6);
    ask.periods = 1;
    ask.resources = 1;
    ask.damaged = 0.8;
    ask.power = ask.precedence = ask.windows = false;
    ask.most_tasks = 11;
    ask.supply = 0.2 + 0.1 * static_cast<double>(seed % 5);
    Instance in = randomInstance(ask, seed);
    for (Demand& demand : in.demand) {
        demand.served_by.resize(1);
    }
    return in;
}

double bestByTrying(const Instance& in)
{
    return bruteForce(in, [&](const std::vector<ScheduledWork>& works) {
        const Verdict verdict = check(in, works);
        return verdict.feasible ? verdict.value : -1;
    });
}

struct Swept {
    SweepResult result;
    double value = 0; // of the plan, with what is served from the start
    double bound = 0; // of the dual, likewise
};

Swept sweep(const Instance& in, double floor, std::size_t most)
{
    const Model model = compile(in, review(in));
    REQUIRE(sweepFits(model));
    const planning::Feedback feedback;
    const Pace pace = Pace::bySteps(100'000'000, feedback);
    BoundSearch bound{model};
    bound.improve(10, pace, 1);
    std::vector<DualAscent> ascents(2, DualAscent{model, bound.graph()});
    SweepRequest ask;
    ask.price.assign(model.tasks(), 0);
    ask.most = most;
    ask.floor = (floor - model.base_weight) * model.weight_scale;
    Swept out;
    for (const Growth growth : {Growth::even, Growth::quick}) {
        DualAscent& ascent = ascents[ask.duals.size()];
        const double least = bound.dualAt(0, bound.prices(0), ascent, pace, growth);
        ask.duals.push_back({&ascent, least});
        out.bound = least / model.weight_scale + model.base_weight;
    }
    for (Index v = 0; v < model.vertices(); ++v) {
        ask.gain.push_back(0);
        for (const Index g : model.groups_of[v]) {
            ask.gain[v] += static_cast<double>(model.group_weight[g]);
        }
    }
    out.result = sweepTrees(model, ask);
    out.value = model.weight(decode(model, out.result.tasks).value) + model.base_weight;
    return out;
}

} // namespace

TEST_CASE("a sweep over the whole graph finds the best tree", "[restoration]")
{
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const Instance in = treeWorld(seed);
        const double best = bestByTrying(in);
        CAPTURE(seed, best);
        for (const double below : {1000.0, 5.0, 0.0}) {
            const Swept all = sweep(in, best - below, 100'000);
            CHECK(all.result.whole);
            CHECK(all.value == Approx(best));
            CHECK(all.bound >= best - 1e-6);
        }
        // Nothing is worth so much, and that is known.
        const Swept none = sweep(in, best + 0.5, 100'000);
        CHECK(none.result.whole);
        CHECK(none.value <= best + 1e-6);
        // With few candidates it may miss the best, and then does not say that it knows.
        const Swept few = sweep(in, best - 1000, 3);
        CHECK(few.value <= best + 1e-6);
        CHECK((!few.result.whole || few.value == Approx(best)));
    }
}

TEST_CASE("a tree under one budget: proven the best, and worth no less with more to spend",
          "[restoration][families]")
{
    std::vector<instance_families::Case> cases =
        instance_families::steinerRevenueBudget(SILA_SHARED "/instances");
    if (cases.empty()) {
        WARN("skipped: " << SILA_SHARED << "/instances is not there");
    }
    // Of these the tree search alone finds trees 0.1 to 1.1 % below the best, some worse with more.
    for (instance_families::Case& c : cases) {
        if (c.name != "C05-10-10" && c.name != "C05-10-30" && c.name != "C05-100-10" &&
            c.name != "C09-100-20" && c.name != "C09-100-50") {
            continue;
        }
        double before = 0;
        for (const double more : {0.0, 1.0, 17.0}) {
            Instance in = c.instance;
            in.resources[0].supply[0] += more;
            const Schedule plan = solve(in, {});
            CAPTURE(c.name, more);
            CHECK(check(in, plan.works).feasible);
            CHECK(plan.optimal);
            CHECK(plan.value >= before);
            if (more == 0) {
                CHECK(plan.value == Approx(*c.known));
            }
            before = plan.value;
        }
    }
}
