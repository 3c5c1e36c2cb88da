#include "app/document/day_state.h"

#include "app/map/build.h"
#include "geo/crs/line_length.h"
#include "planning/network/state_with_power.h"
#include "planning/restoration/after_work.h"
#include "planning/restoration/served_by_day.h"

#include <algorithm>

namespace app::document {
namespace {

using planning::AssetKind;

/// Half way along the longest line of a course.
std::optional<geo::XY> middleOf(const std::vector<geo::LineOf<geo::XY>>& lines)
{
    std::optional<geo::XY> out;
    double longest = -1;
    for (const auto& line : lines) {
        const double length = geo::length_m(line);
        if (line.empty() || length <= longest) {
            continue;
        }
        longest = length;
        out = line.front();
        double left = length / 2;
        for (std::size_t i = 1; i < line.size(); ++i) {
            const double piece = geo::distance_m(line[i - 1], line[i]);
            if (piece >= left && piece > 0) {
                const double t = left / piece;
                out = geo::XY{line[i - 1].x_m + t * (line[i].x_m - line[i - 1].x_m),
                              line[i - 1].y_m + t * (line[i].y_m - line[i - 1].y_m)};
                break;
            }
            left -= piece;
        }
    }
    return out;
}

std::vector<map::MapGap> gapsOf(const planning::GapReport& report)
{
    std::vector<map::MapGap> out;
    for (std::size_t i = 0; i < report.gaps.size(); ++i) {
        const planning::Gap& gap = report.gaps[i];
        map::MapGap& drawn = out.emplace_back();
        drawn.id = QStringLiteral("G%1").arg(i + 1, 4, 10, QChar{u'0'});
        drawn.shape = gap.outline;
        for (const auto& polygon : gap.outline) {
            for (const auto& ring : polygon) {
                for (const geo::XY at : ring) {
                    drawn.box.add(at.x_m, at.y_m);
                }
            }
        }
        drawn.label = gap.centre;
        drawn.people = gap.people;
        drawn.area_km2 = gap.area_km2;
        drawn.lost = gap.kind == planning::GapKind::lost;
    }
    return out;
}

} // namespace

std::optional<geo::XY> placeOf(const planning::Scenario& world, const planning::AssetIndex& assets,
                               planning::AssetRef asset)
{
    if (const auto at = planning::positionOf(world, asset)) {
        return at->xy;
    }
    const auto between = [&](const std::string& from,
                             const std::string& to) -> std::optional<geo::XY> {
        const auto a = assets.find(from);
        const auto b = assets.find(to);
        const auto p = a == assets.end() ? std::nullopt : planning::positionOf(world, a->second);
        const auto q = b == assets.end() ? std::nullopt : planning::positionOf(world, b->second);
        if (!p || !q) {
            return std::nullopt;
        }
        return geo::XY{(p->xy.x_m + q->xy.x_m) / 2, (p->xy.y_m + q->xy.y_m) / 2};
    };
    switch (asset.kind) {
    case AssetKind::span: {
        const planning::Span& span = world.spans[asset.index];
        const auto middle = middleOf(span.line_xy);
        return middle ? middle : between(span.from_id, span.to_id);
    }
    case AssetKind::link:
        return between(world.links[asset.index].from_id, world.links[asset.index].to_id);
    case AssetKind::gridLine:
        return between(world.grid_lines[asset.index].from_id, world.grid_lines[asset.index].to_id);
    case AssetKind::cell: {
        const auto site = assets.find(world.cells[asset.index].site_id);
        return site == assets.end() ? std::nullopt : placeOf(world, assets, site->second);
    }
    default:
        return std::nullopt;
    }
}

DayState dayState(const DayInput& input, int day)
{
    const planning::Scenario& world = input.situation.scenario;
    std::vector<planning::FinishedWork> finished;
    DayState out;
    if (input.plan != nullptr) {
        for (const StepRow& step : input.plan->steps) {
            if (step.asset && step.last_day <= day) {
                finished.push_back({*step.asset, step.kind});
                out.mended.push_back(*step.asset);
            }
        }
    }
    const geo::Time asOf = input.situation.as_of;
    const double later_h =
        input.plan != nullptr ? planning::hoursToEnd(asOf, input.plan->start, day) : 0;
    planning::StateAfter after =
        planning::stateAfter(world, input.situation.statuses, asOf, finished, false, later_h);
    out.statuses = std::move(after.statuses);
    out.power = std::move(after.power);
    out.network = planning::networkState(world, out.statuses, out.power, input.graph);
    if (input.cover != nullptr) {
        const planning::Cover& cover = input.cover->cover;
        const planning::WorkingLayers working =
            planning::workingLayers(cover, out.network, out.statuses);
        out.surely = planning::technologiesByGroup(cover, working.surely);
        out.possibly = planning::technologiesByGroup(cover, working.possibly);
        out.gaps = planning::gaps(
            {world, cover, out.network, out.statuses, input.cover->settlementCells, input.crs});
    }
    return out;
}

map::MapState mapStateOf(const DayInput& input, const DayState& state, int day)
{
    const planning::Scenario& world = input.situation.scenario;
    map::MapState out = map::makeMapState(world, state.statuses, state.network,
                                          input.situation.as_of, state.mended);
    out.gaps = gapsOf(state.gaps);
    if (input.plan != nullptr) {
        const planning::AssetIndex assets = planning::indexOfAssets(world);
        for (const StepRow& step : input.plan->steps) {
            const auto at = step.asset ? placeOf(world, assets, *step.asset) : std::nullopt;
            if (at) {
                out.steps.push_back({step.number, *at, *step.asset, step.last_day <= day,
                                     step.first_day <= day && step.last_day > day,
                                     step.sure ? std::optional{share(*step.sure)} : std::nullopt});
            }
        }
    }
    return out;
}

Headline headlineOf(const DayInput& input, const DayState& state, const map::MapState& map, int day)
{
    Headline out;
    out.day = day;
    out.covered = input.cover != nullptr;
    out.people = state.gaps.people;
    out.served = state.gaps.served;
    out.served_at_most = state.gaps.served_at_most;
    out.before = state.gaps.served_before;
    out.lost = state.gaps.lost;
    out.never = state.gaps.never;
    out.lost_certain = state.gaps.lost_certain;
    for (const map::SiteLook look : map.sites) {
        ++out.looks[static_cast<std::size_t>(look)];
    }
    out.sites = static_cast<int>(map.sites.size()) - out.count(map::SiteLook::planned);
    out.sites_out = static_cast<int>(std::ranges::count_if(map.sites, map::isOut));
    if (input.plan != nullptr) {
        out.with_plan = input.plan->served.empty() ? 0 : input.plan->served.back();
        out.plan_days = input.plan->days;
        out.plan_usd = input.plan->money_usd;
    }
    return out;
}

} // namespace app::document
