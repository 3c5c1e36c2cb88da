#include "geo/workspace/gpkg_tables.h"

#include "geo/workspace/styles.h"
#include "geo/workspace/views.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace geo {
namespace {

constexpr int gpkgApplicationId = 0x47504B47; // "GPKG"
constexpr int gpkgVersion = 10300;

constexpr const char* baseTables = R"(
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
    organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
    definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
    identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
    m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian'),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic'),
    ('WGS 84 geodetic', 4326, 'EPSG', 4326,
     'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',
     'longitude, latitude in degrees');
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
)";

const char* sqlType(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::text:
    case ColumnKind::json:
        return "TEXT";
    case ColumnKind::integer:
        return "INTEGER";
    case ColumnKind::real:
        return "REAL";
    case ColumnKind::flag:
        return "BOOLEAN";
    case ColumnKind::date:
        return "DATE";
    case ColumnKind::time:
        return "DATETIME";
    }
    return "TEXT";
}

std::string geometryType(GeometryKind kind)
{
    switch (kind) {
    case GeometryKind::none:
        return {};
    case GeometryKind::point:
        return "POINT";
    case GeometryKind::line:
        return "MULTILINESTRING";
    case GeometryKind::polygon:
        return "MULTIPOLYGON";
    case GeometryKind::pointOrPolygon:
        return "GEOMETRY";
    }
    return {};
}

/// What must hold for the column's values, also for those edited in other programs.
std::vector<std::string> checks(const Column& column)
{
    const std::string name = sqlName(column.name);
    std::vector<std::string> all;
    if (!column.words.empty()) {
        std::vector<std::string> words;
        for (const std::string& word : column.words) {
            words.push_back(sqlText(word));
        }
        all.push_back(fmt::format("{} IN ({})", name, fmt::join(words, ", ")));
    } else if (column.kind == ColumnKind::text && column.required) {
        all.push_back(fmt::format("length(trim({})) > 0", name));
    }
    switch (column.kind) {
    case ColumnKind::text:
        break;
    case ColumnKind::integer:
        all.push_back(fmt::format("typeof({}) IN ('integer', 'null')", name));
        break;
    case ColumnKind::real:
        all.push_back(fmt::format("typeof({}) IN ('real', 'null')", name));
        break;
    case ColumnKind::flag:
        all.push_back(fmt::format("{} IN (0, 1)", name));
        break;
    case ColumnKind::date:
        all.push_back(fmt::format("date({0}) IS {0}", name));
        break;
    case ColumnKind::time:
        all.push_back(
            fmt::format("{0} IS NULL OR ({0} LIKE '____-__-__T__:__:__%Z' AND julianday({0}) "
                        "IS NOT NULL)",
                        name));
        break;
    case ColumnKind::json:
        all.push_back(fmt::format("{0} IS NULL OR json_valid({0})", name));
        break;
    }
    if (column.min) {
        all.push_back(fmt::format("{} >= {}", name, *column.min));
    }
    if (column.max) {
        all.push_back(fmt::format("{} <= {}", name, *column.max));
    }
    return all;
}

} // namespace

void makeGeoPackage(const Database& database)
{
    database.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};",
                             gpkgApplicationId, gpkgVersion));
    database.run(baseTables);
    database.run("INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES "
                 "('layer_styles', 'attributes', 'layer_styles')");
}

std::string createSql(const Table& table)
{
    std::string sql = fmt::format("CREATE TABLE {} (\n  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT "
                                  "NULL",
                                  sqlName(table.name));
    if (table.geometry != GeometryKind::none) {
        sql += fmt::format(",\n  geom {}", geometryType(table.geometry));
    }
    for (const Column& column : table.columns) {
        sql += fmt::format(",\n  {} {}", sqlName(column.name), sqlType(column.kind));
        if (column.required) {
            sql += " NOT NULL";
        }
        if (column.name == table.key) {
            sql += " UNIQUE";
        }
        for (const std::string& check : checks(column)) {
            sql += fmt::format(" CHECK ({})", check);
        }
    }
    if (!table.rule.empty()) {
        sql += fmt::format(",\n  CHECK ({})", table.rule);
    }
    return sql + "\n)";
}

void registerTable(const Database& database, const Table& table)
{
    const bool spatial = table.geometry != GeometryKind::none;
    database.run("DELETE FROM gpkg_geometry_columns WHERE table_name = " + sqlText(table.name));
    database.run("DELETE FROM gpkg_contents WHERE table_name = " + sqlText(table.name));
    Statement contents = database.prepare("INSERT INTO gpkg_contents (table_name, data_type, "
                                          "identifier, description, srs_id) VALUES (?,?,?,?,?)");
    contents.bind(1, Value{table.name});
    contents.bind(2, Value{spatial ? "features" : "attributes"});
    contents.bind(3, Value{table.title});
    contents.bind(4, Value{table.doc});
    contents.bind(5, spatial ? Value{std::int64_t{4326}} : Value{});
    contents.step();
    if (spatial) {
        database.run(fmt::format("INSERT INTO gpkg_geometry_columns VALUES ({}, 'geom', '{}', "
                                 "4326, 0, 0)",
                                 sqlText(table.name), geometryType(table.geometry)));
    }
}

void dropTable(const Database& database, const std::string& table)
{
    const std::string name = sqlText(table);
    // A spatial index made in QGIS goes with its table.
    if (database.hasTable("rtree_" + table + "_geom")) {
        database.run("DROP TABLE " + sqlName("rtree_" + table + "_geom"));
    }
    for (const char* registry :
         {"gpkg_extensions", "gpkg_ogr_contents", "gpkg_geometry_columns", "gpkg_contents"}) {
        if (database.hasTable(registry)) {
            database.run(fmt::format("DELETE FROM {} WHERE table_name = {}", registry, name));
        }
    }
    database.run("DELETE FROM layer_styles WHERE f_table_name = " + name);
    database.run("DROP TABLE IF EXISTS " + sqlName(table));
}

void makeTables(const Database& database)
{
    for (const Table& table : schema()) {
        database.run(createSql(table));
        registerTable(database, table);
        writeStyle(database, table);
    }
    database.run("CREATE INDEX observations_of_asset ON observations (asset_kind, asset_id)");
    makeViews(database);
}

std::vector<std::string> columnsOf(const Database& database, const std::string& table)
{
    std::vector<std::string> columns;
    Statement query = database.prepare("SELECT name FROM pragma_table_info(?)");
    query.bind(1, Value{table});
    while (query.step()) {
        columns.push_back(query.text(0));
    }
    return columns;
}

std::string geometryColumnOf(const Database& database, const std::string& table)
{
    return database
        .textOf("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = " +
                sqlText(table))
        .value_or("");
}

std::string programName()
{
    return "sila " SILA_VERSION;
}

} // namespace geo
