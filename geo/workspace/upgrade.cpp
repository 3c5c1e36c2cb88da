// Older workspaces are brought up to date: each table is compared with the schema and made anew
// where it differs, its rows kept. What cannot be said that way is a step of its own below.
#include "geo/workspace/gpkg_tables.h"
#include "geo/workspace/styles.h"
#include "geo/workspace/views.h"
#include "geo/workspace/workspace_impl.h"

#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

/// Rows that must be changed before the tables take their new shape (a word renamed, a column
/// split). Runs on files older than `before`.
struct Step {
    int before;
    void (*run)(const Database&);
};
// Schema 1 is the first that was given to anybody. 2: settlements without population and pledges
// without amount or currency are kept as unknown (no step: the tables' new shape says all).
constexpr std::array<Step, 0> steps{};

std::string storedSql(const Database& database, const std::string& table)
{
    return database
        .textOf("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = " + sqlText(table))
        .value_or("");
}

/// Columns a user added in QGIS stay, at the end, as they were declared.
std::string withForeignColumns(const Database& database, const Table& table,
                               const std::vector<std::string>& foreign)
{
    std::string sql = createSql(table);
    std::string more;
    for (const std::string& column : foreign) {
        const std::string type =
            database
                .textOf(fmt::format("SELECT type FROM pragma_table_info({}) WHERE name = {}",
                                    sqlText(table.name), sqlText(column)))
                .value_or("");
        more += fmt::format(",\n  {} {}", sqlName(column), type);
    }
    // Before the table's own rule, which SQL wants last.
    const std::size_t end = table.rule.empty() ? sql.rfind("\n)") : sql.rfind(",\n  CHECK (");
    return sql.insert(end, more);
}

void remake(const Database& database, const Table& table)
{
    const std::vector<std::string> old = columnsOf(database, table.name);
    std::vector<std::string> kept;
    std::vector<std::string> foreign;
    for (const std::string& column : old) {
        const bool ours = column == "fid" || table.column(column) != nullptr ||
                          (column == "geom" && table.geometry != GeometryKind::none);
        kept.push_back(sqlName(column));
        if (!ours) {
            foreign.push_back(column);
        }
    }
    const std::string before = "sila_before_upgrade";
    for (const char* part : {"", "_insert", "_update1", "_update2", "_update3", "_update4",
                             "_update5", "_update6", "_update7", "_delete"}) {
        const std::string index = "rtree_" + table.name + "_geom" + part;
        database.run(fmt::format("DROP {} IF EXISTS {}", *part == '\0' ? "TABLE" : "TRIGGER",
                                 sqlName(index)));
    }
    if (database.hasTable("gpkg_extensions")) {
        database.run("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' AND "
                     "table_name = " +
                     sqlText(table.name));
    }
    database.run(fmt::format("ALTER TABLE {} RENAME TO {}", sqlName(table.name), before));
    database.run(withForeignColumns(database, table, foreign));
    database.run(fmt::format("INSERT INTO {0} ({1}) SELECT {1} FROM {2}", sqlName(table.name),
                             fmt::join(kept, ", "), before));
    database.run("DROP TABLE " + before);
}

} // namespace

void upgradeWorkspace(const fs::path& file, const Database& database, int from)
{
    fs::path copy = file;
    copy.replace_extension(fmt::format(".v{}.bak.gpkg", from));
    std::error_code fault;
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing, fault);
    if (fault) {
        throw Error{fmt::format("the copy {} that an upgrade of the workspace leaves cannot be "
                                "written ({})",
                                copy.filename().string(), fault.message()),
                    "Make room, or make the folder writable",
                    {.file = file.string()}};
    }
    WriteScope scope{database};
    dropViews(database); // they hold their tables in the shape they have
    for (const Step& step : steps) {
        if (from < step.before) {
            step.run(database);
        }
    }
    for (const Table& table : schema()) {
        const std::string stored = storedSql(database, table.name);
        if (stored.empty()) {
            database.run(createSql(table));
            registerTable(database, table);
            writeStyle(database, table);
            continue;
        }
        if (stored != createSql(table)) {
            remake(database, table);
            registerTable(database, table);
        }
        refreshStyle(database, table);
    }
    database.run("CREATE INDEX IF NOT EXISTS observations_of_asset ON observations (asset_kind, "
                 "asset_id)");
    makeViews(database);
    putSetting(database, "schema_version", fmt::format("{}", schemaVersion), "", programName());
    scope.commit();
}

} // namespace geo
