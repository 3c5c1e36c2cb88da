#pragma once
// Status today is derived from observations, never typed over.
#include "planning/scenario/scenario.h"

namespace planning {

/// What is believed about one asset on the date asked for, and why.
struct AssetStatus {
    Status status = Status::unknown;
    Damage damage = Damage::unknown;
    Cause cause = Cause::none;
    std::optional<std::uint32_t> observation; // the one that counts; none: never observed
    bool disputed = false; // another source says otherwise, not older than 14 days
};

/// One per asset, in the order of the scenario's vectors.
struct Statuses {
    std::vector<AssetStatus> sites, cells, nodes, spans, links, grid_nodes, grid_lines;
};

/// Below this an observation decides only where there is no better one.
inline constexpr double leastConfidence = 0.5;

/// The newest observation of sufficient confidence not later than `asOf` counts; of equally new
/// ones the more confident, then the worse status. No confidence stated counts as sufficient. An
/// asset nobody observed is operational when `unobserved` says so (the usual reading of an
/// operator's fault list), else unknown.
Statuses statusesAsOf(const Scenario& scenario, geo::Time asOf,
                      Status unobserved = Status::operational);

/// Everything working: the baseline "before the damage".
Statuses everythingOperational(const Scenario& scenario);

} // namespace planning
