#include "app/jobs/coverage_people.h"
#include "geo/vector/source.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <map>
#include <numeric>

namespace {

using geo::WorkingCrs;
namespace fs = std::filesystem;

const fs::path shared = SILA_SHARED;

/// Areas of a vector file, named by one of its columns.
std::vector<planning::Area> areasOf(const fs::path& file, const std::string& column,
                                    const WorkingCrs& crs)
{
    std::vector<planning::Area> areas;
    for (const geo::SourceTable& table : geo::readSource(file)) {
        const std::size_t code = table.find(column).value();
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            planning::Area& area = areas.emplace_back();
            area.area_code = std::string{table.cell(i, code)};
            area.level = 1;
            for (const auto& polygon : table.rows[i].shape.polygons) {
                auto& part = area.shape.emplace_back();
                auto& part_xy = area.shape_xy.emplace_back();
                for (const auto& ring : polygon) {
                    auto& line = part.emplace_back();
                    auto& line_xy = part_xy.emplace_back();
                    for (const geo::SourceXY& p : ring) {
                        line.push_back({p.x, p.y});
                        line_xy.push_back(crs.project(line.back()));
                    }
                }
            }
        }
    }
    return areas;
}

geo::Workspace workspaceWith(const TempFolder& folder, const fs::path& population,
                             const std::string& crs)
{
    auto workspace = geo::Workspace::create(folder / "w.gpkg", crs);
    geo::RasterEntry entry;
    entry.kind = "population";
    entry.path = population.string();
    workspace.addRaster(entry);
    return workspace;
}

std::map<std::string, double> byArea(const app::People& people,
                                     const std::vector<planning::Area>& areas)
{
    std::map<std::string, double> out;
    for (std::size_t i = 0; i < people.people.size(); ++i) {
        if (people.areas.cells()[i] != planning::noArea) {
            out[areas[people.areas.cells()[i]].area_code] += static_cast<double>(people.people[i]);
        }
    }
    return out;
}

double total(const std::vector<float>& people)
{
    return std::accumulate(people.begin(), people.end(), 0.0,
                           [](double a, float b) { return a + static_cast<double>(b); });
}

} // namespace

TEST_CASE("Sao Miguel's people come over to a UTM grid, each municipality with its own",
          "[coverage][people]")
{
    const fs::path folder = shared / "data/population/sao_miguel";
    if (!fs::exists(folder)) {
        WARN("shared data is absent; nothing tested");
        return;
    }
    const WorkingCrs crs{"EPSG:32626"};
    planning::Scenario world;
    world.areas = areasOf(folder / "concelhos.gpkg", "name", crs);
    REQUIRE(world.areas.size() == 6);
    const geo::Box box = crs.project(geo::Box{-25.9, 37.6, -25.1, 38.0});
    const TempFolder temp;
    const auto workspace = workspaceWith(temp, folder / "gpw_v411_2020_count_2020.tif", crs.code());
    const double cell_m = GENERATE(100.0, 730.0);
    const auto people =
        app::peopleOn(geo::alignedFrame(box, cell_m), workspace, world, crs, {}, {});
    REQUIRE(people);
    // Golden: the sum of the raster's positive cells, and sums weighted by area in the plane of
    // longitude and latitude, both by GDAL's tools (gdal_translate, ogrinfo with SpatiaLite).
    CHECK(people->account.source == Approx(145602.965127632).epsilon(1e-9));
    CHECK(total(people->people) == Approx(145602.965127632).epsilon(1e-6));
    CHECK(people->account.out_of_area == 0);
    auto found = byArea(*people, world.areas);
    const std::map<std::string, double> wanted{
        {"Lagoa", 14539.8749736385},          {"Nordeste", 4149.85050848148},
        {"Ponta Delgada", 66866.7079928161},  {"Povoação", 5293.96763578978},
        {"Ribeira Grande", 31920.4967904158}, {"Vila Franca do Campo", 9093.44920898356}};
    for (const auto& [name, sum] : wanted) {
        INFO(name);
        CHECK(found[name] == Approx(sum).epsilon(1e-6));
    }
}

TEST_CASE("Ukraine's people on a 10 km lattice come over whole, oblast by oblast",
          "[coverage][people]")
{
    const fs::path raster = shared / "data/population/ukraine/ukr_population_10km.tif";
    const fs::path oblasts = shared / "data/admin/ukraine/UA_FULL_Ukraine.geojson";
    if (!fs::exists(raster) || !fs::exists(oblasts)) {
        WARN("shared data is absent; nothing tested");
        return;
    }
    const WorkingCrs crs{"EPSG:32636"};
    planning::Scenario world;
    world.areas = areasOf(oblasts, "iso3166-2", crs);
    // Three of the file's polygons are broken (holes outside their shells); import mends them.
    std::erase_if(world.areas, [](const planning::Area& a) {
        return a.area_code == "UA-48" || a.area_code == "UA-51" || a.area_code == "UA-65";
    });
    const geo::Box box = crs.project(geo::Box{22.2037, 44.4046, 40.1374, 52.3188});
    const TempFolder temp;
    const auto workspace = workspaceWith(temp, raster, crs.code());
    const auto people = app::peopleOn(geo::alignedFrame(box, 1000), workspace, world, crs, {}, {});
    REQUIRE(people);
    CHECK(total(people->people) == Approx(43733758.97715479).epsilon(1e-6));
    CHECK(people->account.outside == Approx(0).margin(1e-3));
    auto found = byArea(*people, world.areas);
    // Golden: as above. All polygons of the file are a little generalised, so that neighbours
    // overlap here and there: people of an overlap are shared out, not counted twice.
    for (const auto& [name, sum] : std::map<std::string, double>{{"UA-32", 4556667.52034141},
                                                                 {"UA-63", 2626135.69855571},
                                                                 {"UA-14", 4057655.39179227},
                                                                 {"UA-71", 1196276.8635803}}) {
        INFO(name);
        CHECK(found[name] == Approx(sum).epsilon(1e-6));
    }
}

TEST_CASE("a raster can be scaled to the areas' own figures, on request only", "[coverage][people]")
{
    const fs::path folder = shared / "data/population/sao_miguel";
    if (!fs::exists(folder)) {
        WARN("shared data is absent; nothing tested");
        return;
    }
    const WorkingCrs crs{"EPSG:32626"};
    planning::Scenario world;
    world.areas = areasOf(folder / "concelhos.gpkg", "name", crs);
    for (planning::Area& area : world.areas) {
        if (area.area_code == "Lagoa") {
            area.population = 14416;
        }
    }
    const TempFolder temp;
    const auto workspace = workspaceWith(temp, folder / "gpw_v411_2020_count_2020.tif", crs.code());
    const geo::GridFrame frame =
        geo::alignedFrame(crs.project(geo::Box{-25.9, 37.6, -25.1, 38.0}), 500);
    const auto people = app::peopleOn(frame, workspace, world, crs, {}, {.scale_to_areas = true});
    REQUIRE(people);
    auto found = byArea(*people, world.areas);
    CHECK(found["Lagoa"] == Approx(14416).epsilon(1e-6));
    CHECK(found["Nordeste"] == Approx(4149.8505).epsilon(1e-6));
}

TEST_CASE("the sea takes nobody: people of coastal cells move ashore", "[coverage][people]")
{
    const fs::path folder = shared / "data/population/sao_miguel";
    if (!fs::exists(folder)) {
        WARN("shared data is absent; nothing tested");
        return;
    }
    const WorkingCrs crs{"EPSG:32626"};
    planning::Scenario world;
    world.areas = areasOf(folder / "concelhos.gpkg", "name", crs);
    const geo::GridFrame frame =
        geo::alignedFrame(crs.project(geo::Box{-25.9, 37.6, -25.1, 38.0}), 200);
    // Sea is what lies in no municipality.
    const planning::AreaIndex index{world.areas, frame};
    std::vector<std::uint8_t> sea;
    for (const std::uint32_t area : index.cells()) {
        sea.push_back(area == planning::noArea ? 1 : 0);
    }
    const TempFolder temp;
    const auto workspace = workspaceWith(temp, folder / "gpw_v411_2020_count_2020.tif", crs.code());
    const auto people = app::peopleOn(frame, workspace, world, crs, sea, {});
    REQUIRE(people);
    CHECK(total(people->people) == Approx(145602.965127632).epsilon(1e-6));
    // 145,603 less the 131,864 whom area weighting leaves in the municipalities.
    CHECK(people->account.moved_to_land + people->account.on_sea ==
          Approx(145602.965 - 131864.347).epsilon(1e-6));
    CHECK(people->account.on_sea < 100);
    const auto kept = app::peopleOn(frame, workspace, world, crs, sea, {.keep_at_sea = true});
    CHECK(kept->account.moved_to_land == 0);
    CHECK(total(kept->people) == Approx(145602.965127632).epsilon(1e-6));
}
