#pragma once
// Whole numbers as the texts of commands write them.
#include <string>

namespace app {

/// Rounded, thousands apart: "12 340", "-5", "0".
std::string thousands(double number);

} // namespace app
