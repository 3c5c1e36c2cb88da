#include "planning/network/network_state.h"
#include "planning/network/power_timeline.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

// SRC ──g1── SUB ──g2── FEED feeds site A (battery 8 h) and B (generator, 60 l at 3 l/h)
Scenario fed()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("A", "CORE"), site("B", "CORE"), site("C", "CORE")};
    for (int i = 0; i < 2; ++i) {
        w.sites[static_cast<std::size_t>(i)].power.grid_node_id = "FEED";
        w.sites[static_cast<std::size_t>(i)].power.load_kw = 3;
    }
    w.sites[0].power.battery_h = 8;
    w.sites[1].power.generator_kw = 10;
    w.sites[1].power.fuel_l_per_h = 3;
    w.sites[1].power.fuel_on_hand_l = 60;
    w.grid_nodes.resize(3);
    w.grid_nodes[0] = {"SRC", GridNodeKind::source, {}, false};
    w.grid_nodes[1] = {"SUB", GridNodeKind::substation, {}, false};
    w.grid_nodes[2] = {"FEED", GridNodeKind::feeder, {}, false};
    w.grid_lines = {{"g1", "SRC", "SUB", false}, {"g2", "SUB", "FEED", false}};
    return w;
}

} // namespace

TEST_CASE("without grid a generator runs fuel over burn hours, a battery since the failure",
          "[power]")
{
    Scenario w = fed();
    w.observations = {
        seen(AssetKind::gridNode, "FEED", Status::destroyed, Cause::physical, "2026-11-22T07:00")};
    const PowerState power = powerAt(w, statusesAsOf(w, noon), noon);
    CHECK(power.sites[0].powered == Service::on);
    CHECK(power.sites[0].on == "battery");
    CHECK(*power.sites[0].hours_left == Approx(3)); // 8 h less the 5 since 07:00
    CHECK(power.sites[1].on == "generator");
    CHECK(*power.sites[1].hours_left == Approx(20)); // 60 l at 3 l/h
    CHECK(power.sites[2].on == "not stated");
    const geo::Time evening = *geo::parseTime("2026-11-22T16:00");
    CHECK(powerAt(w, statusesAsOf(w, evening), evening).sites[0].powered == Service::off);
}

TEST_CASE("a generator smaller than the load it is stated to carry is no power", "[power]")
{
    Scenario w = fed();
    w.observations = {
        seen(AssetKind::gridNode, "FEED", Status::destroyed, Cause::physical, "2026-11-22T07:00")};
    PowerSupply& own = w.sites[1].power; // 10 kW with 60 l
    const auto at = [&w] { return powerAt(w, statusesAsOf(w, noon), noon).sites[1]; };
    own.load_kw = 10;
    CHECK(at().on == "generator");
    own.load_kw = 10.5;
    CHECK(at().powered == Service::off);
    CHECK(at().on == "nothing");
    CHECK(autonomy_h(own) == 0.0);
    CHECK(powerTimeline(own, 0, std::nullopt, 48) ==
          std::vector<PowerSpell>{{0, PowerSource::out}});
    // Its battery carries the place; then it is dark, and a delivery changes nothing.
    own.battery_h = 8;
    CHECK(at().on == "battery");
    CHECK(*at().hours_left == Approx(3));
    const std::vector<FuelDelivery> fuel{{5, 100}};
    CHECK(powerTimeline(own, -5, std::nullopt, 48, fuel) ==
          std::vector<PowerSpell>{{0, PowerSource::battery}, {3, PowerSource::out}});
    // How much a tank holds that cannot help is of no matter; what nobody states is.
    own.battery_h = 0;
    own.fuel_on_hand_l.reset();
    CHECK(at().powered == Service::off);
    own.load_kw.reset();
    CHECK(at().powered == Service::unknown);
    own.fuel_on_hand_l = 60;
    own.generator_kw = 1; // perhaps the place takes less
    CHECK(at().powered == Service::on);
}

TEST_CASE("fuel for a generator that cannot carry its place is no way back", "[power]")
{
    Scenario w = fed();
    w.sites[1].power.load_kw = 12;
    w.observations = {seen(AssetKind::gridNode, "FEED", Status::destroyed)};
    w.actions = {action("fuelB", "B", ActionKind::fuel, 100)};
    const TransportGraph graph{w};
    NetworkState state = networkState(w, statusesAsOf(w, noon), graph, noon);
    CHECK_FALSE(state.sites[1].repair.possible);
    CHECK_THAT(state.sites[1].repair.why_not, Catch::Contains("cannot carry the load of 12 kW"));
    w.actions[0].kind = ActionKind::power; // another engine
    state = networkState(w, statusesAsOf(w, noon), graph, noon);
    CHECK(state.sites[1].repair.possible);
}

TEST_CASE("a cut power line upstream darkens the feeder, and the cheaper remedy is chosen",
          "[power]")
{
    Scenario w = fed();
    w.sites[0].power.battery_h = 0;
    w.observations = {seen(AssetKind::gridLine, "g1", Status::destroyed)};
    w.actions = {action("line", "g1", ActionKind::repair, 20000),
                 action("genA", "A", ActionKind::power, 8000)};
    const TransportGraph graph{w};
    NetworkState state = networkState(w, statusesAsOf(w, noon), graph, noon);
    CHECK(state.grid_nodes[2] == Service::off);
    CHECK(state.sites[0].cause == Cause::power);
    CHECK(state.sites[0].repair.cost_usd == 8000);
    w.actions[0].cost_usd = 500;
    state = networkState(w, statusesAsOf(w, noon), graph, noon);
    CHECK(state.sites[0].repair.cost_usd == 500);
    CHECK(state.sites[0].repair.assets == std::vector<AssetRef>{{AssetKind::gridLine, 0}});
}

TEST_CASE("what nobody says of battery and tank is unknown, not empty", "[power]")
{
    Scenario w = fed();
    w.sites[2].power.grid_node_id = "FEED"; // of C nothing else is known
    w.sites[1].power.fuel_on_hand_l.reset();
    w.observations = {seen(AssetKind::gridNode, "FEED", Status::destroyed)};
    const PowerState power = powerAt(w, statusesAsOf(w, noon), noon);
    for (const std::size_t i : {1U, 2U}) {
        CHECK(power.sites[i].powered == Service::unknown);
        CHECK(power.sites[i].on == "unknown");
        CHECK_FALSE(power.sites[i].hours_left);
    }
    CHECK_FALSE(autonomy_h(w.sites[1].power));
    using enum PowerSource;
    CHECK(powerTimeline(w.sites[1].power, 0, std::nullopt, 48) ==
          std::vector<PowerSpell>{{0, unknown}});
    const FuelDelivery six{10, 18}; // 6 hours at 3 l/h
    CHECK(powerTimeline(w.sites[1].power, 0, std::nullopt, 48, {&six, 1}) ==
          std::vector<PowerSpell>{{0, unknown}, {10, generator}, {16, unknown}});
    w.sites[1].power.fuel_on_hand_l = 60;
    w.sites[1].power.fuel_l_per_h = 0; // says nothing: 3 kW take 0.99 l/h
    CHECK(*powerAt(w, statusesAsOf(w, noon), noon).sites[1].hours_left == Approx(60 / 0.99));
}

TEST_CASE("a grid node of unknown status leaves a site without own power unknown", "[power]")
{
    Scenario w = fed();
    w.sites[0].power.battery_h = 0;
    w.observations = {seen(AssetKind::gridNode, "SUB", Status::unknown, Cause::unknown)};
    const PowerState power = powerAt(w, statusesAsOf(w, noon), noon);
    CHECK(power.sites[0].powered == Service::unknown);
    CHECK(power.sites[1].powered == Service::on); // its generator does not ask the grid
}
