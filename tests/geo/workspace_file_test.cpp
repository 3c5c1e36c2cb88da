// Everything that can be wrong with the file itself, and what the person is told.
#include "geo/workspace/workspace.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <sqlite3.h>

namespace fs = std::filesystem;
using geo::Access;
using geo::Workspace;

namespace {

std::string failure(const std::function<void()>& act)
{
    try {
        act();
    } catch (const geo::Error& error) {
        return error.what();
    }
    return "nothing failed";
}

std::string opening(const fs::path& file, Access access = Access::read)
{
    return failure([&] { Workspace::open(file, access); });
}

std::string bytesOf(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void writeBytes(const fs::path& file, const std::string& bytes)
{
    std::ofstream{file, std::ios::binary}.write(bytes.data(),
                                                static_cast<std::streamsize>(bytes.size()));
}

/// Another program at work on the file.
class OtherProgram {
public:
    explicit OtherProgram(const fs::path& file) { sqlite3_open(file.string().c_str(), &db_); }
    OtherProgram(const OtherProgram&) = delete;
    OtherProgram& operator=(const OtherProgram&) = delete;
    ~OtherProgram() { sqlite3_close(db_); }
    int run(const std::string& sql) const
    {
        return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
    }
    /// First column of the first row.
    std::string text(const std::string& sql) const
    {
        std::string found;
        const auto take = [](void* to, int, char** values, char**) {
            *static_cast<std::string*>(to) = values[0] == nullptr ? "" : values[0];
            return 1;
        };
        sqlite3_exec(db_, sql.c_str(), take, &found, nullptr);
        return found;
    }

private:
    sqlite3* db_ = nullptr;
};

std::size_t filesIn(const fs::path& folder)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

} // namespace

TEST_CASE("each broken file is refused in its own words", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    CHECK_THAT(opening(file), Catch::Contains("there is no such file"));
    CHECK_THAT(opening(folder.path()), Catch::Contains("is not a file"));

    Workspace::create(file, "EPSG:32636");
    const std::string whole = bytesOf(file);
    REQUIRE(whole.size() > 100000);
    const fs::path broken = folder / "broken.gpkg";

    writeBytes(broken, "");
    CHECK_THAT(opening(broken), Catch::Contains("is empty (0 bytes)"));
    writeBytes(broken, "site_id;name\n1;x\n");
    CHECK_THAT(opening(broken), Catch::Contains("not a GeoPackage"));
    writeBytes(broken, std::string(5000, 'x'));
    CHECK_THAT(opening(broken), Catch::Contains("not a GeoPackage"));
    for (const std::size_t size : {101UL, 4096UL, whole.size() / 2, whole.size() - 1}) {
        writeBytes(broken, whole.substr(0, size));
        CHECK_THAT(opening(broken), Catch::Contains("is cut short"));
    }
    std::string scrambled = whole;
    std::fill(scrambled.begin() + 100, scrambled.end(), '\x5a');
    writeBytes(broken, scrambled);
    CHECK_THAT(opening(broken), Catch::Contains("damaged"));

    fs::remove(broken);
    CHECK(OtherProgram{broken}.run("CREATE TABLE settings (key, value)") == SQLITE_OK);
    CHECK_THAT(opening(broken), Catch::Contains("not a Sila workspace"));
    CHECK(bytesOf(file) == whole);
}

TEST_CASE("a workspace of a newer program is left alone", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    Workspace::create(file, "");
    OtherProgram{file}.run("UPDATE settings SET value = '99' WHERE key = 'schema_version'");
    CHECK_THAT(opening(file, Access::read), Catch::Contains("made by a newer Sila"));
    CHECK_THAT(opening(file, Access::write), Catch::Contains("Use the newer program"));
}

TEST_CASE("a file another program writes to, or that may not be written, is said so", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    Workspace::create(file, "");
    {
        const OtherProgram other{file};
        REQUIRE(other.run("BEGIN IMMEDIATE") == SQLITE_OK);
        CHECK_THAT(opening(file, Access::write), Catch::Contains("another program is writing"));
        CHECK(opening(file, Access::read) == "nothing failed");
        other.run("ROLLBACK");
    }
    fs::permissions(file, fs::perms::owner_read | fs::perms::group_read);
    CHECK_THAT(opening(file, Access::write), Catch::Contains("is read-only"));
    const Workspace w = Workspace::open(file, Access::read);
    CHECK(w.count("sites") == 0);
}

TEST_CASE("reading never writes", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    Workspace::create(file, "");
    const std::string before = bytesOf(file);
    Workspace w = Workspace::open(file, Access::read);
    CHECK_THROWS_AS(w.setSetting("a", "b", "", ""), geo::Error);
    CHECK_THROWS_AS(w.clear("sites"), geo::Error);
    w.read("sites");
    CHECK(bytesOf(file) == before);
    CHECK(w.filesFolder() == folder / "w.files");
    CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("making a workspace never touches what is there and leaves nothing when it fails",
          "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    writeBytes(file, "mine");
    CHECK_THAT(failure([&] { Workspace::create(file, ""); }), Catch::Contains("exists already"));
    CHECK(bytesOf(file) == "mine");
    CHECK_THAT(failure([&] { Workspace::create(folder / "none" / "w.gpkg", ""); }),
               Catch::Contains("does not exist"));
    CHECK_THAT(failure([&] { Workspace::create(folder / "v.gpkg", "EPSG:4326"); }),
               Catch::Contains("not a projected CRS"));
    CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("opening takes well under a tenth of a second", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    Workspace::create(file, "EPSG:32636");
    const auto start = std::chrono::steady_clock::now();
    constexpr int times = 10;
    for (int i = 0; i < times; ++i) {
        Workspace::open(file, Access::write);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    CHECK(took.count() / times < 0.1);
}

TEST_CASE("an older workspace is brought up to date, its rows and a copy kept", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    std::string sites;
    {
        Workspace w = Workspace::create(file, "EPSG:32636");
        w.insert({.table = "sites",
                  .columns = {"site_id", "load_kw"},
                  .rows = {{.values = {"S1", 2.5}, .geometry = geo::LonLat{34.5, 31.5}}}});
    }
    {
        // As an earlier program might have made it: a column and a table fewer, a looser rule;
        // and a column that the user added.
        const OtherProgram other{file};
        REQUIRE(other.run("UPDATE settings SET value = '0' WHERE key = 'schema_version';"
                          "ALTER TABLE sites DROP COLUMN note;"
                          "ALTER TABLE sites ADD COLUMN \"my colour\" TEXT;"
                          "UPDATE sites SET \"my colour\" = 'red';"
                          "DROP TABLE pledges; DROP TABLE supply;"
                          "DELETE FROM gpkg_contents WHERE table_name IN ('pledges', 'supply');"
                          "CREATE TABLE supply (fid INTEGER PRIMARY KEY, resource TEXT, from_date "
                          "DATE, per_day REAL);"
                          "INSERT INTO supply VALUES (1, 'fuel_l', '2026-01-01', 5.0)") ==
                SQLITE_OK);
    }
    const std::string before = bytesOf(file);
    {
        const Workspace old = Workspace::open(file, Access::read); // readable as it is
        CHECK(old.count("sites") == 1);
    }
    CHECK(bytesOf(file) == before);
    {
        const Workspace w = Workspace::open(file, Access::write);
        const geo::Rows rows = w.read("sites");
        REQUIRE(rows.rows.size() == 1);
        CHECK(rows.find("note"));
        CHECK(rows.textAt(rows.rows[0], "my colour") == "red");
        CHECK(rows.numberAt(rows.rows[0], "load_kw") == 2.5);
        CHECK(std::get<geo::LonLat>(rows.rows[0].geometry) == geo::LonLat{34.5, 31.5});
        CHECK(w.count("pledges") == 0);
        CHECK(w.count("supply") == 1);
    }
    CHECK(bytesOf(folder / "w.v0.bak.gpkg") == before);
    Workspace again = Workspace::open(file, Access::write);
    CHECK(again.setting("schema_version") == std::to_string(geo::schemaVersion));
    CHECK_THROWS_AS(again.insert({.table = "supply",
                                  .columns = {"resource", "from_date"},
                                  .rows = {{.values = {"fuel_l", "2026-01-01"}}}}),
                    geo::Error);
}

TEST_CASE("a workspace of schema 1 learns that people and amounts may be unknown", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    {
        Workspace w = Workspace::create(file, "EPSG:32636");
        w.insert({.table = "settlements",
                  .columns = {"settlement_id", "name", "population"},
                  .rows = {{.values = {"P", "known", 5.0}, .geometry = geo::LonLat{34, 31}}}});
    }
    // Schema 1 had both columns as NOT NULL.
    REQUIRE(OtherProgram{file}.run(
                "UPDATE settings SET value = '1' WHERE key = 'schema_version';"
                "PRAGMA writable_schema = ON;"
                "UPDATE sqlite_master SET sql = replace(replace(sql, '\"population\" REAL', "
                "'\"population\" REAL NOT NULL'), '\"amount\" REAL', '\"amount\" REAL NOT NULL') "
                "WHERE name IN ('settlements', 'pledges')") == SQLITE_OK);
    const auto unknown = [&](const char* id) {
        return OtherProgram{file}.run(fmt::format(
            "INSERT INTO settlements (settlement_id, name, population) VALUES ('{0}', 'n', NULL);"
            "INSERT INTO pledges (pledge_id, donor, amount) VALUES ('{0}', 'd', NULL)",
            id));
    };
    REQUIRE(unknown("before") != SQLITE_OK);
    {
        const Workspace w = Workspace::open(file, Access::write);
        REQUIRE(w.count("settlements") == 1);
        CHECK(w.setting("schema_version") == "2");
    }
    CHECK(fs::exists(folder / "w.v1.bak.gpkg"));
    CHECK(unknown("after") == SQLITE_OK);
    const geo::Rows rows = Workspace::open(file, Access::read).read("settlements");
    REQUIRE(rows.rows.size() == 2);
    CHECK(rows.numberAt(rows.rows[0], "population") == 5.0);
    CHECK_FALSE(rows.numberAt(rows.rows[1], "population"));
}

TEST_CASE("an upgrade renews our styles and keeps those saved from QGIS", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    Workspace::create(file, "");
    const OtherProgram other{file};
    const std::string ours = "f_table_name = 'sites' AND styleName = 'Sites' AND owner = ''";
    const std::string made = other.text("SELECT styleQML FROM layer_styles WHERE " + ours);
    REQUIRE(made.find("<qgis") != std::string::npos);
    REQUIRE(
        other.run(
            "UPDATE settings SET value = '1' WHERE key = 'schema_version';"
            "UPDATE layer_styles SET styleQML = 'of an earlier version' WHERE " +
            ours +
            ";INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
            "ui) VALUES ('', '', 'sites', 'geom', 'Big', 'my own', '', 0, '', 'me', '')") ==
        SQLITE_OK);
    Workspace::open(file, Access::write);
    CHECK(other.text("SELECT styleQML FROM layer_styles WHERE " + ours) == made);
    CHECK(other.text("SELECT styleQML FROM layer_styles WHERE styleName = 'Big'") == "my own");
}

TEST_CASE("an upgrade that cannot keep a row leaves the file as it was", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    Workspace::create(file, "");
    OtherProgram{file}.run("UPDATE settings SET value = '0' WHERE key = 'schema_version';"
                           "DROP TABLE supply; CREATE TABLE supply (fid INTEGER PRIMARY KEY, "
                           "resource TEXT); INSERT INTO supply VALUES (1, 'fuel_l')");
    const std::string before = bytesOf(file);
    CHECK_THAT(opening(file, Access::write), Catch::Contains("supply"));
    CHECK(bytesOf(file) == before);
}

TEST_CASE("GDAL's own program reads every layer", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    {
        Workspace w = Workspace::create(file, "EPSG:32636");
        w.insert({.table = "observations",
                  .columns = {"asset_id", "asset_kind", "status", "observed_at", "source"},
                  .rows = {{.values = {"S1", "site", "destroyed", "2026-11-22T06:30:15Z", "q"}}}});
        w.insert({.table = "settlements",
                  .columns = {"settlement_id", "name", "population"},
                  .rows = {{.values = {"P", "point", 5.0}, .geometry = geo::LonLat{34, 31}},
                           {.values = {"A", "area", 5.0},
                            .geometry = geo::MultiPolygonOf<geo::LonLat>{
                                {{{34, 31}, {35, 31}, {35, 32}, {34, 31}}}}}}});
    }
    const fs::path out = folder / "out.txt";
    const std::string command =
        "ogrinfo -ro -al -so \"" + file.string() + "\" > \"" + out.string() + "\" 2>&1";
    if (std::system("ogrinfo --version > /dev/null 2>&1") != 0) {
        WARN("ogrinfo is not installed: not checked");
        return;
    }
    REQUIRE(std::system(command.c_str()) == 0);
    const std::string said = bytesOf(out);
    CHECK(said.find("ERROR") == std::string::npos);
    CHECK(said.find("Warning") == std::string::npos);
    for (const geo::Table& table : geo::schema()) {
        CHECK_THAT(said, Catch::Contains("Layer name: " + table.name + "\n"));
    }
    CHECK_THAT(said, Catch::Contains("IDENTIFIER=Sites"));
    CHECK_THAT(said, Catch::Contains("observed_at: DateTime"));
    CHECK_THAT(said, Catch::Contains("synthetic: Integer(Boolean)"));
    const std::string rows = "ogrinfo -ro -q \"" + file.string() + "\" -sql \"SELECT * FROM " +
                             "observations\" > \"" + out.string() + "\" 2>&1";
    REQUIRE(std::system(rows.c_str()) == 0);
    CHECK_THAT(bytesOf(out), Catch::Contains("observed_at (DateTime) = 2026/11/22 06:30:15+00"));
    CHECK(bytesOf(out).find("Warning") == std::string::npos);
}
