#pragma once
// Invented countries to practise and to measure on: clusters of people, hubs on a fibre mesh with
// rings, sites on microwave or fibre laterals, damage that comes in patches, footprints that
// overlap, windows where it is dangerous, three resources. No real place.
#include "planning/restoration/instance.h"

namespace planning::restoration {

struct PracticeRequest {
    int sites = 500;
    int periods = 30;
    std::uint64_t seed = 1;
    int cells_per_site = 20;       // population cells, grouped by the sites that cover them
    double segment_km = 8;         // length of a fibre segment between two handholes
    double supply = 0.4;           // share of what all damage takes, over all periods
    bool crews_per_period = false; // crew days that are not used in a period are lost
    bool power = false;            // sites need a feeder of a power grid that is damaged too
};

/// The same request gives the same country on every machine.
Instance practiceInstance(const PracticeRequest& request);

} // namespace planning::restoration
