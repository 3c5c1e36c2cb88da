// The same thing twice: positions, ids, people; and practice data among real data.
#include "app/jobs/checks.h"

#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using geo::Severity;

struct Point {
    std::string id;
    std::string group; // only within a group it counts
    geo::XY xy;
    std::string name = {};
};

/// Pairs nearer than `reach_m`, each with the first one met.
template <typename Use>
void nearPairs(const std::vector<Point>& points, double reach_m, Use use)
{
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::size_t>> cells;
    const auto cellOf = [reach_m](double v) {
        return static_cast<std::int64_t>(std::floor(v / reach_m));
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
        const geo::XY xy = points[i].xy;
        const std::int64_t col = cellOf(xy.x_m);
        const std::int64_t row = cellOf(xy.y_m);
        bool told = false;
        for (std::int64_t c = col - 1; c <= col + 1 && !told; ++c) {
            for (std::int64_t r = row - 1; r <= row + 1 && !told; ++r) {
                const auto cell = cells.find({c, r});
                if (cell == cells.end()) {
                    continue;
                }
                for (const std::size_t k : cell->second) {
                    if (geo::distance_m(xy, points[k].xy) < reach_m && use(points[k], points[i])) {
                        told = true;
                        break;
                    }
                }
            }
        }
        cells[{col, row}].push_back(i);
    }
}

void checkPositions(CheckWorld& world)
{
    constexpr double same_m = 5;
    std::vector<Point> sites;
    for (const auto& s : world.scenario.sites) {
        sites.push_back({s.site_id, s.operator_name, s.at.xy});
    }
    nearPairs(sites, same_m, [&world](const Point& a, const Point& b) {
        if (a.group == b.group) { // other operators share masts
            world.find(Severity::warning, "duplicate_position", "sites", b.id,
                       fmt::format("stands within 5 m of site {} of the same operator", a.id),
                       "Keep one of the two if they are the same place", "geom");
        }
        return a.group == b.group;
    });
    std::vector<Point> nodes;
    for (const auto& n : world.scenario.nodes) {
        if (n.kind != planning::NodeKind::splice) { // joints lie in front of the exchange
            nodes.push_back({n.node_id, n.owner, n.at.xy});
        }
    }
    nearPairs(nodes, same_m, [&world](const Point& a, const Point& b) {
        if (a.group == b.group) {
            world.find(Severity::warning, "duplicate_position", "nodes", b.id,
                       fmt::format("lies within 5 m of node {} of the same owner", a.id),
                       "Keep one of the two if they are the same place", "geom");
        }
        return a.group == b.group;
    });
}

void checkSettlements(CheckWorld& world)
{
    constexpr double sameTown_m = 1000;
    constexpr double samePlace_m = 5;
    std::vector<Point> points;
    for (const auto& s : world.scenario.settlements) {
        points.push_back({s.settlement_id, "", s.at.xy, s.name});
    }
    nearPairs(points, sameTown_m, [&world](const Point& a, const Point& b) {
        const bool samePlace = geo::distance_m(a.xy, b.xy) < samePlace_m;
        if (a.name != b.name && !samePlace) {
            return false;
        }
        world.find(Severity::warning, "duplicate_settlement", "settlements", b.id,
                   samePlace
                       ? fmt::format("lies at the same place as {} ({})", a.id, a.name)
                       : fmt::format("is named {} like {}, which lies within 1 km", b.name, a.id),
                   "Keep one of the two, or its people are counted twice");
        return true;
    });
}

void checkIds(CheckWorld& world)
{
    for (const auto& site : world.scenario.sites) {
        if (world.has("nodes", site.site_id)) {
            world.find(Severity::error, "id_in_two_tables", "sites", site.site_id,
                       "has the id of a node; fibre that ends there could mean either",
                       "Give one of the two another id", "site_id");
        }
    }
}

void checkSynthetic(CheckWorld& world)
{
    for (const geo::Table& table : geo::schema()) {
        if (table.role != geo::TableRole::input) {
            continue;
        }
        const geo::Rows& rows = world.rows(table.name);
        std::size_t synthetic = 0;
        for (const geo::Row& row : rows.rows) {
            synthetic += rows.numberAt(row, "synthetic").value_or(0) != 0 ? 1U : 0U;
        }
        if (synthetic > 0 && synthetic < rows.rows.size()) {
            world.find(Severity::warning, "synthetic_mixed", table.name, "",
                       fmt::format("{} of {} rows are practice data, the others are real",
                                   synthetic, rows.rows.size()),
                       "Totals mix the two; keep practice in a workspace of its own");
        }
    }
}

} // namespace

void checkDoubles(CheckWorld& world)
{
    checkIds(world);
    checkPositions(world);
    checkSettlements(world);
    checkSynthetic(world);
}

} // namespace app
