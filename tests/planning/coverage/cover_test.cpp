#include "planning/coverage/what_if.h"
#include "small_world.h"

#include <catch2/catch.hpp>

#include <random>

using namespace planning;

namespace {

const std::vector<std::string> town{
    "1.........", //
    ".22.......", //
    ".23...11..", //
    "......11..", //
    "..........", //
    "....9.....", //
    "..........", //
    ".......4..", //
    "..........", //
    ".........5",
};
const std::vector<std::string> siteA{
    "aaaa......", //
    "aaaa......", //
    "aaaaaaa...", //
    "aaaa......", //
    "..........", //
    "..........", //
    "..........", //
    "..........", //
    "..........", //
    "..........",
};
const std::vector<std::string> siteB{
    "..........", //
    "..b.......", //
    "..b..bbb..", //
    ".....bbb..", //
    "...bbbb...", //
    "...bbb....", //
    "..........", //
    "..........", //
    "..........", //
    "..........",
};

/// A: 2G (the drawing) and 4G (only the top row); B: 2G.
Cover drawnCover()
{
    std::vector<std::string> topRow(10, "..........");
    topRow[0] = siteA[0];
    topRow[1] = siteA[1];
    return small_world::cover(small_world::frameOf(10, 10), small_world::people(town),
                              {{0, Technology::gen2, allCells},
                               {0, Technology::gen4, allCells},
                               {1, Technology::gen2, allCells}},
                              {{0, small_world::footprint(siteA)},
                               {1, small_world::footprint(topRow)},
                               {2, small_world::footprint(siteB)}});
}

Scenario twoSites()
{
    Scenario world;
    world.sites.resize(2);
    world.sites[0].site_id = "A";
    world.sites[0].operator_name = "North";
    world.sites[1].site_id = "B";
    world.sites[1].operator_name = "South";
    return world;
}

} // namespace

TEST_CASE("people of a drawn town are counted by who reaches them", "[coverage]")
{ // By hand: A reaches 1+2+2+2+3 at the left and the 1 in column 6, row 2; its 4G the 1 and 2+2; B
  // reaches 2+3 of the left town, 1+1+1+1, and the 9. In hundreds.
    const Cover cover = drawnCover();
    CHECK(cover.totalPeople() == 3200);
    const LayerFlags all(3, 1);
    const ServedPeople served = servedPeople(cover, technologiesByGroup(cover, all));
    CHECK(served.people == 3200);
    CHECK(served.any == 100 * (1 + 2 + 2 + 2 + 3 + 4 + 9));
    CHECK(served[Technology::gen2] == served.any);
    CHECK(served[Technology::gen4] == 500);
    const auto people = peopleBySite(cover, all, 2);
    CHECK(people[0].reached == 1100);
    CHECK(people[0].only_here == 500);
    CHECK(people[1].reached == 1800);
    CHECK(people[1].only_here == 1200);

    const Scenario world = twoSites();
    CHECK(operatorsOf(cover, world) == std::vector<std::string>{"North", "South"});
    const auto south =
        technologiesByGroup(cover, both(all, layersOfOperator(cover, world, "South")));
    CHECK(servedPeople(cover, south).any == 1800);
}

TEST_CASE("unknown is counted neither as working nor as broken", "[coverage]")
{
    const Cover cover = drawnCover();
    const Scenario world = twoSites();
    Statuses statuses = everythingOperational(world);
    NetworkState network;
    network.sites.resize(2);
    network.sites[0].service = Service::on;
    network.sites[1].service = Service::unknown;
    const WorkingLayers working = workingLayers(cover, network, statuses);
    CHECK(servedPeople(cover, technologiesByGroup(cover, working.surely)).any == 1100);
    CHECK(servedPeople(cover, technologiesByGroup(cover, working.possibly)).any == 2300);
    statuses.sites[1].status = Status::planned;
    CHECK(existingLayers(cover, statuses) == LayerFlags{1, 1, 0});
}

TEST_CASE("a layer of a single cell follows that cell's status", "[coverage]")
{
    Cover cover = drawnCover();
    cover.layers[1].cell = 0;
    const Scenario world = [] {
        Scenario w = twoSites();
        w.cells.resize(1);
        return w;
    }();
    Statuses statuses = everythingOperational(world);
    NetworkState network;
    network.sites.resize(2);
    network.sites[0].service = network.sites[1].service = Service::on;
    const auto [status, surely, possibly] =
        GENERATE(table<Status, int, int>({{Status::operational, 1, 1},
                                          {Status::degraded, 1, 1},
                                          {Status::unknown, 0, 1},
                                          {Status::outOfService, 0, 0},
                                          {Status::destroyed, 0, 0}}));
    statuses.cells[0].status = status;
    const WorkingLayers working = workingLayers(cover, network, statuses);
    CHECK(int{working.surely[1]} == surely);
    CHECK(int{working.possibly[1]} == possibly);
    CHECK(int{working.surely[0]} == 1);
}

TEST_CASE("people of places add up to the people of the grid", "[coverage]")
{
    const Cover cover = drawnCover();
    std::vector<std::uint32_t> half(100, 0);
    std::fill(half.begin() + 50, half.end(), 1);
    const PlaceGroups places = groupsOfPlaces(cover, half, 2);
    const auto received = technologiesByGroup(cover, LayerFlags(3, 1));
    CHECK(servedPeople(places, 0, received).people == 1400);
    CHECK(servedPeople(places, 1, received).people == 1800);
    CHECK(servedPeople(places, 0, received).any == 1400);
    CHECK(servedPeople(places, 1, received).any == 900);
    // Two settlements may share a cell: their people are given, not the cell's.
    const std::vector<PlaceCell> shared{{0, 54, 300}, {1, 54, 600}, {1, 99, 500}};
    const PlaceGroups towns = groupsOfPlaces(cover, shared, 2);
    CHECK(servedPeople(towns, 0, received).any == 300);
    CHECK(servedPeople(towns, 1, received).any == 600);
    CHECK(servedPeople(towns, 1, received).people == 1100);
}

namespace {

struct RandomWorld {
    geo::GridFrame frame = small_world::frameOf(150, 90);
    std::vector<float> people;
    std::vector<RadioLayer> layers;
    small_world::LayerFootprints footprints;
};

Footprint disc(int col, int row, int radius, const geo::GridFrame& frame)
{
    const GridWindow all{0, 0, frame.cols, frame.rows};
    Footprint out{all & GridWindow{col - radius, row - radius, 2 * radius + 1, 2 * radius + 1}};
    const GridWindow& w = out.window();
    for (int r = w.row0; r < w.row0 + w.rows; ++r) {
        for (int c = w.col0; c < w.col0 + w.cols; ++c) {
            if ((c - col) * (c - col) + (r - row) * (r - row) <= radius * radius) {
                out.set(c, r);
            }
        }
    }
    return out;
}

RandomWorld randomWorld(unsigned seed)
{
    std::mt19937 random{seed};
    RandomWorld world;
    for (std::size_t i = 0; i < world.frame.size(); ++i) {
        world.people.push_back(static_cast<float>(random() % 7));
    }
    for (std::uint32_t layer = 0; layer < 40; ++layer) {
        world.layers.push_back(
            {layer / 2, layer % 2 == 0 ? Technology::gen2 : Technology::gen4, allCells});
        world.footprints.emplace_back(layer,
                                      disc(static_cast<int>(random() % 170) - 10,
                                           static_cast<int>(random() % 110) - 10,
                                           3 + static_cast<int>(random() % 30), world.frame));
    }
    return world;
}

std::vector<std::uint32_t> layersAt(const RandomWorld& world, int col, int row)
{
    std::vector<std::uint32_t> layers;
    for (const auto& [layer, footprint] : world.footprints) {
        if (footprint.covers(col, row)) {
            layers.push_back(layer);
        }
    }
    return layers;
}

} // namespace

TEST_CASE("groups are exactly the sets of layers, however the grid is cut into tiles", "[coverage]")
{
    const RandomWorld world = randomWorld(7);
    const Cover whole =
        small_world::cover(world.frame, world.people, world.layers, world.footprints);
    for (int row = 0; row < world.frame.rows; ++row) {
        for (int col = 0; col < world.frame.cols; ++col) {
            const auto mine = whole.layersOf(whole.group[world.frame.at(col, row)]);
            REQUIRE(std::vector<std::uint32_t>(mine.begin(), mine.end()) ==
                    layersAt(world, col, row));
        }
    }
    std::vector<std::vector<std::uint32_t>> sets;
    for (std::size_t g = 0; g < whole.groups(); ++g) {
        sets.emplace_back(whole.layersOf(g).begin(), whole.layersOf(g).end());
    }
    std::sort(sets.begin(), sets.end());
    CHECK(std::adjacent_find(sets.begin(), sets.end()) == sets.end());

    CoverBuilder builder{world.frame, world.people, world.layers};
    for (int row = 64; row >= 0; row -= 32) { // from the bottom up, on purpose
        for (int col = 0; col < world.frame.cols; col += 50) {
            builder.add(
                groupTile({col, row, 50, std::min(32, world.frame.rows - row)}, world.footprints));
        }
    }
    const Cover tiled = builder.finish();
    CHECK(tiled.group == whole.group);
    CHECK(tiled.group_people == whole.group_people);
    CHECK(tiled.group_start == whole.group_start);
    CHECK(tiled.group_layers == whole.group_layers);
}

TEST_CASE("nobody outside the area of interest is counted", "[coverage]")
{
    const auto frame = small_world::frameOf(10, 10);
    std::vector<std::uint8_t> inside(100, 1);
    inside[99] = 0;
    CoverBuilder builder{frame, small_world::people(town), {{0, Technology::gen2, allCells}}};
    builder.add(groupTile({0, 0, 10, 10}, {{0, small_world::footprint(siteA)}}, inside));
    const Cover cover = builder.finish();
    CHECK(cover.totalPeople() == 2700);
    CHECK(cover.group[99] == noGroup);
    CHECK(cover.people[99] == 0);
}

TEST_CASE("what-if agrees with a fresh count after every change", "[coverage]")
{
    const RandomWorld before = randomWorld(11);
    RandomWorld after = before;
    after.footprints[9].second = disc(60, 40, 25, before.frame);
    after.footprints[17].second = disc(20, 10, 4, before.frame);
    const auto count = [](const RandomWorld& world, const LayerFlags& on) {
        const Cover cover =
            small_world::cover(world.frame, world.people, world.layers, world.footprints);
        return servedPeople(cover, technologiesByGroup(cover, on));
    };
    const auto same = [](const ServedPeople& a, const ServedPeople& b) {
        return a.any == Approx(b.any).margin(1e-6) && a.people == b.people &&
               a[Technology::gen2] == Approx(b[Technology::gen2]).margin(1e-6) &&
               a[Technology::gen4] == Approx(b[Technology::gen4]).margin(1e-6);
    };
    LayerFlags on(before.layers.size(), 1);
    WhatIf whatIf{small_world::cover(before.frame, before.people, before.layers, before.footprints),
                  on};
    CHECK(same(whatIf.served(), count(before, on)));
    for (const std::uint32_t site : {3U, 4U, 11U, 19U}) {
        whatIf.switchSite(site, false);
        on[2 * site] = on[2 * site + 1] = 0;
        CHECK(same(whatIf.served(), count(before, on)));
    }
    CHECK_FALSE(whatIf.takeChanged().empty());
    CHECK(whatIf.takeChanged().empty());
    for (const std::uint32_t layer : {9U, 17U}) {
        whatIf.setFootprint(layer, before.footprints[layer].second, after.footprints[layer].second);
    }
    CHECK(same(whatIf.served(), count(after, on)));
    whatIf.switchSite(4, true);
    on[8] = on[9] = 1;
    CHECK(same(whatIf.served(), count(after, on)));
    for (const std::uint32_t layer : {9U, 17U}) {
        whatIf.setFootprint(layer, after.footprints[layer].second, before.footprints[layer].second);
    }
    CHECK(same(whatIf.served(), count(before, on)));
    const auto fresh = technologiesByGroup(whatIf.cover(), on);
    CHECK(fresh == whatIf.received());
}
