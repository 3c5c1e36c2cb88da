#pragma once
// How QGIS shows the tables: styles in layer_styles, in the colours of the program's own map.
#include "geo/workspace/database.h"
#include "geo/workspace/schema.h"

namespace geo {

/// Writes (or replaces) the default style of a table with geometry; nothing for others. A table
/// with a column `status` is drawn by status.
void writeStyle(const Database& database, const Table& table);
/// Brings the style that an earlier version wrote up to date; those that somebody saved from QGIS
/// stay.
void refreshStyle(const Database& database, const Table& table);

} // namespace geo
