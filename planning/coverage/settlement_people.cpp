#include "planning/coverage/people_grid.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planning {
namespace {

constexpr double m2_per_km2 = 1e6;

bool usable(const GridGround& ground, std::size_t cell, std::uint32_t area)
{
    return !ground.isSea(cell) && (area == noArea || ground.areaOf(cell) == area);
}

/// The cell nearest to a position that is land and in the area; the position's own when none is.
/// Nothing when the position lies off the grid.
std::optional<std::uint32_t> nearestUsable(const geo::GridFrame& frame, const GridGround& ground,
                                           geo::XY at, std::uint32_t area)
{
    const int col = frame.colOf(at.x_m);
    const int row = frame.rowOf(at.y_m);
    if (!frame.inside(col, row)) {
        return std::nullopt;
    }
    const auto own = static_cast<std::uint32_t>(frame.at(col, row));
    const int furthest = static_cast<int>(std::ceil(2 * largestRadius_m / frame.cell_m));
    for (int ring = 0; ring <= furthest; ++ring) {
        std::optional<std::uint32_t> best;
        int bestDistance = 0;
        for (int r = row - ring; r <= row + ring; ++r) {
            const int step = r == row - ring || r == row + ring ? 1 : std::max(1, 2 * ring);
            for (int c = col - ring; c <= col + ring; c += step) {
                if (!frame.inside(c, r) || !usable(ground, frame.at(c, r), area)) {
                    continue;
                }
                const int distance = (c - col) * (c - col) + (r - row) * (r - row);
                if (!best || distance < bestDistance) {
                    best = static_cast<std::uint32_t>(frame.at(c, r));
                    bestDistance = distance;
                }
            }
        }
        if (best) {
            return best;
        }
    }
    return own;
}

} // namespace

double assumedRadius_m(double population)
{
    const double area_m2 = std::max(0.0, population) / assumedDensity_per_km2 * m2_per_km2;
    return std::clamp(std::sqrt(area_m2 / std::numbers::pi), leastRadius_m, largestRadius_m);
}

std::string_view text(SpreadBasis basis)
{
    switch (basis) {
    case SpreadBasis::extent:
        return "extent";
    case SpreadBasis::radius:
        return "radius";
    case SpreadBasis::assumedRadius:
        break;
    }
    return "assumed_radius";
}

Polygons groundOf(const Settlement& settlement, SpreadBasis& basis)
{
    if (!settlement.extent_xy.empty()) {
        basis = SpreadBasis::extent;
        return settlement.extent_xy;
    }
    if (settlement.radius_m && *settlement.radius_m > 0) {
        basis = SpreadBasis::radius;
        return discAt(settlement.at.xy, *settlement.radius_m);
    }
    basis = SpreadBasis::assumedRadius;
    return discAt(settlement.at.xy, assumedRadius_m(settlement.population.value_or(0)));
}

SettlementPeople spreadSettlements(std::span<const Settlement> settlements,
                                   std::span<const std::uint32_t> areaOfSettlement,
                                   const geo::GridFrame& frame, const GridGround& ground)
{
    SettlementPeople out;
    out.basis.assign(settlements.size(), SpreadBasis::extent);
    std::vector<double> people(frame.size());
    for (std::uint32_t i = 0; i < settlements.size(); ++i) {
        const Settlement& settlement = settlements[i];
        const double living = settlement.population.value_or(0);
        const Polygons shape = groundOf(settlement, out.basis[i]);
        if (!(living > 0)) {
            continue;
        }
        out.account.source += living;
        const geo::Box box = extentOf(shape);
        const GridWindow window = windowOf(frame, box);
        std::vector<CellShare> cells = cellShares(shape, frame, window);
        const std::uint32_t area = areaOfSettlement.empty() ? noArea : areaOfSettlement[i];
        std::erase_if(cells, [&](const CellShare& c) { return !usable(ground, c.cell, area); });
        double weight = 0;
        for (const CellShare& c : cells) {
            weight += c.share;
        }
        if (!(weight > 0)) {
            const auto nearest = nearestUsable(frame, ground, settlement.at.xy, area);
            if (!nearest) {
                out.account.outside += living;
                continue;
            }
            cells.assign(1, {*nearest, 1.0});
            weight = 1;
            out.account.on_sea += ground.isSea(*nearest) ? living : 0;
        }
        for (const CellShare& c : cells) {
            const double part = living * (c.share / weight);
            people[c.cell] += part;
            out.cells.push_back({i, c.cell, part});
        }
        out.account.on_grid += living;
    }
    out.people.resize(people.size());
    std::transform(people.begin(), people.end(), out.people.begin(),
                   [](double p) { return static_cast<float>(p); });
    return out;
}

std::vector<PlaceCell> peopleOfSettlements(std::span<const Settlement> settlements,
                                           const geo::GridFrame& frame,
                                           std::span<const float> people)
{
    // For each cell on a settlement's ground: whose, and how far its point is.
    std::vector<std::uint32_t> owner(frame.size(), noGroup);
    std::vector<std::uint32_t> mine(frame.size(), noGroup);
    for (std::uint32_t i = 0; i < settlements.size(); ++i) {
        SpreadBasis basis{};
        const Polygons shape = groundOf(settlements[i], basis);
        markCells(shape, frame, i, mine);
        const GridWindow w = windowOf(frame, extentOf(shape));
        for (int row = w.row0; row < w.row0 + w.rows; ++row) {
            for (int col = w.col0; col < w.col0 + w.cols; ++col) {
                const std::size_t cell = frame.at(col, row);
                if (mine[cell] != i) {
                    continue;
                }
                const geo::XY centre = frame.centre(col, row);
                const std::uint32_t other = owner[cell];
                if (other == noGroup || geo::distance_m(centre, settlements[i].at.xy) <
                                            geo::distance_m(centre, settlements[other].at.xy)) {
                    owner[cell] = i;
                }
            }
        }
    }
    std::vector<PlaceCell> out;
    for (std::size_t cell = 0; cell < owner.size(); ++cell) {
        if (owner[cell] != noGroup && people[cell] > 0) {
            out.push_back(
                {owner[cell], static_cast<std::uint32_t>(cell), static_cast<double>(people[cell])});
        }
    }
    return out;
}

} // namespace planning
