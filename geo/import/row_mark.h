#pragma once
// Short marks that stay the same for the same content, for rows without an id of their own.
#include "geo/vector/source.h"
#include "geo/workspace/value.h"

#include <string>
#include <string_view>

namespace geo {

/// Eight hex digits of all cells and the shape of a row.
std::string rowMark(const SourceTable& source, std::size_t row);
/// Ten hex digits of a text.
std::string markOf(std::string_view text);

} // namespace geo
