// Spans that meet where no node is listed. Metres by hand.
#include "planning/network/network_state.h"
#include "planning/scenario/junctions.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

Span drawn(const char* id, const char* from, const char* to, double west_m, double east_m)
{
    Span s = span(id, from, to);
    s.line = {{{west_m / 1e5, 0}, {east_m / 1e5, 0}}};
    s.line_xy = {{{west_m, 0}, {east_m, 0}}};
    return s;
}

//   K ──a── J1 ──b── J2 ··· X hangs on J2
Scenario meeting()
{
    Scenario w;
    w.nodes = {node("K", NodeKind::core)};
    w.sites = {site("X", "J2")};
    w.sites[0].at.xy = {20'000, 0};
    w.spans = {drawn("a", "K", "J1", 0, 10'000), drawn("b", "J1", "J2", 10'000, 20'000)};
    return w;
}

Service serviceOfX(const Scenario& w)
{
    const Statuses statuses = statusesAsOf(w, noon);
    const TransportGraph graph{w};
    return networkState(w, statuses, graph, noon).sites[0].service;
}

} // namespace

TEST_CASE("spans that end at the same junction carry on through it", "[junctions]")
{
    Scenario w = meeting();
    CHECK(serviceOfX(w) != Service::on);
    addJunctions(w);
    REQUIRE(w.nodes.size() == 3);
    CHECK(w.nodes[1].node_id == "J1");
    CHECK(w.nodes[1].kind == NodeKind::splice);
    CHECK(w.nodes[1].at.xy == geo::XY{10'000, 0});
    CHECK(serviceOfX(w) == Service::on);
    w.observations = {seen(AssetKind::span, "a", Status::destroyed)};
    CHECK(serviceOfX(w) == Service::off);
}

TEST_CASE("an end that stands alone, or is drawn elsewhere, joins nothing", "[junctions]")
{
    Scenario w = meeting();
    w.sites[0].transport_id = "K";                     // J2 is a loose end now
    w.spans[1].line_xy = {{{14'000, 0}, {20'000, 0}}}; // 4 km from J1
    addJunctions(w);
    CHECK(w.nodes.size() == 1);
}
