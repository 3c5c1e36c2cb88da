#pragma once
// Text in the encodings that other people's programs still read.
#include "geo/vector/encoding.h"

namespace geo {

/// The text in that encoding (UTF-8 or a code page, not UTF-16); nothing when it has a character
/// the encoding lacks.
std::optional<std::string> encode(std::string_view utf8, Encoding encoding);

} // namespace geo
