#pragma once
// Which rows of a workspace refer to which others by their id.
#include "geo/workspace/workspace.h"

#include <map>
#include <string>
#include <vector>

namespace app {

struct Reference {
    std::string table, column;
    std::vector<std::string> to; // tables the id may be of
    bool own = false;            // the row is about the other and means nothing without it
};

/// All there are. The assets of `observations` are of the kind the row says, those of `actions` of
/// any; `actions.after_ids` is a list.
const std::vector<Reference>& references();

/// Tables whose rows have a status and can be mended.
const std::vector<std::string>& assetTables();

/// The ids a row names in the column of a reference; none when the cell is empty.
std::vector<std::string> idsNamed(const geo::Rows& rows, const geo::Row& row,
                                  const Reference& reference);
/// The tables those ids may be of, as the row tells.
std::vector<std::string> tablesMeant(const geo::Rows& rows, const geo::Row& row,
                                     const Reference& reference);

} // namespace app
