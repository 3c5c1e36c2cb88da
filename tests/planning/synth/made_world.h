#pragma once
// The invented country with a practice layer on it, made once for all tests.
#include "geo/crs/crs.h"
#include "planning/synth/invented_land.h"
#include "planning/synth/synth.h"

namespace tests {

inline const planning::synth::InventedCountry& country()
{
    static const auto made = planning::synth::inventCountry({.seed = 7});
    return made;
}

inline planning::SynthRequest request(planning::Profile profile = planning::Profile::conflict)
{
    planning::SynthRequest r;
    r.seed = 7;
    r.profile = profile;
    r.date = *geo::parseDate("2026-11-01");
    return r;
}

inline planning::SynthResult made(const planning::SynthRequest& r)
{
    return planning::synthesise(country().geography, geo::WorkingCrs{planning::synth::inventedCrs},
                                &country().terrain, r);
}

/// What was made, with the people it is for.
inline planning::Scenario whole(const planning::SynthResult& result,
                                const planning::Scenario& geography)
{
    planning::Scenario world = result.made;
    world.crs = geography.crs;
    world.settlements = geography.settlements;
    world.areas = geography.areas;
    return world;
}

} // namespace tests
