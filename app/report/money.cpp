// What money buys, what each pledge does, and which technology connects each place.
#include "app/charts/money_curve.h"
#include "app/document/money_view.h"
#include "app/map/layers.h"
#include "app/map/text.h"
#include "app/report/content.h"
#include "app/report/words.h"

#include <algorithm>
#include <map>

namespace app::report {
namespace {

using document::FundView;
using document::technologyName;
using map::grouped;

/// A title that says what the money was asked for.
QString limited(const QString& title, const QString& only)
{
    return only.isEmpty() ? title : tr("%1 (%2)", "title, what money is for").arg(title, only);
}

/// Why the plan does not do one of its works; empty: it does, or there is no plan.
QString leftOut(const document::PurchaseRow& purchase, const document::PlanView* plan)
{
    if (plan != nullptr) {
        for (const document::UndoneRow& row : plan->undone) {
            if (!row.action_id.isEmpty() && purchase.actions.contains(row.action_id)) {
                return row.why;
            }
        }
    }
    return {};
}

/// Repairs that only help together stand as one purchase.
TextTable marginalList(const FundView& fund, const document::PlanView* plan, std::size_t most)
{
    TextTable table;
    table.title = limited(tr("What the next money buys"), fund.only);
    table.columns = {{tr("#"), true, 0.5},
                     {tr("Costs, $"), true, 1.1},
                     {tr("Repairs"), false, 4},
                     {tr("People back"), true, 1.2},
                     {tr("For each $1 000"), true, 1.3},
                     {tr("Money in all, $"), true, 1.4},
                     {tr("People in all"), true, 1.3}};
    std::vector<document::PurchaseRow> all = document::purchases(fund);
    std::erase_if(all, [](const document::PurchaseRow& purchase) { return purchase.paid; });
    for (const document::PurchaseRow& purchase : all) {
        if (table.rows.size() == most) {
            break;
        }
        constexpr qsizetype named = 5;
        QString which = purchase.assets.mid(0, named).join(QStringLiteral(", "));
        if (purchase.assets.size() > named) {
            which += tr(" and %n more", nullptr, static_cast<int>(purchase.assets.size() - named));
        }
        if (const QString why = leftOut(purchase, plan); !why.isEmpty()) {
            which += tr(" – not in the plan: %1").arg(why);
        }
        const double usd = purchase.cost_usd;
        table.rows.push_back({QString::number(table.rows.size() + 1), grouped(usd), which,
                              grouped(purchase.people_back),
                              grouped(usd > 0 ? 1000 * purchase.people_back / usd : 0),
                              grouped(purchase.money_usd), grouped(purchase.people_in_all)});
    }
    QStringList notes;
    if (fund.held.usd > 0) {
        notes << tr("On top of the %1 received, which bring back %2 people for %3.")
                     .arg(document::money(fund.held.usd), grouped(fund.held.people_back),
                          document::money(fund.held.spent_usd));
    }
    if (fund.next_usd && fund.next_buys) {
        notes << tr("The best for the next %1: %n repair(s) for %2, %3 people.", nullptr,
                    fund.next_buys->repairs)
                     .arg(document::money(*fund.next_usd),
                          document::money(fund.next_buys->cost_usd),
                          u'+' + grouped(fund.next_buys->people_back));
        if (fund.next_buys->cost_usd > *fund.next_usd) {
            notes << tr("It takes what is left of the money received as well.");
        }
    }
    notes << charts::moneyAlone();
    const std::size_t left = all.size() - table.rows.size();
    if (left > 0) {
        notes << tr("%1 more purchases are in the workspace (sila export).").arg(left);
    }
    table.note = notes.join(u' ');
    return table;
}

TextTable pledgeList(const FundView& fund)
{
    TextTable table;
    table.title = tr("What each pledge reconnects");
    table.columns = {{tr("Pledge"), false, 1},
                     {tr("Donor"), false, 1.4},
                     {tr("Status"), false, 1.2},
                     {tr("Only for"), false, 1.8},
                     {tr("For the project, $"), true, 1.3},
                     {tr("Repairs"), true, 0.9},
                     {tr("People back"), true, 1.1},
                     {tr("Note"), false, 3}};
    double usd = 0;
    double people = 0;
    int unknown = 0;
    for (const document::PledgeRow& pledge : fund.pledges) {
        const bool gone = pledge.status == u"cancelled";
        table.rows.push_back({pledge.id, pledge.donor, pledge.status, pledge.condition,
                              pledge.project_usd ? grouped(*pledge.project_usd)
                              : gone             ? QString{}
                              : pledge.usd       ? tr("of %1").arg(grouped(*pledge.usd))
                                                 : tr("unknown"),
                              pledge.counted ? QString::number(pledge.repairs) : QString{},
                              pledge.counted ? grouped(pledge.people_back.value_or(0)) : QString{},
                              pledge.why_not});
        usd += pledge.counted ? pledge.project_usd.value_or(0) : 0;
        people += pledge.counted ? pledge.people_back.value_or(0) : 0;
        unknown += (pledge.usd && !pledge.status.isEmpty()) || gone ? 0 : 1;
    }
    table.total = QStringList{tr("Counted"), {}, {}, {}, grouped(usd), {}, grouped(people), {}};
    if (unknown > 0) {
        table.note =
            tr("Of unknown worth or status, and in no total: %n pledge(s).", nullptr, unknown);
    }
    if (!fund.only.isEmpty()) {
        table.note += (table.note.isEmpty() ? "" : " ") +
                      tr("Asked about money for %1 alone: a pledge may buy nothing there and more "
                         "elsewhere.")
                          .arg(fund.only);
    }
    return table;
}

QString signedFigure(double usd)
{
    return usd < 0 ? QStringLiteral("−") + grouped(-usd) : grouped(usd);
}

/// Whose money the figures are.
QString moneyOf(const document::TechnologyView& view)
{
    const QString whose = document::viewpointWords(view.viewpoint);
    return view.viewpoint == u"earner"
               ? tr("Money seen by %1: its present value over %n year(s), less what it costs.",
                    nullptr, view.years)
                     .arg(whose)
               : tr("Money seen by %1: the sum over %n year(s), for the choice and for the next "
                    "best alike.",
                    nullptr, view.years)
                     .arg(whose);
}

/// One line for each reason, with its code: technologies that share one share the line.
QString whyNotOthers(const document::PlaceRow& place)
{
    std::vector<std::pair<QString, QStringList>> byCode; // in the order they first come
    for (const auto& [technology, code] : place.reasons) {
        if (technology == place.technology || code.isEmpty()) {
            continue;
        }
        const auto same = std::ranges::find(byCode, code, &std::pair<QString, QStringList>::first);
        (same == byCode.end() ? byCode.emplace_back(code, QStringList{}) : *same)
            .second.append(technologyName(technology));
    }
    QStringList lines;
    for (const auto& [code, technologies] : byCode) {
        lines << tr("%1: %2 (%3)", "technologies: reason (code)")
                     .arg(listed(technologies), document::refusalWords(code), code);
    }
    return lines.join(u'\n');
}

QString dearerBy(const document::PlaceRow& place)
{
    if (!place.runner_up_extra) {
        return {};
    }
    const double extra = *place.runner_up_extra;
    return extra < 0 ? tr("%1 less").arg(grouped(-extra)) : grouped(extra);
}

/// Settlements, most people first, then facilities, most bandwidth first: of each so many.
std::vector<const document::PlaceRow*> largest(const document::TechnologyView& view,
                                               std::size_t settlements, std::size_t facilities)
{
    std::vector<const document::PlaceRow*> out;
    const auto add = [&](bool settlement, std::size_t most, const auto& size) {
        std::vector<const document::PlaceRow*> all;
        for (const document::PlaceRow& place : view.places) {
            if ((place.kind == u"settlement") == settlement) {
                all.push_back(&place);
            }
        }
        std::ranges::stable_sort(all, std::greater{}, size);
        all.resize(std::min(all.size(), most));
        out.insert(out.end(), all.begin(), all.end());
    };
    add(true, settlements, [](const auto* place) { return place->people.value_or(0); });
    add(false, facilities, [](const auto* place) { return place->mbps.value_or(0); });
    return out;
}

QString demandWords(const document::PlaceRow& place)
{
    return place.mbps ? grouped(*place.mbps) : place.nobody() ? tr("nobody there") : tr("unknown");
}

TextTable technologyList(const document::TechnologyView& view,
                         const std::map<QString, QString>& local, std::size_t settlements,
                         std::size_t facilities)
{
    TextTable table;
    table.title = tr("Which technology connects each place afterwards");
    const bool earns = view.viewpoint == u"earner";
    table.columns = {{tr("Place"), false, 1.7},
                     {tr("People"), true, 1},
                     {tr("Mbit/s"), true, 0.8},
                     {tr("Technology"), false, 1.3},
                     {earns ? tr("Worth to who earns, $") : tr("Cost to who pays, $"), true, 1.1},
                     {tr("Next best"), false, 1.3},
                     {earns ? tr("Brings less by, $") : tr("Dearer by, $"), true, 1},
                     {tr("Why not the others"), false, 4.6, true}};
    std::map<QString, int> counts;
    for (const document::PlaceRow& place : view.places) {
        ++counts[place.technology.isEmpty() && !place.mbps ? demandWords(place)
                                                           : technologyName(place.technology)];
    }
    const auto nameOf = [&](const document::PlaceRow& place) {
        const auto at = local.find(place.name);
        return place.name.isEmpty() ? place.id : at == local.end() ? place.name : at->second;
    };
    for (const document::PlaceRow* place : largest(view, settlements, facilities)) {
        table.rows.push_back(
            {nameOf(*place), place->people ? grouped(*place->people) : QString{},
             demandWords(*place), technologyName(place->technology),
             place->money_usd ? signedFigure(*place->money_usd) : QString{},
             place->runner_up.isEmpty() ? QString{} : technologyName(place->runner_up),
             dearerBy(*place), whyNotOthers(*place)});
    }
    QStringList parts;
    for (const auto& [technology, count] : counts) {
        parts << QStringLiteral("%1 %2").arg(count).arg(technology);
    }
    table.note = tr("All %1 places: %2. Listed are the settlements with most people, then the "
                    "facilities that ask for most.")
                     .arg(view.places.size())
                     .arg(listed(parts));
    if (!view.viewpoint.isEmpty()) {
        table.note += QStringLiteral(" ") + moneyOf(view);
    }
    return table;
}

} // namespace

void addMoney(Content& content, const document::Document& document)
{
    constexpr std::size_t listedPurchases = 15;
    constexpr std::size_t listedSettlements = 20;
    constexpr std::size_t listedFacilities = 8;
    if (const FundView* fund = document.fund()) {
        charts::MoneyCurve curve = charts::moneyCurveOf(*fund);
        if (!curve.empty()) {
            content.money = std::move(curve);
            content.moneyTitle = limited(tr("People reconnected for money"), fund->only);
            content.tables.push_back(marginalList(*fund, document.plan(), listedPurchases));
        }
        if (!fund->pledges.empty()) {
            content.tables.push_back(pledgeList(*fund));
        }
    }
    if (const document::TechnologyView* technology = document.technology()) {
        content.after.push_back(
            technologyList(*technology, namesIn(content.language, document.situation().scenario),
                           listedSettlements, listedFacilities));
    }
}

} // namespace app::report
