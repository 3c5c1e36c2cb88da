#pragma once
// Tables as SQL, and how a GeoPackage wants them registered.
#include "geo/workspace/database.h"
#include "geo/workspace/schema.h"

namespace geo {

/// The mark of a GeoPackage, the tables every GeoPackage has, WGS 84.
void makeGeoPackage(const Database& database);

/// CREATE TABLE with the constraints of the schema.
std::string createSql(const Table& table);

/// Adds (or replaces) the table's entries in gpkg_contents and gpkg_geometry_columns.
void registerTable(const Database& database, const Table& table);
/// Drops the table and all its registrations.
void dropTable(const Database& database, const std::string& table);

/// Creates and registers all tables of the schema, with their styles.
void makeTables(const Database& database);

/// Columns of a table as the file has it.
std::vector<std::string> columnsOf(const Database& database, const std::string& table);
/// The column that holds geometry; empty when there is none.
std::string geometryColumnOf(const Database& database, const std::string& table);

/// Name of the program and its version, as written into results and imports.
std::string programName();

} // namespace geo
