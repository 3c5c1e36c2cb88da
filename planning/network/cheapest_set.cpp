#include "planning/network/cheapest_set.h"

#include <algorithm>
#include <limits>

namespace planning {
namespace {

using Set = std::vector<std::uint32_t>;

constexpr double eachAlso = 1e-7; // of equally dear sets the smaller one
constexpr std::size_t mostNeeds = 300, mostDropped = 24;

/// The cheapest choice with one thing of every set, by branch and bound.
class Chooser {
public:
    Chooser(std::span<const double> price, const std::vector<Set>& needs, double below,
            std::size_t& left)
        : price_{price}, needs_{needs}, best_{below}, left_{left}, state_(price.size(), 0)
    {
        look(0);
    }
    /// Nothing: none is cheaper than asked for.
    const std::optional<Set>& choice() const { return choice_; }

private:
    enum : char { open, taken, banned };
    bool met(const Set& need) const
    {
        return std::ranges::any_of(need, [&](std::uint32_t i) { return state_[i] == taken; });
    }
    double least(const Set& need) const
    {
        double least = std::numeric_limits<double>::infinity();
        for (const std::uint32_t i : need) {
            least = state_[i] == open ? std::min(least, price_[i] + eachAlso) : least;
        }
        return least;
    }
    void look(double so_far)
    {
        take(left_, needs_.size() + 1);
        if (left_ == 0) {
            return;
        }
        // At least this much more: needs that share nothing, each at its cheapest.
        double more = 0;
        const Set* narrowest = nullptr;
        std::size_t fewest = 0;
        std::vector<std::uint32_t> used;
        for (const Set& need : needs_) {
            if (met(need)) {
                continue;
            }
            const auto count = static_cast<std::size_t>(
                std::ranges::count_if(need, [&](std::uint32_t i) { return state_[i] == open; }));
            if (narrowest == nullptr || count < fewest) {
                narrowest = &need;
                fewest = count;
            }
            const bool apart = std::ranges::none_of(need, [&](std::uint32_t i) {
                return state_[i] == open && std::ranges::find(used, i) != used.end();
            });
            if (apart) {
                more += least(need);
                used.insert(used.end(), need.begin(), need.end());
            }
        }
        if (so_far + more >= best_) {
            return;
        }
        if (narrowest == nullptr) {
            best_ = so_far;
            choice_ = chosen_;
            return;
        }
        Set branch;
        std::ranges::copy_if(*narrowest, std::back_inserter(branch),
                             [&](std::uint32_t i) { return state_[i] == open; });
        std::ranges::stable_sort(branch, {}, [&](std::uint32_t i) { return price_[i]; });
        for (const std::uint32_t i : branch) {
            state_[i] = taken;
            chosen_.push_back(i);
            look(so_far + price_[i] + eachAlso);
            chosen_.pop_back();
            state_[i] = banned;
        }
        for (const std::uint32_t i : branch) {
            state_[i] = open;
        }
    }

    std::span<const double> price_;
    const std::vector<Set>& needs_;
    double best_;
    std::size_t& left_;
    std::vector<char> state_;
    Set chosen_;
    std::optional<Set> choice_;
};

class Search {
public:
    Search(std::span<const double> price, double known, const GoalReached& reached,
           std::size_t& left)
        : price_{price}, limit_{known}, reached_{reached}, left_{left}, done_(price.size(), 0),
          rest_(price.size(), 1)
    {
        if (limit_ < std::numeric_limits<double>::infinity()) {
            limit_ -= 1e-6 + 1e-9 * known; // what is cheaper by rounding alone is not
        }
    }

    CheapestSet run()
    {
        Set together; // one of each need and more: reaches the goal in the end
        double apart = 0;
        while (auto need = needWith(together)) {
            if (need->empty() || left_ == 0) {
                return found_;
            }
            apart += cheapest(*need);
            together.insert(together.end(), need->begin(), need->end());
            needs_.push_back(std::move(*need));
            if (apart >= limit_) {
                found_.proven = true;
                return found_;
            }
        }
        while (left_ > 0 && needs_.size() < mostNeeds) {
            const Chooser chooser{price_, needs_, limit_, left_};
            if (left_ == 0) {
                return found_;
            }
            if (!chooser.choice()) {
                found_.proven = true; // nothing below the best known
                return found_;
            }
            if (!complete(*chooser.choice())) {
                return found_;
            }
        }
        return found_;
    }

private:
    double cheapest(const Set& need) const
    {
        double least = std::numeric_limits<double>::infinity();
        for (const std::uint32_t i : need) {
            least = std::min(least, price_[i]);
        }
        return least;
    }
    double priceOf(const Set& set) const
    {
        double sum = 0;
        for (const std::uint32_t i : set) {
            sum += price_[i] + eachAlso;
        }
        return sum;
    }
    bool reachedWith(const Set& set, Set& missing)
    {
        for (const std::uint32_t i : set) {
            done_[i] = 1;
        }
        missing.clear();
        const bool reached = reached_(done_, missing);
        for (const std::uint32_t i : set) {
            done_[i] = 0;
        }
        return reached;
    }
    static void once(Set& set)
    {
        std::ranges::sort(set);
        const auto twice = std::ranges::unique(set);
        set.erase(twice.begin(), twice.end());
    }
    /// A small set of which one at least is needed, none of it in `set`; nothing when `set` will
    /// do.
    std::optional<Set> needWith(const Set& set)
    {
        Set missing;
        if (reachedWith(set, missing)) {
            return std::nullopt;
        }
        // With everything else done, less may be missing.
        const auto leave = [&](const Set& out) {
            for (const std::uint32_t i : out) {
                rest_[i] = 0;
            }
            Set less;
            if (reached_(rest_, less)) {
                less.clear();
            }
            for (const std::uint32_t i : out) {
                rest_[i] = 1;
            }
            once(less);
            return less;
        };
        missing = leave(missing);
        if (missing.size() > 1 && missing.size() <= mostDropped) {
            std::ranges::stable_sort(missing, {}, [&](std::uint32_t i) { return price_[i]; });
            for (std::size_t i = 0; i < missing.size() && missing.size() > 1;) {
                Set without = missing;
                without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
                Set less = leave(without);
                if (less.empty()) {
                    ++i; // needed: without it in the set the goal is reached
                } else {
                    std::ranges::stable_sort(less, {}, [&](std::uint32_t e) { return price_[e]; });
                    missing = std::move(less);
                }
            }
        }
        return missing;
    }
    /// Adds what a choice still lacks, noting each need, and keeps the set when it is the cheapest.
    bool complete(Set set)
    {
        while (auto need = needWith(set)) {
            if (need->empty() || left_ == 0) {
                return false;
            }
            set.push_back(
                *std::ranges::min_element(*need, {}, [&](std::uint32_t i) { return price_[i]; }));
            needs_.push_back(std::move(*need));
        }
        std::ranges::stable_sort(set, std::greater<>{}, [&](std::uint32_t i) { return price_[i]; });
        for (std::size_t i = 0; i < set.size();) {
            Set without = set;
            without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
            Set missing;
            if (reachedWith(without, missing)) {
                set = std::move(without);
            } else {
                ++i;
            }
        }
        if (priceOf(set) < limit_) {
            limit_ = priceOf(set);
            found_.better = std::move(set);
        }
        return true;
    }

    std::span<const double> price_;
    double limit_; // look for what costs less
    const GoalReached& reached_;
    std::size_t& left_;
    std::vector<char> done_, rest_;
    std::vector<Set> needs_;
    CheapestSet found_;
};

} // namespace

CheapestSet cheapestSet(std::span<const double> price, double known, const GoalReached& reached,
                        std::size_t& left)
{
    return Search{price, known, reached, left}.run();
}

} // namespace planning
