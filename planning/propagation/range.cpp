#include "planning/propagation/range.h"

#include <fmt/format.h>

namespace planning::propagation {
namespace {

std::string withUnit(std::string_view unit)
{
    return unit.empty() ? std::string{} : fmt::format(" {}", unit);
}

} // namespace

std::string text(const Range& range)
{
    return fmt::format("{} {:g} to {:g}{}", range.quantity, range.low, range.high,
                       withUnit(range.unit));
}

void warnOutside(const Range& range, double value, std::vector<std::string>& warnings)
{
    if (!range.holds(value)) {
        warnings.push_back(fmt::format("{} {:g}{} is outside the model's range of {:g} to {:g}{}",
                                       range.quantity, value, withUnit(range.unit), range.low,
                                       range.high, withUnit(range.unit)));
    }
}

} // namespace planning::propagation
