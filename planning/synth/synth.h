#pragma once
// A practice telecom layer on real or invented geography, with damage and what is known of it.
// Everything made is labelled synthetic. Parameters and sources: preset.cpp, docs/synth.md.
#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/terrain/elevation.h"
#include "planning/feedback.h"
#include "planning/scenario/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace planning {

enum class Profile { conflict, disaster };
std::string_view text(Profile profile);

struct SynthRequest {
    std::uint64_t seed = 1;
    Profile profile = Profile::conflict;
    geo::Date date{};               // the day the practice starts: reports reach up to it
    std::vector<std::string> areas; // codes, with everything below them; empty: all
    std::string preset;             // empty: by area code, see presetForArea()
    bool blackout = false;          // 55 % of sites without power (Ukraine, 24 November 2022)
    double people_per_site = 0;     // 0: the preset's
};

/// What befell one site, as decided before anyone reported it.
enum class Fate { working, degraded, destroyed, partial, no_power, cut_off };

/// Counts of one area or of all, for the account and for tests.
struct SynthShare {
    std::string area_code, preset;
    double people = 0;
    int sites = 0, destroyed = 0, partial = 0, degraded = 0, no_power = 0, cut_off = 0, working = 0;
};

struct SynthResult {
    Scenario made;                  // only what was made, not the geography
    std::vector<Fate> fates;        // one per site made
    std::vector<SynthShare> shares; // one per area, in order of area_code
    geo::Problems problems;
    int towns_without_people = 0, towns_outside = 0;
    double backbone_km = 0;
};

/// `geography`: settlements (needed), areas, roads, facilities; whatever else it holds is left
/// alone. `terrain`, in the working CRS, may be null: no sea, no hills, no line of sight then.
/// The same request on the same geography gives the same answer on every machine.
/// Throws geo::Error when nobody lives there, or an area or preset is not known.
SynthResult synthesise(const Scenario& geography, const geo::WorkingCrs& crs,
                       const geo::Elevation* terrain, const SynthRequest& request,
                       const Feedback& feedback = {});

} // namespace planning
