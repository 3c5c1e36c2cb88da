// People, borders and roads of the invented land.
#include "planning/synth/build.h"
#include "planning/synth/invented_land.h"
#include "planning/synth/invented_settlements.h"
#include "planning/synth/outline.h"
#include "planning/synth/routes.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning::synth {
namespace {

constexpr int posts = 1201; // of an SRTM tile of 3 arc-seconds
constexpr double grid_m = 100;
constexpr double border_m = 400; // cells the borders are drawn on
constexpr int districts = 6;

geo::Elevation terrainOf(const InventedGround& ground)
{
    geo::Box box;
    const geo::XY m = ground.middle();
    box.add(m.x_m - 33000, m.y_m - 50000);
    box.add(m.x_m + 33000, m.y_m + 50000);
    geo::Elevation terrain;
    terrain.height_m = geo::FloatGrid{geo::alignedFrame(box, grid_m)};
    terrain.sea.assign(terrain.height_m.frame.size(), 0);
    terrain.source = "invented";
    const geo::GridFrame& frame = terrain.height_m.frame;
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            const double h_m = ground.height_m(frame.centre(col, row));
            terrain.sea[frame.at(col, row)] = h_m <= 0 ? 1 : 0;
            terrain.height_m(col, row) = static_cast<float>(h_m <= 0 ? 0 : rounded(h_m, 0.1));
        }
    }
    return terrain;
}

std::vector<std::int16_t> tileOf(const InventedGround& ground, const geo::WorkingCrs& crs)
{
    std::vector<std::int16_t> tile;
    tile.reserve(static_cast<std::size_t>(posts) * posts);
    for (int row = 0; row < posts; ++row) {
        for (int col = 0; col < posts; ++col) {
            const geo::LonLat at{inventedWest_deg + col / (posts - 1.0),
                                 inventedSouth_deg + 1 - row / (posts - 1.0)};
            const geo::XY p = crs.project(at);
            const double h_m = ground.height_m({rounded(p.x_m, 0.001), rounded(p.y_m, 0.001)});
            // Land stays above zero when rounded to whole metres, sea below.
            const double whole = h_m > 0 ? std::max(1.0, rounded(h_m, 1)) : rounded(h_m, 1) - 1;
            tile.push_back(static_cast<std::int16_t>(whole));
        }
    }
    return tile;
}

/// Each cell belongs to the seat that is reached most easily: borders follow crests.
std::vector<std::int32_t> districtCells(const InventedGround& ground, const geo::GridFrame& frame,
                                        const Noise& winding, const std::vector<geo::XY>& seats)
{
    std::vector<std::int32_t> label(frame.size(), -1);
    std::vector<double> cost(frame.size(), 1e300);
    std::vector<double> height(frame.size(), 0);
    std::vector<std::uint8_t> inside(frame.size(), 0);
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            const geo::XY p = frame.centre(col, row);
            inside[frame.at(col, row)] = governed(ground, winding, p) ? 1 : 0;
            height[frame.at(col, row)] = ground.height_m(p);
        }
    }
    using Open = std::pair<double, std::size_t>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    for (std::size_t s = 0; s < seats.size(); ++s) {
        const std::size_t at = frame.at(frame.colOf(seats[s].x_m), frame.rowOf(seats[s].y_m));
        label[at] = static_cast<std::int32_t>(s);
        cost[at] = 0;
        open.emplace(0, at);
    }
    while (!open.empty()) {
        const auto [now, at] = open.top();
        open.pop();
        if (now > cost[at]) {
            continue;
        }
        const int col = static_cast<int>(at % static_cast<std::size_t>(frame.cols));
        const int row = static_cast<int>(at / static_cast<std::size_t>(frame.cols));
        for (const Move& move : moves()) {
            if (!frame.inside(col + move.dc, row + move.dr)) {
                continue;
            }
            const std::size_t other = frame.at(col + move.dc, row + move.dr);
            const double step = move.length +
                                8 * std::fabs(height[other] - height[at]) / frame.cell_m +
                                (inside[other] != 0 ? 0 : 40); // an island is reached over water
            if (now + step < cost[other]) {
                cost[other] = now + step;
                label[other] = label[at];
                open.emplace(cost[other], other);
            }
        }
    }
    for (std::size_t i = 0; i < label.size(); ++i) {
        label[i] = inside[i] != 0 ? label[i] : -1;
    }
    return label;
}

Area areaFrom(const geo::MultiPolygonOf<geo::XY>& shape, const geo::WorkingCrs& crs)
{
    constexpr double leastIslet_m2 = 1.5e6;
    Area area;
    area.synthetic = true;
    for (const auto& polygon : shape) {
        double twice = 0;
        const auto& outer = polygon.front();
        for (std::size_t i = 1; i < outer.size(); ++i) {
            twice += outer[i - 1].x_m * outer[i].y_m - outer[i].x_m * outer[i - 1].y_m;
        }
        if (std::fabs(twice) / 2 < leastIslet_m2) {
            continue;
        }
        auto& out = area.shape.emplace_back();
        auto& out_xy = area.shape_xy.emplace_back();
        for (const auto& ring : polygon) {
            auto& points = out.emplace_back();
            auto& points_xy = out_xy.emplace_back();
            for (const geo::XY& p : ring) {
                const geo::LonLat exact = crs.unproject(p);
                points.push_back({rounded(exact.lon_deg, 1e-5), rounded(exact.lat_deg, 1e-5)});
                points_xy.push_back(p);
            }
        }
    }
    return area;
}

void drawAreas(Scenario& geography, const InventedGround& ground, const geo::GridFrame& whole,
               const geo::WorkingCrs& crs, std::uint64_t seed)
{
    const geo::GridFrame frame = geo::alignedFrame(whole.box(), border_m);
    const Noise winding = windingOf(seed);
    std::vector<geo::XY> seats;
    std::vector<const Settlement*> towns;
    for (const Settlement& s : geography.settlements) {
        const bool far =
            std::ranges::all_of(seats, [&](geo::XY p) { return metresBetween(p, s.at.xy) > 9000; });
        if (far && seats.size() < districts) {
            seats.push_back(s.at.xy);
            towns.push_back(&s);
        }
    }
    const std::vector<std::int32_t> label = districtCells(ground, frame, winding, seats);
    std::vector<std::int32_t> all(label.size(), -1);
    for (std::size_t i = 0; i < label.size(); ++i) {
        all[i] = label[i] >= 0 ? 0 : -1;
    }
    Area governorate = areaFrom(outlines(frame, all, 1, 2).front(), crs);
    governorate.area_code = "XS01";
    governorate.name = "Marjan Governorate";
    governorate.name_local = "محافظة مرجان";
    governorate.level = 1;
    geography.areas.push_back(std::move(governorate));
    const auto shapes = outlines(frame, label, static_cast<int>(seats.size()), 2);
    for (std::size_t s = 0; s < seats.size(); ++s) {
        Area district = areaFrom(shapes[s], crs);
        district.area_code = fmt::format("XS01{:02}", s + 1);
        district.name = towns[s]->name;
        district.name_local = towns[s]->name_local;
        district.parent_code = "XS01";
        district.level = 2;
        geography.areas.push_back(std::move(district));
    }
    for (Settlement& s : geography.settlements) {
        const int col = frame.colOf(s.at.xy.x_m);
        const int row = frame.rowOf(s.at.xy.y_m);
        const std::int32_t at = label[frame.at(col, row)];
        if (at >= 0) {
            s.area_code = geography.areas[static_cast<std::size_t>(at) + 1].area_code;
        }
    }
    for (Area& area : geography.areas) {
        double people = 0;
        for (const Settlement& s : geography.settlements) {
            people += s.area_code.starts_with(area.area_code) ? *s.population : 0;
        }
        area.population = people;
    }
}

void buildRoads(Scenario& geography, const geo::Elevation& terrain, const geo::WorkingCrs& crs)
{
    std::vector<std::uint32_t> leaves;
    for (std::uint32_t i = 1; i < geography.areas.size(); ++i) {
        leaves.push_back(i);
    }
    const Land land{geography, leaves, &terrain};
    const Router router{land, {}, [](std::int32_t) { return true; }};
    std::vector<geo::XY> places;
    for (const Settlement& s : geography.settlements) {
        places.push_back(s.at.xy);
    }
    const auto isTown = [&](std::uint32_t i) {
        return *geography.settlements[i].population > 7000;
    };
    for (const auto& [a, b] : neighbours(places)) {
        const double straight_m = metresBetween(places[a], places[b]);
        const geo::LineOf<geo::XY> line = router.route(places[a], places[b]);
        const bool wet = std::ranges::any_of(line, [&](geo::XY p) { return land.seaAt(p); });
        if (wet || length_m(line) > 2.2 * straight_m) {
            continue; // nobody builds a road there
        }
        Road road;
        road.road_id = fmt::format("R{:03}", geography.roads.size() + 1);
        road.road_class = isTown(a) && isTown(b)   ? "trunk"
                          : isTown(a) || isTown(b) ? "primary"
                                                   : "secondary";
        road.speed_kmh = road.road_class == "trunk" ? 80 : road.road_class == "primary" ? 60 : 40;
        auto& points = road.line_xy.emplace_back();
        for (const geo::XY& p : line) {
            const geo::LonLat exact = crs.unproject(p);
            points.push_back(crs.project(
                geo::LonLat{rounded(exact.lon_deg, 1e-5), rounded(exact.lat_deg, 1e-5)}));
        }
        geography.roads.push_back(std::move(road));
    }
}

/// Each settlement's people on the cells around its middle, thinning out; whole persons.
PeopleGrid peopleOf(const Scenario& geography, const geo::Elevation& terrain,
                    const geo::WorkingCrs& crs)
{
    PeopleGrid grid;
    grid.cell_deg = 1.0 / 400; // 9 arc-seconds: 184 m by 278 m
    grid.west_deg = inventedWest_deg;
    grid.north_deg = inventedSouth_deg + 1;
    grid.cols = grid.rows = 400;
    grid.people.assign(160000, 0);
    for (const Settlement& s : geography.settlements) {
        const double reach_m = 1.6 * *s.radius_m;
        std::vector<double> weights;
        std::vector<std::size_t> cells;
        for (int row = 0; row < grid.rows; ++row) {
            const double lat = grid.north_deg - (row + 0.5) * grid.cell_deg;
            if (std::fabs(lat - s.at.lonlat.lat_deg) > 0.06) {
                continue;
            }
            for (int col = 0; col < grid.cols; ++col) {
                const double lon = grid.west_deg + (col + 0.5) * grid.cell_deg;
                if (std::fabs(lon - s.at.lonlat.lon_deg) > 0.09) {
                    continue;
                }
                const geo::XY p = crs.project(geo::LonLat{lon, lat});
                const double far = metresBetween(p, s.at.xy) / reach_m;
                const geo::GridFrame& frame = terrain.height_m.frame;
                if (far < 1 && !terrain.isSea(frame.colOf(p.x_m), frame.rowOf(p.y_m))) {
                    weights.push_back(rounded((1 - far * far) * (1 - far * far), 1e-6));
                    cells.push_back(static_cast<std::size_t>(row) * 400 +
                                    static_cast<std::size_t>(col));
                }
            }
        }
        if (cells.empty()) { // a hamlet smaller than a cell
            weights = {1};
            cells = {
                static_cast<std::size_t>((grid.north_deg - s.at.lonlat.lat_deg) / grid.cell_deg) *
                    400 +
                static_cast<std::size_t>((s.at.lonlat.lon_deg - grid.west_deg) / grid.cell_deg)};
        }
        const std::vector<int> shares = apportion(weights, static_cast<int>(*s.population));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            grid.people[cells[i]] += shares[i];
        }
    }
    return grid;
}

} // namespace

InventedCountry inventCountry(const InventRequest& request)
{
    const geo::WorkingCrs crs{inventedCrs};
    const InventedGround ground{request.seed};
    InventedCountry country;
    country.terrain = terrainOf(ground);
    country.tile = tileOf(ground, crs);
    country.geography.crs = inventedCrs;
    country.geography.settlements = foundSettlements(request, ground, crs);
    drawAreas(country.geography, ground, country.terrain.height_m.frame, crs, request.seed);
    buildRoads(country.geography, country.terrain, crs);
    country.people = peopleOf(country.geography, country.terrain, crs);
    return country;
}

} // namespace planning::synth
