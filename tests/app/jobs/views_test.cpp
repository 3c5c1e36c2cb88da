// The views QGIS shows say of each asset what the program says of it.
#include "app/jobs/situation.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <random>

TEST_CASE("the view of last reports agrees with the program's own statuses", "[views]")
{
    const TempFolder folder;
    auto w = geo::Workspace::create(folder / "w.gpkg", "EPSG:32636");
    geo::Rows sites{.table = "sites", .columns = {"site_id"}, .rows = {}};
    geo::Rows seen{.table = "observations",
                   .columns = {"asset_id", "asset_kind", "status", "observed_at", "source",
                               "confidence", "cause"},
                   .rows = {}};
    std::mt19937 random{7};
    const auto below = [&random](std::uint32_t n) { return random() % n; };
    for (int i = 0; i < 200; ++i) {
        const std::string id = "S" + std::to_string(i);
        sites.rows.push_back({.values = {id}, .geometry = geo::LonLat{34.5 + i * 1e-3, 31.5}});
        for (std::uint32_t k = 0; k < below(6); ++k) {
            static constexpr const char* statuses[] = {"operational", "degraded", "out_of_service",
                                                       "destroyed",   "planned",  "unknown"};
            static constexpr const char* days[] = {"2026-11-01", "2026-11-02", "2026-11-03"};
            const std::uint32_t sure = below(4);
            seen.rows.push_back(
                {.values = {id, below(5) == 0 ? "cell" : "site", statuses[below(6)], days[below(3)],
                            "test", sure == 3 ? geo::Value{} : geo::Value{sure * 0.4},
                            below(2) == 0 ? "power" : "physical"}});
        }
    }
    w.insert(sites);
    w.insert(seen);
    const app::Situation now =
        app::loadSituation(w, {.as_of = {}, .unobserved = planning::Status::unknown});
    const geo::Rows view = w.read("sites_now");
    REQUIRE(view.rows.size() == 200);
    std::size_t reported = 0;
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
        const geo::Row& row = view.rows[i];
        REQUIRE(view.textAt(row, "site_id") == now.scenario.sites[i].site_id);
        const auto& status = now.statuses.sites[i];
        INFO(*view.textAt(row, "site_id"));
        if (!status.observation) {
            CHECK_FALSE(view.textAt(row, "status"));
            continue;
        }
        ++reported;
        CHECK(view.textAt(row, "status") == std::string{planning::text(status.status)});
        CHECK(view.textAt(row, "cause") == std::string{planning::text(status.cause)});
    }
    CHECK(reported > 100);
}
