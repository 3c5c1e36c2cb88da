#include "app/document/money_view.h"

#include "app/document/sentences.h"
#include "app/document/words.h"
#include "app/jobs/asked_for.h"
#include "planning/restoration/least_people.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace app::document {
namespace {

class Reader {
public:
    Reader(const geo::Rows& rows, const geo::Row& row) : rows_{rows}, row_{row} {}
    QString text(const char* column) const
    {
        return qt(rows_.textAt(row_, column).value_or(std::string{}));
    }
    std::optional<double> maybe(const char* column) const { return rows_.numberAt(row_, column); }
    double number(const char* column) const { return maybe(column).value_or(0); }

private:
    const geo::Rows& rows_;
    const geo::Row& row_;
};

/// What pledges may be spent on, as their givers wrote it.
std::map<QString, QString> pledgeConditions(const geo::Workspace& workspace)
{
    std::map<QString, QString> out;
    const geo::Rows pledges = workspace.read("pledges");
    for (const geo::Row& row : pledges.rows) {
        const Reader at{pledges, row};
        QStringList words;
        if (const QString purpose = at.text("purpose"); !purpose.isEmpty()) {
            words << purpose;
        }
        if (const QString area = at.text("area_code"); !area.isEmpty()) {
            words << tr("area %1").arg(area);
        }
        out.emplace(at.text("pledge_id"), words.join(QStringLiteral(", ")));
    }
    return out;
}

} // namespace

std::optional<FundView> loadFundView(const geo::Workspace& workspace)
{
    if (!workspace.hasTable("results_funding_next") ||
        !workspace.hasTable("results_funding_curve")) {
        return std::nullopt;
    }
    FundView view;
    view.stale = workspace.stale("results_funding_curve");
    const auto asked = askedFor(workspace, "results_funding_curve");
    if (const auto next = asked.find("next_usd"); next != asked.end() && next->is_number()) {
        view.next_usd = next->get<double>();
    }
    QStringList only;
    const auto limit = [&](const char* key, const QString& words) {
        if (const std::string value = asked.value(key, ""); !value.empty()) {
            only << words.arg(qt(value));
        }
    };
    limit("area_code", tr("area %1"));
    limit("operator", tr("operator %1"));
    if (asked.value("purpose", "anything") != "anything") {
        limit("purpose", tr("%1 only"));
    }
    view.only = only.join(QStringLiteral(", "));
    const auto numberOf = [](const nlohmann::ordered_json& in, const char* key) {
        return in.value(key, 0.0);
    };
    if (const auto held = asked.find("received"); held != asked.end() && held->is_object()) {
        view.held = {numberOf(*held, "usd"), numberOf(*held, "spent_usd"),
                     numberOf(*held, "left_over_usd"), numberOf(*held, "people_back")};
    }
    if (const auto buys = asked.find("next_buys"); buys != asked.end() && buys->is_object()) {
        view.next_buys =
            NextPurchases{0, 0, static_cast<int>(numberOf(*buys, "repairs")),
                          numberOf(*buys, "spent_usd"), numberOf(*buys, "people_back")};
    }
    const geo::Rows steps = workspace.read("results_funding_next");
    for (const geo::Row& row : steps.rows) {
        const Reader at{steps, row};
        view.steps.push_back({at.text("action_id"), at.text("asset_id"), at.number("cost_usd"),
                              at.number("money_usd"), at.number("people_back"),
                              at.number("people_served"), at.number("paid") != 0,
                              at.number("asked") != 0});
    }
    const geo::Rows curve = workspace.read("results_funding_curve");
    for (const geo::Row& row : curve.rows) {
        const Reader at{curve, row};
        view.points.push_back(
            {at.number("money_usd"), at.number("people_served"), at.number("bound_people")});
    }
    std::ranges::stable_sort(view.points, {}, &FundPointRow::money_usd);
    if (workspace.hasTable("results_pledges")) {
        const std::map<QString, QString> conditions = pledgeConditions(workspace);
        const geo::Rows pledges = workspace.read("results_pledges");
        for (const geo::Row& row : pledges.rows) {
            const Reader at{pledges, row};
            view.pledges.push_back({at.text("pledge_id"),
                                    at.text("donor"),
                                    at.text("status"),
                                    inLanguage(at.text("why_not")),
                                    at.maybe("usd"),
                                    at.maybe("project_usd"),
                                    at.maybe("people_back"),
                                    at.number("counted") != 0,
                                    static_cast<int>(at.number("repairs")),
                                    {}});
            const auto condition = conditions.find(view.pledges.back().id);
            if (condition != conditions.end()) {
                view.pledges.back().condition = condition->second;
            }
        }
    }
    return view;
}

std::vector<PurchaseRow> purchases(const FundView& fund)
{
    std::vector<PurchaseRow> out;
    PurchaseRow open;
    double people = 0;
    for (const FundRow& step : fund.steps) {
        open.asked = step.asked && (open.assets.isEmpty() || open.asked);
        open.paid = step.paid;
        open.assets << step.asset_id;
        open.actions << step.action_id;
        open.cost_usd += step.cost_usd;
        open.people_back += step.people_back;
        people += step.people_back;
        if (open.people_back < planning::leastPeople) {
            continue; // what comes later needs it
        }
        open.money_usd = step.money_usd;
        open.people_in_all = people;
        out.push_back(std::move(open));
        open = {};
    }
    return out;
}

NextPurchases nextPurchases(const std::vector<PurchaseRow>& list, const HeldRow& held,
                            double sum_usd)
{
    const double usd = (held.spent_usd + held.left_usd + sum_usd) * (1 + 1e-9);
    const auto from = std::ranges::find(list, false, &PurchaseRow::paid);
    const auto to =
        std::find_if(from, list.end(), [&](const PurchaseRow& p) { return p.money_usd > usd; });
    NextPurchases out;
    out.first = static_cast<std::size_t>(from - list.begin());
    out.last = static_cast<std::size_t>(to - list.begin());
    for (std::size_t i = out.first; i < out.last; ++i) {
        out.repairs += static_cast<int>(list[i].assets.size());
        out.cost_usd += list[i].cost_usd;
        out.people_back += list[i].people_back;
    }
    return out;
}

std::optional<TechnologyView> loadTechnologyView(const geo::Workspace& workspace)
{
    if (!workspace.hasTable("results_technology")) {
        return std::nullopt;
    }
    TechnologyView view;
    view.stale = workspace.stale("results_technology");
    const auto asked = askedFor(workspace, "results_technology");
    view.aim = qt(asked.value("aim", ""));
    view.years = asked.value("years", 0);
    view.viewpoint = qt(asked.value("viewpoint", ""));
    if (const auto traps = asked.find("traps"); traps != asked.end() && traps->is_array()) {
        for (const auto& trap : *traps) {
            view.traps << inLanguage(qt(trap.is_string() ? trap.get<std::string>() : ""));
        }
    }
    const geo::Rows places = workspace.read("results_technology");
    for (const geo::Row& row : places.rows) {
        const Reader at{places, row};
        PlaceRow place;
        place.id = at.text("place_id");
        place.kind = at.text("kind");
        place.name = at.text("name");
        place.technology = at.text("technology");
        place.runner_up = at.text("runner_up");
        place.people = at.maybe("people");
        place.mbps = at.maybe("mbps");
        place.runner_up_extra = at.maybe("runner_up_extra");
        if (!view.viewpoint.isEmpty()) { // else nobody knows what runner_up_extra compares
            place.money_usd = at.maybe(view.viewpoint == u"earner"  ? "pp_profit"
                                       : view.viewpoint == u"payer" ? "payer_coo"
                                                                    : "coo");
        }
        place.fibre_km = at.maybe("fibre_km");
        place.break_even_km = at.maybe("fibre_break_even_km");
        place.cell_left_mbps = at.maybe("cell_left_mbps");
        place.passes_on = static_cast<int>(at.number("passes_on"));
        for (const char* technology : {"fibre", "cellular", "point_to_point", "satellite"}) {
            const std::string column = std::string{technology} + "_reason";
            place.reasons.emplace_back(qt(technology), at.text(column.c_str()));
        }
        view.places.push_back(std::move(place));
    }
    return view;
}

} // namespace app::document
