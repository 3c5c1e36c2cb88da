#include "planning/restoration/plan_from.h"

#include <algorithm>

namespace planning::restoration {

Plan planFrom(const Model& model, const std::vector<ScheduledWork>& works)
{
    std::vector<Index> task_of(model.instance->parts.size(), none);
    for (Index task = 0; task < model.tasks(); ++task) {
        task_of[model.task_part[task]] = task;
    }
    std::vector<ScheduledWork> sorted = works;
    std::ranges::stable_sort(sorted, {}, &ScheduledWork::period);
    std::vector<int> wanted(model.tasks(), 0);
    std::vector<Index> order;
    for (const ScheduledWork& work : sorted) {
        if (work.part < task_of.size() && task_of[work.part] != none) {
            order.push_back(task_of[work.part]);
            wanted[order.back()] = std::max(work.period, 0);
        }
    }
    Plan plan;
    plan.order = withForerunners(model, order);
    plan.period.assign(model.tasks(), model.periods);
    Ledger ledger{model};
    for (const Index task : plan.order) {
        plan.period[task] = ledger.place(task, wanted[task], plan.period);
    }
    plan.value = valueOf(model, curveOf(model, plan.period));
    Plan packed = decode(model, plan.order);
    return packed.value > plan.value ? packed : plan;
}

} // namespace planning::restoration
