#pragma once
// A grid with its halved, quartered … averages, read at any scale through a cubic B-spline: smooth
// when magnified, free of shimmer when reduced.
#include "geo/raster/grid.h"

#include <vector>

namespace app::map {

/// A window of pixels on the ground: the centre of pixel (0, 0), the step between pixels in metres
/// (x eastwards, y southwards) and their number.
struct PixelWindow {
    geo::XY first;
    double step_m = 100;
    int cols = 0;
    int rows = 0;
};

class Pyramid {
public:
    Pyramid() = default;
    explicit Pyramid(geo::FloatGrid grid);

    bool empty() const { return levels_.empty(); }
    const geo::GridFrame& frame() const { return levels_.front().frame; }
    const geo::FloatGrid& finest() const { return levels_.front(); }

    enum class Beyond { nothing, edge };
    /// Values at the pixel centres, row by row. NaN near cells without data, and outside the grid
    /// unless its edge is asked to go on.
    std::vector<float> sample(const PixelWindow& window, Beyond beyond = Beyond::nothing) const;

private:
    std::vector<geo::FloatGrid> levels_;
};

} // namespace app::map
