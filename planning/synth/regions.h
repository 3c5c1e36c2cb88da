#pragma once
#include "planning/synth/build.h"

namespace planning::synth {

/// The areas nothing lies below, among those asked for (all when `codes` is empty), by code.
/// Throws geo::Error for a code that is not there.
std::vector<std::uint32_t> leafAreas(const Scenario& geography,
                                     const std::vector<std::string>& codes);

} // namespace planning::synth
