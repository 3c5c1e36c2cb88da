#pragma once
// Numbers as the texts of commands write them.
#include <string>

namespace app {

/// Rounded, thousands apart: "12 340", "-5", "0".
std::string thousands(double number);
/// A sentence of planning, its numbers ("13,031") written the same way.
std::string spaced(std::string sentence);
/// What an "at most" may say: rounded up to so many digits, but for the noise of arithmetic.
double roundedUp(double number, int digits);

} // namespace app
