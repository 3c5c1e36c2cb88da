#include "app/jobs/asked_for.h"
#include "app/map/layers.h"
#include "app/map/text.h"
#include "app/report/content.h"
#include "app/report/words.h"
#include "planning/restoration/least_people.h"

#include <algorithm>
#include <map>

namespace app::report {

using document::CandidateRow;
using map::grouped;

namespace {

using Json = nlohmann::ordered_json;

struct SiteYears {
    std::optional<double> own_usd, even_fee;
};

/// What the sites cost over the years, as sila siting left it.
class Years {
public:
    explicit Years(const geo::Workspace& workspace)
        // In round brackets: braces would wrap it in an array.
        : own_(askedFor(workspace, "results_candidates").value("ownership", Json::object()))
    {
        if (!workspace.hasTable("results_candidates")) {
            return;
        }
        const geo::Rows rows = workspace.read("results_candidates");
        for (const geo::Row& row : rows.rows) {
            sites_[document::qt(rows.textAt(row, "candidate_id").value_or(std::string{}))] = {
                rows.numberAt(row, "coo"), rows.numberAt(row, "break_even_fee")};
        }
    }
    QString figure(const QString& id, std::optional<double> SiteYears::*which) const
    {
        const auto at = sites_.find(id);
        return at == sites_.end() || !(at->second.*which) ? QStringLiteral("–")
                                                          : grouped(*(at->second.*which));
    }
    QString whole() const { return own_.empty() ? QString{} : grouped(usd("coo_usd")); }
    /// Both viewpoints and where they meet.
    QString words() const
    {
        if (own_.empty()) {
            return {};
        }
        return tr("To own over %n year(s) at %1 %: %2, of it %3 a year to run. Who pays and buys "
                  "the bandwidth as well: %4. Who earns: bandwidth sold is worth %5 today, the "
                  "sites cost %6, which leaves %7. Pays from: the fee for a Mbit/s and year from "
                  "which who earns gets his cost back.",
                  nullptr, own_.value("years", 0))
            .arg(document::withUnit(100 * own_.value("discount_rate", 0.0), {}),
                 document::money(usd("coo_usd")), document::money(usd("opex_year_usd")),
                 document::money(usd("payer_coo_usd")), document::money(usd("pp_revenue_usd")),
                 document::money(usd("pp_coo_usd")), document::money(usd("pp_profit_usd")));
    }

private:
    double usd(const char* key) const { return own_.value(key, 0.0); }
    std::map<QString, SiteYears> sites_;
    Json own_;
};

} // namespace

/// Where new sites go after the emergency, and why the other places do not.
void addNewSites(Content& content, const document::Document& document,
                 const geo::Workspace& workspace, std::size_t most)
{
    const std::vector<CandidateRow>& rows = document.candidates();
    if (rows.empty()) {
        return;
    }
    TextTable table;
    table.title = tr("New sites");
    table.columns = {{tr("#"), true, 0.5},
                     {tr("Where"), false, 2.6},
                     {tr("What"), false, 2.2},
                     {tr("Way to the network"), false, 2.4},
                     {tr("To build, $"), true, 1.2},
                     {tr("To own, $"), true, 1.2},
                     {tr("Pays from, $"), true, 1.1},
                     {tr("People added"), true, 1.1},
                     {tr("Can carry"), true, 1.1}};
    const Years years{workspace};
    const std::map<QString, QString> local =
        namesIn(content.language, document.situation().scenario);
    const auto nameOf = [&](const CandidateRow& c) {
        const auto at = local.find(c.name);
        return at == local.end() ? c.name : at->second;
    };
    double cost = 0;
    double people = 0;
    double carried = 0;
    std::size_t chosen = 0;
    for (const CandidateRow& c : rows) {
        if (!c.chosen) {
            continue;
        }
        ++chosen;
        cost += c.cost_usd.value_or(0);
        people += c.people_new;
        carried += c.people_carried.value_or(c.people_new);
        if (table.rows.size() < most) {
            table.rows.push_back(
                {QString::number(c.number), nameOf(c), document::kindWords(c),
                 document::backhaulWords(c), grouped(c.cost_usd.value_or(0)),
                 years.figure(c.id, &SiteYears::own_usd), years.figure(c.id, &SiteYears::even_fee),
                 grouped(c.people_new),
                 c.capacity_people ? grouped(*c.capacity_people) : QStringLiteral("–")});
        }
    }
    if (chosen > 0) {
        table.total = QStringList{{}, tr("Together"),  {}, {}, grouped(cost), years.whole(),
                                  {}, grouped(people), {}};
    }
    if (chosen > most) {
        table.note = tr("%1 more are in the workspace (results_candidates).").arg(chosen - most) +
                     QStringLiteral(" ");
    }
    if (people - carried >= planning::leastPeople) {
        table.note += tr("Of the %1 people added %2 find room in their cell; the others are in no "
                         "figure of money.")
                          .arg(grouped(people), grouped(carried)) +
                      QStringLiteral(" ");
    }
    table.note += chosen > 0 ? years.words() : QString{};
    if (chosen == 0) {
        table.note = tr("No new site was chosen; the next table says why.");
    }
    content.tables.push_back(std::move(table));

    std::map<QString, std::pair<int, QStringList>> reasons;
    for (const CandidateRow& c : rows) {
        for (const QString& code : c.chosen ? QStringList{} : c.codes) {
            auto& [count, names] = reasons[code];
            ++count;
            if (names.size() < 4 && !names.contains(nameOf(c))) {
                names << nameOf(c);
            }
        }
    }
    if (reasons.empty()) {
        return;
    }
    TextTable refused;
    refused.title = tr("Places not taken, and why");
    refused.columns = {
        {tr("Places"), true, 0.8}, {tr("Why"), false, 3.2, true}, {tr("For example"), false, 3.8}};
    std::vector<std::pair<int, QStringList>> lines;
    for (const auto& [code, found] : reasons) {
        lines.emplace_back(
            found.first,
            QStringList{grouped(found.first),
                        tr("%1 (%2)", "reason (code)").arg(document::reasonWords(code), code),
                        found.second.join(QStringLiteral(", "))});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [count, line] : lines) {
        refused.rows.push_back(std::move(line));
    }
    refused.note = tr("A place with several reasons stands in several rows.");
    content.tables.push_back(std::move(refused));
}

} // namespace app::report
