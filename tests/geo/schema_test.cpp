#include "geo/workspace/result_tables.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <set>

TEST_CASE("docs/workspace.md is what the program says", "[workspace]")
{
    std::ifstream in{std::filesystem::path{SILA_SOURCE} / "docs/workspace.md"};
    const std::string page{std::istreambuf_iterator<char>{in}, {}};
    INFO("write it anew: sila schema --markdown > docs/workspace.md");
    CHECK(page == geo::schemaAsMarkdown());
}

TEST_CASE("every column of a told table of results says what it is", "[workspace]")
{
    std::set<std::string> tables;
    for (const geo::Table& table : geo::resultTables()) {
        INFO(table.name);
        CHECK(table.name.starts_with("results_"));
        CHECK(tables.insert(table.name).second);
        CHECK(geo::findResultTable(table.name) == &table);
        CHECK_FALSE(table.doc.empty());
        CHECK((table.key.empty() || table.column(table.key) != nullptr));
        for (const geo::Column& column : table.columns) {
            INFO(column.name);
            CHECK_FALSE(column.doc.empty());
        }
    }
    CHECK(tables.contains("results_technology"));
    CHECK(tables.contains("results_candidates"));
    CHECK(geo::findResultTable("results_nothing") == nullptr);
}

TEST_CASE("the schema holds together", "[workspace]")
{
    std::set<std::string> tables;
    std::set<std::string> titles;
    for (const geo::Table& table : geo::schema()) {
        INFO(table.name);
        CHECK(tables.insert(table.name).second);
        CHECK(titles.insert(table.title).second);
        CHECK_FALSE(table.doc.empty());
        CHECK((table.key.empty() ||
               (table.column(table.key) != nullptr && table.column(table.key)->required)));
        std::set<std::string> columns{"fid", "geom"};
        for (const geo::Column& column : table.columns) {
            INFO(column.name);
            CHECK(columns.insert(column.name).second);
            CHECK_FALSE(column.doc.empty());
            CHECK((!column.min || !column.max || *column.min < *column.max));
        }
        if (table.role == geo::TableRole::input) {
            for (const char* name : {"synthetic", "import_id", "source_row", "extra"}) {
                CHECK(table.column(name) != nullptr);
            }
        }
    }
}

TEST_CASE("every column the workspace promises is there", "[workspace]")
{
    // Names from the design of the workspace; they are fixed, files with these headers import
    // without a mapping.
    const auto [name, columns] = GENERATE(table<std::string, std::vector<std::string>>({
        {"sites",
         {"site_id", "name", "name_local", "operator", "owner", "structure", "structure_height_m",
          "transport_id", "grid_node_id", "load_kw", "battery_h", "generator_kw", "fuel_l_per_h",
          "fuel_on_hand_l", "tank_l", "solar_kw", "area_code", "note"}},
        {"cells",
         {"cell_id", "site_id", "technology", "frequency_mhz", "eirp_dbm", "height_m",
          "azimuth_deg", "beamwidth_deg", "tilt_deg", "antenna", "bandwidth_mhz"}},
        {"nodes",
         {"node_id", "name", "kind", "owner", "grid_node_id", "load_kw", "battery_h",
          "generator_kw", "fuel_l_per_h", "fuel_on_hand_l", "area_code"}},
        {"spans",
         {"span_id", "from_id", "to_id", "owner", "role", "deployment", "length_km", "fibre_count",
          "capacity_gbps", "corridor_id", "inferred"}},
        {"links",
         {"link_id", "from_id", "to_id", "kind", "frequency_ghz", "capacity_mbps", "owner"}},
        {"settlements",
         {"settlement_id", "name", "name_local", "population", "population_date", "radius_m",
          "area_code"}},
        {"facilities",
         {"facility_id", "kind", "name", "users", "connection", "has_grid", "area_code"}},
        {"areas", {"area_code", "name", "name_local", "level", "parent_code", "population"}},
        {"zones", {"zone_id", "access", "from_date", "to_date", "reason"}},
        {"roads", {"road_id", "class", "speed_kmh", "oneway", "passable"}},
        {"observations",
         {"asset_id", "asset_kind", "status", "damage", "cause", "observed_at", "source",
          "confidence", "note"}},
        {"actions",
         {"action_id", "asset_id", "kind", "cost_usd", "crew_days", "skill", "duration_days",
          "parts", "after_ids", "earliest", "latest", "origin"}},
        {"supply", {"resource", "from_date", "to_date", "per_day", "amount", "place"}},
        {"pledges",
         {"pledge_id", "donor", "amount", "currency", "pledged_on", "status", "purpose",
          "area_code", "year_from", "year_to", "source"}},
        {"settings", {"key", "value", "unit", "source"}},
    }));
    REQUIRE(geo::findTable(name) != nullptr);
    for (const std::string& column : columns) {
        INFO(name << "." << column);
        CHECK(geo::findTable(name)->column(column) != nullptr);
    }
}

TEST_CASE("values are spelled in one way", "[workspace]")
{
    const geo::Column real{.name = "x", .kind = geo::ColumnKind::real, .min = 0.0, .max = 1.0};
    CHECK(std::get<geo::Value>(geo::fitted(real, "0.5")) == geo::Value{0.5});
    CHECK(std::get<geo::Value>(geo::fitted(real, " ")) == geo::Value{});
    CHECK(std::get<geo::Value>(geo::fitted(real, std::nan(""))) == geo::Value{});
    CHECK(std::get<geo::Unfit>(geo::fitted(real, 2.0)).reason == "is '2', must be 0 to 1");
    CHECK(std::get<geo::Unfit>(geo::fitted(real, "1,5")).reason == "is '1,5', must be a number");
    const geo::Column whole{.name = "x", .kind = geo::ColumnKind::integer};
    CHECK(std::get<geo::Value>(geo::fitted(whole, 3.0)) == geo::Value{std::int64_t{3}});
    CHECK(std::holds_alternative<geo::Unfit>(geo::fitted(whole, 3.5)));
    const geo::Column time{.name = "x", .kind = geo::ColumnKind::time};
    CHECK(std::get<geo::Value>(geo::fitted(time, "2026-11-22 08:30+02:00")) ==
          geo::Value{"2026-11-22T06:30:00.000Z"});
    const geo::Column flag{.name = "x", .kind = geo::ColumnKind::flag};
    CHECK(std::get<geo::Value>(geo::fitted(flag, "1")) == geo::Value{std::int64_t{1}});
    CHECK(std::holds_alternative<geo::Unfit>(geo::fitted(flag, "yes")));
    const geo::Column words{.name = "x", .words = {"mast", "tower"}};
    CHECK(std::get<geo::Value>(geo::fitted(words, " Mast ")) == geo::Value{"mast"});
    const geo::Column list{.name = "x", .kind = geo::ColumnKind::json};
    CHECK(std::holds_alternative<geo::Unfit>(geo::fitted(list, "A1, A2")));
    CHECK(std::get<geo::Value>(geo::fitted(list, R"(["A1"])")) == geo::Value{R"(["A1"])"});
}
