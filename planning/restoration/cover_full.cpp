#include "planning/restoration/cover_full.h"

#include <algorithm>

namespace planning::restoration {

FullCover::FullCover(const CoverProblem& problem)
    : problem_{problem}, price_(problem.choices(), 0), room_(problem.choices(), 0),
      count_(problem.groups(), 0)
{
    for (std::uint32_t c = 0; c < problem.choices(); ++c) {
        for (const CoverLimit& limit : problem.limits) {
            price_[c] += static_cast<double>(limit.use[c]) /
                         static_cast<double>(std::max<CoverAmount>(limit.most, 1));
        }
        price_[c] = std::max(price_[c], 1e-9);
    }
}

CoverAmount FullCover::served(std::span<const std::uint32_t> chosen, std::vector<CoverAmount>* load)
{
    order_.clear();
    for (const std::uint32_t c : chosen) {
        room_[c] = problem_.capacity[c];
        for (const std::uint32_t g : problem_.groups_of[c]) {
            if (count_[g]++ == 0) {
                order_.push_back(g);
            }
        }
        steps_ += 4 * static_cast<std::int64_t>(problem_.groups_of[c].size());
    }
    std::vector<char> in(problem_.choices(), 0);
    for (const std::uint32_t c : chosen) {
        in[c] = 1;
    }
    std::ranges::sort(order_, [&](std::uint32_t a, std::uint32_t b) {
        return count_[a] != count_[b] ? count_[a] < count_[b] : a < b;
    });
    CoverAmount sum = 0;
    for (const std::uint32_t g : order_) {
        CoverAmount rest = problem_.weight[g];
        while (rest > 0) {
            std::uint32_t best = 0;
            CoverAmount room = 0;
            for (const std::uint32_t c : problem_.choices_of[g]) {
                if (in[c] != 0 && room_[c] > room) {
                    room = room_[c];
                    best = c;
                }
            }
            if (room == 0) {
                break;
            }
            const CoverAmount part = std::min(rest, room);
            room_[best] -= part;
            rest -= part;
            sum += part;
        }
        count_[g] = 0;
    }
    if (load != nullptr) {
        load->assign(problem_.choices(), 0);
        for (const std::uint32_t c : chosen) {
            (*load)[c] = problem_.capacity[c] - room_[c];
        }
    }
    return sum;
}

std::vector<std::uint32_t> FullCover::greedy(std::vector<std::uint32_t> chosen)
{
    std::vector<CoverAmount> rest = problem_.weight; // of each group, not served yet
    std::vector<CoverAmount> gain(problem_.choices(), 0);
    std::vector<char> in(problem_.choices(), 0);
    for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
        for (const std::uint32_t g : problem_.groups_of[c]) {
            gain[c] += rest[g];
        }
    }
    const auto take = [&](std::uint32_t c) {
        in[c] = 1;
        CoverAmount room = problem_.capacity[c];
        std::vector<std::uint32_t> row{problem_.groups_of[c].begin(), problem_.groups_of[c].end()};
        std::ranges::stable_sort(row, [&](std::uint32_t a, std::uint32_t b) {
            return problem_.choices_of[a].size() < problem_.choices_of[b].size();
        });
        for (const std::uint32_t g : row) {
            const CoverAmount part = std::min(room, rest[g]);
            if (part > 0) {
                rest[g] -= part;
                room -= part;
                for (const std::uint32_t d : problem_.choices_of[g]) {
                    gain[d] -= part;
                }
                steps_ += static_cast<std::int64_t>(problem_.choices_of[g].size());
            }
        }
    };
    for (const std::uint32_t c : chosen) {
        take(c);
    }
    while (true) {
        double best = 0;
        std::uint32_t which = 0;
        steps_ += static_cast<std::int64_t>(problem_.choices());
        for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
            const double score =
                static_cast<double>(std::min(gain[c], problem_.capacity[c])) / price_[c];
            if (in[c] == 0 && score > best && problem_.fits(chosen, c)) {
                best = score;
                which = c;
            }
        }
        if (best <= 0) {
            return chosen;
        }
        take(which);
        chosen.push_back(which);
    }
}

void FullCover::exchange(std::vector<std::uint32_t>& chosen, const Pace& pace)
{
    const std::int64_t began = steps_;
    CoverAmount now = served(chosen);
    bool moved = true;
    while (moved && !pace.over(steps_ - began)) {
        moved = false;
        const std::vector<std::uint32_t> row = chosen;
        for (const std::uint32_t out : row) {
            if (pace.over(steps_ - began)) {
                break;
            }
            std::vector<std::uint32_t> other = chosen;
            std::erase(other, out);
            // Greedy alone, and with this one kept out so that it cannot come straight back.
            std::vector<std::uint32_t> filled = greedy(other);
            if (std::ranges::find(filled, out) != filled.end()) {
                CoverAmount best = now;
                for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
                    if (c == out || std::ranges::find(other, c) != other.end() ||
                        !problem_.fits(other, c) || pace.over(steps_ - began)) {
                        continue;
                    }
                    other.push_back(c);
                    if (const CoverAmount worth = served(other); worth > best) {
                        best = worth;
                        filled = other;
                    }
                    other.pop_back();
                }
            }
            const CoverAmount worth = served(filled);
            if (worth > now) {
                now = worth;
                chosen = filled;
                moved = true;
            }
        }
    }
}

void FullCover::trim(std::vector<std::uint32_t>& chosen)
{
    CoverAmount now = served(chosen);
    std::vector<std::uint32_t> row = chosen;
    std::ranges::sort(row, [&](std::uint32_t a, std::uint32_t b) {
        return price_[a] != price_[b] ? price_[a] > price_[b] : a < b;
    });
    for (const std::uint32_t c : row) {
        std::vector<std::uint32_t> without = chosen;
        std::erase(without, c);
        if (const CoverAmount worth = served(without); worth >= now) {
            now = worth;
            chosen = std::move(without);
        }
    }
}

} // namespace planning::restoration
