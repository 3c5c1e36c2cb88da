#pragma once
// Basic transmission loss by ITU-R P.1812 from one transmitter to every cell of a grid around it.
#include "geo/crs/crs.h"
#include "geo/terrain/elevation.h"
#include "planning/feedback.h"
#include "planning/propagation/engine/dispatch.h"
#include "planning/propagation/engine/radio_zones.h"
#include "planning/propagation/p1812.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace planning::propagation {

/// How the plane of the working CRS lies on the Earth around a site. Good to 0.001 degrees of
/// latitude and 0.05 % of distance up to 100 km away in a UTM zone. The plane's axes stay at right
/// angles.
struct SiteGeodesy {
    double latitude_deg = 0;
    double latitude_per_east_deg_m = 0; // change per metre of the plane
    double latitude_per_north_deg_m = 1 / 111195.0;
    double east_scale = 1; // metres of the plane per metre on the ground
    double north_scale = 1;
};
SiteGeodesy siteGeodesy(const geo::WorkingCrs& crs, geo::XY site);

/// Everything P.1812 wants to know that the terrain does not say.
struct RadioSetup {
    double frequency_mhz = 0;
    Polarisation polarisation = Polarisation::vertical;
    double tx_height_m = 0;   // above ground
    double rx_height_m = 1.5; // above ground
    double time_percent = 50; // the loss is not exceeded for this share of the time, 1 to 50
    double location_percent = 50;
    double location_sigma_db = 0; // see locationSigma_db(); 0: no variability
    double dn = 45;               // lapse of refractivity in the lowest km, N-units
    double n0 = 325;              // sea-level surface refractivity, N-units
};

enum class AreaMethod : std::uint8_t {
    sweep, // radials shared by the receivers behind one another: for areas
    exact, // an own straight profile for every receiver: for links, reports and checks
    scalar // the same in double precision with p1812(): the reference, slow
};

struct AreaLossRequest {
    geo::XY transmitter;
    SiteGeodesy geodesy;
    RadioSetup radio;
    double radius_m = 20000;
    double resolution_m = 30; // of the result
    double step_m = 0;        // between the points of a profile; 0: one cell of the terrain
    AreaMethod method = AreaMethod::sweep;
    int threads = 1; // 0: as many as the machine has
    engine::InstructionSet instructions = engine::InstructionSet::best; // not of scalar
};

/// A cell of AreaLoss without a value.
inline constexpr std::int16_t noLoss = std::numeric_limits<std::int16_t>::min();

/// Receivers within the radius: with a value; left out, as the terrain has no data on the way or
/// the way leaves the terrain.
struct ReceiverCount {
    std::size_t computed = 0, voids = 0, outside = 0;
    void add(const ReceiverCount& other)
    {
        computed += other.computed;
        voids += other.voids;
        outside += other.outside;
    }
};

struct AreaLoss : ReceiverCount {
    geo::GridFrame frame;               // corners at multiples of the resolution
    std::vector<std::int16_t> loss_cdb; // hundredths of a dB, 327.67 dB and more as 32767; noLoss
    /// How the wave leaves: to the horizon or, when that lies lower, straight to the receiver, over
    /// the median Earth; hundredths of a degree below the horizontal, 0 without a loss.
    std::vector<std::int16_t> departure_cdeg;
};

/// What the paths run over. The grids must outlive the call.
struct AreaTerrain {
    const geo::Elevation* elevation = nullptr;
    /// Representative clutter heights above ground in m, a grid of its own; where it has no cell or
    /// no data there is no clutter. Null: no clutter anywhere.
    const geo::FloatGrid* clutter = nullptr;
    /// See radioZones(). Null: worked out at each call, which a run over many sites saves.
    const RadioZones* zones = nullptr;
};

/// Nothing when cancelled. Receivers nearer than half a cell count as half a cell away. Throws
/// geo::Error: site outside the terrain or on a void, a frequency, height or percentage outside
/// p1812Ranges, a radius or resolution that makes no grid.
/// `memory`: an earlier result of the same size, whose memory is taken; what it says is forgotten.
std::optional<AreaLoss> areaLoss(const AreaTerrain& terrain, const AreaLossRequest& request,
                                 const Feedback& feedback = {}, AreaLoss memory = {});

/// The same at given receivers within the radius instead of the cells of a grid: drive tests,
/// checks. One loss and angle a receiver, in their order; the frame is empty.
std::optional<AreaLoss> pointLosses(const AreaTerrain& terrain, const AreaLossRequest& request,
                                    std::span<const geo::XY> receivers,
                                    const Feedback& feedback = {});

} // namespace planning::propagation
