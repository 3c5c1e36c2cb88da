#pragma once
// One workspace, one GeoPackage. Reads and writes rows; every write is part of a transaction, so
// that a killed process leaves the old or the new state. Geometry is EPSG:4326.
#include "geo/crs/position.h"
#include "geo/error.h"
#include "geo/workspace/schema.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace geo {

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
using Geometry =
    std::variant<std::monostate, LonLat, std::vector<LineOf<LonLat>>, MultiPolygonOf<LonLat>>;

bool isNull(const Value& value);
/// Number or text of a value in one way, for messages and CSV: shortest text that reads back.
std::string text(const Value& value);

struct Row {
    std::vector<Value> values; // one per column of its Rows
    Geometry geometry = {};
};

struct Rows {
    std::string table;
    std::vector<std::string> columns;
    std::vector<Row> rows;

    /// Position of a column; nothing when absent.
    std::optional<std::size_t> find(std::string_view column) const;
    std::optional<std::string> textAt(const Row& row, std::string_view column) const;
    std::optional<double> numberAt(const Row& row, std::string_view column) const;
};

/// A raster the workspace refers to. `path` is relative to the workspace's folder.
struct RasterEntry {
    std::string kind; // elevation, population, clutter, basemap
    std::string path;
    std::string crs;
    double resolution_m = 0;
    std::string checksum; // XXH3 of the file, 16 hex digits
    std::string source;
    std::string import_id;
};

enum class Access { read, write };

class Workspace {
public:
    /// Makes the file with all tables, styles and settings. Throws Error when it exists already or
    /// cannot be written; nothing is left behind then.
    static Workspace create(const std::filesystem::path& file, const std::string& crs);
    /// Throws Error when the file is absent, not a workspace, newer than this program, locked for
    /// writing by another process, or (Access::write) read-only. Older schemas are upgraded on
    /// Access::write, after a copy NAME.v1.bak.gpkg.
    static Workspace open(const std::filesystem::path& file, Access access);

    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    ~Workspace();

    const std::filesystem::path& file() const;
    /// NAME.files/ beside NAME.gpkg; made when first asked for with write access.
    std::filesystem::path filesFolder() const;
    std::string crs() const; // working CRS, for example "EPSG:32636"; empty until known
    void setCrs(const std::string& code);

    std::optional<std::string> setting(const std::string& key) const;
    void setSetting(const std::string& key, const std::string& value, const std::string& unit,
                    const std::string& source);

    /// Everything written between begin and commit appears at once or not at all. Throwing past a
    /// Transaction rolls back. Not nested.
    class Transaction {
    public:
        explicit Transaction(Workspace& workspace);
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        ~Transaction();
        void commit();

    private:
        Workspace* workspace_;
        bool open_ = true;
    };

    bool hasTable(const std::string& table) const;
    std::int64_t count(const std::string& table) const;
    /// All rows in insertion order, or those for which `where` (SQL) holds.
    Rows read(const std::string& table, const std::string& where = {}) const;
    /// Columns not named are NULL. Throws Error naming row and column when a constraint fails.
    void insert(const Rows& rows);
    void clear(const std::string& table, const std::string& where = {});
    /// Makes or replaces a results_* table with the columns and rows given, and registers its
    /// geometry. `fingerprint` is that of the inputs the results rest on.
    void writeResults(const Rows& rows, const std::vector<Column>& columns, GeometryKind geometry,
                      const std::string& title, const std::string& fingerprint);
    std::optional<std::string> resultsFingerprint(const std::string& table) const;

    std::vector<RasterEntry> rasters(const std::string& kind = {}) const;
    void addRaster(const RasterEntry& entry);

    /// XXH3 over the content of the tables named, independent of row ids and of insertion of
    /// results; 16 hex digits.
    std::string fingerprint(const std::vector<std::string>& tables) const;

    struct Impl;

private:
    explicit Workspace(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace geo
