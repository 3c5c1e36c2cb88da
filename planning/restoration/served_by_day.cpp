#include "planning/restoration/served_by_day.h"

#include <algorithm>
#include <numeric>

namespace planning {

std::vector<double> servedByDay(const Dispatch& done, Replay today, int days)
{
    std::vector<std::size_t> order(done.works.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return done.works[i].last_day; });
    std::vector<double> served(static_cast<std::size_t>(days) + 1, today.served());
    for (const std::size_t i : order) {
        today.finish(done.works[i].action);
        for (auto day = static_cast<std::size_t>(done.works[i].last_day); day < served.size();
             ++day) {
            served[day] = today.served();
        }
    }
    return served;
}

} // namespace planning
