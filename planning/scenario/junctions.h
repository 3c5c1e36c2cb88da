#pragma once
// Points where spans meet that no table lists as a node.
#include "planning/scenario/scenario.h"

namespace planning {

/// Adds a node of kind splice for every id that is no node and no site but where two or more span
/// ends, or a span end and a site that hangs on it, meet; `drawn_apart_m`: ends drawn farther from
/// each other are taken for a slip of the pen, and nothing is joined. Passive: it needs no power.
void addJunctions(Scenario& scenario, double drawn_apart_m = 1000);

} // namespace planning
