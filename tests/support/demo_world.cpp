#include "tests/support/demo_world.h"

#include "app/map/areas.h"
#include "app/map/build.h"
#include "tests/support/tiny_world.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace tests {

namespace {

using namespace planning;
using geo::XY;

constexpr double west_m = 500000;
constexpr double south_m = 3700000;
constexpr double side_m = 78000;

/// Smooth noise, the same on every machine.
double noise(double x, double y, int seed)
{
    const auto value = [seed](int i, int j) {
        std::uint32_t h = static_cast<std::uint32_t>(i) * 374761393U +
                          static_cast<std::uint32_t>(j) * 668265263U +
                          static_cast<std::uint32_t>(seed) * 2246822519U;
        h = (h ^ (h >> 13U)) * 1274126177U;
        return static_cast<double>((h ^ (h >> 16U)) & 0xffffU) / 65535.0;
    };
    const double fx = std::floor(x);
    const double fy = std::floor(y);
    const double u = (x - fx) * (x - fx) * (3 - 2 * (x - fx));
    const double v = (y - fy) * (y - fy) * (3 - 2 * (y - fy));
    const int i = static_cast<int>(fx);
    const int j = static_cast<int>(fy);
    return (value(i, j) * (1 - u) + value(i + 1, j) * u) * (1 - v) +
           (value(i, j + 1) * (1 - u) + value(i + 1, j + 1) * u) * v;
}

double heightOf(XY at)
{
    const double x = (at.x_m - west_m) / side_m;
    const double y = (at.y_m - south_m) / side_m;
    const double inland = x - 0.30 + 0.16 * y + 0.05 * (noise(x * 9, y * 9, 1) - 0.5);
    double rough = 0;
    double scale = 7;
    double share = 0.5;
    for (int i = 0; i < 6; ++i) {
        rough += share * std::abs(2 * noise(x * scale, y * scale, 10 + i) - 1);
        scale *= 2.03;
        share *= 0.52;
    }
    return inland <= 0 ? -1 : 900 * std::pow(std::min(1.0, inland * 1.5), 1.4) * (1.25 - rough) + 4;
}

geo::Elevation makeElevation()
{
    geo::Elevation e;
    e.height_m = geo::FloatGrid{
        geo::alignedFrame({west_m, south_m, west_m + side_m, south_m + side_m}, 120)};
    e.sea.assign(e.height_m.values.size(), 0);
    e.source = "Invented terrain";
    const geo::GridFrame& f = e.height_m.frame;
    for (int row = 0; row < f.rows; ++row) {
        for (int col = 0; col < f.cols; ++col) {
            const double h = heightOf(f.centre(col, row));
            e.height_m(col, row) = static_cast<float>(std::max(0.0, h));
            e.sea[f.at(col, row)] = h < 0 ? 1 : 0;
        }
    }
    return e;
}

struct Town {
    const char* name;
    const char* local;
    double x, y; // share of the side
    double people;
};
constexpr std::array<Town, 16> towns{{{"Marsa Nur", "مرسى نور", 0.30, 0.55, 412000},
                                      {"Tell Zahra", "تل زهرة", 0.52, 0.63, 168000},
                                      {"Verkhniv", "Верхнів", 0.74, 0.72, 121000},
                                      {"Qalat Rim", "قلعة ريم", 0.62, 0.36, 64000},
                                      {"Stary Port", "Старий Порт", 0.21, 0.80, 58000},
                                      {"Ain Safa", "عين صفا", 0.45, 0.44, 41000},
                                      {"Harbour End", "", 0.36, 0.28, 36000},
                                      {"Bayt Lawz", "بيت لوز", 0.83, 0.47, 33000},
                                      {"Lypova", "Липова", 0.66, 0.84, 27000},
                                      {"Wadi Tin", "وادي التين", 0.55, 0.19, 19000},
                                      {"Northmoor", "", 0.41, 0.86, 15000},
                                      {"Kamianka", "Кам'янка", 0.88, 0.66, 12000},
                                      {"Jisr al-Hajar", "جسر الحجر", 0.74, 0.22, 9800},
                                      {"Hill of Figs", "تلة التين", 0.60, 0.52, 7600},
                                      {"Sosny", "Сосни", 0.79, 0.88, 5400},
                                      {"Far Well", "البئر البعيدة", 0.90, 0.30, 2100}}};

XY townAt(const Town& t)
{
    return {west_m + t.x * side_m, south_m + t.y * side_m};
}

Position at(XY xy)
{
    return {{34 + (xy.x_m - west_m) / 94000, 33.4 + (xy.y_m - south_m) / 111000}, xy};
}

Span spanBetween(const char* id, const Node& a, const Node& b, SpanRole role)
{
    Span s = span(id, a.node_id.c_str(), b.node_id.c_str());
    s.role = role;
    s.synthetic = true;
    geo::LineOf<XY> line;
    const double length = geo::distance_m(a.at.xy, b.at.xy);
    for (int i = 0; i <= 24; ++i) {
        const double t = i / 24.0;
        const double bend =
            std::sin(t * 3.1416) * length * 0.10 * (noise(t * 4 + a.at.xy.x_m, 3, 5) - 0.2);
        line.push_back({a.at.xy.x_m + t * (b.at.xy.x_m - a.at.xy.x_m) -
                            bend * (b.at.xy.y_m - a.at.xy.y_m) / length,
                        a.at.xy.y_m + t * (b.at.xy.y_m - a.at.xy.y_m) +
                            bend * (b.at.xy.x_m - a.at.xy.x_m) / length});
    }
    s.line_xy = {line};
    s.length_km = length / 1000;
    return s;
}

void addNetwork(Scenario& s)
{
    for (std::size_t i = 0; i < towns.size(); ++i) {
        Node n = node(("AGG-" + std::to_string(i + 1)).c_str(),
                      i == 0 ? NodeKind::core : NodeKind::aggregation);
        n.name = towns[i].name;
        n.at = at({townAt(towns[i]).x_m + 900, townAt(towns[i]).y_m - 600});
        n.synthetic = true;
        s.nodes.push_back(n);
    }
    constexpr std::array<std::array<int, 2>, 19> ends{{{0, 1},
                                                       {1, 2},
                                                       {2, 7},
                                                       {7, 3},
                                                       {3, 5},
                                                       {5, 0},
                                                       {0, 4},
                                                       {4, 10},
                                                       {10, 8},
                                                       {8, 2},
                                                       {0, 6},
                                                       {6, 9},
                                                       {9, 3},
                                                       {2, 11},
                                                       {11, 7},
                                                       {9, 12},
                                                       {1, 13},
                                                       {8, 14},
                                                       {7, 15}}};
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const auto [a, b] = ends[i];
        const SpanRole role = i < 6    ? SpanRole::backbone
                              : i < 13 ? SpanRole::aggregation
                                       : SpanRole::access;
        s.spans.push_back(spanBetween(("span " + std::to_string(i + 1)).c_str(),
                                      s.nodes[static_cast<std::size_t>(a)],
                                      s.nodes[static_cast<std::size_t>(b)], role));
    }
}

void addSites(Scenario& s)
{
    std::mt19937 random{1424};
    const auto uniform = [&random] { return static_cast<double>(random() >> 8U) / 16777216.0; };
    for (std::size_t t = 0; t < towns.size(); ++t) {
        const int count = static_cast<int>(2 + towns[t].people / 20000);
        for (int i = 0; i < count; ++i) {
            const double r = 700 + 6500 * std::sqrt(uniform()) * (0.4 + towns[t].people / 500000);
            const double a = 6.2832 * uniform();
            XY xy{townAt(towns[t]).x_m + r * std::cos(a), townAt(towns[t]).y_m + r * std::sin(a)};
            if (heightOf(xy) < 0) {
                xy = {2 * townAt(towns[t]).x_m - xy.x_m, xy.y_m};
            }
            char id[16];
            std::snprintf(id, sizeof id, "DM-%04d", static_cast<int>(s.sites.size()) * 7 + 101);
            Site site_ = site(id);
            site_.name = towns[t].name;
            site_.operator_name = i % 3 == 0 ? "Operator A" : "Operator B";
            site_.structure = i % 4 == 0 ? "rooftop" : "mast";
            site_.structure_height_m = 25 + 5 * (i % 4);
            site_.at = at(xy);
            site_.synthetic = true;
            if (i % 3 == 2) {
                Link link_ = link((std::string{"L-"} + id).c_str(), id, s.nodes[t].node_id.c_str());
                link_.synthetic = true;
                s.links.push_back(link_);
            } else {
                site_.transport_id = s.nodes[t].node_id;
            }
            s.sites.push_back(site_);
        }
    }
}

void addDamage(Scenario& s)
{
    std::mt19937 random{7};
    const auto observe = [&s](Observation o) {
        o.synthetic = true;
        s.observations.push_back(std::move(o));
    };
    for (const int cut : {3, 8, 13, 16}) {
        observe(seen(AssetKind::span, ("span " + std::to_string(cut)).c_str(), Status::destroyed));
    }
    observe(seen(AssetKind::span, "span 11", Status::degraded));
    for (std::size_t i = 0; i < s.sites.size(); ++i) {
        const char* id = s.sites[i].site_id.c_str();
        switch (random() % 12) {
        case 0:
        case 1:
            observe(seen(AssetKind::site, id, Status::destroyed));
            break;
        case 2:
            observe(seen(AssetKind::site, id, Status::outOfService, Cause::power));
            break;
        case 3:
            observe(seen(AssetKind::site, id, Status::degraded));
            break;
        case 4:
            observe(seen(AssetKind::site, id, Status::unknown, Cause::unknown, "2026-10-30"));
            break;
        default:
            break;
        }
    }
    Site planned = site("DM-NEW1");
    planned.at = at({west_m + 0.68 * side_m, south_m + 0.45 * side_m});
    planned.synthetic = true;
    observe(seen(AssetKind::site, "DM-NEW1", Status::planned));
    s.sites.push_back(planned);
}

void addAreasAndPlaces(Scenario& s)
{
    const auto corner = [](double x, double y) {
        return XY{west_m + x * side_m, south_m + y * side_m};
    };
    const auto wavy = [&](XY a, XY b, geo::LineOf<XY>& ring) {
        for (int i = 0; i < 40; ++i) {
            const double t = i / 40.0;
            const double d =
                1800 * (noise(t * 9 + a.x_m / 7000, b.y_m / 9000, 3) - 0.5) * std::sin(3.1416 * t);
            const double length = geo::distance_m(a, b);
            ring.push_back({a.x_m + t * (b.x_m - a.x_m) - d * (b.y_m - a.y_m) / length,
                            a.y_m + t * (b.y_m - a.y_m) + d * (b.x_m - a.x_m) / length});
        }
    };
    const std::array<XY, 8> p{corner(0.27, 0.16), corner(0.62, 0.13), corner(0.95, 0.20),
                              corner(0.96, 0.62), corner(0.88, 0.93), corner(0.40, 0.95),
                              corner(0.13, 0.93), corner(0.58, 0.56)};
    const std::array<std::vector<int>, 3> rings{std::vector<int>{0, 1, 7, 5, 6},
                                                std::vector<int>{1, 2, 3, 7},
                                                std::vector<int>{7, 3, 4, 5}};
    constexpr std::array<const char*, 3> names{"Coast", "Southern Hills", "Northern Hills"};
    for (std::size_t i = 0; i < rings.size(); ++i) {
        Area area;
        area.area_code = "XX0" + std::to_string(i + 1);
        area.name = names[i];
        area.level = 2;
        geo::LineOf<XY> ring;
        for (std::size_t k = 0; k < rings[i].size(); ++k) {
            const auto a = static_cast<std::size_t>(rings[i][k]);
            const auto b = static_cast<std::size_t>(rings[i][(k + 1) % rings[i].size()]);
            geo::LineOf<XY> part; // the same border, whichever side draws it
            wavy(a < b ? p[a] : p[b], a < b ? p[b] : p[a], part);
            part.push_back(a < b ? p[b] : p[a]);
            if (a > b) {
                std::reverse(part.begin(), part.end());
            }
            ring.insert(ring.end(), part.begin(), part.end());
        }
        ring.push_back(ring.front());
        area.shape_xy = {{ring}};
        s.areas.push_back(area);
    }
    for (std::size_t i = 0; i < towns.size(); ++i) {
        Settlement settlement;
        settlement.settlement_id = "T" + std::to_string(i + 1);
        settlement.name = towns[i].name;
        settlement.name_local = towns[i].local;
        settlement.population = towns[i].people;
        settlement.at = at(townAt(towns[i]));
        s.settlements.push_back(settlement);
    }
    Facility hospital;
    hospital.facility_id = "F1";
    hospital.kind = FacilityKind::hospital;
    hospital.name = "Marsa Nur hospital";
    hospital.at = at({townAt(towns[0]).x_m + 2400, townAt(towns[0]).y_m + 1500});
    s.facilities.push_back(hospital);
}

void addRasters(DemoWorld& world)
{
    const geo::GridFrame frame =
        geo::alignedFrame({west_m, south_m, west_m + side_m, south_m + side_m}, 250);
    world.people = geo::FloatGrid{frame, 0.0F};
    world.level_dbm = geo::FloatGrid{frame, geo::noData};
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            const XY here = frame.centre(col, row);
            if (heightOf(here) < 0) {
                continue;
            }
            double people = 0;
            for (const Town& t : towns) {
                const double sigma = 900 + 2600 * std::sqrt(t.people / 400000);
                const double d = geo::distance_m(here, townAt(t)) / sigma;
                people += t.people * 62500 / (6.2832 * sigma * sigma) * std::exp(-d * d / 2);
            }
            world.people(col, row) = static_cast<float>(people);
            double best = -200;
            for (std::size_t i = 0; i < world.scenario.sites.size(); ++i) {
                if (world.network.sites[i].service == Service::on) {
                    const double d = geo::distance_m(here, world.scenario.sites[i].at.xy) / 1000;
                    best = std::max(best, -66 - 36 * std::log10(std::max(0.3, d)) +
                                              8 * noise(here.x_m / 1500, here.y_m / 1500, 2) - 8);
                }
            }
            if (best >= -95) {
                world.level_dbm(col, row) = static_cast<float>(best);
            }
        }
    }
}

/// Round gaps where towns have lost all sites near them.
void addGaps(DemoWorld& world)
{
    for (std::size_t t = 0; t < towns.size(); ++t) {
        int off = 0;
        int all = 0;
        for (std::size_t i = 0; i < world.scenario.sites.size(); ++i) {
            if (world.scenario.sites[i].name == towns[t].name) {
                ++all;
                off += world.network.sites[i].service != Service::on ? 1 : 0;
            }
        }
        if (2 * off <= all) {
            continue;
        }
        app::map::MapGap gap;
        gap.id = QStringLiteral("G%1").arg(t + 1);
        gap.people = towns[t].people * off / all;
        gap.label = townAt(towns[t]);
        gap.lost = t != 15;
        const double r = 2200 + 3600 * std::sqrt(towns[t].people / 400000);
        gap.area_km2 = 3.14 * r * r / 1e6;
        geo::LineOf<XY> ring;
        for (int k = 0; k < 60; ++k) {
            const double a = 6.2832 * k / 60;
            const double w = r * (0.75 + 0.5 * noise(3 * std::cos(a) + 9 * static_cast<double>(t),
                                                     3 * std::sin(a), 8));
            ring.push_back({gap.label.x_m + w * std::cos(a), gap.label.y_m + w * std::sin(a)});
            gap.box.add(ring.back().x_m, ring.back().y_m);
        }
        ring.push_back(ring.front());
        gap.shape = {{ring}};
        world.gaps.push_back(std::move(gap));
    }
    std::stable_sort(world.gaps.begin(), world.gaps.end(),
                     [](const auto& a, const auto& b) { return a.people > b.people; });
}

} // namespace

DemoWorld demoWorld()
{
    DemoWorld world;
    world.scenario.crs = "EPSG:32636";
    addNetwork(world.scenario);
    addSites(world.scenario);
    addDamage(world.scenario);
    addAreasAndPlaces(world.scenario);
    world.statuses = statusesAsOf(world.scenario, demoDay);
    const TransportGraph graph{world.scenario};
    world.network = networkState(world.scenario, world.statuses, graph, demoDay);
    world.elevation = makeElevation();
    addRasters(world);
    addGaps(world);
    return world;
}

app::map::Snapshot snapshotOf(const DemoWorld& world)
{
    using namespace app::map;
    auto data = std::make_shared<MapData>(makeMapData(world.scenario));
    data->title = QStringLiteral("Demo governorate");
    data->terrain = makeTerrain(world.elevation);
    data->people_per_km2 = makePeopleGround(world.people);
    SignalTint tint = makeSignalTint(Technology::gen2, world.level_dbm, {-95, -87, -79, -71});
    geo::FloatGrid servers = world.level_dbm; // nearer to a site, more of them
    for (float& value : servers.values) {
        value = value >= -71 ? 3.0F : value >= -79 ? 2.0F : value >= -95 ? 1.0F : 0.0F;
    }
    tint.servers = Pyramid{std::move(servers)};
    data->signal.push_back(std::move(tint));
    auto state = std::make_shared<MapState>(
        makeMapState(world.scenario, world.statuses, world.network, demoDay));
    state->gaps = world.gaps;
    int number = 0;
    for (std::uint32_t i = 0; i < data->spans.size(); ++i) {
        if (state->spans[i] == SpanLook::cut) {
            const AssetRef ref{AssetKind::span, i};
            const auto& line = data->spans[i].lines.front();
            state->steps.push_back({.number = ++number, .at = line[line.size() / 2], .asset = ref});
        }
    }
    for (std::uint32_t i = 0; i < data->sites.size() && number < 9; ++i) {
        if (state->sites[i] == SiteLook::noPower) {
            state->steps.push_back(
                {.number = ++number, .at = data->sites[i].at, .asset = {AssetKind::site, i}});
        }
    }
    return {data, state};
}

} // namespace tests
