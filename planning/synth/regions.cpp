// Which areas take part, which preset each has, and which settlements lie in them.
#include "planning/synth/regions.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <unordered_set>

namespace planning::synth {
namespace {

constexpr double coastReach_m = 2000; // a settlement's point may lie this far off its area
constexpr double leastRadius_m = 250;

/// Is the area, or one it belongs to, among the codes asked for?
bool isWanted(const Scenario& geography, const Area& area, const std::vector<std::string>& codes)
{
    std::string code = area.area_code;
    for (int level = 0; level < 8 && !code.empty(); ++level) {
        if (std::ranges::find(codes, code) != codes.end()) {
            return true;
        }
        const auto at = std::ranges::find(geography.areas, code, &Area::area_code);
        code = at == geography.areas.end() ? std::string{} : at->parent_code;
    }
    return false;
}

const Preset& presetFor(const Build& build, std::int32_t area)
{
    return build.request.preset.empty() ? presetForArea(build.areaCode(area))
                                        : *findPreset(build.request.preset);
}

} // namespace

std::vector<std::uint32_t> leafAreas(const Scenario& geography,
                                     const std::vector<std::string>& codes)
{
    for (const std::string& code : codes) {
        if (std::ranges::find(geography.areas, code, &Area::area_code) == geography.areas.end()) {
            throw geo::Error{fmt::format("there is no area with the code '{}'", code),
                             "`sila show WORKSPACE` lists the areas of the workspace"};
        }
    }
    std::unordered_set<std::string> parents;
    for (const Area& area : geography.areas) {
        parents.insert(area.parent_code);
    }
    std::vector<std::uint32_t> leaves;
    for (std::uint32_t i = 0; i < geography.areas.size(); ++i) {
        const Area& area = geography.areas[i];
        if (!parents.contains(area.area_code) && !area.shape_xy.empty() &&
            (codes.empty() || isWanted(geography, area, codes))) {
            leaves.push_back(i);
        }
    }
    std::ranges::sort(leaves, {}, [&](std::uint32_t i) -> const std::string& {
        return geography.areas[i].area_code;
    });
    return leaves;
}

void layOutRegions(Build& build)
{
    const std::size_t areaCount = std::max<std::size_t>(1, build.areas.size());
    for (std::size_t i = 0; i < areaCount; ++i) {
        const Preset& preset = presetFor(build, static_cast<std::int32_t>(i));
        auto region = std::ranges::find(build.regions, &preset, &Region::preset);
        if (region == build.regions.end()) {
            region = build.regions.insert(region, Region{&preset, {}, {}, {}, {}, {}, 0});
        }
        region->areas.push_back(static_cast<std::int32_t>(i));
        build.regionOfArea.push_back(static_cast<std::uint32_t>(region - build.regions.begin()));
    }
    for (std::uint32_t i = 0; i < build.geography.settlements.size(); ++i) {
        const Settlement& settlement = build.geography.settlements[i];
        const geo::XY at{rounded(settlement.at.xy.x_m, 0.1), rounded(settlement.at.xy.y_m, 0.1)};
        std::int32_t area = build.land.areaAt(at);
        if (area == noArea) {
            area = build.land.nearestArea(at, coastReach_m);
        }
        if (area == noArea) {
            ++build.result.towns_outside;
            continue;
        }
        if (settlement.population.value_or(0) < 1) {
            ++build.result.towns_without_people;
            continue;
        }
        Town town{i, at, *settlement.population, 0, area};
        const auto region = build.regionOfArea[static_cast<std::size_t>(area)];
        const double perM2 = build.preset(region).built_up_per_km2 * 1e-6;
        const double typical_m = std::sqrt(town.people / (perM2 * std::numbers::pi));
        town.radius_m = std::max(leastRadius_m, settlement.radius_m.value_or(typical_m));
        build.regions[region].towns.push_back(static_cast<std::uint32_t>(build.towns.size()));
        build.regions[region].people += town.people;
        build.towns.push_back(town);
    }
    // A region nobody lives in gets no network.
    std::erase_if(build.regions, [](const Region& region) { return region.towns.empty(); });
    build.regionOfArea.assign(areaCount, 0);
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        for (const std::int32_t area : build.regions[r].areas) {
            build.regionOfArea[static_cast<std::size_t>(area)] = r;
        }
    }
    if (build.towns.empty()) {
        throw geo::Error{"no settlement with a population lies in the areas taken part in",
                         "Import settlements with their population first, or name other areas"};
    }
}

} // namespace planning::synth
