#include "planning/restoration/covering.h"

#include "planning/restoration/cover_solve.h"
#include "planning/restoration/plan_from.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace planning::restoration {
namespace {

/// Every part to be mended is a vertex joined to the root by what is whole, may be mended at once,
/// and nothing waits for anything.
bool isCovering(const Model& model)
{
    if (model.periods != 1 || model.any_needs || model.any_after || model.any_spread ||
        model.edges.size() + 1 != model.vertices() || model.tasks() + 1 != model.vertices()) {
        return false;
    }
    for (Index task = 0; task < model.tasks(); ++task) {
        if (model.task_vertex[task] == none || model.task_release[task] > 0 ||
            model.nextOpen(task, 0) != 0) {
            return false;
        }
    }
    return std::ranges::all_of(model.edges, [](const ModelEdge& e) {
        return e.task == none && (e.a == root || e.b == root);
    });
}

CoverAmount commonDivisor(std::span<const CoverAmount> amounts)
{
    CoverAmount divisor = 0;
    for (const CoverAmount amount : amounts) {
        divisor = std::gcd(divisor, amount);
    }
    return std::max<CoverAmount>(divisor, 1);
}

void divide(std::vector<CoverAmount>& amounts, CoverAmount divisor)
{
    for (CoverAmount& amount : amounts) {
        amount /= divisor;
    }
}

struct Covering {
    CoverProblem problem;
    CoverAmount unit = 1;  // of worth, in Amounts or in `cost_scale`
    double cost_scale = 1; // whole numbers per unit of the first resource
};

Covering coveringOf(const Model& model, bool all)
{
    Covering out;
    CoverProblem& problem = out.problem;
    problem.aim = all ? CoverAim::leastCost : CoverAim::mostWeight;
    const std::size_t tasks = model.tasks();
    for (std::size_t k = 0; k < model.kinds(); ++k) {
        CoverLimit limit;
        for (Index task = 0; task < tasks; ++task) {
            limit.use.push_back(model.use(task)[k]);
        }
        const CoverAmount divisor = commonDivisor(limit.use);
        divide(limit.use, divisor);
        limit.most = model.resources[k].supply[0] / divisor;
        problem.limits.push_back(std::move(limit));
    }
    std::vector<Index> taskOf(model.vertices(), none);
    for (Index task = 0; task < tasks; ++task) {
        taskOf[model.task_vertex[task]] = task;
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<std::uint32_t> row;
    for (Index g = 0; g < model.groups(); ++g) {
        row.clear();
        for (const Index v : model.servers[g]) {
            row.push_back(taskOf[v]);
            pairs.emplace_back(taskOf[v], g);
        }
        problem.choices_of.addRow(row);
        problem.weight.push_back(all ? 1 : model.group_weight[g]);
    }
    problem.groups_of = Csr<std::uint32_t>::fromPairs(tasks, pairs);
    if (all) {
        double sum = 1;
        for (Index task = 0; task < tasks; ++task) {
            const Part& part = model.instance->parts[model.task_part[task]];
            sum += part.use.empty() ? 0 : part.use[0];
        }
        out.cost_scale = std::exp2(std::floor(50 - std::log2(sum)));
        for (Index task = 0; task < tasks; ++task) {
            const Part& part = model.instance->parts[model.task_part[task]];
            problem.cost.push_back(part.use.empty() ? 0
                                                    : std::llround(part.use[0] * out.cost_scale));
        }
        out.unit = commonDivisor(problem.cost);
        divide(problem.cost, out.unit);
    } else {
        out.unit = commonDivisor(problem.weight);
        divide(problem.weight, out.unit);
    }
    return out;
}

} // namespace

std::optional<Found> searchCovering(const Model& model, bool all, const SolveRequest& request,
                                    const Feedback& feedback, const OnFound& onFound)
{
    if (!isCovering(model) ||
        std::ranges::any_of(model.group_weight, [](Amount w) { return w <= 0; })) {
        return std::nullopt;
    }
    const Covering covering = coveringOf(model, all);
    CoverRequest ask;
    ask.seed = request.seed;
    ask.seconds = request.seconds;
    ask.clock = request.clock;
    ask.bound = request.bound;
    if (request.effort > 0) {
        ask.effort = 1e6 * static_cast<double>(request.effort);
    }
    if (!request.start.empty()) {
        const Plan start = planFrom(model, request.start);
        for (Index task = 0; task < model.tasks(); ++task) {
            if (start.period[task] == 0) {
                ask.start.push_back(task);
            }
        }
    }
    // The bound in units of weight; a cost counts as weight lost.
    const auto foundFrom = [&](const CoverAnswer& answer) {
        Found found;
        found.plan = decode(model, answer.chosen);
        const double unit = static_cast<double>(covering.unit);
        found.bound = all ? -answer.bound * unit / covering.cost_scale * model.weight_scale
                          : answer.bound * unit;
        found.optimal = answer.optimal;
        found.steps = answer.steps;
        return found;
    };
    const CoverAnswer answer =
        solveCover(covering.problem, ask, feedback, [&](const CoverAnswer& better) {
            if (onFound) {
                onFound(foundFrom(better));
            }
        });
    if (!answer.found) {
        return std::nullopt;
    }
    return foundFrom(answer);
}

} // namespace planning::restoration
