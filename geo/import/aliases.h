#pragma once
// What columns are called in the wild, in English, French, Arabic, Ukrainian, Russian and Hebrew.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Columns an import understands beside the table's own: where the row lies, and facts other
/// columns are worked out from.
inline constexpr std::string_view positionColumns[] = {"lat", "lon",      "x",
                                                       "y",   "position", "geometry"};

/// How well `header` (normalised) names `column` of `table`: 0 is best; nothing when it does not.
/// The words of the table ("site" name) may stand before the name.
std::optional<int> aliasRank(std::string_view table, std::string_view column,
                             std::string_view header);
/// Whether any column of any table is called so; for finding header rows.
bool isKnownName(std::string_view header);

} // namespace geo
