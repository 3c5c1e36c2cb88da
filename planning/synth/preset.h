#pragma once
// What is typical of a country's network and of what happened to it: the figures a practice layer
// is drawn from. Every figure in preset.cpp carries its source.
#include "planning/scenario/words.h"

#include <string>
#include <string_view>
#include <vector>

namespace planning::synth {

/// Shares of sites by what befell them, in per cent; they add up to 100. `damaged` is split into
/// partial (out of service) and minimal (degraded, still on the air).
struct Fates {
    double destroyed = 0, damaged = 0, no_power = 0, cut_off = 0, working = 100;
};

/// One carrier a site may have.
struct Band {
    Technology technology = Technology::gen2;
    double frequency_mhz = 900, bandwidth_mhz = 0; // 0: not stated
    double share_town = 0, share_rural = 0;        // of sites that have it, 0 to 1
};

struct OperatorShare {
    std::string name;
    double share = 1; // of sites, adding up to 1
};

/// Damage relative to the mean of the preset's areas, by area code.
struct AreaIndex {
    std::string area_code;
    double index = 1;
};

struct Preset {
    std::string id, title;
    std::vector<std::string> area_prefixes; // of the area codes it is meant for; empty: any
    std::vector<OperatorShare> operators;
    std::vector<Band> bands;
    double people_per_site = 2600;
    double rural_share = 0.12;      // of sites: masts outside towns
    double people_per_exchange = 0; // one main office for so many
    int min_exchanges = 4;
    int cores = 2;
    int cross_links = 1;            // chords of the backbone ring
    double doubled_share = 0.5;     // of backbone corridors that carry a second operator's cable
    double built_up_per_km2 = 5000; // people on a built-up square kilometre
    double rooftop_share = 0.3;     // of sites in towns
    double small_share = 0.08;      // of sites in towns: omni on a pole
    double fibre_town = 0.5;        // of sites in towns fed by fibre
    double microwave_rural = 0.65;  // of sites outside towns fed by microwave
    double generator_share = 0.7;   // of sites
    double generator_kw = 12;
    // Conflict: sites nearer than near_km to the front (or all, when 0) have the fates `near`, the
    // others `far`. With area indices, the shares of `near` hold over all and each area is scaled.
    double near_km = 0;
    Fates near, far;
    std::vector<AreaIndex> destroyed_index;
    double grid_out = 0.3;  // of sites without grid at least, where damage is
    double spans_cut = 0.2; // of span length at most
    int conflict_days = 240;
    // Disaster: inner quarter of sites, next 35 %, the rest, by distance from the epicentre.
    Fates inner, middle, outer;
    // People for each facility; 0 makes none.
    double people_per_hospital = 60000, people_per_clinic = 15000, people_per_school = 1800;
};

/// gaza, west_bank, ukraine_oblast, generic.
const std::vector<Preset>& presets();
/// nullptr when there is no such preset.
const Preset* findPreset(std::string_view id);
/// The one meant for an area, by its code; generic when none is.
const Preset& presetForArea(std::string_view area_code);

} // namespace planning::synth
