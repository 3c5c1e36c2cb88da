#include "geo/workspace/workspace.h"

#include "geo/crs/crs.h"
#include "geo/workspace/gpkg_tables.h"
#include "geo/workspace/workspace_impl.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>

namespace geo {

std::optional<std::size_t> Rows::find(std::string_view column) const
{
    const auto found = std::ranges::find(columns, column);
    if (found == columns.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - columns.begin());
}

std::optional<std::string> Rows::textAt(const Row& row, std::string_view column) const
{
    const auto at = find(column);
    if (!at || isNull(row.values[*at])) {
        return std::nullopt;
    }
    return geo::text(row.values[*at]);
}

std::optional<double> Rows::numberAt(const Row& row, std::string_view column) const
{
    const auto at = find(column);
    if (!at) {
        return std::nullopt;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&row.values[*at])) {
        return static_cast<double>(*whole);
    }
    if (const auto* real = std::get_if<double>(&row.values[*at])) {
        return *real;
    }
    return std::nullopt;
}

void Workspace::Impl::wantWrite() const
{
    if (access != Access::write) {
        throw Error{"was opened for reading only",
                    "This is a fault of the program; report it",
                    {.file = file.string()}};
    }
}

Place Workspace::Impl::place(const std::string& table) const
{
    return {.file = file.string(), .layer = table};
}

void putSetting(const Database& database, const std::string& key, const std::string& value,
                const std::string& unit, const std::string& source)
{
    Statement put = database.prepare("INSERT INTO settings (key, value, unit, source) VALUES "
                                     "(?1,?2,?3,?4) ON CONFLICT (key) DO UPDATE SET value = ?2, "
                                     "unit = ?3, source = ?4");
    const auto orNull = [](const std::string& text) {
        return text.empty() ? Value{} : Value{text};
    };
    put.bind(1, Value{key});
    put.bind(2, orNull(value));
    put.bind(3, orNull(unit));
    put.bind(4, orNull(source));
    put.step();
}

Workspace::Workspace(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

const std::filesystem::path& Workspace::file() const
{
    return impl_->file;
}

std::filesystem::path Workspace::filesFolder() const
{
    std::filesystem::path folder = impl_->file;
    folder.replace_extension(".files");
    if (impl_->access == Access::write) {
        std::error_code fault;
        std::filesystem::create_directories(folder, fault);
        if (fault) {
            throw Error{fmt::format("the folder cannot be made ({})", fault.message()),
                        "Check that you may write beside the workspace",
                        {.file = folder.string()}};
        }
    }
    return folder;
}

std::filesystem::path Workspace::fileBeside(const std::string& path) const
{
    const std::filesystem::path& workspace = impl_->file;
    const std::filesystem::path recorded = path;
    std::filesystem::path named = workspace.parent_path() / recorded;
    std::error_code code;
    if (recorded.begin() == recorded.end() || std::filesystem::exists(named, code)) {
        return named;
    }
    std::filesystem::path renamed = workspace;
    renamed.replace_extension(".files");
    std::for_each(std::next(recorded.begin()), recorded.end(),
                  [&](const std::filesystem::path& part) { renamed /= part; });
    return std::filesystem::exists(renamed, code) ? renamed : named;
}

std::string Workspace::crs() const
{
    return setting("crs").value_or("");
}

void Workspace::setCrs(const std::string& code)
{
    const WorkingCrs known{code}; // throws when it is of no use
    setSetting("crs", known.code(), "", known.name());
}

std::optional<std::string> Workspace::setting(const std::string& key) const
{
    return impl_->database.textOf("SELECT value FROM settings WHERE key = " + sqlText(key));
}

void Workspace::setSetting(const std::string& key, const std::string& value,
                           const std::string& unit, const std::string& source)
{
    impl_->wantWrite();
    putSetting(impl_->database, key, value, unit, source);
}

Workspace::Transaction::Transaction(Workspace& workspace) : impl_{workspace.impl_.get()}
{
    impl_->wantWrite();
    impl_->database.run("BEGIN IMMEDIATE");
}

Workspace::Transaction::~Transaction()
{
    if (open_ && impl_->database.inTransaction()) {
        sqlite3_exec(impl_->database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Workspace::Transaction::commit()
{
    impl_->database.run("COMMIT");
    open_ = false;
}

bool Workspace::hasTable(const std::string& table) const
{
    return impl_->database.hasTable(table);
}

namespace {

void wantTable(const Database& database, const std::string& table)
{
    if (!database.hasTable(table)) {
        throw Error{"the workspace has no such table",
                    "Run the command that makes it, or open the workspace for writing once so "
                    "that it is upgraded",
                    {.file = database.name(), .layer = table}};
    }
}

} // namespace

std::int64_t Workspace::count(const std::string& table) const
{
    wantTable(impl_->database, table);
    return impl_->database.numberOf("SELECT count(*) FROM " + sqlName(table));
}

Rows Workspace::read(const std::string& table, const std::string& where) const
{
    const Database& database = impl_->database;
    wantTable(database, table);
    const std::string geometry = geometryColumnOf(database, table);
    Rows rows{.table = table, .columns = {}, .rows = {}};
    std::string select = geometry.empty() ? "NULL" : sqlName(geometry);
    bool numbered = false; // views have no fid
    for (const std::string& column : columnsOf(database, table)) {
        numbered = numbered || column == "fid";
        if (column != "fid" && column != geometry) {
            rows.columns.push_back(column);
            select += ", " + sqlName(column);
        }
    }
    Statement query = database.prepare(
        fmt::format("SELECT {}{} FROM {}{}{}", select, numbered ? ", fid" : "", sqlName(table),
                    where.empty() ? "" : " WHERE " + where, numbered ? " ORDER BY fid" : ""));
    const int columns = static_cast<int>(rows.columns.size());
    while (query.step()) {
        Row row;
        row.values.reserve(rows.columns.size());
        for (int i = 1; i <= columns; ++i) {
            row.values.push_back(query.value(i));
        }
        auto shape = readGpkgBlob(query.blob(0));
        if (!shape) {
            throw Error{"the geometry cannot be read",
                        "Repair or delete the feature in QGIS: it should be one point, line or "
                        "polygon as the table asks for",
                        {.file = database.name(),
                         .layer = table,
                         .feature = static_cast<std::int64_t>(rows.rows.size()) + 1,
                         .field = geometry}};
        }
        row.geometry = std::move(*shape);
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

namespace {

/// The columns of the rows, as the schema has them.
std::vector<Column> columnsFor(const Rows& rows, const Table* table, const Place& place)
{
    if (table == nullptr) {
        throw Error{"the workspace has no such table", "Take one of docs/workspace.md", place};
    }
    std::vector<Column> columns;
    for (const std::string& name : rows.columns) {
        const Column* column = table->column(name);
        if (column == nullptr) {
            Place where = place;
            where.field = name;
            throw Error{"the table has no such column", "Take one of docs/workspace.md", where};
        }
        columns.push_back(*column);
    }
    return columns;
}

} // namespace

void Workspace::insert(const Rows& rows)
{
    impl_->wantWrite();
    const Table* table = findTable(rows.table);
    const std::vector<Column> columns = columnsFor(rows, table, impl_->place(rows.table));
    for (const Column& column : table->columns) {
        if (column.required && !rows.find(column.name) && !rows.rows.empty()) {
            Place place = impl_->place(rows.table);
            place.field = column.name;
            throw Error{"is missing", "Every row of this table needs it", place};
        }
    }
    impl_->insert(rows, columns, table->geometry);
}

void Workspace::replace(const Rows& rows)
{
    impl_->wantWrite();
    const Table* table = findTable(rows.table);
    const std::vector<Column> columns = columnsFor(rows, table, impl_->place(rows.table));
    if (table->key.empty() || !rows.find(table->key)) {
        throw Error{"its rows cannot be told apart", "Name its id", impl_->place(rows.table)};
    }
    std::string sets = table->geometry == GeometryKind::none ? "" : "geom = ?";
    for (const Column& column : columns) {
        sets += (sets.empty() ? "" : ", ") + sqlName(column.name) + " = ?";
    }
    impl_->put(rows, columns, table->geometry,
               fmt::format("UPDATE {} SET {} WHERE {} = ?", sqlName(rows.table), sets,
                           sqlName(table->key)),
               table->key);
}

void Workspace::Impl::insert(const Rows& rows, const std::vector<Column>& columns,
                             GeometryKind geometry)
{
    std::string names = geometry == GeometryKind::none ? "" : "geom";
    std::string marks = geometry == GeometryKind::none ? "" : "?";
    for (const Column& column : columns) {
        names += (names.empty() ? "" : ", ") + sqlName(column.name);
        marks += marks.empty() ? "?" : ",?";
    }
    put(rows, columns, geometry,
        fmt::format("INSERT INTO {} ({}) VALUES ({})", sqlName(rows.table), names, marks));
}

void Workspace::Impl::put(const Rows& rows, const std::vector<Column>& columns,
                          GeometryKind geometry, const std::string& sql, const std::string& key)
{
    if (rows.rows.empty()) {
        return;
    }
    const int first = geometry == GeometryKind::none ? 1 : 2;
    const auto sourceRow = rows.find("source_row");
    const Table* table = findTable(rows.table);
    WriteScope scope{database};
    Statement put = database.prepare(sql);
    for (std::size_t r = 0; r < rows.rows.size(); ++r) {
        const Row& row = rows.rows[r];
        Place where = place(rows.table);
        where.feature = static_cast<std::int64_t>(r) + 1;
        if (sourceRow && std::holds_alternative<std::int64_t>(row.values.at(*sourceRow))) {
            where.feature = std::get<std::int64_t>(row.values[*sourceRow]);
        }
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto answer = fitted(columns[c], row.values.at(c));
            if (const auto* unfit = std::get_if<Unfit>(&answer)) {
                where.field = columns[c].name;
                throw Error{unfit->reason, "Correct the value", where};
            }
            put.bind(first + static_cast<int>(c), std::get<Value>(answer));
        }
        if (const auto fault = geometryFault(row.geometry, geometry)) {
            where.field = "geom";
            throw Error{*fault, "Correct the geometry", where};
        }
        if (geometry != GeometryKind::none) {
            put.bind(1, gpkgBlob(row.geometry));
        }
        if (!key.empty()) {
            put.bind(first + static_cast<int>(columns.size()), row.values[*rows.find(key)]);
        }
        const int code = put.runOnce();
        if ((code & 0xFF) == SQLITE_CONSTRAINT) {
            if (table != nullptr && code == SQLITE_CONSTRAINT_UNIQUE) {
                where.field = table->key;
                throw Error{
                    fmt::format("'{}' is there already", rows.textAt(row, table->key).value_or("")),
                    "Ids must differ; keep one of the two rows", where};
            }
            const bool rule = table != nullptr && !table->rule_doc.empty();
            throw Error{rule ? table->rule_doc : sqlite3_errmsg(database.handle()),
                        "Correct the row", where};
        }
        if (code != SQLITE_DONE) {
            database.fail(code, where);
        }
        if (!key.empty() && sqlite3_changes(database.handle()) == 0) {
            where.field = key;
            throw Error{fmt::format("'{}' is not there", rows.textAt(row, key).value_or("")),
                        "Import it", where};
        }
    }
    scope.commit();
}

void Workspace::clear(const std::string& table, const std::string& where)
{
    impl_->wantWrite();
    wantTable(impl_->database, table);
    impl_->database.run("DELETE FROM " + sqlName(table) + (where.empty() ? "" : " WHERE " + where));
}

void Workspace::remove(const std::string& table, const std::vector<std::size_t>& positions)
{
    impl_->wantWrite();
    wantTable(impl_->database, table);
    std::vector<Value> numbers;
    Statement all =
        impl_->database.prepare(fmt::format("SELECT fid FROM {} ORDER BY fid", sqlName(table)));
    while (all.step()) {
        numbers.push_back(all.value(0));
    }
    WriteScope scope{impl_->database};
    Statement one =
        impl_->database.prepare(fmt::format("DELETE FROM {} WHERE fid = ?", sqlName(table)));
    for (const std::size_t position : positions) {
        one.bind(1, numbers.at(position));
        if (const int code = one.runOnce(); code != SQLITE_DONE) {
            impl_->database.fail(code, impl_->place(table));
        }
    }
    scope.commit();
}

} // namespace geo
