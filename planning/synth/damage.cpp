// Which sites were hit: exact shares per stratum, the worst-hit places first.
#include "planning/synth/build.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace planning::synth {
namespace {

// Of damaged sites 16 are partly, 10 minimally damaged (Gaza: 74, 16, 10 % of affected assets).
constexpr double partlyShare = 16.0 / 26.0;
constexpr double blackoutShare = 55; // of sites without power (Ukraine, 24 November 2022: 44 % on)
constexpr int disasterDays = 5;      // between the event and the day the practice starts

Fates scaled(const Fates& mean, double destroyed)
{
    // What is not destroyed keeps its proportions.
    const double rest = (100 - destroyed) / (100 - mean.destroyed);
    return {destroyed, mean.damaged * rest, mean.no_power * rest, mean.cut_off * rest,
            mean.working * rest};
}

Fates darkened(Fates fates)
{
    fates.no_power = std::min(blackoutShare, 100 - fates.destroyed - fates.damaged - fates.cut_off);
    fates.working = 100 - fates.destroyed - fates.damaged - fates.cut_off - fates.no_power;
    return fates;
}

/// One stratum per area, its destroyed share in proportion to the area's index.
std::vector<Stratum> byArea(const Build& build, const Region& region)
{
    const Preset& preset = *region.preset;
    const auto indexOf = [&](std::int32_t area) {
        const std::string code = build.areaCode(area);
        const auto at = std::ranges::find(preset.destroyed_index, code, &AreaIndex::area_code);
        return at == preset.destroyed_index.end() ? 0.0 : at->index;
    };
    std::vector<Stratum> strata;
    double weighted = 0;
    for (const std::int32_t area : region.areas) {
        Stratum stratum;
        for (const std::uint32_t site : region.sites) {
            if (build.siteDrafts[site].area == area) {
                stratum.sites.push_back(site);
            }
        }
        weighted += indexOf(area) * static_cast<double>(stratum.sites.size());
        stratum.fates.destroyed = indexOf(area);
        strata.push_back(std::move(stratum));
    }
    const double perIndex =
        weighted > 0 ? preset.near.destroyed * static_cast<double>(region.sites.size()) / weighted
                     : 0;
    for (Stratum& stratum : strata) {
        stratum.fates = scaled(preset.near, std::min(95.0, stratum.fates.destroyed * perIndex));
    }
    return strata;
}

std::vector<Stratum> byDistance(const Build& build, std::uint32_t r)
{
    const Region& region = build.regions[r];
    const Preset& preset = *region.preset;
    const auto far_m = [&](std::uint32_t site) {
        return build.fields[r].distance_m(build.made().sites[site].at.xy);
    };
    std::vector<std::uint32_t> sites = region.sites;
    std::ranges::stable_sort(sites, {}, far_m);
    std::vector<Stratum> strata;
    if (build.request.profile == Profile::conflict) {
        const auto split = std::ranges::partition_point(
            sites, [&](std::uint32_t s) { return far_m(s) < preset.near_km * 1000; });
        strata.push_back({preset.near, {sites.begin(), split}});
        strata.push_back({preset.far, {split, sites.end()}});
        return strata;
    }
    const auto inner = static_cast<std::ptrdiff_t>(sites.size() / 4);
    const auto middle = static_cast<std::ptrdiff_t>(sites.size() * 6 / 10);
    strata.push_back({preset.inner, {sites.begin(), sites.begin() + inner}});
    strata.push_back({preset.middle, {sites.begin() + inner, sites.begin() + middle}});
    strata.push_back({preset.outer, {sites.begin() + middle, sites.end()}});
    return strata;
}

} // namespace

std::vector<Stratum> strataOf(const Build& build, std::uint32_t r)
{
    const Region& region = build.regions[r];
    const Preset& preset = *region.preset;
    const bool indexed = std::ranges::any_of(region.areas, [&](std::int32_t area) {
        const std::string code = build.areaCode(area);
        return std::ranges::find(preset.destroyed_index, code, &AreaIndex::area_code) !=
               preset.destroyed_index.end();
    });
    std::vector<Stratum> strata;
    if (build.request.profile == Profile::conflict && indexed) {
        strata = byArea(build, region);
    } else if (build.request.profile == Profile::conflict && preset.near_km <= 0) {
        strata = {{preset.near, region.sites}};
    } else {
        strata = byDistance(build, r);
    }
    if (build.request.blackout) {
        for (Stratum& stratum : strata) {
            stratum.fates = darkened(stratum.fates);
        }
    }
    return strata;
}

int ageAt(const Build& build, std::uint32_t r, geo::XY p)
{
    if (build.request.profile == Profile::disaster) {
        return disasterDays;
    }
    const int days = build.preset(r).conflict_days;
    return 2 + static_cast<int>(std::floor(build.fields[r].wave(p) * (days - 4)));
}

void damageSites(Build& build)
{
    const geo::GridFrame& frame = build.land.frame();
    std::unordered_set<std::string> relays;
    for (const Link& link : build.made().links) {
        relays.insert(link.to_id);
    }
    build.siteHits.assign(build.made().sites.size(), {});
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        const Region& region = build.regions[r];
        std::vector<std::uint8_t> own(frame.size(), 0);
        for (int row = 0; row < frame.rows; ++row) {
            for (int col = 0; col < frame.cols; ++col) {
                const std::int32_t area = build.land.areaAt(col, row);
                own[frame.at(col, row)] =
                    area != noArea && build.regionOfArea[static_cast<std::size_t>(area)] == r ? 1
                                                                                              : 0;
            }
        }
        std::vector<geo::XY> places;
        std::vector<double> people;
        for (const std::uint32_t town : region.towns) {
            places.push_back(build.towns[town].at);
            people.push_back(build.towns[town].people);
        }
        build.fields.emplace_back(build.land, own, places, people, build.request.profile,
                                  *region.preset, build.random.stream("field", r));
        Random random = build.random.stream("damage", r);
        std::vector<double> score(build.made().sites.size(), 0);
        for (const std::uint32_t site : region.sites) {
            const Site& noun = build.made().sites[site];
            // A mast others hang on stands, as a rule, where it is kept an eye on.
            score[site] = build.fields[r].at(noun.at.xy) + 0.12 * random.normal() -
                          (relays.contains(noun.site_id) ? 0.15 : 0.0);
        }
        for (Stratum& stratum : strataOf(build, r)) {
            const Fates& fates = stratum.fates;
            std::ranges::stable_sort(stratum.sites, std::greater<>{},
                                     [&](std::uint32_t s) { return score[s]; });
            const std::vector<int> counts = apportion(
                {fates.destroyed, fates.damaged * partlyShare, fates.damaged * (1 - partlyShare),
                 fates.no_power + fates.cut_off + fates.working},
                static_cast<int>(stratum.sites.size()));
            for (std::size_t i = 0; i < stratum.sites.size(); ++i) {
                const int rank = static_cast<int>(i);
                Hit& hit = build.siteHits[stratum.sites[i]];
                hit.damage = rank < counts[0]                           ? Damage::destroyed
                             : rank < counts[0] + counts[1]             ? Damage::partial
                             : rank < counts[0] + counts[1] + counts[2] ? Damage::minimal
                                                                        : Damage::none;
                hit.age_days = ageAt(build, r, build.made().sites[stratum.sites[i]].at.xy);
            }
        }
    }
}

} // namespace planning::synth
