#pragma once
// `sila what-if`: sites switched off or on, power, tilt, direction and thresholds changed, answered
// from the footprints of the last coverage run. Nothing is computed anew and nothing is stored.
#include "app/jobs/coverage.h"
#include "app/jobs/situation.h"
#include "planning/coverage/what_if.h"

namespace app {

struct WhatIfRequest {
    std::vector<std::string> off, on; // sites
    /// "ID=value": ID of a cell, or of a site for all its cells. Power: "+3" and "-3" in dB, "43"
    /// the EIRP in dBm. Azimuth and tilt in degrees.
    std::vector<std::string> power, tilt, azimuth;
    /// "4G=-105" for all, "ID=-105" for a site or for the technology of a cell's site; dBm.
    std::vector<std::string> threshold;
    bool served = false; // start from the sites that serve on the date, not from all
    SituationRequest situation;
};

struct WhatIfCount {
    std::string operator_name;
    bool all_operators = true;
    planning::ServedPeople before, after;
};
struct WhatIfSettlement {
    std::uint32_t settlement = 0;
    planning::ServedPeople before, after;
};

struct WhatIfReport {
    WhatIfRequest request;
    planning::Scenario scenario;
    geo::Time as_of{};
    std::vector<std::string> changes;          // one sentence each
    std::vector<WhatIfCount> counts;           // all operators first, then each
    std::vector<WhatIfSettlement> settlements; // those that change
    std::size_t cells_changed = 0;             // of the grid, that receive other technologies
    double update_ms = 0;                      // for the update alone, without reading files
    geo::Problems problems;
    bool synthetic = false;
};

/// Throws geo::Error when there is no coverage yet, an id is not known, a value cannot be used, or
/// the coverage is older than the cells (then only sites can be switched).
WhatIfReport whatIf(const geo::Workspace& workspace, const WhatIfRequest& request);

nlohmann::ordered_json asJson(const WhatIfReport& report);
std::string asText(const WhatIfReport& report);

} // namespace app
