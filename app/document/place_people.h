#pragma once
// The people of a place on a day: who is served, and why the others are not.
#include "app/document/document_core.h"

namespace app::document {

/// Fills facts.people and facts.reasons for one of the places. Needs a cover.
void countPeople(Facts& facts, const Document::Core& core, const DayState& state,
                 const planning::PlaceGroups& groups, std::size_t place);

} // namespace app::document
