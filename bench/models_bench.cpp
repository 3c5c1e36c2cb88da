// Scalar models in double precision: receivers (or hops) a second and core. P.1812 here runs on
// profiles made beforehand; for whole areas see area_bench.cpp.
#include "planning/propagation/ehata.h"
#include "planning/propagation/hata.h"
#include "planning/propagation/itm.h"
#include "planning/propagation/p1812.h"
#include "planning/propagation/p2108.h"
#include "planning/propagation/p2109.h"
#include "planning/propagation/p452.h"
#include "planning/propagation/p525.h"
#include "planning/propagation/p526.h"
#include "planning/propagation/p530.h"
#include "planning/propagation/p676.h"
#include "planning/propagation/p838.h"
#include "planning/propagation/path_geometry.h"
#include "planning/propagation/tr38901.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cmath>
#include <random>

namespace {

using namespace planning::propagation;

/// Rolling hills: sums of waves with drawn phases, the same on every machine.
struct Terrain {
    std::vector<double> d_km, h_m, clutter_m;
    PathProfile profile(bool with_clutter) const
    {
        return {d_km, h_m,
                with_clutter ? std::span<const double>{clutter_m} : std::span<const double>{}};
    }
};

Terrain terrain(double length_km, double step_m)
{
    std::mt19937 draw{5};
    Terrain t;
    const auto points = static_cast<std::size_t>(length_km * 1000 / step_m) + 1;
    std::vector<double> phase;
    for (int wave = 0; wave < 10; ++wave) {
        phase.push_back(static_cast<double>(draw() % 6283) / 1000);
    }
    for (std::size_t i = 0; i < points; ++i) {
        const double d_km = static_cast<double>(i) * step_m / 1000;
        double h_m = 200;
        double swing_m = 60;
        double turns_km = 1.0 / 12;
        for (const double p : phase) {
            h_m += swing_m * std::sin(6.2831853 * d_km * turns_km + p);
            swing_m *= 0.55;
            turns_km *= 1.9;
        }
        t.d_km.push_back(d_km);
        t.h_m.push_back(h_m);
        t.clutter_m.push_back(draw() % 3 == 0 ? 10 : 0);
    }
    return t;
}

/// Receivers spread evenly over the disc around the transmitter, so more of them far away.
void overDisc(benchmark::State& state, const Terrain& t, const auto& loss_db)
{
    constexpr std::size_t nearest = 10;
    const auto points = static_cast<double>(t.d_km.size() - 1);
    double share = 0; // of the disc's area; the golden ratio's steps fill it evenly
    for (auto _ : state) {
        share = std::fmod(share + 0.6180339887, 1);
        benchmark::DoNotOptimize(
            loss_db(std::max(nearest, static_cast<std::size_t>(points * std::sqrt(share)))));
    }
    state.SetItemsProcessed(state.iterations());
}

void p1812Profile(benchmark::State& state, double length_km, double step_m, double time_percent,
                  bool with_clutter)
{
    const Terrain t = terrain(length_km, step_m);
    const PathProfile whole = t.profile(with_clutter);
    const P1812Request request{.f_ghz = 0.9,
                               .time_percent = time_percent,
                               .tx_height_m = 30,
                               .rx_height_m = 1.5,
                               .latitude_deg = 32};
    overDisc(state, t, [&](std::size_t last) {
        PathProfile p{whole.distance_km.first(last + 1), whole.height_m.first(last + 1)};
        if (with_clutter) {
            p.clutter_m = whole.clutter_m.first(last + 1);
        }
        return p1812(p, request).Lb_db;
    });
}

void p452Scalar(benchmark::State& state)
{
    const Terrain t = terrain(20, 30);
    const PathProfile whole = t.profile(false);
    const P452Request request{
        .f_ghz = 6, .time_percent = 1, .tx_height_m = 30, .rx_height_m = 30, .latitude_deg = 32};
    overDisc(state, t, [&](std::size_t last) {
        return p452({whole.distance_km.first(last + 1), whole.height_m.first(last + 1)}, request)
            .Lb_db;
    });
}

void itm(benchmark::State& state, double length_km, double step_m)
{
    const Terrain t = terrain(length_km, step_m);
    const ItmRequest request{.f_mhz = 900, .tx_height_m = 30, .rx_height_m = 1.5};
    const std::span<const double> heights{t.h_m};
    overDisc(state, t, [&](std::size_t last) {
        return itmPointToPoint({heights.first(last + 1), step_m}, request).A_db;
    });
}

void extendedHata(benchmark::State& state)
{
    constexpr double step_m = 30;
    const Terrain t = terrain(20, step_m);
    const EhataRequest request{.f_mhz = 900, .base_height_m = 30, .mobile_height_m = 1.5};
    const std::span<const double> heights{t.h_m};
    overDisc(state, t, [&](std::size_t last) {
        return ehata(heights.first(last + 1), step_m, request).L_db;
    });
}

void hata(benchmark::State& state, HataEnvironment environment)
{
    HataRequest request{.f_mhz = 900,
                        .d_km = 1,
                        .base_height_m = 30,
                        .mobile_height_m = 1.5,
                        .environment = environment};
    for (auto _ : state) {
        benchmark::DoNotOptimize(hataLoss_db(request));
        request.d_km = request.d_km < 20 ? request.d_km + 0.001 : 1;
    }
    state.SetItemsProcessed(state.iterations());
}

/// One receiver after the other from 1 to 20 km, a metre apart.
void alongRadius(benchmark::State& state, const auto& loss_db)
{
    double d_km = 1;
    for (auto _ : state) {
        benchmark::DoNotOptimize(loss_db(d_km));
        d_km = d_km < 20 ? d_km + 0.001 : 1;
    }
    state.SetItemsProcessed(state.iterations());
}

void freeSpace(benchmark::State& state)
{
    alongRadius(state, [](double d_km) { return freeSpaceLoss_db(d_km, 900); });
}

void cost231(benchmark::State& state)
{
    alongRadius(state, [](double d_km) {
        return cost231HataLoss_db({.f_mhz = 1800,
                                   .d_km = d_km,
                                   .base_height_m = 30,
                                   .mobile_height_m = 1.5,
                                   .environment = HataEnvironment::medium_city});
    });
}

void macroCell(benchmark::State& state, MacroCell scenario)
{
    Tr38901Request request;
    request.scenario = scenario;
    request.f_ghz = 3.5;
    request.base_height_m = scenario == MacroCell::urban ? 25 : 35;
    alongRadius(state, [&](double d_km) {
        request.d_km = d_km;
        const Tr38901Result r = tr38901(request);
        return r.los_probability * r.los_db + (1 - r.los_probability) * r.nlos_db;
    });
}

void sphericalEarth(benchmark::State& state)
{
    alongRadius(state, [](double d_km) {
        return sphericalEarthLoss_db(
            {.d_km = d_km, .hte_m = 30, .hre_m = 1.5, .f_ghz = 0.9, .lambda_m = 0.3 / 0.9});
    });
}

/// The path's geometry is part of it, as a caller with a profile has it.
void deltaBullingtonPath(benchmark::State& state)
{
    const Terrain t = terrain(20, 30);
    const PathProfile whole = t.profile(false);
    constexpr double f_ghz = 0.9;
    constexpr double lambda_m = 0.3 / f_ghz;
    constexpr double ae_km = 8500;
    overDisc(state, t, [&](std::size_t last) {
        const PathProfile p{whole.distance_km.first(last + 1), whole.height_m.first(last + 1)};
        const PathGeometry g = pathGeometry(p, 30, 1.5, ae_km, lambda_m);
        return deltaBullington(p, {.hts_m = g.hts_m,
                                   .hrs_m = g.hrs_m,
                                   .hstd_m = g.hstd_m,
                                   .hsrd_m = g.hsrd_m,
                                   .ae_km = ae_km,
                                   .f_ghz = f_ghz,
                                   .lambda_m = lambda_m})
            .Ld_db;
    });
}

void knifeEdge(benchmark::State& state)
{
    alongRadius(state, [](double d_km) {
        return knifeEdgeLoss_db(knifeEdgeParameter(20, d_km, 5, 0.3 / 0.9));
    });
}

void terrestrialClutter(benchmark::State& state)
{
    alongRadius(state, [](double d_km) { return terrestrialClutterLoss_db(3.5, d_km, 50); });
}

void buildingEntry(benchmark::State& state)
{
    double percent = 1;
    for (auto _ : state) {
        benchmark::DoNotOptimize(buildingEntryLoss_db(3.5, percent, BuildingKind::traditional, 0));
        percent = percent < 99 ? percent + 0.01 : 1;
    }
    state.SetItemsProcessed(state.iterations());
}

void rainCoefficient(benchmark::State& state)
{
    double f_ghz = 1;
    for (auto _ : state) {
        benchmark::DoNotOptimize(rainCoefficients(f_ghz, 0, 90).gamma_db_km(40));
        f_ghz = f_ghz < 100 ? f_ghz + 0.01 : 1;
    }
    state.SetItemsProcessed(state.iterations());
}

void gases(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(gasAttenuation(23, {}));
    }
    state.SetItemsProcessed(state.iterations());
}

void rainAvailability(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            rainAttenuation_db({.f_ghz = 23, .d_km = 10, .tilt_deg = 90, .R001_mm_h = 40}));
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(p1812Profile, 20 km 30 m, 20, 30, 50, false)->Name("p1812_profile/20km_30m/p50");
BENCHMARK_CAPTURE(p1812Profile, 20 km 30 m, 20, 30, 10, false)->Name("p1812_profile/20km_30m/p10");
BENCHMARK_CAPTURE(p1812Profile, 20 km 30 m, 20, 30, 50, true)
    ->Name("p1812_profile/20km_30m/p50_clutter");
BENCHMARK_CAPTURE(p1812Profile, 50 km 90 m, 50, 90, 50, false)->Name("p1812_profile/50km_90m/p50");
BENCHMARK(p452Scalar)->Name("p452/20km_30m/p1");
BENCHMARK_CAPTURE(itm, 20 km 30 m, 20, 30)->Name("itm/20km_30m");
BENCHMARK_CAPTURE(itm, 50 km 90 m, 50, 90)->Name("itm/50km_90m");
BENCHMARK(extendedHata)->Name("ehata/20km_30m");
BENCHMARK_CAPTURE(hata, urban, HataEnvironment::medium_city)->Name("hata/urban");
BENCHMARK_CAPTURE(hata, suburban, HataEnvironment::suburban)->Name("hata/suburban");
BENCHMARK(cost231)->Name("cost231/urban");
BENCHMARK_CAPTURE(macroCell, urban, MacroCell::urban)->Name("tr38901/uma");
BENCHMARK_CAPTURE(macroCell, rural, MacroCell::rural)->Name("tr38901/rma");
BENCHMARK(freeSpace)->Name("p525");
BENCHMARK(deltaBullingtonPath)->Name("p526/20km_30m");
BENCHMARK(sphericalEarth)->Name("p526/spherical");
BENCHMARK(knifeEdge)->Name("p526/knife_edge");
BENCHMARK(terrestrialClutter)->Name("p2108/terrestrial");
BENCHMARK(buildingEntry)->Name("p2109");
BENCHMARK(rainCoefficient)->Name("p838");
BENCHMARK(gases)->Name("p676");
BENCHMARK(rainAvailability)->Name("p530/rain");

} // namespace
