#pragma once
// Who can be reached by which sites: the footprints of all cells laid over the people, grouped so
// that one question ("who is served when these sites work?") needs no grid any more.
#include "geo/raster/grid.h"
#include "planning/scenario/words.h"

#include <cstdint>
#include <span>
#include <vector>

namespace planning {

inline constexpr std::uint32_t allCells = 0xffffffffU;

/// One technology of one site: the cells of a site that share a technology count as one, but for
/// cells with observations of their own, which form a layer each.
struct RadioLayer {
    std::uint32_t site = 0; // position in Scenario::sites
    Technology technology = Technology::gen2;
    std::uint32_t cell = allCells; // position in Scenario::cells; allCells: those not alone
    friend bool operator==(const RadioLayer&, const RadioLayer&) = default;
    friend auto operator<=>(const RadioLayer&, const RadioLayer&) = default;
};

inline constexpr std::uint32_t noGroup = 0xffffffffU;

/// Grid cells with the same set of covering layers form one group; group 0 is "covered by nothing".
struct Cover {
    geo::GridFrame frame;
    std::vector<float> people;        // per grid cell
    std::vector<std::uint32_t> group; // per grid cell; noGroup outside the area of interest
    std::vector<RadioLayer> layers;   // ascending, none twice
    std::vector<double> group_people;
    std::vector<std::uint32_t> group_start; // CSR over group_layers; one more entry than groups
    std::vector<std::uint32_t> group_layers;

    std::size_t groups() const { return group_people.size(); }
    std::span<const std::uint32_t> layersOf(std::size_t g) const
    {
        return {group_layers.data() + group_start[g], group_start[g + 1] - group_start[g]};
    }
    double totalPeople() const
    {
        double sum = 0;
        for (const double p : group_people) {
            sum += p;
        }
        return sum;
    }
};

} // namespace planning
