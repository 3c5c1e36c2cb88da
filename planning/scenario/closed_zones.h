#pragma once
// Which zones are closed on a day, and what lies in them.
#include "planning/scenario/scenario.h"

#include <vector>

namespace planning {

/// Whether its last day is before its first. Nobody can tell when it holds then: it counts as
/// holding on every day.
bool datesReversed(const Zone& zone);

/// Whether what it says, closed or asking for a permit, holds on any of these days.
bool holdsBetween(const Zone& zone, geo::Date first, geo::Date last);

/// One that is closed until a date opens so many days later; others stay as they are.
void openLater(Zone& zone, int days);

/// Whether nobody may enter it on that day.
bool closedOn(const Zone& zone, geo::Date day);

/// Positions in Scenario::zones of those nobody may enter on that day.
std::vector<std::uint32_t> closedZones(const Scenario& scenario, geo::Date day);

/// Whether the work on an asset takes a crew into the zone: a place in it, a fibre or a power line
/// (straight between its ends) that runs through it anywhere, a hop with an end in it. Where on a
/// line it broke is not known, so all of it counts.
bool liesIn(const Zone& zone, const Scenario& scenario, AssetRef asset);

} // namespace planning
