#pragma once
// The four ways to connect a place that the ITU's Connectivity Planning Platform (CPP) and Giga
// compare, and what each costs, as read from a cost catalogue.
#include "planning/finance/cost_catalogue.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace planning {

enum class AccessTechnology : std::uint8_t { fibre, cellular, point_to_point, satellite };
inline constexpr std::array<AccessTechnology, 4> accessTechnologies{
    AccessTechnology::fibre, AccessTechnology::cellular, AccessTechnology::point_to_point,
    AccessTechnology::satellite};
std::string_view text(AccessTechnology technology); // "fibre" … as in catalogue item ids
std::optional<AccessTechnology> accessTechnologyNamed(std::string_view word);

/// What one technology costs at one place. Money in the catalogue's currency.
struct AccessCost {
    AccessTechnology technology = AccessTechnology::fibre;
    double connect = 0;           // once per place: terminal, mast, drop; bought anew when worn
    double per_km = 0;            // of route, once
    double route_factor = 1;      // metres of route built for one metre of road
    double spectrum_mhz = 0;      // licensed for the link
    double spectrum_once_mhz = 0; // per MHz, once
    double spectrum_year_mhz = 0; // per MHz and year
    double upkeep_share = 0;      // of connection and route, a year
    double upkeep_km_year = 0;    // per km of route and year
    double renew_years = 0;       // the connection is bought anew every so often; 0: never
    double fee_mbps_year = 0;     // bandwidth: revenue of who sells it, cost of who buys it
    double most_mbps = 0;         // at one place
    double reach_km = 0;          // longest way to what it hangs on; 0: no limit
};

/// The value of an item at a level of cost: low is what makes it cheap. A life is taken at its
/// other end, since what lasts longest (0: for ever) costs least; capacity and reach, which are no
/// cost, at their base. Throws geo::Error naming the item when absent.
double costAt(const CostCatalogue& catalogue, std::string_view id, CostLevel level);

/// Reads the items "TECHNOLOGY.connect", "TECHNOLOGY.km" … (docs/finance.md lists them) at one
/// level, as costAt() does. Throws geo::Error naming an item that is
/// missing, negative, or of a unit other than expected.
AccessCost accessCost(const CostCatalogue& catalogue, AccessTechnology technology,
                      CostLevel level = CostLevel::base);

/// Whether accessCost() reads the item, for one of the technologies.
bool isAccessItem(std::string_view id);

/// CPP user guide, newer defaults; low and high span its older edition, where that differs.
const CostCatalogue& cppCatalogue();
/// Giga's open cost model, defaults of its interface; low and high from its sample files.
const CostCatalogue& gigaCatalogue();
/// Our own, a part of silaCatalogue(): CPP's, with fibre and radio links at the prices of the
/// repair catalogue and small solar power.
const std::vector<CostItem>& silaAccessItems();

} // namespace planning
