#include "planning/propagation/range.h"

#include <fmt/format.h>

namespace planning::propagation {
namespace {

std::string withUnit(std::string_view unit)
{
    return unit.empty() ? std::string{} : fmt::format(" {}", unit);
}

/// "0.03 to 6 GHz", "0.25 km or more", "25 m alone"
std::string span(const Range& range)
{
    if (range.high >= noUpperEnd) {
        return fmt::format("{:g}{} or more", range.low, withUnit(range.unit));
    }
    if (range.low == range.high) {
        return fmt::format("{:g}{} alone", range.low, withUnit(range.unit));
    }
    return fmt::format("{:g} to {:g}{}", range.low, range.high, withUnit(range.unit));
}

} // namespace

std::string text(const Range& range)
{
    return fmt::format("{} {}", range.quantity, span(range));
}

void warnOutside(const Range& range, double value, std::vector<std::string>& warnings)
{
    if (!range.holds(value)) {
        warnings.push_back(fmt::format("{} {:g}{} is outside the model's range of {}",
                                       range.quantity, value, withUnit(range.unit), span(range)));
    }
}

} // namespace planning::propagation
