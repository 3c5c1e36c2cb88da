// How sure the plan is, what it changed against an earlier one, and which assumption moves each
// answer most.
#include "app/document/plan_changes.h"
#include "app/document/tornado_view.h"
#include "app/map/text.h"
#include "app/report/content.h"
#include "app/report/words.h"

#include <algorithm>

namespace app::report {
namespace {

/// "Repair span SP-103" of an action of the scenario; its id when it is no longer there.
QString doingOf(const document::Document& document, const QString& actionId)
{
    const planning::Scenario& world = document.situation().scenario;
    const auto action =
        std::ranges::find(world.actions, actionId.toStdString(), &planning::Action::action_id);
    if (action == world.actions.end()) {
        return actionId;
    }
    const planning::AssetIndex assets = planning::indexOfAssets(world);
    const auto asset = assets.find(action->asset_id);
    return document::doing(action->kind,
                           asset == assets.end() ? std::nullopt : std::optional{asset->second.kind},
                           document::qt(action->asset_id));
}

} // namespace

void addConfidence(Content& content, const document::Document& document)
{
    const document::PlanView* plan = document.plan();
    if (plan == nullptr || plan->worlds == 0) {
        return;
    }
    TextTable table;
    table.title = tr("How sure the early actions are");
    table.columns = {{tr("#"), true, 0.5},        {tr("Action"), false, 3},
                     {tr("Where"), false, 2.6},   {tr("Needed in"), true, 1.1},
                     {tr("Early in"), true, 1.1}, {tr("Early in, of all worlds"), true, 1.5}};
    for (const document::StepRow& step : plan->steps) {
        if (!step.sure) {
            continue;
        }
        const auto& sure = *step.sure;
        table.rows.push_back({QString::number(step.number), step.what, step.where,
                              QString::number(sure.needed_in), QString::number(sure.early_in),
                              map::percent(document::share(sure))});
    }
    if (table.rows.empty()) {
        return;
    }
    table.note =
        tr("Of %n drawn world(s) of damage, repair times, fuel and access: in how many the "
           "asset needs mending, and in how many the best plan of that world mends it early.",
           nullptr, plan->worlds);
    if (plan->early_days > 0) {
        table.note += QStringLiteral(" ") +
                      tr("Early: finished within %n day(s).", nullptr, plan->early_days);
    }
    content.tables.push_back(std::move(table));
}

void addChanges(Content& content, const document::Document& document,
                const geo::Workspace& workspace)
{
    const document::PlanView* plan = document.plan();
    if (plan == nullptr) {
        return;
    }
    const auto changes = document::loadPlanChanges(workspace, plan->id.toStdString());
    if (changes.empty()) {
        return;
    }
    TextTable table;
    table.title = tr("What changed against the plan “%1”").arg(changes.front().earlier);
    table.columns = {{tr("Action"), false, 2.6},
                     {tr("What became of it"), false, 1.3},
                     {tr("Was finished on"), false, 1.3},
                     {tr("Is finished on"), false, 1.3},
                     {tr("Why"), false, 3.6}};
    int same = 0;
    for (const document::PlanChangeRow& change : changes) {
        if (change.same) {
            ++same;
            continue;
        }
        table.rows.push_back(
            {doingOf(document, change.action_id), change.kind, change.was, change.is, change.why});
    }
    table.note = tr("Steps that stay on their days: %1.").arg(same);
    content.tables.push_back(std::move(table));
}

void addTornadoes(Content& content, const document::Document& document,
                  const geo::Workspace& workspace)
{
    const auto add = [&](const QString& title, const char* name, const std::string& plan = {}) {
        for (document::TornadoView& view : document::loadTornadoes(workspace, name, plan)) {
            TextTable table;
            table.title = title.arg(view.answer);
            table.bars = charts::TornadoBars{std::move(view)};
            const std::size_t more = table.bars->view.rows.size() - table.bars->shown();
            table.note =
                tr("One assumption at its low and its high value, all others as they are.");
            if (more > 0) {
                table.note += QStringLiteral(" ") +
                              tr("Smaller ones in the workspace (sila export): %1.").arg(more);
            }
            content.tables.push_back(std::move(table));
        }
    };
    if (const document::PlanView* plan = document.plan()) {
        add(tr("Plan: what moves the %1 most"), "results_plan_tornado", plan->id.toStdString());
    }
    if (document.fund() != nullptr) {
        add(tr("Money: what moves the %1 most"), "results_funding_tornado");
    }
    if (document.technology() != nullptr) {
        add(tr("Technology: what moves the %1 most"), "results_tornado");
    }
    if (!document.candidates().empty()) {
        add(tr("New sites: what moves the %1 most"), "results_siting_tornado");
    }
}

} // namespace app::report
