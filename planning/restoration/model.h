#pragma once
// An instance made small and exact for searching: what is on from the start is one root, intact
// connected parts are one vertex, demand with the same servers is one group, amounts and weights
// are whole numbers so that sums do not depend on their order.
#include "planning/restoration/csr.h"
#include "planning/restoration/instance.h"
#include "planning/restoration/review.h"

#include <cstdint>

namespace planning::restoration {

using Amount = std::int64_t;
using Index = std::uint32_t;
inline constexpr Index none = 0xffffffffU;
inline constexpr Index root = 0; // the vertex of all that is on from the start

enum class SupplyKind : std::uint8_t {
    stock,     // what is left carries over
    perPeriod, // what is left is lost
};

struct ModelResource {
    std::size_t resource = 0; // position in the instance
    SupplyKind kind = SupplyKind::stock;
    double scale = 1;           // Amount per unit
    std::vector<Amount> supply; // stock: up to and with each period; perPeriod: in each period
};

struct ModelEdge {
    Index a = 0, b = 0;
    Index task = none; // to be mended, or none
};

struct Model {
    const Instance* instance = nullptr;
    int periods = 1;
    std::vector<ModelResource> resources; // only those that can run short

    // tasks: damaged parts that can be mended
    std::vector<Index> task_part;
    std::vector<Amount> task_use;           // task × resource
    std::vector<std::uint64_t> task_spread; // bit k: its use of resource k is spread over periods
    std::vector<int> task_release;          // first period in which it can be finished
    std::vector<int> task_earliest;
    std::vector<char> task_windowed;           // has windows
    Csr<std::pair<int, int>> task_windows;     // empty row: always open
    Csr<Index> task_after, task_before;        // tasks first; tasks that wait for it
    std::vector<Index> task_vertex, task_edge; // what it mends: one of them, or neither
    bool any_after = false, any_spread = false, any_needs = false;

    // graph; vertex 0 is the root
    std::vector<Index> vertex_task; // or none
    Csr<Index> needs, needed_by;    // vertices that must be on for this one
    std::vector<ModelEdge> edges;
    Csr<std::pair<Index, Index>> adjacent; // (edge, other vertex)

    // demand not served from the start but servable
    std::vector<Amount> group_weight;
    Csr<Index> servers;      // group → vertices
    Csr<Index> groups_of;    // vertex → groups
    double weight_scale = 1; // Amount per unit of weight
    // What weight counts for in each period, in whole numbers (all 1 without discount), and the sum
    // from each period to the last one; worth_from has one more, which is 0.
    std::vector<Amount> period_factor, worth_from;
    double value_scale = 1;  // Amount per unit of value: weight_scale times that of the factors
    double base_weight = 0;  // served from the start, in the instance's units
    Amount total_weight = 0; // of the groups
    double rounded_off = 0;  // by how much, in Amounts, weights together may be more than theirs

    std::vector<Index> vertex_of_part; // where a part went; none: gone or an edge

    std::size_t tasks() const { return task_part.size(); }
    std::size_t vertices() const { return vertex_task.size(); }
    std::size_t groups() const { return group_weight.size(); }
    std::size_t kinds() const { return resources.size(); }
    const Amount* use(Index task) const { return task_use.data() + task * kinds(); }
    /// First period from t on in which the task may be worked on; periods when there is none.
    int nextOpen(Index task, int t) const
    {
        const int from = t > task_earliest[task] ? t : task_earliest[task];
        return task_windowed[task] == 0 ? from : nextWindow(task, from);
    }
    int nextWindow(Index task, int from) const;
    double weight(Amount sum) const { return static_cast<double>(sum) / weight_scale; }
    /// What is served in a period, or may be at most, by the weight of groups.
    double servedAtMost(double groups) const
    {
        return base_weight + (groups + rounded_off) / weight_scale;
    }
    /// Of all groups, when they are served from the first period on.
    double mostValue() const
    {
        return static_cast<double>(total_weight) * static_cast<double>(worth_from[0]);
    }
};

/// `review` must belong to the instance; the instance must outlive the model.
Model compile(const Instance& instance, const Review& review);

} // namespace planning::restoration
