#pragma once
// People reached by layers that work: in all, by technology, by operator, by place.
#include "planning/coverage/cover.h"
#include "planning/network/service.h"
#include "planning/scenario/status.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace planning {

/// Bit t set: technology t is received.
using TechnologySet = std::uint8_t;
inline constexpr TechnologySet noTechnology = 0;
inline constexpr TechnologySet anyTechnology = 0xF;
constexpr TechnologySet setOf(Technology t)
{
    return static_cast<TechnologySet>(1U << static_cast<unsigned>(t));
}

/// One flag per layer of a cover.
using LayerFlags = std::vector<std::uint8_t>;

/// What works for sure, and what works if everything unknown does.
struct WorkingLayers {
    LayerFlags surely, possibly;
};

/// Layers of sites that serve; a layer of a single cell also needs that cell to work.
WorkingLayers workingLayers(const Cover& cover, const NetworkState& network,
                            const Statuses& statuses);
/// The baseline "before": every layer whose site (and cell) exists, that is, is not only planned.
LayerFlags existingLayers(const Cover& cover, const Statuses& statuses);
/// Layers of the operator named.
LayerFlags layersOfOperator(const Cover& cover, const Scenario& scenario, const std::string& name);
/// Operators of the cover's layers, sorted; sites without an operator count under "".
std::vector<std::string> operatorsOf(const Cover& cover, const Scenario& scenario);
LayerFlags both(const LayerFlags& a, const LayerFlags& b);

/// Technologies received in each group when the layers flagged work.
std::vector<TechnologySet> technologiesByGroup(const Cover& cover, const LayerFlags& on);

struct ServedPeople {
    double people = 0; // living there
    double any = 0;    // reached by one technology at least
    std::array<double, technologyCount> by_technology{};

    double operator[](Technology t) const { return by_technology[static_cast<std::size_t>(t)]; }
    ServedPeople& operator+=(const ServedPeople& other);
};

ServedPeople servedPeople(const Cover& cover, std::span<const TechnologySet> received);

/// The people of places (areas, settlements) by group, so that a question about places needs no
/// grid.
struct PlaceGroups {
    std::vector<std::size_t> start; // CSR; one more entry than places
    std::vector<std::uint32_t> group;
    std::vector<double> people;

    std::size_t places() const { return start.size() - 1; }

    /// People of all these places together in the groups that count.
    template <typename Counts>
    double peopleOf(const std::vector<std::uint32_t>& places, const Counts& counts) const
    {
        double sum = 0;
        for (const std::uint32_t place : places) {
            for (std::size_t i = start[place]; i < start[place + 1]; ++i) {
                sum += counts(group[i]) ? people[i] : 0;
            }
        }
        return sum;
    }
};

/// Some people of one place in one cell of the grid.
struct PlaceCell {
    std::uint32_t place = 0;
    std::uint32_t cell = 0; // position in the grid
    double people = 0;
};

/// Places as lists of cells. Cells outside the area of interest are left out.
PlaceGroups groupsOfPlaces(const Cover& cover, std::span<const PlaceCell> cells,
                           std::size_t places);
/// Places as a number per cell of the grid; noGroup: no place. Takes all people of the cell.
PlaceGroups groupsOfPlaces(const Cover& cover, std::span<const std::uint32_t> placeOfCell,
                           std::size_t places);

ServedPeople servedPeople(const PlaceGroups& places, std::size_t place,
                          std::span<const TechnologySet> received);

/// People one site reaches, and those no other working site reaches.
struct SitePeople {
    double reached = 0, only_here = 0;
};
/// One per site of the scenario, for the layers flagged.
std::vector<SitePeople> peopleBySite(const Cover& cover, const LayerFlags& on, std::size_t sites);

} // namespace planning
