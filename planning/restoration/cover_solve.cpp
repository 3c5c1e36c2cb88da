#include "planning/restoration/cover_solve.h"

#include "planning/restoration/cover_bound.h"
#include "planning/restoration/cover_full.h"
#include "planning/restoration/cover_milp.h"
#include "planning/restoration/cover_search.h"

#include <algorithm>
#include <cmath>

namespace planning::restoration {
namespace {

// Shares of the time at which the stages end.
constexpr double startUntil = 0.1, firstSearchUntil = 0.2, boundUntil = 0.35, searchUntil = 0.5,
                 proofUntil = 0.9;
// Where the bound is so far off that CBC hardly closes the gap, searching is the better use of
// time.
constexpr double wideGap = 0.08, wideProofUntil = 0.6;
constexpr int firstRounds = 200, boundRounds = 3000;

class CoverSolve {
public:
    CoverSolve(const CoverProblem& problem, const CoverRequest& request, const Feedback& feedback,
               const OnBetterCover& onBetter)
        : problem_{problem}, ask_{request}, feedback_{feedback}, on_better_{onBetter},
          most_{problem.aim == CoverAim::mostWeight}, search_{problem, request.seed}
    {
        timed_ = request.seconds > 0 && request.clock;
        out_.bound = most_ ? static_cast<double>(problem.totalWeight()) : 0;
    }

    CoverAnswer run() { return problem_.capacity.empty() ? open() : full(); }

private:
    CoverAnswer open()
    {
        search_.greedy();
        if (!ask_.start.empty()) {
            search_.offer(ask_.start);
        }
        take();
        search_.exchange(pace(startUntil));
        take();
        CoverBound bound{problem_};
        improve(bound, firstRounds, startUntil);
        searchWhileItHelps(firstSearchUntil);
        improve(bound, boundRounds, boundUntil);
        searchWhileItHelps(searchUntil);
        if (ask_.bound && !over()) {
            prove(bound);
        }
        if (!over()) {
            search_.run(pace(1), goal());
            take();
        }
        out_.steps = search_.steps() + bound.steps();
        return std::move(out_);
    }

    /// Choices can be full: greedy and exchange on what has room, from the best set without, too.
    CoverAnswer full()
    {
        FullCover cover{problem_};
        const auto offer = [&](std::vector<std::uint32_t> chosen) {
            const CoverAmount worth = cover.served(chosen);
            if (!out_.found || worth > out_.worth) {
                std::ranges::sort(chosen);
                out_.found = true;
                out_.worth = worth;
                out_.chosen = std::move(chosen);
                check();
                if (on_better_) {
                    on_better_(out_);
                }
            }
        };
        offer(cover.greedy());
        search_.greedy();
        if (!ask_.start.empty()) {
            search_.offer(ask_.start);
        }
        search_.exchange(pace(startUntil));
        search_.run(pace(firstSearchUntil), goal());
        offer(search_.best());
        CoverBound bound{problem_};
        if (ask_.bound && !over()) {
            bound.improve(out_.worth, boundRounds, pace(boundUntil), {});
            tighten(bound.best());
        }
        for (std::vector<std::uint32_t> chosen : {out_.chosen, cover.greedy()}) {
            if (!over()) {
                cover.exchange(chosen, pace(searchUntil));
                offer(chosen);
            }
        }
        if (std::vector<std::uint32_t> lean = out_.chosen; !lean.empty()) {
            cover.trim(lean);
            out_.worth = cover.served(lean);
            out_.chosen = std::move(lean);
            check();
        }
        out_.steps = search_.steps() + bound.steps() + cover.steps();
        return std::move(out_);
    }

    /// Until a share of the time; by the clock no longer than it goes on finding better sets: small
    /// problems are proven long before.
    void searchWhileItHelps(double until)
    {
        constexpr double quiet = 0.25, least_s = 0.5; // share of the time so far, and seconds
        if (over()) {
            return;
        }
        if (!timed_ || !ask_.bound) {
            search_.run(pace(until), goal());
            take();
            return;
        }
        double better_s = ask_.clock();
        const Pace left = pace(until);
        while (!over() && !left.over(0)) {
            const double now_s = ask_.clock();
            const double wait_s = std::max(least_s, quiet * now_s);
            if (now_s - better_s >= wait_s) {
                break;
            }
            const CoverAmount before = out_.worth;
            const double until_s = std::min(better_s + wait_s, now_s + left.secondsLeft());
            search_.run(Pace::byClock(ask_.clock, until_s, feedback_), goal());
            take();
            if (out_.worth != before) {
                better_s = ask_.clock();
            }
        }
    }

    void improve(CoverBound& bound, int rounds, double until)
    {
        if (!ask_.bound || over()) {
            return;
        }
        const auto reached = [&] { return search_.found() ? search_.worth() : worstWorth(); };
        bound.improve(reached(), rounds, pace(until), [&] {
            search_.greedy(bound.worth());
            take();
            return reached();
        });
        tighten(bound.best());
    }
    bool over() const { return out_.optimal || feedback_.cancelled(); }
    CoverAmount worstWorth() const
    {
        CoverAmount sum = 0;
        for (const CoverAmount cost : problem_.cost) {
            sum += cost;
        }
        return sum;
    }
    /// No whole worth lies beyond this.
    CoverAmount goal() const
    {
        constexpr double hair = 1e-6;
        return static_cast<CoverAmount>(most_ ? std::floor(out_.bound + hair)
                                              : std::ceil(out_.bound - hair));
    }

    Pace pace(double until)
    {
        if (timed_) {
            const double end_s = std::max(0.98 * ask_.seconds - 0.02, 0.5 * ask_.seconds);
            return Pace::byClock(ask_.clock, end_s * until, feedback_);
        }
        const double from = std::exchange(spent_, until);
        return Pace::bySteps(static_cast<std::int64_t>(ask_.effort * std::max(0.02, until - from)),
                             feedback_);
    }

    void tighten(double bound)
    {
        const auto whole = most_ ? std::floor(bound + 1e-6) : std::ceil(bound - 1e-6);
        out_.bound = most_ ? std::min(out_.bound, whole) : std::max(out_.bound, whole);
        check();
    }

    void check()
    {
        const auto worth = static_cast<double>(out_.worth);
        if (out_.found && (most_ ? worth >= out_.bound : worth <= out_.bound)) {
            out_.optimal = true;
            out_.bound = worth;
        }
    }

    void take()
    {
        if (!search_.found()) {
            return;
        }
        const bool better =
            !out_.found || (most_ ? search_.worth() > out_.worth : search_.worth() < out_.worth);
        if (!better) {
            return;
        }
        out_.found = true;
        out_.worth = search_.worth();
        out_.chosen = search_.best();
        check();
        if (on_better_) {
            on_better_(out_);
        }
    }

    /// Choices whose other decision would bring the bound past the best set are decided.
    void prove(const CoverBound& bound)
    {
        if (!out_.found) {
            return;
        }
        CoverMilp work{problem_, std::vector<std::int8_t>(problem_.choices(), -1), out_.chosen,
                       out_.worth};
        const double room = (most_ ? bound.bestByPrices() - static_cast<double>(out_.worth)
                                   : static_cast<double>(out_.worth) - bound.bestByPrices()) -
                            1 + 1e-6;
        for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
            if (std::abs(bound.bestWorth()[c]) > room + 1e-6) {
                work.fixed[c] = bound.bestWorth()[c] > 0 ? 1 : 0;
            }
        }
        double seconds = 0;
        if (timed_) {
            const auto worth = static_cast<double>(out_.worth);
            const bool wide = std::abs(bound.best() - worth) > wideGap * worth;
            seconds = (wide ? wideProofUntil : proofUntil) * ask_.seconds - ask_.clock();
            if (seconds < 0.01) {
                return;
            }
        }
        const CoverMilpResult result = solveByMilp(work, seconds, ask_.effort, feedback_);
        if (result.chosen) {
            search_.offer(*result.chosen);
            take();
        }
        if (result.bound) { // what disagrees with what was fixed is no better than the set at hand
            const auto worth = static_cast<double>(work.worth);
            tighten(most_ ? std::max(worth, *result.bound) : std::min(worth, *result.bound));
        }
    }

    const CoverProblem& problem_;
    const CoverRequest& ask_;
    const Feedback& feedback_;
    const OnBetterCover& on_better_;
    bool most_;
    CoverSearch search_;
    CoverAnswer out_;
    bool timed_ = false;
    double spent_ = 0;
};

} // namespace

CoverAnswer solveCover(const CoverProblem& problem, const CoverRequest& request,
                       const Feedback& feedback, const OnBetterCover& onBetter)
{
    return CoverSolve{problem, request, feedback, onBetter}.run();
}

} // namespace planning::restoration
