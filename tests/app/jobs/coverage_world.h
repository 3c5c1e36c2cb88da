#pragma once
// A workspace with a mast on a plain and two villages, drawn in UTM 36.
#include "app/jobs/coverage.h"
#include "app/jobs/load_scenario.h"
#include "geo/workspace/workspace.h"
#include "tests/geo/temp_folder.h"

namespace coverage_world {

inline const char* crsCode = "EPSG:32636";
inline constexpr geo::XY mast{600050, 3499950};

/// A square of `side_m` around a position.
inline geo::MultiPolygonOf<geo::LonLat> square(const geo::WorkingCrs& crs, geo::XY middle,
                                               double side_m)
{
    const double h = side_m / 2;
    std::vector<geo::LonLat> ring;
    for (const geo::XY corner : {geo::XY{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}}) {
        ring.push_back(crs.unproject(geo::XY{middle.x_m + corner.x_m, middle.y_m + corner.y_m}));
    }
    return {{ring}};
}

inline planning::Position at(const geo::WorkingCrs& crs, double x_m, double y_m)
{
    const geo::XY xy{x_m, y_m};
    return {crs.unproject(xy), xy};
}

inline planning::Cell cell(const std::string& id, const std::string& site, double eirp_dbm)
{
    planning::Cell c;
    c.cell_id = id;
    c.site_id = site;
    c.frequency_mhz = 900;
    c.height_m = 31.5;
    c.eirp_dbm = eirp_dbm;
    return c;
}

/// Near (400 people, 1 km east of the mast) and Far (100 people, 6 km east), a school in each; one
/// area around both and the mast with one 2G cell that reaches 2,650 m in free space.
inline planning::Scenario scenario()
{
    const geo::WorkingCrs crs{crsCode};
    planning::Scenario world;
    world.crs = crsCode;
    planning::Site site;
    site.site_id = "A";
    site.operator_name = "North";
    site.at = at(crs, mast.x_m, mast.y_m);
    world.sites = {site};
    world.cells = {cell("A1", "A", 5)};
    planning::Settlement near;
    near.settlement_id = "near";
    near.name = "Near";
    near.at = at(crs, mast.x_m + 1000, mast.y_m);
    near.population = 400;
    near.radius_m = 300;
    near.area_code = "X1";
    planning::Settlement far = near;
    far.settlement_id = "far";
    far.name = "Far";
    far.at = at(crs, mast.x_m + 6000, mast.y_m);
    far.population = 100;
    world.settlements = {near, far};
    for (const planning::Settlement& s : world.settlements) {
        planning::Facility school;
        school.facility_id = "school-" + s.settlement_id;
        school.name = school.facility_id;
        school.kind = planning::FacilityKind::school;
        school.at = s.at;
        world.facilities.push_back(school);
    }
    planning::Area area;
    area.area_code = "X1";
    area.name = "Plain";
    area.level = 1;
    area.shape = square(crs, mast, 16000);
    world.areas = {area};
    planning::Node core;
    core.node_id = "core";
    core.kind = planning::NodeKind::core;
    core.at = at(crs, mast.x_m - 2000, mast.y_m);
    world.nodes = {core};
    world.sites[0].transport_id = "core";
    return world;
}

inline geo::Workspace workspaceOf(const TempFolder& folder, const planning::Scenario& world)
{
    auto workspace = geo::Workspace::create(folder / "w.gpkg", crsCode);
    geo::Workspace::Transaction transaction{workspace};
    for (const geo::Rows& rows : app::rowsOf(world, "")) {
        workspace.insert(rows);
    }
    transaction.commit();
    return workspace;
}

/// Replaces the rows of one table by those of a scenario.
inline void replace(geo::Workspace& workspace, const std::string& table,
                    const planning::Scenario& world)
{
    geo::Workspace::Transaction transaction{workspace};
    workspace.clear(table);
    for (const geo::Rows& rows : app::rowsOf(world, "")) {
        if (rows.table == table) {
            workspace.insert(rows);
        }
    }
    transaction.commit();
}

/// Free space on cells of 100 m, without GeoTIFF files.
inline app::CoverageRequest freeSpace(double radius_m = 5000)
{
    app::CoverageRequest request;
    request.model = "p525";
    request.resolution_m = 100;
    request.radius_m = radius_m;
    request.rasters = false;
    return request;
}

} // namespace coverage_world
