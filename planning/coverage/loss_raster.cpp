#include "planning/coverage/loss_raster.h"

#include <cmath>

namespace planning {

geo::GridFrame receiverFrame(geo::XY at, double radius_m, double cell_m)
{
    geo::Box box;
    box.add(at.x_m - radius_m, at.y_m - radius_m);
    box.add(at.x_m + radius_m, at.y_m + radius_m);
    return geo::alignedFrame(box, cell_m);
}

LossRaster emptyRaster(const geo::GridFrame& frame, LossRaster memory)
{
    LossRaster out = std::move(memory);
    out.frame = frame;
    out.loss_cdb.assign(frame.size(), noLoss);
    out.departure_cdeg.clear();
    out.computed = 0;
    out.voids = 0;
    out.outside = 0;
    return out;
}

GridWindow windowOn(const geo::GridFrame& grid, const geo::GridFrame& raster)
{
    return {static_cast<int>(std::lround((raster.x0_m - grid.x0_m) / grid.cell_m)),
            static_cast<int>(std::lround((grid.y0_m - raster.y0_m) / grid.cell_m)), raster.cols,
            raster.rows};
}

} // namespace planning
