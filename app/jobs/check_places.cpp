// Positions that cannot be right: swapped, at 0/0, out at sea, off the terrain, in another area.
#include "app/jobs/checks.h"
#include "app/jobs/raster_values.h"
#include "geo/crs/crs.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>

namespace app {
namespace {

using geo::LonLat;
using geo::Severity;

struct Placed {
    std::string table, id, area_code;
    LonLat at;
    geo::XY xy;
};

std::vector<Placed> placedAssets(const planning::Scenario& s)
{
    std::vector<Placed> all;
    for (const auto& x : s.sites) {
        all.push_back({"sites", x.site_id, x.area_code, x.at.lonlat, x.at.xy});
    }
    for (const auto& x : s.nodes) {
        all.push_back({"nodes", x.node_id, x.area_code, x.at.lonlat, x.at.xy});
    }
    for (const auto& x : s.settlements) {
        all.push_back({"settlements", x.settlement_id, x.area_code, x.at.lonlat, x.at.xy});
    }
    for (const auto& x : s.facilities) {
        all.push_back({"facilities", x.facility_id, x.area_code, x.at.lonlat, x.at.xy});
    }
    return all;
}

LonLat swapped(LonLat p)
{
    return {p.lat_deg, p.lon_deg};
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Where the country is: the areas' extent, else the middle of all assets.
class Country {
public:
    Country(const planning::Scenario& s, const std::vector<Placed>& assets)
    {
        for (const planning::Area& area : s.areas) {
            for (const auto& polygon : area.shape) {
                for (const auto& ring : polygon) {
                    for (const LonLat& p : ring) {
                        areas_.add(p.lon_deg, p.lat_deg);
                    }
                }
            }
        }
        std::vector<double> lon;
        std::vector<double> lat;
        for (const Placed& asset : assets) {
            lon.push_back(asset.at.lon_deg);
            lat.push_back(asset.at.lat_deg);
        }
        if (!lon.empty()) {
            middle_ = {median(lon), median(lat)};
        }
    }
    bool holds(LonLat p) const
    {
        if (!areas_.empty()) {
            constexpr double margin_deg = 0.5;
            return areas_.grown(margin_deg).contains(p.lon_deg, p.lat_deg);
        }
        return onGlobe(p) && geo::geodesic_m(p, middle_) < near_m;
    }
    /// Far off whatever the areas say.
    bool farFrom(LonLat p) const { return geo::geodesic_m(p, middle_) > far_m; }
    double distance_km(LonLat p) const { return geo::geodesic_m(p, middle_) / 1000; }

private:
    static bool onGlobe(LonLat p) { return std::abs(p.lat_deg) <= 90; }
    static constexpr double near_m = 300e3;
    static constexpr double far_m = 1000e3;
    geo::Box areas_;
    LonLat middle_;
};

bool misplaced(CheckWorld& world, const Country& country, const Placed& asset)
{
    if (std::abs(asset.at.lon_deg) < 1e-3 && std::abs(asset.at.lat_deg) < 1e-3) {
        world.find(Severity::error, "null_island", asset.table, asset.id,
                   "lies at longitude 0, latitude 0", "Give its position, or leave the row out",
                   "geom");
        return true;
    }
    if (country.holds(asset.at)) {
        return false;
    }
    if (std::abs(asset.at.lon_deg) <= 90 && country.holds(swapped(asset.at))) {
        world.find(Severity::error, "swapped_coordinates", asset.table, asset.id,
                   fmt::format("lies at longitude {:.4f}, latitude {:.4f}; the other way round it "
                               "would lie with the others",
                               asset.at.lon_deg, asset.at.lat_deg),
                   "Swap the two columns and import again", "geom");
        return true;
    }
    if (country.farFrom(asset.at)) {
        world.find(Severity::warning, "far_away", asset.table, asset.id,
                   fmt::format("lies {:.0f} km from the middle of all assets",
                               country.distance_km(asset.at)),
                   "Check its position and the CRS it was given in", "geom");
        return true;
    }
    return false;
}

/// Whether `code` is the area `deepest` or one it is part of.
bool within(const AreaLookup& areas, const planning::Area* deepest, const std::string& code)
{
    constexpr int deepestLevel = 16; // against parents in a circle
    for (int i = 0; deepest != nullptr && i < deepestLevel; ++i) {
        if (deepest->area_code == code) {
            return true;
        }
        deepest = deepest->parent_code.empty() ? nullptr : areas.byCode(deepest->parent_code);
    }
    return false;
}

void checkArea(CheckWorld& world, const AreaLookup& areas, const Placed& asset)
{
    if (areas.empty()) {
        return;
    }
    const planning::Area* lies = areas.at(asset.xy);
    if (lies == nullptr) {
        world.find(Severity::warning, "outside_areas", asset.table, asset.id,
                   "lies in none of the areas", "Check its position, or import the area it is in",
                   "geom");
        return;
    }
    if (asset.area_code.empty()) {
        return;
    }
    const planning::Area* said = areas.byCode(asset.area_code);
    if (said == nullptr) {
        world.find(
            Severity::warning, "area_unknown", asset.table, asset.id,
            fmt::format("says it is in area '{}', which is not in the workspace", asset.area_code),
            "Import the area or correct area_code", "area_code");
    } else if (!within(areas, lies, asset.area_code) && !within(areas, said, lies->area_code)) {
        world.find(Severity::warning, "area_disagrees", asset.table, asset.id,
                   fmt::format("says it is in {} ({}) but lies in {} ({})", said->name,
                               said->area_code, lies->name, lies->area_code),
                   "Correct its position or area_code", "area_code");
    }
}

void checkTerrain(CheckWorld& world, const std::vector<Placed>& assets)
{
    if (world.workspace.rasters("elevation").empty()) {
        world.find(Severity::warning, "no_elevation", "the workspace has no elevation model",
                   "Without terrain no coverage can be worked out: sila import WORKSPACE elevation "
                   "FOLDER");
        return;
    }
    std::vector<LonLat> positions;
    for (const Placed& asset : assets) {
        positions.push_back(asset.at);
    }
    if (std::ranges::any_of(world.workspace.rasters("elevation"), [&](const auto& raster) {
            std::error_code code;
            return !std::filesystem::exists(world.workspace.fileBeside(raster.path), code);
        })) {
        return; // told as a raster whose file is missing; what it covered is not known
    }
    const std::vector<float> heights = rasterValues(world.workspace, "elevation", positions);
    // Out at sea: the place itself and a ring of half a kilometre around are all sea. A mast on a
    // quay is not.
    constexpr double ring_m = 500;
    constexpr double metresADegree = 111320;
    std::vector<LonLat> ring;
    for (const LonLat& p : positions) {
        const double north = ring_m / metresADegree;
        const double east = north / std::max(0.01, std::cos(p.lat_deg * 3.14159265358979 / 180));
        ring.push_back(p);
        ring.push_back({p.lon_deg + east, p.lat_deg});
        ring.push_back({p.lon_deg - east, p.lat_deg});
        ring.push_back({p.lon_deg, p.lat_deg + north});
        ring.push_back({p.lon_deg, p.lat_deg - north});
    }
    constexpr std::size_t ringPoints = 5;
    constexpr float sea = 1;
    const std::vector<float> wet = rasterValues(world.workspace, "sea", ring);
    for (std::size_t i = 0; i < assets.size(); ++i) {
        if (std::isnan(heights[i])) {
            const bool radiates = assets[i].table == "sites" || assets[i].table == "settlements";
            world.find(radiates ? Severity::warning : Severity::note, "outside_elevation",
                       assets[i].table, assets[i].id, "the elevation model has no data there",
                       "Import elevation that covers it; until then no coverage is known there",
                       "geom");
            continue;
        }
        const auto first = wet.begin() + static_cast<std::ptrdiff_t>(i * ringPoints);
        if (std::all_of(first, first + ringPoints, [](float w) { return w == sea; })) {
            world.find(Severity::warning, "in_the_sea", assets[i].table, assets[i].id,
                       "lies out at sea, more than half a kilometre from land",
                       "Check its position", "geom");
        }
    }
}

} // namespace

void checkPlaces(CheckWorld& world)
{
    const std::vector<Placed> all = placedAssets(world.scenario);
    const Country country{world.scenario, all};
    const AreaLookup areas{world.scenario};
    if (areas.empty() && !all.empty()) {
        world.find(Severity::note, "no_areas", "the workspace has no areas",
                   "Figures by governorate need them: sila import WORKSPACE areas FILE");
    }
    std::vector<Placed> believable;
    for (const Placed& asset : all) {
        if (!misplaced(world, country, asset)) {
            checkArea(world, areas, asset);
            believable.push_back(asset);
        }
    }
    if (!all.empty()) {
        checkTerrain(world, believable);
    }
}

} // namespace app
