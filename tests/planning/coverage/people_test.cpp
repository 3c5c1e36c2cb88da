#include "planning/coverage/people_grid.h"

#include <catch2/catch.hpp>

#include <numeric>
#include <random>

using namespace planning;

namespace {

using Corners = std::array<geo::XY, 4>;

const geo::GridFrame tenByTen{0, 1000, 100, 10, 10}; // 100 m cells, x and y 0 to 1000

Corners box(double x0, double y0, double x1, double y1)
{
    return {{{x0, y1}, {x1, y1}, {x1, y0}, {x0, y0}}};
}

Polygons polygon(std::vector<geo::XY> ring)
{
    ring.push_back(ring.front());
    return {{std::move(ring)}};
}

double sum(const std::vector<float>& people)
{
    return std::accumulate(people.begin(), people.end(), 0.0,
                           [](double a, float b) { return a + static_cast<double>(b); });
}

} // namespace

TEST_CASE("shares of cells are those worked out by hand", "[coverage][people]")
{
    // A triangle over two and a half columns: its legs are 250 m and 200 m.
    for (const bool clockwise : {false, true}) {
        std::vector<geo::XY> ring{{100, 100}, {350, 100}, {100, 300}};
        if (clockwise) {
            std::reverse(ring.begin(), ring.end());
        }
        const auto shares = cellShares(polygon(ring), tenByTen);
        std::vector<double> found(100);
        double total = 0;
        for (const CellShare& s : shares) {
            found[s.cell] = s.share;
            total += s.share;
        }
        CHECK(total == Approx(2.5)); // 250 x 200 / 2 in cells of 100 x 100
        // Lower row, first column: the edge is above it (y = 220 at x = 200).
        CHECK(found[tenByTen.at(1, 8)] == Approx(1));
        // Second column: y falls from 220 to 140; it leaves the cell at x = 225. Missing is the
        // triangle 75 wide and 60 high.
        CHECK(found[tenByTen.at(2, 8)] == Approx(1 - 0.5 * 0.75 * 0.6));
        CHECK(found[tenByTen.at(3, 8)] == Approx(0.5 * 0.5 * 0.4));
        CHECK(found[tenByTen.at(4, 8)] == 0);
    }
}

TEST_CASE("holes are left out, whatever lies beyond the grid is cut off", "[coverage][people]")
{
    const Polygons ring{{{{-500, -500}, {1500, -500}, {1500, 1500}, {-500, 1500}, {-500, -500}},
                         {{260, 260}, {740, 260}, {740, 740}, {260, 740}, {260, 260}}}};
    double total = 0;
    for (const CellShare& s : cellShares(ring, tenByTen)) {
        total += s.share;
    }
    CHECK(total == Approx(100 - 4.8 * 4.8));
    std::vector<std::uint32_t> cells(100, noArea);
    markCells(ring, tenByTen, 3, cells);
    CHECK(std::count(cells.begin(), cells.end(), 3U) == 100 - 16); // centres at 350 to 650
    CHECK(cells[tenByTen.at(5, 5)] == noArea);
    CHECK(cellShares(polygon({{2000, 0}, {3000, 0}, {3000, 10}}), tenByTen).empty());
}

TEST_CASE("neighbouring polygons share out every cell once", "[coverage][people]")
{
    std::mt19937 random{3};
    for (int round = 0; round < 50; ++round) {
        const auto coordinate = [&] { return static_cast<double>(random() % 1001); };
        const geo::XY middle{coordinate(), coordinate()};
        const std::array<geo::XY, 4> corner{{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}}};
        std::vector<double> share(100);
        std::vector<std::uint32_t> cells(100, noArea);
        for (std::uint32_t i = 0; i < 4; ++i) {
            const Polygons part = polygon({middle, corner[i], corner[(i + 1) % 4]});
            for (const CellShare& s : cellShares(part, tenByTen)) {
                share[s.cell] += s.share;
            }
            markCells(part, tenByTen, i, cells);
        }
        for (const double s : share) {
            CHECK(s == Approx(1));
        }
        CHECK(std::count(cells.begin(), cells.end(), noArea) == 0);
    }
    const auto disc = cellShares(discAt({500, 500}, 300), tenByTen);
    CHECK(std::accumulate(disc.begin(), disc.end(), 0.0, [](double a, const CellShare& s) {
              return a + s.share;
          }) == Approx(std::numbers::pi * 9));
}

TEST_CASE("a pixel's people are spread by area", "[coverage][people]")
{
    const GridGround ground;
    PeopleSpreader spreader{tenByTen, ground};
    spreader.add(box(50, 800, 250, 1000), 400);  // 200 x 200 m: half, full and half a column
    spreader.add(box(910, 10, 920, 20), 7);      // inside one cell
    spreader.add(box(-100, 400, 100, 500), 60);  // half of it beyond the grid
    spreader.add(box(5000, 400, 5100, 500), 11); // all of it
    spreader.add(box(300, 300, 400, 400), -5);
    spreader.add(box(300, 300, 400, 400), std::nan(""));
    CHECK(spreader.account().source == Approx(478));
    CHECK(spreader.account().outside == Approx(41));
    CHECK(spreader.account().on_grid == Approx(437));
    const auto people = spreader.finish();
    CHECK(people[0] == Approx(50));
    CHECK(people[1] == Approx(100));
    CHECK(people[2] == Approx(50));
    CHECK(people[tenByTen.at(9, 9)] == Approx(7));
    CHECK(people[tenByTen.at(0, 5)] == Approx(30));
    CHECK(sum(people) == Approx(437));
}

TEST_CASE("each area keeps its people although its border cuts cells", "[coverage][people]")
{
    // Area 0 is x < 430: a border inside column 4, whose centre (450) belongs to area 1. One pixel
    // over everything: 43 % of its people live in area 0.
    GridGround ground;
    ground.area.assign(100, 1);
    markCells(polygon({{0, 0}, {430, 0}, {430, 1000}, {0, 1000}}), tenByTen, 0, ground.area);
    PeopleSpreader spreader{tenByTen, ground};
    const std::vector<AreaShare> shares{{0, 0.43}, {1, 0.57}};
    spreader.add(box(0, 0, 1000, 1000), 1e6, shares);
    const auto people = spreader.finish();
    double first = 0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        first += ground.area[i] == 0 ? static_cast<double>(people[i]) : 0;
    }
    CHECK(first == Approx(430000).epsilon(1e-6));
    CHECK(sum(people) == Approx(1e6).epsilon(1e-6));
}

TEST_CASE("an area narrower than a cell gets its nearest cells, else is said", "[coverage][people]")
{
    GridGround ground;
    ground.area.assign(100, 1);
    ground.area[tenByTen.at(2, 2)] = 0;
    PeopleSpreader spreader{tenByTen, ground};
    const std::vector<AreaShare> shares{{0, 0.1}, {1, 0.9}};
    spreader.add(box(300, 700, 400, 800), 100, shares); // the cell beside the one of area 0
    CHECK(spreader.account().out_of_area == 0);
    const std::vector<AreaShare> lost{{5, 0.2}, {1, 0.8}};
    spreader.add(box(900, 0, 1000, 100), 100, lost);
    CHECK(spreader.account().out_of_area == Approx(20));
    const auto people = spreader.finish();
    CHECK(people[tenByTen.at(2, 2)] == Approx(10));
    CHECK(people[tenByTen.at(9, 9)] == Approx(100));
}

TEST_CASE("nobody is put on the sea when the pixel has land", "[coverage][people]")
{
    GridGround ground;
    ground.sea.assign(100, 0);
    ground.area.assign(100, noArea);
    for (int row = 0; row < 10; ++row) {
        for (int col = 0; col < 10; ++col) {
            ground.sea[tenByTen.at(col, row)] = col < 5 ? 1 : 0;
            ground.area[tenByTen.at(col, row)] = col < 5 ? noArea : 0;
        }
    }
    PeopleSpreader spreader{tenByTen, ground};
    const std::vector<AreaShare> half{{0, 0.5}};
    spreader.add(box(400, 500, 600, 600), 100, half);
    CHECK(spreader.account().moved_to_land == Approx(50));
    spreader.add(box(0, 0, 100, 100), 8); // open sea only: counted where it is, and said
    CHECK(spreader.account().on_sea == Approx(8));
    const auto people = spreader.finish();
    CHECK(people[tenByTen.at(5, 4)] == Approx(100));
    CHECK(people[tenByTen.at(0, 9)] == Approx(8));
    CHECK(sum(people) == Approx(108));
}

namespace {

Settlement town(double x_m, double y_m, double population)
{
    Settlement s;
    s.at.xy = {x_m, y_m};
    s.population = population;
    return s;
}

} // namespace

TEST_CASE("settlements are spread over their extent, radius or an assumed radius",
          "[coverage][people]")
{ // 3,000 people at 3,000 per km2: a square kilometre, r = 564 m.
    CHECK(assumedRadius_m(3000) == Approx(564.19).margin(0.01));
    CHECK(assumedRadius_m(1) == leastRadius_m);
    CHECK(assumedRadius_m(1e9) == largestRadius_m);
    std::vector<Settlement> towns{town(500, 500, 400), town(250, 250, 90), town(850, 850, 5),
                                  town(700, 200, 0)};
    towns[0].extent_xy = polygon({{400, 400}, {600, 400}, {600, 600}, {400, 600}});
    towns[1].radius_m = 40;
    const GridGround ground;
    const SettlementPeople spread = spreadSettlements(towns, {}, tenByTen, ground);
    CHECK(spread.basis[0] == SpreadBasis::extent);
    CHECK(spread.basis[1] == SpreadBasis::radius);
    CHECK(spread.basis[2] == SpreadBasis::assumedRadius);
    CHECK(spread.people[tenByTen.at(4, 4)] == Approx(100));
    CHECK(spread.people[tenByTen.at(5, 5)] == Approx(100));
    CHECK(spread.people[tenByTen.at(2, 7)] == Approx(90));
    CHECK(sum(spread.people) == Approx(495));
    CHECK(spread.account.on_grid == Approx(495));
    double listed = 0;
    for (const PlaceCell& c : spread.cells) {
        listed += c.people;
    }
    CHECK(listed == Approx(495));
}

TEST_CASE("a settlement's people stay in its area and off the sea", "[coverage][people]")
{
    GridGround ground;
    ground.area.assign(100, 0);
    ground.sea.assign(100, 0);
    for (int row = 0; row < 10; ++row) {
        for (int col = 0; col < 10; ++col) {
            if (col >= 5) {
                ground.area[tenByTen.at(col, row)] = 1;
            }
            if (row < 5) {
                ground.sea[tenByTen.at(col, row)] = 1;
            }
        }
    }
    const std::vector<Settlement> towns{town(500, 500, 1000), town(250, 950, 60),
                                        town(5000, 5000, 7)};
    const std::vector<std::uint32_t> areas{0, noArea, noArea};
    const SettlementPeople spread = spreadSettlements(towns, areas, tenByTen, ground);
    for (const PlaceCell& c : spread.cells) {
        CHECK(ground.sea[c.cell] == 0);
        if (c.place == 0) {
            CHECK(ground.area[c.cell] == 0);
        }
    }
    CHECK(sum(spread.people) == Approx(1060));
    CHECK(spread.account.outside == 7);
    // The second town is all at sea, 350 m from the shore at row 5: the cell straight below.
    CHECK(spread.people[tenByTen.at(2, 5)] >= 60);
}

TEST_CASE("a raster's people are named after the settlement they live in", "[coverage][people]")
{
    std::vector<Settlement> towns{town(250, 500, 0), town(450, 500, 0)};
    towns[0].radius_m = 250;
    towns[1].radius_m = 250;
    std::vector<float> people(100, 1);
    const auto cells = peopleOfSettlements(towns, tenByTen, people);
    std::vector<int> seen(100);
    for (const PlaceCell& c : cells) {
        ++seen[c.cell];
        CHECK(c.people == 1);
    }
    CHECK(*std::max_element(seen.begin(), seen.end()) == 1);
    const auto ownerOf = [&](int col, int row) {
        for (const PlaceCell& c : cells) {
            if (c.cell == tenByTen.at(col, row)) {
                return c.place;
            }
        }
        return noGroup;
    };
    CHECK(ownerOf(2, 5) == 0);
    CHECK(ownerOf(3, 5) == 0); // as far from both: the first
    CHECK(ownerOf(4, 5) == 1);
    CHECK(ownerOf(9, 9) == noGroup);
}
