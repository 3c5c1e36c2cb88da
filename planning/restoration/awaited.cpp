#include "planning/restoration/awaited.h"

#include <algorithm>
#include <limits>

namespace planning {
namespace {

constexpr int never = std::numeric_limits<int>::max();

/// The first day from which on the crew is free and there for the whole work.
int firstDay(const CrewDays& crew, const Awaited& work)
{
    int there = 0; // days in a row
    for (int day = std::max(crew.free_from, work.ready);
         day <= static_cast<int>(crew.there->size()); ++day) {
        there = (*crew.there)[static_cast<std::size_t>(day) - 1] != 0 ? there + 1 : 0;
        if (there == work.days) {
            return day - work.days + 1;
        }
    }
    return never;
}

/// The day on which the work begins: with the crew that can do so first; of several that which
/// became free last.
int begin(std::vector<CrewDays>& crews, const Awaited& work)
{
    CrewDays* best = nullptr;
    int first = never;
    for (CrewDays& crew : crews) {
        const int day = firstDay(crew, work);
        if (day < first || (day != never && day == first && crew.free_from > best->free_from)) {
            first = day;
            best = &crew;
        }
    }
    if (best != nullptr) {
        best->free_from = first + work.days;
    }
    return first;
}

} // namespace

bool keepsWaiting(std::vector<Awaited> works, std::vector<CrewDays> crews, std::size_t crew,
                  int until)
{
    std::erase_if(works, [until](const Awaited& work) { return work.ready >= until; });
    std::ranges::stable_sort(works, {}, &Awaited::ready);
    std::vector<CrewDays> without = crews;
    crews[crew].free_from = until;
    return std::ranges::any_of(
        works, [&](const Awaited& work) { return begin(crews, work) > begin(without, work); });
}

} // namespace planning
