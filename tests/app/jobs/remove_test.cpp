// Rows taken out, and why some cannot be.
#include "app/jobs/remove_job.h"
#include "geo/misuse.h"
#include "tests/app/jobs/import_world.h"

using namespace import_test;
using Catch::Contains;

namespace {

/// A core, two sites; S2 hangs on S1, a link joins S1 to the core; cells, reports and repairs.
class Country : public World {
public:
    Country()
    {
        text("nodes", "node_id,kind,lat,lon\nN1,core,31.5,34.4\n");
        text("sites", "site_id,lat,lon,transport_id\nS1,31.6,34.4,\nS2,31.7,34.4,S1\n");
        text("cells", "cell_id,site_id,technology,frequency_mhz,eirp_dbm,height_m\n"
                      "C1,S1,2G,900,58,30\nC2,S2,2G,900,58,30\nC3,S2,4G,1800,60,30\n");
        text("links", "link_id,from_id,to_id\nL1,N1,S1\n");
        text("observations", "asset_id,asset_kind,status,observed_at,source\n"
                             "S2,site,destroyed,2026-11-01,X\nS2,site,degraded,2026-11-02,X\n"
                             "C2,cell,destroyed,2026-11-01,X\nS1,site,degraded,2026-11-02,X\n");
        text("actions", "action_id,asset_id,kind,cost_usd,crew_days,after_ids\n"
                        "A1,S2,clear,10,1,\nA2,S2,repair,10,1,A1\n");
    }
    app::RemoveRequest removal(const std::string& table, std::vector<std::string> ids) const
    {
        return {.workspace = workspace(),
                .table = table,
                .ids = std::move(ids),
                .now = *geo::parseTime("2026-11-29T06:30:00Z")};
    }
    std::string refusal(const app::RemoveRequest& request) const
    {
        try {
            app::removeRows(request);
        } catch (const geo::Error& error) {
            return error.what();
        }
        return {};
    }
    std::size_t count(const std::string& table) const { return read(table).rows.size(); }
};

} // namespace

TEST_CASE("a row others refer to stays, and they are named", "[remove]")
{
    const Country country;
    CHECK_THAT(country.refusal(country.removal("sites", {"S2"})),
               Contains("2 rows of cells by site_id (C2, C3)") &&
                   Contains("2 rows of observations by asset_id (of S2)") &&
                   Contains("2 rows of actions by asset_id (A1, A2)") &&
                   Contains("--with-its-rows"));
    app::RemoveRequest first = country.removal("sites", {"S1"});
    first.with_its_rows = true;
    CHECK_THAT(country.refusal(first), Contains("1 row of sites by transport_id (S2)") &&
                                           Contains("1 row of links by to_id (L1)") &&
                                           !Contains("--with-its-rows"));
    CHECK_THAT(country.refusal(country.removal("actions", {"A1"})),
               Contains("1 row of actions by after_ids (A2)"));
    CHECK_THAT(country.refusal(country.removal("sites", {"S7", "S2"})), Contains("there is no S7"));
    CHECK(country.count("sites") == 2);
    CHECK(country.count("rejects") == 0);
}

TEST_CASE("with its rows a site goes whole, and everything is kept aside", "[remove]")
{
    const Country country;
    app::RemoveRequest request = country.removal("sites", {"S2"});
    request.with_its_rows = true;
    request.dry_run = true;
    CHECK_THAT(app::asText(app::removeRows(request)), Contains("would remove 1 row from sites"));
    CHECK(country.count("sites") == 2);
    request.dry_run = false;
    const app::RemoveReport report = app::removeRows(request);
    REQUIRE(report.removed.size() == 4);
    CHECK(report.removed[0].table == "sites");
    CHECK(country.count("sites") == 1);
    CHECK(country.cell("cells", 0, "cell_id") == "C1");
    CHECK(country.count("cells") == 1);
    CHECK(country.count("actions") == 0);
    REQUIRE(country.count("observations") == 1);
    CHECK(country.cell("observations", 0, "asset_id") == "S1");
    // 1 site, 2 cells, 3 observations, 2 actions.
    CHECK(country.count("rejects") == 8);
    bool found = false;
    for (std::size_t i = 0; i < 8; ++i) {
        found =
            found || (country.cell("rejects", i, "table_name") == "sites" &&
                      country.cell("rejects", i, "code") == "removed" &&
                      country.cell("rejects", i, "raw").find("[34.4,31.7]") != std::string::npos);
    }
    CHECK(found);
}

TEST_CASE("an id that another row of the network has as well is not missed", "[remove]")
{
    const Country country;
    country.text("nodes", "node_id,kind,lat,lon\nS1,access,31.6,34.4\n");
    // S2 and L1 may mean the site S1 as well.
    CHECK(country.refusal(country.removal("nodes", {"S1"})).empty());
    CHECK(country.count("nodes") == 1);
}

TEST_CASE("what came with one import goes with it", "[remove]")
{
    const Country country;
    country.text("supply", "resource,from_date,amount\nmoney_usd,2026-11-22,5\n");
    country.text("supply", "resource,from_date,amount\nmoney_usd,2026-11-22,7\n");
    app::RemoveRequest request = country.removal("supply", {});
    request.import_id = "imp-0007";
    app::removeRows(request);
    REQUIRE(country.count("supply") == 1);
    CHECK(country.cell("supply", 0, "amount") == "7");
    CHECK_THAT(country.refusal(request), Contains("imp-0007") && Contains("imp-0008"));
    CHECK_THAT(country.refusal(country.removal("supply", {"x"})), Contains("--import"));
    CHECK_THAT(country.refusal(country.removal("imports", {"imp-0001"})),
               Contains("not a table of data"));
}

TEST_CASE("an import that replaced rows is not taken out whole, nor a place where crews stand",
          "[remove]")
{
    const Country country;
    app::ImportRequest again =
        country.request("sites", country.made("again.csv", "site_id,lat,lon\nS1,31.65,34.4\n"));
    again.replace = true;
    const app::ImportReport report = *app::importFiles(again);
    app::RemoveRequest request = country.removal("sites", {});
    request.import_id = report.tables.at(0).import_id;
    CHECK_THAT(country.refusal(request), Contains("took the place of earlier ones"));
    CHECK(country.count("sites") == 2);
    country.text("settlements", "settlement_id,name,population,lat,lon\nT1,Town,10,31.5,34.4\n");
    country.text("supply", "resource,from_date,per_day,place\ncrew_days:site,2026-11-22,1,T1\n");
    CHECK_THAT(country.refusal(country.removal("settlements", {"T1"})),
               Contains("1 row of supply by place"));
}

TEST_CASE("what was removed can come again with its file", "[remove]")
{
    const World world;
    const fs::path file = world.made("s.csv", "site_id,lat,lon\nS1,31.6,34.4\nS2,31.7,34.4\n");
    world.one("sites", file);
    app::removeRows({.workspace = world.workspace(), .table = "sites", .ids = {"S1"}});
    const auto again = world.one("sites", file);
    CHECK(again.report.taken == 1);
    CHECK(again.report.already_there == 1);
    CHECK(world.read("rejects").rows.empty());
}
