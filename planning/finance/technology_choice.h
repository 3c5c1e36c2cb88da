#pragma once
// Which technology connects each settlement and facility, why, and what came second.
#include "planning/feedback.h"
#include "planning/finance/demand.h"
#include "planning/finance/ownership.h"

#include <cstdint>
#include <string>
#include <vector>

namespace planning {

/// Why a technology does not come into question, or was not taken.
enum class Refusal : std::uint8_t {
    chosen,            // not refused
    demand_unknown,    // nobody knows how many people or users there are
    nobody_there,      // no people, no users: nothing to connect
    no_node,           // no fibre node to hang on
    no_road,           // the place lies on no road that leads to a node
    no_parent,         // the place its fibre would come from gets none
    too_far,           // farther than the technology reaches
    not_covered,       // no cell of a broadband technology is received
    no_site,           // no site within reach of a radio link
    unknown_sight,     // there is no elevation: nobody knows what stands in the way
    no_sight,          // terrain blocks the way to every site in reach
    too_much,          // the place asks for more than the technology gives
    cell_full,         // the serving cell has not that much left
    no_power,          // no electricity, and solar power is not to be bought
    unknown_cover,     // no coverage was computed
    dearer,            // another one costs less
    brings_less,       // another one brings more to who earns
    later_in_order,    // another one comes first in the fixed order
    needed_for_others, // better for this place alone, but others' fibre comes through it
    over_budget,       // the money ended before
};
inline constexpr int refusalCount = 20;
std::string_view reasonCode(Refusal refusal); // "NO_NODE", "DEARER" …
std::string_view inWords(Refusal refusal);

/// What is known about a place. Distances in km, from 0.
struct PlaceToConnect {
    std::string id;
    std::optional<double> people; // of a settlement
    std::optional<double> users;  // at the same moment; for a facility, instead of people
    // Fibre: the way along roads to `fibre_parent` (position in the list: that place must have
    // fibre too) or, without parent, to a fibre node at hand.
    std::optional<double> fibre_km;
    std::optional<std::uint32_t> fibre_parent;
    Refusal fibre_refusal = Refusal::no_node; // why, when fibre_km is absent
    std::optional<double> fibre_slope;        // of the ground on that way, as in FibreGround
    // Cellular: distance to the serving site, bandwidth it has, and which one it is: places that
    // name the same one share that bandwidth.
    std::optional<double> cell_km, cell_free_mbps;
    std::optional<std::uint32_t> cell_site;
    Refusal cell_refusal = Refusal::not_covered; // why, when cell_km is absent
    // Point-to-point: the nearest site in clear sight.
    std::optional<double> hop_km;
    Refusal hop_refusal = Refusal::no_sight; // why, when hop_km is absent
    std::optional<bool> has_grid;            // unknown: taken as connected, and counted
};

enum class ChoiceAim : std::uint8_t {
    least_cost,  // of ownership for who pays
    most_value,  // net present value for who earns
    fixed_order, // fibre, cellular, point-to-point, satellite: the first that can
    most_users,  // within the budget
    most_places, // within the budget
};
std::optional<ChoiceAim> choiceAimNamed(std::string_view word); // "least_cost" …
std::string_view text(ChoiceAim aim);

struct TechnologyRequest {
    ChoiceAim aim = ChoiceAim::least_cost;
    CostLevel level = CostLevel::base;
    Horizon horizon;
    DemandRule demand;
    bool bandwidth_is_cost = true;    // count the fee in what the payer pays
    bool buy_solar = true;            // for places without grid, where the catalogue prices it
    std::optional<double> budget_usd; // of ownership over the years, not discounted
};
/// Whose money the choice is seen by: "payer" buys connection and bandwidth, "payer_without_fee"
/// leaves bandwidth out, "earner" sells it.
std::string_view viewpointOf(const TechnologyRequest& request);

struct TechnologyOption {
    Refusal refusal = Refusal::chosen; // see works()
    Ownership own;                     // zeros when it would not
    double power = 0;                  // solar, in own.* already
    bool works() const
    {
        return refusal == Refusal::chosen || refusal == Refusal::dearer ||
               refusal == Refusal::brings_less || refusal == Refusal::later_in_order ||
               refusal == Refusal::needed_for_others || refusal == Refusal::over_budget;
    }
};

struct TechnologyChoice {
    std::optional<Demand> demand; // absent: unknown, or nobody is there
    bool nobody = false;
    std::optional<double> cell_left_mbps;    // of its site, when the place's turn came
    std::array<TechnologyOption, 4> options; // by AccessTechnology
    std::optional<AccessTechnology> chosen, runner_up;
    // How much more it costs (or less it brings) than the chosen one. Below 0 where the chosen one
    // is fibre for the sake of others: the refusal is `needed_for_others` then.
    double runner_up_extra = 0;
    std::uint32_t passes_on = 0; // places that get their fibre through this one
    // Against the best other one: for who earns when that is the aim, else for who pays.
    std::optional<double> fibre_break_even_km;
};

struct TechnologyPlan {
    std::vector<TechnologyChoice> places; // as given
    std::array<std::size_t, 4> count{};   // places by technology
    std::array<double, 4> users{};
    std::size_t none = 0; // nothing at hand can serve what they ask for
    std::size_t demand_unknown = 0, nobody = 0, grid_unknown = 0;
    double first_capex = 0, ownership = 0, fee = 0, earner_npv = 0; // of the chosen ones
    /// Most users (or places) any choice could reach within the budget; absent without budget.
    std::optional<double> budget_bound;
    std::vector<std::string> items; // ids of the catalogue the result rests on
};

/// Of a place without grid, where the catalogue prices it.
std::optional<double> solarPower_usd(const CostCatalogue& catalogue, CostLevel level);
/// Whether the place has electricity or can buy it; without, nothing connects it.
bool canHavePower(const PlaceToConnect& place, const CostCatalogue& catalogue,
                  const TechnologyRequest& request);

/// What a site carries goes to the places with most users first, those on fibre last.
/// Throws geo::Error when the request or the catalogue is unsound, or `fibre_parent` goes in a
/// circle. Nothing when cancelled. Fibre: a place can have it only when its parent has; the tree
/// is cut where the other technologies cost less for all that hangs on it.
std::optional<TechnologyPlan> chooseTechnology(const std::vector<PlaceToConnect>& places,
                                               const CostCatalogue& catalogue,
                                               const TechnologyRequest& request,
                                               const Feedback& feedback = {});

} // namespace planning
