// Grouping a country's grid by footprints, and people served after a switch, at full size: 5,000
// sites with 2G and 4G on 10 million cells.
#include "bench/ten_million_cells.h"
#include "planning/coverage/cover_builder.h"
#include "planning/coverage/what_if.h"

#include <benchmark/benchmark.h>
#include <fstream>
#include <random>
#include <string>

using namespace planning;
using namespace ten_million_cells;

namespace {

constexpr int sites = 5000;

struct Country {
    geo::GridFrame frame{0, rows * 100.0, 100, columns, rows};
    std::vector<float> people;
    std::vector<RadioLayer> layers;
    std::vector<Footprint> footprints;
};

const Country& country()
{
    static const Country made = [] {
        Country out;
        std::mt19937 random{5};
        out.people.resize(out.frame.size());
        for (float& p : out.people) {
            p = random() % 4 == 0 ? static_cast<float>(random() % 50) : 0.0F;
        }
        for (std::uint32_t site = 0; site < sites; ++site) {
            const int col = static_cast<int>(random() % columns);
            const int row = static_cast<int>(random() % rows);
            const auto shape = static_cast<unsigned>(random());
            out.layers.push_back({site, Technology::gen2, allCells});
            out.layers.push_back({site, Technology::gen4, allCells});
            out.footprints.push_back(roughDisc(col, row, 90, shape)); // 9 km
            out.footprints.push_back(roughDisc(col, row, 60, shape)); // 6 km
        }
        return out;
    }();
    return made;
}

Cover groupAll(const Country& world)
{
    CoverBuilder builder{world.frame, world.people, world.layers};
    for (int row = 0; row < rows; row += tileCells) {
        for (int col = 0; col < columns; col += tileCells) {
            const GridWindow tile{col, row, tileCells, tileCells};
            std::vector<std::pair<std::uint32_t, Footprint>> mine;
            for (std::uint32_t i = 0; i < world.layers.size(); ++i) {
                if (!(world.footprints[i].window() & tile).empty()) {
                    mine.emplace_back(i, world.footprints[i]);
                }
            }
            builder.add(groupTile(tile, mine));
        }
    }
    return builder.finish();
}

const Cover& countryCover()
{
    static const Cover made = groupAll(country());
    return made;
}

/// Most memory the whole process ever held, the country's footprints and people included, in MB; 0
/// where the system does not tell.
double peakMemory_mb()
{
    std::ifstream status{"/proc/self/status"};
    std::string word;
    double kilobytes = 0;
    while (status >> word) {
        if (word == "VmHWM:" && status >> kilobytes) {
            return kilobytes / 1024;
        }
    }
    return 0;
}

void groupCells(benchmark::State& state)
{
    const Country& world = country();
    std::size_t groups = 0;
    for (auto _ : state) {
        groups = groupAll(world).groups();
    }
    state.SetItemsProcessed(state.iterations() * columns * rows);
    state.counters["groups"] = static_cast<double>(groups);
    state.counters["peak_MB"] = peakMemory_mb();
}

void switchSites(benchmark::State& state)
{
    WhatIf whatIf{countryCover(), LayerFlags(country().layers.size(), 1)};
    std::uint32_t site = 0;
    for (auto _ : state) {
        site = (site + 1237) % sites;
        whatIf.switchSite(site, false);
        benchmark::DoNotOptimize(whatIf.served().any);
        whatIf.switchSite(site, true);
        benchmark::DoNotOptimize(whatIf.takeChanged());
    }
    state.SetItemsProcessed(state.iterations() * 2);
}

void changeFootprint(benchmark::State& state)
{
    WhatIf whatIf{countryCover(), LayerFlags(country().layers.size(), 1)};
    std::uint32_t site = 0;
    for (auto _ : state) {
        site = (site + 1237) % sites;
        const Footprint& strong = country().footprints[2 * site];
        const Footprint& weak = country().footprints[2 * site + 1];
        whatIf.setFootprint(2 * site, strong, weak);
        benchmark::DoNotOptimize(whatIf.served().any);
        whatIf.setFootprint(2 * site, weak, strong);
        benchmark::DoNotOptimize(whatIf.takeChanged());
    }
    state.SetItemsProcessed(state.iterations() * 2);
}

void switchAllSites(benchmark::State& state)
{
    const Cover& cover = countryCover();
    LayerFlags on(cover.layers.size(), 1);
    for (auto _ : state) {
        for (std::uint8_t& flag : on) {
            flag = flag != 0 ? 0 : 1;
        }
        benchmark::DoNotOptimize(servedPeople(cover, technologiesByGroup(cover, on)).any);
    }
}

BENCHMARK(groupCells)->Name("group/5000sites_10Mcells")->Unit(benchmark::kMillisecond);
BENCHMARK(switchSites)->Name("whatif/5000sites_10Mcells")->Unit(benchmark::kMillisecond);
BENCHMARK(changeFootprint)
    ->Name("whatif/5000sites_10Mcells/footprint")
    ->Unit(benchmark::kMillisecond);
BENCHMARK(switchAllSites)->Name("whatif/5000sites_10Mcells/all")->Unit(benchmark::kMillisecond);

} // namespace
