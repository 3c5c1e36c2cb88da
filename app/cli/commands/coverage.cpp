#include "app/jobs/coverage.h"

#include "app/cli/command.h"
#include "app/jobs/loss_models.h"
#include "geo/misuse.h"
#include "geo/time.h"

#include <chrono>
#include <fmt/format.h>

namespace app::cli {
namespace {

struct Options {
    CoverageRequest request;
    std::string workspace, clutter = "none";
    std::vector<std::string> thresholds, antennas;
    std::vector<double> extent;
    double radius_km = 20;
    double resolution_m = 0;
    bool noRasters = false, noOperatorRasters = false;
};

std::string modelHelp()
{
    std::string help = "Propagation model:";
    for (const AreaModelInfo& info : areaModels()) {
        help += fmt::format(" {} ({}){}", info.name, info.title,
                            &info == &areaModels().back() ? "" : ",");
    }
    return help;
}

void addOptions(CLI::App& command, Options& o)
{
    command.add_option("WORKSPACE", o.workspace, "The workspace")->required();
    command.add_option("--model", o.request.model, modelHelp())->capture_default_str();
    command.add_option("--mode", o.request.mode, "P.1812: sweep (fast) or exact")
        ->capture_default_str();
    command.add_option("--environment", o.request.environment,
                       "Of hata, cost231 (suburban, urban, large_city, open), ehata (suburban, "
                       "urban, rural) and tr38901 (rma, uma)");
    command.add_option("--climate", o.request.climate, "Radio climate of itm, 1 to 7")
        ->capture_default_str();
    command
        .add_option("--resolution", o.resolution_m,
                    "Side of a cell in m; picked by area and elevation when left out")
        ->check(CLI::Range(1.0, 10000.0));
    command.add_option("--radius", o.radius_km, "How far from an antenna to look, km")
        ->capture_default_str();
    command.add_option("--threshold", o.thresholds,
                       "Level that counts as covered, for example 4G=-110 (dBm)");
    command.add_option("--receiver-height", o.request.receiver_height_m, "m above ground")
        ->capture_default_str();
    command
        .add_option("--time-percent", o.request.time_percent,
                    "Share of the time for which the loss is not exceeded")
        ->capture_default_str();
    command.add_option("--location-percent", o.request.location_percent, "Share of the places")
        ->capture_default_str();
    command
        .add_option("--clutter", o.clutter,
                    "Use the clutter raster; its values are heights, worldcover or corine")
        ->capture_default_str();
    command
        .add_option("--dn", o.request.dn, "P.1812: lapse of refractivity in the lowest km, N-units")
        ->check(CLI::Range(0.0, 150.0))
        ->capture_default_str();
    command.add_option("--n0", o.request.n0, "P.1812: sea-level surface refractivity, N-units")
        ->check(CLI::Range(200.0, 500.0))
        ->capture_default_str();
    command.add_option("--load", o.request.load, "Share of time other cells transmit, 0 to 1")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command.add_option("--antennas", o.antennas, "Antenna pattern files (.msi, .ant) or folders");
    command.add_option("--extent", o.extent, "Look only here: west south east north, degrees")
        ->expected(4);
    command.add_option("--population", o.request.people.population,
                       "The population raster to take, when there are several");
    command.add_flag("--people-at-sea", o.request.people.keep_at_sea,
                     "Leave people whom the raster puts on open sea there");
    command.add_flag("--scale-to-areas", o.request.people.scale_to_areas,
                     "Make the people of each area add up to its own figure");
    command.add_flag("--inside-areas", o.request.inside_areas,
                     "Leave out people who live in no area");
    command.add_option("--date", o.request.date,
                       "Date to write into the rasters; today's when left out");
    command.add_flag("--no-people", o.request.without_people,
                     "Make the radio maps though nobody lives there");
    command.add_flag("--leave-out-sites", o.request.leave_out_sites,
                     "Go on without sites that the elevation model does not cover");
    command.add_flag("--no-rasters", o.noRasters, "Only count, make no GeoTIFF files");
    command.add_flag("--no-operator-rasters", o.noOperatorRasters,
                     "No GeoTIFF files of each operator alone, only those of all together");
}

CoverageRequest requestOf(const Options& o, const Context& context)
{
    CoverageRequest request = o.request;
    request.model = jobs::plainModelName(request.model);
    request.threads = static_cast<int>(context.threads);
    request.radius_m = o.radius_km * 1000;
    if (o.resolution_m != 0) {
        request.resolution_m = o.resolution_m;
    }
    for (const std::string& text : o.thresholds) {
        if (const auto fault = planning::setThreshold(request.thresholds, text)) {
            throw geo::Misuse{fmt::format("--threshold {}: {}", text, *fault), "Correct it"};
        }
    }
    const auto clutter = clutterCodeFrom(o.clutter);
    if (!clutter) {
        throw geo::Misuse{fmt::format("--clutter '{}' is not known", o.clutter),
                          "Take heights, worldcover or corine"};
    }
    request.clutter = *clutter;
    if (!o.extent.empty()) {
        request.extent = geo::Box{o.extent[0], o.extent[1], o.extent[2], o.extent[3]};
        if (request.extent->empty()) {
            throw geo::Misuse{"--extent is empty", "Give west, south, east, north in degrees"};
        }
    }
    request.antennas.assign(o.antennas.begin(), o.antennas.end());
    request.rasters = !o.noRasters;
    request.operator_rasters = !o.noOperatorRasters;
    if (request.date.empty()) {
        request.date =
            geo::text(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    } else if (!geo::parseDate(request.date)) {
        throw geo::Misuse{fmt::format("--date '{}' is no date", request.date),
                          "Write it as 2026-11-22"};
    }
    return request;
}

const Registration coverage{
    {"coverage", "Compute footprints, received level, best server and people covered",
     "sila coverage gaza.gpkg --radius 15 --threshold 4G=-105", 30},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        addOptions(command, *options);
        return [options](Context& context) {
            const CoverageRequest request = requestOf(*options, context);
            auto workspace = geo::Workspace::open(options->workspace, geo::Access::write);
            const auto report =
                runCoverage(workspace, request, context.feedback,
                            [&](const CoverageEstimate& e) { context.say(asText(e)); });
            if (report) {
                context.result(asJson(*report), asText(*report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
