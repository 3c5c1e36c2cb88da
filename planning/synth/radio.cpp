// What stands on a site: structure, height, sectors, carriers.
#include "planning/synth/build.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace planning::synth {
namespace {

void raiseStructure(Build& build, Site& site, SiteDraft& draft, Random& random)
{
    const Preset& preset = build.preset(draft.region);
    const double kind = random.uniform();
    if (!draft.rural && kind < preset.small_share) {
        site.structure = "other"; // a pole or a wall: whip antenna 6-12 m (assume)
        draft.small = true;
        draft.antenna_m = rounded(random.uniform(6, 12), 0.5);
    } else if (!draft.rural && kind < preset.small_share + preset.rooftop_share) {
        site.structure = "rooftop"; // 18-30 m, median 22 (assume)
        draft.antenna_m = rounded(random.between(18, 22, 30), 0.5);
    } else {
        // Ground masts 25-45 m, median 35 (assume); lattice towers where they are tall.
        draft.antenna_m = rounded(random.between(25, 35, 45), 0.5);
        site.structure = draft.antenna_m > 36 ? "tower" : "mast";
    }
    site.structure_height_m = rounded(draft.antenna_m + random.uniform(1, 3), 0.5);
}

void nameSite(const Build& build, Site& site, const SiteDraft& draft,
              std::map<std::uint32_t, int>& numbers)
{
    const auto town = static_cast<std::uint32_t>(draft.town);
    const Settlement& settlement = build.settlementOf(build.towns[town]);
    const int number = ++numbers[town];
    site.name = fmt::format("{}{} {}", settlement.name, draft.rural ? " hill" : "", number);
    if (!settlement.name_local.empty()) {
        site.name_local = fmt::format("{} {}", settlement.name_local, number);
    }
}

std::string bandName(const Band& band)
{
    static constexpr std::array<char, 4> letters{'G', 'U', 'L', 'N'};
    return fmt::format("{}{:.0f}", letters[static_cast<std::size_t>(band.technology)],
                       band.frequency_mhz / 100);
}

void addCells(Build& build, const Site& site, const SiteDraft& draft, const Band& band,
              const std::array<double, 3>& azimuths, double tilt_deg, Random& random)
{
    Cell cell;
    cell.site_id = site.site_id;
    cell.technology = band.technology;
    cell.frequency_mhz = band.frequency_mhz;
    cell.height_m = draft.antenna_m;
    cell.synthetic = true;
    if (band.bandwidth_mhz > 0) {
        cell.bandwidth_mhz = band.bandwidth_mhz;
    }
    if (draft.small) {
        // A tenth of the power and a whip (assume): 37-40 dBm, 6-9 dBi, 1 dB of loss.
        cell.eirp_dbm = rounded(random.uniform(42, 48), 0.5);
        cell.antenna = "omni 8 dBi";
        cell.cell_id = fmt::format("{}-{}-0", site.site_id, bandName(band));
        build.made().cells.push_back(cell);
        return;
    }
    // 43-46 dBm per carrier, antenna 15-18 dBi, losses 2-3 dB: 56-61 dBm (assume).
    const double gain_dbi = rounded(random.uniform(15, 18), 0.5);
    const double eirp_dbm = random.uniform(43, 46) + gain_dbi - random.uniform(2, 3);
    for (std::size_t sector = 0; sector < azimuths.size(); ++sector) {
        cell.cell_id = fmt::format("{}-{}-{}", site.site_id, bandName(band), sector + 1);
        cell.eirp_dbm = rounded(std::clamp(eirp_dbm, 56.0, 61.0), 0.5);
        cell.azimuth_deg = azimuths[sector];
        cell.beamwidth_deg = 65;
        cell.tilt_deg = tilt_deg;
        cell.antenna = fmt::format("panel {:.1f} dBi", gain_dbi);
        build.made().cells.push_back(cell);
    }
}

} // namespace

void equipSites(Build& build)
{
    std::map<std::uint32_t, int> numbers;
    for (std::uint32_t i = 0; i < build.made().sites.size(); ++i) {
        Random random = build.random.stream("radio", i);
        Site& site = build.made().sites[i];
        SiteDraft& draft = build.siteDrafts[i];
        raiseStructure(build, site, draft, random);
        nameSite(build, site, draft, numbers);
        std::array<double, 3> azimuths{0, 120, 240}; // with 10 degrees noise (assume)
        for (double& azimuth : azimuths) {
            const double noisy = rounded(azimuth + 10 * random.normal(), 1);
            azimuth = noisy < 0 ? noisy + 360 : noisy >= 360 ? noisy - 360 : noisy;
        }
        const double tilt_deg =
            rounded(draft.rural ? random.uniform(2, 5) : random.uniform(3, 8), 1);
        const std::vector<Band>& bands = build.preset(draft.region).bands;
        bool any = false;
        for (const Band& band : bands) {
            if (random.chance(draft.rural ? band.share_rural : band.share_town)) {
                addCells(build, site, draft, band, azimuths, tilt_deg, random);
                any = true;
            }
        }
        if (!any) {
            addCells(build, site, draft, bands.front(), azimuths, tilt_deg, random);
        }
    }
}

} // namespace planning::synth
