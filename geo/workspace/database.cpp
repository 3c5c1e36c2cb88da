#include "geo/workspace/database.h"

#include <fmt/format.h>

namespace geo {
namespace {

constexpr int patience_ms = 2000; // a moment's wait for another program's short write

std::string utf8(const std::filesystem::path& path)
{
    const std::u8string spelled = path.u8string();
    return {spelled.begin(), spelled.end()};
}

/// ST_MinX and the like: QGIS's spatial indexes call them from triggers.
template <double Box::*edge>
void extentFunction(sqlite3_context* context, int, sqlite3_value** arguments)
{
    const auto* data = static_cast<const std::byte*>(sqlite3_value_blob(arguments[0]));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    const auto geometry = readGpkgBlob({data, size});
    const Box box = geometry ? extent(*geometry) : Box{};
    if (box.empty()) {
        sqlite3_result_null(context);
    } else {
        sqlite3_result_double(context, box.*edge);
    }
}

void emptyFunction(sqlite3_context* context, int, sqlite3_value** arguments)
{
    const auto* data = static_cast<const std::byte*>(sqlite3_value_blob(arguments[0]));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    const auto geometry = readGpkgBlob({data, size});
    sqlite3_result_int(context, !geometry || extent(*geometry).empty() ? 1 : 0);
}

void addFunctions(sqlite3* db)
{
    const auto add = [db](const char* name,
                          void (*function)(sqlite3_context*, int, sqlite3_value**)) {
        sqlite3_create_function_v2(db, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                                   function, nullptr, nullptr, nullptr);
    };
    add("ST_MinX", extentFunction<&Box::min_x>);
    add("ST_MaxX", extentFunction<&Box::max_x>);
    add("ST_MinY", extentFunction<&Box::min_y>);
    add("ST_MaxY", extentFunction<&Box::max_y>);
    add("ST_IsEmpty", emptyFunction);
}

} // namespace

Database::Database(const std::filesystem::path& file, int flags) : name_{utf8(file)}
{
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(name_.c_str(), &db, flags, nullptr);
    db_.reset(db);
    if (code != SQLITE_OK) {
        fail(code);
    }
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, patience_ms);
    addFunctions(db);
}

void Database::fail(int code, const Place& place) const
{
    Place where = place;
    if (where.file.empty()) {
        where.file = name_;
    }
    const std::string said = db_ ? sqlite3_errmsg(db_.get()) : sqlite3_errstr(code);
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Error{"another program is writing to it",
                    "Close it there (QGIS, another sila) or wait until it is done, then try again",
                    where};
    case SQLITE_READONLY:
        throw Error{"may not be written",
                    "Make the file and its folder writable, or copy the workspace elsewhere",
                    where};
    case SQLITE_FULL:
        throw Error{"the disk is full; the workspace is as it was",
                    "Make room on the disk, then try again", where};
    case SQLITE_IOERR:
        throw Error{fmt::format("the disk does not let us read or write ({}); the workspace is as "
                                "it was",
                                said),
                    "Check the disk's free space and the cable, then try again", where};
    case SQLITE_CANTOPEN:
        throw Error{fmt::format("cannot be opened ({})", said),
                    "Check the name, and that you may read and write in its folder", where};
    case SQLITE_NOTADB:
        throw Error{"is not a workspace: it is not a GeoPackage at all",
                    "Make one with `sila new`, or bring the data in with `sila import`", where};
    case SQLITE_CORRUPT:
        throw Error{"is damaged: SQLite cannot read all of it",
                    "Go back to a copy; `sqlite3 FILE .recover` may save some of the data", where};
    case SQLITE_NOMEM:
        throw std::bad_alloc{};
    default:
        throw Error{fmt::format("the database says: {}", said), "", where};
    }
}

void Database::run(const std::string& sql) const
{
    const int code = sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(code);
    }
}

Statement Database::prepare(std::string_view sql) const
{
    return {*this, sql};
}

std::optional<std::string> Database::textOf(const std::string& sql) const
{
    Statement query = prepare(sql);
    if (!query.step() || isNull(query.value(0))) {
        return std::nullopt;
    }
    return query.text(0);
}

std::int64_t Database::numberOf(const std::string& sql) const
{
    Statement query = prepare(sql);
    if (!query.step()) {
        return 0;
    }
    const Value value = query.value(0);
    const auto* number = std::get_if<std::int64_t>(&value);
    return number == nullptr ? 0 : *number;
}

bool Database::hasTable(const std::string& table) const
{
    return numberOf("SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'view') AND "
                    "name = " +
                    sqlText(table)) > 0;
}

Statement::Statement(const Database& database, std::string_view sql) : database_{&database}
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                        &statement, nullptr);
    statement_.reset(statement);
    if (code != SQLITE_OK) {
        database.fail(code);
    }
}

namespace {
struct Bind {
    sqlite3_stmt* statement;
    int index;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, index, value); }
    int operator()(double value) const { return sqlite3_bind_double(statement, index, value); }
    int operator()(const std::string& value) const
    {
        return sqlite3_bind_text64(statement, index, value.data(), value.size(), SQLITE_TRANSIENT,
                                   SQLITE_UTF8);
    }
};
} // namespace

void Statement::bind(int index, const Value& value)
{
    const int code = std::visit(Bind{statement_.get(), index}, value);
    if (code != SQLITE_OK) {
        database_->fail(code);
    }
}

void Statement::bind(int index, const Bytes& blob)
{
    const int code = blob.empty() ? sqlite3_bind_null(statement_.get(), index)
                                  : sqlite3_bind_blob64(statement_.get(), index, blob.data(),
                                                        blob.size(), SQLITE_TRANSIENT);
    if (code != SQLITE_OK) {
        database_->fail(code);
    }
}

bool Statement::step()
{
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        database_->fail(code);
    }
    return code == SQLITE_ROW;
}

int Statement::runOnce()
{
    const int code = sqlite3_step(statement_.get());
    sqlite3_reset(statement_.get());
    return code;
}

Value Statement::value(int column) const
{
    switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
        return std::int64_t{sqlite3_column_int64(statement_.get(), column)};
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement_.get(), column);
    case SQLITE_TEXT:
        return text(column);
    default:
        return {};
    }
}

std::string Statement::text(int column) const
{
    const auto* letters =
        reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return letters == nullptr ? std::string{} : std::string{letters, size};
}

bool Statement::isBlob(int column) const
{
    return sqlite3_column_type(statement_.get(), column) == SQLITE_BLOB;
}

std::span<const std::byte> Statement::blob(int column) const
{
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return {data, data == nullptr ? 0 : size};
}

namespace {
std::string wrapped(std::string_view text, char quote)
{
    std::string out{quote};
    for (const char c : text) {
        out += c;
        if (c == quote) {
            out += quote;
        }
    }
    out += quote;
    return out;
}
} // namespace

std::string sqlName(std::string_view name)
{
    return wrapped(name, '"');
}

std::string sqlText(std::string_view text)
{
    return wrapped(text, '\'');
}

WriteScope::WriteScope(const Database& database)
    : database_{&database}, outermost_{!database.inTransaction()}
{
    database.run(outermost_ ? "BEGIN IMMEDIATE" : "SAVEPOINT sila");
}

WriteScope::~WriteScope()
{
    if (!open_) {
        return;
    }
    // SQLite may have rolled back by itself (full disk); then there is nothing left to do.
    if (database_->inTransaction()) {
        sqlite3_exec(database_->handle(), outermost_ ? "ROLLBACK" : "ROLLBACK TO sila", nullptr,
                     nullptr, nullptr);
        if (!outermost_) {
            sqlite3_exec(database_->handle(), "RELEASE sila", nullptr, nullptr, nullptr);
        }
    }
}

void WriteScope::commit()
{
    database_->run(outermost_ ? "COMMIT" : "RELEASE sila");
    open_ = false;
}

} // namespace geo
