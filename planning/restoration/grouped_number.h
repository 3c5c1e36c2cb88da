#pragma once
// Whole numbers as the sentences of planning write them: "13,031".
#include <fmt/format.h>
#include <string>

namespace planning {

inline std::string groupedNumber(double number)
{
    std::string digits = fmt::format("{:.0f}", number);
    for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

} // namespace planning
