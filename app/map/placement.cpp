#include "app/map/placement.h"

#include "app/map/symbols.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace app::map {

namespace {

constexpr double tooClose_px = 5;
constexpr double between_px = 1.5; // side by side, so that halos leave the small ones whole
constexpr std::size_t mostSideBySide = 3;

/// Sites by square of the ground.
class Squares {
public:
    explicit Squares(double side_m) : side_m_{side_m} {}
    void add(geo::XY at, std::uint32_t item) { items_[key(at, 0, 0)].push_back(item); }
    template <typename Visit>
    void around(geo::XY at, Visit visit) const
    {
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                if (const auto found = items_.find(key(at, dx, dy)); found != items_.end()) {
                    std::for_each(found->second.begin(), found->second.end(), visit);
                }
            }
        }
    }

private:
    std::uint64_t key(geo::XY at, int dx, int dy) const
    {
        const auto x = static_cast<std::int32_t>(std::floor(at.x_m / side_m_)) + dx;
        const auto y = static_cast<std::int32_t>(std::floor(at.y_m / side_m_)) + dy;
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32U |
               static_cast<std::uint32_t>(y);
    }
    double side_m_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> items_;
};

using Group = std::vector<std::uint32_t>;

/// Each site not yet taken gathers those closer than `near_m`.
std::vector<Group> gather(const MapData& data, const std::vector<std::uint32_t>& shown,
                          double near_m)
{
    Squares squares{near_m};
    for (const std::uint32_t s : shown) {
        squares.add(data.sites[s].at, s);
    }
    std::vector<bool> taken(data.sites.size());
    std::vector<Group> groups;
    for (const std::uint32_t s : shown) {
        if (taken[s]) {
            continue;
        }
        Group group;
        squares.around(data.sites[s].at, [&](std::uint32_t other) {
            if (!taken[other] && geo::distance_m(data.sites[s].at, data.sites[other].at) < near_m) {
                taken[other] = true;
                group.push_back(other);
            }
        });
        std::sort(group.begin(), group.end());
        groups.push_back(std::move(group));
    }
    return groups;
}

geo::XY middleOf(const MapData& data, const Group& group)
{
    geo::XY sum;
    for (const std::uint32_t s : group) {
        sum.x_m += data.sites[s].at.x_m;
        sum.y_m += data.sites[s].at.y_m;
    }
    const auto n = static_cast<double>(group.size());
    return {sum.x_m / n, sum.y_m / n};
}

/// Large groups become clusters; clusters and sites under one of them join it.
std::vector<Group> joined(const MapData& data, std::vector<Group> groups, double reach_m)
{
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.size() > b.size(); });
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].size() <= mostSideBySide) {
            break;
        }
        const geo::XY centre = middleOf(data, groups[i]);
        for (std::size_t j = groups.size(); --j > i;) {
            const double reach = groups[j].size() > mostSideBySide ? 2 * reach_m : reach_m;
            if (geo::distance_m(centre, middleOf(data, groups[j])) < reach) {
                groups[i].insert(groups[i].end(), groups[j].begin(), groups[j].end());
                groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(j));
            }
        }
    }
    return groups;
}

/// Core nodes: sites that stand on one are drawn below it, so that both are seen.
class Cores {
public:
    Cores(const MapData& data, double m_per_px) : m_per_px_{m_per_px}
    {
        for (const MapNode& node : data.nodes) {
            if (isCore(node.kind)) {
                places_.push_back(node.at);
            }
        }
    }
    /// Where the middle of something `wide_px` by `high_px` goes that would stand at `at`.
    geo::XY beside(geo::XY at, double wide_px, double high_px) const
    {
        for (const geo::XY core : places_) {
            const double dx_px = std::abs(at.x_m - core.x_m) / m_per_px_;
            const double dy_px = std::abs(at.y_m - core.y_m) / m_per_px_;
            const double away_px = (coreSize_px + high_px) / 2;
            if (dx_px < (coreSize_px + wide_px) / 2 && dy_px < away_px) {
                at.y_m = core.y_m - (away_px + 1) * m_per_px_;
            }
        }
        return at;
    }

private:
    double m_per_px_;
    std::vector<geo::XY> places_;
};

} // namespace

Placement placeSites(const MapData& data, const MapState& state, const Style& style,
                     double m_per_px)
{
    Placement placement;
    const auto lookOf = [&state](std::uint32_t s) {
        return s < state.sites.size() ? state.sites[s] : SiteLook::unknown;
    };
    std::vector<std::uint32_t> shown;
    for (std::uint32_t s = 0; s < data.sites.size(); ++s) {
        if (!style.hiddenLooks.test(static_cast<std::size_t>(lookOf(s)))) {
            shown.push_back(s);
        }
    }
    const auto groups =
        joined(data, gather(data, shown, tooClose_px * m_per_px), clusterSize_px / 2 * m_per_px);
    const Cores cores{style.shows(LayerId::fibre) ? data : MapData{}, m_per_px};
    for (const Group& group : groups) {
        if (group.size() > mostSideBySide) {
            const geo::XY middle = middleOf(data, group);
            const geo::XY beside = cores.beside(middle, clusterSize_px, clusterSize_px);
            const bool free = std::ranges::none_of(groups, [&](const Group& other) {
                return &other != &group && other.size() > mostSideBySide &&
                       geo::distance_m(beside, middleOf(data, other)) < clusterSize_px * m_per_px;
            });
            PlacedCluster cluster{free ? beside : middle, {}, group}; // never over another one
            for (const std::uint32_t s : group) {
                ++cluster.counts[static_cast<std::size_t>(lookOf(s))];
            }
            placement.clusters.push_back(std::move(cluster));
            continue;
        }
        double total = 0;
        double high = 0;
        for (const std::uint32_t s : group) {
            total += siteSize_px(lookOf(s), m_per_px) + between_px;
            high = std::max(high, siteSize_px(lookOf(s), m_per_px));
        }
        const geo::XY middle = cores.beside(middleOf(data, group), total, high);
        double left = -total / 2;
        for (const std::uint32_t s : group) {
            const double wide = siteSize_px(lookOf(s), m_per_px) + between_px;
            const geo::XY at = group.size() == 1
                                   ? middle
                                   : geo::XY{middle.x_m + (left + wide / 2) * m_per_px, middle.y_m};
            placement.sites.push_back({s, at});
            left += wide;
        }
    }
    std::stable_sort(placement.sites.begin(), placement.sites.end(),
                     [&](const PlacedSite& a, const PlacedSite& b) {
                         const SiteLook la = lookOf(a.site);
                         const SiteLook lb = lookOf(b.site);
                         return la != lb ? la < lb : a.site < b.site;
                     });
    return placement;
}

} // namespace app::map
