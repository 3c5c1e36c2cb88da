#pragma once
// Letters that were lost before a file came here.
#include <cstddef>
#include <string>
#include <string_view>

namespace geo {

/// A question mark amid letters of another script, or the mark of a broken one.
bool lostLetters(std::string_view cell);
std::string lostLettersNote(std::size_t count, const std::string& column);

} // namespace geo
