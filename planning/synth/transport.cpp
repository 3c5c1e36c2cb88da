// The fixed network: exchanges where the sites are, a backbone ring with chords through them,
// aggregation off it, all in corridors between neighbouring places.
#include "planning/synth/corridors.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning::synth {
namespace {

constexpr double sitesPerAggregation = 9;
constexpr double ownAggregation_m = 900;  // nearer sites hang on the exchange itself
constexpr double samePlace_m = 600;       // a village this near a node is not a place of its own
constexpr double farMost_m = 15000;       // farther than that an office is no use
constexpr double secondWayMost_m = 18000; // new trench worth a second way for aggregation
constexpr double secondWayShare = 0.5;    // of aggregation nodes (assume)

/// The town a place is called after: a big one from farther away.
std::uint32_t namesake(const Build& build, const Region& region, geo::XY at)
{
    return *std::ranges::max_element(region.towns, {}, [&](std::uint32_t town) {
        const double d_m = 500 + metresBetween(build.towns[town].at, at);
        return build.towns[town].people / (d_m * d_m);
    });
}

/// A centre of sites, moved to the middle of the town it lies in, or onto land.
geo::XY settled(const Build& build, const Region& region, geo::XY centre)
{
    const Town& town = build.towns[build.nearestTown(region, centre)];
    const double off_m = metresBetween(town.at, centre);
    if (off_m < std::min(0.6 * town.radius_m, 1500.0) || build.regionAt(centre) < 0) {
        return town.at;
    }
    return centre;
}

/// Main offices: greedily where they shorten the ways from the sites most (k-median). Candidates
/// are towns and, in cities, places of sites.
std::vector<geo::XY> officePlaces(const Build& build, const Region& region,
                                  const std::vector<geo::XY>& sites, int wanted)
{
    std::vector<geo::XY> candidates;
    for (const std::uint32_t town : region.towns) {
        if (build.regionAt(build.towns[town].at) >= 0) {
            candidates.push_back(build.towns[town].at);
        }
    }
    for (std::size_t i = 0; i < region.sites.size(); i += 3) {
        const SiteDraft& draft = build.siteDrafts[region.sites[i]];
        if (!draft.rural && build.towns[static_cast<std::size_t>(draft.town)].radius_m > 1500) {
            candidates.push_back(sites[i]);
        }
    }
    std::vector<double> way_m(sites.size(), farMost_m);
    std::vector<geo::XY> places;
    while (static_cast<int>(places.size()) < wanted) {
        double bestGain = 0;
        geo::XY best;
        for (const geo::XY& candidate : candidates) {
            double gain = 0;
            for (std::size_t i = 0; i < sites.size(); ++i) {
                gain += std::max(0.0, way_m[i] - metresBetween(sites[i], candidate));
            }
            const bool apart = std::ranges::all_of(
                places, [&](geo::XY p) { return metresBetween(p, candidate) > 2 * samePlace_m; });
            if (apart && gain > bestGain) {
                bestGain = gain;
                best = candidate;
            }
        }
        if (bestGain <= 0) {
            break;
        }
        places.push_back(best);
        for (std::size_t i = 0; i < sites.size(); ++i) {
            way_m[i] = std::min(way_m[i], metresBetween(sites[i], best));
        }
    }
    return places;
}

std::uint32_t addNode(Build& build, std::uint32_t r, NodeKind kind, geo::XY at)
{
    Region& region = build.regions[r];
    Node node;
    node.kind = kind;
    node.at = build.place(at);
    node.owner = region.preset->operators.front().name;
    node.synthetic = true;
    std::int32_t area = build.land.areaAt(at);
    if (area == noArea) {
        area = build.towns[build.nearestTown(region, at)].area;
    }
    node.area_code = build.areaCode(area);
    const Settlement& town = build.settlementOf(build.towns[namesake(build, region, at)]);
    const std::size_t number = build.made().nodes.size() + 1;
    switch (kind) {
    case NodeKind::core:
        node.name = town.name + " core";
        break;
    case NodeKind::exchange:
        node.name = town.name + " exchange";
        break;
    case NodeKind::landing:
        node.name = town.name + " border station";
        break;
    case NodeKind::splice:
        node.name = town.name + " joint";
        break;
    default:
        node.name = town.name + " aggregation";
    }
    node.node_id = fmt::format("N{:04}", number);
    const auto index = static_cast<std::uint32_t>(build.made().nodes.size());
    region.nodes.push_back(index);
    build.nodeRegions.push_back(r);
    build.nodeAreas.push_back(area);
    build.made().nodes.push_back(std::move(node));
    return index;
}

struct Offices {
    std::vector<std::uint32_t> exchanges; // nodes; the first ones are cores
    std::vector<std::uint32_t> aggregation;
};

/// Main offices near which the sites lie; the two or three heaviest, far apart, are cores.
Offices placeOffices(Build& build, std::uint32_t r)
{
    const Region region = build.regions[r];
    const Preset& preset = *region.preset;
    std::vector<geo::XY> sites;
    for (const std::uint32_t site : region.sites) {
        sites.push_back(build.made().sites[site].at.xy);
    }
    const int wanted =
        std::max(preset.min_exchanges,
                 static_cast<int>(std::floor(region.people / preset.people_per_exchange + 0.5)));
    const std::vector<geo::XY> places = officePlaces(build, region, sites, wanted);
    std::vector<std::uint32_t> nearest; // office of each site
    std::vector<double> weight(places.size(), 0);
    for (const geo::XY& site : sites) {
        const auto at =
            std::ranges::min_element(places, {}, [&](geo::XY p) { return metresBetween(p, site); });
        nearest.push_back(static_cast<std::uint32_t>(at - places.begin()));
        weight[nearest.back()] += 1;
    }
    std::vector<std::size_t> cores;
    while (cores.size() <
           std::min<std::size_t>(static_cast<std::size_t>(preset.cores), places.size())) {
        std::size_t best = 0;
        double bestScore = -1;
        for (std::size_t i = 0; i < places.size(); ++i) {
            double apart = 1e6;
            for (const std::size_t core : cores) {
                apart = std::min(apart, metresBetween(places[i], places[core]));
            }
            if (weight[i] * apart > bestScore) {
                best = i;
                bestScore = weight[i] * apart;
            }
        }
        cores.push_back(best);
    }
    Offices offices;
    std::vector<std::uint32_t> nodeOf(places.size(), 0);
    for (std::size_t k = 0; k < cores.size(); ++k) {
        nodeOf[cores[k]] = addNode(build, r, NodeKind::core, places[cores[k]]);
        build.made().nodes.back().owner = preset.operators[k % preset.operators.size()].name;
        offices.exchanges.push_back(nodeOf[cores[k]]);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (std::ranges::find(cores, i) == cores.end()) {
            nodeOf[i] = addNode(build, r, NodeKind::exchange, places[i]);
            offices.exchanges.push_back(nodeOf[i]);
        }
    }
    for (std::uint32_t c = 0; c < places.size(); ++c) {
        std::vector<geo::XY> own;
        for (std::size_t i = 0; i < sites.size(); ++i) {
            if (nearest[i] == c && metresBetween(sites[i], places[c]) > ownAggregation_m) {
                own.push_back(sites[i]);
            }
        }
        const std::vector<double> each(own.size(), 1.0);
        const int hubs = static_cast<int>(
            std::floor(static_cast<double>(own.size()) / sitesPerAggregation + 0.5));
        for (const geo::XY& centre : cluster(own, each, hubs).centres) {
            const geo::XY at = settled(build, region, centre);
            const bool taken = std::ranges::any_of(build.regions[r].nodes, [&](std::uint32_t n) {
                return metresBetween(build.made().nodes[n].at.xy, at) < samePlace_m;
            });
            if (!taken) {
                offices.aggregation.push_back(addNode(build, r, NodeKind::aggregation, at));
            }
        }
    }
    return offices;
}

/// Order of a short closed tour: nearest next, then 2-opt until nothing improves.
std::vector<std::uint32_t> tour(const std::vector<std::vector<double>>& apart)
{
    const std::size_t count = apart.size();
    std::vector<std::uint32_t> order{0};
    std::vector<std::uint8_t> used(count, 0);
    used[0] = 1;
    while (order.size() < count) {
        std::uint32_t next = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (used[i] == 0 &&
                (used[next] != 0 || apart[order.back()][i] < apart[order.back()][next])) {
                next = i;
            }
        }
        used[next] = 1;
        order.push_back(next);
    }
    for (bool better = true; better;) {
        better = false;
        for (std::size_t i = 0; i + 1 < count; ++i) {
            for (std::size_t j = i + 2; j < count; ++j) {
                const std::uint32_t a = order[i];
                const std::uint32_t b = order[i + 1];
                const std::uint32_t c = order[j];
                const std::uint32_t d = order[(j + 1) % count];
                if (a != d && apart[a][c] + apart[b][d] < apart[a][b] + apart[c][d] - 1e-6) {
                    std::reverse(order.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                 order.begin() + static_cast<std::ptrdiff_t>(j) + 1);
                    better = true;
                }
            }
        }
    }
    return order;
}

/// The ring through all offices, and the chords that halve its longest ways round.
void layBackbone(CorridorGraph& graph, const std::vector<std::uint32_t>& exchanges, int chords)
{
    const std::size_t count = exchanges.size();
    if (count < 2) {
        return;
    }
    std::vector<std::vector<double>> apart;
    for (const std::uint32_t exchange : exchanges) {
        const std::vector<double> all = graph.costsFrom(exchange);
        std::vector<double>& row = apart.emplace_back();
        for (const std::uint32_t other : exchanges) {
            row.push_back(all[other]);
        }
    }
    const std::vector<std::uint32_t> order = tour(apart);
    std::vector<double> along{0};
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t a = order[i];
        const std::uint32_t b = order[(i + 1) % count];
        // A ring whose two ways share a trench is no ring: used edges cost three times as much.
        graph.lay(exchanges[a], exchanges[b], SpanRole::backbone, 3.0);
        along.push_back(along.back() + apart[a][b]);
    }
    std::vector<std::uint8_t> ended(count, 0);
    for (int chord = 0; chord < chords && count >= 6; ++chord) {
        Pair best{0, 0};
        double bestGain = 1.3; // a chord must shorten the way round by that much
        for (std::uint32_t i = 0; i < count; ++i) {
            for (std::uint32_t j = i + 2; j < count; ++j) {
                const double oneWay = along[j] - along[i];
                const double round = std::min(oneWay, along.back() - oneWay);
                const double gain =
                    round / apart[order[i]][order[j]] * (round / along.back() > 0.25 ? 1.5 : 1.0);
                if (ended[i] == 0 && ended[j] == 0 && gain > bestGain) {
                    bestGain = gain;
                    best = {i, j};
                }
            }
        }
        if (best.first == best.second) {
            break;
        }
        ended[best.first] = ended[best.second] = 1;
        graph.lay(exchanges[order[best.first]], exchanges[order[best.second]], SpanRole::backbone,
                  3.0);
    }
}

void layAggregation(Build& build, CorridorGraph& graph, const Offices& offices, Random& random)
{
    for (const std::uint32_t hub : offices.aggregation) {
        graph.layToNearest(hub, offices.exchanges, SpanRole::aggregation);
    }
    for (const std::uint32_t hub : offices.aggregation) {
        if (random.chance(secondWayShare)) {
            graph.laySecondWay(hub, offices.exchanges, SpanRole::aggregation, secondWayMost_m);
        }
    }
    (void)build;
}

/// Where the network leaves the region: border stations at the edge nearest to two far offices.
void layExits(Build& build, std::uint32_t r, CorridorGraph& graph, const Offices& offices)
{
    const geo::GridFrame& frame = build.land.frame();
    struct Exit {
        double off_m;
        std::uint32_t node;
        geo::XY at;
    };
    std::vector<Exit> exits;
    constexpr int directions = 16;
    constexpr double beyond_m = 1500;
    for (const std::uint32_t node : offices.exchanges) {
        const geo::XY from = build.made().nodes[node].at.xy;
        Exit exit{1e300, node, from};
        for (int k = 0; k < directions; ++k) {
            // Points around a square: no sine needed.
            const double side = (k % 4 - 1.5) / 2;
            const double dx = k < 4 ? side : k < 8 ? 1 : k < 12 ? -side : -1;
            const double dy = k < 4 ? 1 : k < 8 ? -side : k < 12 ? -1 : side;
            geo::XY p = from;
            double off_m = 0;
            while (build.regionAt(p) == static_cast<std::int32_t>(r)) {
                p = {p.x_m + dx * frame.cell_m, p.y_m + dy * frame.cell_m};
                off_m = metresBetween(from, p);
            }
            // Borders drawn along a coast lie a little inland of it: look further out.
            const bool coast = build.land.seaAt(p) ||
                               build.land.seaAt({p.x_m + dx * beyond_m, p.y_m + dy * beyond_m});
            if (!coast && off_m < exit.off_m) {
                exit = {
                    off_m, node, {p.x_m - 2 * dx * frame.cell_m, p.y_m - 2 * dy * frame.cell_m}};
            }
        }
        if (exit.off_m < 1e300 && build.regionAt(exit.at) == static_cast<std::int32_t>(r)) {
            exits.push_back(exit);
        }
    }
    std::ranges::sort(exits, [](const Exit& a, const Exit& b) {
        return std::pair{a.off_m, a.node} < std::pair{b.off_m, b.node};
    });
    std::vector<geo::XY> built;
    const double apart_m = 0.3 * graph.diameter_m();
    for (const Exit& exit : exits) {
        const bool near = std::ranges::any_of(
            built, [&](geo::XY p) { return metresBetween(p, exit.at) < apart_m; });
        if (!near && built.size() < 2) {
            built.push_back(exit.at);
            const std::uint32_t landing = addNode(build, r, NodeKind::landing, exit.at);
            graph.addDirect(landing, exit.node, SpanRole::backbone);
        }
    }
}

} // namespace

void layTransport(Build& build)
{
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        Random random = build.random.stream("transport", r);
        const Offices offices = placeOffices(build, r);
        CorridorGraph graph{build, r};
        layBackbone(graph, offices.exchanges, build.regions[r].preset->cross_links);
        layAggregation(build, graph, offices, random);
        layExits(build, r, graph, offices);
        graph.emit([&](geo::XY at) { return addNode(build, r, NodeKind::splice, at); }, random);
    }
}

} // namespace planning::synth
