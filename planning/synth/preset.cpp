// Figures and their sources. "src" is stated by the source named, "der" computed from sources,
// "assume" an engineering value; the numbers in brackets are those of docs/synth.md.
#include "planning/synth/preset.h"

namespace planning::synth {
namespace {

/// Share of sites on the air: Puerto Rico, 15 October 2017, had 75.9 % of sites down 25 days after
/// the storm (src: FCC); quicker recoveries are usual. The split by distance is assumed.
void setDisaster(Preset& preset)
{
    preset.inner = {18, 32, 25, 5, 20};
    preset.middle = {5, 17, 38, 6, 34};
    preset.outer = {1, 4, 35, 5, 55};
}

Preset gaza()
{
    Preset p;
    p.id = "gaza";
    p.title = "Gaza Strip";
    p.area_prefixes = {"PS02"};
    p.operators = {{"Operator A", 0.66}, {"Operator B", 0.34}}; // 550-560 and 280-290 sites (der)
    p.bands = {
        // GSM 900/1800 only; 3G was allowed in the West Bank alone (src [6]). Shares assumed.
        {Technology::gen2, 900, 0, 1.0, 1.0},
        {Technology::gen2, 1800, 0, 0.5, 0.1},
    };
    p.people_per_site = 2600;       // 841 towers for 2.2 M people (der [1])
    p.rural_share = 0.04;           // assume: the strip is nearly all built up
    p.people_per_exchange = 190000; // 10-12 central offices for 2.2 M (assume)
    p.min_exchanges = 6;
    p.cores = 2;                // 2-3 main switches (assume)
    p.cross_links = 2;          // assume
    p.doubled_share = 1.0;      // backbone 45 km long, doubled (assume)
    p.built_up_per_km2 = 14000; // assume, near the density of the towns
    p.rooftop_share = 0.6;
    p.fibre_town = 0.6;
    p.generator_share = 0.7; // 60-80 % (assume)
    // Destroyed 55, damaged 15, no power 10, working 20 (der [1][3][4]). No source parts cut
    // backhaul from lack of power; 3 of the 10 are given to it (assume).
    p.near = {55, 15, 7, 3, 20};
    p.far = p.near;
    // Destroyed share of built-up area by governorate (src [5]).
    p.destroyed_index = {
        {"PS0255", 74}, {"PS0260", 73}, {"PS0275", 66}, {"PS0270", 58}, {"PS0265", 41}};
    p.grid_out = 1.0;  // no grid supply since October 2023: fuel is the measure of all (src [7][8])
    p.spans_cut = 0.5; // assume; 74 % of telecom assets were destroyed (src [3])
    p.conflict_days = 400;
    p.people_per_hospital = 24700; // 89 hospitals, 73 clinics, 1,241 schools for 2.2 M (src [5])
    p.people_per_clinic = 30100;
    p.people_per_school = 1770;
    setDisaster(p);
    return p;
}

Preset westBank()
{
    Preset p;
    p.id = "west_bank";
    p.title = "West Bank";
    p.area_prefixes = {"PS01"};
    p.operators = {{"Operator A", 0.6}, {"Operator B", 0.4}}; // assume
    p.bands = {
        {Technology::gen2, 900, 0, 1.0, 1.0},
        {Technology::gen2, 1800, 0, 0.4, 0.1},  // assume
        {Technology::gen3, 2100, 5, 0.72, 0.6}, // 3G on 70 % (assume), 2100 MHz (src [6])
    };
    p.people_per_site = 2650; // about 1,200 sites for 3.2 M (der)
    p.rural_share = 0.12;
    p.people_per_exchange = 110000; // one for each larger town
    p.min_exchanges = 8;
    p.cross_links = 2; // Jenin-Nablus-Ramallah-Bethlehem-Hebron with two cross links (assume)
    p.doubled_share = 0.4;
    p.built_up_per_km2 = 6000;
    p.rooftop_share = 0.4;
    p.fibre_town = 0.45;
    // Working 93, no power 4, damaged 3 (assume); 1 of the 4 is given to backhaul.
    p.near = {1, 2, 3, 1, 93};
    p.far = p.near;
    p.grid_out = 0.05;
    p.spans_cut = 0.02;
    p.people_per_hospital = 60000;
    p.people_per_clinic = 8000;
    p.people_per_school = 1700;
    setDisaster(p);
    return p;
}

Preset ukraineOblast()
{
    Preset p;
    p.id = "ukraine_oblast";
    p.title = "Ukraine, one oblast";
    p.area_prefixes = {"UA"};
    p.operators = {{"Operator A", 0.39}, {"Operator B", 0.36}, {"Operator C", 0.25}}; // der, assume
    p.bands = {
        // GSM 900/1800, UMTS 2100, LTE 900/1800/2100/2600 (assume); 2100 on 1,500 of 2,300
        // stations (src [18]).
        {Technology::gen2, 900, 0, 0.9, 1.0},    {Technology::gen2, 1800, 0, 0.5, 0.1},
        {Technology::gen3, 2100, 5, 0.75, 0.45}, {Technology::gen4, 900, 10, 0.2, 0.6},
        {Technology::gen4, 1800, 20, 0.85, 0.3}, {Technology::gen4, 2600, 20, 0.35, 0.02},
    };
    p.people_per_site = 2600; // 2,300 stations on about 1,000 sites for 2.6 M (der [9])
    p.rural_share = 0.3;
    p.people_per_exchange = 120000;
    p.min_exchanges = 8;
    p.cross_links = 3;
    p.built_up_per_km2 = 3500;
    p.rooftop_share = 0.35;
    p.generator_share = 0.65;
    p.generator_kw = 31; // 1,200 generators with 37 MW (src [10])
    // Within 20 km of the line destroyed 20, damaged 25; farther away 2 and 5 (der [10][11][13]).
    // Working: other oblasts at least 70 % (src [9]); power and backhaul between them assumed.
    p.near_km = 20;
    p.near = {20, 25, 14, 5, 36};
    p.far = {2, 5, 8, 2, 83};
    p.grid_out = 0.25;
    p.spans_cut = 0.2; // 20-25 % of fixed networks damaged (src [11][13])
    p.people_per_hospital = 25000;
    p.people_per_clinic = 9000;
    p.people_per_school = 2800;
    setDisaster(p);
    return p;
}

Preset generic()
{
    Preset p;
    p.id = "generic";
    p.title = "No country in particular";
    p.operators = {{"Operator A", 0.45}, {"Operator B", 0.35}, {"Operator C", 0.2}}; // assume
    p.bands = {
        {Technology::gen2, 900, 0, 1.0, 1.0},     {Technology::gen3, 2100, 5, 0.6, 0.3},
        {Technology::gen4, 800, 10, 0.55, 0.7},   {Technology::gen4, 1800, 20, 0.6, 0.15},
        {Technology::gen5, 3500, 100, 0.08, 0.0}, // all assumed
    };
    p.people_per_site = 2600;
    p.rural_share = 0.18;
    p.people_per_exchange = 38000;
    p.min_exchanges = 6;
    p.cross_links = 1; // one chord makes two rings of the backbone
    p.built_up_per_km2 = 4500;
    p.near_km = 15;
    p.near = {24, 24, 12, 6, 34};
    p.far = {2, 5, 8, 3, 82};
    p.grid_out = 0.25;
    p.spans_cut = 0.2;
    p.people_per_hospital = 45000;
    p.people_per_clinic = 9000;
    p.people_per_school = 2200;
    setDisaster(p);
    return p;
}

} // namespace

const std::vector<Preset>& presets()
{
    static const std::vector<Preset> all{gaza(), westBank(), ukraineOblast(), generic()};
    return all;
}

const Preset* findPreset(std::string_view id)
{
    for (const Preset& preset : presets()) {
        if (preset.id == id) {
            return &preset;
        }
    }
    return nullptr;
}

const Preset& presetForArea(std::string_view area_code)
{
    for (const Preset& preset : presets()) {
        for (const std::string& prefix : preset.area_prefixes) {
            if (area_code.starts_with(prefix)) {
                return preset;
            }
        }
    }
    return presets().back();
}

} // namespace planning::synth
