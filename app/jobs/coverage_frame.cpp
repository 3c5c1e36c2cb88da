#include "app/jobs/coverage_frame.h"

#include "geo/raster/raster_beside.h"
#include "geo/raster/raster_file.h"

#include <array>
#include <cmath>

namespace app {
namespace {

constexpr double mostCells = 6e6;
constexpr double areaMargin_m = 10000;

geo::Box boxOfAreas(const planning::Scenario& scenario)
{
    geo::Box box;
    for (const planning::Area& area : scenario.areas) {
        box.add(planning::extentOf(area.shape_xy));
    }
    return box.empty() ? box : box.grown(areaMargin_m);
}

geo::Box boxOfSettlements(const planning::Scenario& scenario)
{
    geo::Box box;
    for (const planning::Settlement& settlement : scenario.settlements) {
        planning::SpreadBasis basis{};
        box.add(planning::extentOf(planning::groundOf(settlement, basis)));
    }
    return box;
}

geo::Box boxOfSites(const planning::Scenario& scenario, double radius_m)
{
    geo::Box box;
    for (const planning::Site& site : scenario.sites) {
        box.add(site.at.xy.x_m, site.at.xy.y_m);
    }
    return box.empty() ? box : box.grown(radius_m);
}

} // namespace

double pickResolution_m(const geo::Box& box, std::optional<double> terrainCell_m)
{
    static constexpr std::array<double, 8> sizes{25, 50, 100, 200, 250, 500, 1000, 2000};
    for (const double size : sizes) {
        const bool fine = !terrainCell_m || size >= *terrainCell_m;
        if (fine && box.width() / size * (box.height() / size) <= mostCells) {
            return size;
        }
    }
    return sizes.back();
}

geo::Box areaOfInterest(const geo::Workspace& workspace, const planning::Scenario& scenario,
                        const geo::WorkingCrs& crs, const CoverageRequest& request)
{
    if (request.extent) {
        return crs.project(*request.extent);
    }
    geo::Box box = boxOfAreas(scenario);
    if (box.empty()) {
        box = boxOfSettlements(scenario);
        if (const auto raster = populationRaster(workspace, request.people.population)) {
            const geo::RasterInfo info =
                geo::rasterInfo(geo::rasterBeside(workspace, *raster), {.crs = raster->crs});
            box.add(crs.project(info.lonlat));
        }
    }
    return box.empty() ? boxOfSites(scenario, request.radius_m) : box;
}

} // namespace app
