#include "app/document/plan_changes.h"

#include "app/document/sentences.h"
#include "app/document/words.h"

namespace app::document {
namespace {

QString day(const std::string& stored)
{
    const auto date = geo::parseDate(stored);
    return date ? dateWords(*date) : QString{};
}

} // namespace

std::vector<PlanChangeRow> loadPlanChanges(const geo::Workspace& workspace, const std::string& plan)
{
    std::vector<PlanChangeRow> out;
    if (!workspace.hasTable("results_plan_changes")) {
        return out;
    }
    const geo::Rows rows = workspace.read("results_plan_changes");
    for (const geo::Row& row : rows.rows) {
        const auto words = [&](const char* column) {
            return rows.textAt(row, column).value_or(std::string{});
        };
        if (words("plan_id") != plan) {
            continue;
        }
        out.push_back({qt(words("earlier_plan_id")), qt(words("action_id")), qt(words("asset_id")),
                       inLanguage(qt(words("change"))), words("change") == "same",
                       day(words("was_finished_on")), day(words("is_finished_on")),
                       inLanguage(qt(words("why")))});
    }
    return out;
}

} // namespace app::document
