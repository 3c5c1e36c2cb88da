#include "planning/restoration/crews.h"

#include "geo/crs/crs.h"
#include "geo/crs/line_length.h"
#include "geo/vector/inside.h"
#include "planning/restoration/supply.h"
#include "planning/scenario/closed_zones.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning {
namespace {

constexpr float closedRoads = -1; // in a row of hours

/// Half way along the lines, in their order.
std::optional<geo::XY> middleOf(const std::vector<geo::LineOf<geo::XY>>& lines)
{
    double left_m = 0;
    for (const auto& line : lines) {
        left_m += geo::length_m(line) / 2;
    }
    std::optional<geo::XY> at;
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const double piece_m = i == 0 ? 0 : geo::distance_m(line[i - 1], line[i]);
            if (piece_m > 0 && piece_m >= left_m) {
                const double t = left_m / piece_m;
                return geo::XY{line[i - 1].x_m + t * (line[i].x_m - line[i - 1].x_m),
                               line[i - 1].y_m + t * (line[i].y_m - line[i - 1].y_m)};
            }
            left_m -= piece_m;
            at = line[i];
        }
    }
    return at;
}

std::optional<geo::XY> xyOf(const std::optional<Position>& position)
{
    return position ? std::optional{position->xy} : std::nullopt;
}

std::optional<geo::XY> placeOfId(const Scenario& scenario, const AssetIndex& assets,
                                 const std::string& id)
{
    const auto at = assets.find(id);
    return at == assets.end() ? std::nullopt : workPlace(scenario, at->second);
}

std::optional<geo::XY> lonLat(const Scenario& scenario, const std::string& text)
{
    char* end = nullptr;
    const double lon = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end != ',') {
        return std::nullopt;
    }
    const char* second = end + 1;
    const double lat = std::strtod(second, &end);
    if (end == second || *end != '\0' || scenario.crs.empty() || std::abs(lon) > 180 ||
        std::abs(lat) > 90) {
        return std::nullopt;
    }
    return geo::WorkingCrs{scenario.crs}.project(geo::LonLat{lon, lat});
}

} // namespace

std::optional<geo::XY> workPlace(const Scenario& scenario, AssetRef asset)
{
    if (const auto at = positionOf(scenario, asset)) {
        return at->xy;
    }
    switch (asset.kind) {
    case AssetKind::span:
        return middleOf(scenario.spans[asset.index].line_xy);
    case AssetKind::link:
        return xyOf(positionOfEnd(scenario, scenario.links[asset.index].from_id));
    case AssetKind::gridLine:
        return xyOf(positionOfGridEnd(scenario, scenario.grid_lines[asset.index].from_id));
    default:
        return std::nullopt;
    }
}

std::optional<geo::XY> placeNamed(const Scenario& scenario, const std::string& text)
{
    if (const auto at = placeOfId(scenario, indexOfAssets(scenario), text)) {
        return at;
    }
    for (const Settlement& place : scenario.settlements) {
        if (place.settlement_id == text) {
            return place.at.xy;
        }
    }
    for (const Facility& place : scenario.facilities) {
        if (place.facility_id == text) {
            return place.at.xy;
        }
    }
    const Settlement* named = nullptr;
    for (const Settlement& place : scenario.settlements) {
        const bool same = place.name == text || place.name_local == text;
        if (same &&
            (named == nullptr || place.population.value_or(0) > named->population.value_or(0))) {
            named = &place;
        }
    }
    if (named != nullptr) {
        return named->at.xy;
    }
    for (const Area& area : scenario.areas) {
        if ((area.area_code == text || area.name == text) && !area.shape_xy.empty()) {
            const geo::Box box = geo::extentOf(area.shape_xy);
            return geo::XY{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        }
    }
    return lonLat(scenario, text);
}

std::vector<Crew> crewsOf(const Scenario& scenario, const PlanRequest& request,
                          const std::string& skill)
{
    std::vector<Crew> crews;
    const auto days = static_cast<std::size_t>(request.days);
    const auto add = [&](const std::string& base, std::vector<std::uint8_t> there) {
        crews.push_back({fmt::format("{} {}", skill, crews.size() + 1), skill, base,
                         base.empty() ? std::nullopt : placeNamed(scenario, base),
                         std::move(there)});
    };
    const std::string resource = crewWork(skill);
    if (!request.crews.empty()) {
        const auto at = request.crews.find(skill);
        const auto bases = request.bases.find(skill);
        for (int i = 0; at != request.crews.end() && i < at->second; ++i) {
            const auto n = static_cast<std::size_t>(i);
            const bool stated = bases != request.bases.end() && n < bases->second.size();
            add(stated ? bases->second[n] : std::string{}, std::vector<std::uint8_t>(days, 1));
        }
        return crews;
    }
    for (const Supply& row : scenario.supply) {
        if (row.resource != resource || !row.per_day) {
            continue;
        }
        const auto first = (row.from_date - request.start).count();
        const auto last =
            row.to_date ? (*row.to_date - request.start).count() : std::int64_t{request.days} - 1;
        std::vector<std::uint8_t> there(days, 0);
        for (std::size_t day = 0; day < days; ++day) {
            const auto d = static_cast<std::int64_t>(day);
            there[day] = d >= first && d <= last ? 1 : 0;
        }
        for (int i = 0; i < wholeCrews(row); ++i) {
            add(row.place, there);
        }
    }
    return crews;
}

Drives::Drives(const Scenario& scenario, const PlanRequest& request)
    : world_{scenario}, speed_kmh_{request.speed_kmh}
{
    for (int day = 1; day <= request.days; ++day) {
        std::vector<std::uint32_t> zones =
            closedZones(scenario, request.start + std::chrono::days{day - 1});
        auto stage = std::ranges::find(stages_, zones, &Stage::zones);
        if (stage == stages_.end()) {
            stages_.emplace_back().zones = std::move(zones);
            stage = stages_.end() - 1;
        }
        stageOf_.push_back(static_cast<std::uint32_t>(stage - stages_.begin()));
    }
    Stage& first = stages_.front();
    first.ways = std::make_unique<RoadWays>(world_, speed_kmh_, first.zones);
}

std::uint32_t Drives::add(geo::XY place)
{
    const auto [at, fresh] =
        known_.emplace(std::pair{place.x_m, place.y_m}, static_cast<std::uint32_t>(places_.size()));
    if (fresh) {
        places_.push_back(place);
    }
    return at->second;
}

MaybeNumber Drives::hours(std::uint32_t from, std::uint32_t to, int day)
{
    if (from == to) {
        return 0;
    }
    if (!roadsGiven()) {
        return stages_.front().ways->straight_h(places_[from], places_[to]);
    }
    Stage& stage = stages_[stageOf_[static_cast<std::size_t>(day) - 1]];
    if (!stage.ways) {
        stage.ways = std::make_unique<RoadWays>(world_, speed_kmh_, stage.zones);
    }
    for (std::size_t i = stage.stops.size(); i < places_.size(); ++i) {
        stage.stops.push_back(stage.ways->stopAt(places_[i]));
    }
    auto row = stage.rows.find(from);
    if (row == stage.rows.end()) {
        constexpr std::size_t mostKept = 16'000'000; // 64 MB
        if ((stage.rows.size() + 1) * stage.stops.size() > mostKept) {
            stage.rows.clear();
        }
        std::vector<float> hours;
        for (const MaybeNumber& each : stage.ways->hours(stage.stops[from], stage.stops)) {
            hours.push_back(each ? static_cast<float>(*each) : closedRoads);
        }
        row = stage.rows.emplace(from, std::move(hours)).first;
    }
    const float hours = row->second[to];
    return hours < 0 ? std::nullopt : MaybeNumber{hours};
}

double daysLost(const PlanRequest& request, double drive_h)
{
    return std::max(0.0, drive_h - request.drive_included_h) / request.work_day_h;
}

} // namespace planning
