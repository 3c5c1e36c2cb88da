#pragma once
// Terrains small enough to think about.
#include "planning/propagation/engine/area_loss.h"

#include <functional>

namespace tiny {

/// A square of `across_m` around (0, 0), heights from a function of position.
inline geo::Elevation terrain(double across_m, double cell_m,
                              const std::function<double(double x_m, double y_m)>& height_m)
{
    geo::Elevation out;
    out.height_m = geo::FloatGrid{
        geo::alignedFrame({-across_m / 2, -across_m / 2, across_m / 2, across_m / 2}, cell_m)};
    const geo::GridFrame& f = out.height_m.frame;
    for (int row = 0; row < f.rows; ++row) {
        for (int col = 0; col < f.cols; ++col) {
            const geo::XY at = f.centre(col, row);
            out.height_m(col, row) = static_cast<float>(height_m(at.x_m, at.y_m));
        }
    }
    return out;
}

/// 900 MHz from 30 m to 1.5 m around (0, 0).
inline planning::propagation::AreaLossRequest request(double radius_m, double resolution_m)
{
    planning::propagation::AreaLossRequest q;
    q.geodesy.latitude_deg = 1;
    q.radio.frequency_mhz = 900;
    q.radio.tx_height_m = 30;
    q.radius_m = radius_m;
    q.resolution_m = resolution_m;
    return q;
}

/// dB of the cell that holds (x, y); NaN when it has none.
inline double loss_db(const planning::propagation::AreaLoss& loss, double x_m, double y_m)
{
    const std::int16_t v =
        loss.loss_cdb[loss.frame.at(loss.frame.colOf(x_m), loss.frame.rowOf(y_m))];
    return v == planning::propagation::noLoss ? std::nan("") : v / 100.0;
}

} // namespace tiny
