#include "app/map/layers.h"
#include "app/map/text.h"
#include "app/report/content.h"
#include "app/report/words.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace app::report {

using map::grouped;

void addGaps(Content& content, const document::Document& document, std::size_t most)
{
    if (document.cover() == nullptr) {
        return;
    }
    const planning::Scenario& world = document.situation().scenario;
    const auto state = document.dayState(0);
    const planning::GapReport& gaps = state->gaps;
    TextTable table;
    table.title = tr("Where people are not served");
    table.columns = {{tr("Places"), false, 3.4},     {tr("People"), true, 1.1},
                     {tr("km²"), true, 0.8},         {tr("Kind"), false, 1.2},
                     {tr("Why"), false, 2.0},        {tr("Back on day"), true, 1.0},
                     {tr("Nearest node"), true, 1.2}};
    for (std::size_t i = 0; i < std::min(most, gaps.gaps.size()); ++i) {
        const planning::Gap& gap = gaps.gaps[i];
        QStringList names;
        for (std::size_t p = 0; p < std::min<std::size_t>(3, gap.places.size()); ++p) {
            const planning::Settlement& place = world.settlements[gap.places[p].settlement];
            const QString name = map::shownName(document::qt(place.name),
                                                document::qt(place.name_local), content.language);
            if (!names.contains(name)) { // two rows of one place
                names << name;
            }
        }
        QString where = names.join(QStringLiteral(", "));
        if (gap.places.size() > 3) {
            where += tr(" and %n more", nullptr, static_cast<int>(gap.places.size()) - 3);
        }
        int back = 0;
        for (const planning::GapSite& site : gap.sites) {
            const int step = document.stepBringingBack(site.site);
            if (step > 0) {
                const int day = document.plan()->steps[static_cast<std::size_t>(step) - 1].last_day;
                back = back == 0 ? day : std::min(back, day);
            }
        }
        table.rows.push_back(
            {where.isEmpty() ? tr("outside all places") : where, grouped(gap.people),
             document::withUnit(std::round(gap.area_km2 * 10) / 10, {}),
             gap.kind == planning::GapKind::lost ? tr("lost") : tr("never served"),
             gap.kind == planning::GapKind::lost ? document::words(gap.cause)
                                                 : tr("no site ever reached it"),
             back > 0 ? tr("from %1").arg(back) : QStringLiteral("–"),
             gap.node ? document::withUnit(std::round(gap.node->distance_m / 100) / 10, tr("km"))
                      : QStringLiteral("–")});
    }
    const std::size_t shown = table.rows.size();
    if (gaps.gaps.size() > shown) {
        double rest = 0;
        for (std::size_t i = shown; i < gaps.gaps.size(); ++i) {
            rest += gaps.gaps[i].people;
        }
        table.note = tr("%1 smaller gaps with %2 people in all are not listed.")
                         .arg(gaps.gaps.size() - shown)
                         .arg(grouped(rest + gaps.small_gap_people));
    }
    if (shown > 0) {
        content.tables.push_back(std::move(table));
    }
}

void addSteps(Content& content, const document::Document& document, std::size_t most)
{
    const document::PlanView* plan = document.plan();
    if (plan == nullptr || plan->steps.empty()) {
        return;
    }
    TextTable table;
    table.title = tr("The whole plan");
    table.columns = {{tr("#"), true, 0.5},           {tr("Action"), false, 2.4},
                     {tr("Where"), false, 2.2},      {tr("Crew"), false, 1.0},
                     {tr("Days"), true, 0.8},        {tr("Cost, $"), true, 1.0},
                     {tr("People back"), true, 1.1}, {tr("Why here"), false, 3.2}};
    for (std::size_t i = 0; i < std::min(most, plan->steps.size()); ++i) {
        const document::StepRow& step = plan->steps[i];
        table.rows.push_back({QString::number(step.number), step.what, step.where, step.crew,
                              step.first_day == step.last_day
                                  ? QString::number(step.first_day)
                                  : QStringLiteral("%1–%2").arg(step.first_day).arg(step.last_day),
                              grouped(step.cost_usd),
                              step.people_back > 0 ? grouped(step.people_back)
                              : step.needed_by     ? tr("for #%1").arg(*step.needed_by)
                                                   : QStringLiteral("0"),
                              step.why});
    }
    if (plan->steps.size() > most) {
        table.note =
            tr("%1 more steps are in the workspace (sila export).").arg(plan->steps.size() - most);
    }
    content.tables.push_back(std::move(table));
    std::map<QString, std::pair<int, QStringList>> reasons;
    for (const document::UndoneRow& row : plan->undone) {
        if (!row.needed) {
            continue;
        }
        auto& [count, ids] = reasons[row.why];
        ++count;
        if (ids.size() < 6) {
            ids << row.asset_id;
        }
    }
    if (reasons.empty()) {
        return;
    }
    TextTable undone;
    undone.title = tr("What stays undone, and why");
    undone.columns = {
        {tr("Repairs"), true, 0.8}, {tr("Why"), false, 3.5}, {tr("For example"), false, 3.5}};
    std::vector<std::pair<int, QStringList>> rows;
    for (const auto& [reason, found] : reasons) {
        rows.emplace_back(found.first, QStringList{grouped(found.first), reason,
                                                   found.second.join(QStringLiteral(", "))});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [count, row] : rows) {
        undone.rows.push_back(std::move(row));
    }
    content.tables.push_back(std::move(undone));
}

} // namespace app::report
