#include "planning/restoration/search.h"

#include "planning/restoration/baselines.h"
#include "planning/restoration/exact.h"
#include "planning/restoration/greedy.h"
#include "planning/restoration/milp.h"
#include "planning/restoration/order_search.h"
#include "planning/restoration/plan_from.h"
#include "planning/restoration/population.h"
#include "planning/restoration/schedule.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

namespace planning::restoration {
namespace {

// Without limits: million steps, ten seconds at most; fewer once nothing better is found. With so
// many, plans of some hundred works hardly depend on the seed, so that more supply shows.
constexpr double usualPerTask = 2;
constexpr double usualLeast = 80; // leaves room for the proof of small models
constexpr double usualMost = 600;
constexpr std::size_t lanes = 2;        // fixed, so that the number of threads changes nothing
constexpr std::size_t smallEnough = 70; // tasks for which a proof is tried

// Shares of the budget by whose end each stage is over; what is left is for the proof, or for the
// bound once more.
struct Shares {
    double bound = 0.3, starts = 0.45, anneal = 0.9;
};
// Small models are soon searched; their proof takes longer.
constexpr Shares whenSmall{0.05, 0.1, 0.22};
constexpr int annealRounds = 3;
// The share of the mean value of a work that a move may lose at first.
constexpr double heatFirst = 0.01, heatOnePeriod = 0.2, heatOfChildren = 0.003;
// Of the first plans to breed from, so that they lie far apart.
constexpr double hottest = 0.5;
// Plans annealed apart, each with so many steps at least times the number of works to the power
// of 1.5; then generations of plans bred of them.
constexpr double stepsPerPlan = 4500, shareBeforeBreeding = 0.35;
constexpr std::size_t leastPopulation = 4, mostPopulation = 8;
constexpr int generations = 16, generationsInVain = 8;
// A pass over the bound that gains a smaller share than this is the last of its kind.
constexpr double quickGain = 3e-4, evenGain = 5e-5;

class Search {
public:
    Search(const Model& model, const SolveRequest& request, const Feedback& feedback,
           const OnFound& onFound)
        : model_{model}, ask_{request}, feedback_{feedback}, on_found_{onFound}, bound_{model},
          timed_{request.seconds > 0 && request.clock}
    {
        found_.bound = model.mostValue();
        found_.plan = decode(model, {});
        const double seconds = request.seconds;
        end_s_ = std::max(seconds - 0.05 - 0.01 * seconds, 0.5 * seconds);
        limited_ = request.effort > 0 || timed_;
        const double usual =
            std::clamp(usualPerTask * static_cast<double>(model.tasks()), usualLeast, usualMost);
        effort_ = 1e6 * (limited_ ? static_cast<double>(request.effort) : usual);
        small_ = request.bound && model.tasks() <= smallEnough &&
                 proofFits(model, paceUntil(1, whenSmall.anneal, 1));
        shares_ = small_ ? whenSmall : Shares{};
    }

    Found run()
    {
        consider(decode(model_, greedyOrder(model_, {}, feedback_)));
        if (!ask_.start.empty()) {
            consider(planFrom(model_, ask_.start));
        }
        report();
        consider(bestSimplePlan(model_, feedback_));
        if (model_.tasks() == 0 || provenExactly()) {
            if (ask_.bound_periods && model_.tasks() > 0) {
                improveBound(shares_.bound);
            }
            found_.optimal = true;
            found_.bound = static_cast<double>(found_.plan.value);
            return concluded();
        }
        if (ask_.bound) {
            improveBound(shares_.bound);
        }
        if (!done()) {
            manyStarts();
        }
        if (!done()) {
            if (population_.size() > 0) {
                breed();
            } else {
                annealInRounds();
            }
        }
        if (small_ && !done()) {
            prove();
        } else if (ask_.bound && !done()) {
            improveBound(1);
        }
        polish();
        return concluded();
    }

private:
    Found concluded()
    {
        found_.steps += bound_.steps();
        for (int t = 0; t < model_.periods; ++t) {
            found_.period_bound.push_back(model_.tasks() == 0 ? 0 : bound_.period(t));
        }
        return std::move(found_);
    }
    bool done() const { return feedback_.cancelled() || found_.optimal; }

    /// What is left up to this share of the budget, for one of `parts` equal pieces.
    Pace paceUntil(double share, double from, double parts) const
    {
        if (timed_) {
            return Pace::byClock(ask_.clock, end_s_ * share, feedback_);
        }
        const auto steps = static_cast<std::int64_t>(effort_ * (share - from) / parts);
        return Pace::bySteps(steps, feedback_);
    }

    bool consider(Plan plan)
    {
        if (plan.value <= found_.plan.value) {
            return false;
        }
        found_.plan = std::move(plan);
        checkProof();
        return true;
    }

    void checkProof()
    {
        const auto value = static_cast<double>(found_.plan.value);
        if (value >= found_.bound * (1 - 4e-9)) {
            found_.optimal = true;
            found_.bound = value;
        }
    }

    void report()
    {
        feedback_.progress(0);
        if (on_found_) {
            on_found_(found_);
        }
    }

    bool provenExactly()
    {
        if (auto best = exactPlan(model_)) {
            consider(std::move(*best));
            report();
            return true;
        }
        return false;
    }

    void improveBound(double until)
    {
        const double from = until == 1 ? shares_.anneal : 0;
        // Quickly while that helps, then evenly.
        for (int pass = 0; (timed_ || pass < 3) && !done(); ++pass) {
            const double before = bound_.total();
            const Pace pace = paceUntil(until, from, 4.0 * (until == 1 ? 2 : 3));
            if (pace.over(0)) {
                break;
            }
            bound_.improve(8, pace, ask_.threads, growth_);
            found_.bound = std::min(found_.bound, bound_.total());
            checkProof();
            if (growth_ == Growth::quick && bound_.total() > before * (1 - quickGain)) {
                growth_ = Growth::even;
            } else if (growth_ == Growth::even && bound_.total() > before * (1 - evenGain)) {
                break;
            }
        }
        report();
    }

    GreedyOptions startOptions(std::size_t number, DualAscent& ascent, const Pace& pace) const
    {
        GreedyOptions o;
        o.seed = ask_.seed * 1'000'003 + number;
        o.pace = &pace;
        Random random{o.seed};
        const std::uint32_t kind = random.below(3);
        const double wild = model_.periods == 1 ? 0.25 : 0.1;
        o.look_ahead = static_cast<int>(random.below(4)) % model_.periods;
        if (kind != 0 && ask_.bound) {
            const int t = static_cast<int>(random.below(static_cast<std::size_t>(model_.periods)));
            const double factors[] = {0.4, 0.65, 0.85};
            std::vector<double> prices = bound_.prices(t);
            for (double& price : prices) {
                price *= std::exp(random.between(-0.4, 0.4));
            }
            o.task_factor = bound_.guide(t, prices, factors[random.below(3)], ascent, &pace);
            o.look_ahead %= 3;
            if (kind == 1) {
                o.resource_price = std::move(prices);
            }
            o.noise = random.below(2) == 0 ? 0 : wild;
            return o;
        }
        o.resource_price = scarcity(model_);
        for (double& price : o.resource_price) {
            price *= std::exp(0.5 * random.normal());
        }
        o.noise = random.below(2) == 0 ? 0 : wild;
        return o;
    }

    template <typename Work>
    void inLanes(Work work)
    {
        if (ask_.threads < 2) {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                work(lane);
            }
            return;
        }
        std::vector<std::jthread> helpers;
        for (std::size_t lane = 1; lane < lanes; ++lane) {
            helpers.emplace_back([&work, lane] { work(lane); });
        }
        work(0);
    }

    /// For each lane its part of the budget between two shares; `began` is the share spent when
    /// the first lane began. Lanes run one after the other when there is one thread.
    Pace lanePace(std::size_t lane, double began, double from, double until) const
    {
        const double part = ask_.threads < 2 ? static_cast<double>(lane + 1) / lanes : 1;
        return timed_ ? paceUntil(began + (until - began) * part, from, 1)
                      : paceUntil(until, from, lanes);
    }
    double spentShare() const { return timed_ ? ask_.clock() / std::max(end_s_, 1e-9) : 0; }

    /// How many plans are annealed apart before they are joined: none where the budget hardly
    /// suffices for one.
    std::size_t wantedPopulation() const
    {
        if (model_.periods == 1 || model_.tasks() < 2) {
            return 0;
        }
        double steps = effort_;
        if (timed_) {
            const double passed = std::max(ask_.clock(), 1e-3);
            steps = static_cast<double>(found_.steps + bound_.steps()) / passed * end_s_;
        }
        const double each = stepsPerPlan * std::pow(static_cast<double>(model_.tasks()), 1.5);
        const double share = shares_.anneal - shares_.starts;
        const auto number = static_cast<std::size_t>(std::min(steps * share / each, 1e6));
        return number < leastPopulation ? 0 : std::min(number / lanes * lanes, mostPopulation);
    }

    void manyStarts()
    {
        const std::size_t wanted = wantedPopulation();
        std::vector<Population> best(lanes, Population{model_, wanted / lanes});
        best[0].offer(found_.plan);
        std::vector<std::int64_t> steps(lanes, 0);
        const auto one =
            static_cast<std::int64_t>(4 * (model_.vertices() + 2 * model_.edges.size() +
                                           model_.servers.size() + model_.tasks()));
        const double began = spentShare();
        inLanes([&](std::size_t lane) {
            DualAscent ascent{model_, bound_.graph()};
            const Pace pace = lanePace(lane, began, shares_.bound, shares_.starts);
            for (std::size_t number = lane; !pace.over(steps[lane] + ascent.steps());
                 number += lanes) {
                Plan plan = decode(model_, greedyOrder(model_, startOptions(number, ascent, pace)));
                steps[lane] += one;
                best[lane].offer(std::move(plan));
            }
            steps[lane] += ascent.steps();
        });
        std::vector<Plan> all;
        population_.assign(wanted, found_.plan);
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const std::vector<Plan>& plans = best[lane].plans();
            all.insert(all.end(), plans.begin(), plans.end());
            for (std::size_t i = 0; i < plans.size() && wanted > 0; ++i) {
                population_[i * lanes + lane] = plans[i];
            }
        }
        finishLanes(std::move(all), steps);
    }

    void finishLanes(std::vector<Plan> best, const std::vector<std::int64_t>& steps)
    {
        found_.steps += std::accumulate(steps.begin(), steps.end(), std::int64_t{0});
        for (Plan& plan : best) {
            consider(std::move(plan));
        }
        report();
    }

    /// One plan for each lane, annealed.
    std::vector<Plan> anneal(const std::vector<Plan>& starts, double heat, double from,
                             double until)
    {
        std::vector<Plan> best = starts;
        std::vector<std::int64_t> steps(lanes, 0);
        ++round_;
        const double began = spentShare();
        inLanes([&](std::size_t lane) {
            const Pace pace = lanePace(lane, began, from, until);
            if (pace.over(0)) {
                return;
            }
            OrderSearch order{model_, starts[lane], ask_.seed * 7919 + round_ * lanes + lane};
            order.run(pace, heat);
            best[lane] = order.best();
            steps[lane] = order.steps();
        });
        finishLanes(best, steps);
        return best;
    }

    void annealInRounds()
    {
        double heat = model_.periods == 1 ? heatOnePeriod : heatFirst;
        double from = shares_.starts;
        for (int round = 0; round < annealRounds && !done(); ++round, heat /= 2) {
            const double to = from + (shares_.anneal - from) / (annealRounds - round);
            const Amount before = found_.plan.value;
            anneal(std::vector<Plan>(lanes, found_.plan), heat, from, to);
            from = to;
            if (!limited_ && round > 0 && found_.plan.value == before) {
                break; // as good as it gets
            }
        }
    }

    /// The starts are annealed each for itself; then plans bred of two of them are, and take the
    /// place of the worst. One start alone decides too much: what it gets wrong for a whole
    /// district, no small change rights.
    void breed()
    {
        const double from = shares_.starts;
        const double middle = from + (shares_.anneal - from) * shareBeforeBreeding;
        Population grown{model_, population_.size()};
        annealStarts(grown, from, middle);
        Random random{ask_.seed * 31 + 7};
        const double generation = (shares_.anneal - middle) / generations;
        double now = middle;
        for (int i = 0, idle = 0; i < generations && !done(); ++i, now += generation) {
            std::vector<Plan> children;
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                children.push_back(grown.child(random));
            }
            const Amount before = found_.plan.value;
            for (Plan& plan : anneal(children, heatOfChildren, now, now + generation)) {
                grown.offer(std::move(plan));
            }
            idle = found_.plan.value == before ? idle + 1 : 0;
            if (!limited_ && idle == generationsInVain) {
                break; // as good as it gets
            }
        }
    }

    /// The first so hot that little is left of where they began, the last only warmed.
    void annealStarts(Population& grown, double from, double until)
    {
        const std::size_t turns = population_.size() / lanes;
        const double turn = (until - from) / static_cast<double>(turns);
        for (std::size_t i = 0; i < turns && !done(); ++i) {
            const auto first = population_.begin() + static_cast<std::ptrdiff_t>(i * lanes);
            const double part = static_cast<double>(i) / static_cast<double>(turns - 1);
            const double heat = hottest * std::pow(heatFirst / hottest, part);
            const double now = from + turn * static_cast<double>(i);
            for (Plan& plan : anneal({first, first + lanes}, heat, now, now + turn)) {
                grown.offer(std::move(plan));
            }
        }
    }

    /// Works that bring nothing go, and what they took goes to others.
    void polish()
    {
        for (int i = 0; i < 4; ++i) {
            Plan plan = found_.plan;
            const std::vector<Index> before = plan.order;
            if (!dropIdle(model_, plan)) {
                break;
            }
            found_.plan = plan;
            std::vector<char> listed(model_.tasks(), 0);
            std::vector<Index> order = plan.order;
            for (const Index task : order) {
                listed[task] = 1;
            }
            for (const Index task : before) {
                if (listed[task] == 0) {
                    order.push_back(task);
                }
            }
            if (!consider(decode(model_, withForerunners(model_, order)))) {
                break;
            }
        }
    }

    void prove()
    {
        const MilpResult result = solveByMilp(model_, found_.plan, paceUntil(1, shares_.anneal, 1));
        if (result.plan) {
            consider(*result.plan);
        }
        found_.bound = std::min(found_.bound, result.bound);
        checkProof();
        report();
    }

    const Model& model_;
    const SolveRequest& ask_;
    const Feedback& feedback_;
    const OnFound& on_found_;
    BoundSearch bound_;
    Found found_;
    bool timed_;
    bool limited_ = false; // by effort or seconds
    bool small_ = false;   // a proof is tried
    Shares shares_;
    Growth growth_ = Growth::quick; // of the bound
    double end_s_ = 0, effort_ = 0;
    std::uint64_t round_ = 0;
    std::vector<Plan> population_; // starts; empty when there is no breeding
};

} // namespace

Found search(const Model& model, const SolveRequest& request, const Feedback& feedback,
             const OnFound& onFound)
{
    return Search{model, request, feedback, onFound}.run();
}

} // namespace planning::restoration
