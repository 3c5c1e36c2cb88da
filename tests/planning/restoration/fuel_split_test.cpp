#include "geo/error.h"
#include "planning/restoration/fuel_split.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

// Three sites on generators of 2 l/h (48 l a day, tank 96 l: a stop every second day); S1 reaches
// 1,000 people, S2 3,000, S3 2,500 of whom 2,000 are S2's too. S4 has grid and 100 people.
Scenario world()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    for (int i = 1; i <= 4; ++i) {
        Site s = site(("S" + std::to_string(i)).c_str(), "CORE");
        s.power.grid_node_id = i < 4 ? "G" : "H";
        s.power.generator_kw = 8;
        s.power.fuel_l_per_h = 2;
        s.power.tank_l = 96;
        w.sites.push_back(s);
    }
    w.grid_nodes = {{"G", GridNodeKind::feeder, {}, false}, {"H", GridNodeKind::feeder, {}, false}};
    w.observations = {seen(AssetKind::gridNode, "G", Status::outOfService)};
    return w;
}

Cover people()
{
    Cover c;
    for (std::uint32_t s = 0; s < 4; ++s) {
        c.layers.push_back({s, Technology::gen2});
    }
    c.group_people = {0, 1000, 1000, 2000, 500, 100};
    c.group_start = {0, 0, 1, 2, 4, 5, 6};
    c.group_layers = {0, 1, 1, 2, 2, 3};
    return c;
}

FuelSplit split(FuelRequest request)
{
    const Scenario w = world();
    return splitFuel(w, statusesAsOf(w, noon), people(), noon, request);
}

} // namespace

TEST_CASE("fuel goes where it serves most people, overlap counted once", "[fuel]")
{
    FuelRequest r;
    r.litres_per_day = 100; // two sites
    const FuelSplit two = split(r);
    CHECK(two.people_without == 100);
    CHECK(two.people == 4100); // S2 and S1: 3,000 + 1,000; S2 and S3 would be 3,500
    REQUIRE(two.shares.size() == 2);
    CHECK(two.shares[0].place == AssetRef{AssetKind::site, 0});
    CHECK(two.shares[1].place == AssetRef{AssetKind::site, 1});
    CHECK(two.litres_per_day == Approx(96));
    CHECK(two.litres_for_all == Approx(144));
    r.litres_per_day = 144;
    CHECK(split(r).people == 4600);
    r.reserve_share = 0.5; // 72 litres are left for one site
    CHECK(split(r).people == 3100);
    r.reserve_share = 0;
    r.stops_per_day = 1; // two sites at half a stop a day each
    CHECK(split(r).people == 4100);
}

TEST_CASE("no fuel, no core, and nonsense", "[fuel]")
{
    CHECK(split({}).shares.empty());
    FuelRequest r;
    r.litres_per_day = -1;
    CHECK_THROWS_WITH(split(r), Catch::Contains("negative"));
    r.litres_per_day = 1;
    r.reserve_share = 2;
    CHECK_THROWS_WITH(split(r), Catch::Contains("reserve"));
}
