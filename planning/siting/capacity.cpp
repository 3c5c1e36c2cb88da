#include "planning/siting/capacity.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>

namespace planning {

double peopleCarried(double throughput_mbps, int sectors, const DemandRule& rule)
{
    const double perPerson_mbps = rule.online_share * rule.at_once_share * rule.mbps_each;
    return perPerson_mbps > 0 ? throughput_mbps * sectors / perPerson_mbps
                              : std::numeric_limits<double>::infinity();
}

std::vector<double> mostOfSites_mbps(const Scenario& scenario, Technology least)
{
    constexpr double nearTheMast_db = 60; // beyond what the bound still rewards
    std::map<std::string_view, std::size_t> siteNamed;
    for (std::size_t s = 0; s < scenario.sites.size(); ++s) {
        siteNamed.emplace(scenario.sites[s].site_id, s);
    }
    std::vector<double> out(scenario.sites.size(), 0.0);
    for (const Cell& cell : scenario.cells) {
        const auto site = siteNamed.find(cell.site_id);
        if (cell.technology < least || site == siteNamed.end()) {
            continue;
        }
        const double bandwidth_mhz = cell.bandwidth_mhz.value_or(defaultBandwidth_mhz);
        const double carriers =
            cell.technology < Technology::gen4
                ? 1
                : 12.0 * resourceBlocks(cell.technology, bandwidth_mhz, cell.frequency_mhz);
        const double used_mhz =
            1e-6 * carriers * referenceWidth_hz(cell.technology, bandwidth_mhz, cell.frequency_mhz);
        out[site->second] += throughput_mbps(cell.technology, nearTheMast_db, used_mhz);
    }
    return out;
}

CapacityReport capacityOf(const RadioPlan& plan, std::span<const ServerGrid> grids,
                          std::span<const float> people, std::span<const int> sectors,
                          const Scenario& scenario, const DemandRule& rule)
{
    CapacityReport out;
    for (std::uint32_t c = 0; c < plan.cells.size(); ++c) {
        const RadioCell& radio = plan.cells[c];
        const Cell& cell = scenario.cells[radio.cell];
        CellLoad load;
        load.cell = c;
        const bool blocks = radio.technology >= Technology::gen4;
        load.blocks =
            sectors[c] * (blocks ? resourceBlocks(radio.technology,
                                                  cell.bandwidth_mhz.value_or(defaultBandwidth_mhz),
                                                  cell.frequency_mhz)
                                 : 1);
        out.cells.push_back(load);
    }
    const double usersEach = rule.online_share * rule.at_once_share;
    std::vector<std::uint32_t> taken(people.size(), noCell); // the cell each grid cell is served by
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto here = static_cast<double>(people[i]);
        if (!(here > 0)) {
            continue;
        }
        bool covered = false;
        for (const ServerGrid& grid : grids) { // newest first
            if (grid.servers[i] == 0 || grid.server[i] == noCell) {
                continue;
            }
            covered = true;
            const RadioCell& radio = plan.cells[grid.server[i]];
            const double mbps = throughput_mbps(grid.technology, 0.01 * grid.sinr_cdb[i],
                                                static_cast<double>(radio.used_mhz));
            if (mbps < rule.mbps_each) {
                continue;
            }
            CellLoad& load = out.cells[grid.server[i]];
            const int ofSector = load.blocks / sectors[grid.server[i]];
            load.people += here;
            load.users += here * usersEach;
            // Blocks one user takes: what he asks for over what one block carries to him.
            load.blocks_used += here * usersEach * rule.mbps_each / (mbps / ofSector);
            taken[i] = grid.server[i];
            break;
        }
        out.covered += covered ? here : 0;
        out.too_slow += covered && taken[i] == noCell ? here : 0;
    }
    for (const CellLoad& load : out.cells) {
        out.lacking += load.lacking();
    }
    out.share.assign(people.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (taken[i] != noCell) {
            const double load = out.cells[taken[i]].load();
            out.share[i] = static_cast<float>(load > 1 ? 1 / load : 1.0);
        }
    }
    out.server = std::move(taken);
    return out;
}

} // namespace planning
