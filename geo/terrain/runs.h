#pragma once
// Connected parts of a mask, kept as runs of cells along rows: memory grows with the length of the
// outline, not with the area.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace geo {

struct Run {
    int row = 0;
    int from = 0; // first column
    int to = 0;   // last column
    std::uint32_t part = 0;
};

/// Runs of cells for which `in(col, row)` holds, each with the number of its part, 0 … parts-1 in
/// order of first appearance. Cells touching by a side are connected; by a corner only when
/// `corners`.
struct Parts {
    std::vector<Run> runs;
    std::uint32_t parts = 0;
};

namespace runs {
std::uint32_t root(std::vector<std::uint32_t>& parents, std::uint32_t i);
void join(std::vector<std::uint32_t>& parents, std::uint32_t a, std::uint32_t b);
} // namespace runs

template <typename In>
Parts connectedParts(int cols, int rows, bool corners, In in)
{
    Parts out;
    std::vector<std::uint32_t> parents;
    std::size_t above = 0; // first run of the row above
    std::size_t aboveEnd = 0;
    const int reach = corners ? 1 : 0;
    for (int row = 0; row < rows; ++row) {
        const std::size_t first = out.runs.size();
        std::size_t touching = above;
        for (int col = 0; col < cols;) {
            if (!in(col, row)) {
                ++col;
                continue;
            }
            Run run{row, col, col, static_cast<std::uint32_t>(out.runs.size())};
            while (run.to + 1 < cols && in(run.to + 1, row)) {
                ++run.to;
            }
            col = run.to + 2;
            parents.push_back(run.part);
            while (touching < aboveEnd && out.runs[touching].to + reach < run.from) {
                ++touching;
            }
            for (std::size_t k = touching; k < aboveEnd && out.runs[k].from <= run.to + reach;
                 ++k) {
                runs::join(parents, run.part, out.runs[k].part);
            }
            out.runs.push_back(run);
        }
        above = first;
        aboveEnd = out.runs.size();
    }
    std::vector<std::uint32_t> number(parents.size(), UINT32_MAX);
    for (Run& run : out.runs) {
        std::uint32_t& n = number[runs::root(parents, run.part)];
        if (n == UINT32_MAX) {
            n = out.parts++;
        }
        run.part = n;
    }
    return out;
}

} // namespace geo
