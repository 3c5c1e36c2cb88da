// Rows as people write them: what is taken, what is set aside, and the reason.
#include "tests/app/jobs/import_world.h"

using namespace import_test;

namespace {

std::string withCell(const std::string& header, const std::string& cell)
{
    return "id,name,lat,lon,population," + header + "\nA,a,31.5,34.4,10," + cell +
           "\nB,b,31.6,34.5,20,\n";
}

const geo::RowFault& faultOf(const app::ImportedTable& table, std::size_t i = 0)
{
    REQUIRE(i < table.rejects.size());
    return table.rejects[i].fault;
}

/// Ten settlements in Gaza, so that there is a bulk to compare with, and the row given.
std::string amongOthers(const std::string& row)
{
    std::string csv = "id,name,lat,lon,population\n";
    for (int i = 0; i < 10; ++i) {
        csv += "S" + std::to_string(i) + ",n," + std::to_string(31.30 + 0.02 * i) + "," +
               std::to_string(34.30 + 0.02 * i) + ",100\n";
    }
    return csv + row + "\n";
}

} // namespace

TEST_CASE("headers of the schema need no mapping", "[import]")
{
    const World world;
    const auto table = world.text("sites", "site_id,name,lat,lon,structure,structure_height_m,"
                                           "load_kw,battery_h,generator_kw\n"
                                           "S1,One,31.5,34.4,mast,40,2.5,8,10\n");
    CHECK(table.report.taken == 1);
    CHECK(table.report.kept.empty());
    CHECK(world.cell("sites", 0, "battery_h") == "8");
    CHECK(pointOf(world.read("sites"), 0) == geo::LonLat{34.4, 31.5});
    CHECK(world.cell("sites", 0, "import_id") == "imp-0001");
    CHECK(world.cell("sites", 0, "source_row") == "1");
}

TEST_CASE("a cost in another currency is set aside, unless its rate is given", "[import]")
{
    const char* const csv = "action_id,asset_id,kind,cost,currency,crew_days,skill\n"
                            "a,S1,repair,1000,EUR,2,site\n"
                            "b,S1,repair,1000,US$,2,site\n"
                            "c,S1,repair,1000,,2,site\n";
    const char* const site = "site_id,lat,lon\nS1,10,10\n";
    const World world;
    world.text("sites", site);
    const app::ImportedTable table = world.text("actions", csv);
    CHECK(table.report.taken == 2);
    REQUIRE(table.rejects.size() == 1);
    CHECK(table.rejects[0].fault.code == "other_currency");
    CHECK_THAT(table.rejects[0].fault.reason, Catch::Contains("EUR"));

    const World told;
    told.text("sites", site);
    app::ImportRequest request = told.request("actions", told.made("actions.csv", csv));
    request.mapping =
        told.made("rates.toml", "[columns]\ncost_usd = {column = \"cost\", factor = 1.08}\n");
    const app::ImportReport report = *app::importFiles(request);
    REQUIRE(report.tables.size() == 1);
    REQUIRE(report.tables[0].rejects.size() == 1); // the dollars: 1.08 is not their rate
    CHECK(report.tables[0].rejects[0].row == 2);
}

TEST_CASE("a settlement nobody counted is kept, with its people unknown", "[import]")
{
    const World world;
    const auto table = world.text("settlements", "id,name,lat,lon,population\n"
                                                 "A,a,31.5,34.4,10\nB,b,31.6,34.5,\n"
                                                 "C,c,31.6,34.6,many\nD,d,31.6,34.7,-4\n");
    CHECK(table.report.taken == 4);
    CHECK(table.report.set_aside == 0);
    CHECK(table.report.values_set_aside == 2); // "many" and -4, each with its row
    CHECK_THAT(table.report.notes, Catch::VectorContains(std::string{
                                       "3 rows without population: unknown, and in no total"}));
    for (const std::size_t row : {1U, 2U, 3U}) {
        CHECK(world.cell("settlements", row, "population").empty());
    }
    // The column may be absent; of several layers, one without it is another kind of thing.
    CHECK(world.text("settlements", "id,name,lat,lon\nE,e,31.7,34.5\n").report.taken == 1);
    // Of two programmes only one says how much.
    const auto pledges = world.text("pledges", "pledge_id,donor,amount,currency\n"
                                               "P1,One,35000000,USD\nP2,Two,,\n");
    CHECK(pledges.report.taken == 2);
    CHECK(world.cell("pledges", 1, "amount").empty());
}

TEST_CASE("headers in five languages", "[import]")
{
    const std::string header =
        GENERATE(as<std::string>{}, "Site ID,Site name,Latitude,Longitude",
                 "Код об'єкта,Назва,Широта,Довгота", "Код станции,Название,Широта,Долгота",
                 "رمز الموقع,اسم الموقع,خط العرض,خط الطول", "Code site,Nom,latitude,longitude");
    const World world;
    const auto table = world.text("sites", header + "\nS1,Mast,31.5,34.4\n");
    INFO(header);
    CHECK(table.report.taken == 1);
    CHECK(world.cell("sites", 0, "site_id") == "S1");
    CHECK(world.cell("sites", 0, "name") == "Mast");
    CHECK(pointOf(world.read("sites"), 0) == geo::LonLat{34.4, 31.5});
}

TEST_CASE("units in headers and cells are converted and told", "[import]")
{
    const World world;
    world.text("sites", "site_id,lat,lon\nS1,31.5,34.4\n");
    const auto table =
        world.text("cells", "cell_id,site_id,tech,Freq (GHz),EIRP dBW,Antenna height [ft],azimuth\n"
                            "C1,S1,LTE,1.8,30,100,120°\nC2,S1,GSM,900 MHz,30 dBm,30 m,\n");
    CHECK(table.report.taken == 2);
    // By hand: 1.8 GHz, 30 dBW = 60 dBm, 100 ft = 30.48 m.
    CHECK(world.cell("cells", 0, "frequency_mhz") == "1800");
    CHECK(world.cell("cells", 0, "eirp_dbm") == "60");
    CHECK(std::stod(world.cell("cells", 0, "height_m")) == Approx(30.48));
    CHECK(world.cell("cells", 0, "technology") == "4G");
    CHECK(world.cell("cells", 0, "azimuth_deg") == "120");
    CHECK(world.cell("cells", 1, "frequency_mhz") == "900");
    CHECK(world.cell("cells", 1, "eirp_dbm") == "30");
    CHECK(world.cell("cells", 1, "height_m") == "30");
    std::string told;
    for (const geo::ColumnReport& column : table.report.columns) {
        told += column.column + ":" + column.conversion + "\n";
    }
    CHECK_THAT(told, Catch::Contains("GHz → MHz (in the header)"));
    CHECK_THAT(told, Catch::Contains("LTE → 4G (1)"));
}

TEST_CASE("of people counted a tenth uses it at the same moment, and this is told", "[import]")
{
    const World world;
    const auto table = world.text("facilities", "facility_id,kind,lat,lon,pupils\n"
                                                "F1,school,31.5,34.4,890\n"
                                                "F2,school,31.6,34.4,45 users\n");
    CHECK(table.report.taken == 2);
    CHECK(world.cell("facilities", 0, "users") == "89");
    CHECK(world.cell("facilities", 1, "users") == "45");
    std::string told;
    for (const geo::ColumnReport& column : table.report.columns) {
        told += column.conversion;
    }
    CHECK_THAT(told, Catch::Contains("people → users (in the header)"));
    const World own; // CPP's number_of_users are those at the same moment already
    own.text("facilities", "facility_id,kind,lat,lon,number_of_users\nF1,school,31.5,34.4,890\n");
    CHECK(own.cell("facilities", 0, "users") == "890");
}

TEST_CASE("a frequency without a unit is told by its range", "[import]")
{
    const World world;
    world.text("sites", "site_id,lat,lon\nS1,31.5,34.4\n");
    const auto table = world.text("cells", "cell_id,site_id,technology,frequency,eirp,height\n"
                                           "C1,S1,4G,0.8,60,30\nC2,S1,4G,2.6,60,30\n");
    CHECK(world.cell("cells", 1, "frequency_mhz") == "2600");
}

TEST_CASE("transmitter power is not taken for EIRP", "[import]")
{
    const World world;
    world.text("sites", "site_id,lat,lon\nS1,31.5,34.4\n");
    const std::string head = "cell_id,site_id,technology,frequency_mhz,height_m,";
    CHECK_THAT(world.failure("cells", head + "power_w\nC1,S1,4G,800,30,20\n"),
               Catch::Contains("Transmitter power is not EIRP"));
    world.text("cells", head + "Power (W),Antenna gain,Feeder loss\nC1,S1,4G,800,30,20,17,2\n");
    // 20 W = 43.0103 dBm; + 17 dBi - 2 dB
    CHECK(std::stod(world.cell("cells", 0, "eirp_dbm")) == Approx(58.0103).margin(1e-4));
    world.text("cells", head + "ERP dBm\nC2,S1,4G,800,30,50\n");
    CHECK(std::stod(world.cell("cells", 1, "eirp_dbm")) == Approx(52.15)); // dipole: 2.15 dBi
}

TEST_CASE("cells need their site, observations their asset", "[import]")
{
    const World world;
    world.text("sites", "site_id,lat,lon\nS1,31.5,34.4\n");
    const auto cells = world.text("cells", "cell_id,site_id,technology,frequency_mhz,eirp_dbm,"
                                           "height_m\nC1,S1,4G,800,60,30\nC2,S9,4G,800,60,30\n");
    CHECK(cells.report.taken == 1);
    CHECK(faultOf(cells).code == "unknown_site");
    const auto seen = world.text("observations", "site,status,date\nS1,не працює,2026-11-01\n"
                                                 "S7,working,2026-11-01\n");
    CHECK(seen.report.taken == 1);
    CHECK(faultOf(seen).code == "unknown_asset");
    CHECK(world.cell("observations", 0, "asset_kind") == "site");
    CHECK(world.cell("observations", 0, "status") == "out_of_service");
    CHECK_THAT(world.cell("observations", 0, "observed_at"), Catch::StartsWith("2026-11-01T00:00"));
}

TEST_CASE("a status beside an asset becomes an observation", "[import]")
{
    const World world;
    app::ImportRequest request = world.request(
        "sites", world.made("s.csv", "site_id,lat,lon,status,damage\nS1,31.5,34.4,مدمر,\n"
                                     "S2,31.6,34.4,,partly\nS3,31.7,34.4,,\n"));
    request.as_of = geo::parseTime("2026-10-01");
    const auto report = app::importFiles(request);
    CHECK(report->tables[0].report.observations == 2);
    CHECK(world.cell("observations", 0, "status") == "destroyed");
    CHECK_THAT(world.cell("observations", 0, "observed_at"), Catch::StartsWith("2026-10-01T00:00"));
    CHECK(world.cell("observations", 1, "status") == "unknown");
    CHECK(world.cell("observations", 1, "damage") == "partial");
}

TEST_CASE("null words are not values", "[import]")
{
    const std::string word = GENERATE(as<std::string>{}, "n/a", "-", "#REF!", "NULL", "",
                                      "немає даних", "لا يوجد", "N/A");
    const World world;
    const auto table = world.text("settlements", withCell("radius_m", word));
    INFO(word);
    CHECK(table.report.taken == 2);
    CHECK(table.report.values_set_aside == 0);
    CHECK(world.cell("settlements", 0, "radius_m").empty());
}

TEST_CASE("an optional value that cannot be used is set aside, its row kept", "[import]")
{
    const World world;
    const auto table = world.text("settlements", "id,name,lat,lon,population,radius_m\n"
                                                 "A,a,31.5,34.4,10,wide\nB,b,31.6,34.5,20,300\n"
                                                 "C,c,31.6,34.5,20,400\n");
    CHECK(table.report.taken == 3);
    CHECK(table.report.values_set_aside == 1);
    CHECK(faultOf(table).value == "wide");
    CHECK(world.cell("rejects", 0, "scope") == "value");
    CHECK(world.cell("rejects", 0, "reason") == "'wide' is not a number");
}

TEST_CASE("a required value that cannot be used sets the row aside with row, field, value, fix",
          "[import]")
{
    const World world;
    app::ImportRequest request = world.request(
        "settlements", world.made("p.csv", "id,name,lat,lon,people\nA,a,31.5,34.4,many\n"
                                           "B,b,31.6,34.5,20\nC,,31.7,34.5,9\nB,d,31.8,34.5,5\n"
                                           "E,e,31.7,34.5,30\nF,f,31.7,34.5,7\n"));
    request.rejects = world.folder() / "rejects.csv";
    const auto report = app::importFiles(request);
    const auto& table = report->tables[0];
    CHECK(table.report.taken == 4);
    CHECK(table.report.set_aside == 2);
    CHECK(table.report.values_set_aside == 1); // of A, who is taken with unknown people
    CHECK(faultOf(table, 0).code == "not_a_number");
    CHECK(table.rejects[0].row == 1);
    CHECK(table.rejects[0].line == 2);
    CHECK(faultOf(table, 0).field == "people");
    CHECK(faultOf(table, 0).value == "many");
    CHECK_FALSE(faultOf(table, 0).fix.empty());
    CHECK(faultOf(table, 1).code == "missing_value");
    CHECK(faultOf(table, 2).code == "duplicate_id");
    CHECK(faultOf(table, 2).reason == "settlement_id 'B' stands already in row 2");
    std::ifstream in{request.rejects, std::ios::binary};
    const std::string csv{std::istreambuf_iterator<char>{in}, {}};
    CHECK_THAT(csv, Catch::StartsWith("\xEF\xBB\xBF"
                                      "file,layer,row,line,scope,code,field,value"));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 4);
}

TEST_CASE("numbers with separators of all sorts", "[import]")
{
    struct Sample {
        const char* text;
        double people;
    };
    const auto sample =
        GENERATE(Sample{"\"1,234,567\"", 1234567}, Sample{"1 234 567", 1234567},
                 Sample{"1\xC2\xA0\x32\x33\x34", 1234}, Sample{"1'234", 1234}, Sample{"١٢٣٤", 1234},
                 Sample{"\"12,5\"", 12.5}, Sample{"1.5e3", 1500}, Sample{"\"1.234,5\"", 1234.5},
                 Sample{"\"1,234.5\"", 1234.5});
    const World world;
    world.text("settlements",
               std::string{"id,name,lat,lon,population\nA,a,31.5,34.4,"} + sample.text + "\n");
    INFO(sample.text);
    CHECK(std::stod(world.cell("settlements", 0, "population")) == sample.people);
}

TEST_CASE("positions in degrees, minutes and seconds, in pairs, as text", "[import]")
{
    struct Sample {
        const char* csv;
    };
    const std::string csv = GENERATE(
        as<std::string>{}, "site_id,lat,lon\nA,\"31°30'00\"\" N\",34°24'00E\n",
        "site_id,lat,lon\nA,31 30 0,34 24 0\n", "site_id;lat;lon\nA;31,5;34,4\n",
        "site_id,coordinates\nA,\"31.5, 34.4\"\n", "site_id,gps\nA,31.5 34.4\n",
        "site_id,gps\nA,\"31°30'N 34°24'E\"\n", "site_id,wkt\nA,POINT (34.4 31.5)\n",
        "site_id,geom\nA,\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[34.4,31.5]}\"\n",
        "site_id,geom\nA,SRID=4326;POINT(34.4 31.5)\n", "site_id,x,y\nA,34.4,31.5\n",
        "site_id,широта,довгота\nA,\"31°30′00″\",\"34°24′00″\"\n");
    const World world;
    INFO(csv);
    CHECK(world.text("sites", csv).report.taken == 1);
    const geo::LonLat p = pointOf(world.read("sites"), 0);
    CHECK(p.lon_deg == Approx(34.4).margin(1e-9));
    CHECK(p.lat_deg == Approx(31.5).margin(1e-9));
}

TEST_CASE("zero zero, out of range, exchanged and missing positions are told apart", "[import]")
{
    struct Sample {
        const char* row;
        const char* code;
        const char* fix;
    };
    const auto sample = GENERATE(
        Sample{"X,n,0,0,1", "null_island", "Look"}, Sample{"X,n,31.4,,1", "no_position", "Add"},
        Sample{"X,n,34.40,31.40,1", "swapped", "latitude 31.4, longitude 34.4"},
        Sample{"X,n,95,34.4,1", "out_of_range", "Correct"},
        Sample{"X,n,31.4,234,1", "out_of_range", "Correct"},
        Sample{"X,n,north,34.4,1", "bad_position", "degrees"});
    const World world;
    const auto table = world.text("settlements", amongOthers(sample.row));
    INFO(sample.row);
    CHECK(table.report.taken == 10);
    CHECK(faultOf(table).code == sample.code);
    CHECK_THAT(faultOf(table).fix, Catch::Contains(sample.fix));
    CHECK(table.rejects[0].row == 11);
}

TEST_CASE("a file with longitude and latitude exchanged is refused and named", "[import]")
{
    const World world;
    const std::string exchanged = "id,name,lat,lon,population\nA,a,34.4,31.5,10\nB,b,34.5,31.6,9\n";
    // Nothing is there to compare with: 34.4 north, 31.5 east is a place on Earth.
    const World empty;
    CHECK(empty.text("settlements", exchanged).report.taken == 2);
    world.text("areas", "pcode,name,wkt\nPS02,Gaza,\"POLYGON((34.2 31.2,34.6 31.2,34.6 31.6,34.2 "
                        "31.6,34.2 31.2))\"\n");
    CHECK_THAT(world.failure("settlements", exchanged),
               Catch::Contains("longitude and latitude are exchanged") &&
                   Catch::Contains("lat = \"lon\", lon = \"lat\""));
    CHECK(world.read("settlements").rows.empty());
    CHECK_THAT(empty.failure("settlements", "id,name,lat,lon,population\nA,a,134.4,31.5,10\n"),
               Catch::Contains("exchanged"));
}

TEST_CASE("a value whose bytes are no letters is set aside by row and field", "[import]")
{
    const World world;
    const auto table =
        world.text("settlements", "id,name,name_ar,lat,lon,population\nA,Rafah,رفح,31.3,34.2,10\n"
                                  "B,Gaza,\xDB\xD2\xC9,31.5,34.4,20\n");
    CHECK(table.report.taken == 2);
    CHECK(world.cell("settlements", 0, "name_local") == "رفح");
    CHECK(world.cell("settlements", 1, "name_local") == "");
    REQUIRE(world.read("rejects").rows.size() == 1);
    CHECK(world.cell("rejects", 0, "source_row") == "2");
    CHECK(world.cell("rejects", 0, "field") == "name_ar");
    CHECK(world.cell("rejects", 0, "reason").find("no letters") != std::string::npos);
}

TEST_CASE("a file that lies in another part of the world as a whole is refused", "[import]")
{
    const World world;
    world.text("areas", "pcode,name,wkt\nPS02,Gaza,\"POLYGON((34.2 31.2,34.6 31.2,34.6 31.6,34.2 "
                        "31.6,34.2 31.2))\"\n");
    CHECK_THAT(world.failure("settlements",
                             "id,name,lat,lon,population\nA,a,-12.4,30.5,10\nB,b,-12.5,30.6,9\n"),
               Catch::Contains("all 2 positions lie outside") && Catch::Contains("minus sign"));
    CHECK(world.read("settlements").rows.empty());
    // One of two far away, or a neighbour some 100 km off: stored, with a note.
    CHECK(
        world
            .text("settlements", "id,name,lat,lon,population\nA,a,-12.4,30.5,10\nB,b,31.5,34.5,9\n")
            .report.taken == 2);
    CHECK(
        world.text("settlements", "id,name,lat,lon,population\nC,c,32.5,35.4,10\n").report.taken ==
        1);
    // So are rasters.
    for (const char* kind : {"elevation", "population", "clutter"}) {
        CAPTURE(kind);
        const auto grid = [&](const char* corner) {
            auto request = world.request(
                kind, world.made(std::string{kind} + ".asc",
                                 std::string{"ncols 3\nnrows 2\n"} + corner +
                                     "\ncellsize 0.1\nNODATA_value -9999\n1 2 3\n4 5 6\n"));
            request.crs = "EPSG:4326";
            return request;
        };
        const std::size_t before = world.read("rasters").rows.size();
        CHECK_THAT(world.failure(grid("xllcorner -12.4\nyllcorner 30.5")),
                   Catch::Contains("lies outside the areas of the workspace"));
        CHECK(world.read("rasters").rows.size() == before);
        CHECK(app::importFiles(grid("xllcorner 33.9\nyllcorner 30.9"))); // the neighbours' land
        CHECK(world.read("rasters").rows.size() > before);
    }
}

TEST_CASE("positions that are not degrees ask for their CRS, with those that fit", "[import]")
{
    const World world;
    world.text("areas", "pcode,name,wkt\nPS,Palestine,\"POLYGON((34.2 31.2,35.6 31.2,35.6 32.6,"
                        "34.2 32.6,34.2 31.2))\"\n");
    const std::string csv = "site_id,x,y\nA,99000,101000\nB,150000,190000\n";
    CHECK_THAT(world.failure("sites", csv),
               Catch::Contains("--crs") && Catch::Contains("EPSG:28191"));
    app::ImportRequest request = world.request("sites", world.made("g.csv", csv));
    request.crs = "EPSG:28191";
    CHECK(app::importFiles(request)->tables[0].report.taken == 2);
    // echo "99000 101000" | cs2cs -f %.6f EPSG:28191 EPSG:4326   (PROJ 9.1.1; prints lat lon)
    const geo::LonLat p = pointOf(world.read("sites"), 0);
    CHECK(p.lon_deg == Approx(34.462838).margin(1e-5));
    CHECK(p.lat_deg == Approx(31.498982).margin(1e-5));
    request.crs = "EPSG:999999";
    CHECK_THAT(world.failure(request), Catch::Contains("not a CRS that PROJ knows"));
}

TEST_CASE("dates: the column decides which comes first", "[import]")
{
    struct Sample {
        const char* cells[2];
        const char* first;
        bool unsure;
    };
    const auto sample = GENERATE(Sample{{"03/04/2024", "25/04/2024"}, "2024-04-03", false},
                                 Sample{{"03/04/2024", "04/25/2024"}, "2024-03-04", false},
                                 Sample{{"03/04/2024", "05/06/2024"}, "2024-04-03", true},
                                 Sample{{"2 May 2014", "2014-05-03"}, "2014-05-02", false},
                                 Sample{{"2 травня 2014", "3 травня 2014"}, "2014-05-02", false},
                                 Sample{{"41761", "41762"}, "2014-05-02", false},
                                 Sample{{"02.05.2014 13:30", "22.05.2014"}, "2014-05-02", false});
    const World world;
    const auto table = world.text(
        "settlements", std::string{"id,name,lat,lon,population,population_date\nA,a,31.5,34.4,1,"} +
                           sample.cells[0] + "\nB,b,31.6,34.4,1," + sample.cells[1] + "\n");
    INFO(sample.cells[0] << " " << sample.cells[1]);
    CHECK(world.cell("settlements", 0, "population_date") == sample.first);
    const bool told =
        std::any_of(table.report.notes.begin(), table.report.notes.end(), [](const std::string& n) {
            return n.find("read both ways") != std::string::npos;
        });
    CHECK(told == sample.unsure);
}

TEST_CASE("links and spans without a line run between their ends", "[import]")
{
    const World world;
    world.text("nodes", "node_id,kind,lat,lon\nN1,core,31.5,34.4\nN2,access,31.6,34.5\n");
    const auto links = world.text("links", "link_id,from,to\nL1,N1,N2\nL2,N1,N7\n");
    CHECK(links.report.taken == 1);
    CHECK(faultOf(links).code == "unknown_end");
    const geo::Rows rows = world.read("links");
    const auto& line = std::get<std::vector<geo::LineOf<geo::LonLat>>>(rows.rows[0].geometry)[0];
    CHECK(line == geo::LineOf<geo::LonLat>{{34.4, 31.5}, {34.5, 31.6}});
    world.text("spans", "span_id,start,end\nF1,N1,N2\n");
    CHECK(world.cell("spans", 0, "inferred") == "1");
}

TEST_CASE("actions: parts and what comes before, as people write them", "[import]")
{
    const World world;
    world.text("sites", "site_id,lat,lon\nS1,31.5,34.4\n");
    world.text("actions", "action_id,asset_id,kind,cost,crew days,parts,after\n"
                          "A1,S1,repair,1200,3,\"antenna: 3; 2 batteries\",\n"
                          "A2,S1,fuel,300,1,,\"A1, A0\"\n");
    CHECK(world.cell("actions", 0, "parts") == "{\"antenna\":3.0,\"batteries\":2.0}");
    CHECK(world.cell("actions", 1, "after_ids") == "[\"A1\",\"A0\"]");
}

TEST_CASE("columns without a place are kept with the row", "[import]")
{
    const World world;
    const auto table = world.text("sites", "site_id,lat,lon,landlord,phone\n"
                                           "S1,31.5,34.4,Abu Ali,-\n");
    CHECK(table.report.kept == std::vector<std::string>{"landlord"});
    CHECK(table.report.empty == std::vector<std::string>{"phone"});
    CHECK(world.cell("sites", 0, "extra") == "{\"landlord\":\"Abu Ali\"}");
}

TEST_CASE("a dry run writes nothing", "[import]")
{
    const World world;
    app::ImportRequest request =
        world.request("sites", world.made("s.csv", "site_id,lat,lon\nS1,31.5,34.4\n"));
    request.dry_run = true;
    const auto report = app::importFiles(request);
    CHECK(report->tables[0].report.taken == 1);
    CHECK(world.read("sites").rows.empty());
    CHECK(world.read("imports").rows.empty());
}

TEST_CASE("of several files all come in or none", "[import]")
{
    const World world;
    app::ImportRequest request =
        world.request("sites", world.made("a.csv", "site_id,lat,lon\nS1,31.5,34.4\n"));
    request.files.push_back(world.made("b.csv", "nothing,of,use\n1,2,3\n"));
    CHECK_THAT(world.failure(request), Catch::Contains("b.csv"));
    CHECK(world.read("sites").rows.empty());
    CHECK(world.read("imports").rows.empty());
}
