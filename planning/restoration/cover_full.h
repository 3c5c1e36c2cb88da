#pragma once
// Coverings whose choices can be full: what a set serves when each choice only has room for so
// much, and good sets for it.
#include "planning/restoration/cover_problem.h"
#include "planning/restoration/pace.h"

#include <span>

namespace planning::restoration {

class FullCover {
public:
    /// mostWeight, with capacities.
    explicit FullCover(const CoverProblem& problem);

    /// What the set serves: groups with the fewest choices first, each from the choice with the
    /// most room, in parts where one has not enough. Never more than can be served. `load`, of each
    /// choice, may be null.
    CoverAmount served(std::span<const std::uint32_t> chosen,
                       std::vector<CoverAmount>* load = nullptr);

    /// Greedy by what a choice adds for what it uses, from the choices given.
    std::vector<std::uint32_t> greedy(std::vector<std::uint32_t> chosen = {});
    /// Exchanges single choices while that serves more.
    void exchange(std::vector<std::uint32_t>& chosen, const Pace& pace);
    /// Leaves out what the others serve as much without, the dearest first.
    void trim(std::vector<std::uint32_t>& chosen);
    std::int64_t steps() const { return steps_; }

private:
    const CoverProblem& problem_;
    std::vector<double> price_;
    std::vector<CoverAmount> room_;
    std::vector<std::uint32_t> count_, order_;
    std::int64_t steps_ = 0;
};

} // namespace planning::restoration
