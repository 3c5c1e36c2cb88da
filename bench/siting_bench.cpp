// Covering at full size: 1,000 candidates over 10 million grid cells, grouped and solved; the gap
// to the bound is printed as a counter.
#include "bench/ten_million_cells.h"
#include "planning/coverage/cover_builder.h"
#include "planning/restoration/cover_solve.h"

#include <benchmark/benchmark.h>
#include <cmath>
#include <random>

using namespace planning;
using namespace ten_million_cells;
namespace solver = planning::restoration;

namespace {

constexpr int candidates = 1000;

struct World {
    geo::GridFrame frame{0, rows * 100.0, 100, columns, rows};
    std::vector<float> people;
    std::vector<RadioLayer> layers;
    std::vector<Footprint> footprints;
};

/// People in towns; candidates near towns, as settlements and hilltops are.
const World& world()
{
    static const World made = [] {
        World out;
        std::mt19937 random{9};
        out.people.assign(out.frame.size(), 0.0F);
        std::vector<std::pair<int, int>> towns;
        for (int t = 0; t < 3000; ++t) {
            const int col = static_cast<int>(random() % columns);
            const int row = static_cast<int>(random() % rows);
            towns.emplace_back(col, row);
            const int side = 3 + static_cast<int>(random() % 25);
            for (int dy = -side; dy <= side; ++dy) {
                for (int dx = -side; dx <= side; ++dx) {
                    if (out.frame.inside(col + dx, row + dy) && random() % 3 == 0) {
                        out.people[out.frame.at(col + dx, row + dy)] +=
                            static_cast<float>(random() % 40);
                    }
                }
            }
        }
        for (float& p : out.people) {
            p += random() % 12 == 0 ? static_cast<float>(random() % 6) : 0.0F;
        }
        for (std::uint32_t c = 0; c < candidates; ++c) {
            const auto [col, row] = towns[random() % towns.size()];
            const auto shape = static_cast<unsigned>(random());
            out.layers.push_back({c, Technology::gen4, allCells});
            out.footprints.push_back(roughDisc(col + static_cast<int>(random() % 60) - 30,
                                               row + static_cast<int>(random() % 60) - 30, 150,
                                               shape));
        }
        return out;
    }();
    return made;
}

Cover groupAll()
{
    const World& w = world();
    CoverBuilder builder{w.frame, w.people, w.layers};
    for (int row = 0; row < rows; row += tileCells) {
        for (int col = 0; col < columns; col += tileCells) {
            const GridWindow tile{col, row, tileCells, tileCells};
            std::vector<std::pair<std::uint32_t, Footprint>> mine;
            for (std::uint32_t i = 0; i < w.layers.size(); ++i) {
                if (!(w.footprints[i].window() & tile).empty()) {
                    mine.emplace_back(i, w.footprints[i]);
                }
            }
            builder.add(groupTile(tile, mine));
        }
    }
    return builder.finish();
}

solver::CoverProblem problemOf(const Cover& cover, bool all, int most)
{
    solver::CoverProblem problem;
    problem.aim = all ? solver::CoverAim::leastCost : solver::CoverAim::mostWeight;
    std::mt19937 random{3};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<std::uint32_t> row;
    for (std::size_t g = 0; g < cover.groups(); ++g) {
        const auto weight = std::llround(cover.group_people[g] * 100);
        const auto layers = cover.layersOf(g);
        if (layers.empty() || weight <= 0) {
            continue;
        }
        row.assign(layers.begin(), layers.end());
        for (const std::uint32_t c : row) {
            pairs.emplace_back(c, static_cast<std::uint32_t>(problem.weight.size()));
        }
        problem.choices_of.addRow(row);
        problem.weight.push_back(all ? 1 : weight);
    }
    problem.groups_of = solver::Csr<std::uint32_t>::fromPairs(candidates, pairs);
    solver::CoverLimit money;
    for (int c = 0; c < candidates; ++c) {
        const std::int64_t cost = 40'000 + static_cast<std::int64_t>(random() % 100'000);
        problem.cost.push_back(cost);
        money.use.push_back(cost);
    }
    money.most = static_cast<std::int64_t>(most) * 90'000;
    if (!all) {
        problem.limits.push_back(std::move(money));
    }
    return problem;
}

void report(benchmark::State& state, const solver::CoverProblem& problem,
            const solver::CoverAnswer& answer)
{
    state.counters["groups"] = static_cast<double>(problem.groups());
    state.counters["incidences"] = static_cast<double>(problem.groups_of.size());
    state.counters["gap_percent"] = 100 *
                                    std::abs(answer.bound - static_cast<double>(answer.worth)) /
                                    std::max(answer.bound, static_cast<double>(answer.worth));
}

void groupCandidates(benchmark::State& state)
{
    world();
    for (auto _ : state) {
        benchmark::DoNotOptimize(groupAll().groups());
    }
}
BENCHMARK(groupCandidates)->Unit(benchmark::kSecond)->Iterations(1);

void chooseForBudget(benchmark::State& state)
{
    const solver::CoverProblem problem =
        problemOf(groupAll(), false, static_cast<int>(state.range(0)));
    for (auto _ : state) {
        report(state, problem, solver::solveCover(problem, {}));
    }
}
BENCHMARK(chooseForBudget)->Arg(20)->Arg(60)->Arg(200)->Unit(benchmark::kSecond)->Iterations(1);

void reachEveryone(benchmark::State& state)
{
    const solver::CoverProblem problem = problemOf(groupAll(), true, 0);
    for (auto _ : state) {
        report(state, problem, solver::solveCover(problem, {}));
    }
}
BENCHMARK(reachEveryone)->Unit(benchmark::kSecond)->Iterations(1);

} // namespace
