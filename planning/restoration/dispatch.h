#pragma once
// From an order of work to a calendar: which crew does what from which day to which, without
// overspending a stock on any day or working in a closed zone.
#include "planning/restoration/crews.h"
#include "planning/restoration/supply.h"

namespace planning {

struct DispatchedWork {
    std::uint32_t action = 0;
    std::string crew;                // "fibre 1"; empty when the action needs no crew
    int first_day = 1, last_day = 1; // inclusive
    double drive_h = 0;              // from the crew's base or last work
};

/// When and by whom a work was to be done.
struct Appointment {
    std::uint32_t action = 0;
    std::string crew; // "fibre 1"; empty when the action needs no crew
    int day = 1;      // its first
};
std::vector<std::uint32_t> actionsOf(const std::vector<Appointment>& works);

struct Dispatch {
    std::vector<DispatchedWork> works; // by first day, then by rank in the order given
    std::vector<UndoneAction> undone;
};

/// Works through the days: each day the first works in the order that may start do start. A work
/// holds one crew of its skill for its crew days (or its duration, if longer) and what the drive
/// there costs, on consecutive days; works of less than a day share one where they and their drives
/// fit into it. It is paid and takes its parts and fuel on its first day, and
/// starts after everything in its after_ids is finished. Works under way go on from day 1 with
/// their crew, whatever their place in the order. Of several free crews the one that is done first
/// goes, then the nearest of those whose place is known. A later work may overtake an earlier one
/// only if it leaves enough in stock for it, and a crew on the day on which it can begin, as far as
/// that day is known.
class Dispatcher {
public:
    /// Both must outlive it.
    Dispatcher(const Scenario& scenario, const PlanRequest& request);
    Dispatch run(const std::vector<std::uint32_t>& order);
    /// The same, but that no work begins before its day, and its own crew goes if it can: what was
    /// possible with as much at hand stands as it stood. What cannot be done so waits its turn.
    Dispatch hold(const std::vector<Appointment>& works);

    /// Crews that exist, by skill, for the actions given to run() so far.
    const std::map<std::string, std::vector<Crew>>& crews() const { return crews_; }
    bool roadsGiven() const { return drives_.roadsGiven(); }
    const Action& actionOf(std::uint32_t action) const { return world_.actions[action]; }
    /// Actions that must be finished before this one starts.
    const std::vector<std::uint32_t>& before(std::uint32_t action) { return job(action).after; }

private:
    friend class Calendar;
    struct Job { // an action as the calendar sees it
        double days = 1;
        std::vector<std::pair<std::uint32_t, double>> use; // stocks that limit
        bool needs_crew = false;
        std::string skill;
        std::vector<std::uint32_t> after;
        std::vector<std::pair<int, int>> windows;
        std::optional<UnderWay> begun;
        std::optional<std::uint32_t> place; // number in drives_; absent: no drive is counted
    };
    const Job& job(std::uint32_t action);

    const Scenario& world_;
    const PlanRequest& request_;
    AssetIndex assets_;
    std::unordered_map<std::string, std::uint32_t> actionIndex_;
    std::unordered_map<std::uint32_t, Job> jobs_;
    std::vector<ResourceSupply> stocks_;
    std::map<std::string, std::uint32_t> stockIndex_;
    std::map<std::string, std::vector<Crew>> crews_;
    std::map<std::string, std::vector<std::optional<std::uint32_t>>> bases_; // in drives_
    Drives drives_;
};

/// The same for one order.
Dispatch dispatch(const Scenario& scenario, const std::vector<std::uint32_t>& order,
                  const PlanRequest& request);

/// Sums of decimal numbers of days are wrong by less than this.
inline constexpr double daySlack = 1e-9;
/// Rounded up; at least 1.
int wholeDays(double days);

/// Days a work holds its crew: crew days or duration, whichever is longer, and what the drive
/// costs, rounded up; at least 1.
int daysOf(const Action& action, const PlanRequest& request, double drive_h = 0);

/// What an action takes in a calendar: useOf() of it (supply.h), but of crew work the whole days
/// for which it holds a crew, without drives; of less than a day that part.
std::map<std::string, double> heldBy(const Action& action, const PlanRequest& request);

} // namespace planning
