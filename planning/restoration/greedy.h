#pragma once
// First plans: always the works that bring most new weight for their price, path by path.
#include "planning/feedback.h"
#include "planning/restoration/model.h"
#include "planning/restoration/pace.h"

namespace planning::restoration {

struct GreedyOptions {
    std::vector<double> resource_price; // per model resource; empty: 1 / all that is supplied
    std::vector<double> task_factor;    // price factor per task; empty: 1
    double noise = 0;                   // factor exp(N(0, noise)) on each task's price
    std::uint64_t seed = 1;
    int look_ahead = 0;             // periods a closed window may still take to open
    double reserve = 0.1;           // goes on listing works beyond the supply, by this share of it
    std::vector<double> task_price; // price of each task instead of that of what it uses
    std::vector<Index> done;        // done before anything else
    bool affordable_ways = false;   // no paths over works that do not fit into what is left
    double least_ratio = 0;         // paths that bring less weight for their price are left out
    const Pace* pace = nullptr;     // ends the list early when it is late
};

/// Price of one unit of each resource: 1 / its whole supply.
std::vector<double> scarcity(const Model& model);

/// Tasks in the order in which they should be done; works beyond the supply come last.
std::vector<Index> greedyOrder(const Model& model, const GreedyOptions& options,
                               const Feedback& feedback = {});

} // namespace planning::restoration
