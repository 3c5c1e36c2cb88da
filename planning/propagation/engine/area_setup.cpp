#include "planning/propagation/engine/area_setup.h"

#include "planning/propagation/engine/closed_form.h"
#include "planning/propagation/radio_climate.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation::engine {
namespace {

AreaSetup::View viewOf(const geo::FloatGrid& grid, geo::XY from)
{
    const geo::GridFrame& f = grid.frame;
    const double u = (from.x_m - f.x0_m) / f.cell_m - 0.5; // counted from cell centres
    const double v = (f.y0_m - from.y_m) / f.cell_m - 0.5;
    const int col = static_cast<int>(std::clamp(std::floor(u), 0.0, f.cols - 1.0));
    const int row = static_cast<int>(std::clamp(std::floor(v), 0.0, f.rows - 1.0));
    AreaSetup::View view;
    view.grid.origin = grid.values.data() + f.at(col, row);
    view.grid.stride = f.cols;
    view.grid.low_col = static_cast<float>(-col);
    view.grid.high_col = static_cast<float>(f.cols - 1 - col);
    view.grid.low_row = static_cast<float>(-row);
    view.grid.high_row = static_cast<float>(f.rows - 1 - row);
    view.col = u - col;
    view.row = v - row;
    view.cells_per_m = 1 / f.cell_m;
    return view;
}

/// Those within reach of the transmitter.
PackedZones packedZones(const RadioZones& zones, const geo::GridFrame& f,
                        const AreaLossRequest& request)
{
    constexpr int perWord = 16;
    const geo::XY tx = request.transmitter;
    const double reach_m = request.radius_m + 2 * f.cell_m;
    const auto inside = [](int i, int count) { return std::clamp(i, 0, count - 1); };
    const int first_col = inside(f.colOf(tx.x_m - reach_m), f.cols);
    const int last_col = inside(f.colOf(tx.x_m + reach_m), f.cols);
    const int first_row = inside(f.rowOf(tx.y_m + reach_m), f.rows);
    const int last_row = inside(f.rowOf(tx.y_m - reach_m), f.rows);
    // viewOf() counts cells from the one whose centre lies before the transmitter.
    const int col =
        inside(static_cast<int>(std::floor((tx.x_m - f.x0_m) / f.cell_m - 0.5)), f.cols);
    const int row =
        inside(static_cast<int>(std::floor((f.y0_m - tx.y_m) / f.cell_m - 0.5)), f.rows);
    PackedZones out;
    out.shape = {nullptr,         (last_col - first_col) / perWord + 1,
                 first_col - col, last_col - col,
                 first_row - row, last_row - row};
    const auto stride = static_cast<std::size_t>(out.shape.stride);
    out.words.assign(stride * static_cast<std::size_t>(last_row - first_row + 1), 0);
    for (int y = first_row; y <= last_row; ++y) {
        std::int32_t* const words =
            out.words.data() + stride * static_cast<std::size_t>(y - first_row);
        for (int x = 0; x <= last_col - first_col; ++x) {
            const auto bits = static_cast<std::uint32_t>(zones[f.at(first_col + x, y)]) & 3U;
            std::int32_t& word = words[x / perWord];
            word = static_cast<std::int32_t>(static_cast<std::uint32_t>(word) |
                                             bits << (2 * (x % perWord)));
        }
    }
    return out;
}

} // namespace

LineOfPoints AreaSetup::View::line(double east_m, double north_m) const
{
    return {static_cast<float>(col), static_cast<float>(row),
            static_cast<float>(east_m * cells_per_m), static_cast<float>(-north_m * cells_per_m)};
}

AreaSetup areaSetup(const AreaTerrain& terrain, const RadioZones* zones,
                    const AreaLossRequest& request)
{
    AreaSetup s;
    s.terrain = terrain;
    s.zones = zones;
    s.request = request;
    s.kernels = &kernels(request.instructions);
    s.base_m = terrain.elevation->heightAt(request.transmitter).value();
    s.form = closedForm(request.radio, s.base_m + request.radio.tx_height_m, zones != nullptr);
    s.median_c = 500 / radioClimate({}, 0, request.radio.dn).ae_km;
    s.anomalous_c = 500 / anomalousRadius_km;
    s.ground = viewOf(terrain.elevation->height_m, request.transmitter);
    if (terrain.clutter != nullptr) {
        s.clutter = viewOf(*terrain.clutter, request.transmitter);
    }
    if (zones != nullptr && request.method == AreaMethod::exact) {
        s.packed = packedZones(*zones, terrain.elevation->height_m.frame, request);
    }
    return s;
}

RadioZone zoneAt(const RadioZones& zones, const geo::GridFrame& f, geo::XY at)
{
    return zones[f.at(std::clamp(f.colOf(at.x_m), 0, f.cols - 1),
                      std::clamp(f.rowOf(at.y_m), 0, f.rows - 1))];
}

double groundLength_m(const SiteGeodesy& geodesy, double east_m, double north_m)
{
    const double east = east_m / geodesy.east_scale;
    const double north = north_m / geodesy.north_scale;
    return std::sqrt(east * east + north * north);
}

double groundReach_m(const AreaLossRequest& request)
{
    return std::max(request.radius_m, request.resolution_m) /
           std::min(request.geodesy.east_scale, request.geodesy.north_scale);
}

} // namespace planning::propagation::engine
