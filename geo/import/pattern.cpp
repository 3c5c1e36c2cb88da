#include "geo/import/pattern.h"

#include "geo/import/match.h"
#include "geo/import/normalise.h"
#include "geo/import/row_mark.h"

namespace geo {

Pattern::Pattern(const SourceTable& source, std::string_view pattern) : source_{source}
{
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('{'), pattern.size());
        if (open > 0) {
            pieces_.push_back({.text = std::string{pattern.substr(0, open)}});
        }
        if (open == pattern.size()) {
            return;
        }
        const std::size_t close = std::min(pattern.find('}', open), pattern.size());
        const std::string name{pattern.substr(open + 1, close - open - 1)};
        pieces_.push_back({.text = {}, .column = columnCalled(source_, name), .mark = name == "#"});
        pattern.remove_prefix(std::min(close + 1, pattern.size()));
    }
}

std::string Pattern::text(std::size_t row) const
{
    std::string out;
    for (const Piece& piece : pieces_) {
        out += piece.text;
        if (piece.mark) {
            out += rowMark(source_, row);
        } else if (piece.column && !isNullWord(source_.cell(row, *piece.column))) {
            out += source_.cell(row, *piece.column);
        }
    }
    for (const char* empty : {" ()", "()"}) {
        if (const std::size_t at = out.find(empty); at != std::string::npos) {
            out.erase(at, std::string_view{empty}.size());
        }
    }
    const std::size_t from = out.find_first_not_of(" ,;");
    if (from == std::string::npos) {
        return {};
    }
    return out.substr(from, out.find_last_not_of(" ,;") - from + 1);
}

} // namespace geo
