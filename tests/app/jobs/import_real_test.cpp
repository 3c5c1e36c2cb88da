// Real files as they are. Counts are those of shared/data/PROVENANCE.md unless said otherwise.
#include "geo/crs/crs.h"
#include "tests/app/jobs/import_world.h"

#include <set>

using namespace import_test;

TEST_CASE("GeoNames text without header", "[import][real]")
{
    const fs::path file = data / "settlements/palestine/geonames_cities500_PS.txt";
    if (absent(file)) {
        return;
    }
    const World world;
    const auto table = world.one("settlements", file);
    CHECK(table.report.preset == "geonames");
    CHECK(table.report.rows == 436);
    CHECK(table.report.taken == 436);
    const geo::Rows rows = world.read("settlements");
    double people = 0;
    std::size_t withPeople = 0;
    std::size_t arabic = 0;
    for (const geo::Row& row : rows.rows) {
        const double p = rows.numberAt(row, "population").value();
        people += p;
        withPeople += p > 0 ? 1U : 0U;
        arabic += rows.textAt(row, "name_local") ? 1U : 0U;
    }
    CHECK(people == 3'900'565);
    CHECK(withPeople == 435);
    CHECK(arabic == 386);
    CHECK(rows.textAt(rows.rows[1], "name_local") == "رفح");
    CHECK(pointOf(rows, 1) == geo::LonLat{34.24357, 31.29722});
    CHECK(world.read("imports").rows.size() == 1);
}

TEST_CASE("the same file again brings nothing twice", "[import][real]")
{
    const fs::path file = data / "settlements/palestine/geonames_cities500_PS.txt";
    if (absent(file)) {
        return;
    }
    const World world;
    world.one("settlements", file);
    const auto again = world.one("settlements", file);
    CHECK(again.imported_before);
    CHECK(again.report.taken == 0);
    CHECK(again.report.already_there == 436);
    CHECK(again.report.set_aside == 0);
    CHECK(world.read("settlements").rows.size() == 436);
    CHECK(world.read("imports").rows.size() == 1);
}

TEST_CASE("OpenCelliD cells are never taken for towers", "[import][real]")
{
    const fs::path file = data / "telecom/cells/opencellid_425_gaza_westbank_2023-11.csv";
    if (absent(file)) {
        return;
    }
    const World world;
    const auto table = world.one("cells", file);
    CHECK(table.report.table == "cell_estimates");
    CHECK(table.report.taken == 1747);
    CHECK(world.read("sites").rows.empty());
    CHECK(world.read("cells").rows.empty());
    const geo::Rows rows = world.read("cell_estimates");
    std::size_t jawwal = 0;
    std::size_t ooredoo = 0;
    for (const geo::Row& row : rows.rows) {
        jawwal += rows.textAt(row, "mnc") == "5" ? 1U : 0U;
        ooredoo += rows.textAt(row, "mnc") == "6" ? 1U : 0U;
    }
    CHECK(jawwal == 433);
    CHECK(ooredoo == 63);
    CHECK_THAT(world.failure(world.request("sites", file)), Catch::Contains("not towers"));
}

TEST_CASE("areas with P-codes of two levels, obstacles, gates and walls", "[import][real]")
{
    const fs::path admin = data / "admin/palestine";
    if (absent(admin)) {
        return;
    }
    const World world;
    CHECK(world.one("areas", admin / "pse_admin1.geojson").report.taken == 2);
    CHECK(world.one("areas", admin / "pse_admin2.geojson").report.taken == 16);
    const geo::Rows areas = world.read("areas");
    std::size_t children = 0;
    for (const geo::Row& row : areas.rows) {
        const auto parent = areas.textAt(row, "parent_code");
        children +=
            areas.numberAt(row, "level") == 2 && (parent == "PS01" || parent == "PS02") ? 1U : 0U;
    }
    CHECK(children == 16);
    CHECK(geo::Workspace::open(world.workspace(), geo::Access::read).crs() == "EPSG:32636");

    const fs::path access = data / "access/palestine";
    CHECK(world.one("zones", access / "ocha_closurepoints_811_2025.geojson").report.taken == 811);
    CHECK(world.one("zones", access / "ocha_linear_closures.geojson").report.taken == 78);
    CHECK(world.one("zones", access / "ocha_road_gates.geojson").report.taken == 165);
    const geo::Rows zones = world.read("zones");
    std::map<std::string, int> gates;
    for (std::size_t r = 811 + 78; r < zones.rows.size(); ++r) {
        ++gates[*zones.textAt(zones.rows[r], "access")];
    }
    CHECK(gates["open"] == 83);   // counted in the file: "Status": "open"
    CHECK(gates["closed"] == 82); // … "closed"
    // A zone is 50 m around its point: the first obstacle lies at 35.205231369, 31.986993116.
    const auto& ring = std::get<geo::MultiPolygonOf<geo::LonLat>>(zones.rows[0].geometry)[0][0];
    for (const geo::LonLat& corner : ring) {
        CHECK(geo::geodesic_m({35.205231369, 31.986993116}, corner) == Approx(50).margin(0.2));
    }
}

TEST_CASE("Open Fibre Data Standard: GeoJSON, JSON, XLSX and CSV give the same network",
          "[import][real]")
{
    const fs::path kenya = data / "telecom/fibre/kenya_nofbi";
    if (absent(kenya)) {
        return;
    }
    std::set<std::string> fingerprints;
    for (const char* form : {"geojson", "json", "xlsx", "zip"}) {
        INFO(form);
        const World world;
        const std::string name = form;
        const fs::path nodes = kenya / (name == "geojson" ? "ofds_NOFBI_Kenya_nodes.geojson"
                                        : name == "json"  ? "ofds_NOFBI_kenya.json"
                                        : name == "xlsx"  ? "ofds_NOFBI_Kenya.xlsx"
                                                          : "ofds_NOFBI_Kenya_CSV.zip");
        const fs::path spans = name == "geojson" ? kenya / "ofds_NOFBI_Kenya_spans.geojson" : nodes;
        CHECK(world.one("nodes", nodes).report.taken == 102);
        const auto taken = world.one("spans", spans);
        CHECK(taken.report.taken == 112);
        CHECK(taken.report.observations == 112);
        const geo::Rows rows = world.read("spans");
        const geo::Rows seen = world.read("observations");
        std::string all;
        std::set<std::string> ids;
        const geo::Rows nodeRows = world.read("nodes");
        for (const geo::Row& row : nodeRows.rows) {
            ids.insert(*nodeRows.textAt(row, "node_id"));
            CHECK(nodeRows.textAt(row, "kind") != "core"); // the standard cannot say so
        }
        for (const geo::Row& row : rows.rows) {
            CHECK(ids.contains(rows.textAt(row, "from_id").value_or("")));
            all += *rows.textAt(row, "span_id") + *rows.textAt(row, "from_id") +
                   *rows.textAt(row, "to_id");
            const auto& lines = std::get<std::vector<geo::LineOf<geo::LonLat>>>(row.geometry);
            all += std::to_string(lines.size()) + "," + std::to_string(lines[0].size()) + ";";
        }
        fingerprints.insert(all);
        std::size_t planned = 0;
        for (const geo::Row& row : seen.rows) {
            planned += seen.textAt(row, "status") == "planned" ? 1U : 0U;
        }
        CHECK(planned == 1); // one span is "proposed"
    }
    CHECK(fingerprints.size() == 1);
    const World world;
    const fs::path rwanda = data / "telecom/fibre/rwanda_backbone";
    CHECK(world.one("nodes", rwanda / "RWA_ofds-nodes_16apr2024.geojson").report.taken == 52);
    CHECK(world.one("spans", rwanda / "RWA_ofds-spans_16apr2024.geojson").report.taken == 68);
    const World other;
    CHECK(other.one("nodes", rwanda / "RWA_ofds-json_16apr2024.json").report.taken == 52);
    CHECK(other.one("spans", rwanda / "RWA_ofds-json_16apr2024.json").report.taken == 68);
    CHECK(other.read("observations").rows.empty()); // it tells no status
}

TEST_CASE("Windows-1256, semicolons and decimal commas", "[import][real]")
{
    const fs::path file =
        data / "nasty/table/derived_ps_settlements_cp1256_semicolon_decimalcomma.csv";
    const fs::path original = data / "settlements/palestine/geonames_PS_settlements.geojson";
    if (absent(file)) {
        return;
    }
    const World world;
    CHECK(world.one("settlements", file).report.taken == 120);
    const World truth;
    truth.one("settlements", original);
    const geo::Rows rows = world.read("settlements");
    const geo::Rows right = truth.read("settlements");
    std::set<std::string> arabic;
    for (const geo::Row& row : right.rows) {
        arabic.insert(right.textAt(row, "name_local").value_or(""));
    }
    std::size_t named = 0;
    for (std::size_t r = 0; r < rows.rows.size(); ++r) {
        if (const auto name = rows.textAt(rows.rows[r], "name_local")) {
            ++named;
            INFO(*name);
            CHECK(arabic.contains(*name));
        }
    }
    CHECK(named > 100);
    CHECK(pointOf(rows, 0) == geo::LonLat{34.2826, 31.25997});
    CHECK(world.cell("settlements", 1, "name_local") == "رفح");
}

TEST_CASE("a shapefile in a national grid gives the positions of its GeoJSON", "[import][real]")
{
    const fs::path folder = data / "settlements/palestine";
    if (absent(folder)) {
        return;
    }
    const World grid;
    const auto table = grid.one("settlements", folder / "geonames_PS_settlements_epsg28191.shp");
    CHECK(table.report.taken == 436);
    CHECK_THAT(table.report.crs, Catch::Contains("EPSG:28191"));
    const World degrees;
    degrees.one("settlements", folder / "geonames_PS_settlements.geojson");
    const geo::Rows a = grid.read("settlements");
    const geo::Rows b = degrees.read("settlements");
    double farthest_m = 0;
    for (std::size_t r = 0; r < 436; ++r) {
        CHECK(a.textAt(a.rows[r], "settlement_id") == b.textAt(b.rows[r], "settlement_id"));
        CHECK(a.textAt(a.rows[r], "name_local") == b.textAt(b.rows[r], "name_local"));
        farthest_m = std::max(farthest_m, geo::geodesic_m(pointOf(a, r), pointOf(b, r)));
    }
    CHECK(farthest_m < 0.1);
}

TEST_CASE("settlements with rows that lack a position", "[import][real]")
{
    const fs::path file = data / "settlements/ukraine/ua_cities_control_2024-08.csv";
    if (absent(file)) {
        return;
    }
    const World world;
    const auto table = world.one("settlements", file);
    CHECK(table.report.rows == 534);
    CHECK(table.report.reasons.at("no_position") == 24);
    CHECK(table.report.taken + table.report.set_aside == 534);
    const geo::Rows rejects = world.read("rejects");
    CHECK(rejects.rows.size() == static_cast<std::size_t>(table.report.set_aside));
    CHECK(world.cell("settlements", 0, "extra").find("\"Held by\":\"Russia\"") !=
          std::string::npos); // columns without a place are kept
}

TEST_CASE("licensed sites in Hebrew with shapes as text", "[import][real]")
{
    const fs::path file = data / "telecom/sites/il_moep_sites_wkt_2019.csv";
    if (absent(file)) {
        return;
    }
    const World world;
    const auto table = world.one("sites", file);
    CHECK(table.report.taken == 7781);
    CHECK(world.cell("sites", 0, "operator") == "P.H.I");
    CHECK(world.cell("sites", 0, "structure") == "mast"); // תורן קרקעי, a mast on the ground
    const geo::Rows sites = world.read("sites");
    CHECK(pointOf(sites, 0) == geo::LonLat{35.02727078, 31.87741707});
    // Row 2: "שת""""פ סלקום" in the file: two doubled quotes are two quotes.
    CHECK_THAT(world.cell("sites", 1, "name_local"), Catch::StartsWith("שת\"\"פ סלקום"));
    bool told = false;
    for (const std::string& note : table.report.notes) {
        told = told || note.find("letter may have been lost") != std::string::npos;
    }
    CHECK(told);
}

TEST_CASE("structures of which several share a call sign", "[import][real]")
{
    const fs::path file = data / "telecom/sites/us_fcc_uls_structures_heights_2017.csv";
    if (absent(file)) {
        return;
    }
    const World world;
    CHECK(world.one("sites", file).report.taken == 2654);
    CHECK(world.cell("sites", 0, "structure_height_m") == "125.6");
}

TEST_CASE("people at points, in a grid, and by area", "[import][real]")
{
    const fs::path folder = data / "population/ukraine";
    if (absent(folder)) {
        return;
    }
    const World world;
    CHECK(world.one("population", folder / "ukr_population_10km_points.csv").report.taken == 6125);
    const auto raster = world.import("population", folder / "ukr_population_10km.tif");
    REQUIRE(raster.rasters.size() == 1);
    CHECK_THAT(raster.rasters[0].notes[0],
               Catch::StartsWith("43733759 people")); // 43,733,760 as floats
    CHECK(fs::exists(world.folder() / raster.rasters[0].entry.path));
    CHECK_THAT(world.failure(world.request("population", folder / "ukr_population_10km.tif")),
               Catch::Contains("in the workspace already"));
    CHECK_THAT(world.failure(world.request(
                   "population", data / "population/sao_miguel/gpw_v411_2020_density_2020.tif")),
               Catch::Contains("density"));
}

TEST_CASE("a folder of SRTM tiles becomes one elevation model", "[import][real]")
{
    if (absent(data / "dem/palestine")) {
        return;
    }
    const World world;
    const auto report = world.import("elevation", data / "dem/palestine");
    REQUIRE(report.rasters.size() == 1);
    const auto w = geo::Workspace::open(world.workspace(), geo::Access::read);
    CHECK(w.rasters("elevation").size() == 1);
    CHECK(world.cell("imports", 0, "kind") == "elevation");
}

TEST_CASE("positions only, the table beside them lost", "[import][real]")
{
    const fs::path file = data / "health/ukraine/hotosm_ukr_health_facilities_points.shp";
    if (absent(file)) {
        return;
    }
    const World world;
    CHECK_THAT(world.failure(world.request("facilities", file)), Catch::Contains(".dbf missing"));
    app::ImportRequest request = world.request("facilities", file);
    request.mapping = world.made("m.toml", "[columns]\nkind = {value = \"clinic\"}\n");
    const auto report = app::importFiles(request);
    CHECK(report->tables[0].report.rows == 15936);
    // Some facilities lie at one and the same place; without a table nothing tells them apart.
    CHECK(report->tables[0].report.taken + report->tables[0].report.set_aside == 15936);
    CHECK(report->tables[0].report.taken > 15900);
}
