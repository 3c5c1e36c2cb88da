#include "planning/restoration/milp_program.h"

#include "planning/restoration/reach.h"

#include <algorithm>
#include <map>

namespace planning::restoration {

MilpProgram::MilpProgram(const Model& model, const MilpGoal& goal, const Pace& pace)
    : model_{model}, goal_{goal}, ways_{wayGraph(model)}
{
    joinGroups();
    const BoundGraph graph = boundGraph(model);
    for (int t = 0; t < model_.periods; ++t) {
        addWorks(t);
        addSupply(t);
        addParts(t, beyondReach(model, graph, t, pace));
        addWays(t);
        addKnots(t);
        addDemand(t);
    }
}

/// Of the servers of a group, those that are only on when another one is say nothing. What is left
/// is often one vertex, or the same set as that of other groups.
void MilpProgram::joinGroups()
{
    alone_.assign(model_.vertices(), 0);
    std::map<std::vector<Index>, double> shared;
    for (Index g = 0; g < model_.groups(); ++g) {
        std::vector<Index> servers(model_.servers[g].begin(), model_.servers[g].end());
        std::ranges::sort(servers);
        const std::vector<Index> all = servers;
        std::erase_if(servers, [&](Index v) {
            return std::ranges::any_of(all, [&](Index u) { return ways_.passes(v, u); });
        });
        const double weight = model_.weight(model_.group_weight[g]);
        if (servers.size() == 1) {
            alone_[servers[0]] += weight;
        } else {
            shared[servers] += weight;
        }
    }
    for (const auto& [servers, weight] : shared) {
        servers_.push_back(servers);
        weight_.push_back(weight);
    }
}

void MilpProgram::addWorks(int t)
{
    for (Index task = 0; task < model_.tasks(); ++task) {
        const bool may = model_.task_release[task] <= t;
        const double price = goal_.price.empty() ? 0 : goal_.price[task];
        works_.push_back(out_.column(0, may ? 1 : 0, -price, true));
    }
    for (Index task = 0; task < model_.tasks(); ++task) {
        if (t > 0) {
            const bool open = model_.nextOpen(task, t) == t;
            out_.put(work(task, t), 1);
            out_.put(work(task, t - 1), -1);
            out_.endRow(0, open ? 1 : 0);
        } else if (model_.nextOpen(task, 0) != 0) {
            out_.high[static_cast<std::size_t>(work(task, 0))] = 0;
        }
        for (const Index first : model_.task_after[task]) {
            out_.put(work(first, t), 1);
            out_.put(work(task, t), -1);
            out_.endRow(0, noLimit);
        }
    }
}

void MilpProgram::addSupply(int t)
{
    content_.resize(model_.tasks() * model_.kinds(), -1);
    for (std::size_t k = 0; k < model_.kinds(); ++k) {
        const ModelResource& r = model_.resources[k];
        const bool stock = r.kind == SupplyKind::stock;
        const double most = static_cast<double>(r.supply[static_cast<std::size_t>(t)]) / r.scale;
        std::vector<std::pair<int, double>> row;
        for (Index task = 0; task < model_.tasks(); ++task) {
            const double use = static_cast<double>(model_.use(task)[k]) / r.scale;
            if (use <= 0) {
                continue;
            }
            if (((model_.task_spread[task] >> k) & 1U) != 0) {
                const int before = content_[task * model_.kinds() + k];
                row.emplace_back(addContent(task, k, t, use, most), 1);
                if (before >= 0) {
                    row.emplace_back(before, -1);
                }
                continue;
            }
            row.emplace_back(work(task, t), use);
            if (!stock && t > 0) {
                row.emplace_back(work(task, t - 1), -use);
            }
        }
        for (const auto& [column, factor] : row) {
            out_.put(column, factor);
        }
        if (!row.empty()) {
            out_.endRow(-noLimit, most);
        }
    }
}

/// What is done of a work by the end of t, of `use` in all: it grows in open periods only, not
/// before what comes first is done, and the work is finished when all is.
int MilpProgram::addContent(Index task, std::size_t k, int t, double use, double supply)
{
    int& latest = content_[task * model_.kinds() + k];
    const int before = latest;
    const double step = model_.nextOpen(task, t) == t ? std::min(use, supply) : 0;
    const int done = out_.column(0, before < 0 ? step : use, 0, false);
    latest = done;
    const auto putStep = [&] {
        out_.put(done, 1);
        if (before >= 0) {
            out_.put(before, -1);
        }
    };
    if (before >= 0) {
        putStep();
        out_.endRow(0, step);
    }
    for (const Index first : model_.task_after[task]) {
        putStep();
        out_.put(work(first, t), -use);
        out_.endRow(-noLimit, 0);
    }
    out_.put(done, 1);
    out_.put(work(task, t), -use);
    out_.endRow(0, noLimit);
    return done;
}

/// On means whole, needs on, within reach, and a way in.
void MilpProgram::addParts(int t, const std::vector<char>& off)
{
    const std::size_t n = model_.vertices();
    on_.push_back(-1);
    for (Index v = 1; v < n; ++v) {
        const bool must = goal_.serve_all && alone_[v] > 0;
        on_.push_back(
            out_.column(must ? 1 : 0, must || off[v] == 0 ? 1 : 0,
                        goal_.serve_all ? 0 : alone_[v] * model_.instance->periodFactor(t), false));
        if (model_.vertex_task[v] != none) {
            out_.put(work(model_.vertex_task[v], t), 1);
            out_.put(on(v, t), -1);
            out_.endRow(0, noLimit);
        }
    }
    for (Index v = 1; v < n; ++v) {
        for (const Index need : model_.needs[v]) {
            if (need != root) {
                out_.put(on(need, t), 1);
                out_.put(on(v, t), -1);
                out_.endRow(0, noLimit);
            }
        }
    }
}

/// Every vertex that is on comes in over one way, from a vertex that is on, over an edge that is
/// whole. The only way into a vertex needs no column of its own.
void MilpProgram::addWays(int t)
{
    way_.resize(way_.size() + ways_.ways.size(), -1);
    int* const columns = way_.data() + static_cast<std::size_t>(t) * ways_.ways.size();
    std::map<Index, std::vector<int>> both; // edge → ways over it
    for (Index v = 1; v < model_.vertices(); ++v) {
        const auto in = ways_.in[v];
        if (ways_.direct[v] != 0) {
            continue;
        }
        const bool single = in.size() == 1 && ways_.knot[v] == none;
        for (const Index w : in) {
            const Way& way = ways_.ways[w];
            columns[w] = single ? on(v, t) : out_.column(0, 1, 0, false);
            both[way.edge].push_back(columns[w]);
            if (way.tail != root && !inKnot(way)) {
                out_.put(on(way.tail, t), 1);
                out_.put(columns[w], -1);
                out_.endRow(0, noLimit);
            }
        }
        if (!single) {
            out_.put(on(v, t), -1);
            for (const Index w : in) {
                out_.put(columns[w], 1);
            }
            out_.endRow(0, 0);
        }
    }
    for (const auto& [edge, over] : both) {
        if (const Index task = model_.edges[edge].task; task != none) {
            for (const int column : over) {
                out_.put(column, 1);
            }
            out_.put(work(task, t), -1);
            out_.endRow(-noLimit, 0);
        }
    }
}

/// Where vertices may come in over each other, one unit flows from outside to each that is on.
/// Of the two ways over an edge at most one is used, and only when both ends are on.
void MilpProgram::addKnots(int t)
{
    for (const std::vector<Index>& knot : ways_.knots) {
        const auto most = static_cast<double>(knot.size());
        std::map<Index, std::vector<std::pair<int, double>>> flow; // vertex → in and out
        std::map<Index, std::vector<Index>> inside;                // edge → ways over it
        for (const Index v : knot) {
            for (const Index w : ways_.in[v]) {
                const Way& way = ways_.ways[w];
                const int carried = out_.column(0, most, 0, false);
                out_.put(this->way(w, t), most);
                out_.put(carried, -1);
                out_.endRow(0, noLimit);
                flow[v].emplace_back(carried, 1);
                if (inKnot(way)) {
                    flow[way.tail].emplace_back(carried, -1);
                    inside[way.edge].push_back(w);
                }
            }
        }
        for (const auto& [v, list] : flow) {
            out_.put(on(v, t), -1);
            for (const auto& [column, factor] : list) {
                out_.put(column, factor);
            }
            out_.endRow(0, 0);
        }
        for (const auto& [edge, over] : inside) {
            for (const Index end : {model_.edges[edge].a, model_.edges[edge].b}) {
                for (const Index w : over) {
                    out_.put(way(w, t), 1);
                }
                out_.put(on(end, t), -1);
                out_.endRow(-noLimit, 0);
            }
        }
    }
}

void MilpProgram::addDemand(int t)
{
    const double factor = model_.instance->periodFactor(t);
    for (std::size_t g = 0; g < servers_.size(); ++g) {
        const int served = out_.column(goal_.serve_all ? 1 : 0, 1,
                                       goal_.serve_all ? 0 : weight_[g] * factor, false);
        for (const Index v : servers_[g]) {
            out_.put(on(v, t), 1);
        }
        out_.put(served, -1);
        out_.endRow(0, noLimit);
    }
}

std::vector<MilpProgram::Cut> MilpProgram::broken(const double* solution) const
{
    std::vector<Cut> cuts;
    for (int t = 0; t < model_.periods; ++t) {
        for (const std::vector<Index>& knot : ways_.knots) {
            breakKnot(t, knot, solution, cuts);
        }
    }
    return cuts;
}

/// The least cut between outside and each vertex of the knot, by augmenting paths.
void MilpProgram::breakKnot(int t, const std::vector<Index>& knot, const double* solution,
                            std::vector<Cut>& cuts) const
{
    constexpr double hair = 1e-4;
    struct Arc {
        Index to;
        double room;
    };
    std::map<Index, Index> place; // 0 is outside
    for (const Index v : knot) {
        place.emplace(v, static_cast<Index>(place.size() + 1));
    }
    std::vector<Arc> full; // pairs of an arc and its reverse
    std::vector<std::vector<Index>> out(knot.size() + 1);
    for (const Index v : knot) {
        for (const Index w : ways_.in[v]) {
            const Way& way = ways_.ways[w];
            const Index tail = inKnot(way) ? place.at(way.tail) : 0;
            out[tail].push_back(static_cast<Index>(full.size()));
            full.push_back({place.at(v), solution[this->way(w, t)]});
            out[place.at(v)].push_back(static_cast<Index>(full.size()));
            full.push_back({tail, 0});
        }
    }
    for (const Index v : knot) {
        const double wanted = solution[on(v, t)];
        if (wanted < hair) {
            continue;
        }
        std::vector<Arc> arcs = full;
        double flow = 0;
        std::vector<Index> via;
        const Index sink = place.at(v);
        while (flow < wanted - hair) {
            via.assign(out.size(), none);
            std::vector<Index> queue{0};
            for (std::size_t i = 0; i < queue.size() && via[sink] == none; ++i) {
                for (const Index a : out[queue[i]]) {
                    if (arcs[a].room > 1e-9 && arcs[a].to != 0 && via[arcs[a].to] == none) {
                        via[arcs[a].to] = a;
                        queue.push_back(arcs[a].to);
                    }
                }
            }
            if (via[sink] == none) {
                break;
            }
            double room = wanted;
            for (Index u = sink; u != 0; u = arcs[via[u] ^ 1U].to) {
                room = std::min(room, arcs[via[u]].room);
            }
            for (Index u = sink; u != 0; u = arcs[via[u] ^ 1U].to) {
                arcs[via[u]].room -= room;
                arcs[via[u] ^ 1U].room += room;
            }
            flow += room;
        }
        if (flow >= wanted - hair) {
            continue;
        }
        Cut cut;
        cut.on = on(v, t);
        for (const Index u : knot) {
            if (via[place.at(u)] != none) {
                continue;
            }
            for (const Index w : ways_.in[u]) {
                const Way& way = ways_.ways[w];
                if (!inKnot(way) || via[place.at(way.tail)] != none) {
                    cut.ways.push_back(this->way(w, t));
                }
            }
        }
        cuts.push_back(std::move(cut));
    }
}

} // namespace planning::restoration
