#include "planning/restoration/served_by_day.h"

#include "planning/restoration/fit_calendar.h"

namespace planning {

std::vector<double> servedByDay(const Dispatch& done, Replay today, int days)
{
    const std::vector<std::size_t> order = byLastDay(done);
    std::vector<double> served{today.served()};
    std::size_t next = 0;
    for (int day = 1; day <= days; ++day) {
        for (; next < order.size() && done.works[order[next]].last_day <= day; ++next) {
            today.finish(done.works[order[next]].action);
        }
        today.endDay(day);
        served.push_back(today.served());
    }
    return served;
}

} // namespace planning
