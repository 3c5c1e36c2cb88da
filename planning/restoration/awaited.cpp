#include "planning/restoration/awaited.h"

#include <algorithm>

namespace planning {
namespace {

/// The day on which the work begins: with the crew that became free last of those free in time,
/// else with the first to be free.
int begin(std::vector<int>& free_from, const Awaited& work)
{
    const auto better = [&work](int a, int b) {
        const bool a_in_time = a <= work.ready, b_in_time = b <= work.ready;
        return a_in_time != b_in_time ? a_in_time : a_in_time ? a > b : a < b;
    };
    int& crew = *std::ranges::min_element(free_from, better);
    const int first = std::max(crew, work.ready);
    crew = first + work.days;
    return first;
}

} // namespace

bool keepsWaiting(std::vector<Awaited> works, std::vector<int> free_from, std::size_t crew,
                  int until)
{
    std::erase_if(works, [until](const Awaited& work) { return work.ready >= until; });
    std::ranges::stable_sort(works, {}, &Awaited::ready);
    std::vector<int> without = free_from;
    free_from[crew] = until;
    return std::ranges::any_of(
        works, [&](const Awaited& work) { return begin(free_from, work) > begin(without, work); });
}

} // namespace planning
