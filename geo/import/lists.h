#pragma once
// Lists inside one cell.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Cut at any of `signs`, trimmed, empty pieces left out.
std::vector<std::string> piecesOf(std::string_view text, std::string_view signs);
/// "A1, A2" → ["A1","A2"]; JSON stays as it is.
std::string asListJson(std::string_view cell);
/// "antenna: 3; cable" → {"antenna":3,"cable":1}; JSON stays as it is.
std::string asPartsJson(std::string_view cell);
/// The first of the parts, as JSON, whose count is not a number.
std::optional<std::string> partWithoutCount(const std::string& parts);
/// The first of comma-separated names written in "arabic", "hebrew", "cyrillic" or "ukrainian"
/// (its own letters preferred).
std::optional<std::string> nameInScript(std::string_view names, std::string_view script);
/// By ISO 3166 code, for the countries whose script is not Latin; else empty.
std::string scriptOfCountry(std::string_view code);

} // namespace geo
