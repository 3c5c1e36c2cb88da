#include "planning/restoration/model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <string>
#include <unordered_map>

namespace planning::restoration {
namespace {

using Pair = std::pair<Index, Index>;

/// The largest power of two by which a sum of this size still fits in 60 bits: amounts that are
/// whole, halves, quarters… stay exact.
double scaleFor(double sum)
{
    if (!(sum > 0)) {
        return 1;
    }
    return std::exp2(59 - std::ilogb(sum));
}

class Compiler {
public:
    Compiler(const Instance& instance, const Review& review) : in_{instance}, review_{review}
    {
        out_.instance = &instance;
        out_.periods = instance.periods;
    }

    Model run()
    {
        findTasks();
        scaleResources();
        fillTasks();
        contract();
        connect();
        groupDemand();
        return std::move(out_);
    }

private:
    bool alive(Index p) const { return review_.on_at_best[p] != 0 && review_.on_at_start[p] == 0; }

    void findTasks()
    {
        task_of_.assign(in_.parts.size(), none);
        for (Index p = 0; p < in_.parts.size(); ++p) {
            if (in_.parts[p].damaged && review_.possible[p] != 0) {
                task_of_[p] = static_cast<Index>(out_.task_part.size());
                out_.task_part.push_back(p);
            }
        }
    }

    /// Supply beyond what all tasks together use changes nothing; a resource that can never run
    /// short is left out. So more of what is plentiful gives the same model, and the same plan.
    void scaleResources()
    {
        const auto n = static_cast<std::size_t>(in_.periods);
        for (std::size_t k = 0; k < in_.resources.size(); ++k) {
            const Resource& resource = in_.resources[k];
            const double most = *std::ranges::max_element(resource.supply);
            double all = 0;
            for (const Index p : out_.task_part) {
                all += in_.parts[p].use[k];
            }
            ModelResource r;
            r.resource = k;
            r.kind = resource.carry_over ? SupplyKind::stock : SupplyKind::perPeriod;
            r.scale = scaleFor(all);
            // What n amounts may be off by after rounding, and nothing more.
            const auto slack =
                static_cast<Amount>(out_.tasks()) + static_cast<Amount>(all * 1e-12 * r.scale);
            const auto limit = static_cast<Amount>(all * r.scale) + 2 * slack;
            double sum = 0;
            for (std::size_t t = 0; t < n; ++t) {
                sum = resource.carry_over ? sum + resource.supply[t] : resource.supply[t];
                r.supply.push_back(
                    sum >= all ? limit : static_cast<Amount>(std::round(sum * r.scale)) + slack);
            }
            const bool plenty = std::ranges::all_of(r.supply, [&](Amount s) { return s >= limit; });
            if (!plenty) {
                most_.push_back(most);
                out_.resources.push_back(std::move(r));
            }
        }
    }

    void fillTasks()
    {
        std::vector<Pair> after;
        std::vector<Pair> before;
        out_.task_vertex.assign(out_.tasks(), none);
        out_.task_edge.assign(out_.tasks(), none);
        for (Index task = 0; task < out_.tasks(); ++task) {
            const Index p = out_.task_part[task];
            const Part& part = in_.parts[p];
            std::uint64_t spread = 0;
            for (std::size_t k = 0; k < out_.kinds(); ++k) {
                const ModelResource& r = out_.resources[k];
                const Resource& resource = in_.resources[r.resource];
                const double use = part.use[r.resource];
                out_.task_use.push_back(static_cast<Amount>(std::round(use * r.scale)));
                if (!resource.carry_over && use > 0 && (resource.spread || use > most_[k])) {
                    spread |= std::uint64_t{1} << k;
                }
            }
            out_.task_spread.push_back(spread);
            out_.any_spread = out_.any_spread || spread != 0;
            out_.task_release.push_back(review_.release[p]);
            out_.task_earliest.push_back(std::max(0, part.earliest));
            auto windows = part.windows;
            std::erase_if(windows, [](const auto& w) { return w.first > w.second; });
            std::ranges::sort(windows);
            out_.task_windowed.push_back(static_cast<char>(!windows.empty()));
            out_.task_windows.addRow(windows);
            for (const Index first : part.after) {
                if (task_of_[first] != none) {
                    after.emplace_back(task, task_of_[first]);
                    before.emplace_back(task_of_[first], task);
                }
            }
        }
        out_.any_after = !after.empty();
        out_.task_after = Csr<Index>::fromPairs(out_.tasks(), after);
        out_.task_before = Csr<Index>::fromPairs(out_.tasks(), before);
    }

    bool plainVertex(Index p) const
    {
        return alive(p) && !in_.parts[p].isEdge() && !in_.parts[p].damaged && !hasNeeds(p);
    }
    /// Needs that are on from the start are no needs.
    bool hasNeeds(Index p) const
    {
        return std::ranges::any_of(in_.parts[p].needs_on, [&](Index n) { return alive(n); });
    }
    /// An edge that works is free to pass: never to be mended, or nothing to wait for.
    bool free(Index p) const
    {
        const Part& part = in_.parts[p];
        return review_.on_at_best[p] != 0 && !part.damaged && !hasNeeds(p);
    }

    Index find(Index p)
    {
        while (leader_[p] != p) {
            leader_[p] = leader_[leader_[p]];
            p = leader_[p];
        }
        return p;
    }

    void contract()
    {
        const std::size_t n = in_.parts.size();
        leader_.resize(n);
        std::iota(leader_.begin(), leader_.end(), 0U);
        for (Index p = 0; p < n; ++p) {
            const Part& part = in_.parts[p];
            if (part.isEdge() && free(p) && plainVertex(part.end_a) && plainVertex(part.end_b)) {
                const Index a = find(part.end_a);
                const Index b = find(part.end_b);
                leader_[std::max(a, b)] = std::min(a, b);
            }
        }
        out_.vertex_of_part.assign(n, none);
        out_.vertex_task.assign(1, none);
        for (Index p = 0; p < n; ++p) {
            if (in_.parts[p].isEdge()) {
                continue;
            }
            if (review_.on_at_start[p] != 0) {
                out_.vertex_of_part[p] = root;
            } else if (alive(p)) {
                const Index lead = find(p);
                if (lead == p) {
                    out_.vertex_of_part[p] = addVertex(task_of_[p]);
                } else {
                    out_.vertex_of_part[p] = out_.vertex_of_part[lead];
                }
            }
        }
        findEdgeVertices();
    }

    Index addVertex(Index task)
    {
        const auto v = static_cast<Index>(out_.vertex_task.size());
        out_.vertex_task.push_back(task);
        if (task != none) {
            out_.task_vertex[task] = v;
        }
        return v;
    }

    /// Edges that others need or that serve demand, and that are not on from the start, become
    /// vertices hanging free on the root: on as soon as mended and what they need is on.
    void findEdgeVertices()
    {
        std::vector<char> wanted(in_.parts.size(), 0);
        for (const Part& part : in_.parts) {
            for (const Index need : part.needs_on) {
                wanted[need] = 1;
            }
        }
        for (const Demand& demand : in_.demand) {
            for (const Index server : demand.served_by) {
                wanted[server] = 1;
            }
        }
        for (Index p = 0; p < in_.parts.size(); ++p) {
            if (in_.parts[p].isEdge() && alive(p) && (wanted[p] != 0 || hasNeeds(p))) {
                out_.vertex_of_part[p] = addVertex(task_of_[p]);
                out_.edges.push_back({root, out_.vertex_of_part[p], none});
            } else if (in_.parts[p].isEdge() && review_.on_at_start[p] != 0) {
                out_.vertex_of_part[p] = root;
            }
        }
    }

    void connect()
    {
        std::vector<char> sourced(out_.vertices(), 0);
        for (const Network& network : in_.networks) {
            for (const Index s : network.sources) {
                const Index v = out_.vertex_of_part[s];
                if (v != none && v != root && !in_.parts[s].isEdge() && sourced[v] == 0) {
                    sourced[v] = 1;
                    out_.edges.push_back({root, v, none});
                }
            }
        }
        std::vector<Pair> needs;
        std::unordered_map<std::uint64_t, Index> seen; // pairs already joined by a free edge
        for (const bool freeOnes : {true, false}) {
            for (Index p = 0; p < in_.parts.size(); ++p) {
                const Part& part = in_.parts[p];
                if (!part.isEdge()) {
                    continue;
                }
                if (review_.on_at_best[p] == 0 || free(p) != freeOnes) {
                    continue;
                }
                const Index a = out_.vertex_of_part[part.end_a];
                const Index b = out_.vertex_of_part[part.end_b];
                if (a == none || b == none || a == b) {
                    continue;
                }
                const std::uint64_t key =
                    (static_cast<std::uint64_t>(std::min(a, b)) << 32U) | std::max(a, b);
                if (seen.contains(key)) {
                    continue;
                }
                if (freeOnes) {
                    seen.emplace(key, p);
                }
                if (out_.vertex_of_part[p] != none && out_.vertex_of_part[p] != root) {
                    // A vertex in the middle that needs the edge's own vertex.
                    const Index middle = addVertex(none);
                    needs.emplace_back(middle, out_.vertex_of_part[p]);
                    out_.edges.push_back({a, middle, none});
                    out_.edges.push_back({middle, b, none});
                } else {
                    const auto e = static_cast<Index>(out_.edges.size());
                    const Index task = task_of_[p];
                    out_.edges.push_back({a, b, task});
                    if (task != none) {
                        out_.task_edge[task] = e;
                    }
                }
            }
        }
        finishGraph(needs);
    }

    void finishGraph(std::vector<Pair>& needs)
    {
        for (Index p = 0; p < in_.parts.size(); ++p) {
            const Index v = out_.vertex_of_part[p];
            if (v == none || v == root) {
                continue;
            }
            for (const Index need : in_.parts[p].needs_on) {
                if (alive(need)) {
                    needs.emplace_back(v, out_.vertex_of_part[need]);
                }
            }
        }
        std::ranges::sort(needs);
        needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
        out_.any_needs = !needs.empty();
        std::vector<Pair> neededBy;
        for (const auto& [v, need] : needs) {
            neededBy.emplace_back(need, v);
        }
        out_.needs = Csr<Index>::fromPairs(out_.vertices(), needs);
        out_.needed_by = Csr<Index>::fromPairs(out_.vertices(), neededBy);
        std::vector<std::pair<Index, Pair>> adjacent;
        for (Index e = 0; e < out_.edges.size(); ++e) {
            adjacent.push_back({out_.edges[e].a, {e, out_.edges[e].b}});
            adjacent.push_back({out_.edges[e].b, {e, out_.edges[e].a}});
        }
        out_.adjacent = Csr<Pair>::fromPairs(out_.vertices(), adjacent);
    }

    bool servedFromStart(const Demand& demand) const
    {
        return std::ranges::any_of(demand.served_by,
                                   [this](std::uint32_t s) { return review_.on_at_start[s] != 0; });
    }

    void groupDemand()
    {
        // What is served from the start, or never, must not coarsen what can be gained.
        double all = 0;
        for (const Demand& demand : in_.demand) {
            if (servedFromStart(demand)) {
                out_.base_weight += counted(demand);
            } else if (std::ranges::any_of(demand.served_by,
                                           [&](std::uint32_t s) { return alive(s); })) {
                all += counted(demand);
            }
        }
        weighPeriods();
        // Summed over the periods it must still fit.
        out_.weight_scale = scaleFor(all * static_cast<double>(out_.worth_from[0]));
        out_.value_scale = out_.weight_scale * static_cast<double>(out_.period_factor[0]);
        std::unordered_map<std::string, Index> known;
        std::vector<Index> servers;
        std::vector<Pair> groupsOf;
        for (const Demand& demand : in_.demand) {
            if (servedFromStart(demand)) {
                continue;
            }
            servers.clear();
            for (const Index s : demand.served_by) {
                if (alive(s)) {
                    servers.push_back(out_.vertex_of_part[s]);
                }
            }
            if (servers.empty()) {
                continue;
            }
            const double exact = counted(demand) * out_.weight_scale;
            const auto weight = static_cast<Amount>(std::round(exact));
            out_.rounded_off += std::max(exact - static_cast<double>(weight), 0.0);
            if (weight == 0) {
                continue;
            }
            std::ranges::sort(servers);
            servers.erase(std::unique(servers.begin(), servers.end()), servers.end());
            out_.total_weight += weight;
            std::string key(reinterpret_cast<const char*>(servers.data()),
                            servers.size() * sizeof(Index));
            const auto [at, fresh] =
                known.emplace(std::move(key), static_cast<Index>(out_.groups()));
            if (fresh) {
                for (const Index v : servers) {
                    groupsOf.emplace_back(v, static_cast<Index>(out_.groups()));
                }
                out_.group_weight.push_back(weight);
                out_.servers.addRow(servers);
            } else {
                out_.group_weight[at->second] += weight;
            }
        }
        out_.groups_of = Csr<Index>::fromPairs(out_.vertices(), groupsOf);
    }

    void weighPeriods()
    {
        const bool even = out_.periods == 1 || !(in_.discount > 0);
        const double unit = even ? 1 : Instance::discountSteps;
        for (int t = 0; t < out_.periods; ++t) {
            out_.period_factor.push_back(static_cast<Amount>(unit * in_.periodFactor(t)));
        }
        out_.worth_from.assign(out_.period_factor.size() + 1, 0);
        for (std::size_t t = out_.period_factor.size(); t-- > 0;) {
            out_.worth_from[t] = out_.worth_from[t + 1] + out_.period_factor[t];
        }
    }

    static double counted(const Demand& demand)
    {
        return std::isfinite(demand.weight) && demand.weight > 0 ? demand.weight : 0;
    }

    const Instance& in_;
    const Review& review_;
    Model out_;
    std::vector<double> most_;   // per model resource: the largest supply of one period
    std::vector<Index> task_of_; // per part
    std::vector<Index> leader_;  // union-find over parts
};

} // namespace

int Model::nextWindow(Index task, int from) const
{
    for (const auto& [first, last] : task_windows[task]) {
        if (last >= from) {
            return std::max(first, from);
        }
    }
    return periods;
}

Model compile(const Instance& instance, const Review& review)
{
    return Compiler{instance, review}.run();
}

} // namespace planning::restoration
