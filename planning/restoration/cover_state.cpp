#include "planning/restoration/cover_state.h"

namespace planning::restoration {

void CoverState::take(std::uint32_t c)
{
    taken_[c] = 1;
    at_[c] = static_cast<std::uint32_t>(chosen_.size());
    chosen_.push_back(c);
    for (std::size_t k = 0; k < used_.size(); ++k) {
        used_[k] += problem_.limits[k].use[c];
    }
    cost_ += problem_.cost.empty() ? 0 : problem_.cost[c];
    for (const std::uint32_t g : problem_.groups_of[c]) {
        ++steps_;
        if (count_[g] == 0) {
            covered_ += weight_[g];
            loss_[c] += weight_[g];
            ++served_;
            for (const std::uint32_t d : problem_.choices_of[g]) {
                gain_[d] -= weight_[g];
            }
            steps_ += static_cast<std::int64_t>(problem_.choices_of[g].size());
        } else if (count_[g] == 1) {
            loss_[sole_[g]] -= weight_[g];
        }
        ++count_[g];
        sole_[g] ^= c;
    }
}

void CoverState::drop(std::uint32_t c)
{
    taken_[c] = 0;
    chosen_[at_[c]] = chosen_.back();
    at_[chosen_.back()] = at_[c];
    chosen_.pop_back();
    for (std::size_t k = 0; k < used_.size(); ++k) {
        used_[k] -= problem_.limits[k].use[c];
    }
    cost_ -= problem_.cost.empty() ? 0 : problem_.cost[c];
    for (const std::uint32_t g : problem_.groups_of[c]) {
        ++steps_;
        --count_[g];
        sole_[g] ^= c;
        if (count_[g] == 0) {
            covered_ -= weight_[g];
            --served_;
            for (const std::uint32_t d : problem_.choices_of[g]) {
                gain_[d] += weight_[g];
            }
            steps_ += static_cast<std::int64_t>(problem_.choices_of[g].size());
        } else if (count_[g] == 1) {
            loss_[sole_[g]] += weight_[g];
        }
    }
    loss_[c] = 0;
}

void CoverState::addWeight(std::uint32_t g, CoverAmount more)
{
    weight_[g] += more;
    if (count_[g] == 0) {
        for (const std::uint32_t d : problem_.choices_of[g]) {
            gain_[d] += more;
        }
        steps_ += static_cast<std::int64_t>(problem_.choices_of[g].size());
    } else {
        covered_ += more;
        if (count_[g] == 1) {
            loss_[sole_[g]] += more;
        }
    }
}

void CoverState::become(std::span<const std::uint32_t> chosen)
{
    std::vector<char> wanted(taken_.size(), 0);
    for (const std::uint32_t c : chosen) {
        wanted[c] = 1;
    }
    for (const std::uint32_t c : std::vector<std::uint32_t>{chosen_}) {
        if (wanted[c] == 0) {
            drop(c);
        }
    }
    for (const std::uint32_t c : chosen) {
        if (taken_[c] == 0) {
            take(c);
        }
    }
}

} // namespace planning::restoration
