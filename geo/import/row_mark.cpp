#include "geo/import/row_mark.h"

#include <fmt/format.h>
#include <xxhash.h>

namespace geo {

std::string rowMark(const SourceTable& source, std::size_t row)
{
    std::string all;
    for (std::size_t c = 0; c < source.columns.size(); ++c) {
        all += source.cell(row, c);
        all += '\x1F';
    }
    const auto add = [&all](const SourceXY& p) { all += fmt::format("{} {},", p.x, p.y); };
    const SourceShape& shape = source.rows[row].shape;
    for (const SourceXY& p : shape.points) {
        add(p);
    }
    for (const auto& line : shape.lines) {
        for (const SourceXY& p : line) {
            add(p);
        }
    }
    for (const auto& rings : shape.polygons) {
        for (const auto& ring : rings) {
            for (const SourceXY& p : ring) {
                add(p);
            }
        }
    }
    return fmt::format("{:08x}", XXH3_64bits(all.data(), all.size()) >> 32U);
}

std::string markOf(std::string_view text)
{
    return fmt::format("{:010x}", XXH3_64bits(text.data(), text.size()) >> 24U);
}

} // namespace geo
