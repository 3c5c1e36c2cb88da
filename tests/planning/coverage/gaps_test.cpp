#include "planning/coverage/gaps.h"
#include "small_world.h"

#include <catch2/catch.hpp>

#include <random>
#include <set>

using namespace planning;

namespace {

double ringArea(const std::vector<geo::XY>& ring)
{
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        twice += ring[i].x_m * ring[i + 1].y_m - ring[i + 1].x_m * ring[i].y_m;
    }
    return twice / 2;
}

std::vector<std::uint32_t> cellsOf(const std::vector<std::string>& drawing)
{
    std::vector<std::uint32_t> cells;
    std::uint32_t at = 0;
    for (const std::string& line : drawing) {
        for (const char c : line) {
            if (c != '.') {
                cells.push_back(at);
            }
            ++at;
        }
    }
    return cells;
}

} // namespace

TEST_CASE("the outline of one cell is its square, against the clock", "[coverage][gaps]")
{
    const auto frame = small_world::frameOf(10, 10);
    const std::vector<std::uint32_t> cell{12};
    const Polygons outline = outlineOf(cell, frame);
    REQUIRE(outline.size() == 1);
    REQUIRE(outline[0].size() == 1);
    CHECK(outline[0][0].size() == 5);
    CHECK(ringArea(outline[0][0]) == Approx(1e4));
    CHECK(outlineOf({}, frame).empty());
}

TEST_CASE("cells that touch at a corner are two polygons, holes that touch are two holes",
          "[coverage][gaps]")
{
    const auto frame = small_world::frameOf(5, 5);
    const Polygons corner =
        outlineOf(cellsOf({"aa...", "aa...", "..a..", ".....", "....."}), frame);
    REQUIRE(corner.size() == 2);
    CHECK(corner[0].size() == 1);
    CHECK(ringArea(corner[0][0]) == Approx(4e4));
    CHECK(ringArea(corner[1][0]) == Approx(1e4));
    const Polygons holes = outlineOf(cellsOf({"aaaaa", "a.aaa", "aa.aa", "aaaaa", "....."}), frame);
    REQUIRE(holes.size() == 1);
    REQUIRE(holes[0].size() == 3);
    CHECK(ringArea(holes[0][0]) == Approx(20e4));
    CHECK(ringArea(holes[0][1]) == Approx(-1e4));
    CHECK(ringArea(holes[0][2]) == Approx(-1e4));
}

TEST_CASE("outlines of random cells hold exactly these cells", "[coverage][gaps]")
{
    const auto frame = small_world::frameOf(23, 17);
    std::mt19937 random{1};
    for (int round = 0; round < 200; ++round) {
        std::vector<std::uint32_t> cells;
        const unsigned density = 1 + static_cast<unsigned>(random() % 9);
        for (std::uint32_t i = 0; i < frame.size(); ++i) {
            if (random() % 10 < density) {
                cells.push_back(i);
            }
        }
        const Polygons outline = outlineOf(cells, frame);
        std::vector<std::uint32_t> filled(frame.size(), 0);
        markCells(outline, frame, 1, filled);
        std::vector<std::uint32_t> back;
        for (std::uint32_t i = 0; i < filled.size(); ++i) {
            if (filled[i] != 0) {
                back.push_back(i);
            }
        }
        REQUIRE(back == cells);
        double area = 0;
        for (const auto& polygon : outline) {
            for (std::size_t r = 0; r < polygon.size(); ++r) {
                REQUIRE((ringArea(polygon[r]) > 0) == (r == 0));
                area += ringArea(polygon[r]);
                // No ring meets itself.
                std::set<std::pair<double, double>> corners;
                for (std::size_t i = 0; i + 1 < polygon[r].size(); ++i) {
                    REQUIRE(corners.insert({polygon[r][i].x_m, polygon[r][i].y_m}).second);
                }
            }
        }
        REQUIRE(area == Approx(1e4 * static_cast<double>(cells.size())));
    }
}

namespace {

/// A coast of four towns near 33 E 32 N in UTM 36. Site A reaches the first two, B the third;
/// nobody reaches the fourth.
struct FourTowns {
    geo::WorkingCrs crs{"EPSG:32636"};
    geo::GridFrame frame{600000, 3500000, 100, 12, 8};
    Scenario world;
    Cover cover;
    NetworkState network;
    Statuses statuses;
    std::vector<PlaceCell> places;

    FourTowns()
    {
        const std::vector<std::string> town{"12..........", //
                                            "21..........", //
                                            "..3.........", //
                                            "......44....", //
                                            "......44....", //
                                            "............", //
                                            "..........55", //
                                            "..........55"};
        const std::vector<std::string> reachA{"aaaaa.......", "aaaaa.......", "aaaaa.......",
                                              "............", "............", "............",
                                              "............", "............"};
        const std::vector<std::string> reachB{"............", "............", "..b.........",
                                              ".....bbbb...", ".....bbbb...", "............",
                                              "............", "............"};
        world.sites.resize(3);
        place(world.sites[0].at, 600150, 3499850);
        place(world.sites[1].at, 600700, 3499600);
        place(world.sites[2].at, 605000, 3499000);
        world.nodes.resize(2);
        place(world.nodes[0].at, 600950, 3499350);
        place(world.nodes[1].at, 640000, 3499350);
        world.settlements.resize(2);
        cover = small_world::cover(
            frame, small_world::people(town),
            {{0, Technology::gen2, allCells},
             {1, Technology::gen2, allCells},
             {2, Technology::gen2, allCells}},
            {{0, small_world::footprint(reachA)}, {1, small_world::footprint(reachB)}});
        network.sites.resize(3);
        for (SiteService& s : network.sites) {
            s.service = Service::on;
        }
        statuses = everythingOperational(world);
        places = {{0, 0, 100}, {0, 1, 200}, {1, 26, 300}, {1, 42, 50}};
    }
    void place(Position& at, double x_m, double y_m) const
    {
        at.xy = {x_m, y_m};
        at.lonlat = crs.unproject(at.xy);
    }
    void off(std::size_t site, Cause cause)
    {
        network.sites[site].service = Service::off;
        network.sites[site].cause = cause;
    }
    GapReport find(const GapRequest& request = {}) const
    {
        return gaps({world, cover, network, statuses, places, crs}, request);
    }
};

} // namespace

TEST_CASE("a gap nobody ever served is told from one that was lost", "[coverage][gaps]")
{
    FourTowns towns;
    const GapReport calm = towns.find();
    CHECK(calm.people == 4500);
    CHECK(calm.served == 2500);
    CHECK(calm.served_before == 2500);
    REQUIRE(calm.gaps.size() == 1);
    CHECK(calm.gaps[0].kind == GapKind::neverServed);
    CHECK(calm.gaps[0].people == 2000);
    CHECK(calm.gaps[0].cause == Cause::none);
    CHECK(calm.gaps[0].area_km2 == Approx(0.04));

    towns.off(0, Cause::power);
    towns.off(1, Cause::physical);
    const GapReport report = towns.find();
    CHECK(report.served == 0);
    CHECK(report.served_before == 2500);
    CHECK(report.lost == 2500);
    CHECK(report.never == 2000);
    // The first town and the second touch at a corner: one gap.
    REQUIRE(report.gaps.size() == 3);
    CHECK(report.gaps[0].people == 2000);
    CHECK(report.gaps[0].kind == GapKind::neverServed);
    CHECK(report.gaps[1].people == 1600);
    CHECK(report.gaps[1].cause == Cause::physical);
    CHECK(report.gaps[2].people == 900);
    // 900 people come back with power at A; 300 of them with B as well.
    CHECK(report.gaps[2].cause == Cause::power);
    CHECK(report.gaps[2].people_by_cause[static_cast<std::size_t>(Cause::power)] == 900);
    CHECK(report.gaps[2].people_by_cause[static_cast<std::size_t>(Cause::physical)] == 300);
    REQUIRE(report.gaps[2].sites.size() == 2);
    CHECK(report.gaps[2].sites[0].site == 0);
    CHECK(report.gaps[2].sites[0].people == 900);
    CHECK(report.gaps[2].sites[1].people == 300);
    REQUIRE(report.gaps[2].places.size() == 2);
    CHECK(report.gaps[2].places[0].people == 300);
    CHECK(report.gaps[2].people_outside_places == 300);
}

TEST_CASE("a gap names the nearest working site and node", "[coverage][gaps]")
{
    FourTowns towns;
    towns.off(1, Cause::backhaul);
    const GapReport report = towns.find();
    REQUIRE(report.gaps.size() == 2);
    const Gap& lost = report.gaps[1];
    CHECK(lost.people == 1600);
    // Centre: the first of four cells equally near to (600700, 3499600), at (600650, 3499650).
    CHECK(lost.centre == geo::XY{600650, 3499650});
    REQUIRE(lost.site);
    CHECK(lost.site->index == 0);
    // sqrt(500^2 + 200^2) = 538.5 m on the grid; the ground is 0.03 % longer or shorter.
    CHECK(lost.site->distance_m == Approx(538.5).epsilon(1e-3));
    REQUIRE(lost.node);
    CHECK(lost.node->index == 0);
    CHECK(lost.node->distance_m == Approx(std::hypot(300, 300)).epsilon(1e-3));
    towns.off(0, Cause::power);
    towns.off(2, Cause::power);
    towns.world.nodes.clear();
    const GapReport dark = towns.find();
    CHECK_FALSE(dark.gaps[0].site);
    CHECK_FALSE(dark.gaps[0].node);
}

TEST_CASE("people behind an unknown site are lost, but not for certain", "[coverage][gaps]")
{
    FourTowns towns;
    towns.network.sites[0].service = Service::unknown;
    const GapReport report = towns.find();
    CHECK(report.served == 1900);
    CHECK(report.served_at_most == 2500);
    CHECK(report.lost == 600);
    CHECK(report.lost_certain == 0);
    REQUIRE(report.gaps.size() == 2);
    CHECK(report.gaps[1].people == 600);
    CHECK(report.gaps[1].people_certain == 0);
    CHECK(report.gaps[1].cause == Cause::unknown);
}

TEST_CASE("small gaps are added up, planned sites were never served from", "[coverage][gaps]")
{
    FourTowns towns;
    towns.off(0, Cause::power);
    GapRequest request;
    request.least_people = 1000;
    const GapReport report = towns.find(request);
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.small_gaps == 1);
    CHECK(report.small_gap_people == 600);
    CHECK(report.lost == 600);

    towns.statuses.sites[0].status = Status::planned;
    const GapReport planned = towns.find();
    CHECK(planned.served_before == 1900);
    CHECK(planned.lost == 0);
    CHECK(planned.never == 2600);
    GapRequest only4G;
    only4G.technologies = setOf(Technology::gen4);
    CHECK(towns.find(only4G).never == 4500);
}
