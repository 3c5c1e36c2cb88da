#include "planning/restoration/cover_bound.h"
#include "planning/restoration/cover_full.h"
#include "planning/restoration/cover_search.h"
#include "planning/restoration/cover_solve.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <optional>

using namespace planning::restoration;

namespace {

/// Choices and groups by chance; every group has a choice.
CoverProblem randomCover(std::uint64_t seed, CoverAim aim)
{
    Random random{seed};
    CoverProblem problem;
    problem.aim = aim;
    const std::uint32_t choices = 4 + random.below(8);
    const std::uint32_t groups = 5 + random.below(30);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::uint32_t g = 0; g < groups; ++g) {
        std::vector<std::uint32_t> row{random.below(choices)};
        for (std::uint32_t c = 0; c < choices; ++c) {
            if (c != row.front() && random.below(4) == 0) {
                row.push_back(c);
            }
        }
        for (const std::uint32_t c : row) {
            pairs.emplace_back(c, g);
        }
        problem.choices_of.addRow(row);
        problem.weight.push_back(aim == CoverAim::leastCost ? 1 : 1 + random.below(100));
    }
    problem.groups_of = Csr<std::uint32_t>::fromPairs(choices, pairs);
    for (std::uint32_t c = 0; c < choices; ++c) {
        problem.cost.push_back(1 + random.below(20));
    }
    if (aim == CoverAim::mostWeight) {
        CoverLimit money{problem.cost, 15 + random.below(30)};
        CoverLimit count;
        for (std::uint32_t c = 0; c < choices; ++c) {
            count.use.push_back(c % 2);
        }
        count.most = 1 + random.below(3);
        problem.limits = {money, count};
        problem.cost.clear();
    }
    return problem;
}

/// The best of all sets, or of those with (without) one choice; nothing when no set within the
/// limits serves all (leastCost).
std::optional<CoverAmount> bestOfAll(const CoverProblem& problem,
                                     std::optional<std::uint32_t> decided = {}, bool taken = false)
{
    std::optional<CoverAmount> best;
    for (std::uint32_t set = 0; set < (1U << problem.choices()); ++set) {
        if (decided && (((set >> *decided) & 1U) != 0) != taken) {
            continue;
        }
        CoverAmount cost = 0;
        bool fits = true;
        for (const CoverLimit& limit : problem.limits) {
            CoverAmount used = 0;
            for (std::uint32_t c = 0; c < problem.choices(); ++c) {
                used += ((set >> c) & 1U) != 0 ? limit.use[c] : 0;
            }
            fits = fits && used <= limit.most;
        }
        for (std::uint32_t c = 0; c < problem.cost.size(); ++c) {
            cost += ((set >> c) & 1U) != 0 ? problem.cost[c] : 0;
        }
        CoverAmount weight = 0;
        for (std::size_t g = 0; g < problem.groups(); ++g) {
            bool served = false;
            for (const std::uint32_t c : problem.choices_of[g]) {
                served = served || ((set >> c) & 1U) != 0;
            }
            weight += served ? problem.weight[g] : 0;
        }
        if (!fits) {
            continue;
        }
        if (problem.aim == CoverAim::mostWeight) {
            best = std::max(best.value_or(0), weight);
        } else if (weight == problem.totalWeight() && (!best || cost < *best)) {
            best = cost;
        }
    }
    return best;
}

} // namespace

TEST_CASE("covering: the best of all sets, by trying every one", "[restoration][covering]")
{
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        for (const CoverAim aim : {CoverAim::mostWeight, CoverAim::leastCost}) {
            const CoverProblem problem = randomCover(seed, aim);
            const auto best = bestOfAll(problem);
            REQUIRE(best);
            CoverRequest request;
            request.effort = 1e6;
            const CoverAnswer answer = solveCover(problem, request);
            CAPTURE(seed, aim == CoverAim::mostWeight);
            REQUIRE(answer.found);
            CHECK(answer.worth == *best);
            if (aim == CoverAim::mostWeight) {
                CHECK(answer.bound >= static_cast<double>(*best));
            } else {
                CHECK(answer.bound <= static_cast<double>(*best));
            }
            CoverState state{problem};
            state.become(answer.chosen);
            CHECK((aim == CoverAim::mostWeight ? state.covered() : state.cost()) == answer.worth);
            CHECK((aim == CoverAim::mostWeight || state.open() == 0));
        }
    }
}

TEST_CASE("covering: deciding a choice against its price worsens the bound as told",
          "[restoration][covering]")
{
    const planning::Feedback feedback;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        for (const CoverAim aim : {CoverAim::mostWeight, CoverAim::leastCost}) {
            CoverProblem problem = randomCover(seed, aim);
            for (CoverLimit& limit : problem.limits) { // also where nearly everything is served
                limit.most += static_cast<CoverAmount>(seed % 3) * limit.most / 2;
            }
            const std::uint32_t choices = static_cast<std::uint32_t>(problem.choices());
            CoverBound bound{problem};
            for (const int rounds : {1, 2, 30}) { // each turn begins at the best prices so far
                bound.improve(0, rounds, Pace::bySteps(1'000'000, feedback), {});
                for (std::uint32_t c = 0; c < choices; ++c) {
                    const double worth = bound.bestWorth()[c];
                    const auto best = bestOfAll(problem, c, worth <= 0);
                    CAPTURE(seed, aim == CoverAim::mostWeight, rounds, c, worth);
                    if (best && aim == CoverAim::mostWeight) {
                        CHECK(static_cast<double>(*best) <=
                              bound.bestByPrices() - std::abs(worth) + 1e-6);
                    } else if (best) {
                        CHECK(static_cast<double>(*best) >=
                              bound.bestByPrices() + std::abs(worth) - 1e-6);
                    }
                }
            }
        }
    }
}

TEST_CASE("covering: the bound holds when choices can be full", "[restoration][covering]")
{
    // One choice with room for 5 beside groups of 4 and 3: 5 of 7 can be served, 7 with another.
    CoverProblem problem;
    problem.weight = {4, 3};
    const std::vector<std::uint32_t> both{0, 1};
    problem.groups_of.addRow(both);
    problem.groups_of.addRow(both);
    problem.choices_of.addRow(both);
    problem.choices_of.addRow(both);
    problem.capacity = {5, 5};
    problem.limits.push_back({{1, 1}, 1});
    CoverBound one{problem};
    const planning::Feedback feedback;
    one.improve(5, 2000, Pace::bySteps(1'000'000, feedback), {});
    CHECK(one.best() >= 5);
    CHECK(one.best() < 5.1);
    CHECK(solveCover(problem, {}).worth == 5);
    problem.limits[0].most = 2;
    CHECK(solveCover(problem, {}).worth == 7);
    CoverBound two{problem};
    two.improve(7, 2000, Pace::bySteps(1'000'000, feedback), {});
    CHECK(two.best() == Approx(7));
}

TEST_CASE("covering: a change of the set changes gains and losses as counting afresh does",
          "[restoration][covering]")
{
    const CoverProblem problem = randomCover(7, CoverAim::mostWeight);
    Random random{7};
    CoverState state{problem};
    for (int step = 0; step < 400; ++step) {
        const std::uint32_t c = random.below(problem.choices());
        state.taken(c) ? state.drop(c) : state.take(c);
        CoverState fresh{problem};
        fresh.become(state.chosen());
        CHECK(state.covered() == fresh.covered());
        for (std::uint32_t d = 0; d < problem.choices(); ++d) {
            CHECK(state.gain(d) == fresh.gain(d));
            CHECK(state.loss(d) == fresh.loss(d));
        }
    }
}

TEST_CASE("a full cover keeps nothing that the others serve as well", "[covering]")
{
    // Choices 0 and 1 have room for both groups together; 2 reaches the same and is dearest.
    CoverProblem problem;
    problem.aim = CoverAim::mostWeight;
    problem.weight = {10, 20};
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs{
        {0, 0}, {1, 1}, {2, 0}, {2, 1}, {3, 1}};
    problem.groups_of = Csr<std::uint32_t>::fromPairs(4, pairs);
    problem.choices_of.addRow(std::vector<std::uint32_t>{0, 2});
    problem.choices_of.addRow(std::vector<std::uint32_t>{1, 2, 3});
    problem.capacity = {10, 15, 12, 5};
    problem.cost = {1, 2, 9, 1};
    problem.limits = {{problem.cost, 13}};
    FullCover cover{problem};
    std::vector<std::uint32_t> chosen{0, 1, 2, 3};
    cover.trim(chosen);
    CHECK(chosen == std::vector<std::uint32_t>{0, 1, 3}); // 15 + 5 carry the 20
    CHECK(cover.served(chosen) == 30);
}
