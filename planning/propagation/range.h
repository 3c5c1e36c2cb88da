#pragma once
// A model's valid range, said once: the check, the warning and the help all read the same constant.
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planning::propagation {

inline constexpr double noUpperEnd = 1e9;

/// Ends included.
struct Range {
    std::string_view quantity; // "frequency"
    std::string_view unit;     // "GHz", empty for a plain number
    double low = 0;
    double high = 0;
    constexpr bool holds(double value) const { return value >= low && value <= high; }
};

/// "frequency 0.03 to 6 GHz", "distance 0.25 km or more"
std::string text(const Range& range);

/// Adds "frequency 7 GHz is outside the model's range of 0.03 to 6 GHz" when it is.
void warnOutside(const Range& range, double value, std::vector<std::string>& warnings);

} // namespace planning::propagation
