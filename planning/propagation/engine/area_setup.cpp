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
