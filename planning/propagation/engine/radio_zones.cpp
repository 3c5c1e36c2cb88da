#include "planning/propagation/engine/radio_zones.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace planning::propagation {
namespace {

constexpr int never = std::numeric_limits<int>::max();

/// Marks land within reach of sea in the rows already passed, walking over the rows from `first` on
/// in steps of `by` (1 or -1). A sea cell k rows back covers a stretch of the row whose half width
/// follows from Pythagoras; of the sea cells of a column the last one passed covers most.
void markCoast(const geo::Elevation& elevation, int first, int by, RadioZones& zones)
{
    const geo::GridFrame& f = elevation.height_m.frame;
    const double reach = coastalWidth_m / f.cell_m;
    const auto cols = static_cast<std::size_t>(f.cols);
    std::vector<int> rows_since_sea(cols, never);
    std::vector<int> change(cols + 1); // stretches that begin here, less those that ended
    for (int row = first; row >= 0 && row < f.rows; row += by) {
        std::fill(change.begin(), change.end(), 0);
        for (int col = 0; col < f.cols; ++col) {
            int& since = rows_since_sea[static_cast<std::size_t>(col)];
            since = elevation.isSea(col, row) ? 0 : since == never ? never : since + 1;
            if (since > reach) {
                continue;
            }
            const int half =
                static_cast<int>(std::sqrt(reach * reach - static_cast<double>(since) * since));
            ++change[static_cast<std::size_t>(std::max(0, col - half))];
            --change[static_cast<std::size_t>(std::min(f.cols, col + half + 1))];
        }
        int stretches = 0;
        for (int col = 0; col < f.cols; ++col) {
            stretches += change[static_cast<std::size_t>(col)];
            const std::size_t i = f.at(col, row);
            if (stretches > 0 && elevation.height_m.values[i] < coastalHeight_m) {
                zones[i] = RadioZone::coastal;
            }
        }
    }
}

} // namespace

RadioZones radioZones(const geo::Elevation& elevation)
{
    if (std::find(elevation.sea.begin(), elevation.sea.end(), 1) == elevation.sea.end()) {
        return {};
    }
    RadioZones zones(elevation.height_m.frame.size(), RadioZone::inland);
    markCoast(elevation, 0, 1, zones);
    markCoast(elevation, elevation.height_m.frame.rows - 1, -1, zones);
    for (std::size_t i = 0; i < zones.size(); ++i) {
        if (elevation.sea[i] != 0) {
            zones[i] = RadioZone::sea;
        }
    }
    return zones;
}

} // namespace planning::propagation
