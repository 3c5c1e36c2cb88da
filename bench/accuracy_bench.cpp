// How near a sweep comes to each receiver's own straight profile in double precision: with the
// receiver at the end of its own prefix, as the engine does it, and with the value of the nearest
// cell of a polar grid (radials one step apart at the rim, cells one step long). Differences in dB
// as counters; see docs/decisions/0020-area-engine.md. Times here say nothing.
#include "bench/synthetic_terrain.h"
#include "planning/propagation/engine/area_loss.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cmath>
#include <numbers>
#include <vector>

namespace {

using namespace planning::propagation;

constexpr double step_m = 30;
constexpr geo::XY mast{7, -3};

struct Case {
    double radius_m;
    bool clutter;
};

std::vector<geo::XY> receiversOf(double radius_m)
{
    constexpr int count = 3000;
    std::vector<geo::XY> out;
    for (int i = 0; i < count; ++i) { // evenly over the disc
        const double turn = 2 * std::numbers::pi * 0.6180339887 * i;
        const double away_m = radius_m * std::sqrt((i + 0.5) / count);
        out.push_back({mast.x_m + away_m * std::sin(turn), mast.y_m + away_m * std::cos(turn)});
    }
    return out;
}

/// Middle of the polar cell each receiver lies in.
std::vector<geo::XY> polarCells(const std::vector<geo::XY>& receivers, double radius_m)
{
    const double radials = std::ceil(2 * std::numbers::pi * radius_m / step_m);
    const double apart = 2 * std::numbers::pi / radials;
    std::vector<geo::XY> out;
    for (const geo::XY at : receivers) {
        const double turn = std::atan2(at.x_m - mast.x_m, at.y_m - mast.y_m);
        const double radial = apart * std::round(turn / apart);
        const double away_m =
            step_m * std::max(1.0, std::round(geo::distance_m(mast, at) / step_m));
        out.push_back({mast.x_m + away_m * std::sin(radial), mast.y_m + away_m * std::cos(radial)});
    }
    return out;
}

void against(benchmark::State& state, const Case& c, bool polar)
{
    constexpr double margin_m = 500;
    const synthetic::Land land{5};
    const geo::Elevation elevation = synthetic::elevation(land, c.radius_m + margin_m, step_m);
    const geo::FloatGrid clutter = synthetic::clutter(land, c.radius_m + margin_m, step_m);
    const AreaTerrain terrain{&elevation, c.clutter ? &clutter : nullptr, nullptr};
    AreaLossRequest q;
    q.transmitter = mast;
    q.geodesy.latitude_deg = 32;
    q.radio.frequency_mhz = 900;
    q.radio.tx_height_m = 30;
    q.radius_m = c.radius_m + step_m; // the nearest polar cell may lie beyond
    q.resolution_m = step_m;
    const std::vector<geo::XY> receivers = receiversOf(c.radius_m);
    AreaLossRequest own = q;
    own.method = AreaMethod::scalar;
    std::vector<double> off_db;
    double sum = 0;
    double squares = 0;
    for (auto _ : state) {
        const auto truth = pointLosses(terrain, own, receivers);
        const auto found = polar ? pointLosses(terrain, own, polarCells(receivers, c.radius_m))
                                 : pointLosses(terrain, q, receivers);
        for (std::size_t i = 0; i < receivers.size(); ++i) {
            if (truth->loss_cdb[i] != noLoss && found->loss_cdb[i] != noLoss) {
                const double d_db = 0.01 * (found->loss_cdb[i] - truth->loss_cdb[i]);
                sum += d_db;
                squares += d_db * d_db;
                off_db.push_back(std::abs(d_db));
            }
        }
    }
    std::ranges::sort(off_db);
    const auto count = static_cast<double>(off_db.size());
    const auto share = [&](double part) {
        return off_db[static_cast<std::size_t>(part * (count - 1))];
    };
    state.counters["receivers"] = count;
    state.counters["bias_db"] = sum / count;
    state.counters["rms_db"] = std::sqrt(squares / count);
    state.counters["p95_db"] = share(0.95);
    state.counters["p99_db"] = share(0.99);
}

BENCHMARK_CAPTURE(against, near, Case{5000, false}, false)
    ->Name("accuracy/own_prefix/5km_30m")
    ->Iterations(1);
BENCHMARK_CAPTURE(against, near, Case{5000, false}, true)
    ->Name("accuracy/nearest_polar/5km_30m")
    ->Iterations(1);
BENCHMARK_CAPTURE(against, far, Case{20000, false}, false)
    ->Name("accuracy/own_prefix/20km_30m")
    ->Iterations(1);
BENCHMARK_CAPTURE(against, far, Case{20000, false}, true)
    ->Name("accuracy/nearest_polar/20km_30m")
    ->Iterations(1);
BENCHMARK_CAPTURE(against, clutter, Case{20000, true}, false)
    ->Name("accuracy/own_prefix/20km_30m/clutter")
    ->Iterations(1);
BENCHMARK_CAPTURE(against, clutter, Case{20000, true}, true)
    ->Name("accuracy/nearest_polar/20km_30m/clutter")
    ->Iterations(1);

} // namespace
