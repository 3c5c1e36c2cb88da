#pragma once
// One line of comma-separated text.
#include <string>
#include <string_view>
#include <vector>

namespace app::jobs {

/// Cells without surrounding blanks; "a ""b"", c" in quotes is one cell.
std::vector<std::string> csvCells(std::string_view line);

} // namespace app::jobs
