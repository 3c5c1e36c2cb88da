#include "planning/restoration/crews.h"

#include "geo/crs/crs.h"
#include "geo/vector/inside.h"
#include "planning/restoration/supply.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning {
namespace {

constexpr double slack = 1e-9;
constexpr float closedRoads = -1; // in a row of hours

std::optional<geo::XY> middleOf(const std::vector<geo::LineOf<geo::XY>>& lines)
{
    if (lines.empty() || lines.front().empty()) {
        return std::nullopt;
    }
    return lines.front()[lines.front().size() / 2];
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
    case AssetKind::link: {
        const std::string& id = scenario.links[asset.index].from_id;
        for (const Node& node : scenario.nodes) {
            if (node.node_id == id) {
                return node.at.xy;
            }
        }
        for (const Site& site : scenario.sites) {
            if (site.site_id == id) {
                return site.at.xy;
            }
        }
        return std::nullopt;
    }
    case AssetKind::gridLine:
        for (const GridNode& node : scenario.grid_nodes) {
            if (node.grid_node_id == scenario.grid_lines[asset.index].from_id) {
                return node.at.xy;
            }
        }
        return std::nullopt;
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
        for (int i = 0; i < static_cast<int>(*row.per_day + slack); ++i) {
            add(row.place, there);
        }
    }
    return crews;
}

Drives::Drives(const Scenario& scenario, const PlanRequest& request)
    : ways_{scenario, request.speed_kmh}
{
}

std::uint32_t Drives::add(geo::XY place)
{
    const auto [at, fresh] =
        known_.emplace(std::pair{place.x_m, place.y_m}, static_cast<std::uint32_t>(stops_.size()));
    if (fresh) {
        stops_.push_back(ways_.stopAt(place));
    }
    return at->second;
}

MaybeNumber Drives::hours(std::uint32_t from, std::uint32_t to)
{
    if (from == to) {
        return 0;
    }
    if (!roadsGiven()) {
        return ways_.hours(stops_[from], {stops_[to]}).front();
    }
    auto row = rows_.find(from);
    if (row == rows_.end()) {
        constexpr std::size_t mostKept = 16'000'000; // 64 MB
        if ((rows_.size() + 1) * stops_.size() > mostKept) {
            rows_.clear();
        }
        std::vector<float> hours;
        for (const MaybeNumber& each : ways_.hours(stops_[from], stops_)) {
            hours.push_back(each ? static_cast<float>(*each) : closedRoads);
        }
        row = rows_.emplace(from, std::move(hours)).first;
    }
    const float hours = row->second[to];
    return hours < 0 ? std::nullopt : MaybeNumber{hours};
}

double daysLost(const PlanRequest& request, double drive_h)
{
    return std::max(0.0, drive_h - request.drive_included_h) / request.work_day_h;
}

} // namespace planning
