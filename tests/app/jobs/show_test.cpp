#include "app/jobs/show_job.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

namespace {

/// Three sites in two areas: one destroyed, one repaired since, one nobody spoke of.
geo::Workspace smallCountry(const TempFolder& folder)
{
    using geo::LonLat;
    auto w = geo::Workspace::create(folder / "w.gpkg", "EPSG:32636");
    const auto square = [](double lon) {
        return geo::MultiPolygonOf<LonLat>{
            {{{lon, 31}, {lon + 1, 31}, {lon + 1, 32}, {lon, 32}, {lon, 31}}}};
    };
    w.insert({.table = "areas",
              .columns = {"area_code", "name", "level"},
              .rows = {{.values = {"A", "West", std::int64_t{2}}, .geometry = square(34)},
                       {.values = {"B", "East", std::int64_t{2}}, .geometry = square(35)}}});
    w.insert(
        {.table = "sites",
         .columns = {"site_id", "operator", "synthetic", "area_code"},
         .rows = {
             {.values = {"S1", "Alpha", std::int64_t{1}, {}}, .geometry = LonLat{34.5, 31.5}},
             {.values = {"S2", "Alpha", std::int64_t{1}, {}}, .geometry = LonLat{35.5, 31.5}},
             {.values = {"S3", "Beta", std::int64_t{0}, "B"}, .geometry = LonLat{34.6, 31.5}}}});
    w.insert({.table = "settlements",
              .columns = {"settlement_id", "name", "population"},
              .rows = {{.values = {"P1", "Town", 1200.0}, .geometry = LonLat{34.5, 31.5}},
                       {.values = {"P2", "Village", 34.0}, .geometry = LonLat{35.5, 31.6}}}});
    w.insert({.table = "observations",
              .columns = {"asset_id", "asset_kind", "status", "observed_at", "source"},
              .rows = {{.values = {"S1", "site", "destroyed", "2026-11-01", "survey"}},
                       {.values = {"S2", "site", "out_of_service", "2026-11-01", "survey"}},
                       {.values = {"S2", "site", "operational", "2026-11-20", "operator"}}}});
    return w;
}

const app::StatusSummary& of(const app::WorkspaceSummary& summary, const std::string& by,
                             const std::string& group)
{
    const auto found = std::ranges::find_if(summary.status, [&](const app::StatusSummary& s) {
        return s.table == "sites" && s.by == by && s.group == group;
    });
    REQUIRE(found != summary.status.end());
    return *found;
}

constexpr auto operational = static_cast<std::size_t>(planning::Status::operational);
constexpr auto out = static_cast<std::size_t>(planning::Status::outOfService);
constexpr auto destroyed = static_cast<std::size_t>(planning::Status::destroyed);

} // namespace

TEST_CASE("show counts what is there and what was reported", "[show]")
{
    const TempFolder folder;
    const geo::Workspace w = smallCountry(folder);
    const app::WorkspaceSummary now = app::summarise(w);
    CHECK(now.people == 1234);
    CHECK(now.synthetic);
    REQUIRE(now.tables.size() == 4);
    CHECK(now.tables[0].table == "sites");
    CHECK(now.tables[0].rows == 3);
    CHECK(now.tables[0].synthetic == 2);
    CHECK(now.lonlat.min_x == 34);
    CHECK(now.lonlat.max_x == 36);
    CHECK(geo::text(*now.as_of) == "2026-11-20T00:00:00Z");
    const app::StatusSummary& all = of(now, "", "");
    CHECK(all.total == 3);
    CHECK(all.count[operational] == 1);
    CHECK(all.count[destroyed] == 1);
    CHECK(all.unreported == 1); // neither working nor broken
    CHECK(of(now, "operator", "Alpha").total == 2);
    CHECK(of(now, "operator", "Beta").unreported == 1);
    CHECK(of(now, "area", "West").count[destroyed] == 1); // by position
    CHECK(of(now, "area", "East").total == 2);            // one by position, one by its code
}

TEST_CASE("show looks at the date asked for", "[show]")
{
    const TempFolder folder;
    const geo::Workspace w = smallCountry(folder);
    const auto then = app::summarise(w, {.as_of = app::asOfFrom("2026-11-10")});
    CHECK(of(then, "", "").count[out] == 1);
    CHECK(of(then, "", "").count[operational] == 0);
    const auto before = app::summarise(w, {.as_of = app::asOfFrom("2026-10-01")});
    CHECK(of(before, "", "").unreported == 3);
}

TEST_CASE("show works on an empty workspace and tells stale results", "[show]")
{
    const TempFolder folder;
    auto empty = geo::Workspace::create(folder / "e.gpkg", "");
    const app::WorkspaceSummary nothing = app::summarise(empty);
    CHECK(nothing.tables.empty());
    CHECK_FALSE(nothing.people);
    CHECK_FALSE(nothing.as_of);
    CHECK_THAT(app::asText(nothing), Catch::Contains("sila import"));
    CHECK(app::asJson(nothing)["crs"].is_null());

    geo::Workspace w = smallCountry(folder);
    w.writeResults({.table = "results_x", .columns = {"site_id"}, .rows = {{.values = {"S1"}}}},
                   {{.name = "site_id"}}, geo::GeometryKind::none,
                   {.table = "results_x",
                    .title = "X",
                    .inputs = {"sites"},
                    .fingerprint = w.fingerprint({"sites"})});
    w.addRaster({.kind = "elevation", .path = "w.files/gone.tif"});
    auto summary = app::summarise(w);
    REQUIRE(summary.results.size() == 1);
    CHECK_FALSE(summary.results[0].stale);
    REQUIRE(summary.rasters.size() == 1);
    CHECK_FALSE(summary.rasters[0].there);
    w.clear("sites", "site_id = 'S3'");
    summary = app::summarise(w);
    CHECK(summary.results[0].stale);
    const std::string said = app::asText(summary);
    CHECK_THAT(said, Catch::Contains("STALE") && Catch::Contains("MISSING") &&
                         Catch::Contains("SYNTHETIC"));
}
