#pragma once
// How fibre would reach each place: along roads, from the nodes at hand or from a place that has
// it already.
#include "planning/feedback.h"
#include "planning/scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace planning {

struct FibreTreeRequest {
    double snap_m = 1'000; // a place or node farther from every road lies on no road
    double straight_factor =
        1.27; // road metres per straight metre, where there are no roads at all
};

struct FibreWay {
    std::optional<double> km;            // along roads, from the parent or node
    std::optional<std::uint32_t> parent; // position of the place it comes from; absent: a node
    bool off_road = false;               // no road near enough
};

/// Minimum spanning tree over places and nodes with road distances (Prim; relays are places, as in
/// ITU's CPP; those `passes_on` denies are not: they hang as leaves). Roads that are not passable
/// serve as well: cables do not drive. Without any road, straight lines times `straight_factor`.
/// `passes_on`: per place; empty: all do. Same input, same tree. Nothing when cancelled.
/// `straight_factor` 1.27: mean of shortest road over straight distance is about 4/π on a grid.
std::optional<std::vector<FibreWay>>
fibreTree(std::span<const geo::XY> places, std::span<const geo::XY> nodes,
          std::span<const Road> roads, const FibreTreeRequest& request = {},
          const Feedback& feedback = {}, const std::vector<bool>& passes_on = {});

} // namespace planning
