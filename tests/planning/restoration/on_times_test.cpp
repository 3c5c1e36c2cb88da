#include "planning/restoration/decode.h"
#include "planning/restoration/on_times.h"
#include "planning/restoration/practice.h"
#include "tests/planning/restoration/small_worlds.h"

#include <catch2/catch.hpp>

#include <numeric>

using namespace small_worlds;

namespace {

/// Moves random tasks to random periods, keeping half of the changes, and compares the value kept
/// up to date with one computed from the beginning. Amounts are whole numbers: equal means equal.
void compare(const Instance& instance, int changes, std::uint64_t seed)
{
    const Review reviewed = review(instance);
    const Model model = compile(instance, reviewed);
    if (model.tasks() == 0) {
        return;
    }
    Random random{seed};
    OnTimes times{model};
    std::vector<int> period(model.tasks(), model.periods);
    for (int i = 0; i < changes; ++i) {
        std::vector<int> next = period;
        std::vector<OnTimes::Change> moved;
        for (std::uint32_t n = 1 + random.below(4); n > 0; --n) {
            const Index task = random.below(model.tasks());
            const int to = static_cast<int>(random.below(std::size_t(model.periods) + 1));
            if (next[task] == period[task] && to != period[task]) {
                next[task] = to;
                moved.emplace_back(task, to);
            }
        }
        const Amount before = times.value();
        times.change(moved);
        const std::vector<Amount> curve = curveOf(model, next);
        REQUIRE(times.value() == std::accumulate(curve.begin(), curve.end(), Amount{0}));
        if (random.unit() < 0.5) {
            times.keep();
            period = next;
        } else {
            times.undo();
            REQUIRE(times.value() == before);
        }
    }
}

} // namespace

TEST_CASE("the value kept up to date equals the value computed anew", "[restoration]")
{
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        RandomRequest ask;
        ask.vertices = 12;
        ask.periods = 6;
        ask.most_tasks = 30;
        compare(randomInstance(ask, seed), 200, seed);
    }
    compare(practiceInstance({.sites = 150, .periods = 12, .seed = 3}), 1000, 5);
    compare(practiceInstance({.sites = 150, .periods = 12, .seed = 4, .power = true}), 1000, 6);
}
