#pragma once
// What a Workspace is inside; for the .cpp files of this folder.
#include "geo/workspace/database.h"
#include "geo/workspace/workspace.h"

namespace geo {

struct Workspace::Impl {
    std::filesystem::path file;
    Access access = Access::read;
    Database database;

    /// Throws Error when opened for reading.
    void wantWrite() const;
    Place place(const std::string& table) const;
    /// Inserts into a table that is there; columns in the order of rows.columns.
    void insert(const Rows& rows, const std::vector<Column>& columns, GeometryKind geometry);
    /// Runs a statement for each row; its first parameters are the geometry, if any, and the
    /// columns, then as one more the key, if it is asked for.
    void put(const Rows& rows, const std::vector<Column>& columns, GeometryKind geometry,
             const std::string& sql, const std::string& key = {});
};

/// Schema version of the file; nothing when it is not a workspace.
std::optional<int> schemaVersionOf(const Database& database);
/// Brings an older workspace up to schemaVersion, after a copy NAME.vN.bak.gpkg.
void upgradeWorkspace(const std::filesystem::path& file, const Database& database, int from);
void putSetting(const Database& database, const std::string& key, const std::string& value,
                const std::string& unit, const std::string& source);

} // namespace geo
