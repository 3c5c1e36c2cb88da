#include "planning/scenario/status.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {
Scenario twoSites()
{
    Scenario world;
    world.sites.resize(2);
    world.sites[0].site_id = "A";
    world.sites[1].site_id = "B";
    return world;
}
Observation seen(const char* id, Status status, const char* at, const char* source)
{
    Observation o;
    o.asset_id = id;
    o.status = status;
    o.observed_at = *geo::parseTime(at);
    o.source = source;
    return o;
}
} // namespace

TEST_CASE("the newest observation up to the date counts, an older differing source is a dispute",
          "[status]")
{
    Scenario world = twoSites();
    world.observations = {seen("A", Status::destroyed, "2026-11-01", "satellite"),
                          seen("A", Status::operational, "2026-11-05", "operator"),
                          seen("A", Status::outOfService, "2026-11-20", "operator")};
    const Statuses day10 = statusesAsOf(world, *geo::parseTime("2026-11-10"));
    CHECK(day10.sites[0].status == Status::operational);
    CHECK(day10.sites[0].disputed);
    CHECK(day10.sites[1].status == Status::operational);
    CHECK_FALSE(day10.sites[1].observation);
    CHECK(statusesAsOf(world, *geo::parseTime("2026-11-21")).sites[0].status ==
          Status::outOfService);
    CHECK(statusesAsOf(world, *geo::parseTime("2026-10-01"), Status::unknown).sites[0].status ==
          Status::unknown);
}

TEST_CASE("a newer crowd report of low confidence does not overrule the operator's list",
          "[status]")
{
    Scenario world = twoSites();
    world.observations = {seen("A", Status::outOfService, "2026-11-18", "operator"),
                          seen("A", Status::operational, "2026-11-20", "crowd"),
                          seen("B", Status::degraded, "2026-11-20", "crowd")};
    world.observations[0].confidence = 0.9;
    world.observations[1].confidence = 0.2;
    world.observations[2].confidence = 0.2;
    const Statuses now = statusesAsOf(world, *geo::parseTime("2026-11-22"));
    CHECK(now.sites[0].status == Status::outOfService);
    CHECK(now.sites[0].disputed);
    CHECK(now.sites[1].status == Status::degraded); // nobody better reported on B
}
