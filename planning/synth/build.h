#pragma once
// A practice layer while it is being made: shared by the steps of synthesise(), in this order.
#include "planning/synth/field.h"
#include "planning/synth/land.h"
#include "planning/synth/preset.h"
#include "planning/synth/random.h"
#include "planning/synth/synth.h"

#include <map>

namespace planning::synth {

/// A settlement with people, in an area taken part in.
struct Town {
    std::uint32_t settlement = 0; // in the geography
    geo::XY at;
    double people = 0, radius_m = 500;
    std::int32_t area = noArea;
};

/// Areas that share a preset: one network, one grid.
struct Region {
    const Preset* preset = nullptr;
    std::vector<std::int32_t> areas;                     // positions in Build::areas
    std::vector<std::uint32_t> towns;                    // positions in Build::towns
    std::vector<std::uint32_t> sites, nodes, grid_nodes; // positions in Build::made
    double people = 0;
};

/// What is known of a site beyond its columns.
struct SiteDraft {
    bool rural = false, small = false;
    bool fibre = false;
    std::int32_t town = -1; // in Build::towns
    std::int32_t area = noArea;
    std::uint32_t region = 0, op = 0;
    double antenna_m = 30;
    int depth = 0; // hops from fibre
};

/// What befell an asset.
struct Hit {
    Damage damage = Damage::none; // none: whole; minimal: degraded, still works
    int age_days = 0;             // since it happened, on the request's date
    bool broken() const { return damage == Damage::partial || damage == Damage::destroyed; }
};

/// Sites that share a set of fates: an area, a distance from the front or the epicentre.
struct Stratum {
    Fates fates;
    std::vector<std::uint32_t> sites;
};

struct Build {
    const Scenario& geography;
    const geo::WorkingCrs& crs;
    const SynthRequest& request;
    Random random;
    std::vector<std::uint32_t> areas; // leaf areas, positions in the geography
    Land land;
    std::vector<Town> towns = {};
    std::vector<Region> regions = {};
    std::vector<std::uint32_t> regionOfArea = {};
    SynthResult result = {};

    std::vector<SiteDraft> siteDrafts = {};      // one per site
    std::vector<std::uint32_t> nodeRegions = {}; // one per node
    std::vector<std::int32_t> nodeAreas = {};    // one per node
    std::vector<Hit> siteHits = {}, nodeHits = {}, spanHits = {}, linkHits = {}, gridHits = {};
    std::vector<std::int32_t> darkDays = {}; // one per site: days without power; −1: has power
    std::vector<std::uint8_t> noSupply = {}; // one per grid node: a source nothing comes from
    std::vector<std::uint8_t> gridFed = {};  // one per grid node: energised
    Index gridIndex = {};
    std::vector<Field> fields = {}; // one per region

    Scenario& made() { return result.made; }
    const Scenario& made() const { return result.made; }
    /// Rounded to 0.1 m and 1e-6 degrees.
    Position place(geo::XY p) const;
    std::string areaCode(std::int32_t area) const;
    const Preset& preset(std::uint32_t region) const { return *regions[region].preset; }
    const Settlement& settlementOf(const Town& town) const
    {
        return geography.settlements[town.settlement];
    }
    /// Town nearest to a place among a region's.
    std::uint32_t nearestTown(const Region& region, geo::XY p) const;
    std::int32_t regionAt(geo::XY p) const; // −1: none
};

/// The steps. Each reads what the ones before it made.
void layOutRegions(Build& build);   // regions.cpp
void placeSites(Build& build);      // siting.cpp
void equipSites(Build& build);      // radio.cpp
void layTransport(Build& build);    // transport.cpp
void linkSites(Build& build);       // links.cpp
void layGrid(Build& build);         // power_grid.cpp
void placeFacilities(Build& build); // facilities.cpp
void damageSites(Build& build);     // damage.cpp
void cutPower(Build& build);        // outage.cpp
void breakTransport(Build& build);  // breakage.cpp
void settlePower(Build& build);     // outage.cpp
void reportStatus(Build& build);    // reports.cpp
void offerActions(Build& build);    // actions.cpp
void drawZones(Build& build);       // zones.cpp
void supplyResources(Build& build); // supply.cpp

/// Shares of `total` in proportion to `weights`, whole numbers that add up (largest remainder).
std::vector<int> apportion(const std::vector<double>& weights, int total);

/// The strata of a region; every site in one.
std::vector<Stratum> strataOf(const Build& build, std::uint32_t region);
/// Gives a site a generator, if it has none, and fuel in its tank.
void fuelUp(Build& build, std::uint32_t site, Random& random);
/// On the grid and the grid works there.
bool onGrid(const Build& build, const PowerSupply& power);
/// Days since damage reached a place.
int ageAt(const Build& build, std::uint32_t region, geo::XY p);

struct Clusters {
    std::vector<geo::XY> centres;
    std::vector<std::uint32_t> label; // one per point
};
/// k centres near which the weight of the points lies (Lloyd's means from a far-and-heavy start).
Clusters cluster(const std::vector<geo::XY>& points, const std::vector<double>& weights, int k);

double metresBetween(geo::XY a, geo::XY b);

} // namespace planning::synth
