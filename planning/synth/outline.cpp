#include "planning/synth/outline.h"

#include "geo/vector/inside.h"
#include "planning/synth/routes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace planning::synth {
namespace {

/// A corner of the cells: column 0 … cols, row 0 … rows.
struct Corner {
    int col = 0, row = 0;
    friend auto operator<=>(const Corner&, const Corner&) = default;
};
using Ring = std::vector<Corner>; // closed: first corner repeated

class Tracer {
public:
    Tracer(const geo::GridFrame& frame, const std::vector<std::int32_t>& labels)
        : frame_{frame}, labels_{labels}
    {
    }

    /// Rings of one label, the label on the right-hand side (clockwise outside on the map).
    std::vector<Ring> rings(std::int32_t label) const
    {
        std::map<Corner, std::vector<Corner>> next;
        for (int row = 0; row < frame_.rows; ++row) {
            for (int col = 0; col < frame_.cols; ++col) {
                if (at(col, row) != label) {
                    continue;
                }
                if (at(col, row - 1) != label) {
                    next[{col, row}].push_back({col + 1, row});
                }
                if (at(col + 1, row) != label) {
                    next[{col + 1, row}].push_back({col + 1, row + 1});
                }
                if (at(col, row + 1) != label) {
                    next[{col + 1, row + 1}].push_back({col, row + 1});
                }
                if (at(col - 1, row) != label) {
                    next[{col, row + 1}].push_back({col, row});
                }
            }
        }
        std::vector<Ring> out;
        while (!next.empty()) {
            Ring ring{next.begin()->first};
            Corner heading{0, 0};
            do {
                const Corner here = ring.back();
                auto& ways = next[here];
                // Where two cells touch at a corner, turn right: the cells stay apart.
                std::size_t pick = 0;
                for (std::size_t i = 1; i < ways.size(); ++i) {
                    const auto turn = [&](const Corner& to) {
                        const Corner d{to.col - here.col, to.row - here.row};
                        return heading.col * d.row - heading.row * d.col; // > 0: right
                    };
                    pick = turn(ways[i]) > turn(ways[pick]) ? i : pick;
                }
                const Corner to = ways[pick];
                ways.erase(ways.begin() + static_cast<std::ptrdiff_t>(pick));
                if (ways.empty()) {
                    next.erase(here);
                }
                heading = {to.col - here.col, to.row - here.row};
                ring.push_back(to);
            } while (ring.back() != ring.front());
            out.push_back(std::move(ring));
        }
        return out;
    }

    /// Three or more labels meet there, or a border leaves the grid: smoothing keeps it in place.
    bool isKnot(const Corner& c) const
    {
        std::array<std::int32_t, 4> around{at(c.col - 1, c.row - 1), at(c.col, c.row - 1),
                                           at(c.col - 1, c.row), at(c.col, c.row)};
        const bool diagonal = around[0] == around[3] || around[1] == around[2];
        std::ranges::sort(around);
        const auto distinct = std::unique(around.begin(), around.end()) - around.begin();
        const bool touching = distinct == 2 && diagonal &&
                              at(c.col, c.row) != at(c.col - 1, c.row) &&
                              at(c.col, c.row) != at(c.col, c.row - 1);
        return distinct > 2 || touching;
    }

    geo::XY place(const Corner& c) const
    {
        return {frame_.x0_m + c.col * frame_.cell_m, frame_.y0_m - c.row * frame_.cell_m};
    }

private:
    std::int32_t at(int col, int row) const
    {
        return frame_.inside(col, row) ? labels_[frame_.at(col, row)] : outside;
    }
    static constexpr std::int32_t outside = -1000;
    const geo::GridFrame& frame_;
    const std::vector<std::int32_t>& labels_;
};

/// An open run of points between knots, or a closed ring: corners replaced by edge middles, then
/// cut. Symmetric: the reversed run gives the reversed points.
std::vector<geo::XY> cut(std::vector<geo::XY> points, bool closed, int rounds)
{
    for (int round = 0; round < rounds && points.size() > 2; ++round) {
        std::vector<geo::XY> next;
        if (!closed) {
            next.push_back(points.front());
        }
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const geo::XY a = points[i];
            const geo::XY b = points[i + 1];
            if (closed || i > 0) {
                next.push_back({(3 * a.x_m + b.x_m) / 4, (3 * a.y_m + b.y_m) / 4});
            }
            if (closed || i + 2 < points.size()) {
                next.push_back({(a.x_m + 3 * b.x_m) / 4, (a.y_m + 3 * b.y_m) / 4});
            }
        }
        next.push_back(closed ? next.front() : points.back());
        points = std::move(next);
    }
    return points;
}

/// Middles of the cells' edges along a run, ends kept, then only the points that shape it. Worked
/// out in one of the two directions, always the same, so that neighbours get the same points.
std::vector<geo::XY> drawn(const Tracer& tracer, Ring run, bool closed, double tolerance_m,
                           int rounds)
{
    bool turned = false;
    if (closed) { // start at the smallest corner; neighbours of a whole ring run the other way
        run.pop_back();
        std::ranges::rotate(run, std::ranges::min_element(run));
        turned = run.back() < run[1];
        if (turned) {
            std::reverse(run.begin() + 1, run.end());
        }
        run.push_back(run.front());
    } else {
        turned = std::pair{run.back(), run[run.size() - 2]} < std::pair{run.front(), run[1]};
        if (turned) {
            std::ranges::reverse(run);
        }
    }
    std::vector<geo::XY> points;
    if (!closed) {
        points.push_back(tracer.place(run.front()));
    }
    for (std::size_t i = 0; i + 1 < run.size(); ++i) {
        const geo::XY a = tracer.place(run[i]);
        const geo::XY b = tracer.place(run[i + 1]);
        points.push_back({(a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2});
    }
    points.push_back(closed ? points.front() : tracer.place(run.back()));
    if (closed) { // in two halves, else both ends of the line to simplify are one point
        const auto half = static_cast<std::ptrdiff_t>(points.size() / 2);
        std::vector<geo::XY> first =
            simplified({points.begin(), points.begin() + half + 1}, tolerance_m);
        const std::vector<geo::XY> second =
            simplified({points.begin() + half, points.end()}, tolerance_m);
        first.insert(first.end(), second.begin() + 1, second.end());
        points = std::move(first);
    } else {
        points = simplified(points, tolerance_m);
    }
    points = closed && points.size() < 5 ? points : cut(std::move(points), closed, rounds);
    if (turned) {
        std::ranges::reverse(points);
    }
    return points;
}

std::vector<geo::XY> shaped(const Tracer& tracer, const Ring& ring, double tolerance_m, int rounds)
{
    std::vector<geo::XY> out;
    if (rounds <= 0) {
        for (const Corner& c : ring) {
            out.push_back(tracer.place(c));
        }
        return out;
    }
    const auto knot = std::ranges::find_if(ring, [&](const Corner& c) { return tracer.isKnot(c); });
    if (knot == ring.end()) {
        return drawn(tracer, ring, true, tolerance_m, rounds);
    }
    // Start at a knot; go from knot to knot.
    Ring turned(knot, ring.end());
    turned.insert(turned.end(), ring.begin() + 1, knot + 1);
    std::size_t from = 0;
    for (std::size_t i = 1; i < turned.size(); ++i) {
        if (!tracer.isKnot(turned[i])) {
            continue;
        }
        const Ring run(turned.begin() + static_cast<std::ptrdiff_t>(from),
                       turned.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        const std::vector<geo::XY> points = drawn(tracer, run, false, tolerance_m, rounds);
        out.insert(out.end(), points.begin() + (out.empty() ? 0 : 1), points.end());
        from = i;
    }
    return out;
}

double signedArea(const std::vector<geo::XY>& ring)
{
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        sum += ring[i - 1].x_m * ring[i].y_m - ring[i].x_m * ring[i - 1].y_m;
    }
    return sum / 2;
}

} // namespace

std::vector<geo::MultiPolygonOf<geo::XY>> outlines(const geo::GridFrame& frame,
                                                   const std::vector<std::int32_t>& labels,
                                                   int count, int rounds)
{
    const Tracer tracer{frame, labels};
    std::vector<geo::MultiPolygonOf<geo::XY>> all;
    for (std::int32_t label = 0; label < count; ++label) {
        geo::MultiPolygonOf<geo::XY>& shape = all.emplace_back();
        std::vector<std::vector<geo::XY>> holes;
        for (const Ring& ring : tracer.rings(label)) {
            std::vector<geo::XY> points = shaped(tracer, ring, 0.75 * frame.cell_m, rounds);
            if (signedArea(points) < 0) { // clockwise: an outside
                shape.push_back({std::move(points)});
            } else {
                holes.push_back(std::move(points));
            }
        }
        for (auto& hole : holes) {
            for (auto& polygon : shape) {
                if (geo::inside({{polygon.front()}}, hole.front())) {
                    polygon.push_back(std::move(hole));
                    break;
                }
            }
        }
    }
    return all;
}

} // namespace planning::synth
