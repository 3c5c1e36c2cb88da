#include "app/jobs/thousands.h"

#include <cctype>
#include <cmath>
#include <fmt/format.h>

namespace app {

std::string thousands(double number)
{
    std::string digits = fmt::format("{:.0f}", std::round(std::abs(number)));
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, " ");
    }
    return (number <= -0.5 ? "-" : "") + digits;
}

std::string spaced(std::string sentence)
{
    const auto digit = [&sentence](std::size_t at) {
        return at < sentence.size() && std::isdigit(static_cast<unsigned char>(sentence[at])) != 0;
    };
    for (std::size_t at = 1; at < sentence.size(); ++at) {
        if (sentence[at] == ',' && digit(at - 1) && digit(at + 1) && digit(at + 2) &&
            digit(at + 3) && !digit(at + 4)) {
            sentence[at] = ' ';
        }
    }
    return sentence;
}

double roundedUp(double number, int digits)
{
    const double scale = std::pow(10.0, digits);
    return std::ceil(number * scale - 1e-6) / scale + 0.0; // a hair below 0 is no "-0"
}

} // namespace app
