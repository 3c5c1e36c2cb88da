#pragma once
// SQLite, thinly: statements that clean up after themselves, and errors in words. Included by the
// .cpp files of this folder only.
#include "geo/error.h"
#include "geo/workspace/gpkg_geometry.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>

namespace geo {

class Statement;

class Database {
public:
    /// `file` may be opened for reading although writing is asked for: see readOnly().
    Database(const std::filesystem::path& file, int flags);

    void run(const std::string& sql) const;
    Statement prepare(std::string_view sql) const;
    std::optional<std::string> textOf(const std::string& sql) const; // first value of first row
    std::int64_t numberOf(const std::string& sql) const;             // 0 when there is none
    bool hasTable(const std::string& table) const;                   // or view
    bool readOnly() const { return sqlite3_db_readonly(db_.get(), "main") == 1; }
    bool inTransaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }
    sqlite3* handle() const { return db_.get(); }
    const std::string& name() const { return name_; }

    /// What the last call's code means to the person at the screen.
    [[noreturn]] void fail(int code, const Place& place = {}) const;

private:
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    };
    std::string name_; // for messages
    std::unique_ptr<sqlite3, Close> db_;
};

class Statement {
public:
    Statement(const Database& database, std::string_view sql);

    void bind(int index, const Value& value);
    void bind(int index, const Bytes& blob); // empty is NULL
    /// True while there is a row.
    bool step();
    /// One run of an INSERT or the like; ready for the next. Returns SQLite's code.
    int runOnce();
    Value value(int column) const;
    std::string text(int column) const;
    bool isBlob(int column) const;
    std::span<const std::byte> blob(int column) const;
    int columns() const { return sqlite3_column_count(statement_.get()); }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    const Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// "name" with the quotes SQL wants.
std::string sqlName(std::string_view name);
/// 'text' with the quotes SQL wants.
std::string sqlText(std::string_view text);

/// BEGIN IMMEDIATE … COMMIT, or a savepoint when a transaction is open already. Rolls back unless
/// commit() was called.
class WriteScope {
public:
    explicit WriteScope(const Database& database);
    WriteScope(const WriteScope&) = delete;
    WriteScope& operator=(const WriteScope&) = delete;
    ~WriteScope();
    void commit();

private:
    const Database* database_;
    bool outermost_;
    bool open_ = true;
};

} // namespace geo
