#include "planning/restoration/milp_program.h"

namespace planning::restoration {

MilpProgram::MilpProgram(const Model& model, const MilpGoal& goal) : model_{model}, goal_{goal}
{
    direct_.assign(model.vertices(), 0);
    direct_[root] = 1;
    for (const ModelEdge& edge : model.edges) {
        if (edge.task == none && (edge.a == root || edge.b == root)) {
            direct_[edge.a == root ? edge.b : edge.a] = 1;
        }
    }
    for (int t = 0; t < model_.periods; ++t) {
        addWorks(t);
        addSupply(t);
        addParts(t);
        addDemand();
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

/// Work content that is spread is only held to what is there up to t: a relaxation.
void MilpProgram::addSupply(int t)
{
    for (std::size_t k = 0; k < model_.kinds(); ++k) {
        const ModelResource& r = model_.resources[k];
        const bool stock = r.kind == SupplyKind::stock;
        double most = static_cast<double>(r.supply[static_cast<std::size_t>(t)]) / r.scale;
        bool any = false;
        for (Index task = 0; task < model_.tasks(); ++task) {
            const double use = static_cast<double>(model_.use(task)[k]) / r.scale;
            if (use > 0 && ((model_.task_spread[task] >> k) & 1U) == 0) {
                out_.put(work(task, t), use);
                if (!stock && t > 0) {
                    out_.put(work(task, t - 1), -use);
                }
                any = true;
            }
        }
        if (any) {
            out_.endRow(-noLimit, most);
        }
        if (!stock && model_.any_spread) {
            most = 0;
            for (int s = 0; s <= t; ++s) {
                most += static_cast<double>(r.supply[static_cast<std::size_t>(s)]) / r.scale;
            }
            for (Index task = 0; task < model_.tasks(); ++task) {
                if (model_.use(task)[k] > 0) {
                    out_.put(work(task, t), static_cast<double>(model_.use(task)[k]) / r.scale);
                }
            }
            out_.endRow(-noLimit, most);
        }
    }
}

/// On means whole, needs on, and a way in that carries flow from what is on directly.
void MilpProgram::addParts(int t)
{
    const std::size_t n = model_.vertices();
    on_.assign(n, -1);
    for (Index v = 1; v < n; ++v) {
        on_[v] = out_.column(0, 1, 0, false);
        if (model_.vertex_task[v] != none) {
            out_.put(work(model_.vertex_task[v], t), 1);
            out_.put(on_[v], -1);
            out_.endRow(0, noLimit);
        }
    }
    for (Index v = 1; v < n; ++v) {
        for (const Index need : model_.needs[v]) {
            if (need != root) {
                out_.put(on_[need], 1);
                out_.put(on_[v], -1);
                out_.endRow(0, noLimit);
            }
        }
    }
    addWays(t);
}

/// Flow from what is on directly to all that is on.
void MilpProgram::addWays(int t)
{
    const std::size_t n = model_.vertices();
    std::vector<std::vector<std::pair<int, double>>> way(n);  // column, factor
    std::vector<std::vector<std::pair<int, double>>> flow(n); // in and out
    for (const ModelEdge& edge : model_.edges) {
        std::vector<int> both;
        for (const auto& [u, v] : {std::pair{edge.a, edge.b}, std::pair{edge.b, edge.a}}) {
            if (direct_[v] != 0) {
                continue;
            }
            const int used = out_.column(0, 1, 0, false);
            const int carried = out_.column(0, static_cast<double>(n), 0, false);
            both.push_back(used);
            if (u != root) {
                out_.put(on_[u], 1);
                out_.put(used, -1);
                out_.endRow(0, noLimit);
            }
            out_.put(used, static_cast<double>(n));
            out_.put(carried, -1);
            out_.endRow(0, noLimit);
            way[v].emplace_back(used, 1);
            flow[v].emplace_back(carried, 1);
            flow[u].emplace_back(carried, -1);
        }
        if (edge.task != none && !both.empty()) {
            for (const int used : both) {
                out_.put(used, 1);
            }
            out_.put(work(edge.task, t), -1);
            out_.endRow(-noLimit, 0);
        }
    }
    for (Index v = 1; v < n; ++v) {
        if (direct_[v] != 0) {
            continue;
        }
        for (const auto* list : {&way[v], &flow[v]}) {
            out_.put(on_[v], -1);
            for (const auto& [column, factor] : *list) {
                out_.put(column, factor);
            }
            out_.endRow(0, 0);
        }
    }
}

void MilpProgram::addDemand()
{
    for (Index g = 0; g < model_.groups(); ++g) {
        const double weight = goal_.serve_all ? 0 : model_.weight(model_.group_weight[g]);
        const int served = out_.column(goal_.serve_all ? 1 : 0, 1, weight, false);
        for (const Index v : model_.servers[g]) {
            out_.put(on_[v], 1);
        }
        out_.put(served, -1);
        out_.endRow(0, noLimit);
    }
}

} // namespace planning::restoration
