#pragma once
// What the steps of the plan bring in the state the document shows.
#include "app/document/document_core.h"

namespace app::document {

/// Per site: the step, by its number, with which it comes back; 0: none, or it works already.
std::vector<int> stepsBringingBack(const Document::Core& core);

/// Whether the plan's own figures do not fit the state shown: it was made for another date, took
/// unreported assets otherwise, or the data changed since.
bool madeForAnotherState(const Document::Core& core);

/// Replays the steps of the plan on the state shown and puts what they bring in place of the plan's
/// own figures; its bound, which held for the other state, goes. Needs a plan and a coverage.
void workOutAnew(Document::Core& core);

} // namespace app::document
