#pragma once
// Views for QGIS: each asset with what was last reported about it, drawn by status. Nothing in the
// program reads them; the program derives status itself (planning/scenario/status.h), by the same
// rule.
#include "geo/workspace/database.h"

namespace geo {

/// Creates, registers and styles them; first drops those there are.
void makeViews(const Database& database);
void dropViews(const Database& database);

} // namespace geo
