#pragma once
// What an import must know of the workspace before it converts anything.
#include "geo/import/convert.h"
#include "geo/workspace/workspace.h"

#include <string>

namespace app {

/// Ids there, ids that may be referred to, positions of nodes and sites. `checksum` is that of the
/// file about to be imported into `table`.
/// With `replace` the rows themselves too.
geo::KnownRows knownRows(const geo::Workspace& workspace, const std::string& table, bool replace);
/// Adds which imports brought the very same file into the same table, and, for tables without ids,
/// which of its rows.
void markSameFile(const geo::Workspace& workspace, const std::string& table,
                  const std::string& checksum, const std::string& layer, geo::KnownRows& known);

/// Where data should lie: the areas, else settlements, nodes and sites; what it is goes to `is`.
geo::Box whereDataLies(const geo::Workspace& workspace, std::string& is);

/// "imp-0007", the next free one.
std::string nextImportId(const geo::Workspace& workspace);

} // namespace app
