#pragma once
// What a coverage run has to compute: each cell checked and prepared, each antenna position once.
#include "planning/coverage/antenna.h"
#include "planning/coverage/area_model.h"
#include "planning/coverage/cover.h"
#include "planning/coverage/link_budget.h"
#include "planning/propagation/range.h"

#include <map>

namespace planning {

struct RadioRanges {
    propagation::Range height{"antenna height above ground", "m", 0.5, 3000};
    propagation::Range eirp{"EIRP", "dBm", -30, 110};
    propagation::Range beamwidth{"beamwidth", "degrees", 1, 360};
    propagation::Range tilt{"tilt", "degrees", -90, 90};
    propagation::Range bandwidth{"bandwidth", "MHz", 0.1, 400};
};
inline constexpr RadioRanges radioRanges{};

/// Patterns by the name in Cell::antenna. Addresses must stay while antennas use them.
struct AntennaPatterns {
    std::map<std::string, AntennaPattern> by_name;
    std::map<std::string, std::string> broken; // names whose file cannot be used, and why
};

/// A radio cell that can be computed.
struct RadioCell {
    std::uint32_t cell = 0;    // position in Scenario::cells
    std::uint32_t layer = 0;   // position in RadioPlan::layers
    std::uint32_t raster = 0;  // position in RadioPlan::antennas
    std::uint32_t carrier = 0; // cells with equal numbers disturb each other
    Technology technology = Technology::gen2;
    float reference_dbm = 0; // EIRP of the reference signal
    float threshold_dbm = 0;
    float noise_dbm = 0;      // of the receiver, over the width the reference is counted over
    float carrierOver_db = 0; // by which the power that carries data lies over the reference
    float used_mhz = 0;       // width that carries data
    Antenna antenna;
};

struct LeftOutCell {
    std::uint32_t cell = 0; // position in Scenario::cells
    std::string reason;
};

struct RadioPlan {
    std::vector<AntennaPoint> antennas; // each needs one loss raster
    std::vector<RadioLayer> layers;     // ascending; only those with a cell
    std::vector<RadioCell> cells;       // ascending by layer
    std::vector<LeftOutCell> left_out;
    std::uint32_t carriers = 0;
    std::map<std::string, std::uint32_t> missing_patterns; // named by cells, not among those given
};

/// Noise figure of a handset (3GPP TR 36.942).
inline constexpr double receiverNoiseFigure_db = 9;

/// Cells out of range, without their site, off or on a void of the elevation model (when there is
/// one), or refused by the model are left out by name; the others go on. Cells whose pattern is
/// missing get the default sector; cells whose pattern's file is broken are left out. Cells with
/// observations of their own form layers of their own.
RadioPlan radioPlan(const Scenario& scenario, const AreaModel& model, const AreaSettings& settings,
                    const Thresholds& thresholds, const geo::Elevation* elevation,
                    const AntennaPatterns& patterns = {});

} // namespace planning
