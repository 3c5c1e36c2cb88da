#ifdef SILA_CBC
#include "planning/restoration/milp.h"

#include <algorithm>
#include <cmath>
#include <coin/Cbc_C_Interface.h>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

namespace planning::restoration {
namespace {

constexpr double noLimit = 1e30;
constexpr double mostColumns = 400'000;
// Without a clock: what a laptop does in some ten seconds.
constexpr double mostColumnsByNodes = 6'000;
constexpr double columnNodes = 1e6; // columns × nodes

/// Columns and rows of a program, collected row by row. Maximises.
struct Program {
    std::vector<double> low, high, gain;
    std::vector<char> whole;
    std::vector<int> row_start{0}, index;
    std::vector<double> value, row_low, row_high;

    int column(double from, double to, double gains, bool isWhole)
    {
        low.push_back(from);
        high.push_back(to);
        gain.push_back(gains);
        whole.push_back(static_cast<char>(isWhole));
        return static_cast<int>(low.size()) - 1;
    }
    void put(int column, double factor)
    {
        index.push_back(column);
        value.push_back(factor);
    }
    void endRow(double from, double to)
    {
        row_start.push_back(static_cast<int>(index.size()));
        row_low.push_back(from);
        row_high.push_back(to);
    }
};

class Builder {
public:
    Builder(const Model& model, const MilpGoal& goal) : model_{model}, goal_{goal}
    {
        // Vertices that are on as soon as they are whole need no way in.
        direct_.assign(model.vertices(), 0);
        direct_[root] = 1;
        for (const ModelEdge& edge : model.edges) {
            if (edge.task == none && (edge.a == root || edge.b == root)) {
                direct_[edge.a == root ? edge.b : edge.a] = 1;
            }
        }
    }

    Program run()
    {
        for (int t = 0; t < model_.periods; ++t) {
            addWorks(t);
            addSupply(t);
            addParts(t);
            addDemand(t);
        }
        return std::move(out_);
    }

    int work(Index task, int t) const
    {
        return works_[static_cast<std::size_t>(t) * model_.tasks() + task];
    }

private:
    void addWorks(int t)
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
    void addSupply(int t)
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
    void addParts(int t)
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

    void addDemand(int t)
    {
        static_cast<void>(t);
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

    const Model& model_;
    const MilpGoal& goal_;
    Program out_;
    std::vector<int> works_, on_;
    std::vector<char> direct_;
};

/// Weight less price, in the units of the instance.
double worthOf(const Model& model, const Plan& plan, const MilpGoal& goal)
{
    double sum = goal.serve_all ? 0 : model.weight(plan.value);
    for (Index task = 0; task < goal.price.size(); ++task) {
        sum -= plan.period[task] < model.periods ? goal.price[task] : 0;
    }
    return sum;
}

struct Delete {
    void operator()(void* model) const { Cbc_deleteModel(model); }
};
using Cbc = std::unique_ptr<void, Delete>;

Cbc load(const Program& p)
{
    // Rows become columns of a column-wise matrix.
    const std::size_t columns = p.low.size();
    std::vector<int> start(columns + 1, 0);
    for (const int c : p.index) {
        ++start[static_cast<std::size_t>(c) + 1];
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<int> next(start.begin(), start.end() - 1);
    std::vector<int> rows(p.index.size());
    std::vector<double> values(p.index.size());
    for (std::size_t r = 0; r + 1 < p.row_start.size(); ++r) {
        for (int i = p.row_start[r]; i < p.row_start[r + 1]; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const auto to = static_cast<std::size_t>(next[static_cast<std::size_t>(p.index[at])]++);
            rows[to] = static_cast<int>(r);
            values[to] = p.value[at];
        }
    }
    std::vector<double> cost(columns);
    std::ranges::transform(p.gain, cost.begin(), std::negate<>{});
    Cbc cbc{Cbc_newModel()};
    Cbc_loadProblem(cbc.get(), static_cast<int>(columns), static_cast<int>(p.row_low.size()),
                    start.data(), rows.data(), values.data(), p.low.data(), p.high.data(),
                    cost.data(), p.row_low.data(), p.row_high.data());
    for (std::size_t c = 0; c < columns; ++c) {
        if (p.whole[c] != 0) {
            Cbc_setInteger(cbc.get(), static_cast<int>(c));
        }
    }
    return cbc;
}

} // namespace

bool canProve()
{
    return true;
}

MilpResult solveByMilp(const Model& model, const Plan& start, double seconds,
                       const Feedback& feedback, const MilpGoal& goal)
{
    MilpResult out;
    const double columns = static_cast<double>(model.periods) *
                           static_cast<double>(model.tasks() + model.vertices() +
                                               4 * model.edges.size() + model.groups());
    if (feedback.cancelled() || columns > (seconds > 0 ? mostColumns : mostColumnsByNodes) ||
        model.tasks() == 0) {
        return out;
    }
    Builder builder{model, goal};
    const Program program = builder.run();
    const Cbc cbc = load(program);
    Cbc_setLogLevel(cbc.get(), 0);
    const auto set = [&](const char* name, const std::string& value) {
        Cbc_setParameter(cbc.get(), name, value.c_str());
    };
    set("log", "0");
    set("threads", "0");
    if (seconds > 0) {
        set("sec", std::to_string(seconds));
        set("timeMode", "elapsed");
    } else {
        set("maxNodes",
            std::to_string(std::clamp(static_cast<int>(columnNodes / columns), 20, 2000)));
    }
    set("ratioGap", "1e-9");
    // Only what is better than the plan at hand is looked for.
    const double worth = worthOf(model, start, goal);
    const double least = worth + std::abs(worth) * 1e-9;
    set("cutoff", std::to_string(-least));
    Cbc_solve(cbc.get());

    const bool complete =
        Cbc_isProvenOptimal(cbc.get()) != 0 || Cbc_isProvenInfeasible(cbc.get()) != 0;
    const double bestPossible = -Cbc_getBestPossibleObjValue(cbc.get());
    double value = worth;
    if (Cbc_numberSavedSolutions(cbc.get()) > 0 || Cbc_isProvenOptimal(cbc.get()) != 0) {
        const double* solution = Cbc_getColSolution(cbc.get());
        std::vector<std::pair<int, Index>> done;
        for (Index task = 0; task < model.tasks() && solution != nullptr; ++task) {
            for (int t = 0; t < model.periods; ++t) {
                if (solution[builder.work(task, t)] > 0.5) {
                    done.emplace_back(t, task);
                    break;
                }
            }
        }
        std::ranges::sort(done);
        std::vector<Index> order;
        for (const auto& [t, task] : done) {
            order.push_back(task);
        }
        Plan plan = decode(model, withForerunners(model, order));
        const bool whole = !goal.serve_all || plan.value == model.total_weight * model.periods;
        if (whole && worthOf(model, plan, goal) > worth) {
            value = worthOf(model, plan, goal);
            out.plan = std::move(plan);
        }
    }
    // What the solver calls zero may be a hair off.
    constexpr double hair = 1e-7;
    double bound =
        complete ? std::max(value, Cbc_isProvenInfeasible(cbc.get()) != 0 ? worth : bestPossible)
                 : std::max(value, bestPossible);
    if (!(bound < noLimit)) {
        return out;
    }
    const double room = std::max(std::abs(value), 1.0) * hair;
    bound = complete && bound <= value + room ? value : bound + room;
    out.bound = bound * model.weight_scale;
    return out;
}

} // namespace planning::restoration
#endif
