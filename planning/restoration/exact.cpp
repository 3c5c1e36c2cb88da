#include "planning/restoration/exact.h"

#include "planning/restoration/on_times.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace planning::restoration {
namespace {

using Set = std::uint32_t; // of tasks
constexpr Amount impossible = -1;
constexpr std::size_t mostStates = 16'000'000; // sets × periods
constexpr std::size_t mostPairs = 120'000'000; // pairs of sets × periods

class SubsetProgram {
public:
    explicit SubsetProgram(const Model& model)
        : model_{model}, n_{model.tasks()}, sets_{std::size_t{1} << n_},
          per_period_{std::ranges::any_of(model.resources, [](const ModelResource& r) {
              return r.kind == SupplyKind::perPeriod;
          })}
    {
    }

    Plan run()
    {
        weighSets();
        sumUse();
        std::vector<Amount> now(sets_, impossible);
        now[0] = 0;
        for (int t = 0; t < model_.periods; ++t) {
            const std::vector<Amount> next = step(now, t);
            history_.push_back(now);
            now = next;
        }
        return trace(now);
    }

private:
    Amount worth(Set set, int t) const
    {
        return weight_[set] * model_.period_factor[static_cast<std::size_t>(t)];
    }

    /// What is served with each set of works done; one task changes from set to set (Gray code).
    void weighSets()
    {
        weight_.assign(sets_, 0);
        OnTimes times{model_};
        Set set = 0;
        for (std::size_t i = 0;; ++i) {
            weight_[set] = times.value() / model_.worth_from[0];
            if (i + 1 == sets_) {
                break;
            }
            const auto task = static_cast<Index>(std::countr_zero(i + 1));
            set ^= Set{1} << task;
            const OnTimes::Change change{task, (set >> task & 1U) != 0 ? 0 : model_.periods};
            times.change({&change, 1});
            times.keep();
        }
    }

    void sumUse()
    {
        use_.assign(sets_ * model_.kinds(), 0);
        ordered_.assign(sets_, 1);
        for (Set set = 1; set < sets_; ++set) {
            const auto task = static_cast<Index>(std::countr_zero(set));
            const Set rest = set & (set - 1);
            for (std::size_t k = 0; k < model_.kinds(); ++k) {
                use_[set * model_.kinds() + k] =
                    use_[rest * model_.kinds() + k] + model_.use(task)[k];
            }
            for (Index t = 0; t < n_ && model_.any_after; ++t) {
                for (const Index first : model_.task_after[t]) {
                    if ((set >> t & 1U) != 0 && (set >> first & 1U) == 0) {
                        ordered_[set] = 0;
                    }
                }
            }
        }
    }

    Amount use(Set set, std::size_t k) const { return use_[set * model_.kinds() + k]; }

    Set openAt(int t) const
    {
        Set open = 0;
        for (Index task = 0; task < n_; ++task) {
            if (model_.task_release[task] <= t && model_.nextOpen(task, t) == t) {
                open |= Set{1} << task;
            }
        }
        return open;
    }

    bool affordable(Set set, int t) const
    {
        for (std::size_t k = 0; k < model_.kinds(); ++k) {
            const ModelResource& r = model_.resources[k];
            if (r.kind == SupplyKind::stock &&
                use(set, k) > r.supply[static_cast<std::size_t>(t)]) {
                return false;
            }
        }
        return ordered_[set] != 0;
    }

    bool inOnePeriod(Set done, int t) const
    {
        for (std::size_t k = 0; k < model_.kinds(); ++k) {
            const ModelResource& r = model_.resources[k];
            if (r.kind == SupplyKind::perPeriod &&
                use(done, k) > r.supply[static_cast<std::size_t>(t)]) {
                return false;
            }
        }
        return true;
    }

    /// Best value up to and with period t for each set that may be finished by its end.
    std::vector<Amount> step(const std::vector<Amount>& before, int t) const
    {
        const Set open = openAt(t);
        std::vector<Amount> next(sets_, impossible);
        if (per_period_) {
            for (Set set = 0; set < sets_; ++set) {
                if (affordable(set, t)) {
                    for (Set added = set & open;; added = (added - 1) & set & open) {
                        if (before[set ^ added] > next[set] && inOnePeriod(added, t)) {
                            next[set] = before[set ^ added];
                        }
                        if (added == 0) {
                            break;
                        }
                    }
                }
            }
        } else {
            next = before; // the best of all subsets, task by task
            for (Index task = 0; task < n_; ++task) {
                const Set bit = Set{1} << task;
                if ((open & bit) != 0) {
                    for (Set set = 0; set < sets_; ++set) {
                        if ((set & bit) != 0) {
                            next[set] = std::max(next[set], next[set ^ bit]);
                        }
                    }
                }
            }
        }
        for (Set set = 0; set < sets_; ++set) {
            if (next[set] != impossible) {
                next[set] = affordable(set, t) ? next[set] + worth(set, t) : impossible;
            }
        }
        return next;
    }

    Plan trace(const std::vector<Amount>& last) const
    {
        Plan plan;
        plan.period.assign(n_, model_.periods);
        const auto best = std::ranges::max_element(last);
        plan.value = *best;
        auto set = static_cast<Set>(best - last.begin());
        Amount value = *best;
        std::vector<std::vector<Index>> done(static_cast<std::size_t>(model_.periods));
        for (int t = model_.periods; t-- > 0;) {
            const std::vector<Amount>& before = history_[static_cast<std::size_t>(t)];
            value -= worth(set, t);
            const Set open = openAt(t);
            for (Set added = set & open;; added = (added - 1) & set & open) {
                if (before[set ^ added] == value && inOnePeriod(added, t)) {
                    for (Index task = 0; task < n_; ++task) {
                        if ((added >> task & 1U) != 0) {
                            plan.period[task] = t;
                            done[static_cast<std::size_t>(t)].push_back(task);
                        }
                    }
                    set ^= added;
                    break;
                }
                if (added == 0) {
                    break;
                }
            }
        }
        for (const auto& tasks : done) {
            plan.order.insert(plan.order.end(), tasks.begin(), tasks.end());
        }
        plan.order = withForerunners(model_, plan.order);
        return plan;
    }

    const Model& model_;
    std::size_t n_, sets_;
    bool per_period_;
    std::vector<Amount> weight_, use_;
    std::vector<char> ordered_; // what must come first is in the set too
    std::vector<std::vector<Amount>> history_;
};

} // namespace

std::optional<Plan> exactPlan(const Model& model)
{
    const std::size_t n = model.tasks();
    const auto periods = static_cast<std::size_t>(model.periods);
    if (n > 22 || model.any_spread || (periods << n) > mostStates) {
        return std::nullopt;
    }
    const bool perPeriod = std::ranges::any_of(
        model.resources, [](const ModelResource& r) { return r.kind == SupplyKind::perPeriod; });
    double pairs = static_cast<double>(periods);
    for (std::size_t i = 0; perPeriod && i < n; ++i) {
        pairs *= 3;
    }
    if (pairs > static_cast<double>(mostPairs)) {
        return std::nullopt;
    }
    return SubsetProgram{model}.run();
}

} // namespace planning::restoration
