// Where masts stand: in towns by people, outside them on hilltops that see villages and roads.
#include "geo/vector/inside.h"
#include "planning/synth/build.h"
#include "planning/synth/routes.h"
#include "planning/synth/sight.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace planning::synth {
namespace {

constexpr int candidatesInTown = 14;
constexpr double ruralReach_m = 7000;
constexpr double roadStep_m = 2000;
constexpr double roadWeight = 60; // people a stretch of road stands for
constexpr double hillCell_m = 1000;

/// A place in a town's disc, denser towards the middle; nothing when it falls on sea or abroad.
std::optional<geo::XY> placeInTown(const Build& build, const Town& town, Random& random)
{
    double dx = 0;
    double dy = 0;
    do {
        dx = random.uniform(-1, 1);
        dy = random.uniform(-1, 1);
    } while (dx * dx + dy * dy > 1);
    const double reach_m = town.radius_m * (random.chance(0.5) ? 0.6 : 1.0);
    const geo::XY p{rounded(town.at.x_m + dx * reach_m, 0.1),
                    rounded(town.at.y_m + dy * reach_m, 0.1)};
    if (build.regionAt(p) != build.regionAt(town.at) && build.regionAt(town.at) >= 0) {
        return std::nullopt;
    }
    const auto& extent = build.settlementOf(town).extent_xy;
    if (build.regionAt(p) < 0 || (!extent.empty() && !geo::inside(extent, p))) {
        return std::nullopt;
    }
    return p;
}

/// The best of some random places: far from the operator's other masts, high for its surroundings.
geo::XY nextInTown(const Build& build, const Town& town, const std::vector<geo::XY>& taken,
                   double spacing_m, Random& random)
{
    geo::XY best = town.at;
    double bestScore = -1e300;
    for (int i = 0; i < candidatesInTown; ++i) {
        const auto p = placeInTown(build, town, random);
        if (!p) {
            continue;
        }
        double free_m = 2 * spacing_m;
        for (const geo::XY& other : taken) {
            free_m = std::min(free_m, metresBetween(*p, other));
        }
        const double centre = taken.empty() ? 2.0 : 0.1; // the first mast stands in the middle
        const double height =
            std::clamp(build.land.prominence_m(*p, town.radius_m) / 80, -0.4, 0.4);
        const double score =
            free_m / spacing_m + height - centre * metresBetween(*p, town.at) / town.radius_m;
        if (score > bestScore) {
            best = *p;
            bestScore = score;
        }
    }
    return best;
}

struct Demand {
    geo::XY at;
    double weight = 0;
};

/// Villages without a mast of this operator, and the ways between towns.
std::vector<Demand> ruralDemand(const Build& build, const Region& region,
                                const std::vector<int>& quota)
{
    std::vector<Demand> demand;
    std::vector<geo::XY> places;
    for (std::size_t i = 0; i < region.towns.size(); ++i) {
        const Town& town = build.towns[region.towns[i]];
        places.push_back(town.at);
        if (quota[i] == 0) {
            demand.push_back({town.at, town.people});
        }
    }
    for (const auto& [a, b] : neighbours(places)) {
        const double length_m = metresBetween(places[a], places[b]);
        for (double d_m = roadStep_m; d_m < length_m - roadStep_m; d_m += roadStep_m) {
            const double t = d_m / length_m;
            const geo::XY p{places[a].x_m + t * (places[b].x_m - places[a].x_m),
                            places[a].y_m + t * (places[b].y_m - places[a].y_m)};
            if (build.regionAt(p) >= 0) {
                demand.push_back({p, roadWeight});
            }
        }
    }
    return demand;
}

/// The highest place of each square kilometre of the region, with something to see.
std::vector<geo::XY> hilltops(const Build& build, std::uint32_t region)
{
    const geo::Box box = build.land.frame().box();
    std::vector<geo::XY> tops;
    constexpr int samples = 5;
    for (double y = box.min_y; y < box.max_y; y += hillCell_m) {
        for (double x = box.min_x; x < box.max_x; x += hillCell_m) {
            std::optional<geo::XY> top;
            double height_m = -1e300;
            for (int k = 0; k < samples * samples; ++k) {
                const geo::XY p{x + (k % samples + 0.5) / samples * hillCell_m,
                                y + (k / samples + 0.5) / samples * hillCell_m};
                const double here_m = build.land.heightAt(p).value_or(0);
                if (build.regionAt(p) == static_cast<std::int32_t>(region) && here_m > height_m) {
                    top = p;
                    height_m = here_m;
                }
            }
            if (top) {
                tops.push_back(*top);
            }
        }
    }
    return tops;
}

/// What a mast at `from` would serve, weight falling with distance, blocked by terrain.
double served(const Build& build, geo::XY from, const std::vector<Demand>& demand,
              std::vector<std::uint32_t>* which)
{
    constexpr double mast_m = 35;
    constexpr double user_m = 3;
    double sum = 0;
    for (std::uint32_t i = 0; i < demand.size(); ++i) {
        const double d_m = metresBetween(from, demand[i].at);
        if (demand[i].weight <= 0 || d_m > ruralReach_m ||
            (d_m > 500 &&
             clearance_m(build.land, from, mast_m, demand[i].at, user_m, 300).value_or(0) < 0)) {
            continue;
        }
        sum += demand[i].weight * (1 - 0.7 * d_m / ruralReach_m);
        if (which != nullptr) {
            which->push_back(i);
        }
    }
    return sum;
}

/// Greedy cover of the demand from hilltops.
std::vector<geo::XY> ruralMasts(const Build& build, std::uint32_t region,
                                const std::vector<geo::XY>& tops, std::vector<Demand> demand,
                                int count)
{
    std::vector<geo::XY> masts;
    std::vector<double> value(tops.size());
    for (std::size_t i = 0; i < tops.size(); ++i) {
        value[i] = served(build, tops[i], demand, nullptr) +
                   build.land.prominence_m(tops[i], 2000); // between equals, the higher
    }
    while (static_cast<int>(masts.size()) < count && !tops.empty()) {
        // Values only fall: re-value the best until it stays the best.
        std::size_t best = 0;
        for (;;) {
            best = static_cast<std::size_t>(std::ranges::max_element(value) - value.begin());
            const double before = value[best];
            value[best] = served(build, tops[best], demand, nullptr) +
                          build.land.prominence_m(tops[best], 2000);
            if (value[best] >= before || value[best] >= *std::ranges::max_element(value)) {
                break;
            }
        }
        masts.push_back({rounded(tops[best].x_m, 0.1), rounded(tops[best].y_m, 0.1)});
        std::vector<std::uint32_t> now;
        served(build, tops[best], demand, &now);
        for (const std::uint32_t i : now) {
            demand[i].weight = 0;
        }
        for (std::size_t i = 0; i < tops.size(); ++i) {
            if (metresBetween(tops[i], tops[best]) < 1500) {
                value[i] = -1e300; // one mast a hill
            }
        }
    }
    (void)region;
    return masts;
}

void addSite(Build& build, geo::XY at, const SiteDraft& draft, int number)
{
    Site site;
    const std::string code = build.areaCode(draft.area);
    const std::string& op = build.preset(draft.region).operators[draft.op].name;
    site.operator_name = op;
    site.owner = op;
    site.at = build.place(at);
    site.area_code = code;
    site.site_id = fmt::format("{}{}-{:04}", op.back(), code.empty() ? "" : "-" + code, number);
    site.synthetic = true;
    build.regions[draft.region].sites.push_back(
        static_cast<std::uint32_t>(build.made().sites.size()));
    build.made().sites.push_back(std::move(site));
    build.siteDrafts.push_back(draft);
}

} // namespace

void placeSites(Build& build)
{
    std::map<std::string, int> numbers; // per operator and area
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        const Region region = build.regions[r];
        const Preset& preset = *region.preset;
        const double perSite = build.request.people_per_site > 0 ? build.request.people_per_site
                                                                 : preset.people_per_site;
        const int total = std::max(1, static_cast<int>(std::floor(region.people / perSite + 0.5)));
        std::vector<double> shares;
        for (const OperatorShare& op : preset.operators) {
            shares.push_back(op.share);
        }
        std::vector<double> people;
        for (const std::uint32_t town : region.towns) {
            people.push_back(build.towns[town].people);
        }
        const std::vector<int> perOperator = apportion(shares, total);
        const std::vector<geo::XY> tops = hilltops(build, r);
        for (std::uint32_t op = 0; op < perOperator.size(); ++op) {
            Random random = build.random.stream("sites", r * 16 + op);
            const auto add = [&](geo::XY at, SiteDraft draft) {
                draft.region = r;
                draft.op = op;
                draft.area = build.land.areaAt(at);
                if (draft.area == noArea && draft.town >= 0) {
                    draft.area = build.towns[static_cast<std::size_t>(draft.town)].area;
                }
                addSite(build, at, draft,
                        ++numbers[preset.operators[op].name + build.areaCode(draft.area)]);
            };
            const int rural =
                tops.empty()
                    ? 0
                    : static_cast<int>(std::floor(perOperator[op] * preset.rural_share + 0.5));
            const std::vector<int> quota = apportion(people, perOperator[op] - rural);
            for (std::size_t i = 0; i < region.towns.size(); ++i) {
                std::vector<geo::XY> taken;
                const Town town = build.towns[region.towns[i]];
                const double spacing_m =
                    town.radius_m * std::sqrt(std::numbers::pi / std::max(1, quota[i]));
                for (int k = 0; k < quota[i]; ++k) {
                    taken.push_back(nextInTown(build, town, taken, spacing_m, random));
                    SiteDraft draft;
                    draft.town = static_cast<std::int32_t>(region.towns[i]);
                    add(taken.back(), draft);
                }
            }
            for (const geo::XY& at :
                 ruralMasts(build, r, tops, ruralDemand(build, region, quota), rural)) {
                SiteDraft draft;
                draft.rural = true;
                draft.town = static_cast<std::int32_t>(build.nearestTown(region, at));
                add(at, draft);
            }
        }
    }
}

} // namespace planning::synth
