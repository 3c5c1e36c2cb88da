#include "planning/synth/synth.h"

#include "planning/synth/regions.h"

#include <algorithm>
#include <fmt/format.h>

namespace planning {
namespace synth {
namespace {

void count(Build& build)
{
    std::map<std::string, SynthShare> byArea;
    const std::size_t areas = std::max<std::size_t>(1, build.areas.size());
    for (std::size_t i = 0; i < areas; ++i) {
        SynthShare& share = byArea[build.areaCode(static_cast<std::int32_t>(i))];
        share.area_code = build.areaCode(static_cast<std::int32_t>(i));
        if (!build.regions.empty()) {
            share.preset = build.preset(build.regionOfArea[i]).id;
        }
    }
    for (const Town& town : build.towns) {
        byArea[build.areaCode(town.area)].people += town.people;
    }
    for (std::uint32_t i = 0; i < build.made().sites.size(); ++i) {
        SynthShare& share = byArea[build.made().sites[i].area_code];
        ++share.sites;
        int SynthShare::*const slot[] = {&SynthShare::working,   &SynthShare::degraded,
                                         &SynthShare::destroyed, &SynthShare::partial,
                                         &SynthShare::no_power,  &SynthShare::cut_off};
        ++(share.*slot[static_cast<std::size_t>(build.result.fates[i])]);
    }
    for (auto& [code, share] : byArea) {
        build.result.shares.push_back(std::move(share));
    }
}

void note(Build& build)
{
    const auto say = [&](int number, const char* what, const char* fix) {
        if (number > 0) {
            build.result.problems.push_back({geo::Severity::warning,
                                             fmt::format("{} {}", number, what),
                                             fix,
                                             {},
                                             "settlements",
                                             {}});
        }
    };
    say(build.result.towns_without_people,
        "settlements have no population; no site was placed for them",
        "Add their population and make the layer again");
    say(build.result.towns_outside, "settlements lie in none of the areas; they were left out",
        "Name other areas, or none for all");
}

} // namespace
} // namespace synth

std::string_view text(Profile profile)
{
    return profile == Profile::conflict ? "conflict" : "disaster";
}

SynthResult synthesise(const Scenario& geography, const geo::WorkingCrs& crs,
                       const geo::Elevation* terrain, const SynthRequest& request,
                       const Feedback& feedback)
{
    using namespace synth;
    if (!request.preset.empty() && findPreset(request.preset) == nullptr) {
        throw geo::Error{fmt::format("there is no preset '{}'", request.preset),
                         "The presets are gaza, west_bank, ukraine_oblast and generic"};
    }
    const bool inhabited = std::ranges::any_of(
        geography.settlements, [](const Settlement& s) { return s.population.value_or(0) >= 1; });
    if (!inhabited) {
        throw geo::Error{"no settlement has a population",
                         "Import settlements with their population first"};
    }
    const std::vector<std::uint32_t> areas = leafAreas(geography, request.areas);
    Build build{.geography = geography,
                .crs = crs,
                .request = request,
                .random = Random{request.seed},
                .areas = areas,
                .land = Land{geography, areas, terrain}};
    struct Step {
        void (*run)(Build&);
        double until;
    };
    constexpr Step steps[] = {{layOutRegions, 0.02},   {placeSites, 0.35},  {equipSites, 0.38},
                              {layTransport, 0.55},    {linkSites, 0.7},    {layGrid, 0.75},
                              {placeFacilities, 0.77}, {damageSites, 0.8},  {cutPower, 0.83},
                              {breakTransport, 0.93},  {settlePower, 0.94}, {reportStatus, 0.96},
                              {offerActions, 0.97},    {drawZones, 0.99},   {supplyResources, 1.0}};
    for (const Step& step : steps) {
        if (feedback.cancelled()) {
            return {};
        }
        step.run(build);
        feedback.progress(step.until);
    }
    synth::count(build);
    note(build);
    return std::move(build.result);
}

} // namespace planning
