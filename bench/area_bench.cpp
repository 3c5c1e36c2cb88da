// The area engine: receivers a CPU second (items_per_second) over synthetic land, a mast of 30 m,
// receivers at 1.5 m, 900 MHz, one thread unless the name says so. All methods see the same land.
#include "bench/synthetic_terrain.h"
#include "planning/propagation/engine/area_loss.h"

#include <benchmark/benchmark.h>
#include <fstream>
#include <map>
#include <numbers>
#include <string>

namespace {

using namespace planning::propagation;
using engine::InstructionSet;

struct Ground {
    geo::Elevation elevation, coast;
    geo::FloatGrid clutter;
    RadioZones zones;
};

/// Made once for each size.
const Ground& ground(double half_m, double cell_m)
{
    static std::map<std::pair<double, double>, Ground> made;
    auto [at, fresh] = made.try_emplace({half_m, cell_m});
    if (fresh) {
        const synthetic::Land land{5};
        constexpr double shore_m = 250;
        at->second.elevation = synthetic::elevation(land, half_m, cell_m);
        at->second.coast = synthetic::elevation(land, half_m, cell_m, shore_m);
        at->second.clutter = synthetic::clutter(land, half_m, cell_m);
        at->second.zones = radioZones(at->second.coast);
    }
    return at->second;
}

struct Job {
    AreaMethod method = AreaMethod::sweep;
    double radius_m = 20000, cell_m = 30;
    double time_percent = 50;
    bool clutter = false, sea = false;
    InstructionSet instructions = InstructionSet::best;
    int threads = 1;
};

constexpr double margin_m = 500;

AreaTerrain terrain(const Job& job, double half_m)
{
    const Ground& g = ground(half_m, job.cell_m);
    return {job.sea ? &g.coast : &g.elevation, job.clutter ? &g.clutter : nullptr,
            job.sea ? &g.zones : nullptr};
}

AreaLossRequest request(const Job& job)
{
    AreaLossRequest q;
    q.transmitter = {7, -3};
    q.geodesy.latitude_deg = 32;
    q.radio.frequency_mhz = 900;
    q.radio.tx_height_m = 30;
    q.radio.time_percent = job.time_percent;
    q.radius_m = job.radius_m;
    q.resolution_m = job.cell_m;
    q.method = job.method;
    q.threads = job.threads;
    q.instructions = job.instructions;
    return q;
}

void area(benchmark::State& state, const Job& job)
{
    const AreaTerrain land = terrain(job, job.radius_m + margin_m);
    const AreaLossRequest q = request(job);
    std::size_t receivers = 0;
    AreaLoss loss;
    for (auto _ : state) {
        loss = *areaLoss(land, q, {}, std::move(loss)); // as a run over many sites does
        receivers += loss.computed;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(receivers));
    state.SetLabel(engine::kernels(job.instructions).name);
}

/// The double-precision form for receivers spread evenly over the disc.
void scalar(benchmark::State& state, const Job& job)
{
    const AreaTerrain land = terrain(job, job.radius_m + margin_m);
    AreaLossRequest q = request(job);
    q.method = AreaMethod::scalar;
    constexpr int count = 2000;
    std::vector<geo::XY> receivers;
    for (int i = 0; i < count; ++i) {
        const double turn = 2 * std::numbers::pi * 0.6180339887 * i;
        const double away_m = job.radius_m * std::sqrt((i + 0.5) / count);
        receivers.push_back({7 + away_m * std::sin(turn), -3 + away_m * std::cos(turn)});
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(pointLosses(land, q, receivers)->computed);
    }
    state.SetItemsProcessed(state.iterations() * count);
}

void manySites(benchmark::State& state)
{
    constexpr int sites = 100;
    constexpr double spread_m = 9000;
    const Job job;
    const AreaTerrain land = terrain(job, job.radius_m + spread_m + margin_m);
    AreaLossRequest q = request(job);
    std::size_t receivers = 0;
    AreaLoss loss;
    for (auto _ : state) {
        for (int i = 0; i < sites; ++i) {
            q.transmitter = {spread_m * std::sin(2.4 * i), spread_m * std::cos(3.7 * i)};
            loss = *areaLoss(land, q, {}, std::move(loss));
            receivers += loss.computed;
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(receivers));
}

/// Largest memory this process has held since the last reset, MB; 0 where Linux does not tell.
double peak_mb()
{
    std::ifstream in{"/proc/self/status"};
    std::string word;
    double kb = 0;
    while (in >> word) {
        if (word == "VmHWM:") {
            in >> kb;
        }
    }
    return kb / 1024;
}

void memory(benchmark::State& state)
{
    Job job;
    const geo::Elevation alone = // no other grids in memory
        synthetic::elevation(synthetic::Land{5}, job.radius_m + margin_m, job.cell_m);
    const AreaLossRequest q = request(job);
    std::ofstream{"/proc/self/clear_refs"} << 5; // resets the peak
    for (auto _ : state) {
        benchmark::DoNotOptimize(areaLoss({.elevation = &alone}, q)->computed);
    }
    state.counters["peak_mb"] = peak_mb();
}

BENCHMARK(memory)->Name("p1812_sweep/20km_30m/memory")->Unit(benchmark::kMillisecond);

const auto registered = [] {
    const auto add = [](const std::string& name, const Job& job) {
        return benchmark::RegisterBenchmark(name.c_str(),
                                            [job](benchmark::State& state) {
                                                job.method == AreaMethod::scalar
                                                    ? scalar(state, job)
                                                    : area(state, job);
                                            })
            ->Unit(benchmark::kMillisecond);
    };
    for (const auto& [name, method] :
         {std::pair{"p1812_sweep", AreaMethod::sweep}, std::pair{"p1812_exact", AreaMethod::exact},
          std::pair{"p1812_scalar", AreaMethod::scalar}}) {
        const std::string start = name;
        const Job job{.method = method};
        Job p10 = job;
        p10.time_percent = 10;
        Job clutter = job;
        clutter.clutter = true;
        Job sea = job;
        sea.sea = true;
        add(start + "/20km_30m/p50", job);
        add(start + "/20km_30m/p10", p10);
        add(start + "/20km_30m/clutter", clutter);
        add(start + "/20km_30m/sea", sea);
    }
    for (const InstructionSet set : engine::instructionSets()) {
        Job job;
        job.instructions = set;
        add(std::string{"p1812_sweep/20km_30m/p50/"} + engine::kernels(set).name, job);
        job.method = AreaMethod::exact;
        job.radius_m = 10000;
        add(std::string{"p1812_exact/10km_30m/p50/"} + engine::kernels(set).name, job);
    }
    add("p1812_sweep/preview/20km_90m", {.cell_m = 90});
    for (const int km : {5, 10, 40}) { // 20 km is above
        add("p1812_sweep/radius/" + std::to_string(km) + "km_30m", {.radius_m = 1000.0 * km});
    }
    add("p1812_sweep/radius/50km_90m", {.radius_m = 50000, .cell_m = 90});
    for (const int threads : {1, 2}) {
        add("p1812_sweep/threads/" + std::to_string(threads), {.threads = threads})->UseRealTime();
    }
    benchmark::RegisterBenchmark("p1812_sweep/sites/100", manySites)
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
    return true;
}();

} // namespace
