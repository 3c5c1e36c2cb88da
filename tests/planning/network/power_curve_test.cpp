#include "planning/network/power_curve.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

TEST_CASE("people go out as the places on their way run out of power", "[power]")
{
    //   CORE ── A ── S1 (1,000 people)      S2 on CORE (4,000 people)
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("A", NodeKind::aggregation)};
    w.sites = {site("S1", "A"), site("S2", "CORE")};
    w.spans = {span("s", "CORE", "A")};
    Cover c;
    c.layers = {{0, Technology::gen2}, {1, Technology::gen2}};
    c.group_people = {0, 1000, 4000};
    c.group_start = {0, 0, 1, 2};
    c.group_layers = {0, 1};
    using Spells = std::vector<PowerSpell>;
    const Spells always{{0, PowerSource::grid}};
    // A's battery ends after 4.5 h, so S1 is lost in hour 4 although it has power itself; S2 is out
    // from hour 10 and back with the grid at 20.2 h, that is for whole hours from 21 on.
    const std::vector<Spells> nodes{always, {{0, PowerSource::battery}, {4.5, PowerSource::out}}};
    const std::vector<Spells> sites{
        always, {{0, PowerSource::generator}, {10, PowerSource::out}, {20.2, PowerSource::grid}}};
    const TransportGraph graph{w};
    const auto curve =
        serviceThroughTime(w, everythingOperational(w), graph, c, noon, nodes, sites, 48);
    REQUIRE(curve.size() == 4);
    const auto is = [&](std::size_t i, double at_h, std::size_t on, double people) {
        CHECK(curve[i].at_h == at_h);
        CHECK(curve[i].sites_on == on);
        CHECK(curve[i].people == people);
    };
    is(0, 0, 2, 5000);
    is(1, 4, 1, 4000);
    is(2, 10, 0, 0);
    is(3, 21, 1, 4000);
}
