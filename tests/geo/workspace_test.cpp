#include "geo/workspace/workspace.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;
using geo::Access;
using geo::Workspace;

namespace {

geo::Rows twoSites()
{
    return {.table = "sites",
            .columns = {"site_id", "name", "load_kw", "synthetic"},
            .rows = {{.values = {"S1", "Mast one", 2.5, std::int64_t{1}},
                      .geometry = geo::LonLat{34.45, 31.5}},
                     {.values = {"S2", geo::Value{}, geo::Value{}, std::int64_t{1}},
                      .geometry = geo::LonLat{34.5, 31.4}}}};
}

std::string failure(const std::function<void()>& act)
{
    try {
        act();
    } catch (const geo::Error& error) {
        return error.what();
    }
    return "nothing failed";
}

} // namespace

TEST_CASE("rows come back as they went in", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    {
        Workspace made = Workspace::create(file, "EPSG:32636");
        made.insert(twoSites());
        made.insert({.table = "spans",
                     .columns = {"span_id", "role"},
                     .rows = {{.values = {"F1", "Backbone"},
                               .geometry = std::vector<geo::LineOf<geo::LonLat>>{
                                   {{34.1, 31.1}, {34.2, 31.2}}, {{34.2, 31.2}, {34.3, 31.1}}}}}});
        made.insert({.table = "areas",
                     .columns = {"area_code", "name", "level"},
                     .rows = {{.values = {"A1", "غزة", std::int64_t{2}},
                               .geometry = geo::MultiPolygonOf<geo::LonLat>{
                                   {{{34, 31}, {35, 31}, {35, 32}, {34, 31}},
                                    {{34.6, 31.2}, {34.7, 31.2}, {34.7, 31.3}, {34.6, 31.2}}}}}}});
    }
    const Workspace w = Workspace::open(file, Access::read);
    CHECK(w.crs() == "EPSG:32636");
    const geo::Rows sites = w.read("sites");
    REQUIRE(sites.rows.size() == 2);
    CHECK(sites.textAt(sites.rows[0], "site_id") == "S1");
    CHECK(sites.numberAt(sites.rows[0], "load_kw") == 2.5);
    CHECK_FALSE(sites.textAt(sites.rows[1], "name"));
    CHECK(std::get<geo::LonLat>(sites.rows[1].geometry) == geo::LonLat{34.5, 31.4});
    const geo::Rows spans = w.read("spans");
    CHECK(spans.textAt(spans.rows[0], "role") == "backbone");
    CHECK(std::get<std::vector<geo::LineOf<geo::LonLat>>>(spans.rows[0].geometry).size() == 2);
    const geo::Rows areas = w.read("areas");
    CHECK(areas.textAt(areas.rows[0], "name") == "غزة");
    CHECK(std::get<geo::MultiPolygonOf<geo::LonLat>>(areas.rows[0].geometry)[0].size() == 2);
    CHECK(w.read("sites", "synthetic = 1 AND name IS NULL").rows.size() == 1);
}

TEST_CASE("a row that does not fit is named, and none of its fellows stays", "[workspace]")
{
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "");
    const auto put = [&](std::string table, std::vector<std::string> columns,
                         std::vector<geo::Row> rows) {
        return failure([&] { w.insert({table, columns, rows}); });
    };
    CHECK_THAT(put("sites", {"site_id"}, {{.values = {"A"}}, {.values = {"A"}}}),
               Catch::Contains("layer sites, row 2, field site_id: 'A' is there already"));
    CHECK_THAT(put("sites", {"site_id", "source_row"},
                   {{.values = {"A", std::int64_t{40}}}, {.values = {"", std::int64_t{41}}}}),
               Catch::Contains("row 41, field site_id: is missing"));
    CHECK_THAT(put("sites", {"site_id", "structure"}, {{.values = {"A", "pole"}}}),
               Catch::Contains("is 'pole', must be one of mast, tower, rooftop, other"));
    CHECK_THAT(put("sites", {"name"}, {{.values = {"A"}}}), Catch::Contains("field site_id"));
    CHECK_THAT(put("sites", {"site_id", "colour"}, {{.values = {"A", "red"}}}),
               Catch::Contains("field colour: the table has no such column"));
    CHECK_THAT(put("sites", {"site_id"}, {{.values = {"A"}, .geometry = geo::LonLat{31.5, 134.4}}}),
               Catch::Contains("longitude 31.5 latitude 134.4 is not on the globe"));
    CHECK_THAT(put("observations", {"asset_id", "asset_kind", "status", "observed_at", "source"},
                   {{.values = {"A", "site", "operational", "2026-02-30", "x"}}}),
               Catch::Contains("must be a date or time like"));
    CHECK_THAT(put("supply", {"resource", "from_date"}, {{.values = {"fuel_l", "2026-01-01"}}}),
               Catch::Contains("per_day or amount must be given"));
    CHECK_THAT(put("settlements", {"settlement_id", "name", "population"},
                   {{.values = {"A", std::string{"\xC3\x28"}, 5.0}}}),
               Catch::Contains("not UTF-8"));
    for (const geo::Table& table : geo::schema()) {
        if (table.role == geo::TableRole::input) {
            CHECK(w.count(table.name) == 0);
        }
    }
}

TEST_CASE("a transaction appears whole or not at all", "[workspace]")
{
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "");
    {
        Workspace::Transaction transaction{w};
        w.insert(twoSites());
        CHECK(w.count("sites") == 2);
    }
    CHECK(w.count("sites") == 0);
    {
        Workspace::Transaction transaction{w};
        w.insert(twoSites());
        w.setSetting("currency", "USD", "", "test");
        // A failed insert takes back itself only; the transaction goes on.
        CHECK_THROWS_AS(w.insert(twoSites()), geo::Error);
        transaction.commit();
    }
    CHECK(w.count("sites") == 2);
    CHECK(w.setting("currency") == "USD");
}

TEST_CASE("results know when their inputs changed", "[workspace]")
{
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "");
    w.insert(twoSites());
    const std::vector<geo::Column> columns{{.name = "site_id"}, {.name = "status"}};
    const geo::ResultsEntry entry{.table = "results_sites",
                                  .title = "Sites today",
                                  .inputs = {"sites", "nodes"},
                                  .fingerprint = w.fingerprint({"sites", "nodes"})};
    const geo::Rows rows{
        .table = "results_sites",
        .columns = {"site_id", "status"},
        .rows = {{.values = {"S1", "degraded"}, .geometry = geo::LonLat{34.45, 31.5}}}};
    CHECK(w.stale("results_sites"));
    w.writeResults(rows, columns, geo::GeometryKind::point, entry);
    w.writeResults(rows, columns, geo::GeometryKind::point, entry);
    CHECK(w.count("results_sites") == 1);
    REQUIRE(w.results().size() == 1);
    CHECK(w.results()[0].inputs == entry.inputs);
    CHECK_FALSE(w.stale("results_sites"));
    w.insert(
        {.table = "cells",
         .columns = {"cell_id", "site_id", "technology", "frequency_mhz", "eirp_dbm", "height_m"},
         .rows = {{.values = {"C1", "S1", "4G", 800.0, 60.0, 30.0}}}});
    CHECK_FALSE(w.stale("results_sites")); // not among its inputs
    w.insert(
        {.table = "nodes", .columns = {"node_id", "kind"}, .rows = {{.values = {"N1", "core"}}}});
    CHECK(w.stale("results_sites"));
}

TEST_CASE("a fingerprint is of the content, not of how it came in", "[workspace]")
{
    const TempFolder folder;
    Workspace a = Workspace::create(folder / "a.gpkg", "");
    Workspace b = Workspace::create(folder / "b.gpkg", "");
    a.insert(twoSites());
    b.insert(twoSites());
    b.clear("sites");
    geo::Rows again = twoSites();
    again.columns.push_back("import_id");
    for (geo::Row& row : again.rows) {
        row.values.emplace_back("I7");
    }
    b.insert(again);
    CHECK(a.fingerprint({"sites"}) == b.fingerprint({"sites"}));
    b.clear("sites", "site_id = 'S2'");
    CHECK(a.fingerprint({"sites"}) != b.fingerprint({"sites"}));
}

TEST_CASE("rasters are registered once per path", "[workspace]")
{
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "");
    CHECK(w.filesFolder() == folder / "w.files");
    CHECK(fs::is_directory(folder / "w.files"));
    geo::RasterEntry entry{.kind = "elevation",
                           .path = "w.files/e.tif",
                           .crs = "EPSG:4326",
                           .resolution_m = 90,
                           .checksum = "1",
                           .source = "SRTM",
                           .import_id = ""};
    w.addRaster(entry);
    entry.checksum = "2";
    w.addRaster(entry);
    REQUIRE(w.rasters("elevation").size() == 1);
    CHECK(w.rasters()[0].checksum == "2");
    CHECK(w.rasters("clutter").empty());
}

TEST_CASE("rows take the place of those of their id, and other columns stay", "[workspace]")
{
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32636");
    w.insert(twoSites());
    w.replace({.table = "sites",
               .columns = {"site_id", "name"},
               .rows = {{.values = {"S1", "Mast 1"}, .geometry = geo::LonLat{34.46, 31.6}}}});
    geo::Rows sites = w.read("sites");
    REQUIRE(sites.rows.size() == 2);
    CHECK(sites.textAt(sites.rows[0], "name") == "Mast 1");
    CHECK(sites.numberAt(sites.rows[0], "load_kw") == 2.5);
    CHECK(std::get<geo::LonLat>(sites.rows[0].geometry) == geo::LonLat{34.46, 31.6});
    // All or none.
    const std::string why = failure([&] {
        w.replace({.table = "sites",
                   .columns = {"site_id", "name"},
                   .rows = {{.values = {"S2", "Mast 2"}, .geometry = geo::LonLat{34.5, 31.4}},
                            {.values = {"S3", "Mast 3"}, .geometry = geo::LonLat{34.5, 31.4}}}});
    });
    CHECK_THAT(why, Catch::Contains("'S3' is not there"));
    sites = w.read("sites");
    CHECK(!sites.textAt(sites.rows[1], "name"));
    CHECK_THAT(failure([&] {
                   w.replace(
                       {.table = "sites",
                        .columns = {"site_id", "load_kw"},
                        .rows = {{.values = {"S1", -1.0}, .geometry = geo::LonLat{34.5, 31.4}}}});
               }),
               Catch::Contains("load_kw"));
    CHECK_THAT(failure([&] { w.replace({.table = "supply", .columns = {"resource"}}); }),
               Catch::Contains("cannot be told apart"));
}

TEST_CASE("rows go by their place in the table", "[workspace]")
{
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32636");
    w.insert(twoSites());
    w.remove("sites", {0});
    w.insert({.table = "sites",
              .columns = {"site_id"},
              .rows = {{.values = {"S3"}, .geometry = geo::LonLat{34.5, 31.4}}}});
    w.remove("sites", {1});
    const geo::Rows sites = w.read("sites");
    REQUIRE(sites.rows.size() == 1);
    CHECK(sites.textAt(sites.rows[0], "site_id") == "S2");
}
