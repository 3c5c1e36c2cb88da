// How each site reaches the fixed network: fibre in towns, microwave with line of sight elsewhere,
// a satellite terminal where neither is possible.
#include "planning/synth/build.h"
#include "planning/synth/routes.h"
#include "planning/synth/sight.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <memory>

namespace planning::synth {
namespace {

constexpr double fibreReach_m = 3500;
constexpr double longFibre_m = 12000; // a trench of last resort
constexpr double hopMost_m = 25000;   // 1-25 km (assume)
constexpr int depthMost = 4;
constexpr std::size_t hopsTried = 12;
constexpr double officeAntenna_m = 28;
constexpr double secondHopShare = 0.12; // of microwave sites (assume)

/// GHz for a hop: the longer, the lower (7-38 GHz, assume).
double bandFor(double d_m)
{
    static constexpr std::array<std::pair<double, double>, 6> bands{
        {{1500, 38}, {3500, 23}, {8000, 18}, {14000, 13}, {20000, 8}, {1e9, 7}}};
    return std::ranges::find_if(bands, [&](const auto& b) { return d_m <= b.first; })->second;
}

struct Hop {
    double score = 1e300;
    std::string to_id;
    double d_m = 0;
    int depth = 0;
    bool clear = false;
};

class Linker {
public:
    Linker(Build& build, std::uint32_t region)
        : build_{build}, region_{region}, random_{build.random.stream("links", region)},
          router_{build.land, build.geography.roads, [&build, region](std::int32_t area) {
                      return build.regionOfArea[static_cast<std::size_t>(area)] == region;
                  }}
    {
        for (const std::uint32_t node : build.regions[region].nodes) {
            const NodeKind kind = build.made().nodes[node].kind;
            if (kind != NodeKind::splice && kind != NodeKind::landing) {
                offices_.push_back(node);
            }
        }
    }

    void run()
    {
        const Preset& preset = build_.preset(region_);
        std::vector<std::uint32_t> rest;
        for (const std::uint32_t i : build_.regions[region_].sites) {
            const SiteDraft& draft = build_.siteDrafts[i];
            const double share = draft.rural ? 1 - preset.microwave_rural : preset.fibre_town;
            const double reach_m = draft.rural ? 2 * fibreReach_m : fibreReach_m;
            const bool wanted = random_.chance(share);
            if (wanted && officeDistance_m(i) < reach_m) {
                layFibre(i);
            } else {
                rest.push_back(i);
            }
        }
        std::ranges::stable_sort(rest, {}, [&](std::uint32_t i) { return officeDistance_m(i); });
        for (const std::uint32_t i : rest) {
            join(i);
        }
    }

private:
    Site& site(std::uint32_t i) { return build_.made().sites[i]; }

    std::uint32_t nearestOffice(std::uint32_t i)
    {
        return *std::ranges::min_element(offices_, {}, [&](std::uint32_t node) {
            return metresBetween(build_.made().nodes[node].at.xy, site(i).at.xy);
        });
    }
    double officeDistance_m(std::uint32_t i)
    {
        return metresBetween(build_.made().nodes[nearestOffice(i)].at.xy, site(i).at.xy);
    }

    /// Along streets: one bend, on land.
    geo::LineOf<geo::XY> street(geo::XY a, geo::XY b)
    {
        const geo::XY corner = random_.chance(0.5) ? geo::XY{a.x_m, b.y_m} : geo::XY{b.x_m, a.y_m};
        const geo::XY bend{0.7 * corner.x_m + 0.15 * (a.x_m + b.x_m),
                           0.7 * corner.y_m + 0.15 * (a.y_m + b.y_m)};
        if (build_.regionAt(bend) != static_cast<std::int32_t>(region_)) {
            return {a, b};
        }
        return {a, bend, b};
    }

    void layFibre(std::uint32_t i)
    {
        const Node& office = build_.made().nodes[nearestOffice(i)];
        const geo::XY a = office.at.xy;
        const geo::XY b = site(i).at.xy;
        const bool far = metresBetween(a, b) > 1500;
        Span span;
        span.synthetic = true;
        span.role = SpanRole::access;
        span.span_id = fmt::format("SP{:04}", build_.made().spans.size() + 1);
        span.corridor_id = "C-" + site(i).site_id;
        span.from_id = office.node_id;
        span.to_id = site(i).site_id;
        span.owner = site(i).operator_name;
        auto& line = span.line.emplace_back();
        auto& line_xy = span.line_xy.emplace_back();
        for (const geo::XY& p : far ? router_.route(a, b) : street(a, b)) {
            const Position at = build_.place(p);
            line.push_back(at.lonlat);
            line_xy.push_back(at.xy);
        }
        span.length_km = rounded(1.02 * length_m(line_xy) / 1000, 0.001);
        span.deployment = build_.siteDrafts[i].rural
                              ? (random_.chance(0.5) ? Deployment::aerial : Deployment::buried)
                              : Deployment::duct;
        span.fibre_count = 12;
        span.capacity_gbps = 10;
        build_.made().spans.push_back(std::move(span));
        build_.siteDrafts[i].fibre = true;
        ready_.push_back(i);
    }

    /// Every place a hop could go to, the likeliest first.
    std::vector<Hop> hops(std::uint32_t i)
    {
        std::vector<Hop> all;
        const geo::XY from = site(i).at.xy;
        const auto offer = [&](const std::string& id, geo::XY at, int depth, double bonus) {
            const double d_m = metresBetween(from, at);
            if (d_m > 60 && d_m <= hopMost_m) {
                all.push_back(
                    {d_m / 1000 * (1 + 0.35 * depth) + depth - bonus, id, d_m, depth, true});
            }
        };
        for (const std::uint32_t node : offices_) {
            const Node& office = build_.made().nodes[node];
            offer(office.node_id, office.at.xy, 0, 1.0);
        }
        for (const std::uint32_t other : ready_) {
            const SiteDraft& draft = build_.siteDrafts[other];
            if (draft.op == build_.siteDrafts[i].op && draft.depth < depthMost && !draft.small) {
                offer(site(other).site_id, site(other).at.xy, draft.depth, draft.rural ? 0.5 : 0);
            }
        }
        const std::size_t kept = std::min(hopsTried, all.size());
        std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(kept), {},
                                  [](const Hop& hop) {
                                      return std::pair{hop.score, hop.to_id};
                                  });
        all.resize(kept);
        return all;
    }

    std::pair<geo::XY, double> antennaAt(const std::string& id)
    {
        for (const std::uint32_t node : offices_) {
            if (build_.made().nodes[node].node_id == id) {
                return {build_.made().nodes[node].at.xy, officeAntenna_m};
            }
        }
        const auto other =
            std::ranges::find_if(ready_, [&](std::uint32_t s) { return site(s).site_id == id; });
        return {site(*other).at.xy, build_.siteDrafts[*other].antenna_m};
    }

    void join(std::uint32_t i)
    {
        std::vector<Hop> offered = hops(i);
        for (Hop& hop : offered) {
            const auto [at, antenna_m] = antennaAt(hop.to_id);
            const auto fresnel =
                clearanceInFresnel(build_.land, site(i).at.xy, build_.siteDrafts[i].antenna_m, at,
                                   antenna_m, bandFor(hop.d_m));
            // Without terrain nobody knows; the hop is taken as possible.
            hop.clear = fresnel.value_or(1) >= 0;
            hop.score += fresnel.value_or(1) >= 0.6 ? 0 : hop.clear ? 4 : 40;
        }
        std::ranges::stable_sort(offered, {}, &Hop::score);
        if (offered.empty() || !offered.front().clear) {
            if (officeDistance_m(i) < longFibre_m) {
                layFibre(i);
            } else {
                addSatellite(i);
            }
            return;
        }
        addHop(i, offered.front());
        build_.siteDrafts[i].depth = offered.front().depth + 1;
        const bool second = random_.chance(secondHopShare);
        if (second && offered.size() > 1 && offered[1].clear) {
            addHop(i, offered[1]);
        }
        ready_.push_back(i);
    }

    void addHop(std::uint32_t i, const Hop& hop)
    {
        Link link;
        link.synthetic = true;
        link.link_id = fmt::format("L{:04}", build_.made().links.size() + 1);
        link.from_id = site(i).site_id;
        link.to_id = hop.to_id;
        link.owner = site(i).operator_name;
        link.frequency_ghz = bandFor(hop.d_m);
        link.capacity_mbps = *link.frequency_ghz >= 18   ? 1000
                             : *link.frequency_ghz >= 13 ? 400
                                                         : 200;
        build_.made().links.push_back(std::move(link));
    }

    void addSatellite(std::uint32_t i)
    {
        Link link;
        link.synthetic = true;
        link.kind = LinkKind::satellite;
        link.link_id = fmt::format("L{:04}", build_.made().links.size() + 1);
        link.from_id = site(i).site_id;
        link.to_id = build_.made().nodes[build_.regions[region_].nodes.front()].node_id; // a core
        link.owner = site(i).operator_name;
        link.frequency_ghz = 14;
        link.capacity_mbps = 20;
        build_.made().links.push_back(std::move(link));
        ready_.push_back(i);
    }

    Build& build_;
    std::uint32_t region_;
    Random random_;
    Router router_;
    std::vector<std::uint32_t> offices_; // nodes a site can hang on
    std::vector<std::uint32_t> ready_;   // sites that have a way to a core
};

} // namespace

void linkSites(Build& build)
{
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        Linker{build, r}.run();
    }
}

} // namespace planning::synth
