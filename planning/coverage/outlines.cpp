#include "planning/coverage/outlines.h"

#include <algorithm>
#include <array>
#include <map>

namespace planning {
namespace {

/// A corner of cells: column and row of lines of the local grid.
struct Corner {
    int col = 0, row = 0;
    friend bool operator==(const Corner&, const Corner&) = default;
    friend auto operator<=>(const Corner&, const Corner&) = default;
};

enum Heading { east, north, west, south };
constexpr std::array<Corner, 4> stepOf{{{1, 0}, {0, -1}, {-1, 0}, {0, 1}}};

struct Ring {
    std::vector<Corner> corners; // not closed
    std::uint32_t part = 0;      // the connected part on its left
};

class Tracer {
public:
    Tracer(std::span<const std::uint32_t> cells, const geo::GridFrame& frame) : frame_{frame}
    {
        int right = 0;
        int bottom = 0;
        col0_ = frame.cols;
        row0_ = frame.rows;
        for (const std::uint32_t cell : cells) {
            const int col = static_cast<int>(cell % static_cast<std::uint32_t>(frame.cols));
            const int row = static_cast<int>(cell / static_cast<std::uint32_t>(frame.cols));
            col0_ = std::min(col0_, col);
            row0_ = std::min(row0_, row);
            right = std::max(right, col);
            bottom = std::max(bottom, row);
        }
        cols_ = right - col0_ + 1;
        rows_ = bottom - row0_ + 1;
        part_.assign(static_cast<std::size_t>(cols_) * static_cast<std::size_t>(rows_), 0);
        for (const std::uint32_t cell : cells) {
            part_[at(static_cast<int>(cell % static_cast<std::uint32_t>(frame.cols)) - col0_,
                     static_cast<int>(cell / static_cast<std::uint32_t>(frame.cols)) - row0_)] =
                unlabelled;
        }
        label();
        markEdges();
    }

    Polygons polygons()
    {
        std::vector<std::vector<Ring>> byPart(parts_ + 1);
        for (int row = 0; row <= rows_; ++row) {
            for (int col = 0; col <= cols_; ++col) {
                while (edges_[corner({col, row})] != 0) {
                    for (Ring& ring : simpleRings(trace({col, row}))) {
                        byPart[ring.part].push_back(std::move(ring));
                    }
                }
            }
        }
        Polygons out;
        for (auto& rings : byPart) {
            std::stable_partition(rings.begin(), rings.end(), &Tracer::isOuter);
            if (rings.empty()) {
                continue;
            }
            auto& polygon = out.emplace_back();
            for (const Ring& ring : rings) {
                polygon.push_back(positions(ring));
            }
        }
        return out;
    }

private:
    static constexpr std::uint32_t unlabelled = 0xffffffffU;

    std::size_t at(int col, int row) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols_) +
               static_cast<std::size_t>(col);
    }
    std::size_t corner(Corner c) const
    {
        return static_cast<std::size_t>(c.row) * static_cast<std::size_t>(cols_ + 1) +
               static_cast<std::size_t>(c.col);
    }
    std::uint32_t partAt(int col, int row) const
    {
        return col < 0 || row < 0 || col >= cols_ || row >= rows_ ? 0 : part_[at(col, row)];
    }

    /// Numbers the parts connected over edges, from 1.
    void label()
    {
        std::vector<Corner> open;
        for (int row = 0; row < rows_; ++row) {
            for (int col = 0; col < cols_; ++col) {
                if (part_[at(col, row)] != unlabelled) {
                    continue;
                }
                part_[at(col, row)] = ++parts_;
                open.push_back({col, row});
                while (!open.empty()) {
                    const Corner c = open.back();
                    open.pop_back();
                    for (const Corner& step : stepOf) {
                        const Corner n{c.col + step.col, c.row + step.row};
                        if (partAt(n.col, n.row) == unlabelled) {
                            part_[at(n.col, n.row)] = parts_;
                            open.push_back(n);
                        }
                    }
                }
            }
        }
    }

    /// For each corner, the headings in which a border leaves it with cells on the left.
    void markEdges()
    {
        edges_.assign(static_cast<std::size_t>(cols_ + 1) * static_cast<std::size_t>(rows_ + 1), 0);
        const auto leave = [&](Corner from, Heading heading) {
            edges_[corner(from)] |= static_cast<std::uint8_t>(1U << heading);
        };
        for (int row = 0; row < rows_; ++row) {
            for (int col = 0; col < cols_; ++col) {
                if (partAt(col, row) == 0) {
                    continue;
                }
                if (partAt(col, row + 1) == 0) {
                    leave({col, row + 1}, east);
                }
                if (partAt(col + 1, row) == 0) {
                    leave({col + 1, row + 1}, north);
                }
                if (partAt(col, row - 1) == 0) {
                    leave({col + 1, row}, west);
                }
                if (partAt(col - 1, row) == 0) {
                    leave({col, row}, south);
                }
            }
        }
    }

    /// The first corner left, row by row, is never one where two cells touch (their rings have
    /// earlier corners), so that coming back to it ends the ring.
    Ring trace(Corner from)
    {
        Ring ring;
        Corner here = from;
        unsigned heading = 0;
        while ((edges_[corner(here)] >> heading & 1U) == 0) {
            ++heading;
        }
        // The cell on the left of the first edge.
        static constexpr std::array<Corner, 4> leftOf{{{0, -1}, {-1, -1}, {-1, 0}, {0, 0}}};
        ring.part = partAt(here.col + leftOf[heading].col, here.row + leftOf[heading].row);
        do {
            ring.corners.push_back(here);
            edges_[corner(here)] &= static_cast<std::uint8_t>(~(1U << heading));
            here = {here.col + stepOf[heading].col, here.row + stepOf[heading].row};
            // Left first: stay with the same cell where two cells touch only at this corner.
            for (const unsigned turn : {1U, 0U, 3U}) {
                if ((edges_[corner(here)] >> ((heading + turn) % 4) & 1U) != 0) {
                    heading = (heading + turn) % 4;
                    break;
                }
            }
        } while (!(here == from));
        return ring;
    }

    /// Cuts a ring that passes a corner twice (holes that touch) into rings that don't.
    static std::vector<Ring> simpleRings(const Ring& ring)
    {
        std::vector<Ring> out;
        std::vector<Corner> path;
        std::map<Corner, std::size_t> seen;
        for (const Corner& c : ring.corners) {
            const auto [entry, isNew] = seen.try_emplace(c, path.size());
            if (!isNew) {
                const auto begin = path.begin() + static_cast<std::ptrdiff_t>(entry->second);
                out.push_back({{begin, path.end()}, ring.part});
                for (auto it = begin + 1; it != path.end(); ++it) {
                    seen.erase(*it);
                }
                path.erase(begin + 1, path.end());
                continue;
            }
            path.push_back(c);
        }
        out.push_back({std::move(path), ring.part});
        return out;
    }

    static bool isOuter(const Ring& ring)
    {
        long long twice = 0; // rows grow downwards: against the clock is negative
        for (std::size_t i = 0; i < ring.corners.size(); ++i) {
            const Corner& a = ring.corners[i];
            const Corner& b = ring.corners[(i + 1) % ring.corners.size()];
            twice += static_cast<long long>(a.col) * b.row - static_cast<long long>(b.col) * a.row;
        }
        return twice < 0;
    }

    std::vector<geo::XY> positions(const Ring& ring) const
    {
        std::vector<geo::XY> out;
        const std::size_t n = ring.corners.size();
        for (std::size_t i = 0; i < n; ++i) {
            const Corner& before = ring.corners[(i + n - 1) % n];
            const Corner& here = ring.corners[i];
            const Corner& after = ring.corners[(i + 1) % n];
            const bool straight = (before.col == here.col && here.col == after.col) ||
                                  (before.row == here.row && here.row == after.row);
            if (!straight) {
                out.push_back({frame_.x0_m + (col0_ + here.col) * frame_.cell_m,
                               frame_.y0_m - (row0_ + here.row) * frame_.cell_m});
            }
        }
        out.push_back(out.front());
        return out;
    }

    geo::GridFrame frame_;
    int col0_ = 0, row0_ = 0, cols_ = 0, rows_ = 0;
    std::uint32_t parts_ = 0;
    std::vector<std::uint32_t> part_; // 0: not in the set
    std::vector<std::uint8_t> edges_;
};

} // namespace

Polygons outlineOf(std::span<const std::uint32_t> cells, const geo::GridFrame& frame)
{
    if (cells.empty()) {
        return {};
    }
    return Tracer{cells, frame}.polygons();
}

} // namespace planning
