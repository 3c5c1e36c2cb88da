#pragma once
// ITU-R P.1812 as an area model, by the sweep or with an own profile for every receiver.
#include "geo/crs/crs.h"
#include "planning/coverage/area_model.h"
#include "planning/propagation/engine/area_loss.h"

namespace planning {

struct P1812Terrain {
    const geo::Elevation* elevation = nullptr; // must be there
    const geo::FloatGrid* clutter = nullptr;   // representative heights, m; null: none
    const propagation::RadioZones* zones = nullptr;
};

/// What terrain and zones cannot say, the same everywhere.
struct P1812Constants {
    double dn = 45;  // lapse of refractivity in the lowest km, N-units
    double n0 = 325; // sea-level surface refractivity, N-units
    propagation::Polarisation polarisation = propagation::Polarisation::vertical;
};

/// The terrain must outlive the model.
std::unique_ptr<AreaModel> p1812Model(const geo::WorkingCrs& crs, const P1812Terrain& terrain,
                                      propagation::AreaMethod method,
                                      const P1812Constants& constants = {});

} // namespace planning
