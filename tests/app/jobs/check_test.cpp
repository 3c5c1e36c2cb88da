#include "app/jobs/check_job.h"
#include "app/jobs/cost_file.h"
#include "geo/raster/write_raster.h"
#include "geo/terrain/dem.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

namespace {

using geo::LonLat;
using geo::Row;
using geo::Rows;
using geo::Severity;
using geo::Workspace;

const app::CheckRequest today{.now = *geo::parseTime("2026-12-01")};

geo::MultiPolygonOf<LonLat> square(double lon, double lat, double side = 1)
{
    return {
        {{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}, {lon, lat}}}};
}

/// A small country without a fault: one area, a core, a site on its fibre, a town, supply, plans.
Workspace soundCountry(const TempFolder& folder, const std::string& name = "w.gpkg")
{
    auto w = Workspace::create(folder / name, "EPSG:32636");
    w.insert({.table = "areas",
              .columns = {"area_code", "name", "level"},
              .rows = {{.values = {"A", "West", std::int64_t{2}}, .geometry = square(34, 31)}}});
    w.insert({.table = "nodes",
              .columns = {"node_id", "kind", "owner"},
              .rows = {{.values = {"N1", "core", "X"}, .geometry = LonLat{34.5, 31.5}},
                       {.values = {"N2", "access", "X"}, .geometry = LonLat{34.6, 31.5}}}});
    w.insert(
        {.table = "spans",
         .columns = {"span_id", "from_id", "to_id", "length_km"},
         .rows = {{.values = {"F1", "N1", "N2", 10.0},
                   .geometry = std::vector<geo::LineOf<LonLat>>{{{34.5, 31.5}, {34.6, 31.5}}}}}});
    w.insert({.table = "grid_nodes",
              .columns = {"grid_node_id", "kind"},
              .rows = {{.values = {"G1", "source"}, .geometry = LonLat{34.4, 31.4}}}});
    w.insert({.table = "sites",
              .columns = {"site_id", "operator", "transport_id", "grid_node_id", "structure",
                          "structure_height_m", "load_kw", "generator_kw", "fuel_l_per_h", "tank_l",
                          "fuel_on_hand_l", "area_code", "source_row", "import_id"},
              .rows = {{.values = {"S1", "Alpha", "N2", "G1", "mast", 40.0, 2.0, 5.0, 1.5, 100.0,
                                   50.0, "A", std::int64_t{17}, "I1"},
                        .geometry = LonLat{34.61, 31.51}}}});
    w.insert({.table = "cells",
              .columns = {"cell_id", "site_id", "technology", "frequency_mhz", "eirp_dbm",
                          "height_m", "azimuth_deg", "beamwidth_deg"},
              .rows = {{.values = {"C1", "S1", "4G", 800.0, 60.0, 35.0, 120.0, 65.0}}}});
    w.insert(
        {.table = "settlements",
         .columns = {"settlement_id", "name", "population", "radius_m"},
         .rows = {{.values = {"P1", "Town", 5000.0, 800.0}, .geometry = LonLat{34.6, 31.52}}}});
    w.insert({.table = "observations",
              .columns = {"asset_id", "asset_kind", "status", "observed_at", "source"},
              .rows = {{.values = {"S1", "site", "destroyed", "2026-11-01", "survey"}}}});
    w.insert({.table = "actions",
              .columns = {"action_id", "asset_id", "kind", "cost_usd", "crew_days", "skill",
                          "after_ids"},
              .rows = {{.values = {"R1", "S1", "repair", 100.0, 2.0, "site", {}}},
                       {.values = {"R2", "S1", "power", 100.0, 1.0, "power", R"(["R1"])"}}}});
    w.insert({.table = "supply",
              .columns = {"resource", "from_date", "per_day"},
              .rows = {{.values = {"money_usd", "2026-12-01", 100.0}}}});
    const geo::FloatGrid flat{{580000, 3560000, 500, 220, 200}, 50.0F};
    geo::writeRaster(folder / "flat.tif", flat, {.crs = "EPSG:32636"});
    geo::importElevation(w, {.files = {folder / "flat.tif"}, .source = "test"});
    return w;
}

std::vector<app::Finding> findings(const Workspace& w)
{
    return *app::checkWorkspace(w, today);
}

const app::Finding* one(const std::vector<app::Finding>& all, std::string_view code,
                        std::string_view id)
{
    const auto found = std::ranges::find_if(
        all, [&](const app::Finding& f) { return f.code == code && f.problem.asset_id == id; });
    return found == all.end() ? nullptr : &*found;
}

/// What an insertion makes of the sound country: its findings, all of them.
struct Fault {
    const char* code;
    const char* id;
    Severity severity;
    Rows rows;
};

Rows site(const char* id, LonLat at, const char* hangsOn, std::vector<std::string> columns = {},
          std::vector<geo::Value> values = {})
{
    Rows rows{.table = "sites", .columns = {"site_id", "transport_id"}, .rows = {}};
    rows.rows.push_back({.values = {id, hangsOn}, .geometry = at});
    for (std::size_t i = 0; i < columns.size(); ++i) {
        rows.columns.push_back(columns[i]);
        rows.rows[0].values.push_back(values[i]);
    }
    return rows;
}

Rows cell(const char* id, const char* at, double mhz, double dbm, double height, const char* tech)
{
    return {
        .table = "cells",
        .columns = {"cell_id", "site_id", "technology", "frequency_mhz", "eirp_dbm", "height_m"},
        .rows = {{.values = {id, at, tech, mhz, dbm, height}}}};
}

Rows action(const char* id, const char* asset, const char* after, geo::Value earliest = {},
            geo::Value latest = {}, geo::Value skill = "site")
{
    return {.table = "actions",
            .columns = {"action_id", "asset_id", "kind", "cost_usd", "crew_days", "skill",
                        "after_ids", "earliest", "latest"},
            .rows = {{.values = {id, asset, "repair", 1.0, 1.0, skill, after, earliest, latest}}}};
}

const LonLat near{34.62, 31.52};

const std::vector<Fault>& faults()
{
    static const std::vector<Fault> all{
        {"null_island", "X", Severity::error, site("X", {0, 0}, "N2")},
        {"swapped_coordinates", "X", Severity::error, site("X", {31.52, 34.62}, "N2")},
        {"far_away", "X", Severity::warning, site("X", {10, 50}, "N2")},
        {"outside_areas", "X", Severity::warning, site("X", {35.01, 31.5}, "N2")},
        {"outside_elevation", "X", Severity::warning, site("X", {34.1, 31.1}, "N2")},
        {"area_unknown", "X", Severity::warning, site("X", near, "N2", {"area_code"}, {"ZZ"})},
        {"duplicate_position", "X", Severity::warning,
         site("X", {34.61, 31.51}, "N2", {"operator"}, {"Alpha"})},
        {"id_in_two_tables", "N2", Severity::error, site("N2", near, "N1")},
        {"site_without_cells", "X", Severity::note, site("X", near, "N2")},
        {"transport_unknown", "X", Severity::error, site("X", near, "N9")},
        {"disconnected", "X", Severity::warning, site("X", near, "")},
        {"fuel_over_tank", "X", Severity::warning,
         site("X", near, "N2", {"tank_l", "fuel_on_hand_l"}, {100.0, 120.0})},
        {"generator_small", "X", Severity::warning,
         site("X", near, "N2", {"load_kw", "generator_kw"}, {6.0, 3.0})},
        {"generator_without_use", "X", Severity::note,
         site("X", near, "N2", {"generator_kw"}, {3.0})},
        {"battery_odd", "X", Severity::warning, site("X", near, "N2", {"battery_h"}, {480.0})},
        {"grid_unknown", "X", Severity::warning, site("X", near, "N2", {"grid_node_id"}, {"G9"})},
        {"no_power_source", "X", Severity::warning,
         site("X", near, "N2", {"load_kw", "generator_kw", "solar_kw"}, {2.0, 0.0, 0.0})},
        {"synthetic_mixed", "", Severity::warning,
         site("X", near, "N2", {"synthetic"}, {std::int64_t{1}})},
        {"cell_without_site", "X", Severity::error, cell("X", "S9", 800, 60, 30, "4G")},
        {"frequency_odd", "X", Severity::warning, cell("X", "S1", 1300, 60, 30, "2G")},
        {"eirp_odd", "X", Severity::warning, cell("X", "S1", 800, 90, 30, "4G")},
        {"height_odd", "X", Severity::warning, cell("X", "S1", 800, 60, 780, "4G")},
        {"height_odd", "X", Severity::warning, cell("X", "S1", 800, 60, 55, "4G")}, // mast of 40 m
        {"span_end_unknown",
         "X",
         Severity::warning,
         {.table = "spans",
          .columns = {"span_id", "from_id", "to_id"},
          .rows = {{.values = {"X", "N1", "J7"}}}}},
        {"same_ends",
         "X",
         Severity::warning,
         {.table = "spans",
          .columns = {"span_id", "from_id", "to_id"},
          .rows = {{.values = {"X", "N1", "N1"}}}}},
        {"length_odd",
         "X",
         Severity::warning, // 9.5 km apart
         {.table = "spans",
          .columns = {"span_id", "from_id", "to_id", "length_km"},
          .rows = {{.values = {"X", "N1", "N2", 1.2}}}}},
        {"line_off_its_ends",
         "X",
         Severity::warning,
         {.table = "spans",
          .columns = {"span_id", "from_id", "to_id"},
          .rows = {{.values = {"X", "N1", "N2"},
                    .geometry = std::vector<geo::LineOf<LonLat>>{{{34.5, 31.5}, {34.7, 31.6}}}}}}},
        {"link_end_unknown",
         "X",
         Severity::error,
         {.table = "links",
          .columns = {"link_id", "from_id", "to_id"},
          .rows = {{.values = {"X", "S1", "S9"}}}}},
        {"duplicate_settlement",
         "X",
         Severity::warning,
         {.table = "settlements",
          .columns = {"settlement_id", "name", "population"},
          .rows = {{.values = {"X", "Town", 5100.0}, .geometry = LonLat{34.601, 31.521}}}}},
        {"density_odd",
         "X",
         Severity::warning,
         {.table = "settlements",
          .columns = {"settlement_id", "name", "population", "radius_m"},
          .rows = {{.values = {"X", "Camp", 90000.0, 100.0}, .geometry = LonLat{34.65, 31.5}}}}},
        {"population_zero",
         "X",
         Severity::note,
         {.table = "settlements",
          .columns = {"settlement_id", "name", "population"},
          .rows = {{.values = {"X", "Ruin", 0.0}, .geometry = LonLat{34.65, 31.5}}}}},
        {"population_disagrees",
         "X",
         Severity::note,
         {.table = "areas",
          .columns = {"area_code", "name", "level", "population"},
          .rows = {{.values = {"X", "All", std::int64_t{1}, 50000.0},
                    .geometry = square(34, 31)}}}},
        {"areas_overlap",
         "X",
         Severity::warning,
         {.table = "areas",
          .columns = {"area_code", "name", "level"},
          .rows = {{.values = {"X", "Half", std::int64_t{2}}, .geometry = square(34.9, 31)}}}},
        {"observed_unknown",
         "S9",
         Severity::error,
         {.table = "observations",
          .columns = {"asset_id", "asset_kind", "status", "observed_at", "source"},
          .rows = {{.values = {"S9", "site", "destroyed", "2026-11-01", "survey"}}}}},
        {"observed_in_future",
         "N1",
         Severity::warning,
         {.table = "observations",
          .columns = {"asset_id", "asset_kind", "status", "observed_at", "source"},
          .rows = {{.values = {"N1", "node", "operational", "2027-01-11", "survey"}}}}},
        {"observed_disputed",
         "S1",
         Severity::note,
         {.table = "observations",
          .columns = {"asset_id", "asset_kind", "status", "observed_at", "source"},
          .rows = {{.values = {"S1", "site", "operational", "2026-11-02", "operator"}}}}},
        {"action_unknown_asset", "X", Severity::error, action("X", "S9", "[]")},
        {"action_after_unknown", "X", Severity::error, action("X", "S1", R"(["R9"])")},
        {"action_cycle", "X", Severity::error, action("X", "S1", R"(["X"])")},
        {"action_without_skill", "X", Severity::warning, action("X", "S1", "[]", {}, {}, {})},
        {"action_window", "X", Severity::error,
         action("X", "S1", "[]", "2026-12-10", "2026-12-01")},
        {"repair_price_twice", "X", Severity::warning, action("X", "S1", "[]")}, // R1: 100 USD
        {"zone_dates",
         "X",
         Severity::error,
         {.table = "zones",
          .columns = {"zone_id", "access", "from_date", "to_date"},
          .rows = {{.values = {"X", "closed", "2026-12-10", "2026-12-01"},
                    .geometry = square(34.2, 31.2, 0.1)}}}},
        {"supply_zero",
         "",
         Severity::warning,
         {.table = "supply",
          .columns = {"resource", "from_date", "per_day"},
          .rows = {{.values = {"fuel_l", "2026-12-01", 0.0}}}}},
        {"supply_unknown",
         "",
         Severity::error,
         {.table = "supply",
          .columns = {"resource", "from_date", "per_day"},
          .rows = {{.values = {"money_eur", "2026-12-01", 1.0}}}}},
        {"supply_dates",
         "",
         Severity::error,
         {.table = "supply",
          .columns = {"resource", "from_date", "to_date", "per_day"},
          .rows = {{.values = {"fuel_l", "2026-12-01", "2026-11-01", 1.0}}}}},
        {"currency_unknown",
         "X",
         Severity::error,
         {.table = "pledges",
          .columns = {"pledge_id", "donor", "amount", "currency"},
          .rows = {{.values = {"X", "Someone", 5.0, "EURO"}}}}},
        {"pledge_years",
         "X",
         Severity::error,
         {.table = "pledges",
          .columns = {"pledge_id", "donor", "amount", "currency", "year_from", "year_to"},
          .rows = {{.values = {"X", "Someone", 5.0, "EUR", std::int64_t{2027},
                               std::int64_t{2026}}}}}},
        {"unreadable_row",
         "X",
         Severity::error,
         {.table = "sites", .columns = {"site_id"}, .rows = {{.values = {"X"}}}}}, // no position
    };
    return all;
}

} // namespace

TEST_CASE("a sound workspace has no problems", "[check]")
{
    const TempFolder folder;
    const auto found = findings(soundCountry(folder));
    for (const app::Finding& f : found) {
        UNSCOPED_INFO(f.code << " " << f.problem.asset_id << ": " << f.problem.what);
    }
    CHECK(found.empty());
    CHECK(app::asText(found, 5) == "No problems found.\n");
}

TEST_CASE("each fault is found, with its asset and what to do", "[check]")
{
    const TempFolder folder;
    const Workspace sound = soundCountry(folder);
    const std::filesystem::path copy = folder / "copy.gpkg";
    for (const Fault& fault : faults()) {
        INFO(fault.code << " " << fault.id);
        std::filesystem::copy_file(sound.file(), copy,
                                   std::filesystem::copy_options::overwrite_existing);
        auto w = Workspace::open(copy, geo::Access::write);
        w.insert(fault.rows);
        const auto found = findings(w);
        for (const app::Finding& f : found) {
            UNSCOPED_INFO("  " << f.code << " " << f.problem.asset_id << ": " << f.problem.what);
        }
        const app::Finding* finding = one(found, fault.code, fault.id);
        REQUIRE(finding != nullptr);
        CHECK(finding->problem.severity == fault.severity);
        CHECK_FALSE(finding->problem.fix.empty());
        CHECK(app::titleOf(fault.code) != fault.code);
        // No other errors than those this fault brings with it.
        for (const app::Finding& f : found) {
            if (f.problem.severity == Severity::error) {
                CHECK(f.code == fault.code);
            }
        }
    }
}

TEST_CASE("what is missing altogether is said", "[check]")
{
    const TempFolder folder;
    Workspace w = soundCountry(folder);
    w.clear("nodes", "kind = 'core'");
    w.clear("settlements");
    w.clear("grid_nodes");
    w.insert({.table = "grid_nodes",
              .columns = {"grid_node_id", "kind"},
              .rows = {{.values = {"G1", "feeder"}, .geometry = LonLat{34.4, 31.4}}}});
    const auto elevation = w.rasters("elevation")[0].path;
    std::filesystem::remove(folder / elevation);
    auto found = findings(w);
    CHECK(one(found, "no_core", "") != nullptr);
    CHECK(one(found, "no_people", "") != nullptr);
    CHECK(one(found, "no_grid_source", "") != nullptr);
    CHECK(one(found, "raster_missing", elevation) != nullptr);
    w.clear("rasters");
    w.clear("areas");
    found = findings(w);
    CHECK(one(found, "no_elevation", "") != nullptr);
    CHECK(one(found, "no_areas", "") != nullptr);
    // An empty workspace only lacks people.
    const auto empty = findings(Workspace::create(folder / "e.gpkg", ""));
    REQUIRE(empty.size() == 1);
    CHECK(empty[0].code == "no_people");
}

TEST_CASE("an item with two prices is named, and the last one counts", "[check][money]")
{
    const TempFolder folder;
    auto w = soundCountry(folder);
    const auto item = [](double base) {
        return fmt::format(
            R"({{"id": "site.radio", "unit": "USD", "low": 1, "base": {}, "high": 9e4,
                               "currency": "USD", "source": "us"}})",
            base);
    };
    w.setSetting("cost_catalogue", "[" + item(20'000) + "," + item(30'000) + "]", "JSON", "test");
    const auto found = findings(w);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "price_twice");
    CHECK(found[0].problem.what ==
          "the cost catalogue prices site.radio at 20000 and at 30000: the last counts");
    CHECK(app::costsOf(w).find("site.radio")->base == 30'000);
    w.setSetting("cost_catalogue", "[1]", "JSON", "test");
    CHECK(findings(w).front().code == "prices_unreadable");
}

TEST_CASE("circles of actions are named whole", "[check]")
{
    const TempFolder folder;
    Workspace w = soundCountry(folder);
    w.insert(action("K1", "S1", R"(["K2", "R1"])"));
    w.insert(action("K2", "S1", R"(["K3"])"));
    w.insert(action("K3", "S1", R"(["K1"])"));
    const auto found = findings(w);
    const app::Finding* circle = one(found, "action_cycle", "K1");
    REQUIRE(circle != nullptr);
    CHECK(circle->problem.what == "K1 waits for K2 waits for K3 waits for K1");
    CHECK(app::countOf(found, Severity::error) == 1);
}

TEST_CASE("a changed raster, a sea and stale results are noticed", "[check]")
{
    const TempFolder folder;
    Workspace w = soundCountry(folder);
    w.writeResults({.table = "results_x", .columns = {"site_id"}, .rows = {{.values = {"S1"}}}},
                   {{.name = "site_id"}}, geo::GeometryKind::none,
                   {.table = "results_x", .title = "X", .inputs = {"sites"}, .fingerprint = "old"});
    geo::FloatGrid half{{580000, 3560000, 100, 1100, 1300}, 0.0F};
    for (int row = 0; row < half.frame.rows; ++row) {
        for (int col = 600; col < half.frame.cols; ++col) {
            half(col, row) = 50;
        }
    }
    geo::writeRaster(folder / "half.tif", half, {.crs = "EPSG:32636"});
    geo::importElevation(w, {.files = {folder / "half.tif"}, .source = "test"});
    const geo::LonLat atSea = geo::WorkingCrs{"EPSG:32636"}.unproject(geo::XY{630000, 3500000});
    w.insert(site("WET", atSea, "N2"));
    auto found = findings(w);
    CHECK(one(found, "in_the_sea", "WET") != nullptr);
    CHECK(one(found, "in_the_sea", "S1") == nullptr);
    CHECK(one(found, "results_stale", "") != nullptr);
    CHECK(one(found, "raster_changed", w.rasters("elevation")[0].path) == nullptr);
    std::ofstream{folder / w.rasters("elevation")[0].path, std::ios::app} << "x";
    found = findings(w);
    CHECK(one(found, "raster_changed", w.rasters("elevation")[0].path) != nullptr);
}

TEST_CASE("findings know where a row came from, and are kept", "[check]")
{
    const TempFolder folder;
    Workspace w = soundCountry(folder);
    w.clear("nodes", "node_id = 'N2'");
    const auto found = findings(w);
    const app::Finding* hanging = one(found, "transport_unknown", "S1");
    REQUIRE(hanging != nullptr);
    CHECK(hanging->import_id == "I1");
    CHECK(hanging->source_row == 17);
    REQUIRE(hanging->at);
    CHECK(*hanging->at == LonLat{34.61, 31.51});
    app::storeFindings(w, found, today);
    app::storeFindings(w, found, today);
    CHECK(w.count("problems") == static_cast<std::int64_t>(found.size()));
    const Rows kept = w.read("problems", "code = 'transport_unknown'");
    REQUIRE(kept.rows.size() == 1);
    CHECK(kept.textAt(kept.rows[0], "asset_id") == "S1");
    CHECK(std::get<LonLat>(kept.rows[0].geometry) == LonLat{34.61, 31.51});
    const std::string said = app::asText(found, 1);
    CHECK_THAT(said, Catch::Contains("sites S1: hangs on 'N2'") &&
                         Catch::Contains("(import I1, row 17)"));
    const auto json = app::asJson(found);
    CHECK(json["errors"] == app::countOf(found, Severity::error));
    CHECK(json["problems"].size() == found.size());
    CHECK(std::ranges::is_sorted(found, std::ranges::greater{},
                                 [](const app::Finding& f) { return f.problem.severity; }));
}
