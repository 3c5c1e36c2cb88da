#pragma once
// The general restoration problem (docs/instance.md): what is broken, what mending takes, what is
// at hand in each period, and who is served by what.
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planning::restoration {

struct Resource {
    std::string name;
    std::vector<double> supply; // per period
    bool carry_over = true;     // stocks carry over, crew days don't
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

    bool isEdge() const { return end_a != noVertex; }
};

struct Demand {
    double weight = 0;
    std::vector<std::uint32_t> served_by; // parts; one of them on is enough
};

enum class Objective { value, cheapestFull };

struct Instance {
    int periods = 1;
    std::vector<Resource> resources;
    std::vector<Network> networks;
    std::vector<Part> parts;
    std::vector<Demand> demand;
    Objective objective = Objective::value;
};

struct ScheduledWork {
    std::uint32_t part = 0;
    int period = 0; // in which the work is finished; it counts from then on
    friend bool operator==(const ScheduledWork&, const ScheduledWork&) = default;
};

/// A plan for an instance: works in the order they were decided.
struct Schedule {
    std::vector<ScheduledWork> works;
    std::vector<double> curve; // served weight in each period
    double value = 0;          // sum of the curve
    double upper_bound = 0;    // no schedule is worth more
    bool optimal = false;
};

} // namespace planning::restoration
