#include "app/cli/command.h"
#include "app/jobs/link_job.h"
#include "geo/files/atomic_file.h"
#include "geo/misuse.h"

#include <fmt/format.h>

namespace app::cli {
namespace {

struct Options {
    LinkRequest request;
    std::string workspace, clutter = "none", polarisation = "vertical", csv;
    double dish_m = 0;
};

void addPath(CLI::App& command, Options& o)
{
    command.add_option("WORKSPACE", o.workspace, "The workspace")->required();
    command.add_option("--from", o.request.from,
                       "One end: a site, cell, node, settlement or facility, or LON,LAT");
    command.add_option("--to", o.request.to, "The other end");
    command.add_option("--link", o.request.link_id, "Instead of both: a microwave link's id");
    command.add_option("--from-height", o.request.from_height_m,
                       "Antenna at the first end, m above ground; else of the cell or structure, "
                       "else 30 (a receiver of a cell: 1.5)");
    command.add_option("--to-height", o.request.to_height_m, "The same at the other end");
    command.add_option("--min-height", o.request.limits.least_m, "Lowest antenna to propose, m")
        ->capture_default_str();
    command.add_option("--max-height", o.request.limits.most_m, "Highest antenna to propose, m")
        ->capture_default_str();
    command.add_option("--frequency", o.request.frequency_ghz,
                       "GHz; else of the link or cell, else 7.5");
    command.add_option("--k", o.request.k, "Effective Earth radius over 6371 km")
        ->capture_default_str();
    command.add_option("--low-k", o.request.low_k, "Looked at too: when the ray bends less")
        ->capture_default_str();
    command
        .add_option("--clutter", o.clutter,
                    "Add trees and houses from the clutter raster; its values are heights, "
                    "worldcover or corine")
        ->capture_default_str();
    command.add_option("--csv", o.csv, "Write the profile, point by point, to this file");
}

void addRadio(CLI::App& command, Options& o)
{
    planning::HopEquipment& e = o.request.equipment;
    command.add_option("--power", e.power_dbm, "Transmitter, dBm")->capture_default_str();
    command.add_option("--dish", o.dish_m, "Diameter of both dishes, m (0.9)");
    command.add_option("--from-gain", e.from_gain_dbi, "dBi, instead of the dish's");
    command.add_option("--to-gain", e.to_gain_dbi, "dBi, instead of the dish's");
    command.add_option("--feeder", e.feeder_db, "Loss of the feeder at each end, dB")
        ->capture_default_str();
    command.add_option("--bandwidth", e.bandwidth_mhz, "MHz")->capture_default_str();
    command.add_option("--noise-figure", e.noise_figure_db, "dB")->capture_default_str();
    command.add_option("--modulation", e.modulation, "4 (QPSK), 16, 64, 256 or 1024 (QAM)")
        ->capture_default_str();
    command.add_option("--polarisation", o.polarisation, "vertical or horizontal")
        ->check(CLI::IsMember({"vertical", "horizontal"}))
        ->capture_default_str();
    planning::HopClimate& c = o.request.climate;
    command.add_option("--rain", c.rain_mm_h, "Rain exceeded for 0.01 % of the year, mm/h (P.837)")
        ->capture_default_str();
    command.add_option("--geoclimatic-k", c.geoclimatic_k, "Factor K of P.530-18 section 1.1")
        ->capture_default_str();
    command.add_option("--dn75", c.dn75, "Refractivity gradient dN75 of P.530-18 section 1.1")
        ->capture_default_str();
    command.add_option("--temperature", c.air.temperature_k, "K")->capture_default_str();
    command.add_option("--pressure", c.air.dry_pressure_hpa, "Dry air, hPa")->capture_default_str();
    command.add_option("--vapour", c.air.vapour_g_m3, "Water vapour, g/m3")->capture_default_str();
}

LinkRequest requestOf(const Options& o)
{
    LinkRequest request = o.request;
    if (o.dish_m != 0) {
        request.equipment.from_dish_m = request.equipment.to_dish_m = o.dish_m;
    }
    const auto clutter = clutterCodeFrom(o.clutter);
    if (!clutter) {
        throw geo::Misuse{fmt::format("--clutter '{}' is not known", o.clutter),
                          "Take heights, worldcover or corine"};
    }
    request.clutter = *clutter;
    request.vertical = o.polarisation == "vertical";
    if (!(request.limits.least_m >= 0 && request.limits.most_m >= request.limits.least_m &&
          request.limits.most_m <= 1000)) {
        throw geo::Misuse{"--min-height and --max-height make no range",
                          "Give heights from 0 to 1000 m, the least first"};
    }
    return request;
}

const Registration link{
    {"link",
     "Check a link: ground, Fresnel zone, loss, budget, availability, heights that clear it",
     "sila link gaza.gpkg --from HB-0565 --to 35.02,31.39 --frequency 7.5", 35},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        addPath(command, *options);
        addRadio(command, *options);
        return [options](Context& context) {
            const auto workspace = geo::Workspace::open(options->workspace, geo::Access::read);
            const auto report = checkLink(workspace, requestOf(*options), context.feedback);
            if (report) {
                if (!options->csv.empty()) {
                    geo::writeFile(options->csv, asCsv(*report));
                }
                context.result(asJson(*report), asText(*report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
