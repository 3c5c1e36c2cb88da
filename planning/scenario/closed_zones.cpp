#include "planning/scenario/closed_zones.h"

#include "geo/vector/inside.h"

#include <algorithm>

namespace planning {

bool datesReversed(const Zone& zone)
{
    return zone.from_date && zone.to_date && *zone.to_date < *zone.from_date;
}

bool holdsBetween(const Zone& zone, geo::Date first, geo::Date last)
{
    return datesReversed(zone) || ((!zone.from_date || *zone.from_date <= last) &&
                                   (!zone.to_date || first <= *zone.to_date));
}

void openLater(Zone& zone, int days)
{
    if (zone.access == ZoneAccess::closed && zone.to_date && !datesReversed(zone)) {
        *zone.to_date += std::chrono::days{days};
    }
}

bool closedOn(const Zone& zone, geo::Date day)
{
    return zone.access == ZoneAccess::closed && holdsBetween(zone, day, day);
}

std::vector<std::uint32_t> closedZones(const Scenario& scenario, geo::Date day)
{
    std::vector<std::uint32_t> closed;
    for (std::uint32_t z = 0; z < scenario.zones.size(); ++z) {
        if (closedOn(scenario.zones[z], day)) {
            closed.push_back(z);
        }
    }
    return closed;
}

bool liesIn(const Zone& zone, const Scenario& scenario, AssetRef asset)
{
    if (const auto at = positionOf(scenario, asset)) {
        return geo::inside(zone.shape_xy, at->xy);
    }
    switch (asset.kind) {
    case AssetKind::span:
        for (const auto& line : scenario.spans[asset.index].line_xy) {
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (geo::crosses(zone.shape_xy, line[i == 0 ? 0 : i - 1], line[i])) {
                    return true;
                }
            }
        }
        return false;
    case AssetKind::link: {
        const Link& link = scenario.links[asset.index];
        for (const std::string* id : {&link.from_id, &link.to_id}) {
            const auto end = positionOfEnd(scenario, *id);
            if (end && geo::inside(zone.shape_xy, end->xy)) {
                return true;
            }
        }
        return false;
    }
    case AssetKind::gridLine: {
        const GridLine& line = scenario.grid_lines[asset.index];
        const auto from = positionOfGridEnd(scenario, line.from_id);
        const auto to = positionOfGridEnd(scenario, line.to_id);
        return from && to && geo::crosses(zone.shape_xy, from->xy, to->xy);
    }
    default:
        return false;
    }
}

} // namespace planning
