#include "planning/restoration/one_period.h"

#include "planning/restoration/covering.h"
#include "planning/restoration/exact.h"
#include "planning/restoration/greedy.h"
#include "planning/restoration/milp.h"
#include "planning/restoration/plan_from.h"
#include "planning/restoration/set_search.h"
#include "planning/restoration/tree_search.h"
#include "planning/restoration/tree_sweep.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>
#include <utility>

namespace planning::restoration {
namespace {

constexpr double usualEffort = 300e6; // steps
constexpr std::size_t lanes = 2;      // fixed, so that the number of threads changes nothing
constexpr std::size_t smallEnough = 70;
constexpr int startsByDual = 24;
constexpr int rounds = 4;
constexpr std::size_t sweepWidths[] = {1000, 4000, 16'000, 64'000}; // candidates kept

class OnePeriod {
public:
    OnePeriod(const Model& model, SetGoal goal, const SolveRequest& request,
              const Feedback& feedback, const OnFound& onFound)
        : model_{model}, goal_{goal}, ask_{request}, feedback_{feedback}, on_found_{onFound},
          timed_{request.seconds > 0 && request.clock}
    {
        const double s = request.seconds;
        found_.bound = std::numeric_limits<double>::infinity();
        end_s_ = std::max(s - 0.05 - 0.01 * s, 0.5 * s);
        effort_ = request.effort > 0 ? 1e6 * static_cast<double>(request.effort) : usualEffort;
        for (Index task = 0; task < model.tasks(); ++task) {
            const Part& part = model.instance->parts[model.task_part[task]];
            price_.push_back(
                goal == SetGoal::weight || part.use.empty() ? 0 : part.use[0] * model.weight_scale);
        }
        if (goal == SetGoal::weight) {
            const std::vector<double> unit = scarcity(model);
            for (Index task = 0; task < model.tasks(); ++task) {
                for (std::size_t k = 0; k < model.kinds(); ++k) {
                    price_[task] += unit[k] * static_cast<double>(model.use(task)[k]);
                }
            }
        }
    }

    std::optional<Found> run()
    {
        std::vector<SetSearch> searches;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            searches.emplace_back(model_, goal_, price_, ask_.seed * 31 + lane);
        }
        searches[0].start({}, 0);
        if (!ask_.start.empty()) {
            searches[0].offer(tasksOf(planFrom(model_, ask_.start)));
        }
        if (goal_ != SetGoal::all) {
            searches[0].offer({});
        }
        take(searches[0]);
        report();
        makeBound(searches[0]);
        if (TreeSearch::fits(model_)) {
            sweep(paceUntil(0.55, 2));
            std::vector<TreeSearch> trees;
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                trees.emplace_back(model_, goal_, goal_ == SetGoal::weight ? worth_ : price_,
                                   ask_.seed * 37 + lane);
            }
            const double heat = goal_ == SetGoal::weight ? 0.1 : 0.3;
            improve(trees, [heat](TreeSearch& search, const Pace& pace, int round) {
                search.run(pace, heat * std::pow(0.5, round - 1));
            });
            sweep(paceUntil(1, 4));
        } else {
            improve(searches, [](SetSearch& search, const Pace& pace, int) { search.run(pace); });
        }
        prove();
        if (!has_) {
            return std::nullopt;
        }
        return std::move(found_);
    }

private:
    bool done() const { return feedback_.cancelled() || found_.optimal; }

    double worthOf(const Plan& plan) const
    {
        double sum = goal_ == SetGoal::all ? 0 : static_cast<double>(plan.value);
        for (Index task = 0; task < model_.tasks() && goal_ != SetGoal::weight; ++task) {
            sum -= plan.period[task] == 0 ? price_[task] : 0;
        }
        return sum;
    }

    static std::vector<Index> tasksOf(const Plan& plan)
    {
        std::vector<Index> tasks;
        for (const Index task : plan.order) {
            if (plan.period[task] == 0) {
                tasks.push_back(task);
            }
        }
        return tasks;
    }

    template <typename Search>
    void take(const Search& search)
    {
        if (search.found()) {
            take(decode(model_, withForerunners(model_, search.best())));
        }
    }

    void take(Plan plan)
    {
        if (goal_ == SetGoal::all && plan.value != model_.total_weight) {
            return;
        }
        if (!has_ || worthOf(plan) > worthOf(found_.plan)) {
            found_.plan = std::move(plan);
            best_ = tasksOf(found_.plan);
            has_ = true;
        }
        checkProof();
    }

    void checkProof()
    {
        if (!has_) {
            return;
        }
        const double worth = worthOf(found_.plan);
        if (worth >= found_.bound - 4e-9 * std::abs(found_.bound)) {
            found_.optimal = true;
            found_.bound = worth;
        }
    }

    void report() const
    {
        if (on_found_ && has_) {
            on_found_(found_);
        }
    }

    Pace paceUntil(double share, double parts) const
    {
        return timed_
                   ? Pace::byClock(ask_.clock, end_s_ * share, feedback_)
                   : Pace::bySteps(static_cast<std::int64_t>(effort_ * share / parts), feedback_);
    }

    /// The bound, and greedy sets that the dual solution points to.
    void makeBound(SetSearch& search)
    {
        std::vector<double> own;
        std::vector<double> weight;
        if (goal_ != SetGoal::weight) {
            own = price_;
        }
        if (goal_ == SetGoal::all) {
            double all = 1;
            for (const double p : price_) {
                all += p;
            }
            weight.assign(model_.groups(), all);
        }
        bound_search_.emplace(model_, own, weight);
        BoundSearch& bound = *bound_search_;
        double whole = 0;
        for (const double w : weight) {
            whole += w;
        }
        whole_ = whole;
        const auto value = [&] { return bound.total() - whole; };
        found_.bound = goal_ == SetGoal::all ? 0 : static_cast<double>(model_.total_weight);
        checkProof();
        if (ask_.bound) {
            bound.improve(30, paceUntil(0.15, 3), 1);
            if (sweeps()) {
                bound.improve(40, paceUntil(0.2, 8), 1, Growth::even);
            }
            found_.bound = std::min(found_.bound, rounded(value()));
            checkProof();
        }
        for (Index task = 0; task < model_.tasks(); ++task) {
            double sum = 0;
            for (std::size_t k = 0; k < model_.kinds(); ++k) {
                sum += bound.prices(0)[k] * static_cast<double>(model_.use(task)[k]);
            }
            worth_.push_back(sum);
        }
        DualAscent ascent{model_, bound.graph()};
        const Pace pace = paceUntil(0.25, 4);
        Random random{ask_.seed};
        for (int i = 0; i < startsByDual && !done() && !pace.over(ascent.steps()); ++i) {
            const double factors[] = {0.3, 0.6, 0.85};
            std::vector<double> prices = bound.prices(0);
            for (double& p : prices) {
                p *= std::exp(random.between(-0.5, 0.5));
            }
            search.start(bound.guide(0, prices, factors[i % 3], ascent, &pace), i < 3 ? 0 : 0.25,
                         &pace);
        }
        found_.steps += bound.steps() + ascent.steps();
        take(search);
        report();
    }

    /// All values are multiples of this; 0 when it is too small to tell from rounding.
    double unit(double value) const
    {
        Amount unit = 0;
        const auto also = [&](double amount) {
            Amount a = unit;
            auto b = static_cast<Amount>(std::llround(amount));
            while (b != 0) {
                a = std::exchange(b, a % b);
            }
            unit = a;
        };
        if (goal_ != SetGoal::all) {
            for (const Amount w : model_.group_weight) {
                also(static_cast<double>(w));
            }
        }
        for (Index task = 0; task < model_.tasks() && goal_ != SetGoal::weight; ++task) {
            also(price_[task]);
        }
        // Far above what rounding may have done to the weights.
        const auto step = static_cast<double>(unit);
        return step < 1e-6 * std::abs(value) ? 0 : step;
    }

    double rounded(double bound) const
    {
        const double step = unit(bound);
        return step > 0 ? std::floor(bound / step + 1e-7) * step : bound;
    }

    template <typename Search, typename Run>
    void improve(std::vector<Search>& searches, const Run& run)
    {
        const double from = sweeps() ? 0.55 : 0.25;
        const double until = sweeps() ? 0.75 : mayProve() ? 0.5 : 1;
        for (int round = 1; round <= rounds && !done(); ++round) {
            if (goal_ == SetGoal::all && !has_ && round > rounds / 2) {
                break; // the rest of the time is for the most that can be served
            }
            for (Search& search : searches) {
                search.offer(best_);
            }
            runLanes(searches, from + (until - from) * round / rounds,
                     [&](Search& search, const Pace& pace) { run(search, pace, round); });
        }
        for (const Search& search : searches) {
            found_.steps += search.steps();
        }
    }

    template <typename Search, typename Run>
    void runLanes(std::vector<Search>& searches, double until, const Run& run)
    {
        const double began = timed_ ? ask_.clock() / std::max(end_s_, 1e-9) : 0;
        const auto work = [&](std::size_t lane) {
            const double part = ask_.threads < 2 ? static_cast<double>(lane + 1) / lanes : 1;
            run(searches[lane], timed_ ? paceUntil(began + (until - began) * part, 1)
                                       : paceUntil(0.7 / rounds, lanes));
        };
        if (ask_.threads < 2) {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                work(lane);
            }
        } else {
            const std::jthread helper{[&] { work(1); }};
            work(0);
        }
        for (const Search& search : searches) {
            take(search);
        }
        report();
    }

    /// Trees that the dual hardly loses anything for, then those that it loses more for, until none
    /// is left that could be better than the best known: then that is proven.
    void sweep(const Pace& pace)
    {
        if (!has_ || done() || !sweeps()) {
            return;
        }
        std::vector<DualAscent> ascents(2, DualAscent{model_, bound_search_->graph()});
        SweepRequest ask;
        double most = std::numeric_limits<double>::infinity();
        std::int64_t spent = 0;
        for (std::size_t i = 0; i < ascents.size(); ++i) {
            const double bound =
                bound_search_->dualAt(0, bound_search_->prices(0), ascents[i], pace,
                                      i == 0 ? Growth::even : Growth::quick) -
                whole_;
            most = std::min(most, bound);
            ask.duals.push_back({&ascents[i], bound});
            spent += ascents[i].steps();
        }
        if (pace.late()) {
            return;
        }
        ask.pace = &pace;
        ask.price = goal_ == SetGoal::weight ? std::vector<double>(model_.tasks(), 0) : price_;
        for (Index v = 0; v < model_.vertices(); ++v) {
            double sum = 0;
            for (const Index g : model_.groups_of[v]) {
                sum += prizeOf(g);
            }
            ask.gain.push_back(sum);
        }
        for (; sweep_width_ < std::size(sweepWidths); ++sweep_width_) {
            ask.most = sweepWidths[sweep_width_];
            for (int halvings = 4, failed = 0; halvings >= 0 && failed < 2; --halvings) {
                const double all = most - leastBetter();
                ask.floor = most - std::ldexp(all, -halvings);
                if (ask.floor >= swept_) {
                    continue;
                }
                ask.spent = spent;
                const SweepResult result = sweepTrees(model_, ask);
                found_.steps += result.steps;
                spent += result.steps;
                if (result.found) {
                    take(decode(model_, withForerunners(model_, result.tasks)));
                }
                if (result.whole) {
                    swept_ = ask.floor;
                    found_.bound =
                        std::min(found_.bound, std::max(worthOf(found_.plan), rounded(ask.floor)));
                    checkProof();
                } else {
                    ++failed;
                }
                if (done() || pace.over(spent)) {
                    report();
                    return;
                }
            }
        }
        report();
    }

    bool sweeps() const { return ask_.bound && TreeSearch::fits(model_) && sweepFits(model_); }

    double prizeOf(Index group) const
    {
        return goal_ == SetGoal::all ? whole_ / static_cast<double>(model_.groups())
                                     : static_cast<double>(model_.group_weight[group]);
    }

    /// What a plan must be worth to be better than the best one.
    double leastBetter() const
    {
        const double worth = worthOf(found_.plan);
        return worth + std::max(0.999 * unit(worth), 1e-9 * std::abs(worth));
    }

    bool flat() const
    {
        return model_.edges.size() + 1 == model_.vertices() && !model_.any_needs &&
               std::ranges::all_of(model_.edges, [](const ModelEdge& e) {
                   return e.task == none && (e.a == root || e.b == root);
               });
    }

    bool mayProve() const
    {
        return ask_.bound && canProve() && (model_.tasks() <= smallEnough || flat());
    }

    void prove()
    {
        if (done() || !has_ || !mayProve()) {
            return;
        }
        MilpGoal goal;
        goal.serve_all = goal_ == SetGoal::all;
        if (goal_ != SetGoal::weight) {
            for (const double p : price_) {
                goal.price.push_back(p / model_.weight_scale);
            }
        }
        const MilpResult result = solveByMilp(model_, found_.plan, paceUntil(1, 1), goal);
        if (result.plan) {
            take(*result.plan);
        }
        found_.bound = std::min(found_.bound, rounded(result.bound));
        checkProof();
        report();
    }

    const Model& model_;
    SetGoal goal_;
    const SolveRequest& ask_;
    const Feedback& feedback_;
    const OnFound& on_found_;
    std::vector<double> price_, worth_; // worth_: of the resources a task uses, by the bound
    Found found_;
    std::optional<BoundSearch> bound_search_;
    // Whatever is worth so much is known to be no better than the best.
    double swept_ = std::numeric_limits<double>::infinity();
    std::size_t sweep_width_ = 0; // of sweepWidths
    double whole_ = 0;            // of the prizes that stand for serving all
    std::vector<Index> best_;
    bool has_ = false;
    bool timed_;
    double end_s_ = 0, effort_ = 0;
};

} // namespace

SolveRequest afterwards(const SolveRequest& request, double share)
{
    SolveRequest rest = request;
    if (request.seconds > 0 && request.clock) {
        const double now_s = request.clock();
        rest.clock = [clock = request.clock, now_s] { return clock() - now_s; };
        rest.seconds = std::max(share * (request.seconds - now_s), 0.05);
    }
    return rest;
}

OnePeriodFound searchOnePeriod(const Model& model, const SolveRequest& request,
                               const Feedback& feedback, const OnFound& onFound)
{
    OnePeriodFound out;
    const Objective objective = model.instance->objective;
    if (objective == Objective::value) {
        if (auto best = exactPlan(model)) {
            out.found.bound = static_cast<double>(best->value);
            out.found.plan = std::move(*best);
            out.found.optimal = true;
            return out;
        }
    }
    const SetGoal goal = objective == Objective::value ? SetGoal::weight
                         : objective == Objective::net ? SetGoal::net
                                                       : SetGoal::all;
    if (goal != SetGoal::net) {
        if (auto cover = searchCovering(model, goal == SetGoal::all, request, feedback, onFound)) {
            out.found = std::move(*cover);
            return out;
        }
    }
    auto found = OnePeriod{model, goal, request, feedback, onFound}.run();
    out.all_served = found.has_value();
    if (!found) {
        const SolveRequest rest = afterwards(request, 0.7);
        if (auto cover = searchCovering(model, false, rest, feedback, {})) {
            found = std::move(*cover);
        } else {
            found = OnePeriod{model, SetGoal::weight, rest, feedback, {}}.run();
        }
    }
    out.found = found ? std::move(*found) : Found{decode(model, {})};
    return out;
}

} // namespace planning::restoration
