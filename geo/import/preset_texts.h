#pragma once
// The text of the built-in mappings; for presets.cpp.
#include <span>
#include <string_view>

namespace geo {

std::span<const std::string_view> presetTexts();

} // namespace geo
