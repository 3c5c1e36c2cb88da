// Making and opening the file, with a clear word for each way this can go wrong.
#include "geo/crs/crs.h"
#include "geo/workspace/gpkg_tables.h"
#include "geo/workspace/workspace_impl.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <fstream>

namespace geo {
namespace {

namespace fs = std::filesystem;

Error fault(const fs::path& file, std::string happened, std::string advice)
{
    return Error{std::move(happened), std::move(advice), {.file = file.string()}};
}

constexpr const char* makeOne = "Make one with `sila new`";

/// Removes a half-made file unless told that it is whole.
class Unfinished {
public:
    explicit Unfinished(fs::path file) : file_{std::move(file)} { remove(); }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished() { remove(); }
    const fs::path& file() const { return file_; }

private:
    void remove() const
    {
        std::error_code ignored;
        fs::remove(file_, ignored);
        fs::remove(fs::path{file_} += "-journal", ignored);
    }
    fs::path file_;
};

std::uint32_t bigEndian(const std::array<unsigned char, 100>& head, std::size_t at)
{
    return (static_cast<std::uint32_t>(head[at]) << 24) |
           (static_cast<std::uint32_t>(head[at + 1]) << 16) |
           (static_cast<std::uint32_t>(head[at + 2]) << 8) | head[at + 3];
}

/// Looks at the first 100 bytes, as SQLite's file format defines them: what a half copied file
/// lacks is known before anything is read.
void lookAtHead(const fs::path& file)
{
    std::error_code code;
    const auto status = fs::status(file, code);
    if (!fs::exists(status)) {
        throw fault(file, "there is no such file", makeOne);
    }
    if (!fs::is_regular_file(status)) {
        throw fault(file, "is not a file", "Name the .gpkg file itself");
    }
    const auto size = fs::file_size(file, code);
    if (!code && size == 0) {
        throw fault(file, "is empty (0 bytes)",
                    "Delete it and make a new workspace with `sila new`, or go back to a copy");
    }
    std::array<unsigned char, 100> head{};
    std::ifstream in{file, std::ios::binary};
    in.read(reinterpret_cast<char*>(head.data()), head.size());
    if (!in.is_open()) {
        throw fault(file, "cannot be read", "Check that you may read the file");
    }
    const std::string magic{"SQLite format 3", 16};
    if (in.gcount() < 100 || !std::equal(magic.begin(), magic.end(), head.begin())) {
        throw fault(file, "is not a workspace: it is not a GeoPackage at all",
                    "Bring data in with `sila import`; a workspace is made with `sila new`");
    }
    const bool beingWritten =
        fs::exists(fs::path{file} += "-journal") || fs::exists(fs::path{file} += "-wal");
    const std::uint64_t page = (head[16] << 8 | head[17]) == 1 ? 65536 : head[16] << 8 | head[17];
    const std::uint64_t pages = bigEndian(head, 28);
    const bool pagesCount = bigEndian(head, 24) == bigEndian(head, 92);
    if (!beingWritten && pagesCount && size < page * pages) {
        throw fault(file, fmt::format("is cut short: {} of {} bytes are there", size, page * pages),
                    "Copy it again from where it came, or go back to a copy");
    }
}

bool writable(const fs::path& file)
{
    std::error_code code;
    const auto permissions = fs::status(file, code).permissions();
    const auto anyWrite = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    return code || (permissions & anyWrite) != fs::perms::none;
}

/// Whether somebody else holds the file, asked by taking the lock for a moment.
void wantLock(const Database& database)
{
    database.run("BEGIN IMMEDIATE");
    database.run("ROLLBACK");
}

} // namespace

std::optional<int> schemaVersionOf(const Database& database)
{
    if (!database.hasTable("settings") || !database.hasTable("gpkg_contents")) {
        return std::nullopt;
    }
    const auto spelled = database.textOf("SELECT value FROM settings WHERE key = 'schema_version'");
    int version = 0;
    if (!spelled ||
        std::from_chars(spelled->data(), spelled->data() + spelled->size(), version).ptr !=
            spelled->data() + spelled->size()) {
        return std::nullopt;
    }
    return version;
}

Workspace Workspace::create(const fs::path& file, const std::string& crs)
{
    std::error_code code;
    if (fs::exists(fs::symlink_status(file, code))) {
        throw fault(file, "exists already", "Take another name, or delete the file first");
    }
    const fs::path folder = file.parent_path().empty() ? fs::path{"."} : file.parent_path();
    if (!fs::is_directory(folder, code)) {
        throw fault(file, fmt::format("the folder {} does not exist", folder.string()),
                    "Make the folder first");
    }
    std::optional<WorkingCrs> known;
    if (!crs.empty()) {
        known.emplace(crs);
    }
    {
        const Unfinished half{fs::path{file} += ".partial"};
        {
            const Database database{half.file(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
            WriteScope scope{database};
            makeGeoPackage(database);
            makeTables(database);
            putSetting(database, "schema_version", fmt::format("{}", schemaVersion), "",
                       programName());
            if (known) {
                putSetting(database, "crs", known->code(), "", known->name());
            }
            scope.commit();
        }
        fs::rename(half.file(), file, code);
        if (code) {
            throw fault(file, fmt::format("cannot be written ({})", code.message()),
                        "Check that you may write in this folder");
        }
    }
    return open(file, Access::write);
}

Workspace Workspace::open(const fs::path& file, Access access)
{
    lookAtHead(file);
    if (access == Access::write && !writable(file)) {
        throw fault(file, "is read-only",
                    "Make it writable, or copy the workspace and work on the copy");
    }
    auto impl = std::make_unique<Impl>(Impl{file, access, Database{file, SQLITE_OPEN_READWRITE}});
    const Database& database = impl->database;
    const auto version = schemaVersionOf(database);
    if (!version) {
        throw fault(file, "is a GeoPackage or database, but not a Sila workspace",
                    "Bring its layers in with `sila import`; a workspace is made with `sila new`");
    }
    if (*version > schemaVersion) {
        throw fault(file,
                    fmt::format("was made by a newer Sila (workspace version {}, this program "
                                "knows {})",
                                *version, schemaVersion),
                    "Use the newer program");
    }
    if (access == Access::read) {
        database.run("PRAGMA query_only = 1");
        return Workspace{std::move(impl)};
    }
    if (database.readOnly()) {
        throw fault(file, "is read-only",
                    "Make it writable, or copy the workspace and work on the copy");
    }
    wantLock(database);
    if (*version < schemaVersion) {
        upgradeWorkspace(file, database, *version);
    }
    return Workspace{std::move(impl)};
}

} // namespace geo
