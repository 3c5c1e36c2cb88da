#pragma once
// `sila coverage`: where the network is received, and by whom.
#include "app/jobs/coverage_files.h"
#include "app/jobs/coverage_people.h"
#include "app/jobs/coverage_terrain.h"
#include "planning/coverage/area_index.h"
#include "planning/coverage/link_budget.h"
#include "planning/coverage/tile_levels.h"

#include <functional>
#include <nlohmann/json.hpp>

namespace app {

struct CoverageRequest {
    std::string model = "p1812";        // see areaModels()
    std::string mode = "sweep";         // of p1812: sweep, exact, scalar
    std::string environment;            // of hata, cost231, ehata, tr38901; empty: their default
    int climate = 5;                    // of itm, 1 to 7
    std::optional<double> resolution_m; // absent: picked, see pickResolution_m()
    double radius_m = 20000;
    double receiver_height_m = planning::defaultReceiverHeight_m;
    double time_percent = 50;
    double location_percent = 50;
    double dn = 45;  // of p1812: lapse of refractivity in the lowest km, N-units
    double n0 = 325; // of p1812: sea-level surface refractivity, N-units
    double load = planning::defaultLoad;
    ClutterCode clutter = ClutterCode::none;
    planning::Thresholds thresholds;
    PeopleRequest people;
    std::optional<geo::Box> extent;              // degrees; absent: areas, else settlements …
    std::vector<std::filesystem::path> antennas; // pattern files, or folders of them
    std::string date;                            // written into what is made; may be empty
    int threads = 0;                             // 0: as many as the machine has
    bool rasters = true;                         // make the GeoTIFF files too
    bool operator_rasters = true;                // those of each operator, where there are several
    bool inside_areas = false;                   // people outside all areas are not ours
    bool without_people = false;                 // the radio maps alone; else nobody is an error
    bool leave_out_sites = false;                // go on without those off the elevation
};

/// What a run will take, told before it starts.
struct CoverageEstimate {
    std::size_t antennas = 0, cached = 0; // loss rasters needed; at hand already
    double receivers = 0;                 // to be computed
    double seconds = 0;
    double memory_mb = 0, disk_mb = 0; // at the worst moment; added
    bool rate_measured = false;        // by an earlier run here; else a figure of the program's
};
std::string asText(const CoverageEstimate& estimate);

/// A model, with what it is good for.
struct AreaModelInfo {
    std::string name, title;
    std::string edition;           // which text of the Recommendation or report, for results
    bool terrain = false;          // needs an elevation model
    std::string environments = {}; // what its environment may be, the default first
    bool statistics = false;       // gives other shares of time and places than half
    bool clutter = false;          // knows clutter along the path
};
const std::vector<AreaModelInfo>& areaModels();
/// Null for a name that is none.
const AreaModelInfo* areaModelCalled(const std::string& name);

/// People reached by one technology or all, from one operator's sites or all.
struct CoverageCount {
    std::string operator_name; // empty: from any operator's sites (with roaming)
    bool all_operators = true;
    planning::ServedPeople people;
};
struct AreaCoverage {
    std::uint32_t area = 0;
    std::vector<CoverageCount> counts; // all operators first, then each
};
struct FacilityCoverage {
    std::uint32_t facility = 0;
    bool inside = false; // of the area looked at
    planning::TechnologySet received = planning::noTechnology;
    std::uint32_t area = planning::noArea;        // not divided further
    std::uint32_t settlement = planning::noGroup; // whose people live around it
    std::vector<std::string> operators;           // received, each without roaming
};
struct CellCoverage {
    std::uint32_t cell = 0;
    std::string reason;                                 // why left out; empty: computed
    std::uint32_t computed = 0, voids = 0, outside = 0; // receivers
};
struct MadeRaster {
    std::string name, technology, path, unit, what;
    std::optional<std::string>
        operator_name; // whose sites alone; absent: everybody's, with roaming
};
/// People of a settlement reached from one operator's sites, without roaming.
struct SettlementOperator {
    std::uint32_t settlement = 0;
    std::string operator_name;
    planning::ServedPeople people;
};

struct CoverageReport {
    planning::Scenario scenario;
    CoverFile cover;
    PeopleBasis basis = PeopleBasis::settlements;
    std::string people_source;
    planning::PeopleAccount account;
    std::vector<planning::SpreadBasis> settlementBasis;
    std::vector<CoverageCount> counts; // all operators first, then each
    std::vector<AreaCoverage> areas;
    std::vector<planning::ServedPeople> settlements;      // one per settlement
    std::vector<SettlementOperator> settlement_operators; // by settlement, then operator
    std::vector<FacilityCoverage> facilities;
    std::vector<planning::SitePeople> sites;
    std::vector<CellCoverage> cells; // one per cell of the scenario
    std::vector<MadeRaster> rasters;
    geo::Problems problems;
    nlohmann::ordered_json about;   // model, settings, thresholds
    std::size_t left_out = 0;       // cells
    std::size_t sites_left_out = 0; // sites with cells, none of which was computed
    double voids = 0;               // receivers without a value: no terrain data on the way
    double people_not_known = 0;    // not covered for sure, but maybe by an antenna beyond a void
    bool synthetic = false;
};

/// Computes what is missing, groups, counts, writes rasters and results. `onEstimate` is told what
/// the run will take before it starts. Nothing when cancelled: finished loss rasters are kept, the
/// workspace is as it was. Throws geo::Error when nothing can be computed at all.
std::optional<CoverageReport>
runCoverage(geo::Workspace& workspace, const CoverageRequest& request,
            const planning::Feedback& feedback = {},
            const std::function<void(const CoverageEstimate&)>& onEstimate = {});

/// A cell size so that the area has at most six million cells, not finer than the elevation.
double pickResolution_m(const geo::Box& box, std::optional<double> terrainCell_m);

/// {"people", "covered", "by_technology"}
nlohmann::ordered_json asJson(const planning::ServedPeople& people);
nlohmann::ordered_json asJson(const CoverageReport& report);
std::string asText(const CoverageReport& report);

} // namespace app
