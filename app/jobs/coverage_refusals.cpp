#include "app/jobs/coverage_refusals.h"

#include "geo/misuse.h"
#include "geo/raster/raster_beside.h"
#include "geo/raster/raster_file.h"
#include "planning/propagation/p1812.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr double mostCells = 2e8;

} // namespace

void requireNetwork(const geo::Workspace& workspace, const planning::Scenario& scenario)
{
    const std::string name = workspace.file().filename().string();
    if (scenario.sites.empty() || scenario.cells.empty()) {
        const std::string what = scenario.sites.empty() ? "sites" : "cells";
        throw geo::Error{fmt::format("the workspace has no {}", what),
                         fmt::format("Import them (sila import {} {} FILE), or practise with sila "
                                     "synth",
                                     name, what),
                         {name}};
    }
}

void requirePeople(const geo::Workspace& workspace, const planning::Scenario& scenario,
                   const CoverageRequest& request)
{
    const std::string name = workspace.file().filename().string();
    if (!request.without_people && scenario.settlements.empty() &&
        workspace.rasters("population").empty()) {
        throw geo::Error{"the workspace has no settlements and no population raster, so nobody "
                         "can be counted",
                         fmt::format("Import them (sila import {} settlements FILE), or take "
                                     "--no-people for the radio maps alone",
                                     name),
                         {name}};
    }
}

void requireSomebody(const People& people, const geo::Workspace& workspace,
                     const CoverageRequest& request)
{
    const bool somebody =
        std::any_of(people.people.begin(), people.people.end(), [](float p) { return p > 0; });
    if (!somebody && !request.without_people) {
        const double all = people.account.source;
        throw geo::Error{
            all > 0 ? fmt::format("all {:.0f} people live outside the area looked at", all)
                    : fmt::format("nobody lives in the area looked at: {} give no people",
                                  people.basis == PeopleBasis::raster ? "the population raster's "
                                                                        "pixels"
                                                                      : "the settlements"),
            "Correct the populations or the --extent, or take --no-people for the radio maps alone",
            {workspace.file().filename().string(),
             people.basis == PeopleBasis::raster ? "population" : "settlements"}};
    }
}

void refuseIgnored(const CoverageRequest& request)
{
    const auto refuse = [&](const char* option, const char* why) {
        throw geo::Misuse{
            fmt::format("{} means nothing to {}, which {}", option, request.model, why),
            fmt::format("Leave {} out, or take another --model", option)};
    };
    const AreaModelInfo* const model = areaModelCalled(request.model);
    if (model == nullptr) {
        return; // told where models are made
    }
    constexpr double median = 50;
    if (!model->statistics && request.time_percent != median) {
        refuse("--time-percent", "gives the median loss");
    }
    if (!model->statistics && request.location_percent != median) {
        refuse("--location-percent", "gives the median loss");
    }
    if (!model->clutter && request.clutter != ClutterCode::none) {
        refuse("--clutter", "takes no clutter along the path");
    }
    if (model->environments.empty() && !request.environment.empty()) {
        refuse("--environment", "has none");
    }
}

void refuseOutside(const CoverageRequest& request)
{
    const planning::propagation::Range& heights = request.model == "p1812"
                                                      ? planning::propagation::p1812Ranges.antenna
                                                      : planning::radioRanges.height;
    if (!heights.holds(request.receiver_height_m)) {
        throw geo::Error{fmt::format("--receiver-height {:g} m is outside the model's range: {}",
                                     request.receiver_height_m,
                                     planning::propagation::text(heights)),
                         "Give metres above ground; 1.5 is a phone in the hand"};
    }
    const auto refuse = [](const char* option, double percent, const std::string& range) {
        throw geo::Error{
            fmt::format("{} {:g} is outside the model's range: {}", option, percent, range),
            "Give a share within it; 50 is the median"};
    };
    const auto check = [&](const char* option, double percent,
                           const planning::propagation::Range& range) {
        if (request.model == "p1812" && !range.holds(percent)) {
            refuse(option, percent, planning::propagation::text(range));
        }
        constexpr double all = 100;
        if (!(percent > 0 && percent < all)) {
            refuse(option, percent, "above 0 and below 100 %");
        }
    };
    check("--time-percent", request.time_percent, planning::propagation::p1812Ranges.time);
    check("--location-percent", request.location_percent,
          planning::propagation::p1812Ranges.location);
}

void requireGround(const geo::Workspace& workspace, const planning::Scenario& scenario,
                   const CoverageRequest& request)
{
    const auto rasters = workspace.rasters("elevation");
    if (request.leave_out_sites || rasters.empty()) {
        return; // none at all is told where the terrain is loaded
    }
    std::vector<geo::Box> covered;
    for (const geo::RasterEntry& entry : rasters) {
        covered.push_back(
            geo::rasterInfo(geo::rasterBeside(workspace, entry), {.crs = entry.crs}).lonlat);
    }
    std::set<std::string> used;
    for (const planning::Cell& cell : scenario.cells) {
        used.insert(cell.site_id);
    }
    std::size_t outside = 0;
    const planning::Site* first = nullptr;
    for (const planning::Site& site : scenario.sites) {
        const geo::LonLat at = site.at.lonlat;
        if (used.contains(site.site_id) && std::ranges::none_of(covered, [&](const geo::Box& box) {
                return box.contains(at.lon_deg, at.lat_deg);
            })) {
            ++outside;
            first = first == nullptr ? &site : first;
        }
    }
    if (outside > 0) {
        throw geo::Error{
            fmt::format("{} of {} sites lie outside the elevation model; the first, {}, at "
                        "{:.5f}, {:.5f}",
                        outside, scenario.sites.size(), first->site_id, first->at.lonlat.lat_deg,
                        first->at.lonlat.lon_deg),
            "Import elevation that covers them, correct their positions (sila check names them "
            "all), or go on without them with --leave-out-sites",
            {.file = workspace.file().filename().string(), .layer = "sites"}};
    }
}

void requireRoom(const fs::path& folder, const CoverageEstimate& estimate)
{
    constexpr double mb = 1e6;
    std::error_code fault;
    const fs::space_info disk = fs::space(folder, fault);
    if (!fault && static_cast<double>(disk.available) < estimate.disk_mb * mb) {
        throw geo::Error{fmt::format("the run needs about {:.0f} MB on disk, {:.0f} MB are free",
                                     estimate.disk_mb, static_cast<double>(disk.available) / mb),
                         "Make room, or take a coarser --resolution, a smaller --radius or "
                         "--no-operator-rasters",
                         {.file = folder.string()}};
    }
}

geo::GridFrame checkedFrame(const geo::Box& box, const planning::AreaSettings& settings)
{
    if (!(settings.cell_m >= 1) || !(settings.radius_m >= settings.cell_m) ||
        settings.radius_m > 200e3) {
        throw geo::Misuse{
            fmt::format("a radius of {:g} km at a resolution of {:g} m makes no sense",
                        settings.radius_m / 1000, settings.cell_m),
            "Give a resolution of 1 m or more and a radius up to 200 km"};
    }
    const geo::GridFrame frame = geo::alignedFrame(box, settings.cell_m);
    if (frame.cols < 1 || frame.rows < 1 ||
        box.width() / settings.cell_m * (box.height() / settings.cell_m) > mostCells) {
        throw geo::Error{fmt::format("the area of {:.0f} x {:.0f} km has too many cells of {:g} m",
                                     box.width() / 1000, box.height() / 1000, settings.cell_m),
                         "Take a coarser --resolution or a smaller --extent"};
    }
    return frame;
}

} // namespace app
