#include "bench/instances/small_cases.h"

#include "planning/restoration/practice.h"
#include "tests/planning/restoration/small_worlds.h"

#include <algorithm>
#include <fmt/format.h>

using namespace planning::restoration;
using instance_families::Case;

namespace {

constexpr std::ptrdiff_t fewest = 20;
constexpr std::ptrdiff_t most = 50;

std::ptrdiff_t worksOf(const Instance& instance)
{
    return std::ranges::count_if(instance.parts, [](const Part& part) { return part.damaged; });
}

/// The country with the most works that fit, `ask.sites` aside.
void addCountry(std::string name, PracticeRequest ask, std::vector<Case>& out)
{
    for (ask.sites = 120; ask.sites > 5; --ask.sites) {
        Instance instance = practiceInstance(ask);
        const std::ptrdiff_t works = worksOf(instance);
        if (works <= most) {
            if (works >= fewest) {
                out.push_back({fmt::format("{} of {} works", name, works), std::move(instance),
                               std::nullopt});
            }
            return;
        }
    }
}

/// Practice countries with stocks only, with crew days that are lost, with a power grid, and with
/// more and less supply.
void addPractice(std::vector<Case>& out)
{
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        PracticeRequest ask;
        ask.periods = seed % 2 == 0 ? 10 : 8;
        ask.seed = seed;
        ask.crews_per_period = seed % 4 == 3;
        ask.power = seed % 5 == 0;
        ask.supply = seed % 3 == 1 ? 0.6 : 0.4;
        addCountry(fmt::format("country {}", seed), ask, out);
    }
}

/// The same with everything else the generator can vary: few and many cells, short and long pieces
/// of fibre, much and little supply, few and many periods.
void addShapes(std::vector<Case>& out)
{
    for (std::uint64_t seed = 1; seed <= 16; ++seed) {
        PracticeRequest ask;
        ask.seed = 100 + seed;
        ask.periods = seed % 4 == 0 ? 30 : seed % 4 == 1 ? 5 : seed % 4 == 2 ? 15 : 20;
        ask.cells_per_site = seed % 3 == 0 ? 2 : seed % 3 == 1 ? 60 : 20;
        ask.segment_km = seed % 5 < 2 ? 2 : seed % 5 == 2 ? 60 : 15;
        ask.supply = seed % 4 < 2 ? 0.25 : 0.8;
        ask.crews_per_period = seed % 2 == 0;
        ask.power = seed % 3 == 1;
        addCountry(fmt::format("shape {}", seed), ask, out);
    }
}

/// Random meshes with a second network, precedence and windows.
void addMeshes(std::vector<Case>& out)
{
    for (std::uint64_t seed = 1; seed <= 16; ++seed) {
        small_worlds::RandomRequest ask;
        ask.vertices = 16 + static_cast<int>(seed);
        ask.extra_edges = static_cast<int>(4 + 2 * (seed % 6));
        ask.periods = 6 + static_cast<int>(seed % 7);
        ask.resources = 1 + static_cast<int>(seed % 3);
        ask.per_period = seed % 2 == 0;
        ask.power = seed % 3 != 0;
        ask.supply = 0.3 + 0.1 * static_cast<double>(seed % 3);
        ask.most_tasks = 24 + static_cast<std::size_t>(seed) * 3 / 2;
        Instance instance = small_worlds::randomInstance(ask, 1000 + seed);
        out.push_back({fmt::format("mesh {} of {} works", seed, worksOf(instance)),
                       std::move(instance), std::nullopt});
    }
}

/// Real networks of a fitting size: every sixth.
void addReal(const std::string& folder, std::vector<Case>& out)
{
    std::size_t number = 0;
    for (Case& c : instance_families::topologyZoo(folder)) {
        const std::ptrdiff_t works = worksOf(c.instance);
        if (works >= fewest && works <= most && number++ % 6 == 0) {
            c.name = fmt::format("{} of {} works", c.name, works);
            out.push_back(std::move(c));
        }
    }
}

} // namespace

std::vector<Case> smallCases(const std::string& folder)
{
    std::vector<Case> out;
    addPractice(out);
    addShapes(out);
    addMeshes(out);
    addReal(folder, out);
    return out;
}
