#include "app/jobs/check_job.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace app {
namespace {

struct Title {
    std::string_view code, title;
};

constexpr std::array titles{
    Title{"unreadable_row", "rows that cannot be used"},
    Title{"null_island", "assets at longitude 0, latitude 0"},
    Title{"swapped_coordinates", "longitude and latitude look swapped"},
    Title{"far_away", "assets far from all others"},
    Title{"outside_areas", "assets outside all areas"},
    Title{"outside_elevation", "assets where the elevation model has no data"},
    Title{"in_the_sea", "assets out at sea"},
    Title{"no_elevation", "no elevation model"},
    Title{"no_areas", "no areas"},
    Title{"areas_overlap", "areas that overlap"},
    Title{"area_unknown", "area codes that are not in the workspace"},
    Title{"area_disagrees", "assets that lie in another area than they say"},
    Title{"id_in_two_tables", "ids that name both a site and a node"},
    Title{"duplicate_position", "assets at the same position"},
    Title{"duplicate_settlement", "settlements that may be counted twice"},
    Title{"synthetic_mixed", "practice data mixed with real data"},
    Title{"cell_without_site", "cells whose site is not in the workspace"},
    Title{"site_without_cells", "sites without cells"},
    Title{"frequency_odd", "frequencies no such network uses"},
    Title{"eirp_odd", "unusual radiated power"},
    Title{"height_odd", "unusual antenna heights"},
    Title{"beam_odd", "unusual antenna directions"},
    Title{"fuel_over_tank", "more fuel than the tank holds"},
    Title{"generator_small", "generators smaller than their load"},
    Title{"generator_without_use", "generators whose fuel use is unknown"},
    Title{"battery_odd", "batteries that last unusually long"},
    Title{"no_power_source", "assets with a load and no source of power"},
    Title{"grid_unknown", "grid nodes that are not in the workspace"},
    Title{"no_grid_source", "a power grid without a source"},
    Title{"no_core", "no core node"},
    Title{"transport_unknown", "sites that hang on something not in the workspace"},
    Title{"span_end_unknown", "fibre ends that are no node and no site"},
    Title{"link_end_unknown", "link ends that are no node and no site"},
    Title{"same_ends", "fibre or links from a place to itself"},
    Title{"disconnected", "pieces of network that reach no core"},
    Title{"length_odd", "lengths that do not fit the positions"},
    Title{"line_off_its_ends", "fibre drawn away from its ends"},
    Title{"link_long", "links longer than radio reaches"},
    Title{"no_people", "nobody to serve"},
    Title{"population_unknown", "settlements with unknown people"},
    Title{"population_zero", "settlements without people"},
    Title{"density_odd", "settlements denser than any city"},
    Title{"population_disagrees", "areas whose people do not match their settlements"},
    Title{"observed_unknown", "observations of assets not in the workspace"},
    Title{"observed_in_future", "observations from the future"},
    Title{"observed_disputed", "sources that disagree"},
    Title{"action_unknown_asset", "actions on assets not in the workspace"},
    Title{"action_after_unknown", "actions that wait for actions not in the workspace"},
    Title{"action_cycle", "actions that wait for each other in a circle"},
    Title{"action_window", "actions that must end before they may start"},
    Title{"action_without_skill", "actions that take a crew and name no skill"},
    Title{"action_without_crew", "skills no crew of the supply has"},
    Title{"zone_dates", "zones that end before they begin"},
    Title{"supply_zero", "supply of nothing"},
    Title{"supply_unknown", "resources that are none of ours"},
    Title{"supply_dates", "supply that ends before it begins"},
    Title{"currency_unknown", "currencies that are no ISO 4217 code"},
    Title{"price_twice", "items with two prices"},
    Title{"prices_unreadable", "prices that cannot be read"},
    Title{"repair_price_twice", "repairs with two prices"},
    Title{"pledge_unknown", "pledges of unknown worth"},
    Title{"pledge_years", "pledges that end before they begin"},
    Title{"raster_missing", "rasters whose file is missing"},
    Title{"raster_changed", "rasters changed since they were imported"},
    Title{"results_stale", "results older than their inputs"},
};

} // namespace

std::string_view titleOf(std::string_view code)
{
    const auto found = std::ranges::find(titles, code, &Title::code);
    return found == titles.end() ? code : found->title;
}

std::string asText(const std::vector<Finding>& findings, std::size_t most)
{
    if (findings.empty()) {
        return "No problems found.\n";
    }
    const auto counted = [&findings](geo::Severity severity, std::string_view word) {
        const std::size_t n = countOf(findings, severity);
        return fmt::format("{} {}{}", n, word, n == 1 ? "" : "s");
    };
    std::string out = fmt::format("{}, {}, {}.\n", counted(geo::Severity::error, "error"),
                                  counted(geo::Severity::warning, "warning"),
                                  counted(geo::Severity::note, "note"));
    static constexpr std::array<std::string_view, 3> words{"Note", "Warning", "ERROR"};
    for (std::size_t i = 0; i < findings.size();) {
        const Finding& first = findings[i];
        std::size_t end = i;
        while (end < findings.size() && findings[end].code == first.code &&
               findings[end].problem.severity == first.problem.severity) {
            ++end;
        }
        out +=
            fmt::format("\n{}: {} ({})\n", words[static_cast<std::size_t>(first.problem.severity)],
                        titleOf(first.code), end - i);
        for (std::size_t k = i; k < std::min(end, i + most); ++k) {
            const geo::Problem& p = findings[k].problem;
            const std::string asset =
                p.asset_id.empty() ? "" : fmt::format("{} {}: ", p.asset_kind, p.asset_id);
            const std::string row = findings[k].source_row
                                        ? fmt::format(" (import {}, row {})", findings[k].import_id,
                                                      *findings[k].source_row)
                                        : "";
            out += fmt::format("  {}{}{}.{}\n", asset, p.what, row,
                               p.fix.empty() ? "" : " " + p.fix + ".");
        }
        if (end - i > most) {
            out += fmt::format("  … and {} more in the table `problems`\n", end - i - most);
        }
        i = end;
    }
    return out;
}

} // namespace app
