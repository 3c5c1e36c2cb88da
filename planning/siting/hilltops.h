#pragma once
// Hilltops a mast could stand on: peaks of the ground by their prominence, that is, by how far one
// must go down before a higher one can be climbed.
#include "geo/raster/grid.h"

#include <vector>

namespace planning {

struct HilltopRequest {
    double least_prominence_m = 30;
    double spacing_m = 2000; // of two peaks nearer, the less prominent goes
};

struct Hilltop {
    geo::XY at; // centre of the highest cell
    double height_m = 0;
    double prominence_m = 0; // of the highest peak: its height over the lowest ground
};

/// Peaks of a grid of heights (NaN: no ground), most prominent first; of equal ones the northern,
/// then the western. Cells are flooded from the highest down and joined to the eight around them;
/// where two floods meet, the lower peak gets the drop from its top to the meeting as prominence
/// (as in Kirmse and de Ferranti, Progress in Physical Geography 41, 2017). The edge of the grid
/// is taken for falling ground: a peak beyond it is not known.
std::vector<Hilltop> hilltops(const geo::FloatGrid& height_m, const HilltopRequest& request = {});

} // namespace planning
