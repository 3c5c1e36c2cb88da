#include "planning/siting/find_candidates.h"

#include "geo/crs/crs.h"
#include "geo/vector/inside.h"
#include "planning/finance/fibre_price.h"
#include "planning/network/hop_clearance.h"
#include "planning/parallel.h"
#include "planning/scenario/closed_zones.h"
#include "planning/siting/road_graph.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

constexpr double peakCell_m = 90;
constexpr double profileStep_m = 60;
constexpr std::size_t pointsTried = 8;
constexpr double beside_m = 200; // a cable from the mast next door

std::set<std::string> sitesWith(const Scenario& scenario, const Statuses& statuses,
                                Technology technology, bool rebuild)
{
    std::set<std::string> out;
    const Index sites = indexOfSites(scenario);
    for (const Cell& cell : scenario.cells) {
        const auto site = sites.find(cell.site_id);
        const bool lost = rebuild && site != sites.end() &&
                          statuses.sites[site->second].status == Status::destroyed;
        if (cell.technology >= technology && !lost) {
            out.insert(cell.site_id);
        }
    }
    return out;
}

class Lister {
public:
    Lister(const Scenario& scenario, const Statuses& statuses, const CandidateRequest& request)
        : world_{scenario}, statuses_{statuses}, ask_{request},
          carrying_{sitesWith(scenario, statuses, request.mast.technology, request.rebuild)}
    {
    }

    CandidateList run(const std::vector<Hilltop>& tops)
    {
        if (ask_.structures) {
            structures();
        }
        if (ask_.settlements) {
            settlements(CandidateKind::settlement);
        }
        if (ask_.hilltops) {
            peaks(tops);
        }
        if (ask_.temporary) {
            settlements(CandidateKind::temporary);
        }
        if (ask_.satellite) {
            settlements(CandidateKind::satellite);
        }
        return std::move(out_);
    }

private:
    Candidate& add(CandidateKind kind, std::string id, std::string name, std::string source,
                   Position at, bool standing = false)
    {
        Candidate c;
        c.id = std::move(id);
        c.kind = kind;
        c.name = std::move(name);
        c.source = std::move(source);
        c.at = at;
        c.radio = radioOf(kind, ask_.mast);
        out_.candidates.push_back(std::move(c));
        out_.standing.push_back(static_cast<char>(standing));
        return out_.candidates.back();
    }

    void structures()
    {
        for (std::uint32_t i = 0; i < world_.sites.size(); ++i) {
            const Site& site = world_.sites[i];
            if (carrying_.contains(site.site_id)) {
                ++out_.carry_already;
                continue;
            }
            const bool destroyed = statuses_.sites[i].status == Status::destroyed;
            Candidate& c = add(CandidateKind::structure, "site " + site.site_id, site.name,
                               site.site_id, site.at, !(destroyed && ask_.rebuild));
            if (site.structure_height_m && *site.structure_height_m >= 5) {
                c.radio.height_m = *site.structure_height_m;
            }
        }
    }

    void settlements(CandidateKind kind)
    {
        for (const Settlement& s : world_.settlements) {
            Candidate& c = add(kind, fmt::format("{} {}", text(kind), s.settlement_id), s.name,
                               s.settlement_id, s.at);
            if (!s.population) {
                c.reasons.push_back(SiteReason::peopleUnknown);
            } else if (*s.population < std::max(1.0, ask_.least_people)) {
                c.reasons.push_back(SiteReason::nobodyThere);
                c.detail = fmt::format("{:.0f} people, fewer than {:.0f}", *s.population,
                                       std::max(1.0, ask_.least_people));
            }
        }
    }

    void peaks(const std::vector<Hilltop>& tops)
    {
        const geo::WorkingCrs crs{world_.crs};
        int number = 0; // a name that tells no position
        for (const Hilltop& top : tops) {
            const geo::LonLat lonlat = crs.unproject(top.at);
            const Settlement* nearest = nullptr;
            double near_m = 0;
            for (const Settlement& s : world_.settlements) {
                const double d_m = geo::distance_m(s.at.xy, top.at);
                if (nearest == nullptr || d_m < near_m) {
                    nearest = &s;
                    near_m = d_m;
                }
            }
            Candidate& c = add(CandidateKind::hilltop, fmt::format("hilltop {}", ++number),
                               nearest == nullptr ? fmt::format("hilltop of {:.0f} m", top.height_m)
                                                  : fmt::format("hilltop of {:.0f} m near {}",
                                                                top.height_m, nearest->name),
                               {}, {lonlat, top.at});
            c.prominence_m = top.prominence_m;
            if (nearest != nullptr && near_m > ask_.peak_reach_m) {
                c.reasons.push_back(SiteReason::nobodyThere);
                c.detail = fmt::format("the nearest settlement is {:.0f} km away", near_m / 1000);
            }
            beside(c);
        }
    }

    /// A hilltop next to a mast or to a settlement's candidate.
    void beside(Candidate& top) const
    {
        for (const Site& site : world_.sites) {
            if (geo::distance_m(site.at.xy, top.at.xy) < ask_.beside_m) {
                top.reasons.push_back(SiteReason::tooNear);
                top.detail = "site " + site.site_id;
                return;
            }
        }
        for (std::size_t i = 0; i + 1 < out_.candidates.size(); ++i) {
            const Candidate& c = out_.candidates[i];
            if (c.kind == CandidateKind::settlement && c.reasons.empty() &&
                geo::distance_m(c.at.xy, top.at.xy) < ask_.beside_m) {
                top.reasons.push_back(SiteReason::tooNear);
                top.detail = c.id;
                return;
            }
        }
    }

    const Scenario& world_;
    const Statuses& statuses_;
    const CandidateRequest& ask_;
    std::set<std::string> carrying_;
    CandidateList out_;
};

/// Without a day: whether it stays closed.
bool closedThen(const Zone& zone, const std::optional<geo::Date>& on)
{
    return on ? closedOn(zone, *on)
              : zone.access == ZoneAccess::closed && (!zone.to_date || datesReversed(zone));
}

/// Metres along roads from every vertex to the nearest transport point, and which that is.
struct RoadReach {
    std::vector<double> length_m;
    std::vector<std::uint32_t> point;
};
/// `roads` is joined by `first` places, then by the points.
RoadReach reachOf(const RoadGraph& roads, std::size_t first, std::size_t points,
                  const CandidateRequest& request)
{
    RoadReach out{std::vector<double>(roads.vertices(), std::numeric_limits<double>::infinity()),
                  std::vector<std::uint32_t>(roads.vertices(), 0)};
    using Entry = std::tuple<double, std::uint32_t, std::uint32_t>; // length, point, vertex
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (std::uint32_t p = 0; p < points; ++p) {
        const auto& join = roads.join(first + p);
        if (join && join->distance_m <= request.most_road_m) {
            queue.emplace(join->distance_m, p, join->vertex);
        }
    }
    while (!queue.empty()) {
        const auto [length, p, v] = queue.top();
        queue.pop();
        if (length >= out.length_m[v]) {
            continue;
        }
        out.length_m[v] = length;
        out.point[v] = p;
        for (const RoadGraph::Edge& edge : roads.from(v)) {
            if (length + edge.length_m < std::min(out.length_m[edge.to], request.most_fibre_m)) {
                queue.emplace(length + edge.length_m, p, edge.to);
            }
        }
    }
    return out;
}

class Checker {
public:
    Checker(const std::vector<Candidate>& candidates, const Scenario& scenario,
            const geo::Elevation* elevation, const std::vector<TransportPoint>& points,
            const CandidateRequest& request)
        : world_{scenario}, elevation_{elevation}, points_{points}, ask_{request},
          roads_{scenario.roads, joining(candidates, points), roadLook_m},
          reach_{reachOf(roads_, candidates.size(), points.size(), request)}
    {
    }

    /// `i`: its position among those given at first.
    void check(Candidate& c, std::size_t i) const
    {
        for (const Zone& zone : world_.zones) {
            if (closedThen(zone, ask_.on) && geo::inside(zone.shape_xy, c.at.xy)) {
                c.reasons.push_back(SiteReason::closedZone);
                c.detail = "zone " + zone.zone_id + (zone.reason.empty() ? "" : ": ") + zone.reason;
                break;
            }
        }
        ground(c);
        const std::optional<RoadGraph::Join>& road = roads_.join(i);
        if (road) {
            c.road_m = road->distance_m;
        }
        // What stands was built over some way in, whether the map of roads has it or not.
        if (!world_.roads.empty() && c.kind != CandidateKind::structure &&
            !(road && road->distance_m <= ask_.most_road_m)) {
            c.reasons.push_back(SiteReason::noRoad);
        }
        if (c.kind == CandidateKind::satellite) {
            c.backhaul.kind = BackhaulKind::satellite;
        } else if (!c.refused()) {
            join(c, road);
            climb(c);
        }
    }

private:
    static constexpr double roadLook_m = 20e3;

    static std::vector<geo::XY> joining(const std::vector<Candidate>& candidates,
                                        const std::vector<TransportPoint>& points)
    {
        std::vector<geo::XY> out;
        for (const Candidate& c : candidates) {
            out.push_back(c.at.xy);
        }
        for (const TransportPoint& point : points) {
            out.push_back(point.at);
        }
        return out;
    }

    void ground(Candidate& c) const
    {
        if (elevation_ == nullptr) {
            return;
        }
        const geo::GridFrame& frame = elevation_->height_m.frame;
        const int col = frame.colOf(c.at.xy.x_m);
        const int row = frame.rowOf(c.at.xy.y_m);
        if (!frame.inside(col, row)) {
            c.reasons.push_back(SiteReason::outsideElevation);
        } else if (elevation_->isSea(col, row)) {
            c.reasons.push_back(SiteReason::onSea);
        } else if (!elevation_->heightAt(c.at.xy)) {
            c.reasons.push_back(SiteReason::noGround);
        }
    }

    /// The cheaper of a clear hop and fibre along the roads, by their usual cost; what was looked
    /// at and refused is kept.
    void join(Candidate& c, const std::optional<RoadGraph::Join>& road) const
    {
        std::vector<std::pair<double, std::uint32_t>> near;
        for (std::uint32_t p = 0; p < points_.size(); ++p) {
            const double d_m = geo::distance_m(points_[p].at, c.at.xy);
            if (points_[p].id != c.source && d_m <= ask_.most_hop_m) {
                near.emplace_back(d_m, p);
            }
        }
        // What hangs on the network already stays on it.
        for (const TransportPoint& point : points_) {
            if (point.id == c.source) {
                c.backhaul = {BackhaulKind::fibre, point.id, point.at, 0, 0, 0};
                return;
            }
        }
        std::ranges::sort(near);
        near.resize(std::min(near.size(), pointsTried));
        std::optional<double> fibre_m;
        if (road && reach_.length_m[road->vertex] + road->distance_m <= ask_.most_fibre_m) {
            fibre_m = reach_.length_m[road->vertex] + road->distance_m;
        }
        for (const auto& [d_m, p] : near) {
            if (d_m <= beside_m) {
                c.backhaul = {BackhaulKind::fibre, points_[p].id, points_[p].at, d_m, 0, 0};
                return;
            }
        }
        bool blocked = false;
        for (const auto& [d_m, p] : near) {
            const auto ratio = sight(c, points_[p], d_m);
            if (!ratio) {
                c.refused_ways.push_back(
                    {BackhaulKind::hop, points_[p].id, d_m, "the ground on the way is not known"});
            } else {
                if (*ratio >= clearShare) {
                    c.backhaul = {BackhaulKind::hop, points_[p].id, points_[p].at, d_m, *ratio, 0};
                    break;
                }
                blocked = true;
                c.refused_ways.push_back(
                    {BackhaulKind::hop, points_[p].id, d_m,
                     *ratio < 0 ? "blocked by the ground"
                                : fmt::format("only {:.0f} % of the first Fresnel zone is free",
                                              100 * *ratio)});
            }
        }
        constexpr double cheapFibre_m = 6000; // less than a hop costs
        const bool hop = c.backhaul.kind == BackhaulKind::hop;
        if (fibre_m && (!hop || *fibre_m < cheapFibre_m)) {
            const TransportPoint& point = points_[reach_.point[road->vertex]];
            c.backhaul = {BackhaulKind::fibre, point.id, point.at, *fibre_m, 0, 0};
        } else if (fibre_m) {
            const TransportPoint& point = points_[reach_.point[road->vertex]];
            c.refused_ways.push_back(
                {BackhaulKind::fibre, point.id, *fibre_m, "dearer than the hop"});
        }
        if (c.backhaul.kind == BackhaulKind::unjoined) {
            c.reasons.push_back(near.empty() ? SiteReason::noTransport
                                : blocked    ? SiteReason::noSight
                                             : SiteReason::sightUnknown);
        }
    }

    /// The road winds, but over the same ground as the straight line.
    void climb(Candidate& c) const
    {
        constexpr double step_m = 90;
        if (elevation_ == nullptr || c.backhaul.kind != BackhaulKind::fibre ||
            geo::distance_m(c.at.xy, c.backhaul.to) < step_m) {
            return;
        }
        const auto profile = geo::profileBetween(*elevation_, c.at.xy, c.backhaul.to, step_m);
        if (profile && profile->distance_m.size() > 1) {
            c.backhaul.slope = meanSlope(profile->height_m, profile->distance_m[1]);
        }
    }

    /// Least clearance over the first Fresnel zone; nothing without elevation, or with a void on
    /// the way.
    std::optional<double> sight(const Candidate& c, const TransportPoint& point, double d_m) const
    {
        if (elevation_ == nullptr) {
            return std::nullopt;
        }
        const double step_m = std::min(profileStep_m, d_m / 4);
        const auto profile = geo::profileBetween(*elevation_, c.at.xy, point.at, step_m);
        if (!profile) {
            return std::nullopt;
        }
        const HopClearance seen =
            hopClearance(*profile, {c.radio.height_m, point.antenna_m, ask_.hop_frequency_ghz});
        return seen.points[seen.least].ratio();
    }

    const Scenario& world_;
    const geo::Elevation* elevation_;
    const std::vector<TransportPoint>& points_;
    const CandidateRequest& ask_;
    RoadGraph roads_;
    RoadReach reach_;
};

} // namespace

std::vector<Hilltop> hilltopsOf(const geo::Elevation& elevation, const HilltopRequest& request)
{
    const geo::GridFrame& fine = elevation.height_m.frame;
    const int factor = std::max(1, static_cast<int>(std::lround(peakCell_m / fine.cell_m)));
    geo::GridFrame coarse = fine;
    coarse.cell_m = fine.cell_m * factor;
    coarse.cols = (fine.cols + factor - 1) / factor;
    coarse.rows = (fine.rows + factor - 1) / factor;
    geo::FloatGrid highest{coarse, geo::noData};
    geo::Grid<std::uint32_t> where{coarse, 0};
    for (int row = 0; row < fine.rows; ++row) {
        for (int col = 0; col < fine.cols; ++col) {
            const float h = elevation.height_m(col, row);
            float& top = highest(col / factor, row / factor);
            if (std::isfinite(h) && !(h <= top)) {
                top = h;
                where(col / factor, row / factor) = static_cast<std::uint32_t>(fine.at(col, row));
            }
        }
    }
    std::vector<Hilltop> tops = hilltops(highest, request);
    for (Hilltop& top : tops) { // from the coarse cell to the highest ground in it
        const std::uint32_t at = where(coarse.colOf(top.at.x_m), coarse.rowOf(top.at.y_m));
        const auto cols = static_cast<std::uint32_t>(fine.cols);
        top.at = fine.centre(static_cast<int>(at % cols), static_cast<int>(at / cols));
    }
    std::erase_if(tops, [&](const Hilltop& top) {
        return elevation.isSea(fine.colOf(top.at.x_m), fine.rowOf(top.at.y_m));
    });
    return tops;
}

CandidateList listCandidates(const Scenario& scenario, const Statuses& statuses,
                             const std::vector<Hilltop>& tops, const CandidateRequest& request)
{
    return Lister{scenario, statuses, request}.run(tops);
}

bool checkCandidates(std::vector<Candidate>& candidates, const Scenario& scenario,
                     const geo::Elevation* elevation, const std::vector<TransportPoint>& points,
                     const CandidateRequest& request, int threads, const Feedback& feedback)
{
    const Checker checker{candidates, scenario, elevation, points, request};
    return forEachPiece(candidates.size(), threads, feedback,
                        [&](std::size_t i, unsigned) { checker.check(candidates[i], i); }) &&
           !feedback.cancelled();
}

} // namespace planning
