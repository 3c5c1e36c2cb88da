#include "planning/finance/technology_choice.h"

#include "geo/error.h"
#include "planning/finance/fibre_or_not.h"
#include "planning/finance/fibre_price.h"
#include "planning/finance/within_budget.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <set>

namespace planning {
namespace {

struct RefusalWords {
    std::string_view code, words;
};
constexpr std::array<RefusalWords, refusalCount> refusalWords{{
    {"CHOSEN", "chosen"},
    {"DEMAND_UNKNOWN", "nobody knows how many people or users there are"},
    {"NOBODY_THERE", "nobody is there to connect"},
    {"NO_NODE", "there is no fibre node to hang on"},
    {"NO_ROAD", "no road leads from here to a fibre node"},
    {"NO_PARENT", "the place its fibre would come from gets none"},
    {"TOO_FAR", "farther than it reaches"},
    {"NOT_COVERED", "no broadband cell is received here"},
    {"NO_SITE", "there is no site within reach"},
    {"SIGHT_UNKNOWN", "there is no elevation: nobody knows what stands in the way"},
    {"NO_SIGHT", "terrain blocks the way to every site in reach"},
    {"TOO_MUCH_DEMAND", "the place asks for more than it gives"},
    {"CELL_FULL", "the serving site has not that much left"},
    {"NO_POWER", "there is no electricity"},
    {"COVERAGE_UNKNOWN", "no coverage was computed"},
    {"DEARER", "another one costs less"},
    {"BRINGS_LESS", "another one brings more to who earns"},
    {"LATER_IN_ORDER", "it works, but another one comes first in the fixed order"},
    {"NEEDED_FOR_OTHERS", "better for this place alone, but the fibre of others comes through it"},
    {"OVER_BUDGET", "the money ends before"},
}};

constexpr std::array<std::string_view, 5> aimNames{"least_cost", "most_value", "fixed_order",
                                                   "most_users", "most_places"};

constexpr auto index(AccessTechnology technology)
{
    return static_cast<std::size_t>(technology);
}

void addPower(Ownership& own, double power, const Horizon& horizon, double annuity)
{
    own.first_capex += power;
    own.capex += power;
    own.ownership += power;
    own.year_cost = own.ownership / horizon.years;
    own.pv_cost = own.year_cost * annuity;
    own.earner_npv = own.pv_fee - own.pv_cost;
    own.payer_ownership += power;
    own.payer_pv = own.pv_cost + own.pv_fee;
}

class Chooser {
public:
    Chooser(const CostCatalogue& catalogue, const TechnologyRequest& request)
        : catalogue_{catalogue}, request_{request}, annuity_{presentValueOfAnnuity(request.horizon)}
    {
        requireSound(request.demand);
        if (request.budget_usd && !(*request.budget_usd >= 0)) {
            throw geo::Error{fmt::format("the budget is {}", *request.budget_usd),
                             "Give an amount from 0"};
        }
        for (const AccessTechnology technology : accessTechnologies) {
            costs_[index(technology)] = accessCost(catalogue, technology, request.level);
        }
        solar_ = solarPower_usd(catalogue, request.level);
    }

    TechnologyChoice options(const PlaceToConnect& place) const
    {
        TechnologyChoice choice;
        choice.nobody = place.users.value_or(place.people.value_or(1)) == 0;
        if (!choice.nobody) {
            choice.demand = place.users ? demandOfUsers(place.users, request_.demand)
                                        : demandOfPeople(place.people, request_.demand);
        }
        const auto set = [&](AccessTechnology technology, std::optional<double> km,
                             Refusal whenAbsent, std::optional<double> free_mbps = std::nullopt) {
            choice.options[index(technology)] =
                option(technology, km, whenAbsent, free_mbps, choice.demand, place);
        };
        set(AccessTechnology::fibre, place.fibre_km, place.fibre_refusal);
        set(AccessTechnology::cellular, place.cell_km, place.cell_refusal, place.cell_free_mbps);
        set(AccessTechnology::point_to_point, place.hop_km, place.hop_refusal);
        set(AccessTechnology::satellite, 0.0, Refusal::chosen);
        for (TechnologyOption& option : choice.options) {
            option.refusal = choice.nobody ? Refusal::nobody_there : option.refusal;
        }
        return choice;
    }

    /// Lower is better.
    double score(AccessTechnology technology, const TechnologyOption& option) const
    {
        switch (request_.aim) {
        case ChoiceAim::most_value:
            return -option.own.earner_npv;
        case ChoiceAim::fixed_order:
            return static_cast<double>(index(technology));
        default:
            return request_.bandwidth_is_cost ? option.own.payer_ownership : option.own.ownership;
        }
    }
    double money(const TechnologyOption& option) const
    {
        return request_.bandwidth_is_cost ? option.own.payer_ownership : option.own.ownership;
    }
    /// At this place: fibre is dearer in hills and mountains, where the catalogue says so.
    AccessCost cost(AccessTechnology technology, const PlaceToConnect& place) const
    {
        AccessCost cost = costs_[index(technology)];
        if (const CostItem* item = groundItem(technology, place)) {
            cost.per_km *= catalogue_.value(item->id, request_.level);
        }
        return cost;
    }
    const CostItem* groundItem(AccessTechnology technology, const PlaceToConnect& place) const
    {
        if (technology != AccessTechnology::fibre || !place.fibre_slope) {
            return nullptr;
        }
        const std::vector<std::string> items =
            fibreItems({0, Deployment::buried, place.fibre_slope});
        return items.size() > 1 ? catalogue_.find(items.back()) : nullptr;
    }

private:
    TechnologyOption option(AccessTechnology technology, std::optional<double> km,
                            Refusal whenAbsent, std::optional<double> free_mbps,
                            const std::optional<Demand>& demand, const PlaceToConnect& place) const
    {
        const AccessCost cost = this->cost(technology, place);
        const std::optional<bool> hasGrid = place.has_grid;
        TechnologyOption option;
        if (!demand) {
            option.refusal = Refusal::demand_unknown;
        } else if (!km) {
            option.refusal = whenAbsent == Refusal::chosen ? Refusal::no_node : whenAbsent;
        } else if (cost.reach_km > 0 && *km > cost.reach_km) {
            option.refusal = Refusal::too_far;
        } else if (demand->mbps > cost.most_mbps) {
            option.refusal = Refusal::too_much;
        } else if (free_mbps && demand->mbps > *free_mbps) {
            option.refusal = Refusal::cell_full;
        } else if (hasGrid == false && (!request_.buy_solar || !solar_)) {
            option.refusal = Refusal::no_power;
        } else {
            option.own = costOfOwnership(cost, *km, demand->mbps, request_.horizon);
            if (hasGrid == false) {
                option.power = *solar_;
                addPower(option.own, option.power, request_.horizon, annuity_);
            }
        }
        return option;
    }

    const CostCatalogue& catalogue_;
    const TechnologyRequest& request_;
    double annuity_;
    std::array<AccessCost, 4> costs_;
    std::optional<double> solar_;
};

/// The best working option but for those in `without`.
std::optional<AccessTechnology> best(const TechnologyChoice& choice, const Chooser& chooser,
                                     std::optional<AccessTechnology> without, bool fibreToo = true)
{
    std::optional<AccessTechnology> found;
    for (const AccessTechnology technology : accessTechnologies) {
        const TechnologyOption& option = choice.options[index(technology)];
        if (!option.works() || technology == without ||
            (!fibreToo && technology == AccessTechnology::fibre)) {
            continue;
        }
        if (!found || chooser.score(technology, option) <
                          chooser.score(*found, choice.options[index(*found)])) {
            found = technology;
        }
    }
    return found;
}

/// Why what would work is not taken, when another one is.
Refusal secondTo(ChoiceAim aim)
{
    return aim == ChoiceAim::most_value    ? Refusal::brings_less
           : aim == ChoiceAim::fixed_order ? Refusal::later_in_order
                                           : Refusal::dearer;
}

void conclude(TechnologyChoice& choice, const PlaceToConnect& place, const Chooser& chooser,
              const TechnologyRequest& request)
{
    for (const AccessTechnology technology : accessTechnologies) {
        TechnologyOption& option = choice.options[index(technology)];
        if (option.refusal == Refusal::chosen && technology != choice.chosen) {
            const bool better = choice.passes_on > 0 &&
                                chooser.score(technology, option) <
                                    chooser.score(AccessTechnology::fibre, choice.options.front());
            option.refusal = better ? Refusal::needed_for_others : secondTo(request.aim);
        }
    }
    if (!choice.chosen) {
        return;
    }
    choice.runner_up = best(choice, chooser, choice.chosen);
    if (choice.runner_up) {
        choice.runner_up_extra = chooser.money(choice.options[index(*choice.runner_up)]) -
                                 chooser.money(choice.options[index(*choice.chosen)]);
        if (request.aim == ChoiceAim::most_value) {
            choice.runner_up_extra = choice.options[index(*choice.chosen)].own.earner_npv -
                                     choice.options[index(*choice.runner_up)].own.earner_npv;
        }
    }
    const bool earns = request.aim == ChoiceAim::most_value;
    if (place.fibre_km) {
        if (const auto other = best(choice, chooser, std::nullopt, false)) {
            choice.fibre_break_even_km = fibreBreakEven_km(
                chooser.cost(AccessTechnology::fibre, place), chooser.cost(*other, place),
                earns || request.bandwidth_is_cost ? choice.demand->mbps : 0.0, request.horizon,
                earns ? Viewpoint::earner : Viewpoint::payer);
        }
    }
}

/// Places that could be served by a site they share with others, most users first.
std::vector<std::uint32_t> sharingCells(const TechnologyPlan& plan,
                                        const std::vector<PlaceToConnect>& places)
{
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        if (places[i].cell_site && places[i].cell_free_mbps &&
            plan.places[i].options[index(AccessTechnology::cellular)].works()) {
            out.push_back(i);
        }
    }
    std::ranges::stable_sort(out, std::greater{},
                             [&](std::uint32_t i) { return plan.places[i].demand->users; });
    return out;
}

/// Gives what each site carries to those who take it, and to those on fibre what is left.
void shareCells(TechnologyPlan& plan, const std::vector<PlaceToConnect>& places,
                const std::vector<std::uint32_t>& sharing, const std::vector<bool>& onFibre,
                const Chooser& chooser)
{
    std::map<std::uint32_t, double> left_mbps;
    for (const bool fibre : {false, true}) {
        for (const std::uint32_t i : sharing) {
            if (onFibre[i] != fibre) {
                continue;
            }
            TechnologyChoice& choice = plan.places[i];
            double& left = left_mbps.try_emplace(*places[i].cell_site, *places[i].cell_free_mbps)
                               .first->second;
            choice.cell_left_mbps = left;
            choice.options[index(AccessTechnology::cellular)].refusal =
                choice.demand->mbps > left ? Refusal::cell_full : Refusal::chosen;
            choice.chosen = best(choice, chooser, std::nullopt, false);
            left -= choice.chosen == AccessTechnology::cellular ? choice.demand->mbps : 0.0;
        }
    }
}

/// Which places are on fibre; the others' `chosen` is their best other one.
std::vector<bool> layOrNot(TechnologyPlan& plan, const std::vector<PlaceToConnect>& places,
                           const Chooser& chooser)
{
    constexpr int rounds = 8; // who is on fibre leaves his cell to others, who may leave fibre
    const std::vector<std::uint32_t> sharing = sharingCells(plan, places);
    std::vector<bool> onFibre(places.size());
    for (int round = 0; round < rounds; ++round) {
        shareCells(plan, places, sharing, onFibre, chooser);
        std::vector<FibreOrNot> tree(places.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            const TechnologyChoice& choice = plan.places[i];
            const TechnologyOption& fibre = choice.options[index(AccessTechnology::fibre)];
            tree[i].parent = places[i].fibre_parent;
            if (choice.chosen) {
                tree[i].other =
                    chooser.score(*choice.chosen, choice.options[index(*choice.chosen)]);
            }
            if (fibre.works()) {
                tree[i].fibre = chooser.score(AccessTechnology::fibre, fibre);
            }
        }
        std::vector<bool> next = cutFibreTree(tree);
        const bool settled = sharing.empty() || next == onFibre;
        onFibre = std::move(next);
        if (settled) {
            break;
        }
    }
    return onFibre;
}

/// How many places on fibre hang on each, through others or not.
void countHanging(TechnologyPlan& plan, const std::vector<PlaceToConnect>& places)
{
    const auto parentOf = [&](std::size_t i) {
        return plan.places[i].chosen == AccessTechnology::fibre ? places[i].fibre_parent
                                                                : std::nullopt;
    };
    std::vector<std::uint32_t> open(places.size()); // children not yet counted
    for (std::size_t i = 0; i < places.size(); ++i) {
        plan.places[i].passes_on = 0;
        if (const auto parent = parentOf(i)) {
            ++open[*parent];
        }
    }
    for (std::size_t leaf = 0; leaf < places.size(); ++leaf) {
        // Up from each leaf, until one that still waits for others.
        if (plan.places[leaf].passes_on > 0 || open[leaf] > 0) {
            continue;
        }
        std::size_t at = leaf;
        while (const std::optional<std::uint32_t> parent = parentOf(at)) {
            plan.places[*parent].passes_on += plan.places[at].passes_on + 1;
            if (--open[*parent] > 0) {
                break;
            }
            at = *parent;
        }
    }
}

} // namespace

std::string_view reasonCode(Refusal refusal)
{
    return refusalWords.at(static_cast<std::size_t>(refusal)).code;
}

std::string_view inWords(Refusal refusal)
{
    return refusalWords.at(static_cast<std::size_t>(refusal)).words;
}

std::optional<ChoiceAim> choiceAimNamed(std::string_view word)
{
    const auto at = std::ranges::find(aimNames, word);
    return at == aimNames.end() ? std::nullopt
                                : std::optional{static_cast<ChoiceAim>(at - aimNames.begin())};
}

std::string_view text(ChoiceAim aim)
{
    return aimNames.at(static_cast<std::size_t>(aim));
}

std::string_view viewpointOf(const TechnologyRequest& request)
{
    return request.aim == ChoiceAim::most_value ? "earner"
           : request.bandwidth_is_cost          ? "payer"
                                                : "payer_without_fee";
}

std::optional<double> solarPower_usd(const CostCatalogue& catalogue, CostLevel level)
{
    if (catalogue.find("solar.watt") == nullptr || catalogue.find("solar.watts") == nullptr) {
        return std::nullopt;
    }
    return catalogue.value("solar.watt", level) * catalogue.value("solar.watts", level);
}

bool canHavePower(const PlaceToConnect& place, const CostCatalogue& catalogue,
                  const TechnologyRequest& request)
{
    return place.has_grid.value_or(true) ||
           (request.buy_solar && solarPower_usd(catalogue, request.level));
}

std::optional<TechnologyPlan> chooseTechnology(const std::vector<PlaceToConnect>& places,
                                               const CostCatalogue& catalogue,
                                               const TechnologyRequest& request,
                                               const Feedback& feedback)
{
    const Chooser chooser{catalogue, request};
    TechnologyPlan plan;
    plan.places.reserve(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i % 1024 == 0 && feedback.cancelled()) {
            return std::nullopt;
        }
        plan.places.push_back(chooser.options(places[i]));
        TechnologyChoice& choice = plan.places.back();
        plan.grid_unknown += places[i].has_grid ? 0 : 1;
        plan.demand_unknown += choice.demand || choice.nobody ? 0 : 1;
        plan.nobody += choice.nobody ? 1 : 0;
        choice.chosen = best(choice, chooser, std::nullopt, false);
        choice.cell_left_mbps = places[i].cell_free_mbps;
    }
    const std::vector<bool> onFibre = layOrNot(plan, places, chooser);
    for (std::size_t i = 0; i < places.size(); ++i) {
        TechnologyChoice& choice = plan.places[i];
        TechnologyOption& fibre = choice.options[index(AccessTechnology::fibre)];
        if (onFibre[i]) {
            choice.chosen = AccessTechnology::fibre;
        } else if (fibre.works() && places[i].fibre_parent && !onFibre[*places[i].fibre_parent]) {
            fibre.refusal = Refusal::no_parent;
        }
    }
    countHanging(plan, places);
    for (std::size_t i = 0; i < places.size(); ++i) {
        conclude(plan.places[i], places[i], chooser, request);
    }
    if (request.budget_usd) {
        spendBudget(plan, places, request);
        countHanging(plan, places);
    }
    std::set<std::string> items;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const TechnologyChoice& choice = plan.places[i];
        if (!choice.chosen) {
            plan.none += choice.demand ? 1 : 0;
            continue;
        }
        const Ownership& own = choice.options[index(*choice.chosen)].own;
        ++plan.count[index(*choice.chosen)];
        plan.users[index(*choice.chosen)] += choice.demand->users;
        plan.first_capex += own.first_capex;
        plan.ownership += own.ownership;
        plan.fee += own.fee_year * request.horizon.years;
        plan.earner_npv += own.earner_npv;
    }
    const bool solar = std::ranges::any_of(plan.places, [](const TechnologyChoice& choice) {
        return std::ranges::any_of(choice.options,
                                   [](const TechnologyOption& option) { return option.power > 0; });
    });
    for (const PlaceToConnect& place : places) {
        if (const CostItem* item = chooser.groundItem(AccessTechnology::fibre, place)) {
            items.insert(item->id);
        }
    }
    for (const CostItem& item : catalogue.items()) {
        if (isAccessItem(item.id) ||
            (solar && (item.id == "solar.watt" || item.id == "solar.watts"))) {
            items.insert(item.id);
        }
    }
    plan.items.assign(items.begin(), items.end());
    return plan;
}

} // namespace planning
