#pragma once
// Whether those who are covered can also be carried: resource blocks each user takes, against those
// of the cell that serves him.
#include "planning/coverage/radio_plan.h"
#include "planning/coverage/tile_levels.h"
#include "planning/finance/demand.h"

#include <span>

namespace planning {

/// People a site can carry when the mean user gets `throughput_mbps` of a sector for himself.
double peopleCarried(double throughput_mbps, int sectors, const DemandRule& rule);

/// What each site of the scenario carries at most, by its cells of `least` and newer together, with
/// every user near the mast: 4.4 bit/s per Hz (tile_levels.h). Mbit/s; a cell without known
/// bandwidth counts with the default one.
std::vector<double> mostOfSites_mbps(const Scenario& scenario, Technology least);

/// One technology on the working grid, per grid cell; see TechnologyTile.
struct ServerGrid {
    Technology technology = Technology::gen4;
    std::span<const std::uint32_t> server; // positions in RadioPlan::cells
    std::span<const std::uint8_t> servers;
    std::span<const std::int16_t> sinr_cdb;
};

struct CellLoad {
    std::uint32_t cell = 0; // position in RadioPlan::cells
    double people = 0;      // whom it serves best
    double users = 0;       // at the same moment
    int blocks = 0;         // of all its sectors; 4G, 5G: resource blocks; else carriers
    double blocks_used = 0;
    double load() const { return blocks > 0 ? blocks_used / blocks : 0; }
    /// Served people for whom it has no room.
    double lacking() const { return load() > 1 ? people * (1 - 1 / load()) : 0; }
};

struct CapacityReport {
    std::vector<CellLoad> cells; // one per cell of the plan
    double covered = 0;          // people within reach of some cell
    double too_slow = 0;         // of them: no technology there carries what one user asks for
    double lacking = 0;          // of them: their cell has no room
    std::vector<float> share;    // per grid cell: of its people carried, 0 to 1; NaN: not covered
    std::vector<std::uint32_t> server; // per grid cell: position in `cells`; noCell where NaN
};

/// Everyone takes the newest technology that carries what one user asks for, from its best server,
/// with the interference of the cells in the plan. `sectors`: per cell of the plan, how many
/// sectors it stands for (an omnidirectional description of a mast with several).
CapacityReport capacityOf(const RadioPlan& plan, std::span<const ServerGrid> grids,
                          std::span<const float> people, std::span<const int> sectors,
                          const Scenario& scenario, const DemandRule& rule = {});

} // namespace planning
