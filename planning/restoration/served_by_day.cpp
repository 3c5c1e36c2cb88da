#include "planning/restoration/served_by_day.h"

#include "planning/network/battery_end.h"
#include "planning/restoration/fit_calendar.h"

#include <algorithm>

namespace planning {

double hoursToEnd(geo::Time asOf, geo::Date start, int day)
{
    const std::chrono::duration<double, std::ratio<3600>> hours =
        start + std::chrono::days{day} - asOf;
    return day <= 0 ? 0 : std::max(0.0, hours.count());
}

WorldByDay::WorldByDay(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
                       const TransportGraph& graph, const Cover& cover, bool unknownWorks,
                       geo::Time asOf, geo::Date start, int days,
                       const std::vector<double>& weights)
    : lasting_{scenario, statuses, afterBatteries(scenario, power, hoursToEnd(asOf, start, days)),
               graph,    cover,    unknownWorks,
               weights}
{
    double last_h = -1; // of those that end within the plan
    for (const double end_h : batteryEnds_h(scenario, power)) {
        last_h = end_h < hoursToEnd(asOf, start, days) ? end_h : last_h;
    }
    for (int day = 0; day < days && last_h >= hoursToEnd(asOf, start, day); ++day) {
        early_.push_back(lasting_.withPower(
            scenario, statuses, afterBatteries(scenario, power, hoursToEnd(asOf, start, day)),
            unknownWorks));
    }
}

std::vector<double> servedByDay(const Dispatch& done, const WorldByDay& world, int days)
{
    Replay replay = world.lasting();
    std::vector<double> served(static_cast<std::size_t>(days) + 1, replay.served());
    const std::vector<std::size_t> order = byLastDay(done);
    for (const std::size_t i : order) {
        replay.finish(done.works[i].action);
        for (auto day = static_cast<std::size_t>(done.works[i].last_day); day < served.size();
             ++day) {
            served[day] = replay.served();
        }
    }
    for (int day = 0; day <= std::min(world.lastEarlyDay(), days); ++day) {
        Replay early = world.on(day);
        for (const std::size_t i : order) {
            if (done.works[i].last_day <= day) {
                early.finish(done.works[i].action);
            }
        }
        served[static_cast<std::size_t>(day)] = early.served();
    }
    return served;
}

} // namespace planning
