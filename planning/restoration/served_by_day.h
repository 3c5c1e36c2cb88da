#pragma once
// People served day by day when works are done as dispatched.
#include "planning/restoration/dispatch.h"
#include "planning/restoration/replay.h"

#include <vector>

namespace planning {

/// Hours from the state's time to the end of a plan's day; day 0 is the state itself.
double hoursToEnd(geo::Time asOf, geo::Date start, int day);

/// The world before any work, as each day finds it: places that live on a battery alone are on
/// until it is empty.
class WorldByDay {
public:
    /// `start` and `days` are the plan's; the rest as for Replay, which see for what must outlive
    /// this. `power` is that of `asOf`.
    WorldByDay(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
               const TransportGraph& graph, const Cover& cover, bool unknownWorks, geo::Time asOf,
               geo::Date start, int days, const std::vector<double>& weights = {});

    /// Once all those batteries are empty that end within the plan: the same on every later day.
    const Replay& lasting() const { return lasting_; }
    /// The last day before that; -1: there is none.
    int lastEarlyDay() const { return static_cast<int>(early_.size()) - 1; }
    const Replay& on(int day) const
    {
        return day <= lastEarlyDay() ? early_[static_cast<std::size_t>(day)] : lasting_;
    }

private:
    Replay lasting_;
    std::vector<Replay> early_; // day 0 …
};

/// At the end of day 0, before any work, … `days`.
std::vector<double> servedByDay(const Dispatch& done, const WorldByDay& world, int days);

} // namespace planning
