#pragma once
// How the stored results of a workspace were asked for.
#include "geo/workspace/workspace.h"

#include <nlohmann/json.hpp>

namespace app {

/// What the command that made the table wrote down, in its order; an empty object when there is no
/// such result or that cannot be read.
nlohmann::ordered_json askedFor(const geo::Workspace& workspace, const std::string& table);

} // namespace app
