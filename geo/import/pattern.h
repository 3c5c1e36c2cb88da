#pragma once
// Texts put together from other columns: "{city}, {district}".
#include "geo/vector/source.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

class Pattern {
public:
    /// {column} stands for the cell, {#} for a mark made from the row. `source` must outlive it.
    Pattern(const SourceTable& source, std::string_view pattern);

    /// Without what empty cells leave behind: "name ()", ", city".
    std::string text(std::size_t row) const;

private:
    struct Piece {
        std::string text;
        std::optional<std::size_t> column = {};
        bool mark = false;
    };
    const SourceTable& source_;
    std::vector<Piece> pieces_;
};

} // namespace geo
