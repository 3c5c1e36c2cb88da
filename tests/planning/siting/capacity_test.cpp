#include "planning/siting/capacity.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {

/// Cells of 4G, 10 MHz at 800 MHz: 50 resource blocks, 9 MHz that carry data, at best
/// 4.4 bit/s/Hz (TR 36.942): 39.6 Mbit/s.
struct SmallNetwork {
    Scenario world;
    RadioPlan plan;

    explicit SmallNetwork(int cells)
    {
        for (int i = 0; i < cells; ++i) {
            Cell cell;
            cell.technology = Technology::gen4;
            cell.frequency_mhz = 800;
            cell.bandwidth_mhz = 10;
            world.cells.push_back(cell);
            RadioCell radio;
            radio.cell = static_cast<std::uint32_t>(i);
            radio.technology = Technology::gen4;
            radio.used_mhz = 9;
            plan.cells.push_back(radio);
        }
    }
};

} // namespace

TEST_CASE("capacity: resource blocks each user takes against those of the cell", "[siting]")
{
    CHECK(peopleCarried(39.6, 3, {}) == Approx(39.6 * 3 / 0.05)); // 0.025 users of 2 Mbit/s each
    const SmallNetwork net{1};
    const std::vector<std::uint32_t> server{0};
    const std::vector<std::uint8_t> servers{1};
    const std::vector<std::int16_t> sinr{3000}; // 30 dB
    const std::vector<float> people{1000};
    const ServerGrid grid{Technology::gen4, server, servers, sinr};
    const std::vector<int> one{1};
    const CapacityReport report = capacityOf(net.plan, {&grid, 1}, people, one, net.world);
    // 25 users at once; 2 Mbit/s of 39.6 / 50 each: 63.1 blocks where there are 50.
    CHECK(report.cells[0].blocks == 50);
    CHECK(report.cells[0].blocks_used == Approx(25 * 2 / (39.6 / 50)));
    CHECK(report.cells[0].load() == Approx(1.2626).epsilon(1e-4));
    CHECK(report.lacking == Approx(1000 * (1 - 1 / 1.262626)).epsilon(1e-4));
    CHECK(report.share[0] == Approx(0.792).epsilon(1e-4));
    const std::vector<int> three{3};
    CHECK(capacityOf(net.plan, {&grid, 1}, people, three, net.world).lacking == 0);
}

TEST_CASE("capacity: the covered lack room when the neighbour is down", "[siting]")
{
    const SmallNetwork net{2};
    const std::vector<std::uint8_t> servers{1, 1};
    const std::vector<std::int16_t> sinr{3000, 3000};
    const std::vector<float> people{600, 600};
    const std::vector<int> sectors{1, 1};
    const std::vector<std::uint32_t> both{0, 1};
    const ServerGrid up{Technology::gen4, both, servers, sinr};
    CHECK(capacityOf(net.plan, {&up, 1}, people, sectors, net.world).lacking == 0);
    const std::vector<std::uint32_t> first{0, 0};
    const ServerGrid down{Technology::gen4, first, servers, sinr};
    const CapacityReport report = capacityOf(net.plan, {&down, 1}, people, sectors, net.world);
    CHECK(report.covered == 1200);
    CHECK(report.lacking == Approx(1200 * (1 - 1 / (30 * 2 / 39.6))).epsilon(1e-6));
}

TEST_CASE("capacity: what no technology can carry is named, not counted as carried", "[siting]")
{
    SmallNetwork net{1};
    net.plan.cells[0].technology = Technology::gen2; // 0.24 Mbit/s at best, 2 are asked for
    net.plan.cells[0].used_mhz = 0.2F;
    net.world.cells[0].technology = Technology::gen2;
    const std::vector<std::uint32_t> server{0, noCell};
    const std::vector<std::uint8_t> servers{1, 0};
    const std::vector<std::int16_t> sinr{3000, 0};
    const std::vector<float> people{500, 70};
    const ServerGrid grid{Technology::gen2, server, servers, sinr};
    const std::vector<int> one{1};
    const CapacityReport report = capacityOf(net.plan, {&grid, 1}, people, one, net.world);
    CHECK(report.covered == 500);
    CHECK(report.too_slow == 500);
    CHECK(report.lacking == 0);
    CHECK(std::isnan(report.share[0]));
    CHECK(std::isnan(report.share[1]));
}

TEST_CASE("a site carries at most 4.4 bit/s per Hz of its newer cells", "[siting]")
{
    Scenario world;
    world.sites.resize(2);
    world.sites[0].site_id = "A";
    world.sites[1].site_id = "B";
    Cell cell;
    cell.site_id = "A";
    cell.technology = Technology::gen4;
    cell.frequency_mhz = 1800;
    cell.bandwidth_mhz = 10; // 50 resource blocks of 180 kHz: 9 MHz
    world.cells = {cell, cell, cell};
    cell.technology = Technology::gen2;
    world.cells.push_back(cell);
    const std::vector<double> most = mostOfSites_mbps(world, Technology::gen3);
    CHECK(most[0] == Approx(3 * 9 * 4.4));
    CHECK(most[1] == 0);
    CHECK(mostOfSites_mbps(world, Technology::gen2)[0] == Approx(3 * 9 * 4.4 + 0.2368));
}
