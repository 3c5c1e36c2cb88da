#pragma once
// Good coverings: greedy, exchange of single choices, parts torn out and filled in again; for
// least cost also with weights on groups that were hard to serve.
#include "planning/restoration/cover_state.h"
#include "planning/restoration/pace.h"
#include "planning/restoration/random.h"

#include <optional>

namespace planning::restoration {

/// What row weighting has learnt so far.
struct RowWeights {
    explicit RowWeights(const CoverProblem& problem)
        : state{problem}, moved(problem.choices(), 0), may(problem.choices(), 1),
          place(problem.groups(), 0)
    {
    }
    CoverState state;
    std::int64_t move = 0;
    std::vector<std::int64_t> moved;  // when each choice last changed
    std::vector<char> may;            // something near the choice changed since
    std::vector<std::uint32_t> open;  // groups not served
    std::vector<std::uint32_t> place; // of each group in `open`, from 1; 0: served
};

class CoverSearch {
public:
    CoverSearch(const CoverProblem& problem, std::uint64_t seed);

    /// Considers this set as a start; choices that do not fit are left out.
    void offer(std::span<const std::uint32_t> chosen);
    /// Greedy by what a choice adds for what it uses. With `worth` (of each choice), those of most
    /// worth come first; `noise` from 0.
    void greedy(std::span<const double> worth = {}, double noise = 0);
    /// Each choice taken is exchanged for better ones until none is found.
    void exchange(const Pace& pace);
    /// Tears out and fills in. Stops when the worth reaches `goal`.
    void run(const Pace& pace, CoverAmount goal);

    bool found() const { return found_; }
    const std::vector<std::uint32_t>& best() const { return best_; }
    /// Weight served (mostWeight) or cost of serving all (leastCost).
    CoverAmount worth() const { return best_worth_; }
    std::int64_t steps() const { return state_.steps() + steps_; }

private:
    bool most() const { return problem_.aim == CoverAim::mostWeight; }
    bool better(CoverAmount a, CoverAmount b) const { return most() ? a > b : a < b; }
    std::vector<std::uint32_t> fill(double noise, std::span<const double> worth = {});
    void trim();
    bool keep();
    void tearOut(std::size_t few);
    void weighRows(const Pace& pace, CoverAmount goal, std::int64_t share);

    const CoverProblem& problem_;
    Random random_;
    CoverState state_;
    std::vector<double> price_; // what a choice uses of what is scarce
    std::vector<std::uint32_t> best_;
    CoverAmount best_worth_ = 0;
    bool found_ = false;
    std::int64_t steps_ = 0;
    std::optional<RowWeights> rows_; // kept between turns, so that what was learnt is not lost
};

} // namespace planning::restoration
