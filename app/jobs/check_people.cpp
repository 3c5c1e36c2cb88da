// People: whether there are any, and whether their numbers hold together.
#include "app/jobs/checks.h"
#include "geo/vector/inside.h"
#include "geo/vector/overlap.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

using geo::Severity;

void checkSettlements(CheckWorld& world)
{
    constexpr double densest_per_km2 = 100000; // the densest quarters of any city
    for (const planning::Settlement& s : world.scenario.settlements) {
        if (!s.population) {
            world.find(Severity::note, "population_unknown", "settlements", s.settlement_id,
                       fmt::format("nobody knows how many people live in {}", s.name),
                       "Give its population, even an estimate: it is in no total until then",
                       "population");
            continue;
        }
        if (*s.population == 0) {
            world.find(Severity::note, "population_zero", "settlements", s.settlement_id,
                       fmt::format("{} has no people", s.name),
                       "Give its population, or leave it: it counts in no figure", "population");
            continue;
        }
        double area_km2 = geo::area_m2(s.extent_xy) / 1e6;
        if (s.extent_xy.empty() && s.radius_m) {
            area_km2 = 3.14159265358979 * *s.radius_m * *s.radius_m / 1e6;
        }
        if (area_km2 > 0 && *s.population / area_km2 > densest_per_km2) {
            world.find(
                Severity::warning, "density_odd", "settlements", s.settlement_id,
                fmt::format("{}: {:.0f} people on {:.2f} km²", s.name, *s.population, area_km2),
                "Check the population and the radius (metres)", "population");
        }
    }
}

/// An area's own figure against the settlements inside it.
void checkTotals(CheckWorld& world)
{
    if (world.scenario.settlements.empty()) {
        return;
    }
    for (const planning::Area& area : world.scenario.areas) {
        if (!area.population || *area.population <= 0) {
            continue;
        }
        const geo::Box box = geo::extentOf(area.shape_xy);
        double inside = 0;
        for (const planning::Settlement& s : world.scenario.settlements) {
            const bool here =
                box.contains(s.at.xy.x_m, s.at.xy.y_m) && geo::inside(area.shape_xy, s.at.xy);
            inside += here ? s.population.value_or(0) : 0;
        }
        constexpr double most = 1.5;
        constexpr double least = 0.5;
        const double ratio = inside / *area.population;
        if (ratio > most || ratio < least) {
            world.find(Severity::note, "population_disagrees", "areas", area.area_code,
                       fmt::format("{} has {:.0f} people, its settlements {:.0f}", area.name,
                                   *area.population, inside),
                       "Settlements may be missing or of another year; choose which figure counts",
                       "population");
        }
    }
}

void checkOverlaps(CheckWorld& world)
{
    struct Shape {
        const planning::Area* area;
        geo::Box box;
        double m2;
    };
    std::vector<Shape> shapes;
    for (const planning::Area& area : world.scenario.areas) {
        shapes.push_back({&area, geo::extentOf(area.shape_xy), geo::area_m2(area.shape_xy)});
    }
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        for (std::size_t k = i + 1; k < shapes.size(); ++k) {
            const Shape& a = shapes[i];
            const Shape& b = shapes[k];
            if (a.area->level != b.area->level || !a.box.touches(b.box)) {
                continue;
            }
            constexpr double leastShare = 0.01; // borders drawn twice never match to the metre
            const double both_m2 = geo::overlap_m2(a.area->shape_xy, b.area->shape_xy);
            if (both_m2 > leastShare * std::min(a.m2, b.m2)) {
                world.find(
                    Severity::warning, "areas_overlap", "areas", b.area->area_code,
                    fmt::format("{} shares {:.1f} km² with {} ({}) of the same level", b.area->name,
                                both_m2 / 1e6, a.area->name, a.area->area_code),
                    "Correct level, or the shapes; people there are counted in both", "geom");
            }
        }
    }
}

void checkParents(CheckWorld& world)
{
    std::map<std::string, std::vector<std::string>> missing; // parent → its parts
    for (const planning::Area& area : world.scenario.areas) {
        if (!area.parent_code.empty() && !world.has("areas", area.parent_code)) {
            missing[area.parent_code].push_back(area.area_code);
        }
    }
    for (const auto& [parent, parts] : missing) {
        world.find(Severity::note, "area_unknown", "areas", parts.front(),
                   parts.size() == 1
                       ? fmt::format("is part of area '{}', which is not in the workspace", parent)
                       : fmt::format("and {} others are part of area '{}', which is not in the "
                                     "workspace",
                                     parts.size() - 1, parent),
                   "Import the upper level too if figures by it are wanted", "parent_code");
    }
}

} // namespace

void checkPeople(CheckWorld& world)
{
    double people = 0;
    for (const planning::Settlement& s : world.scenario.settlements) {
        people += s.population.value_or(0);
    }
    if (people == 0 && world.workspace.rasters("population").empty()) {
        world.find(
            Severity::error, "no_people",
            "there are neither settlements with people nor a population raster",
            "Nobody can be counted as served or cut off: sila import WORKSPACE settlements FILE");
    }
    checkSettlements(world);
    checkTotals(world);
    checkOverlaps(world);
    checkParents(world);
}

} // namespace app
