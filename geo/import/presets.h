#pragma once
// Mappings for layouts that come often, built in. Each is a mapping as a user could write it.
#include "geo/import/mapping.h"
#include "geo/vector/source.h"

#include <string>
#include <vector>

namespace geo {

const std::vector<Mapping>& presets();
/// By name, or by the first part of it together with the kind ("ofds" for nodes is "ofds-nodes").
/// Throws Error listing what there is when none fits.
const Mapping& presetNamed(const std::string& name, const std::string& kind);
/// The preset whose marks this table carries unmistakably; nullptr when none does.
const Mapping* presetFor(const SourceTable& table, const std::string& kind);

/// OCHA's administrative boundaries and population tables name their columns by level
/// (adm2_name, ADM2_PCODE, ADM1_AR …): a mapping to the deepest level there; nothing when the
/// table is not one.
std::optional<Mapping> codMapping(const SourceTable& table, const std::string& kind);

} // namespace geo
