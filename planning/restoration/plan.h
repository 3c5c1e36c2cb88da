#pragma once
// A restoration plan: which action, which crew, when; people served per day; why in this order.
#include "geo/error.h"
#include "planning/coverage/cover.h"
#include "planning/feedback.h"
#include "planning/network/service.h"

#include <functional>
#include <map>

namespace planning {

/// A work that began before day 1: it goes on with its crew and is not paid again.
struct UnderWay {
    std::string action_id;
    std::string crew;     // "fibre 1"; empty when it needs none
    double days_left = 1; // above 0
};

inline constexpr int longestPlan_days = 3650;

/// A plan made before: it competes with what the search finds.
struct SavedPlan {
    struct Work {
        std::string action_id, crew; // "fibre 1"; empty when it needs none
        geo::Date first{};           // day of work
    };
    std::string name;
    std::vector<Work> works; // in its order; actions that are no longer there are left out
};

/// What is at hand, from which day on. The same struct serves the dialog, the command line and the
/// saved plan. Crews and stocks not given here are taken from the scenario's supply.
struct PlanRequest {
    geo::Date start{};                // day 1
    int days = 90;                    // 1 to longestPlan_days
    MaybeNumber budget_usd;           // all at once on day 1; absent: the scenario's supply
    std::map<std::string, int> crews; // skill → number of crews; empty: the scenario's supply
    MaybeNumber fuel_l_per_day;       // absent: the scenario's supply
    bool unknown_works = false;       // take assets of unknown status as working
    // Skill → base of each crew, by id or name (crews.h); fewer than crews: the rest has none.
    std::map<std::string, std::vector<std::string>> bases;
    double speed_kmh = 30;       // of crews where the scenario has no roads
    double work_day_h = 8;       // of a crew day
    double drive_included_h = 2; // of it: driving that crew days already count; what is over costs
    // Area → share of its people to be served on the last day (0 to 1), those of all its parts
    // together; and one for each other area that is not divided further.
    std::map<std::string, double> floors;
    double common_floor = 0;
    std::map<FacilityKind, double> facility_weight; // people-equivalents a facility adds
    double discount = 0; // per day, 0 to 1 (not with): people served later count less
    std::uint64_t seed = 1;
    std::int64_t effort = 0; // search steps in millions; 0: the solver's default
    double seconds = 0;      // 0: no limit but effort; else the plan may differ from run to run
    std::function<double()> clock; // seconds since the start, for `seconds`; from any thread
    unsigned threads = 1;          // changes the time, never the plan
    std::vector<UnderWay> under_way;
    std::map<std::string, double> spent; // of the budget and of stocks given before day 1
    // The best of them is taken, on its days and with its crews as far as that is possible, where
    // it brings more than what the search finds: given the same and more, a plan made anew is never
    // worth less.
    std::vector<SavedPlan> saved;
};

/// What one step does, in the order of the plan.
struct PlanStep {
    std::uint32_t action = 0; // position in Scenario::actions
    std::string crew;         // "fibre 1"; empty when the action needs no crew
    int first_day = 1, last_day = 1;
    double drive_h = 0; // to it, from the crew's base or last work
    // People newly served on its last day, counted once; places on a battery alone count as dark
    // before (battery_end.h).
    double people_back = 0;
    double people_early = 0; // when it brings nobody back: served while such batteries last
    // When it brings nobody back by itself: the next step (position in steps) that would bring less
    // without it.
    std::optional<std::uint32_t> needed_by;
    std::string why; // why it stands where it stands
};

/// Why a repair stays undone.
enum class Undone {
    faulty,     // the action is wrong as written
    unknown,    // nobody knows how to mend the asset
    closed,     // zones, dates or closed roads on every day
    supply,     // more than there is, or no crew
    order,      // something that must come first is not done
    time,       // does not fit into the days
    not_worth,  // could be done, but others bring more with what is at hand
    no_gain,    // could be done, but brings nobody back by itself once the plan is done
    not_needed, // another action mends the same thing
};
std::string_view text(Undone reason); // the words above

/// A repair that stays undone. `action` is none when nobody knows how to mend the asset.
struct UndoneAction {
    std::optional<std::uint32_t> action;
    std::string asset_id;
    Undone reason = Undone::not_worth;
    std::string why;
    bool shut = false; // nobody can get to its place on any day
};

/// People of one area through the plan.
struct AreaServed {
    std::uint32_t area = 0; // position in Scenario::areas
    bool divided = false;   // further: the people of its parts, counted there as well
    double people = 0, served_today = 0, served_at_end = 0;
    double attainable = 0;         // if everything that can be mended were
    MaybeNumber floor;             // share asked for
    bool met = true;               // on the last day; true without a floor
    std::optional<int> met_on_day; // first day on which it is met for good
    // What its people counted for, to meet floors; 1: like everybody. Of a divided area: by its
    // own.
    double weight = 1;
    std::size_t undone_closed = 0; // repairs in it to whose place nobody can get on any day
    std::size_t steps = 0;         // works of the plan in it

    /// False when its floor would be missed even if everything that can be mended were.
    bool floorPossible() const;
};

/// Facilities of one kind through the plan.
struct FacilitiesServed {
    FacilityKind kind = FacilityKind::other;
    std::size_t total = 0, served_today = 0, served_at_end = 0;
    double weight = 0; // people-equivalents each counts for in the order of work
};

/// A span or link that would carry more than it can on some day of the plan.
struct Overload {
    AssetRef asset;
    int first_day = 0;                       // 0: today already
    double load_mbps = 0, capacity_mbps = 0; // the heaviest load of all days
};

/// A place without grid that the plan counts as powered to its end although what it has runs out
/// before: somebody must keep bringing fuel to it, or charge its battery.
struct KeptPowered {
    AssetRef place;
    bool brought = false;      // a step of the plan brings power or fuel to it; else it runs today
    double fuel_l_per_day = 0; // 0: it has only batteries
    double lasts_h = 0;        // with what is there, from the state's time on; 0 when brought
};

struct RestorationPlan {
    PlanRequest request;
    std::vector<PlanStep> steps; // by first day, then by priority
    std::vector<UndoneAction> undone;
    std::vector<double> served; // people served at the end of day 0 (today) … days
    double people = 0;          // all people within the area looked at
    std::vector<double> bound;  // per day: no plan serves more on it; may be empty
    // Person-days as the order of work counts them, over days 1 … days: discounted, and with the
    // weights of facilities, where asked for; and what no plan can exceed.
    double counted_days = 0, upper_bound_days = 0;
    double gap_percent = 0;              // the plan is at most so much below the best possible
    std::vector<std::string> binding;    // per day: the resource that holds work up, or ""
    std::string scarcest;                // the resource that holds work up on most days, or ""
    double money_usd = 0, crew_days = 0; // used
    std::string taken_from; // the saved plan whose works these are; empty: those of the search
    double beyond_search_days = 0; // person-days it brings beyond what the search found; below 0:
                                   // it keeps more of the floors
    std::vector<std::string> assumptions;
    geo::Problems problems; // crews without base, areas out of reach …
    // All areas that are not divided further, then the divided ones that have a floor.
    std::vector<AreaServed> areas;
    std::vector<FacilitiesServed> facilities;
    std::vector<Overload> overloads;       // the worst first
    std::size_t unstated_capacity = 0;     // spans and links in use whose capacity nobody stated
    double fuel_l_per_day_at_end = 0;      // burnt by places that live on generators then
    std::vector<KeptPowered> kept_powered; // first those that run today, the first dark first
    // People served at the end of day 0 … days when nobody keeps up those that run today; empty:
    // there are none.
    std::vector<double> served_unkept;
};

/// Makes a plan with the scenario's actions (add those of deriveActions first). Throws geo::Error
/// when nothing can be planned at all (no core node, no cover).
RestorationPlan makePlan(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                         geo::Time asOf, const PlanRequest& request, const Feedback& feedback = {});

} // namespace planning
