#pragma once
// Models made for mobile cells as area models: Okumura-Hata, COST 231-Hata and TR 38.901 from
// distance and heights, extended Hata and ITM over each receiver's own terrain profile.
#include "planning/coverage/area_model.h"
#include "planning/propagation/ehata.h"
#include "planning/propagation/hata.h"
#include "planning/propagation/itm.h"
#include "planning/propagation/tr38901.h"

namespace planning {

/// `elevation` may be null for these three: flat ground. Base heights count above the ground at the
/// mast. Never less than free space: Hata's lines cross it near the mast.
std::unique_ptr<AreaModel> hataAreaModel(const geo::Elevation* elevation,
                                         propagation::HataEnvironment environment);
std::unique_ptr<AreaModel> cost231AreaModel(const geo::Elevation* elevation,
                                            propagation::HataEnvironment environment);
/// The loss in sight and out of sight, each weighed by its probability.
std::unique_ptr<AreaModel> tr38901AreaModel(const geo::Elevation* elevation,
                                            propagation::MacroCell scenario);

/// These need an elevation model when loss() is called; null is enough to ask for the rest.
std::unique_ptr<AreaModel> ehataAreaModel(const geo::Elevation* elevation,
                                          propagation::EhataEnvironment environment);
std::unique_ptr<AreaModel> itmAreaModel(const geo::Elevation* elevation,
                                        propagation::ItmClimate climate);

} // namespace planning
