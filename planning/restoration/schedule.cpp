#include "planning/restoration/schedule.h"

#include "planning/restoration/on_times.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace planning::restoration {
namespace {

/// Position in the order per task; tasks outside it come after all others.
std::vector<std::size_t> ranks(const Model& model, const Plan& plan)
{
    std::vector<std::size_t> rank(model.tasks(), model.tasks());
    for (std::size_t i = 0; i < plan.order.size(); ++i) {
        rank[plan.order[i]] = i;
    }
    return rank;
}

/// Done tasks by period, then by their place in the order.
std::vector<Index> doneTasks(const Model& model, const Plan& plan)
{
    const std::vector<std::size_t> rank = ranks(model, plan);
    std::vector<Index> done;
    for (Index task = 0; task < model.tasks(); ++task) {
        if (plan.period[task] < model.periods) {
            done.push_back(task);
        }
    }
    std::ranges::sort(done, [&](Index a, Index b) {
        return std::tuple{plan.period[a], rank[a], a} < std::tuple{plan.period[b], rank[b], b};
    });
    return done;
}

} // namespace

bool dropIdle(const Model& model, Plan& plan)
{
    OnTimes times{model};
    times.reset(plan.period);
    std::vector<Index> done = doneTasks(model, plan);
    bool any = false;
    // Latest first: the end of a path that was never finished goes before its beginning.
    for (auto task = done.rbegin(); task != done.rend(); ++task) {
        const bool awaited = std::ranges::any_of(model.task_before[*task], [&](Index later) {
            return plan.period[later] < model.periods;
        });
        if (awaited) {
            continue;
        }
        const Amount before = times.value();
        const OnTimes::Change never{*task, model.periods};
        times.change({&never, 1});
        if (times.value() == before) {
            times.keep();
            plan.period[*task] = model.periods;
            any = true;
        } else {
            times.undo();
        }
    }
    if (any) {
        std::erase_if(plan.order, [&](Index task) { return plan.period[task] >= model.periods; });
    }
    return any;
}

namespace {

/// What is left of each resource in each period when every work stays where it is.
std::vector<std::vector<Amount>> leftovers(const Model& model, const Plan& plan,
                                           const std::vector<Index>& done)
{
    std::vector<std::vector<Amount>> left;
    Ledger ledger{model}; // books what is spread over periods
    for (const Index task : done) {
        ledger.place(task, plan.period[task], plan.period);
    }
    for (std::size_t k = 0; k < model.kinds(); ++k) {
        left.push_back(model.resources[k].supply);
        for (int t = 0; t < model.periods; ++t) {
            Amount& here = left[k][static_cast<std::size_t>(t)];
            if (model.resources[k].kind == SupplyKind::perPeriod) {
                here = ledger.left(k, t);
                continue;
            }
            for (const Index task : done) {
                here -= plan.period[task] <= t ? model.use(task)[k] : 0;
            }
        }
    }
    return left;
}

/// Works left out that would bring weight by themselves in the end; if none does, all of them as
/// far as they would together.
std::vector<Index> wanted(const Model& model, const Plan& plan)
{
    OnTimes times{model};
    times.reset(plan.period);
    const Amount value = times.value();
    std::vector<Index> alone;
    std::vector<OnTimes::Change> all;
    for (Index task = 0; task < model.tasks(); ++task) {
        if (plan.period[task] < model.periods) {
            continue;
        }
        all.emplace_back(task, model.periods - 1);
        times.change({&all.back(), 1});
        if (times.value() > value) {
            alone.push_back(task);
        }
        times.undo();
    }
    if (alone.empty() && !all.empty()) {
        times.change(all);
        for (std::size_t i = 0; times.value() > value && i < all.size(); ++i) {
            alone.push_back(all[i].first);
        }
    }
    return alone;
}

constexpr std::size_t mostUrgent = 20; // works looked at when asking what holds a period up

} // namespace

std::vector<std::string> bindingLimits(const Model& model, const Plan& plan)
{
    const std::vector<Index> done = doneTasks(model, plan);
    const auto left = leftovers(model, plan, done);
    std::vector<Index> waiting = done;
    const std::vector<Index> undone = wanted(model, plan); // they wait to the end
    waiting.insert(waiting.end(), undone.begin(), undone.end());
    std::vector<std::string> out;
    for (int t = 0; t < model.periods; ++t) {
        std::map<std::string, int> votes;
        std::size_t asked = 0;
        for (const Index task : waiting) {
            if (plan.period[task] <= t || asked == mostUrgent) {
                continue;
            }
            ++asked;
            bool access = model.nextOpen(task, t) != t;
            for (const Index before : model.task_after[task]) {
                access = access || plan.period[before] > t;
            }
            if (access) {
                ++votes["access"];
                continue;
            }
            for (std::size_t k = 0; k < model.kinds(); ++k) {
                if (left[k][static_cast<std::size_t>(t)] < model.use(task)[k]) {
                    ++votes[model.instance->resources[model.resources[k].resource].name];
                }
            }
        }
        const auto most = std::ranges::max_element(
            votes, [](const auto& a, const auto& b) { return a.second < b.second; });
        out.push_back(most == votes.end() ? std::string() : most->first);
    }
    return out;
}

Schedule toSchedule(const Model& model, const Plan& plan)
{
    Schedule out;
    for (const Index task : doneTasks(model, plan)) {
        out.works.push_back({model.task_part[task], plan.period[task]});
    }
    for (const Amount served : curveOf(model, plan.period)) {
        out.curve.push_back(model.base_weight + model.weight(served));
    }
    for (int t = 0; t < model.periods; ++t) {
        out.value += out.curve[static_cast<std::size_t>(t)] * model.instance->periodFactor(t);
    }
    out.binding = bindingLimits(model, plan);
    return out;
}

} // namespace planning::restoration
