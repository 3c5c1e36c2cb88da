#include "planning/finance/within_budget.h"

#include <queue>

#include <algorithm>
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
        choice.options[technology].refusal = Refusal::none;
        choice.runner_up.reset();
        choice.runner_up_extra = 0;
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
                if (t != fibre && option.works()) {
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
