// Cells: where they stand, and numbers no network has.
#include "app/jobs/checks.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace app {
namespace {

using geo::Severity;

struct Band {
    double from_mhz, to_mhz;
};

// Bands in which 3GPP defines the technology, widened to whole hundreds: enough to notice a
// frequency in GHz or kHz, or a channel number in place of one.
const std::vector<Band>& bandsOf(planning::Technology technology)
{
    static const std::array<std::vector<Band>, planning::technologyCount> bands{{
        {{380, 500}, {690, 1000}, {1700, 2000}},
        {{800, 1000}, {1400, 1550}, {1700, 2200}, {2500, 2700}},
        {{400, 1000}, {1400, 2700}, {3300, 3800}, {5100, 6000}},
        {{400, 1000}, {1400, 2700}, {3300, 5000}, {5900, 7200}, {24000, 72000}},
    }};
    return bands[static_cast<std::size_t>(technology)];
}

// What masts carry; beyond these a figure is rather a slip than a fact.
constexpr double leastEirp_dbm = 10;
constexpr double mostEirp_dbm = 75;
constexpr double lowest_m = 2;
constexpr double highest_m = 150;
constexpr double aboveStructure_m = 5;
constexpr double mostTilt_deg = 25;

void checkCell(CheckWorld& world, const planning::Cell& cell, const planning::Site* site)
{
    const auto find = [&](Severity severity, std::string_view code, std::string what,
                          std::string fix, std::string field) {
        world.find(severity, code, "cells", cell.cell_id, std::move(what), std::move(fix),
                   std::move(field));
    };
    const auto& bands = bandsOf(cell.technology);
    if (std::ranges::none_of(bands, [&cell](const Band& b) {
            return cell.frequency_mhz >= b.from_mhz && cell.frequency_mhz <= b.to_mhz;
        })) {
        find(Severity::warning, "frequency_odd",
             fmt::format("{} at {} MHz", planning::text(cell.technology), cell.frequency_mhz),
             "Check the frequency's unit and that it is no channel number", "frequency_mhz");
    }
    if (cell.eirp_dbm < leastEirp_dbm || cell.eirp_dbm > mostEirp_dbm) {
        find(Severity::warning, "eirp_odd", fmt::format("radiates {} dBm", cell.eirp_dbm),
             "Check that it is EIRP in dBm, neither watts nor dBW", "eirp_dbm");
    }
    if (cell.height_m < lowest_m || cell.height_m > highest_m) {
        find(Severity::warning, "height_odd",
             fmt::format("its antenna is {} m above ground", cell.height_m),
             "Check that the height is above ground, not above sea level, and in metres",
             "height_m");
    } else if (site != nullptr && site->structure_height_m && site->structure != "rooftop" &&
               cell.height_m > *site->structure_height_m + aboveStructure_m) {
        find(Severity::warning, "height_odd",
             fmt::format("its antenna is {} m above ground, but its {} is {} m high", cell.height_m,
                         site->structure.empty() ? "structure" : site->structure,
                         *site->structure_height_m),
             "Correct one of the two heights", "height_m");
    }
    if (cell.tilt_deg && std::abs(*cell.tilt_deg) > mostTilt_deg) {
        find(Severity::warning, "beam_odd", fmt::format("is tilted by {}°", *cell.tilt_deg),
             "Check the tilt; downwards is positive", "tilt_deg");
    }
    if (cell.beamwidth_deg && !cell.azimuth_deg && *cell.beamwidth_deg < 360) {
        find(Severity::warning, "beam_odd",
             fmt::format("has a beam of {}° but no azimuth; it is taken as radiating all round",
                         *cell.beamwidth_deg),
             "Give azimuth_deg", "azimuth_deg");
    }
}

} // namespace

void checkRadio(CheckWorld& world)
{
    const planning::Index sites = planning::indexOfSites(world.scenario);
    std::unordered_set<std::string> used;
    for (const planning::Cell& cell : world.scenario.cells) {
        used.insert(cell.site_id);
        if (!world.has("sites", cell.site_id)) {
            world.find(Severity::error, "cell_without_site", "cells", cell.cell_id,
                       fmt::format("stands on site '{}', which is not there", cell.site_id),
                       "Import the site or correct site_id; until then the cell serves nobody",
                       "site_id");
        }
        const auto site = sites.find(cell.site_id);
        checkCell(world, cell, site == sites.end() ? nullptr : &world.scenario.sites[site->second]);
    }
    for (const planning::Site& site : world.scenario.sites) {
        if (!used.contains(site.site_id)) {
            world.find(Severity::note, "site_without_cells", "sites", site.site_id,
                       "has no cells; it serves nobody by itself",
                       "Import its cells, unless it only relays");
        }
    }
}

} // namespace app
