// An updated list: rows with a known id take the place of those there, and nothing else is lost.
#include "app/jobs/import_list_job.h"
#include "geo/misuse.h"
#include "tests/app/jobs/import_world.h"

using namespace import_test;
using Catch::Contains;

namespace {

app::ImportRequest replacing(const World& world, const std::string& kind, const std::string& file,
                             const std::string& csv)
{
    app::ImportRequest request = world.request(kind, world.made(file, csv));
    request.replace = true;
    return request;
}

app::ImportReport replaced(const World& world, const std::string& kind, const std::string& csv)
{
    static int week = 0;
    return *app::importFiles(replacing(world, kind, "week" + std::to_string(++week) + ".csv", csv));
}

const char* const firstWeek = "site_id,name,operator,lat,lon,battery_h,load_kw,paint\n"
                              "S1,One,A,31.50,34.40,4,2,red and white\n"
                              "S2,Two,A,31.51,34.41,6,2,\n"
                              "S3,Three,A,31.52,34.42,8,2,\n"
                              "S4,Four,A,31.53,34.43,8,2,\n";

} // namespace

TEST_CASE("without --replace a known id is set aside, and the advice names the way",
          "[import][replace]")
{
    const World world;
    world.text("sites", firstWeek);
    const auto table = world.text("sites", "site_id,lat,lon\nS1,31.6,34.4\nS9,31.6,34.5\n");
    CHECK(table.report.taken == 1);
    REQUIRE(table.rejects.size() == 1);
    CHECK_THAT(table.rejects[0].fault.fix, Contains("--replace"));
    CHECK(pointOf(world.read("sites"), 0) == geo::LonLat{34.40, 31.50});
}

TEST_CASE("an updated list replaces, adds, and says what it did", "[import][replace]")
{
    const World world;
    world.text("sites", firstWeek);
    // S1 moved and lost its battery's figure, S2 as it was, S3 cannot be read, S4 is not there.
    const app::ImportReport report = replaced(world, "sites",
                                              "site_id,name,operator,lat,lon,battery_h,status\n"
                                              "S1,One,A,31.60,34.40,,destroyed\n"
                                              "S2,Two,A,31.51,34.41,6,operational\n"
                                              "S3,Three,A,somewhere,34.42,9,operational\n"
                                              "S5,Five,A,31.54,34.44,2,operational\n");
    REQUIRE(report.tables.size() == 1);
    const geo::TableReport& told = report.tables[0].report;
    CHECK(told.taken == 3);
    CHECK(told.replaced == 2);
    CHECK(told.unchanged == 1);
    CHECK(told.changed == std::map<std::string, std::int64_t>{{"battery_h", 1}, {"geometry", 1}});
    CHECK(told.set_aside == 1);
    CHECK_THAT(app::asText(report), Contains("2 in the place of those there before (1 as they "
                                             "were), 1 new") &&
                                        Contains("battery_h is unknown now where the file leaves "
                                                 "it empty: S1") &&
                                        Contains("says nothing of load_kw"));
    REQUIRE(report.left.size() == 1);
    CHECK(report.left[0].ids == std::vector<std::string>{"S4"}); // S3 is in the file, if unreadable
    CHECK(report.left[0].imports == std::vector<std::string>{"imp-0001"});

    const geo::Rows sites = world.read("sites");
    REQUIRE(sites.rows.size() == 5); // in their old places, the new one behind
    CHECK(pointOf(sites, 0) == geo::LonLat{34.40, 31.60});
    CHECK(world.cell("sites", 0, "battery_h").empty());
    CHECK(world.cell("sites", 0, "load_kw") == "2"); // no column of the file
    CHECK_THAT(world.cell("sites", 0, "extra"), Contains("red and white"));
    CHECK(world.cell("sites", 0, "import_id") == "imp-0002");
    CHECK(world.cell("sites", 2, "battery_h") == "8"); // the row set aside changed nothing
    CHECK(world.cell("sites", 2, "import_id") == "imp-0001");
    CHECK(world.cell("sites", 4, "site_id") == "S5");
    CHECK(world.read("observations").rows.size() == 3);
    CHECK_THAT(world.cell("imports", 1, "note"), Contains("2 of the rows took the place"));
}

TEST_CASE("a column nobody filled in and a value nobody can read leave what was known",
          "[import][replace]")
{
    const World world;
    world.text("sites", firstWeek);
    const app::ImportReport report = replaced(world, "sites",
                                              "site_id,lat,lon,battery_h,load_kw\n"
                                              "S1,31.50,34.40,much,\n"
                                              "S2,31.51,34.41,7,\n");
    CHECK(report.tables[0].report.values_set_aside == 1);
    CHECK(world.cell("sites", 0, "battery_h") == "4");
    CHECK(world.cell("sites", 1, "battery_h") == "7");
    CHECK(world.cell("sites", 0, "load_kw") == "2");
    CHECK_THAT(app::asText(report), Contains("what was known before stays"));
}

TEST_CASE("the same list again changes no figure", "[import][replace]")
{
    const World world;
    world.text("sites", firstWeek);
    const auto print = [&] {
        return geo::Workspace::open(world.workspace(), geo::Access::read).fingerprint({"sites"});
    };
    const std::string before = print();
    // Another file (a blank at its end), the same rows.
    const app::ImportReport report = replaced(world, "sites", firstWeek + std::string{"\n"});
    CHECK(report.tables[0].report.unchanged == 4);
    CHECK(print() == before);
    CHECK(report.left.empty());
}

TEST_CASE("an id twice in one import is no replacement", "[import][replace]")
{
    const World world;
    world.text("sites", firstWeek);
    app::ImportRequest request =
        replacing(world, "sites", "a.csv", "site_id,lat,lon\nS1,31.6,34.4\nS1,31.7,34.4\n");
    request.files.push_back(world.made("b.csv", "site_id,lat,lon\nS1,31.8,34.4\nS2,31.8,34.5\n"));
    const app::ImportReport report = *app::importFiles(request);
    REQUIRE(report.tables.size() == 2);
    CHECK(report.tables[0].report.reasons.at("duplicate_id") == 1);
    CHECK(report.tables[1].report.reasons.at("duplicate_id") == 1);
    CHECK(pointOf(world.read("sites"), 0) == geo::LonLat{34.4, 31.6});
}

TEST_CASE("a drawn line stays between the same ends, and its length goes with a new one",
          "[import][replace]")
{
    const World world;
    world.text("nodes", "node_id,kind,lat,lon\nN1,core,31.5,34.4\nN2,access,31.6,34.4\n"
                        "N3,access,31.7,34.4\n");
    world.one("spans", world.made("spans.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"span_id":"F1","from_id":"N1","to_id":"N2","length_km":20,"owner":"X"},
         "geometry":{"type":"LineString","coordinates":[[34.4,31.5],[34.5,31.55],[34.4,31.6]]}}]})"));
    const auto points = [&] {
        const geo::Rows spans = world.read("spans");
        return std::get<std::vector<geo::LineOf<geo::LonLat>>>(spans.rows.at(0).geometry)
            .at(0)
            .size();
    };
    replaced(world, "spans", "span_id,from_id,to_id,owner\nF1,N1,N2,Y\n");
    CHECK(points() == 3);
    CHECK(world.cell("spans", 0, "owner") == "Y");
    CHECK(world.cell("spans", 0, "length_km") == "20");
    CHECK(world.cell("spans", 0, "inferred").empty());
    replaced(world, "spans", "span_id,from_id,to_id,owner\nF1,N1,N3,Y\n");
    CHECK(points() == 2);
    CHECK(world.cell("spans", 0, "length_km").empty());
    CHECK(world.cell("spans", 0, "inferred") == "1");
}

TEST_CASE("a straight link follows its ends", "[import][replace]")
{
    const World world;
    world.text("sites", firstWeek);
    world.text("links", "link_id,from_id,to_id,capacity\nL1,S1,S2,100\n");
    replaced(world, "sites", "site_id,lat,lon\nS1,31.6,34.4\n");
    replaced(world, "links", "link_id,from_id,to_id,owner\nL1,S1,S2,X\n");
    const geo::Rows links = world.read("links");
    CHECK(std::get<std::vector<geo::LineOf<geo::LonLat>>>(links.rows.at(0).geometry) ==
          std::vector<geo::LineOf<geo::LonLat>>{{{34.4, 31.6}, {34.41, 31.51}}});
}

TEST_CASE("an invented row gives way whole to a real one", "[import][replace]")
{
    const World world;
    world.text("sites", "site_id,lat,lon,battery_h,synthetic\nS1,31.5,34.4,4,1\n");
    replaced(world, "sites", "site_id,name,lat,lon,synthetic\nS1,One,31.5,34.4,1\n");
    CHECK(world.cell("sites", 0, "battery_h") == "4");
    const app::ImportReport report =
        replaced(world, "sites", "site_id,name,lat,lon\nS1,One,31.5,34.4\n");
    CHECK(world.cell("sites", 0, "battery_h").empty());
    CHECK(world.cell("sites", 0, "synthetic").empty());
    CHECK_THAT(app::asText(report), Contains("1 row made for practice gave way whole"));
}

TEST_CASE("what has no ids is not replaced", "[import][replace]")
{
    const World world;
    CHECK_THAT(world.failure(replacing(world, "supply", "s.csv",
                                       "resource,from_date,amount\nmoney_usd,2026-11-22,5\n")),
               Contains("no ids") && Contains("sila remove"));
    CHECK_THAT(world.failure(replacing(world, "elevation", "e.asc", "ncols 1\n")),
               Contains("--replace"));
}

TEST_CASE("a dry run says what a replacement would do and does nothing", "[import][replace]")
{
    const World world;
    world.text("sites", firstWeek);
    app::ImportRequest request =
        replacing(world, "sites", "n.csv", "site_id,lat,lon\nS1,31.6,34.4\n");
    request.dry_run = true;
    CHECK(app::importFiles(request)->tables[0].report.replaced == 1);
    CHECK(pointOf(world.read("sites"), 0) == geo::LonLat{34.40, 31.50});
}

TEST_CASE("a list of imports may replace", "[import][replace][list]")
{
    const World world;
    world.text("sites", firstWeek);
    world.made("next.csv", "site_id,lat,lon\nS1,31.6,34.4\n");
    const app::ImportListRequest request{
        .workspace = world.workspace(),
        .list = world.made("imports.toml", "[[import]]\nkind = \"sites\"\nfiles = [\"next.csv\"]\n"
                                           "replace = true\n"),
        .rejects = {},
        .now = *geo::parseTime("2026-11-29T06:30:00Z")};
    CHECK(app::importList(request)->at(0).tables.at(0).report.replaced == 1);
}

TEST_CASE("a row refused for its id does not win when the same file comes again",
          "[import][replace]")
{
    const World world;
    const auto request = replacing(world, "sites", "twice.csv",
                                   "site_id,lat,lon,battery_h\nA,31.5,34.4,3\nB,31.6,34.4,4\n"
                                   "A,31.5,34.4,99\n");
    for (int i = 0; i < 3; ++i) {
        CAPTURE(i);
        const app::ImportReport report = *app::importFiles(request);
        CHECK(report.tables.at(0).report.set_aside == 1);
        CHECK(report.tables.at(0).report.replaced == 0);
        CHECK(world.cell("sites", 0, "battery_h") == "3");
    }
}

TEST_CASE("a list none of whose ids is known says that all its rows are new", "[import][replace]")
{
    const World world;
    world.text("sites", firstWeek);
    const app::ImportReport report =
        replaced(world, "sites", "site_id,lat,lon\n1,31.50,34.40\n2,31.51,34.41\n");
    const auto& notes = report.tables.at(0).report.notes;
    CHECK(std::ranges::any_of(notes, [](const std::string& note) {
        return note == "none of its ids is in sites yet: all 2 rows are new, beside those there";
    }));
}
