#pragma once
// Seven steps of a plan as in design/mock/main-light: two spans only help step 4.
#include "app/document/plan_view.h"

namespace tests {

inline std::vector<app::document::StepRow> planRows()
{
    struct Row {
        const char *what, *where, *crew;
        planning::AssetKind kind;
        int first, last;
        double cost, people;
        int neededBy;
    };
    using planning::AssetKind;
    const Row rows[] = {
        {"Repair span 103", "Khan Younis – Rafah", "fibre 1", AssetKind::span, 1, 4, 19300, 110260,
         0},
        {"Repair span 55", "Gaza", "fibre 2", AssetKind::span, 1, 2, 10900, 0, 4},
        {"Repair span 58", "Gaza – Jabalia", "fibre 2", AssetKind::span, 3, 4, 11100, 0, 4},
        {"Generator and fuel", "NG-0123 Jabalia", "power 1", AssetKind::site, 1, 2, 10600, 177410,
         0},
        {"Generator and fuel", "GC-0331 Jabalia", "power 1", AssetKind::site, 3, 4, 8800, 34540, 0},
        {"Repair span 40", "Beit Hanoun – Jabalia", "fibre 1", AssetKind::span, 5, 8, 22000, 85710,
         0},
        {"Generator and fuel", "GC-0194 Gaza", "power 1", AssetKind::site, 5, 36, 8800, 30020, 0}};
    std::vector<app::document::StepRow> steps;
    for (const Row& row : rows) {
        app::document::StepRow step;
        step.number = static_cast<int>(steps.size()) + 1;
        step.what = row.what;
        step.where = row.where;
        step.crew = row.crew;
        step.asset = planning::AssetRef{row.kind, static_cast<std::uint32_t>(steps.size())};
        step.first_day = row.first;
        step.last_day = row.last;
        step.cost_usd = row.cost;
        step.people_back = row.people;
        if (row.neededBy > 0) {
            step.needed_by = row.neededBy;
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

} // namespace tests
