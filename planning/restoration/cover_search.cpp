#include "planning/restoration/cover_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace planning::restoration {

CoverSearch::CoverSearch(const CoverProblem& problem, std::uint64_t seed)
    : problem_{problem}, random_{seed}, state_{problem}, price_(problem.choices(), 0)
{
    for (std::uint32_t c = 0; c < problem.choices(); ++c) {
        if (most()) {
            for (const CoverLimit& limit : problem.limits) {
                price_[c] += static_cast<double>(limit.use[c]) /
                             static_cast<double>(std::max<CoverAmount>(limit.most, 1));
            }
        } else {
            price_[c] = static_cast<double>(problem.cost[c]);
        }
        price_[c] = std::max(price_[c], 1e-9);
    }
}

/// Takes the set at hand as the best when it is.
bool CoverSearch::keep()
{
    if (!most() && state_.open() > 0) {
        return false;
    }
    const CoverAmount worth = most() ? state_.covered() : state_.cost();
    if (found_ && !better(worth, best_worth_)) {
        return false;
    }
    found_ = true;
    best_ = state_.chosen();
    std::ranges::sort(best_);
    best_worth_ = worth;
    return true;
}

void CoverSearch::offer(std::span<const std::uint32_t> chosen)
{
    state_.become({});
    for (const std::uint32_t c : chosen) {
        if (!state_.taken(c) && state_.fits(c)) {
            state_.take(c);
        }
    }
    fill(0);
    trim();
    keep();
}

/// Takes what adds most for its price until nothing fits or everything is served; what was taken.
std::vector<std::uint32_t> CoverSearch::fill(double noise, std::span<const double> worth)
{
    std::vector<std::uint32_t> taken;
    std::vector<double> factor;
    if (noise > 0) {
        for (std::size_t c = 0; c < problem_.choices(); ++c) {
            factor.push_back(std::exp(noise * (random_.unit() - 0.5)));
        }
    }
    while (state_.open() > 0) {
        double best = -std::numeric_limits<double>::infinity();
        std::uint32_t which = 0;
        bool any = false;
        steps_ += static_cast<std::int64_t>(problem_.choices());
        for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
            if (state_.taken(c) || state_.gain(c) <= 0) {
                continue;
            }
            double score = static_cast<double>(state_.gain(c)) / price_[c];
            score *= factor.empty() ? 1 : factor[c];
            if (!worth.empty()) { // first those the bound would take, then by what they add
                score = worth[c] >= 0 ? score * 1e6 : score / (1 - worth[c]);
            }
            if (score > best && state_.fits(c)) {
                best = score;
                which = c;
                any = true;
            }
        }
        if (!any) {
            break;
        }
        state_.take(which);
        taken.push_back(which);
    }
    return taken;
}

/// Drops what is not needed, the dearest first.
void CoverSearch::trim()
{
    while (true) {
        std::uint32_t which = 0;
        double dearest = -1;
        for (const std::uint32_t c : state_.chosen()) {
            if (state_.loss(c) == 0 &&
                (price_[c] > dearest || (price_[c] == dearest && c < which))) {
                dearest = price_[c];
                which = c;
            }
        }
        if (dearest < 0) {
            return;
        }
        state_.drop(which);
    }
}

void CoverSearch::greedy(std::span<const double> worth, double noise)
{
    state_.become({});
    fill(noise, worth);
    trim();
    if (most()) {
        fill(0);
    }
    keep();
}

void CoverSearch::exchange(const Pace& pace)
{
    const std::int64_t began = steps();
    state_.become(best_);
    bool moved = true;
    while (moved && !pace.over(steps() - began)) {
        moved = false;
        std::vector<std::uint32_t> row = state_.chosen();
        std::ranges::sort(row);
        for (const std::uint32_t c : row) {
            if (!state_.taken(c)) {
                continue;
            }
            const CoverAmount before = most() ? state_.covered() : state_.cost();
            const std::vector<std::uint32_t> was = state_.chosen();
            state_.drop(c);
            fill(0);
            trim();
            if (most()) {
                fill(0);
            }
            const CoverAmount after = most() ? state_.covered() : state_.cost();
            if ((most() || state_.open() == 0) && better(after, before)) {
                moved = true;
                keep();
            } else {
                state_.become(was);
            }
        }
    }
}

/// Single choices, or those that serve the same groups as one of them.
void CoverSearch::tearOut(std::size_t few)
{
    const auto any = [&] { return state_.chosen()[random_.below(state_.chosen().size())]; };
    if (random_.below(2) == 0) {
        for (std::size_t i = 0; i < few && !state_.chosen().empty(); ++i) {
            state_.drop(any());
        }
        return;
    }
    const std::uint32_t first = any();
    state_.drop(first);
    const auto groups = problem_.groups_of[first];
    for (std::size_t tries = 0, out = 1; tries < 8 * few && out < few && !groups.empty(); ++tries) {
        const auto near = problem_.choices_of[groups[random_.below(groups.size())]];
        // A choice that shares a group, or shares one with such a choice.
        std::uint32_t c = near[random_.below(near.size())];
        const auto its = problem_.groups_of[c];
        const auto next = problem_.choices_of[its[random_.below(its.size())]];
        c = state_.taken(c) ? c : next[random_.below(next.size())];
        if (state_.taken(c)) {
            state_.drop(c);
            ++out;
        }
    }
}

void CoverSearch::run(const Pace& pace, CoverAmount goal)
{
    const std::int64_t began = steps();
    if (!found_ || best_.empty()) {
        return;
    }
    const auto finished = [&] {
        return best_.empty() || !better(goal, best_worth_) || pace.over(steps() - began);
    };
    // Annealing in cycles, each longer than the one before, in turn from the best set and from a
    // greedy one that chance had a part in.
    constexpr double warm = 0.015, cold = 0.0001; // worth given up, as a share of it
    constexpr double noises[] = {0, 0.1, 0.3, 0.8};
    constexpr std::int64_t leastShare = 10'000'000; // steps of row weighting
    int length = 200;
    std::int64_t share = leastShare;
    for (int cycle = 0; !finished(); ++cycle, length = std::min(length * 2, 200'000)) {
        if (!most() && problem_.limits.empty()) {
            weighRows(pace, goal, share);
            if (finished()) {
                return;
            }
        }
        const std::int64_t annealing = steps();
        if (cycle % 2 == 0) {
            state_.become(best_);
        } else {
            greedy({}, 1);
            if (!most() && state_.open() > 0) {
                state_.become(best_);
            }
        }
        std::vector<std::uint32_t> now = state_.chosen();
        CoverAmount nowWorth = most() ? state_.covered() : state_.cost();
        for (int round = 0; round < length && !finished(); ++round) {
            if (state_.chosen().empty()) {
                break;
            }
            const double heat = warm * std::pow(cold / warm, static_cast<double>(round) / length);
            const std::size_t size = state_.chosen().size();
            const std::size_t few = random_.below(2) == 0
                                        ? 1
                                        : 1 + random_.below(std::min<std::size_t>(
                                                  std::max<std::size_t>(size / 2, 1), 6));
            tearOut(few);
            fill(noises[random_.below(4)]);
            trim();
            if (most()) {
                fill(0);
            }
            const CoverAmount worth = most() ? state_.covered() : state_.cost();
            const double lost = static_cast<double>(most() ? nowWorth - worth : worth - nowWorth);
            const double allowed =
                -heat * static_cast<double>(best_worth_) * std::log(1 - random_.unit());
            if ((most() || state_.open() == 0) && lost <= allowed) {
                now = state_.chosen();
                nowWorth = worth;
                keep();
            } else {
                state_.become(now);
            }
        }
        share = std::max(leastShare, steps() - annealing); // turn and turn about
    }
}

/// Row weighting local search after Gao, Weise, Li (EJOR 246, 2015), with costs: one choice too
/// few, exchanges guided by weights of groups that grow while they are not served. Takes about
/// `share` steps.
void CoverSearch::weighRows(const Pace& pace, CoverAmount goal, std::int64_t share)
{
    constexpr auto ever = std::numeric_limits<std::int64_t>::max();
    if (!rows_) {
        rows_.emplace(problem_);
    }
    RowWeights& rows = *rows_;
    CoverState& heavy = rows.state;
    const std::int64_t began = steps();
    std::int64_t before = heavy.steps();
    const auto count = [&] { steps_ += heavy.steps() - std::exchange(before, heavy.steps()); };
    const auto note = [&](std::uint32_t c) { // which groups are open, now that it changed
        for (const std::uint32_t g : problem_.groups_of[c]) {
            std::uint32_t& place = rows.place[g];
            if (heavy.serves(g) && place != 0) {
                rows.open[place - 1] = rows.open.back();
                rows.place[rows.open.back()] = place;
                rows.open.pop_back();
                place = 0;
            } else if (!heavy.serves(g) && place == 0) {
                rows.open.push_back(g);
                place = static_cast<std::uint32_t>(rows.open.size());
            }
            for (const std::uint32_t d : problem_.choices_of[g]) {
                rows.may[d] = 1;
            }
        }
    };
    const auto drop = [&](std::uint32_t c) {
        heavy.drop(c);
        note(c);
        rows.may[c] = 0;
    };
    const auto loosestOf = [&](std::int64_t notAfter) {
        double least = std::numeric_limits<double>::infinity();
        std::uint32_t which = heavy.chosen().front();
        for (const std::uint32_t c : heavy.chosen()) {
            const double score = static_cast<double>(heavy.loss(c)) / price_[c];
            const bool older = rows.moved[c] < rows.moved[which];
            if (rows.moved[c] < notAfter && (score < least || (score == least && older))) {
                least = score;
                which = c;
            }
        }
        return which;
    };
    const auto startFrom = [&](const std::vector<std::uint32_t>& chosen) {
        heavy.become(chosen);
        for (const std::uint32_t g : std::exchange(rows.open, {})) {
            rows.place[g] = 0;
        }
        std::ranges::fill(rows.may, 1);
    };
    startFrom(best_);
    while (steps() - began < share && !pace.over(steps() - began)) {
        ++rows.move;
        while (rows.open.empty()) {
            state_.become(heavy.chosen());
            trim();
            keep();
            startFrom(state_.chosen());
            if (!better(goal, best_worth_) || heavy.chosen().size() < 2) {
                count();
                return;
            }
            drop(loosestOf(ever));
        }
        if (heavy.chosen().size() > 1) {
            const std::uint32_t out = loosestOf(rows.move - 1);
            drop(out);
            rows.moved[out] = rows.move;
        }
        const std::uint32_t row = rows.open[random_.below(rows.open.size())];
        double most = -1;
        std::uint32_t in = problem_.choices_of[row].front();
        for (const std::uint32_t c : problem_.choices_of[row]) {
            const double score = static_cast<double>(heavy.gain(c)) / price_[c];
            if (rows.may[c] != 0 &&
                (score > most || (score == most && rows.moved[c] < rows.moved[in]))) {
                most = score;
                in = c;
            }
        }
        if (most >= 0 && heavy.cost() + problem_.cost[in] < best_worth_) {
            heavy.take(in);
            note(in);
            rows.moved[in] = rows.move;
        }
        for (const std::uint32_t g : rows.open) {
            heavy.addWeight(g, 1);
        }
        count();
    }
}

} // namespace planning::restoration
