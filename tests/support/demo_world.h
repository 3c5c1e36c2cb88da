#pragma once
// A fictional governorate with coast, hills and about a hundred sites, made in memory: for tests of
// the map and of the window that need something to show.
#include "app/map/map_data.h"
#include "geo/terrain/elevation.h"
#include "planning/network/network_state.h"

namespace tests {

struct DemoWorld {
    planning::Scenario scenario;
    planning::Statuses statuses;
    planning::NetworkState network;
    geo::Elevation elevation;
    geo::FloatGrid people;    // per cell
    geo::FloatGrid level_dbm; // 2G
    std::vector<app::map::MapGap> gaps;
};

/// The same world every time. Its day is 22 November 2026.
DemoWorld demoWorld();
inline const geo::Time demoDay = *geo::parseTime("2026-11-22T12:00");

app::map::Snapshot snapshotOf(const DemoWorld& world);

} // namespace tests
