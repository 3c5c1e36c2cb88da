// Many imports named in one list: in order, each whole or not at all.
#include "app/jobs/import_list_job.h"
#include "geo/import/import_list.h"
#include "tests/app/jobs/import_world.h"

using namespace import_test;

namespace {

std::vector<geo::ListedImport> listed(const std::string& toml)
{
    return geo::importListFromToml(toml, "imports.toml", "data");
}

std::string fault(const std::string& toml)
{
    try {
        listed(toml);
    } catch (const geo::Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

TEST_CASE("an import list says per entry what sila import takes", "[import][list]")
{
    const auto all = listed("[[import]]\n"
                            "kind = \"elevation\"\n"
                            "files = \"dem\"\n"
                            "sea = \"land:coast.geojson\"\n"
                            "keep = true\n"
                            "\n"
                            "[[import]]\n"
                            "kind = \"observations\"\n"
                            "files = [\"a.csv\", \"/abs/b.csv\"]\n"
                            "as_of = 2026-11-22\n"
                            "mapping = \"m.toml\"\n");
    REQUIRE(all.size() == 2);
    CHECK(all[0].files == std::vector<fs::path>{"data/dem"});
    CHECK(all[0].sea == "land:data/coast.geojson");
    CHECK(all[0].keep);
    CHECK(all[1].files == std::vector<fs::path>{"data/a.csv", "/abs/b.csv"});
    CHECK(all[1].as_of == "2026-11-22");
    CHECK(all[1].mapping == fs::path{"data/m.toml"});
    CHECK(all[1].line == 7);
}

TEST_CASE("a wrong import list names the line", "[import][list]")
{
    using Catch::Contains;
    CHECK_THAT(fault("[[import]]\nkind = \"sites\"\nfile = \"a.csv\"\n"),
               Contains("line 3") && Contains("'file' is not a key"));
    CHECK_THAT(fault("[[import]]\nkind = \"sites\"\n"), Contains("line 1") && Contains("without"));
    CHECK_THAT(fault("[[import]]\nkind = sites\n"), Contains("not valid TOML (line 2"));
    CHECK_THAT(fault("kind = \"sites\"\n"), Contains("[[import]]"));
    CHECK_THAT(fault(""), Contains("lists no import"));
}

TEST_CASE("a list stops at the entry that cannot be used and keeps those before it",
          "[import][list]")
{
    const World world;
    world.made("areas.geojson", "");
    world.made("places.csv", "id,name,lat,lon,population\nA,a,31.5,34.4,10\nB,b,x,34.5,20\n");
    const app::ImportListRequest request{
        .workspace = world.workspace(),
        .list = world.made("imports.toml",
                           "[[import]]\nkind = \"settlements\"\nfiles = [\"places.csv\"]\n"
                           "[[import]]\nkind = \"areas\"\nfiles = [\"areas.geojson\"]\n"),
        .rejects = world.workspace().parent_path() / "set_aside",
        .now = *geo::parseTime("2026-11-22T06:30:00Z")};
    try {
        app::importList(request);
        FAIL("an empty file cannot be taken");
    } catch (const geo::Error& error) {
        CHECK_THAT(error.what(), Catch::Contains("areas.geojson") &&
                                     Catch::Contains("import 2 of 2, areas, line 4"));
    }
    CHECK(world.read("settlements").rows.size() == 1);
    CHECK(world.read("areas").rows.empty());
    CHECK(fs::exists(request.rejects / "settlements.csv"));

    // The second time the file is known by its content: nothing comes in twice.
    world.made("imports.toml", "[[import]]\nkind = \"settlements\"\nfiles = [\"places.csv\"]\n");
    const auto reports = app::importList(request);
    REQUIRE(reports);
    CHECK(reports->front().tables.front().imported_before);
    CHECK(world.read("settlements").rows.size() == 1);
}
