// The power grid the sites hang on, and what each site and node has of its own.
#include "planning/synth/build.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning::synth {
namespace {

constexpr double peoplePerSubstation = 70000; // assume
constexpr double peoplePerSource = 700000;    // assume
constexpr double sitesPerFeeder = 5;          // assume
constexpr double loopShare = 0.35;            // of substations with a second feed (assume)
constexpr int feederDepthMost = 3;

std::uint32_t addGridNode(Build& build, std::uint32_t r, GridNodeKind kind, geo::XY at)
{
    GridNode node;
    node.kind = kind;
    node.at = build.place(at);
    node.grid_node_id = fmt::format("G{:04}", build.made().grid_nodes.size() + 1);
    node.synthetic = true;
    const auto index = static_cast<std::uint32_t>(build.made().grid_nodes.size());
    build.regions[r].grid_nodes.push_back(index);
    build.made().grid_nodes.push_back(std::move(node));
    return index;
}

void addGridLine(Build& build, std::uint32_t from, std::uint32_t to)
{
    const auto& nodes = build.made().grid_nodes;
    build.made().grid_lines.push_back({fmt::format("GL{:04}", build.made().grid_lines.size() + 1),
                                       nodes[from].grid_node_id, nodes[to].grid_node_id, true});
}

geo::XY at(const Build& build, std::uint32_t gridNode)
{
    return build.made().grid_nodes[gridNode].at.xy;
}

/// Sources outside the towns they feed, substations among the people.
std::vector<std::uint32_t> placeSubstations(Build& build, std::uint32_t r, Random& random)
{
    const Region region = build.regions[r];
    std::vector<geo::XY> places;
    std::vector<double> people;
    for (const std::uint32_t town : region.towns) {
        places.push_back(build.towns[town].at);
        people.push_back(build.towns[town].people);
    }
    const int sources =
        std::clamp(static_cast<int>(std::floor(region.people / peoplePerSource + 0.5)), 1, 4);
    for (const geo::XY& centre : cluster(places, people, sources).centres) {
        geo::XY best = build.towns[build.nearestTown(region, centre)].at;
        for (int tries = 0; tries < 30; ++tries) {
            const geo::XY p{centre.x_m + random.uniform(-9000, 9000),
                            centre.y_m + random.uniform(-9000, 9000)};
            const Town& town = build.towns[build.nearestTown(region, p)];
            if (build.regionAt(p) == static_cast<std::int32_t>(r) &&
                metresBetween(town.at, p) > town.radius_m + 500) {
                best = p;
                break;
            }
        }
        addGridNode(build, r, GridNodeKind::source, best);
    }
    const int wanted =
        std::max(2, static_cast<int>(std::floor(region.people / peoplePerSubstation + 0.5)));
    std::vector<std::uint32_t> substations;
    for (const geo::XY& centre : cluster(places, people, wanted).centres) {
        const geo::XY p = build.regionAt(centre) >= 0
                              ? centre
                              : build.towns[build.nearestTown(region, centre)].at;
        substations.push_back(addGridNode(build, r, GridNodeKind::substation, p));
    }
    return substations;
}

/// High voltage: a shortest tree over sources and substations, and some second feeds.
void joinSubstations(Build& build, std::uint32_t r, Random& random)
{
    const std::vector<std::uint32_t> nodes = build.regions[r].grid_nodes;
    std::vector<std::uint32_t> in{nodes.front()};
    std::vector<std::uint32_t> out(nodes.begin() + 1, nodes.end());
    while (!out.empty()) {
        std::pair<std::uint32_t, std::uint32_t> best{in.front(), out.front()};
        double best_m = 1e300;
        for (const std::uint32_t a : in) {
            for (const std::uint32_t b : out) {
                const double d_m = metresBetween(at(build, a), at(build, b));
                if (d_m < best_m) {
                    best_m = d_m;
                    best = {a, b};
                }
            }
        }
        addGridLine(build, best.first, best.second);
        const bool hasSecond = in.size() > 1 && random.chance(loopShare);
        if (hasSecond) {
            const auto second = std::ranges::min_element(in, {}, [&](std::uint32_t a) {
                return a == best.first ? 1e300
                                       : metresBetween(at(build, a), at(build, best.second));
            });
            addGridLine(build, *second, best.second);
        }
        in.push_back(best.second);
        std::erase(out, best.second);
    }
}

/// Medium voltage: feeders among the sites, in short chains from the substations.
void addFeeders(Build& build, std::uint32_t r, const std::vector<std::uint32_t>& substations)
{
    std::vector<geo::XY> sites;
    for (const std::uint32_t site : build.regions[r].sites) {
        sites.push_back(build.made().sites[site].at.xy);
    }
    const std::vector<double> ones(sites.size(), 1.0);
    const int wanted = std::max(
        1, static_cast<int>(std::ceil(static_cast<double>(sites.size()) / sitesPerFeeder)));
    std::vector<std::uint32_t> rest;
    for (const geo::XY& centre : cluster(sites, ones, wanted).centres) {
        rest.push_back(addGridNode(build, r, GridNodeKind::feeder, centre));
    }
    struct Fed {
        std::uint32_t node;
        int depth;
        double way_m;
    };
    std::vector<Fed> fed;
    for (const std::uint32_t substation : substations) {
        fed.push_back({substation, 0, 0});
    }
    while (!rest.empty()) {
        double best = 1e300;
        Fed from{};
        std::uint32_t to = rest.front();
        for (const Fed& f : fed) {
            for (const std::uint32_t node : rest) {
                const double d_m = metresBetween(at(build, f.node), at(build, node));
                if (f.depth < feederDepthMost && d_m + 0.4 * f.way_m < best) {
                    best = d_m + 0.4 * f.way_m;
                    from = {f.node, f.depth + 1, f.way_m + d_m};
                    to = node;
                }
            }
        }
        addGridLine(build, from.node, to);
        fed.push_back({to, from.depth, from.way_m});
        std::erase(rest, to);
    }
}

std::string nearestFeeder(const Build& build, const Region& region, geo::XY p)
{
    const GridNode* best = nullptr;
    for (const std::uint32_t node : region.grid_nodes) {
        const GridNode& candidate = build.made().grid_nodes[node];
        if (candidate.kind == GridNodeKind::feeder &&
            (best == nullptr ||
             metresBetween(candidate.at.xy, p) < metresBetween(best->at.xy, p))) {
            best = &candidate;
        }
    }
    return best == nullptr ? std::string{} : best->grid_node_id;
}

PowerSupply sitePower(const Build& build, std::uint32_t i, int carriers)
{
    const SiteDraft& draft = build.siteDrafts[i];
    const Preset& preset = build.preset(draft.region);
    Random random = build.random.stream("power", i);
    PowerSupply power;
    // 3-4 kW with 2.5-3 l/h (src [19]); a small site 1.2-1.5 l/h (assume).
    power.load_kw = draft.small ? rounded(random.uniform(1.2, 1.8), 0.1)
                                : rounded(2.3 + 0.4 * carriers + 0.15 * random.normal(), 0.1);
    power.fuel_l_per_h = draft.small ? rounded(random.uniform(1.2, 1.5), 0.05)
                                     : rounded(std::clamp(0.8 * *power.load_kw, 2.5, 3.0), 0.05);
    power.battery_h = rounded(random.uniform(4, 8), 0.5); // 4-8 h (assume)
    power.tank_l = rounded(random.uniform(200, 500), 10); // 200-500 l (assume)
    const bool generator = random.chance(preset.generator_share);
    const double size = random.uniform(0.8, 1.2);
    power.generator_kw = generator ? rounded(preset.generator_kw * size, 0.5) : 0;
    power.fuel_on_hand_l = generator ? std::floor(*power.tank_l * random.uniform(0.15, 1.0)) : 0;
    if (draft.rural && random.chance(0.12)) { // assume
        power.solar_kw = rounded(*power.load_kw * random.uniform(0.6, 1.3), 0.1);
    }
    return power;
}

/// Load, generator and litres an hour of an office; hours of fuel it keeps (assume).
PowerSupply nodePower(NodeKind kind, Random& random)
{
    PowerSupply power;
    const auto fill = [&](double load_kw, double generator_kw, double fuel_l_per_h, double hours) {
        power.load_kw = load_kw;
        power.generator_kw = generator_kw;
        power.fuel_l_per_h = fuel_l_per_h;
        power.fuel_on_hand_l = std::floor(fuel_l_per_h * hours);
        power.battery_h = 8;
    };
    switch (kind) {
    case NodeKind::core:
        fill(60, 200, 22, 72 + random.uniform(0, 72));
        break;
    case NodeKind::exchange:
        fill(12, 40, 5, 24 + random.uniform(0, 72));
        break;
    case NodeKind::landing:
        fill(6, 20, 3, 48 + random.uniform(0, 48));
        break;
    default:
        fill(2, 8, 1.3, 24 + random.uniform(0, 96));
    }
    return power;
}

} // namespace

void layGrid(Build& build)
{
    std::map<std::string, int> carriers;
    for (const Cell& cell : build.made().cells) {
        ++carriers[cell.site_id];
    }
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        Random random = build.random.stream("grid", r);
        const std::vector<std::uint32_t> substations = placeSubstations(build, r, random);
        joinSubstations(build, r, random);
        addFeeders(build, r, substations);
        const Region& region = build.regions[r];
        for (const std::uint32_t i : region.sites) {
            Site& site = build.made().sites[i];
            const int sectors = build.siteDrafts[i].small ? 1 : 3;
            site.power = sitePower(build, i, carriers[site.site_id] / sectors);
            site.power.grid_node_id = nearestFeeder(build, region, site.at.xy);
        }
        for (const std::uint32_t i : region.nodes) {
            Node& node = build.made().nodes[i];
            if (node.kind == NodeKind::splice) {
                continue; // a joint needs no power
            }
            node.power = nodePower(node.kind, random);
            node.power.grid_node_id = nearestFeeder(build, region, node.at.xy);
        }
    }
}

} // namespace planning::synth
