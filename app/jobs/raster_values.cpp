#include "app/jobs/raster_values.h"

#include "geo/raster/raster_points.h"

#include <cmath>
#include <filesystem>

namespace app {

std::vector<float> rasterValues(const geo::Workspace& workspace, const std::string& kind,
                                const std::vector<geo::LonLat>& positions)
{
    std::vector<float> values(positions.size(), geo::noData);
    for (const geo::RasterEntry& entry : workspace.rasters(kind)) {
        const auto file = workspace.fileBeside(entry.path);
        std::error_code code;
        if (!std::filesystem::exists(file, code)) {
            continue;
        }
        const std::vector<float> here = geo::valuesAt(file, positions);
        for (std::size_t i = 0; i < here.size(); ++i) {
            values[i] = std::isnan(here[i]) ? values[i] : here[i]; // later ones lie on top
        }
    }
    return values;
}

} // namespace app
