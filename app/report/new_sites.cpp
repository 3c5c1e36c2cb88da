#include "app/map/text.h"
#include "app/report/content.h"
#include "app/report/words.h"

#include <algorithm>
#include <map>

namespace app::report {

using document::CandidateRow;
using map::grouped;

/// Where new sites go after the emergency, and why the other places do not.
void addNewSites(Content& content, const document::Document& document, std::size_t most)
{
    const std::vector<CandidateRow>& rows = document.candidates();
    if (rows.empty()) {
        return;
    }
    TextTable table;
    table.title = tr("New sites");
    table.columns = {{tr("#"), true, 0.5},        {tr("Where"), false, 3.0},
                     {tr("What"), false, 2.4},    {tr("Way to the network"), false, 2.6},
                     {tr("Cost, $"), true, 1.2},  {tr("People added"), true, 1.2},
                     {tr("Can carry"), true, 1.2}};
    double cost = 0;
    double people = 0;
    std::size_t chosen = 0;
    for (const CandidateRow& c : rows) {
        if (!c.chosen) {
            continue;
        }
        ++chosen;
        cost += c.cost_usd.value_or(0);
        people += c.people_new;
        if (table.rows.size() < most) {
            table.rows.push_back(
                {QString::number(c.number), c.name, document::kindWords(c),
                 document::backhaulWords(c), grouped(c.cost_usd.value_or(0)), grouped(c.people_new),
                 c.capacity_people ? grouped(*c.capacity_people) : QStringLiteral("–")});
        }
    }
    if (chosen > 0) {
        table.total = QStringList{{}, tr("Together"), {}, {}, grouped(cost), grouped(people), {}};
    }
    if (chosen > most) {
        table.note = tr("%1 more are in the workspace (results_candidates).").arg(chosen - most);
    }
    if (chosen == 0) {
        table.note = tr("No new site was chosen; the next table says why.");
    }
    content.tables.push_back(std::move(table));

    std::map<QString, std::pair<int, QStringList>> reasons;
    for (const CandidateRow& c : rows) {
        for (const QString& code : c.chosen ? QStringList{} : c.codes) {
            auto& [count, names] = reasons[code];
            ++count;
            if (names.size() < 4) {
                names << c.name;
            }
        }
    }
    if (reasons.empty()) {
        return;
    }
    TextTable refused;
    refused.title = tr("Places not taken, and why");
    refused.columns = {
        {tr("Places"), true, 0.8}, {tr("Why"), false, 3.2}, {tr("For example"), false, 3.8}};
    std::vector<std::pair<int, QStringList>> lines;
    for (const auto& [code, found] : reasons) {
        lines.emplace_back(found.first,
                           QStringList{grouped(found.first), document::reasonWords(code),
                                       found.second.join(QStringLiteral(", "))});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [count, line] : lines) {
        refused.rows.push_back(std::move(line));
    }
    content.tables.push_back(std::move(refused));
}

} // namespace app::report
