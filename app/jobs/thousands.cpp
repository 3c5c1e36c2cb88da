#include "app/jobs/thousands.h"

#include <cmath>
#include <fmt/format.h>

namespace app {

std::string thousands(double number)
{
    std::string digits = fmt::format("{:.0f}", std::abs(number));
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, " ");
    }
    return (number < -0.5 ? "-" : "") + digits;
}

double roundedUp(double number, int digits)
{
    const double scale = std::pow(10.0, digits);
    return std::ceil(number * scale - 1e-6) / scale + 0.0; // a hair below 0 is no "-0"
}

} // namespace app
