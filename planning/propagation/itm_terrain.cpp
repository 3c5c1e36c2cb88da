#include "planning/propagation/itm_terrain.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace planning::propagation {
namespace {

/// Horizons as seen over an Earth of radius a_e (TN101 eq. 6.15).
void findHorizons(const ItmTerrain& t, double a_e_m, ItmGeometry& g)
{
    const auto h = t.height_m;
    const std::size_t last = h.size() - 1;
    const double z_tx_m = h[0] + g.h_m[0];
    const double z_rx_m = h[last] + g.h_m[1];
    g.theta_hzn_rad[0] = (z_rx_m - z_tx_m) / g.d_m - g.d_m / (2 * a_e_m);
    g.theta_hzn_rad[1] = -(z_rx_m - z_tx_m) / g.d_m - g.d_m / (2 * a_e_m);
    g.d_hzn_m = {g.d_m, g.d_m};
    double d_tx_m = 0; // summed, not multiplied: the reference's rounding decides ties
    double d_rx_m = g.d_m;
    for (std::size_t i = 1; i < last; ++i) {
        d_tx_m += t.step_m;
        d_rx_m -= t.step_m;
        const double theta_tx = (h[i] - z_tx_m) / d_tx_m - d_tx_m / (2 * a_e_m);
        const double theta_rx = -(z_rx_m - h[i]) / d_rx_m - d_rx_m / (2 * a_e_m);
        if (theta_tx > g.theta_hzn_rad[0]) {
            g.theta_hzn_rad[0] = theta_tx;
            g.d_hzn_m[0] = d_tx_m;
        }
        if (theta_rx > g.theta_hzn_rad[1]) {
            g.theta_hzn_rad[1] = theta_rx;
            g.d_hzn_m[1] = d_rx_m;
        }
    }
}

/// Terrain irregularity delta_h: interdecile range of the heights above a fitted line, made
/// asymptotic. NTIA's ComputeDeltaH.
double deltaH_m(const ItmTerrain& t, double start_m, double end_m)
{
    constexpr int fewest = 4; // points in a tenth of the resampled path
    constexpr int most = 25;
    const int np = static_cast<int>(t.height_m.size()) - 1;
    double x_start = start_m / t.step_m;
    const double x_end = end_m / t.step_m;
    if (x_end - x_start < 2) {
        return 0;
    }
    const int p10 = std::clamp(static_cast<int>(0.1 * (x_end - x_start + 8)), fewest, most);
    const int n = 10 * p10 - 5;
    const int p90 = n - p10;
    const double last = n - 1;
    const double stride = (x_end - x_start) / last;

    std::array<double, 10 * most> values{};
    const std::span<double> s{values.data(), static_cast<std::size_t>(n)};
    int k = static_cast<int>(x_start) + 1;
    x_start -= k;
    for (double& value : s) {
        while (x_start > 0 && k < np) {
            x_start -= 1;
            ++k;
        }
        const auto at = static_cast<std::size_t>(std::min(k, np));
        value = t.height_m[at] + (t.height_m[at] - t.height_m[at - 1]) * x_start;
        x_start += stride;
    }
    const std::array<double, 2> fit = itmLineFit(s, 1, 0, last);
    const double slope = (fit[1] - fit[0]) / last;
    double line_m = fit[0];
    for (double& value : s) {
        value -= line_m;
        line_m += slope;
    }
    std::nth_element(s.begin(), s.begin() + p10 - 1, s.end(), std::greater<>{});
    const double q10_m = s[static_cast<std::size_t>(p10) - 1];
    std::nth_element(s.begin(), s.begin() + p90, s.end(), std::greater<>{});
    const double q90_m = s[static_cast<std::size_t>(p90)];
    return (q10_m - q90_m) / (1 - 0.8 * std::exp(-(end_m - start_m) / 50e3)); // ERL 79 eq. (3)
}

/// Horizon over a smooth Earth, d_Ls.
double smoothHorizon_m(double h_e_m, double a_e_m)
{
    return std::sqrt(2 * h_e_m * a_e_m);
}

/// Horizon over terrain of irregularity delta_h, Algorithm eq. (3.3).
double roughHorizon_m(double h_e_m, double delta_h_m, double a_e_m)
{
    return smoothHorizon_m(h_e_m, a_e_m) *
           std::exp(-0.07 * std::sqrt(delta_h_m / std::max(h_e_m, 5.0)));
}

/// Its angle of elevation, Algorithm eq. (3.4).
double roughHorizonAngle_rad(double h_e_m, double d_hzn_m, double delta_h_m, double a_e_m)
{
    const double smooth_m = smoothHorizon_m(h_e_m, a_e_m);
    return (0.65 * delta_h_m * (smooth_m / d_hzn_m - 1) - 2 * h_e_m) / smooth_m;
}

} // namespace

double itmMeanHeight_m(std::span<const double> height_m)
{
    const std::size_t np = height_m.size() - 1;
    const auto p10 = static_cast<std::size_t>(0.1 * static_cast<double>(np));
    double sum_m = 0;
    for (std::size_t i = p10; i <= np - p10; ++i) {
        sum_m += height_m[i];
    }
    return sum_m / static_cast<double>(np - 2 * p10 + 1);
}

std::array<double, 2> itmLineFit(std::span<const double> height_m, double step_m, double start_m,
                                 double end_m)
{
    const int np = static_cast<int>(height_m.size()) - 1;
    int first = static_cast<int>(std::fdim(start_m / step_m, 0.0));
    int last = np - static_cast<int>(std::fdim(np, end_m / step_m));
    if (last <= first) {
        first = static_cast<int>(std::fdim(first, 1.0));
        last = np - static_cast<int>(std::fdim(np, last + 1.0));
    }
    const auto h = [height_m](int i) { return height_m[static_cast<std::size_t>(i)]; };
    const double length = last - first;
    double x = -0.5 * length;
    const double end = last + x; // index of the middle of the stretch
    double sum = 0.5 * (h(first) + h(last));
    double moment = 0.5 * (h(first) - h(last)) * x;
    for (int i = first + 1; i < last; ++i) {
        x += 1;
        sum += h(i);
        moment += h(i) * x;
    }
    sum /= length;
    moment *= 12 / ((length * length + 2) * length);
    return {sum - moment * end, sum + moment * (np - end)};
}

ItmGeometry itmGeometry(const ItmTerrain& terrain, double tx_height_m, double rx_height_m,
                        double a_e_m)
{
    const auto h = terrain.height_m;
    ItmGeometry g;
    g.h_m = {tx_height_m, rx_height_m};
    g.d_m = static_cast<double>(h.size() - 1) * terrain.step_m;
    findHorizons(terrain, a_e_m, g);

    // NTIA's QuickPfl. The terrain counts from about 15 antenna heights on (Hufford 1982, page 25).
    const double start_m = std::min(15 * tx_height_m, 0.1 * g.d_hzn_m[0]);
    const double end_m = g.d_m - std::min(15 * rx_height_m, 0.1 * g.d_hzn_m[1]);
    g.delta_h_m = deltaH_m(terrain, start_m, end_m);

    if (g.d_hzn_m[0] + g.d_hzn_m[1] > 1.5 * g.d_m) { // well within line of sight
        const auto fit = itmLineFit(h, terrain.step_m, start_m, end_m);
        g.h_e_m = {tx_height_m + std::fdim(h.front(), fit[0]),
                   rx_height_m + std::fdim(h.back(), fit[1])};
        for (std::size_t i = 0; i < 2; ++i) {
            g.d_hzn_m[i] = roughHorizon_m(g.h_e_m[i], g.delta_h_m, a_e_m);
        }
        const double reach_m = g.d_hzn_m[0] + g.d_hzn_m[1];
        if (reach_m <= g.d_m) {
            const double q = (g.d_m / reach_m) * (g.d_m / reach_m);
            for (std::size_t i = 0; i < 2; ++i) {
                g.h_e_m[i] *= q;
                g.d_hzn_m[i] = roughHorizon_m(g.h_e_m[i], g.delta_h_m, a_e_m);
            }
        }
        for (std::size_t i = 0; i < 2; ++i) {
            g.theta_hzn_rad[i] =
                roughHorizonAngle_rad(g.h_e_m[i], g.d_hzn_m[i], g.delta_h_m, a_e_m);
        }
    } else {
        const auto fit_tx = itmLineFit(h, terrain.step_m, start_m, 0.9 * g.d_hzn_m[0]);
        const auto fit_rx = itmLineFit(h, terrain.step_m, g.d_m - 0.9 * g.d_hzn_m[1], end_m);
        g.h_e_m = {tx_height_m + std::fdim(h.front(), fit_tx[0]),
                   rx_height_m + std::fdim(h.back(), fit_rx[1])};
    }
    return g;
}

ItmGeometry itmAreaGeometry(const ItmAreaRequest& request, double a_e_m)
{
    ItmGeometry g;
    g.d_m = request.d_km * 1000;
    g.delta_h_m = request.delta_h_m;
    g.h_m = {request.path.tx_height_m, request.path.rx_height_m};
    const std::array<ItmSiting, 2> siting{request.tx_siting, request.rx_siting};
    for (std::size_t i = 0; i < 2; ++i) {
        const double h_m = g.h_m[i];
        g.h_e_m[i] = h_m;
        if (siting[i] != ItmSiting::random) { // Algorithm eq. (3.2): care in siting gains height
            double b = siting[i] == ItmSiting::careful ? 4 : 9;
            if (h_m < 5) {
                b *= std::sin(0.1 * std::numbers::pi * h_m);
            }
            g.h_e_m[i] +=
                (1 + b) * std::exp(-std::min(20.0, 2 * h_m / std::max(1e-3, g.delta_h_m)));
        }
        g.d_hzn_m[i] = roughHorizon_m(g.h_e_m[i], g.delta_h_m, a_e_m);
        g.theta_hzn_rad[i] = roughHorizonAngle_rad(g.h_e_m[i], g.d_hzn_m[i], g.delta_h_m, a_e_m);
    }
    return g;
}

} // namespace planning::propagation
