#pragma once
// The best tree of a graph under one budget, exactly where that can be: vertex after vertex is put
// in or left out, and of all that is the same for what is still to come (which vertices at the
// front are in, and which of them hang together) only the best is kept (Cook and Seymour's tour
// merging, INFORMS J. Computing 15, 2003, for trees). What a dual solution shows to be worth less
// than a known tree is dropped (reduced costs, Polzin and Vahdati Daneshmand, Discrete Appl. Math.
// 112, 2001).
#include "planning/restoration/dual_ascent.h"

namespace planning::restoration {

/// No tree is worth more than `bound` less what this dual loses for its ways and for those left
/// out.
struct SweepDual {
    const DualAscent* ascent = nullptr; // as its last run() left it
    double bound = 0;
};

struct SweepRequest {
    std::vector<double> gain;     // per vertex
    std::vector<double> price;    // per task, taken from the gain
    std::vector<SweepDual> duals; // one to mostSweepDuals
    double floor = 0;             // trees that are worth less don't matter
    std::size_t most = 0;         // candidates kept from vertex to vertex
    const Pace* pace = nullptr;
    std::int64_t spent = 0; // steps of the pace spent before
};
inline constexpr std::size_t mostSweepDuals = 3;

struct SweepResult {
    bool found = false;
    double value = 0;         // gain less price; without that of the root
    std::vector<Index> tasks; // of the best tree
    bool whole =
        false; // nothing was left out: no tree is worth more, unless both are below the floor
    std::int64_t steps = 0;
};

/// One period, at most one resource, no needs, nothing after anything, and no demand that several
/// vertices serve.
bool sweepFits(const Model& model);
SweepResult sweepTrees(const Model& model, const SweepRequest& request);

} // namespace planning::restoration
