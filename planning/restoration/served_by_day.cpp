#include "planning/restoration/served_by_day.h"

#include "planning/restoration/fit_calendar.h"

namespace planning {

std::vector<double> servedByDay(const Dispatch& done, Replay today, int days)
{
    std::vector<double> served(static_cast<std::size_t>(days) + 1, today.served());
    for (const std::size_t i : byLastDay(done)) {
        today.finish(done.works[i].action);
        for (auto day = static_cast<std::size_t>(done.works[i].last_day); day < served.size();
             ++day) {
            served[day] = today.served();
        }
    }
    return served;
}

} // namespace planning
