#pragma once
// Plans the order of repair for a general instance and says how far from the best it can be.
#include "planning/feedback.h"
#include "planning/restoration/instance.h"

#include <functional>
#include <optional>

namespace planning::restoration {

/// Simple rules people use, for comparison.
enum class Baseline {
    population, // targets by the people they serve, each by its cheapest path
    cost,       // always the cheapest next connection
    nearest,    // targets by the number of parts between them and a source
    ratio,      // targets by people over price, computed once
    separate,   // vertices by people and the rest by people behind it, in two lists side by side
};
inline constexpr Baseline allBaselines[] = {Baseline::population, Baseline::cost, Baseline::nearest,
                                            Baseline::ratio, Baseline::separate};
std::optional<Baseline> baselineNamed(const std::string& name);

struct SolveRequest {
    std::uint64_t seed = 1;
    // Limits; the first one reached ends the search. Effort counts millions of elementary steps
    // and gives the same plan on any machine and any number of threads; seconds do not.
    // Both 0: an effort that suits interactive use, by the number of works: 10 s at most from 200
    // on; and no more once nothing better is found (after 1 to 3 s at 200 sites).
    std::int64_t effort = 0;
    double seconds = 0;               // by `clock`; without one only effort counts
    std::function<double()> clock;    // seconds since the start; may be called from any thread
    unsigned threads = 1;             // changes the time, never the plan
    std::optional<Baseline> baseline; // plan by this rule instead
    std::vector<ScheduledWork> start; // a plan to start from, such as yesterday's; may be empty
    bool bound = true;                // prove how far from the best the plan can be
    bool bound_periods = false;       // tighten each period's bound even when the plan is proven
};

/// Called with each better plan, from one thread at a time; value and curve are set, the bound may
/// still be missing (infinity).
using OnBetter = std::function<void(const Schedule&)>;

/// Throws geo::Error when the instance leaves nothing to plan (see review.h). When cancelled, the
/// best plan so far. Works in the result are those that matter, sorted by period. With
/// Objective::value the plan is never worth less than that of any simple rule.
Schedule solve(const Instance& instance, const SolveRequest& request, const Feedback& feedback = {},
               const OnBetter& onBetter = {});

} // namespace planning::restoration
