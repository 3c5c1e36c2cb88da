#include "planning/synth/corridors.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning::synth {
namespace {

constexpr double samePlace_m = 600; // a village this near a node is not a place of its own
constexpr double dugShare = 0.15;   // cost of a way through a trench in use
constexpr double slack = 1.02;      // cable is longer than its trench (assume)

} // namespace

/// A corridor: edges one after the other between two kept places.
struct CorridorGraph::Chain {
    std::vector<std::uint32_t> places; // one more than edges
    std::vector<std::uint32_t> edges;
    SpanRole role = SpanRole::aggregation;
};

CorridorGraph::CorridorGraph(Build& build, std::uint32_t region)
    : build_{build}, region_{region},
      router_{build.land, build.geography.roads, [&build, region](std::int32_t area) {
                  return build.regionOfArea[static_cast<std::size_t>(area)] == region;
              }}
{
    const Region& own = build.regions[region];
    placeOf_.assign(build.made().nodes.size(), 0);
    for (const std::uint32_t node : own.nodes) {
        placeOf_[node] = static_cast<std::uint32_t>(places_.size());
        places_.push_back(build.made().nodes[node].at.xy);
        nodeOf_.push_back(static_cast<std::int32_t>(node));
    }
    for (const std::uint32_t town : own.towns) {
        const geo::XY at = build.towns[town].at;
        const bool near = std::ranges::any_of(
            places_, [&](geo::XY p) { return metresBetween(p, at) < samePlace_m; });
        if (!near) {
            places_.push_back(at);
            nodeOf_.push_back(-1);
        }
    }
    at_.resize(places_.size());
    for (const auto& [a, b] : neighbours(places_)) {
        at_[a].push_back(static_cast<std::uint32_t>(edges_.size()));
        at_[b].push_back(static_cast<std::uint32_t>(edges_.size()));
        edges_.push_back({a, b, metresBetween(places_[a], places_[b]),
                          router_.straightCost(places_[a], places_[b]), std::nullopt});
    }
}

template <typename Cost>
CorridorGraph::Way CorridorGraph::cheapest(std::uint32_t from,
                                           const std::vector<std::uint8_t>& targets,
                                           Cost cost) const
{
    constexpr std::uint32_t noEdge = 0xffffffffU;
    std::vector<double> best(places_.size(), 1e300);
    std::vector<std::uint32_t> via(places_.size(), noEdge);
    using Open = std::pair<double, std::uint32_t>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    best[from] = 0;
    open.emplace(0, from);
    Way way;
    while (!open.empty()) {
        const auto [now, place] = open.top();
        open.pop();
        if (now > best[place]) {
            continue;
        }
        if (targets[place] != 0 && place != from) {
            for (std::uint32_t p = place; p != from;) {
                const std::uint32_t e = via[p];
                way.edges.push_back(e);
                way.newTrench_m += edges_[e].role ? 0 : edges_[e].length_m;
                p = edges_[e].a == p ? edges_[e].b : edges_[e].a;
            }
            return way;
        }
        for (const std::uint32_t e : at_[place]) {
            const std::uint32_t other = edges_[e].a == place ? edges_[e].b : edges_[e].a;
            const double next = now + cost(e);
            if (next < best[other]) {
                best[other] = next;
                via[other] = e;
                open.emplace(next, other);
            }
        }
    }
    return way;
}

std::vector<std::uint8_t> CorridorGraph::marked(const std::vector<std::uint32_t>& nodes) const
{
    std::vector<std::uint8_t> marks(places_.size(), 0);
    for (const std::uint32_t node : nodes) {
        marks[placeOf_[node]] = 1;
    }
    return marks;
}

std::vector<double> CorridorGraph::costsFrom(std::uint32_t node) const
{
    std::vector<double> best(places_.size(), 1e300);
    using Open = std::pair<double, std::uint32_t>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    best[placeOf_[node]] = 0;
    open.emplace(0, placeOf_[node]);
    while (!open.empty()) {
        const auto [now, place] = open.top();
        open.pop();
        if (now > best[place]) {
            continue;
        }
        for (const std::uint32_t e : at_[place]) {
            const std::uint32_t other = edges_[e].a == place ? edges_[e].b : edges_[e].a;
            if (now + edges_[e].cost < best[other]) {
                best[other] = now + edges_[e].cost;
                open.emplace(best[other], other);
            }
        }
    }
    std::vector<double> perNode;
    for (const std::uint32_t place : placeOf_) {
        perNode.push_back(best[place]);
    }
    return perNode;
}

void CorridorGraph::dig(const Way& way, SpanRole role)
{
    for (const std::uint32_t e : way.edges) {
        if (!edges_[e].role || role < *edges_[e].role) { // backbone before aggregation
            edges_[e].role = role;
        }
    }
}

void CorridorGraph::lay(std::uint32_t from, std::uint32_t to, SpanRole role, double usedFactor)
{
    dig(cheapest(
            placeOf_[from], marked({to}),
            [&](std::uint32_t e) { return edges_[e].cost * (edges_[e].role ? usedFactor : 1.0); }),
        role);
}

void CorridorGraph::layToNearest(std::uint32_t from, const std::vector<std::uint32_t>& to,
                                 SpanRole role)
{
    dig(cheapest(
            placeOf_[from], marked(to),
            [&](std::uint32_t e) { return edges_[e].cost * (edges_[e].role ? dugShare : 1.0); }),
        role);
}

void CorridorGraph::laySecondWay(std::uint32_t from, const std::vector<std::uint32_t>& to,
                                 SpanRole role, double most_m)
{
    const auto cost = [&](std::uint32_t e) {
        return edges_[e].cost * (edges_[e].role ? dugShare : 1.0);
    };
    const Way first = cheapest(placeOf_[from], marked(to), cost);
    const auto onFirst = [&](std::uint32_t e) {
        return std::ranges::find(first.edges, e) != first.edges.end();
    };
    const Way second = cheapest(placeOf_[from], marked(to), [&](std::uint32_t e) {
        return onFirst(e) ? 20 * edges_[e].cost : cost(e);
    });
    if (std::ranges::none_of(second.edges, onFirst) && second.newTrench_m <= most_m) {
        dig(second, role);
    }
}

void CorridorGraph::addDirect(std::uint32_t from, std::uint32_t to, SpanRole role)
{
    const auto place = static_cast<std::uint32_t>(places_.size());
    places_.push_back(build_.made().nodes[from].at.xy);
    nodeOf_.push_back(static_cast<std::int32_t>(from));
    placeOf_.resize(build_.made().nodes.size(), 0);
    placeOf_[from] = place;
    at_.emplace_back();
    const std::uint32_t other = placeOf_[to];
    at_[place].push_back(static_cast<std::uint32_t>(edges_.size()));
    at_[other].push_back(static_cast<std::uint32_t>(edges_.size()));
    const double apart_m = metresBetween(places_[place], places_[other]);
    edges_.push_back({place, other, apart_m, apart_m, role});
}

double CorridorGraph::diameter_m() const
{
    geo::Box box;
    for (const geo::XY& p : places_) {
        box.add(p.x_m, p.y_m);
    }
    return metresBetween({box.min_x, box.min_y}, {box.max_x, box.max_y});
}

/// Places where a cable must end: nodes, forks, and where backbone and aggregation part.
std::vector<std::uint8_t> CorridorGraph::junctions() const
{
    std::vector<std::uint8_t> keep(places_.size(), 0);
    for (std::uint32_t p = 0; p < places_.size(); ++p) {
        int dug = 0;
        std::optional<SpanRole> role;
        bool mixed = false;
        for (const std::uint32_t e : at_[p]) {
            if (edges_[e].role) {
                ++dug;
                mixed |= role && *role != *edges_[e].role;
                role = edges_[e].role;
            }
        }
        keep[p] = dug > 0 && (nodeOf_[p] >= 0 || dug != 2 || mixed) ? 1 : 0;
    }
    return keep;
}

std::vector<CorridorGraph::Chain> CorridorGraph::chains(const std::vector<std::uint8_t>& keep) const
{
    std::vector<Chain> all;
    std::vector<std::uint8_t> used(edges_.size(), 0);
    for (std::uint32_t start = 0; start < places_.size(); ++start) {
        for (const std::uint32_t first : at_[start]) {
            if (keep[start] == 0 || !edges_[first].role || used[first] != 0) {
                continue;
            }
            Chain chain;
            chain.role = *edges_[first].role;
            chain.places.push_back(start);
            std::uint32_t e = first;
            for (;;) {
                used[e] = 1;
                chain.edges.push_back(e);
                const std::uint32_t at = chain.places.back();
                const std::uint32_t next = edges_[e].a == at ? edges_[e].b : edges_[e].a;
                chain.places.push_back(next);
                if (keep[next] != 0) {
                    break;
                }
                for (const std::uint32_t other : at_[next]) {
                    if (edges_[other].role && used[other] == 0) {
                        e = other;
                        break;
                    }
                }
            }
            all.push_back(std::move(chain));
        }
    }
    return all;
}

/// Grows the second operator's cable along the backbone until its share of length is reached.
void CorridorGraph::doubleCables(const std::vector<Chain>& all,
                                 std::vector<std::uint8_t>& doubled) const
{
    const Preset& preset = *build_.regions[region_].preset;
    const auto lengthOf = [&](const Chain& chain) {
        double sum = 0;
        for (const std::uint32_t e : chain.edges) {
            sum += edges_[e].length_m;
        }
        return sum;
    };
    double total_m = 0;
    for (const Chain& chain : all) {
        total_m += chain.role == SpanRole::backbone ? lengthOf(chain) : 0;
    }
    std::vector<std::uint8_t> reached(places_.size(), 0);
    double done_m = 0;
    for (bool grew = true; grew && preset.operators.size() > 1;) {
        grew = false;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Chain& chain = all[i];
            const bool touches = done_m == 0 || reached[chain.places.front()] != 0 ||
                                 reached[chain.places.back()] != 0;
            const bool fits = done_m + lengthOf(chain) <= preset.doubled_share * total_m + 1;
            if (chain.role == SpanRole::backbone && doubled[i] == 0 && touches && fits) {
                doubled[i] = 1;
                done_m += lengthOf(chain);
                reached[chain.places.front()] = reached[chain.places.back()] = 1;
                grew = true;
            }
        }
    }
}

void CorridorGraph::emit(const std::function<std::uint32_t(geo::XY)>& addJoint, Random& random)
{
    const std::vector<std::uint8_t> keep = junctions();
    const std::vector<Chain> all = chains(keep);
    for (std::uint32_t p = 0; p < places_.size(); ++p) {
        if (keep[p] != 0 && nodeOf_[p] < 0) {
            nodeOf_[p] = static_cast<std::int32_t>(addJoint(places_[p]));
        }
    }
    secondCable_.assign(all.size(), 0);
    doubleCables(all, secondCable_);
    for (std::size_t i = 0; i < all.size(); ++i) {
        emitChain(all[i], nodeOf_, i, random);
    }
}

void CorridorGraph::emitChain(const Chain& chain, const std::vector<std::int32_t>& nodeAt,
                              std::size_t number, Random& random)
{
    const Preset& preset = *build_.regions[region_].preset;
    geo::LineOf<geo::XY> line;
    for (std::size_t i = 0; i < chain.edges.size(); ++i) {
        const geo::LineOf<geo::XY> piece =
            router_.route(places_[chain.places[i]], places_[chain.places[i + 1]]);
        line.insert(line.end(), piece.begin() + (line.empty() ? 0 : 1), piece.end());
    }
    Span span;
    span.synthetic = true;
    span.role = chain.role;
    span.corridor_id = fmt::format("C{}-{:04}", region_ + 1, number + 1);
    span.from_id =
        build_.made().nodes[static_cast<std::size_t>(nodeAt[chain.places.front()])].node_id;
    span.to_id = build_.made().nodes[static_cast<std::size_t>(nodeAt[chain.places.back()])].node_id;
    span.owner = preset.operators.front().name;
    auto& points = span.line.emplace_back();
    auto& points_xy = span.line_xy.emplace_back();
    bool overSea = false;
    for (const geo::XY& p : line) {
        const Position at = build_.place(p);
        points.push_back(at.lonlat);
        points_xy.push_back(at.xy);
        overSea |= build_.land.seaAt(p);
    }
    span.length_km = rounded(slack * length_m(points_xy) / 1000, 0.001);
    const geo::XY middle = line[line.size() / 2];
    const Town& town = build_.towns[build_.nearestTown(build_.regions[region_], middle)];
    const bool inTown = town.people > 10000 && metresBetween(town.at, middle) < 1.2 * town.radius_m;
    span.deployment = overSea  ? Deployment::submarine
                      : inTown ? Deployment::duct
                      : chain.role == SpanRole::backbone || random.chance(0.6)
                          ? Deployment::buried
                          : Deployment::aerial; // 40 % of rural aggregation (assume)
    const bool backbone = chain.role == SpanRole::backbone;
    span.fibre_count = backbone ? (random.chance(0.5) ? 96 : 48) : (random.chance(0.5) ? 48 : 24);
    span.capacity_gbps = backbone ? 400 : 100;
    const auto add = [&](const std::string& owner) {
        span.owner = owner;
        span.span_id = fmt::format("SP{:04}", build_.made().spans.size() + 1);
        build_.made().spans.push_back(span);
        build_.result.backbone_km += backbone ? *span.length_km : 0;
    };
    add(preset.operators.front().name);
    if (secondCable_[number] != 0) {
        span.fibre_count = 48;
        span.capacity_gbps = 200;
        add(preset.operators[1].name);
    }
}

} // namespace planning::synth
