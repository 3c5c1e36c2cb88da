#pragma once
// What a sweep over a graph (tree_sweep.h) goes along: the links that a tree worth the floor may
// use, with what each dual loses for them, and the vertices in the order that keeps the front
// small.
#include "planning/restoration/tree_sweep.h"

#include <array>

namespace planning::restoration {

inline constexpr std::size_t widestFront = 120; // vertices

using Losses = std::array<double, mostSweepDuals>; // by each dual

struct SweepLink {
    Index a = 0, b = 0, task = none;
    Losses to_a{}, to_b{}; // on the way
};

struct SweepHalf {
    Index link = 0, other = 0;
};

struct SweepGraph {
    std::vector<SweepLink> links;
    std::vector<Losses> out_loss;               // per vertex, when it is left out
    std::vector<std::vector<SweepHalf>> around; // vertex → links
    std::vector<Index> order;                   // vertices after the root
    bool whole = true;                          // false: the front grows too wide or it is late
    std::int64_t steps = 0;
};

SweepGraph sweepGraph(const Model& model, const SweepRequest& request);

} // namespace planning::restoration
