#pragma once
// `sila link`: can two places see and hear one another, and what would make them?
#include "app/jobs/coverage_terrain.h"
#include "planning/coverage/link_budget.h"
#include "planning/network/hop_budget.h"
#include "planning/network/hop_clearance.h"
#include "planning/scenario/scenario.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace app {

inline constexpr double assumedAntenna_m = 30; // where no structure's height is known
inline constexpr double mostAntenna_m = 60;    // masts of a usual length
inline constexpr double leastAntenna_m = 5;

struct LinkRequest {
    /// Ids or unique names of sites, cells, nodes, settlements, facilities; or "lon,lat".
    std::string from, to;
    std::string link_id;                              // instead of both
    std::optional<double> from_height_m, to_height_m; // antennas above ground
    std::optional<double> frequency_ghz;
    double k = planning::standardK;
    double low_k = 1; // looked at too: sub-refraction
    bool vertical = true;
    planning::HeightLimits limits{leastAntenna_m, mostAntenna_m};
    planning::HopEquipment equipment;
    planning::HopClimate climate;
    planning::Thresholds thresholds; // when one end is a cell
    ClutterCode clutter = ClutterCode::none;
};

struct LinkEnd {
    std::string kind, id, name; // kind: site, cell, node, settlement, facility, position
    planning::Position at;
    double ground_m = 0;  // above sea level
    double antenna_m = 0; // above ground
    std::string antenna_from;
    std::optional<std::uint32_t> cell; // in Scenario::cells
    /// What people call it: name, else id, else the letter given.
    std::string label(const char* letter) const;
};

/// Received level of a mobile cell, when one end is one and the other no station.
struct CellReception {
    std::string cell_id, technology;
    double eirp_dbm = 0, reference_db = 0, pattern_db = 0, loss_db = 0, level_dbm = 0,
           threshold_dbm = 0;
};

struct RaisedHeights {
    planning::HopHeights heights;
    planning::HopClearance clearance;
    std::optional<planning::HopBudget> budget;
};

struct LinkReport {
    LinkRequest request;
    std::string link_id;
    LinkEnd from, to;
    double length_m = 0, bearing_deg = 0;
    double frequency_ghz = 0;
    std::string frequency_from;
    double step_m = 0; // of the profile
    std::string terrain_source;
    planning::HopClearance clearance;               // at k
    double least_ratio_low_k = 0;                   // at low_k
    std::optional<planning::HopHeights> lowest;     // within the limits, whatever stands today
    std::optional<RaisedHeights> raised;            // not below today's; absent: clear, or no way
    std::optional<double> raise_from_m, raise_to_m; // one end alone
    planning::HopLoss loss;
    double knife_edge_db = 0;       // of the least clear point alone, P.526 eq. (31)
    std::optional<double> p1812_db; // 50 % of time and places; absent outside its range
    std::optional<planning::HopBudget> budget;
    std::optional<planning::HopAvailability> availability; // in sight and with a margin
    std::optional<CellReception> reception;
    geo::Problems problems;
    bool synthetic = false;
};

/// Nothing when cancelled. Throws geo::Error for an end that is not known, off the elevation, or
/// the same as the other, for a void on the way, and for equipment that cannot be.
std::optional<LinkReport> checkLink(const geo::Workspace& workspace, const LinkRequest& request,
                                    const planning::Feedback& feedback = {});

/// "Blocked 4 m above the line at 12.3 km; raise A to 38 m."
std::string verdict(const LinkReport& report);
nlohmann::ordered_json asJson(const LinkReport& report);
std::string asText(const LinkReport& report);
/// The profile point by point.
std::string asCsv(const LinkReport& report);

} // namespace app
