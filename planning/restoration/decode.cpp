#include "planning/restoration/decode.h"

#include "planning/restoration/live.h"

#include <algorithm>
#include <numeric>

namespace planning::restoration {

std::vector<Index> withForerunners(const Model& model, std::span<const Index> order)
{
    std::vector<Index> out;
    std::vector<char> listed(model.tasks(), 0);
    std::vector<Index> todo;
    for (const Index wanted : order) {
        todo.assign(1, wanted);
        while (!todo.empty()) {
            const Index task = todo.back();
            const std::size_t had = todo.size();
            if (listed[task] == 0) {
                for (const Index before : model.task_after[task]) {
                    if (listed[before] == 0) {
                        todo.push_back(before);
                    }
                }
            }
            if (todo.size() == had) {
                todo.pop_back();
                if (listed[task] == 0) {
                    listed[task] = 1;
                    out.push_back(task);
                }
            }
        }
    }
    return out;
}

Plan decode(const Model& model, std::vector<Index> order)
{
    Plan plan;
    plan.order = std::move(order);
    plan.period.assign(model.tasks(), model.periods);
    Ledger ledger{model};
    for (const Index task : plan.order) {
        plan.period[task] = ledger.place(task, 0, plan.period);
    }
    plan.value = valueOf(model, curveOf(model, plan.period));
    return plan;
}

std::vector<Amount> curveOf(const Model& model, const std::vector<int>& period)
{
    std::vector<std::vector<Index>> due(static_cast<std::size_t>(model.periods));
    for (Index task = 0; task < period.size(); ++task) {
        if (period[task] < model.periods) {
            due[static_cast<std::size_t>(period[task])].push_back(task);
        }
    }
    Live live{model};
    std::vector<Amount> curve;
    for (const auto& tasks : due) {
        std::ranges::for_each(tasks, [&](Index task) { live.mend(task); });
        curve.push_back(live.weight());
    }
    return curve;
}

Amount valueOf(const Model& model, const std::vector<Amount>& curve)
{
    return std::inner_product(curve.begin(), curve.end(), model.period_factor.begin(), Amount{0});
}

} // namespace planning::restoration
