#include "geo/vector/delimited.h"
#include "geo/vector/source.h"
#include "geo/vector/to_lonlat.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace geo;
namespace fs = std::filesystem;

namespace {

const fs::path shared{SILA_SHARED};

bool absent(const fs::path& file)
{
    if (fs::exists(file)) {
        return false;
    }
    WARN("skipped: there is no " << file);
    return true;
}

SourceTable parsed(const std::string& text, const SourceOptions& options = {})
{
    return readDelimited("t.csv", text, options);
}

std::string failure(const fs::path& file, const SourceOptions& options = {})
{
    try {
        readSource(file, options);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

TEST_CASE("separators, quotes and line ends of all sorts make the same table", "[delimited]")
{
    const std::string text =
        GENERATE(as<std::string>{}, "id,name\n1,\"a, \"\"b\"\"\"\n2,c\n",
                 "id;name\r\n1;\"a, \"\"b\"\"\"\r\n2;c\r\n", "id\tname\n1\ta, \"b\"\n2\tc",
                 "id|name\r1|\"a, \"\"b\"\"\"\r2|c\r",
                 "\xEF\xBB\xBFid,name\n\n1, \"a, \"\"b\"\"\"\n\n2,c\n\n");
    const SourceTable table = parsed(text);
    REQUIRE(table.columns == std::vector<std::string>{"id", "name"});
    REQUIRE(table.rows.size() == 2);
    CHECK(table.cell(0, 1) == "a, \"b\"");
    CHECK(table.cell(1, 1) == "c");
    CHECK(table.rows[1].row == 2);
}

TEST_CASE("a decimal comma does not pass for the separator", "[delimited]")
{
    const SourceTable table = parsed("name;lat;lon\nA;31,5;34,4\nB;31,6;34,5\nC;31,7;34,6\n");
    CHECK(table.separator == ';');
    CHECK(table.cell(2, 2) == "34,6");
}

TEST_CASE("rows know the line an editor shows", "[delimited]")
{
    const SourceTable table = parsed("a,b\n\"two\nlines\",1\n\nx,2\n");
    REQUIRE(table.rows.size() == 2);
    CHECK(table.cell(0, 0) == "two\nlines");
    CHECK(table.rows[1].line == 5);
}

TEST_CASE("titles above the header are passed over and told", "[delimited]")
{
    const SourceTable table =
        parsed("Sites of the operator,,\nas of May,,\n\nCode,Latitude,Longitude\nS1,31.5,34.4\n");
    REQUIRE(table.columns == std::vector<std::string>{"Code", "Latitude", "Longitude"});
    REQUIRE(table.notes.size() == 1);
    CHECK(table.notes[0] == "the header is in row 4; the rows above it passed over");
}

TEST_CASE("a table without header keeps all its rows", "[delimited]")
{
    const SourceTable table = parsed("281093\tRafah\t31.2\t34.3\n281094\tGaza\t31.5\t34.4\n");
    CHECK_FALSE(table.has_header);
    CHECK(table.rows.size() == 2);
    CHECK(table.columns[1] == "column 2");
}

TEST_CASE("rows of the wrong width and files cut off are told", "[delimited]")
{
    const SourceTable wide = parsed("a,b\n1,2,3\n4,5\n");
    REQUIRE(wide.defects.contains(0));
    CHECK(wide.defects.at(0) == "has 3 cells, the header has 2");
    const SourceTable cut = parsed("a,b,c\n1,2,3\n4,5,6\n7,8");
    REQUIRE(cut.defects.contains(2));
    CHECK(cut.defects.at(2) == "ends after 2 of 3 cells: the file is cut off there");
    const SourceTable open = parsed("a,b\n1,\"two\n3,4\n");
    CHECK(open.defects.contains(0));
}

TEST_CASE("files that cannot be used say so by name", "[source]")
{
    const TempFolder folder;
    const auto made = [&folder](const std::string& name, const std::string& content) {
        std::ofstream{folder / name, std::ios::binary} << content;
        return folder / name;
    };
    CHECK_THAT(failure(folder / "nothing.csv"), Catch::Contains("nothing.csv: there is no such"));
    CHECK_THAT(failure(folder.path()), Catch::Contains("is a folder"));
    CHECK_THAT(failure(made("e.csv", "")), Catch::Contains("e.csv: is empty"));
    CHECK_THAT(failure(made("b.geojson", "  \n")), Catch::Contains("b.geojson"));
    CHECK_THAT(failure(made("j.json", "{\"type\": \"FeatureCollection\", \"features\": [")),
               Catch::Contains("j.json: is not valid JSON"));
    CHECK_THAT(failure(made("x.xml", "<a/>")), Catch::Contains("x.xml: is XML"));
    CHECK_THAT(failure(made("z.csv", std::string{"a,b\0c", 5})), Catch::Contains("z.csv"));
    CHECK_THAT(failure(made("k.kml", "<?xml version='1.0'?><kml><Doc")),
               Catch::Contains("k.kml: cannot be read as KML"));
    CHECK_THAT(failure(made("g.gpkg", "SQLite format 3 and nothing behind")),
               Catch::Contains("g.gpkg"));
}

TEST_CASE("a VRT is refused: it may point anywhere", "[source]")
{
    const fs::path file = shared / "data/nasty/vector/invalid.vrt";
    if (absent(file)) {
        return;
    }
    CHECK_THAT(failure(file), Catch::Contains("invalid.vrt: is a VRT"));
}

TEST_CASE("sheets come with their header found and their row numbers", "[source]")
{
    const fs::path file = shared / "data/population/ukraine/ukr_admpop_2020_v02.xlsx";
    if (absent(file)) {
        return;
    }
    const auto tables = readSource(file);
    // ogrinfo -al: 8 sheets, one of them a chart without cells; 30 rows in the first.
    REQUIRE(tables.size() == 7);
    CHECK(tables[0].layer == "ukr_admpop_Cities_2020");
    CHECK(tables[0].columns[5] == "City_Name_EN");
    CHECK(tables[0].rows.size() == 30);
    CHECK(tables[0].cell(0, 5) == "Cherkasy");
    CHECK(tables[0].rows[0].line == 2);
    SourceOptions one;
    one.layer = "no such sheet";
    CHECK_THAT(failure(file, one), Catch::Contains("has no sheet 'no such sheet'"));
}

TEST_CASE("Open Fibre Data Standard files of four kinds hold the same network", "[source]")
{
    const fs::path folder = shared / "data/telecom/fibre/kenya_nofbi";
    if (absent(folder)) {
        return;
    }
    const auto rowsOf = [](const std::vector<SourceTable>& tables, const std::string& layer) {
        for (const SourceTable& table : tables) {
            if (table.layer == layer) {
                return table.rows.size();
            }
        }
        return std::size_t{0};
    };
    for (const char* name :
         {"ofds_NOFBI_kenya.json", "ofds_NOFBI_Kenya.xlsx", "ofds_NOFBI_Kenya_CSV.zip"}) {
        INFO(name);
        const auto tables = readSource(folder / name);
        CHECK(rowsOf(tables, "nodes") == 102); // PROVENANCE.md
        CHECK(rowsOf(tables, "spans") == 112);
    }
    const auto spans = readSource(folder / "ofds_NOFBI_Kenya_spans.geojson");
    REQUIRE(spans.size() == 1);
    CHECK(spans[0].rows.size() == 112);
    CHECK(spans[0].find("start/id"));
}

TEST_CASE("a shapefile in a national grid lands where its GeoJSON lies", "[source]")
{
    const fs::path folder = shared / "data/settlements/palestine";
    const fs::path shp = folder / "geonames_PS_settlements_epsg28191.shp";
    if (absent(shp)) {
        return;
    }
    const auto grid = readSource(shp);
    const auto degrees = readSource(folder / "geonames_PS_settlements.geojson");
    REQUIRE(grid[0].rows.size() == 436);
    REQUIRE(grid[0].crs == "EPSG:28191");
    const ToLonLat toLonLat{grid[0].crs, {}};
    for (std::size_t r = 0; r < 436; ++r) {
        const auto p = toLonLat(grid[0].rows[r].shape.points[0]);
        const SourceXY q = degrees[0].rows[r].shape.points[0];
        REQUIRE(p);
        // The .prj names no datum shift; 1e-6 degrees are 0.1 m.
        CHECK(p->lon_deg == Approx(q.x).margin(1e-6));
        CHECK(p->lat_deg == Approx(q.y).margin(1e-6));
    }
    CHECK(grid[0].cell(0, 2) == degrees[0].cell(0, 2)); // Arabic name through the .cpg
}

TEST_CASE("a system not told is guessed from where the data should lie", "[source]")
{
    const auto fits = crsThatFit({{99000, 101000}, {150000, 190000}}, Box{34.2, 31.2, 35.6, 32.6});
    REQUIRE_FALSE(fits.empty());
    CHECK_THAT(fits[0], Catch::Contains("EPSG:28191"));
    // Gaza in UTM zone 36: Ukraine's zones of the same meridian have the same numbers, but are not
    // meant for Palestine.
    const auto utm =
        crsThatFit({{642000, 3486000}, {640500, 3480000}}, Box{34.2, 31.2, 35.6, 32.6});
    REQUIRE_FALSE(utm.empty());
    CHECK_THAT(utm[0], Catch::Contains("EPSG:32636"));
}
