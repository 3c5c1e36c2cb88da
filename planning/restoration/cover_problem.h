#pragma once
// Covering: choices that each serve some groups of demand by themselves. Either the most weight
// within limits (maximal covering) or everything at the least cost (set covering).
#include "planning/restoration/csr.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace planning::restoration {

/// Whole numbers, so that sums do not depend on their order.
using CoverAmount = std::int64_t;

enum class CoverAim {
    mostWeight, // the most weight within the limits
    leastCost,  // all groups, at the least cost (within the limits too)
};

/// What the choices taken may use together.
struct CoverLimit {
    std::vector<CoverAmount> use; // of each choice, from 0
    CoverAmount most = 0;
};

struct CoverProblem {
    CoverAim aim = CoverAim::mostWeight;
    std::vector<CoverAmount>
        cost; // of each choice, from 0; for leastCost, and to choose among equals
    std::vector<CoverLimit> limits;
    std::vector<CoverAmount> weight;   // of each group, above 0
    std::vector<CoverAmount> capacity; // of each choice, from 0: the most weight it can serve.
                                       // Empty: no choice is ever full. Only for mostWeight
    Csr<std::uint32_t> groups_of;      // choice → groups
    Csr<std::uint32_t> choices_of;     // group → choices

    std::size_t choices() const { return groups_of.rows(); }
    std::size_t groups() const { return weight.size(); }
    /// Whether one more stays within the limits.
    bool fits(std::span<const std::uint32_t> chosen, std::uint32_t more) const
    {
        return std::ranges::all_of(limits, [&](const CoverLimit& limit) {
            CoverAmount used = limit.use[more];
            for (const std::uint32_t c : chosen) {
                used += limit.use[c];
            }
            return used <= limit.most;
        });
    }
    CoverAmount totalWeight() const
    {
        CoverAmount sum = 0;
        for (const CoverAmount w : weight) {
            sum += w;
        }
        return sum;
    }
};

} // namespace planning::restoration
