#include "planning/finance/within_budget.h"

#include <queue>

#include <algorithm>
#include <span>
#include <tuple>

namespace planning {
namespace {

constexpr auto fibre = static_cast<std::size_t>(AccessTechnology::fibre);

class Spending {
public:
    Spending(TechnologyPlan& plan, const std::vector<PlaceToConnect>& places,
             const TechnologyRequest& request)
        : plan_{plan}, places_{places}, request_{request}, left_{*request.budget_usd},
          bought_(places.size()), children_(places.size())
    {
        for (std::uint32_t i = 0; i < places.size(); ++i) {
            if (onFibre(i) && places[i].fibre_parent) {
                children_[*places[i].fibre_parent].push_back(i);
            }
        }
    }

    void run()
    {
        plan_.budget_bound = bound();
        for (std::uint32_t i = 0; i < places_.size(); ++i) {
            offer(i);
        }
        while (!offers_.empty()) {
            const auto [ratio, minusPlace] = offers_.top();
            offers_.pop();
            const auto place = static_cast<std::uint32_t>(-minusPlace);
            if (bought_[place] || ratio < bundle(place).ratio()) {
                continue; // had already, or offered anew at a better price
            }
            buy(place);
        }
        dropIdleTrunks();
        settleForLess();
        exchange();
        for (std::uint32_t i = 0; i < places_.size(); ++i) {
            if (!bought_[i]) {
                refuse(i);
            }
        }
    }

private:
    struct Bundle {
        double gain = 0, cost = 0;
        double ratio() const { return gain / std::max(cost, 1e-9); }
    };

    bool onFibre(std::uint32_t i) const
    {
        return plan_.places[i].chosen == AccessTechnology::fibre;
    }
    double cost(const TechnologyOption& option) const
    {
        return request_.bandwidth_is_cost ? option.own.payer_ownership : option.own.ownership;
    }
    double gain(std::uint32_t i) const
    {
        return request_.aim == ChoiceAim::most_users ? plan_.places[i].demand->users : 1.0;
    }
    const TechnologyOption& chosen(std::uint32_t i) const
    {
        return plan_.places[i].options[static_cast<std::size_t>(*plan_.places[i].chosen)];
    }

    /// The place with all its fibre comes over and is not bought yet.
    Bundle bundle(std::uint32_t place) const
    {
        Bundle sum;
        for (std::optional<std::uint32_t> at = place; at && !bought_[*at];
             at = onFibre(*at) ? places_[*at].fibre_parent : std::nullopt) {
            sum.gain += gain(*at);
            sum.cost += cost(chosen(*at));
        }
        return sum;
    }
    void offer(std::uint32_t place)
    {
        if (plan_.places[place].chosen && !bought_[place]) {
            offers_.emplace(bundle(place).ratio(), -static_cast<std::int64_t>(place));
        }
    }
    void buy(std::uint32_t place)
    {
        const Bundle all = bundle(place);
        if (all.cost > left_) {
            return;
        }
        left_ -= all.cost;
        std::vector<std::uint32_t> cheaperNow;
        for (std::optional<std::uint32_t> at = place; at && !bought_[*at];
             at = onFibre(*at) ? places_[*at].fibre_parent : std::nullopt) {
            bought_[*at] = true;
            cheaperNow.push_back(*at);
        }
        for (std::size_t next = 0; next < cheaperNow.size(); ++next) {
            for (const std::uint32_t child : children_[cheaperNow[next]]) {
                if (!bought_[child]) {
                    offer(child);
                    cheaperNow.push_back(child);
                }
            }
        }
    }

    /// Fibre that was to be laid for the sake of others, none of which got it in the end: what is
    /// better for the place alone takes its turn.
    void dropIdleTrunks()
    {
        std::vector<std::uint32_t> hanging(places_.size()), idle;
        for (std::uint32_t i = 0; i < places_.size(); ++i) {
            for (const std::uint32_t child : children_[i]) {
                hanging[i] += bought_[child] ? 1 : 0;
            }
            if (bought_[i] && onFibre(i) && hanging[i] == 0) {
                idle.push_back(i);
            }
        }
        for (std::size_t next = 0; next < idle.size(); ++next) {
            const std::uint32_t i = idle[next];
            if (!takeBetter(i)) {
                continue;
            }
            if (const auto parent = places_[i].fibre_parent; parent && --hanging[*parent] == 0) {
                idle.push_back(*parent);
            }
        }
    }
    bool takeBetter(std::uint32_t i)
    {
        TechnologyChoice& choice = plan_.places[i];
        std::optional<std::size_t> better;
        for (std::size_t t = 0; t < accessTechnologies.size(); ++t) {
            if (choice.options[t].refusal == Refusal::needed_for_others &&
                cost(choice.options[t]) < cost(choice.options[better.value_or(fibre)])) {
                better = t;
            }
        }
        if (better) {
            left_ += cost(choice.options[fibre]) - cost(choice.options[*better]);
            take(choice, *better, Refusal::dearer);
        }
        return better.has_value();
    }
    static void take(TechnologyChoice& choice, std::size_t technology, Refusal instead)
    {
        choice.options[static_cast<std::size_t>(*choice.chosen)].refusal = instead;
        choice.chosen = accessTechnologies.at(technology);
        for (TechnologyOption& option : choice.options) {
            if (option.refusal == Refusal::needed_for_others) {
                option.refusal = Refusal::dearer;
            }
        }
        choice.options[technology].refusal = Refusal::chosen;
        choice.runner_up.reset();
        choice.runner_up_extra = 0;
    }

    /// What a shared site carries is given out already, to those who chose it.
    bool taken(std::uint32_t i, std::size_t technology) const
    {
        return accessTechnologies.at(technology) == AccessTechnology::cellular &&
               places_[i].cell_site && plan_.places[i].chosen != AccessTechnology::cellular;
    }

    /// Places whose fibre is too dear now may still get the cheapest of the others.
    void settleForLess()
    {
        std::vector<std::tuple<double, std::uint32_t, std::size_t>> less;
        for (std::uint32_t i = 0; i < places_.size(); ++i) {
            if (bought_[i] || !plan_.places[i].chosen) {
                continue;
            }
            for (std::size_t t = 0; t < accessTechnologies.size(); ++t) {
                const TechnologyOption& option = plan_.places[i].options[t];
                if (t != fibre && option.works() && !taken(i, t)) {
                    less.emplace_back(-gain(i) / std::max(cost(option), 1e-9), i, t);
                }
            }
        }
        std::ranges::sort(less);
        for (const auto& [ratio, i, t] : less) {
            TechnologyChoice& choice = plan_.places[i];
            if (!bought_[i] && cost(choice.options[t]) <= left_) {
                left_ -= cost(choice.options[t]);
                bought_[i] = true;
                take(choice, t, Refusal::over_budget);
            }
        }
    }

    /// Greedy by what a dollar brings passes by a large place that does not fit beside small ones,
    /// and small ones beside a large: one takes the place of others where that is more in all.
    void exchange()
    {
        constexpr std::size_t looked = 200;
        constexpr int rounds = 40;
        for (int improved = 0; improved < rounds; ++improved) {
            const std::vector<std::uint32_t> leaves = boughtLeaves();
            std::vector<Alone> byGain;
            for (std::uint32_t i = 0; i < places_.size(); ++i) {
                if (!bought_[i] && plan_.places[i].chosen) {
                    if (const auto t = cheapest(i)) {
                        byGain.push_back({i, gain(i), cost(plan_.places[i].options[*t]),
                                          *t == fibre ? places_[i].fibre_parent : std::nullopt});
                    }
                }
            }
            std::ranges::stable_sort(byGain, std::greater{}, &Alone::gain);
            std::vector<Alone> byRatio = byGain;
            std::ranges::stable_sort(byRatio, std::greater{}, [](const Alone& each) {
                return each.gain / std::max(each.cost, 1e-9);
            });
            const std::span few{byGain.data(), std::min(looked, byGain.size())};
            const std::span first{leaves.data(), std::min(looked, leaves.size())};
            if (std::ranges::none_of(
                    few, [&](const Alone& each) { return insteadOf(leaves, each.place); }) &&
                std::ranges::none_of(
                    first, [&](auto leaf) { return insteadOfOne(leaf, byRatio, byGain); })) {
                return;
            }
            settleForLess();
        }
    }

    /// A place that is not bought, connected by itself.
    struct Alone {
        std::uint32_t place;
        double gain, cost;
        std::optional<std::uint32_t> under; // whose fibre its own comes over
    };

    /// Others for what one place costs: those of most for their money first, or of most gain.
    bool insteadOfOne(std::uint32_t leaf, const std::vector<Alone>& byRatio,
                      const std::vector<Alone>& byGain)
    {
        std::vector<std::uint32_t> best;
        double most = gain(leaf) + 1e-9;
        for (const auto* order : {&byRatio, &byGain}) {
            double room = left_ + cost(chosen(leaf));
            double sum = 0;
            std::vector<std::uint32_t> bought;
            for (const Alone& each : *order) {
                if (each.under != leaf && each.cost <= room) {
                    room -= each.cost;
                    sum += each.gain;
                    bought.push_back(each.place);
                }
            }
            if (sum > most) {
                most = sum;
                best = std::move(bought);
            }
        }
        if (best.empty()) {
            return false;
        }
        bought_[leaf] = false;
        left_ += cost(chosen(leaf));
        std::ranges::for_each(best, [this](auto i) { buyAlone(i); });
        return true;
    }

    void buyAlone(std::uint32_t i)
    {
        const std::size_t t = *cheapest(i);
        TechnologyChoice& choice = plan_.places[i];
        left_ -= cost(choice.options[t]);
        bought_[i] = true;
        if (accessTechnologies.at(t) != *choice.chosen) {
            take(choice, t, Refusal::over_budget);
        }
    }

    /// Bought places whose fibre nobody else's comes over, those that bring least for their money
    /// first.
    std::vector<std::uint32_t> boughtLeaves() const
    {
        std::vector<std::uint32_t> leaves;
        for (std::uint32_t i = 0; i < places_.size(); ++i) {
            const bool passesOn = std::ranges::any_of(
                children_[i], [this](auto child) { return bought_[child] && onFibre(child); });
            if (bought_[i] && !passesOn && cost(chosen(i)) > 0) {
                leaves.push_back(i);
            }
        }
        std::ranges::stable_sort(leaves, {}, [this](auto i) { return gain(i) / cost(chosen(i)); });
        return leaves;
    }

    /// The cheapest way to connect a place by itself: no fibre over places that have none.
    std::optional<std::size_t> cheapest(std::uint32_t i) const
    {
        const TechnologyChoice& choice = plan_.places[i];
        std::optional<std::size_t> best;
        for (std::size_t t = 0; t < accessTechnologies.size(); ++t) {
            const bool hangs =
                t == fibre && places_[i].fibre_parent &&
                (!bought_[*places_[i].fibre_parent] || !onFibre(*places_[i].fibre_parent));
            if (choice.options[t].works() && !hangs && !taken(i, t) &&
                (!best || cost(choice.options[t]) < cost(choice.options[*best]))) {
                best = t;
            }
        }
        return best;
    }

    bool insteadOf(const std::vector<std::uint32_t>& leaves, std::uint32_t i)
    {
        const std::size_t t = *cheapest(i);
        const TechnologyChoice& choice = plan_.places[i];
        const double needed = cost(choice.options[t]) - left_;
        double freed = 0, lost = 0;
        std::vector<std::uint32_t> gone;
        for (const std::uint32_t leaf : leaves) {
            // What this place's own fibre comes over stays.
            const bool under = t == fibre && places_[i].fibre_parent == leaf;
            if (freed >= needed || lost >= gain(i)) {
                break;
            }
            if (!under) {
                freed += cost(chosen(leaf));
                lost += gain(leaf);
                gone.push_back(leaf);
            }
        }
        // Of those let go the ones that were not in the way stay after all.
        std::ranges::stable_sort(gone, std::greater{}, [this](auto leaf) { return gain(leaf); });
        std::erase_if(gone, [&](std::uint32_t leaf) {
            const bool needless = freed - cost(chosen(leaf)) >= needed;
            freed -= needless ? cost(chosen(leaf)) : 0;
            lost -= needless ? gain(leaf) : 0;
            return needless;
        });
        constexpr double hair = 1e-9;
        if (freed < needed || lost >= gain(i) - hair) {
            return false;
        }
        for (const std::uint32_t leaf : gone) {
            bought_[leaf] = false;
        }
        left_ += freed;
        buyAlone(i);
        return true;
    }

    void refuse(std::uint32_t i)
    {
        TechnologyChoice& choice = plan_.places[i];
        for (TechnologyOption& option : choice.options) {
            if (option.works()) {
                option.refusal = Refusal::over_budget;
            }
        }
        choice.chosen.reset();
        choice.runner_up.reset();
        choice.runner_up_extra = 0;
    }

    /// Every place at its cheapest, its fibre without what it comes over; the last one in part.
    double bound() const
    {
        std::vector<std::pair<double, double>> all; // cost, gain
        for (std::uint32_t i = 0; i < places_.size(); ++i) {
            double least = -1;
            for (const TechnologyOption& option : plan_.places[i].options) {
                const bool could = option.works() || option.refusal == Refusal::no_parent ||
                                   (option.refusal == Refusal::cell_full && cost(option) > 0);
                if (could && (least < 0 || cost(option) < least)) {
                    least = cost(option);
                }
            }
            if (least >= 0) {
                all.emplace_back(least, gain(i));
            }
        }
        std::ranges::sort(all, [](const auto& a, const auto& b) {
            return a.second * b.first > b.second * a.first;
        });
        double money = *request_.budget_usd, sum = 0;
        for (const auto& [cost, gain] : all) {
            const double share = cost <= 0 ? 1.0 : std::min(1.0, money / cost);
            sum += share * gain;
            money -= share * cost;
            if (share < 1) {
                break;
            }
        }
        return sum;
    }

    TechnologyPlan& plan_;
    const std::vector<PlaceToConnect>& places_;
    const TechnologyRequest& request_;
    double left_;
    std::vector<bool> bought_;
    std::vector<std::vector<std::uint32_t>> children_;
    std::priority_queue<std::pair<double, std::int64_t>> offers_;
};

} // namespace

void spendBudget(TechnologyPlan& plan, const std::vector<PlaceToConnect>& places,
                 const TechnologyRequest& request)
{
    Spending{plan, places, request}.run();
}

} // namespace planning
