#pragma once
// A set of choices being changed one by one: what is served, what each choice not taken would add,
// and what would be lost with each choice taken. A change costs what it touches.
#include "planning/restoration/cover_problem.h"

#include <span>

namespace planning::restoration {

class CoverState {
public:
    explicit CoverState(const CoverProblem& problem)
        : problem_{problem}, weight_{problem.weight}, count_(problem.groups(), 0),
          sole_(problem.groups(), 0), taken_(problem.choices(), 0), gain_(problem.choices(), 0),
          loss_(problem.choices(), 0), at_(problem.choices(), 0), used_(problem.limits.size(), 0)
    {
        for (std::uint32_t c = 0; c < problem.choices(); ++c) {
            for (const std::uint32_t g : problem.groups_of[c]) {
                gain_[c] += weight_[g];
            }
        }
    }

    bool taken(std::uint32_t c) const { return taken_[c] != 0; }
    const std::vector<std::uint32_t>& chosen() const { return chosen_; }
    CoverAmount covered() const { return covered_; }
    CoverAmount cost() const { return cost_; }
    std::size_t open() const { return problem_.groups() - served_; } // groups not served
    bool serves(std::uint32_t g) const { return count_[g] != 0; }
    /// Weight of the groups that it would serve and nothing taken does.
    CoverAmount gain(std::uint32_t c) const { return gain_[c]; }
    /// Weight of the groups that only it serves.
    CoverAmount loss(std::uint32_t c) const { return loss_[c]; }
    std::int64_t steps() const { return steps_; }

    bool fits(std::uint32_t c) const
    {
        for (std::size_t k = 0; k < used_.size(); ++k) {
            if (used_[k] + problem_.limits[k].use[c] > problem_.limits[k].most) {
                return false;
            }
        }
        return true;
    }
    void take(std::uint32_t c);
    void drop(std::uint32_t c);
    /// Another weight of a group, for searches that learn which are hard to serve. covered() then
    /// counts the new weights.
    void addWeight(std::uint32_t g, CoverAmount more);
    /// Takes these and nothing else.
    void become(std::span<const std::uint32_t> chosen);

private:
    const CoverProblem& problem_;
    std::vector<CoverAmount> weight_;
    std::vector<std::uint32_t> count_; // choices taken that serve the group
    std::vector<std::uint32_t> sole_;  // xor of those: the only one, when there is one
    std::vector<char> taken_;
    std::vector<CoverAmount> gain_, loss_;
    std::vector<std::uint32_t> chosen_, at_; // and where each stands in it
    std::vector<CoverAmount> used_;          // of each limit
    CoverAmount covered_ = 0, cost_ = 0;
    std::size_t served_ = 0;
    std::int64_t steps_ = 0;
};

} // namespace planning::restoration
