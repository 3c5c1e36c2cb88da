#pragma once
// Pieces of the documents of `sila power`, also kept in the results tables.
#include "app/jobs/power_job.h"

namespace app {

/// What a node or site is fed with.
const planning::PowerSupply& supplyOf(const Situation& now, planning::AssetRef place);

nlohmann::ordered_json spellsJson(const std::vector<planning::PowerSpell>& spells);
/// yes, no, unknown
const char* inWords(planning::Service met);

} // namespace app
