#pragma once
// The general restoration problem (docs/instance.md): what is broken, what mending takes, what is
// at hand in each period, and who is served by what.
#include "geo/error.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planning::restoration {

struct Resource {
    std::string name;
    std::vector<double> supply; // per period
    bool carry_over = true;     // stocks carry over, crew days don't
    // Only without carry_over: the use is work content, which may be spread over several periods.
    // Otherwise only works larger than any one period's supply are spread.
    bool spread = false;
};

struct Network {
    std::string name;
    std::vector<std::uint32_t> sources; // parts
};

inline constexpr std::uint32_t noVertex = 0xffffffffU;

struct Part {
    std::string id;
    std::uint32_t network = 0;
    std::uint32_t end_a = noVertex, end_b = noVertex; // both set for an edge
    bool damaged = false;
    std::vector<double> use;                  // one per resource; empty when not damaged
    int earliest = 0;                         // first period in which work may be finished, from 0
    std::vector<std::pair<int, int>> windows; // periods, inclusive; empty: always open
    std::vector<std::uint32_t> needs_on;      // parts that must be on for this one to be on
    std::vector<std::uint32_t> after;         // damaged parts to be mended first
    std::string fault; // why this part can never work, when its description is broken; or empty

    bool isEdge() const { return end_a != noVertex; }
};

struct Demand {
    double weight = 0;
    std::vector<std::uint32_t> served_by; // parts; one of them on is enough
};

enum class Objective {
    value,        // the most served weight, summed over the periods
    cheapestFull, // the least use of the first resource that serves all demand, in one period
    net,          // served weight less the use of the first resource, in one period
};

std::string_view text(Objective objective); // "value", "cheapest_full", "net"

struct Instance {
    int periods = 1;
    std::vector<Resource> resources;
    std::vector<Network> networks;
    std::vector<Part> parts;
    std::vector<Demand> demand;
    Objective objective = Objective::value;
    double discount = 0; // per period; above 0, weight served later counts less

    /// Is there a part that work may mend?
    bool anyWork() const { return std::ranges::any_of(parts, &Part::damaged); }

    /// What weight served in period t counts for: 1/(1 + discount)^t, rounded to a whole number of
    /// discountSteps, so that sums are exact.
    double periodFactor(int t) const
    {
        return discount > 0 ? std::round(discountSteps / std::pow(1 + discount, t)) / discountSteps
                            : 1;
    }
    static constexpr double discountSteps = 1048576; // 2^20
};

struct ScheduledWork {
    std::uint32_t part = 0;
    int period = 0; // in which the work is finished; it counts from then on
    friend bool operator==(const ScheduledWork&, const ScheduledWork&) = default;
};

/// A part that cannot be on (or a work that cannot be done) whatever is mended, and the reason.
struct Unreachable {
    std::uint32_t part = 0;
    std::string why;
};

/// A plan for an instance: works in the order they were decided.
struct Schedule {
    std::vector<ScheduledWork> works;
    std::vector<double> curve; // served weight in each period
    // No schedule serves more in each period, looked at alone; empty for rules and covering.
    std::vector<double> bound_curve;
    // What `value` is: not what the instance asks for where cheapestFull finds no plan that serves
    // all demand; then it is the most served weight.
    Objective objective = Objective::value;
    // Sum of the curve. cheapestFull: the use of the first resource; net: weight less that use.
    double value = 0;
    // No schedule is worth more; for cheapestFull none that serves the same demand costs less.
    double upper_bound = 0;
    bool optimal = false;             // value and bound agree: proven the best
    std::vector<std::string> binding; // per period: the resource that held work up, or ""
    std::vector<Unreachable> unreachable;
    geo::Problems problems;  // what was wrong with the instance
    std::int64_t effort = 0; // elementary search steps spent, in millions

    /// How far the plan is below the best possible at most, in per cent.
    double gapPercent() const;
};

} // namespace planning::restoration
