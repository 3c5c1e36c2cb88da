#include "planning/restoration/cover_cheaper.h"

#include "planning/restoration/cover_full.h"
#include "planning/restoration/cover_state.h"

#include <algorithm>
#include <optional>

namespace planning::restoration {
namespace {

// Shares of the effort.
constexpr double eachRound = 0.15, ofLeastCost = 0.3, ofExchange = 0.25;
constexpr int mostRounds = 3;

class Cheaper {
public:
    Cheaper(const CoverProblem& problem, std::vector<std::uint32_t> chosen,
            const CoverRequest& request, const Feedback& feedback)
        : problem_{problem}, ask_{request}, feedback_{feedback}, best_{std::move(chosen)}
    {
        worth_ = worthOf(best_);
    }

    std::vector<std::uint32_t> run()
    {
        for (int round = 0; round < mostRounds && withLessMoney(); ++round) {
        }
        if (problem_.capacity.empty()) {
            whatItServes();
        }
        exchange();
        std::ranges::sort(best_);
        return std::move(best_);
    }

private:
    CoverAmount costOf(const std::vector<std::uint32_t>& chosen) const
    {
        CoverAmount sum = 0;
        for (const std::uint32_t c : chosen) {
            sum += problem_.cost[c];
        }
        return sum;
    }
    CoverAmount worthOf(const std::vector<std::uint32_t>& chosen)
    {
        if (!problem_.capacity.empty()) {
            return full().served(chosen);
        }
        CoverState state{problem_};
        state.become(chosen);
        return state.covered();
    }
    FullCover& full()
    {
        if (!full_) {
            full_.emplace(problem_);
        }
        return *full_;
    }
    bool over() const { return feedback_.cancelled(); }

    bool take(std::vector<std::uint32_t> chosen)
    {
        if (costOf(chosen) >= costOf(best_) || worthOf(chosen) < worth_) {
            return false;
        }
        best_ = std::move(chosen);
        return true;
    }

    CoverRequest asked(double share) const
    {
        CoverRequest request;
        request.seed = ask_.seed;
        request.effort = ask_.effort * share;
        request.bound = false;
        return request;
    }

    bool withLessMoney()
    {
        const CoverAmount cost = costOf(best_);
        if (cost <= 0 || over()) {
            return false;
        }
        CoverProblem poorer = problem_;
        poorer.limits.push_back({problem_.cost, cost - 1});
        const CoverAnswer answer = solveCover(poorer, asked(eachRound), feedback_);
        return answer.found && take(answer.chosen);
    }

    /// The groups the set serves, all of them, at the least cost.
    void whatItServes()
    {
        if (over() || best_.empty()) {
            return;
        }
        CoverState state{problem_};
        state.become(best_);
        CoverProblem same;
        same.aim = CoverAim::leastCost;
        same.cost = problem_.cost;
        same.limits = problem_.limits;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (std::uint32_t g = 0; g < problem_.groups(); ++g) {
            if (!state.serves(g)) {
                continue;
            }
            for (const std::uint32_t c : problem_.choices_of[g]) {
                pairs.emplace_back(c, static_cast<std::uint32_t>(same.weight.size()));
            }
            same.choices_of.addRow(problem_.choices_of[g]);
            same.weight.push_back(1);
        }
        same.groups_of = Csr<std::uint32_t>::fromPairs(problem_.choices(), pairs);
        CoverRequest request = asked(ofLeastCost);
        request.start = best_;
        const CoverAnswer answer = solveCover(same, request, feedback_);
        if (answer.found) {
            take(answer.chosen);
        }
    }

    /// Each choice, the dearest first, for the cheapest other that keeps what is served; or none.
    void exchange()
    {
        const auto byCost = [&](std::uint32_t a, std::uint32_t b) {
            return problem_.cost[a] != problem_.cost[b] ? problem_.cost[a] < problem_.cost[b]
                                                        : a < b;
        };
        std::vector<std::uint32_t> all(problem_.choices());
        for (std::uint32_t c = 0; c < all.size(); ++c) {
            all[c] = c;
        }
        std::ranges::sort(all, byCost);
        const Pace pace =
            Pace::bySteps(static_cast<std::int64_t>(ask_.effort * ofExchange), feedback_);
        std::int64_t steps = 0;
        for (bool moved = true; moved && !pace.over(steps);) {
            moved = false;
            std::vector<std::uint32_t> dearest = best_;
            std::ranges::sort(dearest, [&](auto a, auto b) { return byCost(b, a); });
            for (const std::uint32_t out : dearest) {
                std::vector<std::uint32_t> other = best_;
                std::erase(other, out);
                moved = cheapestIn(other, all, problem_.cost[out], pace, steps) || moved;
            }
        }
    }

    bool cheapestIn(std::vector<std::uint32_t> rest, const std::vector<std::uint32_t>& byCost,
                    CoverAmount below, const Pace& pace, std::int64_t& steps)
    {
        if (take(rest)) {
            return true;
        }
        const CoverAmount served = worthOf(rest);
        for (const std::uint32_t in : byCost) {
            if (problem_.cost[in] >= below || pace.over(steps)) {
                return false;
            }
            CoverAmount most = served; // it adds no more than all it reaches
            for (const std::uint32_t g : problem_.groups_of[in]) {
                most += problem_.weight[g];
            }
            steps += static_cast<std::int64_t>(problem_.groups_of[in].size());
            if (most < worth_ || std::ranges::find(rest, in) != rest.end() ||
                !problem_.fits(rest, in)) {
                continue;
            }
            rest.push_back(in);
            for (const std::uint32_t c : rest) {
                steps += 4 * static_cast<std::int64_t>(problem_.groups_of[c].size());
            }
            if (take(rest)) {
                return true;
            }
            rest.pop_back();
        }
        return false;
    }

    const CoverProblem& problem_;
    const CoverRequest& ask_;
    const Feedback& feedback_;
    std::vector<std::uint32_t> best_;
    CoverAmount worth_ = 0;
    std::optional<FullCover> full_;
};

} // namespace

std::vector<std::uint32_t> cheaperCover(const CoverProblem& problem,
                                        std::vector<std::uint32_t> chosen,
                                        const CoverRequest& request, const Feedback& feedback)
{
    return Cheaper{problem, std::move(chosen), request, feedback}.run();
}

} // namespace planning::restoration
