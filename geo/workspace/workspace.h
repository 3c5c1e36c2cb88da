#pragma once
// One workspace, one GeoPackage. Reads and writes rows; every write is part of a transaction, so
// that a killed process leaves the old or the new state. Geometry is EPSG:4326. One thread at a
// time per Workspace.
#include "geo/error.h"
#include "geo/workspace/schema.h"
#include "geo/workspace/value.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geo {

struct Row {
    std::vector<Value> values = {}; // one per column of its Rows
    Geometry geometry = {};
};

struct Rows {
    std::string table = {};
    std::vector<std::string> columns = {};
    std::vector<Row> rows = {};

    /// Position of a column; nothing when absent.
    std::optional<std::size_t> find(std::string_view column) const;
    /// Nothing when the column is absent or the value is unknown.
    std::optional<std::string> textAt(const Row& row, std::string_view column) const;
    std::optional<double> numberAt(const Row& row, std::string_view column) const;
};

/// A raster the workspace refers to. `path` is relative to the workspace's folder.
struct RasterEntry {
    std::string kind = {}; // elevation, sea, population, clutter, basemap
    std::string path = {};
    std::string crs = {};
    double resolution_m = 0;
    std::string checksum = {}; // XXH3 of the file, 16 hex digits
    std::string source = {};
    std::string import_id = {};
    std::string note = {}; // JSON: what was done to it, for example which cells were taken as sea
};

/// What a table of results rests on.
struct ResultsEntry {
    std::string table = {}; // results_…
    std::string title = {};
    std::vector<std::string> inputs = {}; // tables the figures rest on
    std::string fingerprint = {};         // of those, when they were read
    std::string parameters = {};          // JSON: model, thresholds, seed
};

enum class Access { read, write };

class Workspace {
public:
    struct Impl;

    /// Makes the file with all tables, styles and settings. Throws Error when it exists already or
    /// cannot be written; nothing is left behind then. `crs` may be empty: picked from the data
    /// later.
    static Workspace create(const std::filesystem::path& file, const std::string& crs);
    /// Throws Error when the file is absent, not a workspace, cut short, newer than this program,
    /// locked for writing by another process, or (Access::write) read-only. Older schemas are
    /// upgraded on Access::write, after a copy NAME.v1.bak.gpkg.
    static Workspace open(const std::filesystem::path& file, Access access);

    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    ~Workspace();

    const std::filesystem::path& file() const;
    /// NAME.files/ beside NAME.gpkg; made when first asked for with write access.
    std::filesystem::path filesFolder() const;
    /// The file a table names by its path beside the workspace ("NAME.files/elevation.tif"). When
    /// the workspace and its folder were renamed together, the file in the folder of the new name.
    std::filesystem::path fileBeside(const std::string& path) const;
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
        Impl* impl_;
        bool open_ = true;
    };

    bool hasTable(const std::string& table) const;
    std::int64_t count(const std::string& table) const;
    /// All rows in insertion order, or those for which `where` (SQL) holds.
    Rows read(const std::string& table, const std::string& where = {}) const;
    /// Columns not named are NULL. Values are fitted to their column (schema.h). All rows or none:
    /// throws Error naming row and column when one does not fit.
    void insert(const Rows& rows);
    /// Each row in the place of the one with its id, whose other columns stay. All or none: throws
    /// Error when there is none, or when a value does not fit.
    void replace(const Rows& rows);
    void clear(const std::string& table, const std::string& where = {});
    /// Deletes rows by their positions in read(table).
    void remove(const std::string& table, const std::vector<std::size_t>& positions);

    /// Makes or replaces a results_* table with the columns and rows given, and registers its
    /// geometry. entry.table is rows.table.
    void writeResults(const Rows& rows, const std::vector<Column>& columns, GeometryKind geometry,
                      const ResultsEntry& entry);
    /// All results tables present.
    std::vector<ResultsEntry> results() const;
    /// Whether the inputs changed since the results were made. True when there are none.
    bool stale(const std::string& resultsTable) const;

    std::vector<RasterEntry> rasters(const std::string& kind = {}) const;
    /// Replaces an entry of the same path.
    void addRaster(const RasterEntry& entry);

    /// XXH3 over the content of the tables named (order of rows counts; row ids, import_id and
    /// source_row do not); 16 hex digits.
    std::string fingerprint(const std::vector<std::string>& tables) const;

private:
    explicit Workspace(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace geo
