#include "planning/synth/routes.h"

#include "planning/synth/build.h"

#include <queue>

#include <algorithm>
#include <array>
#include <cmath>

namespace planning::synth {
namespace {

constexpr double leastFactor = 0.35; // on a road
constexpr float abroadFactor = 30;   // sea or beyond the border: only when there is no other way
constexpr std::size_t nearestTried = 24;

/// Joins what is still apart by the shortest possible edges.
void connect(const std::vector<geo::XY>& places, std::vector<Pair>& edges)
{
    std::vector<std::uint32_t> part(places.size());
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        part[i] = i;
    }
    const auto merge = [&](std::uint32_t a, std::uint32_t b) {
        const std::uint32_t from = std::max(part[a], part[b]);
        const std::uint32_t into = std::min(part[a], part[b]);
        std::ranges::replace(part, from, into);
    };
    for (const auto& [a, b] : edges) {
        merge(a, b);
    }
    while (std::ranges::any_of(part, [](std::uint32_t p) { return p != 0; })) {
        Pair best{0, 0};
        double best_m = 1e300;
        for (std::uint32_t i = 0; i < places.size(); ++i) {
            for (std::uint32_t j = 0; j < places.size(); ++j) {
                if (part[i] == 0 && part[j] != 0 && metresBetween(places[i], places[j]) < best_m) {
                    best_m = metresBetween(places[i], places[j]);
                    best = {std::min(i, j), std::max(i, j)};
                }
            }
        }
        edges.push_back(best);
        merge(best.first, best.second);
    }
}

double offLine_m(geo::XY p, geo::XY a, geo::XY b)
{
    const double length = metresBetween(a, b);
    if (length == 0) {
        return metresBetween(p, a);
    }
    const double cross = (b.x_m - a.x_m) * (p.y_m - a.y_m) - (b.y_m - a.y_m) * (p.x_m - a.x_m);
    return std::fabs(cross) / length;
}

} // namespace

const std::array<Move, 16>& moves()
{
    static const std::array<Move, 16> all = [] {
        std::array<Move, 16> out{};
        std::size_t n = 0;
        for (int dc = -2; dc <= 2; ++dc) {
            for (int dr = -2; dr <= 2; ++dr) {
                const int squared = dc * dc + dr * dr;
                if (squared == 1 || squared == 2 || squared == 5) {
                    out[n++] = {dc, dr, std::sqrt(static_cast<double>(squared))};
                }
            }
        }
        return out;
    }();
    return all;
}

std::vector<Pair> neighbours(const std::vector<geo::XY>& places)
{
    std::vector<Pair> edges;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        std::vector<std::pair<double, std::uint32_t>> near;
        for (std::uint32_t j = 0; j < places.size(); ++j) {
            if (j != i) {
                near.emplace_back(metresBetween(places[i], places[j]), j);
            }
        }
        const std::size_t tried = std::min(nearestTried, near.size());
        std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(tried),
                          near.end());
        near.resize(tried);
        for (const auto& [d_m, j] : near) {
            const geo::XY middle{(places[i].x_m + places[j].x_m) / 2,
                                 (places[i].y_m + places[j].y_m) / 2};
            const bool free =
                std::ranges::none_of(near, [&, half_m = d_m / 2, j = j](const auto& k) {
                    return k.second != j && metresBetween(places[k.second], middle) < half_m;
                });
            if (free) {
                edges.emplace_back(std::min(i, j), std::max(i, j));
            }
        }
    }
    std::ranges::sort(edges);
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    connect(places, edges);
    std::ranges::sort(edges);
    return edges;
}

Router::Router(const Land& land, const std::vector<Road>& roads,
               const std::function<bool(std::int32_t area)>& allowed)
    : land_{land}, factor_(land.frame().size(), abroadFactor)
{
    const geo::GridFrame& frame = land.frame();
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            const std::int32_t area = land.areaAt(col, row);
            if (area == noArea || !allowed(area)) {
                continue;
            }
            const geo::XY p = frame.centre(col, row);
            const double step_m = frame.cell_m;
            const auto here = land.heightAt(p);
            const auto east = land.heightAt({p.x_m + step_m, p.y_m});
            const auto north = land.heightAt({p.x_m, p.y_m + step_m});
            double slope = 0;
            if (here && east && north) {
                slope = std::sqrt((*east - *here) * (*east - *here) +
                                  (*north - *here) * (*north - *here)) /
                        step_m;
            }
            factor_[frame.at(col, row)] = static_cast<float>(1 + 8 * slope);
        }
    }
    for (const Road& road : roads) {
        for (const auto& line : road.line_xy) {
            for (std::size_t i = 1; i < line.size(); ++i) {
                const double length = metresBetween(line[i - 1], line[i]);
                const int steps = 1 + static_cast<int>(2 * length / frame.cell_m);
                for (int k = 0; k <= steps; ++k) {
                    const double t = static_cast<double>(k) / steps;
                    const int col =
                        frame.colOf(line[i - 1].x_m + t * (line[i].x_m - line[i - 1].x_m));
                    const int row =
                        frame.rowOf(line[i - 1].y_m + t * (line[i].y_m - line[i - 1].y_m));
                    if (frame.inside(col, row) && factor_[frame.at(col, row)] < abroadFactor) {
                        factor_[frame.at(col, row)] = static_cast<float>(leastFactor);
                    }
                }
            }
        }
    }
}

double Router::factorAt(geo::XY p) const
{
    const geo::GridFrame& frame = land_.frame();
    const int col = frame.colOf(p.x_m);
    const int row = frame.rowOf(p.y_m);
    return frame.inside(col, row) ? static_cast<double>(factor_[frame.at(col, row)]) : abroadFactor;
}

double Router::straightCost(geo::XY from, geo::XY to) const
{
    const double length = metresBetween(from, to);
    const int steps = 1 + static_cast<int>(length / 300);
    double sum = 0;
    for (int i = 0; i < steps; ++i) {
        const double t = (i + 0.5) / steps;
        // Ways bend around a bay: sea on the straight line costs, but not as much as crossing it.
        sum += std::min(6.0, factorAt({from.x_m + t * (to.x_m - from.x_m),
                                       from.y_m + t * (to.y_m - from.y_m)}));
    }
    return length * sum / steps;
}

bool Router::crossesWater(const geo::LineOf<geo::XY>& line) const
{
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = metresBetween(line[i - 1], line[i]);
        const int steps = 1 + static_cast<int>(4 * length / land_.frame().cell_m);
        for (int k = 0; k <= steps; ++k) {
            const double t = static_cast<double>(k) / steps;
            if (land_.seaAt({line[i - 1].x_m + t * (line[i].x_m - line[i - 1].x_m),
                             line[i - 1].y_m + t * (line[i].y_m - line[i - 1].y_m)})) {
                return true;
            }
        }
    }
    return false;
}

geo::LineOf<geo::XY> Router::route(geo::XY from, geo::XY to) const
{
    const geo::GridFrame& frame = land_.frame();
    const auto clampCol = [&](int c) { return std::clamp(c, 0, frame.cols - 1); };
    const auto clampRow = [&](int r) { return std::clamp(r, 0, frame.rows - 1); };
    const int c0 = clampCol(frame.colOf(from.x_m));
    const int r0 = clampRow(frame.rowOf(from.y_m));
    const int c1 = clampCol(frame.colOf(to.x_m));
    const int r1 = clampRow(frame.rowOf(to.y_m));
    // A window around both ends is enough for any sensible detour.
    const int margin = std::max({std::abs(c1 - c0), std::abs(r1 - r0), 30});
    const int left = clampCol(std::min(c0, c1) - margin);
    const int right = clampCol(std::max(c0, c1) + margin);
    const int top = clampRow(std::min(r0, r1) - margin);
    const int bottom = clampRow(std::max(r0, r1) + margin);
    const int width = right - left + 1;
    const auto local = [&](int c, int r) {
        return static_cast<std::size_t>(r - top) * static_cast<std::size_t>(width) +
               static_cast<std::size_t>(c - left);
    };
    const std::size_t cells =
        static_cast<std::size_t>(width) * static_cast<std::size_t>(bottom - top + 1);
    std::vector<double> cost(cells, 1e300);
    std::vector<std::int32_t> before(cells, -1);
    struct Open {
        double estimate;
        std::int32_t cell;
        bool operator>(const Open& o) const
        {
            return std::pair{estimate, cell} > std::pair{o.estimate, o.cell};
        }
    };
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    const auto rest = [&](int c, int r) {
        const double dc = c - c1;
        const double dr = r - r1;
        return leastFactor * std::sqrt(dc * dc + dr * dr);
    };
    cost[local(c0, r0)] = 0;
    open.push({rest(c0, r0), static_cast<std::int32_t>(local(c0, r0))});
    while (!open.empty()) {
        const Open now = open.top();
        open.pop();
        const int c = left + now.cell % width;
        const int r = top + now.cell / width;
        const double here = cost[local(c, r)];
        if (now.estimate > here + rest(c, r) + 1e-9) {
            continue;
        }
        if (c == c1 && r == r1) {
            break;
        }
        for (const Move& move : moves()) {
            const int nc = c + move.dc;
            const int nr = r + move.dr;
            if (nc < left || nc > right || nr < top || nr > bottom) {
                continue;
            }
            double factor = 0.5 * (static_cast<double>(factor_[frame.at(c, r)]) +
                                   static_cast<double>(factor_[frame.at(nc, nr)]));
            // Cells the step brushes past: none may be water, so that lines never cut a shore.
            const int sc = move.dc > 0 ? 1 : move.dc < 0 ? -1 : 0;
            const int sr = move.dr > 0 ? 1 : move.dr < 0 ? -1 : 0;
            const bool knight = move.length > 2;
            const bool flat = std::abs(move.dc) > std::abs(move.dr);
            const std::pair<int, int> first{!knight || flat ? sc : 0, !knight || flat ? 0 : sr};
            const std::pair<int, int> second = knight ? std::pair{sc, sr} : std::pair{0, sr};
            for (const auto& [bc, br] : {first, second}) {
                const float brushed = factor_[frame.at(c + bc, r + br)];
                factor = brushed >= abroadFactor ? std::max<double>(factor, brushed) : factor;
            }
            const double next = here + factor * move.length;
            const std::size_t at = local(nc, nr);
            if (next < cost[at]) {
                cost[at] = next;
                before[at] = now.cell;
                open.push({next + rest(nc, nr), static_cast<std::int32_t>(at)});
            }
        }
    }
    geo::LineOf<geo::XY> line;
    for (std::int32_t at = static_cast<std::int32_t>(local(c1, r1)); at >= 0;
         at = before[static_cast<std::size_t>(at)]) {
        line.push_back(frame.centre(left + at % width, top + at / width));
    }
    std::ranges::reverse(line);
    if (line.size() < 2) {
        return {from, to};
    }
    line.front() = from;
    line.back() = to;
    // Rounded corners, as long as they don't cut across water.
    const bool wet = crossesWater(line);
    const geo::LineOf<geo::XY> round =
        simplified(smoothed(simplified(line, 0.7 * frame.cell_m), 2), 0.08 * frame.cell_m);
    return wet || !crossesWater(round) ? round : simplified(line, 1);
}

double length_m(const geo::LineOf<geo::XY>& line)
{
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        sum += metresBetween(line[i - 1], line[i]);
    }
    return sum;
}

geo::LineOf<geo::XY> smoothed(geo::LineOf<geo::XY> line, int rounds)
{
    for (int round = 0; round < rounds && line.size() > 2; ++round) {
        geo::LineOf<geo::XY> next{line.front()};
        for (std::size_t i = 1; i < line.size(); ++i) {
            const geo::XY a = line[i - 1];
            const geo::XY b = line[i];
            if (i > 1) {
                next.push_back({0.75 * a.x_m + 0.25 * b.x_m, 0.75 * a.y_m + 0.25 * b.y_m});
            }
            if (i + 1 < line.size()) {
                next.push_back({0.25 * a.x_m + 0.75 * b.x_m, 0.25 * a.y_m + 0.75 * b.y_m});
            }
        }
        next.push_back(line.back());
        line = std::move(next);
    }
    return line;
}

geo::LineOf<geo::XY> simplified(const geo::LineOf<geo::XY>& line, double tolerance_m)
{
    if (line.size() < 3) {
        return line;
    }
    std::vector<std::uint8_t> keep(line.size(), 0);
    keep.front() = keep.back() = 1;
    std::vector<std::pair<std::size_t, std::size_t>> stack{{0, line.size() - 1}};
    while (!stack.empty()) {
        const auto [from, to] = stack.back();
        stack.pop_back();
        double worst = tolerance_m;
        std::size_t at = 0;
        for (std::size_t i = from + 1; i < to; ++i) {
            const double off = offLine_m(line[i], line[from], line[to]);
            if (off > worst) {
                worst = off;
                at = i;
            }
        }
        if (at != 0) {
            keep[at] = 1;
            stack.emplace_back(from, at);
            stack.emplace_back(at, to);
        }
    }
    geo::LineOf<geo::XY> out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (keep[i] != 0) {
            out.push_back(line[i]);
        }
    }
    return out;
}

} // namespace planning::synth
