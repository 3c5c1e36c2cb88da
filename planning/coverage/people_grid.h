#pragma once
// People on the working grid, without losing or inventing one: from a population raster of any
// resolution and CRS, or spread over settlements.
#include "planning/coverage/area_index.h"
#include "planning/coverage/served.h"
#include "planning/scenario/scenario.h"

#include <span>
#include <string>
#include <vector>

namespace planning {

/// What is known about the ground under the working grid; both may be empty (nothing known).
struct GridGround {
    std::vector<std::uint32_t> area; // per cell: position in a list of areas, or noArea
    std::vector<std::uint8_t> sea;   // per cell: 1 = open sea

    std::uint32_t areaOf(std::size_t cell) const { return area.empty() ? noArea : area[cell]; }
    bool isSea(std::size_t cell) const { return !sea.empty() && sea[cell] != 0; }
};

/// How people came to the grid, in people.
struct PeopleAccount {
    double source = 0;        // in the raster or the settlements
    double on_grid = 0;       // in cells of the working grid
    double outside = 0;       // beyond the working grid
    double moved_to_land = 0; // the source has them on open sea, their pixel has land
    double on_sea = 0;        // left on open sea: no land near
    double out_of_area = 0;   // their area has no cell there; put beside it
};

/// The share of one source pixel that lies in an area.
struct AreaShare {
    std::uint32_t area = 0;
    double share = 0;
};

/// Takes the pixels of a population raster one by one and lays them on the grid: weighted by area,
/// each area's part of a pixel on cells of that area, nobody on the sea when the pixel has land.
/// Totals are kept, in all and for each area, to rounding.
class PeopleSpreader {
public:
    /// `ground` must outlive the spreader.
    PeopleSpreader(const geo::GridFrame& frame, const GridGround& ground);

    /// A pixel by its corners in the working CRS (in order, either way round), the people in it,
    /// and the shares of it that lie in areas (what is missing to 1 lies in none).
    void add(const std::array<geo::XY, 4>& corners, double people,
             std::span<const AreaShare> areas = {});

    /// People known to live beyond the grid.
    void addOutside(double people);

    const PeopleAccount& account() const { return account_; }
    /// People per cell; the spreader is empty afterwards.
    std::vector<float> finish();

private:
    void place(double people, std::uint32_t area, double outside);
    void pour(double people, double weight, const std::vector<CellShare>& cells);
    /// Chooses the cells of an area that lie nearest around the pixel; false when there are none.
    bool findNear(std::uint32_t area);

    geo::GridFrame frame_;
    const GridGround& ground_;
    std::vector<double> people_;
    PeopleAccount account_;
    GridWindow window_;              // of the pixel
    std::vector<CellShare> touched_; // cells under the pixel, with the part of the pixel in each
    std::vector<CellShare> chosen_;
};

/// People per square kilometre assumed for a settlement of which only a point is known, and the
/// limits of the radius that follows.
inline constexpr double assumedDensity_per_km2 = 3000;
inline constexpr double leastRadius_m = 250;
inline constexpr double largestRadius_m = 8000;
double assumedRadius_m(double population);

/// What a settlement's people were spread over.
enum class SpreadBasis { extent, radius, assumedRadius };
std::string_view text(SpreadBasis basis); // "extent", "radius", "assumed_radius"

struct SettlementPeople {
    std::vector<float> people;      // per cell of the grid
    std::vector<PlaceCell> cells;   // place = position in the settlements
    std::vector<SpreadBasis> basis; // one per settlement
    PeopleAccount account;
};

/// The extent of a settlement on the ground: its polygon, else a disc of its radius, else one of
/// the assumed radius.
Polygons groundOf(const Settlement& settlement, SpreadBasis& basis);

/// Settlements' populations spread evenly over their ground, cut to their area (`areaOfSettlement`:
/// one per settlement, as in ground.area; noArea: not cut) and to land. Those without population
/// are left out. Where nothing is left of the ground, the nearest usable cell takes all.
SettlementPeople spreadSettlements(std::span<const Settlement> settlements,
                                   std::span<const std::uint32_t> areaOfSettlement,
                                   const geo::GridFrame& frame, const GridGround& ground);

/// People of a grid (from a raster) by settlement: each cell belongs to the settlement whose ground
/// has its centre; where several do, to the one whose point is nearest.
std::vector<PlaceCell> peopleOfSettlements(std::span<const Settlement> settlements,
                                           const geo::GridFrame& frame,
                                           std::span<const float> people);

} // namespace planning
