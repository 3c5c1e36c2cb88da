#pragma once
// What a plan that goes on from an earlier one changed, and why.
#include "geo/workspace/workspace.h"

#include <QtCore/QString>

#include <vector>

namespace app::document {

struct PlanChangeRow {
    QString earlier, action_id, asset_id; // earlier: the plan it goes on from
    QString kind;                         // "later", "dropped" …, in the language of the program
    bool same = false;                    // on the same days: nothing changed
    QString was, is;                      // when it is finished by either; empty: not in it
    QString why;
};

/// Empty when the plan goes on from none.
std::vector<PlanChangeRow> loadPlanChanges(const geo::Workspace& workspace,
                                           const std::string& plan);

} // namespace app::document
