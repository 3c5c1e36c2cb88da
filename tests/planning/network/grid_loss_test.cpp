#include "planning/network/grid_loss.h"
#include "planning/network/power_state.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

// SRC ──g1── SUB ──g2── FEED, and where asked SRC ──g3── FEED; FEED feeds site A (battery 8 h)
Scenario world(bool secondWay = false)
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("A", "CORE")};
    w.sites[0].power.grid_node_id = "FEED";
    w.sites[0].power.battery_h = 8;
    w.grid_nodes = {{"SRC", GridNodeKind::source, {}, false},
                    {"SUB", GridNodeKind::substation, {}, false},
                    {"FEED", GridNodeKind::feeder, {}, false}};
    w.grid_lines = {{"g1", "SRC", "SUB", false}, {"g2", "SUB", "FEED", false}};
    if (secondWay) {
        w.grid_lines.push_back({"g3", "SRC", "FEED", false});
    }
    return w;
}

Observation feeder(Status status, const char* when)
{
    return seen(AssetKind::gridNode, "FEED", status, Cause::unknown, when);
}
Observation line(const char* id, Status status, const char* when)
{
    return seen(AssetKind::gridLine, id, status, Cause::unknown, when);
}

/// Of FEED at noon on 22 November.
MaybeNumber hours(const Scenario& w)
{
    const Statuses statuses = statusesAsOf(w, noon);
    return hoursWithoutGrid(w, statuses, powerAt(w, statuses, noon).grid_nodes, noon)[2];
}
std::string feeds(const Scenario& w)
{
    return powerAt(w, statusesAsOf(w, noon), noon).sites[0].on;
}

} // namespace

TEST_CASE("an outage reported every day began with the first report", "[power]")
{
    Scenario w = world();
    w.observations = {feeder(Status::outOfService, "2026-11-22T11:00"),
                      feeder(Status::outOfService, "2026-11-20T12:00"),
                      feeder(Status::destroyed, "2026-11-21T12:00")};
    CHECK(*hours(w) == Approx(48));
    CHECK(feeds(w) == "nothing"); // the battery ran out on the 20th at 20:00
    w.observations.push_back(feeder(Status::operational, "2026-11-22T05:00"));
    CHECK(*hours(w) == Approx(1)); // back at 05:00, lost again at 11:00
    CHECK(feeds(w) == "battery");
    w.observations.back().confidence = 0.2; // nobody believes it
    CHECK(*hours(w) == Approx(48));
    w.observations.back() = feeder(Status::unknown, "2026-11-22T05:00"); // it ends no outage
    CHECK(*hours(w) == Approx(48));
}

TEST_CASE("a feeder whose line broke is lost since then, whatever was last said of itself",
          "[power]")
{
    Scenario w = world();
    w.observations = {feeder(Status::operational, "2026-11-20T12:00"),
                      line("g2", Status::destroyed, "2026-11-22T02:00")};
    CHECK(*hours(w) == Approx(10));
    CHECK(feeds(w) == "nothing");
    // The way broke with the first of its pieces.
    w.observations.push_back(line("g1", Status::destroyed, "2026-11-22T08:00"));
    CHECK(*hours(w) == Approx(10));
    w.observations.back().observed_at = *geo::parseTime("2026-11-21T12:00");
    CHECK(*hours(w) == Approx(24));
}

TEST_CASE("a feeder with two ways is lost with the second", "[power]")
{
    Scenario w = world(true);
    w.observations = {line("g2", Status::destroyed, "2026-11-21T12:00")};
    CHECK_FALSE(hours(w));
    CHECK(feeds(w) == "grid");
    w.observations.push_back(line("g3", Status::destroyed, "2026-11-22T09:00"));
    CHECK(*hours(w) == Approx(3));
    CHECK(feeds(w) == "battery");
}

TEST_CASE("a line cut in a question without a report is cut now", "[power]")
{
    const Scenario w = world();
    Statuses statuses = statusesAsOf(w, noon);
    statuses.grid_lines[1].status = Status::destroyed;
    const PowerState power = powerAt(w, statuses, noon);
    CHECK(*hoursWithoutGrid(w, statuses, power.grid_nodes, noon)[2] == 0);
    CHECK(*power.sites[0].hours_left == Approx(8));
}
