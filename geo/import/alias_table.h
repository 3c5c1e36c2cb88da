#pragma once
// The data behind aliases.h.
#include <span>
#include <string_view>

namespace geo {

/// `column` is "column" (of any table that has it) or "table.column", which comes first. Names are
/// separated by ';', likelier ones first, in any spelling: they are normalised before use.
struct AliasLine {
    std::string_view column;
    std::string_view names;
};
std::span<const AliasLine> aliasLines();

/// What rows of a table are called: "site" in "site name".
struct NounLine {
    std::string_view table;
    std::string_view nouns;
};
std::span<const NounLine> nounLines();

} // namespace geo
