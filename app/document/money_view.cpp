#include "app/document/money_view.h"

#include "app/document/words.h"

#include <algorithm>

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

} // namespace

std::optional<FundView> loadFundView(const geo::Workspace& workspace)
{
    if (!workspace.hasTable("results_funding_steps") ||
        !workspace.hasTable("results_funding_curve")) {
        return std::nullopt;
    }
    FundView view;
    view.stale = workspace.stale("results_funding_curve");
    const geo::Rows steps = workspace.read("results_funding_steps");
    for (const geo::Row& row : steps.rows) {
        const Reader at{steps, row};
        view.steps.push_back({at.text("action_id"), at.text("asset_id"), at.number("cost_usd"),
                              at.number("money_usd"), at.number("people_back"),
                              at.number("people_served")});
    }
    const geo::Rows curve = workspace.read("results_funding_curve");
    for (const geo::Row& row : curve.rows) {
        const Reader at{curve, row};
        view.points.push_back(
            {at.number("money_usd"), at.number("people_served"), at.number("bound_people")});
    }
    std::ranges::stable_sort(view.points, {}, &FundPointRow::money_usd);
    if (workspace.hasTable("results_pledges")) {
        const geo::Rows pledges = workspace.read("results_pledges");
        for (const geo::Row& row : pledges.rows) {
            const Reader at{pledges, row};
            view.pledges.push_back({at.text("pledge_id"), at.text("donor"), at.text("status"),
                                    at.text("why_not"), at.maybe("usd"), at.maybe("project_usd"),
                                    at.maybe("people_back"), at.number("counted") != 0,
                                    static_cast<int>(at.number("repairs"))});
        }
    }
    return view;
}

std::optional<TechnologyView> loadTechnologyView(const geo::Workspace& workspace,
                                                 const std::string& placeId)
{
    if (!workspace.hasTable("results_technology")) {
        return std::nullopt;
    }
    TechnologyView view;
    view.stale = workspace.stale("results_technology");
    std::string mine;
    if (!placeId.empty()) {
        mine = "place_id = '";
        for (const char c : placeId) {
            mine += c == '\'' ? std::string{"''"} : std::string{c};
        }
        mine += "'";
    }
    const geo::Rows places = workspace.read("results_technology", mine);
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
        place.ownership_usd = at.maybe("coo");
        place.fibre_km = at.maybe("fibre_km");
        place.break_even_km = at.maybe("fibre_break_even_km");
        for (const char* technology : {"fibre", "cellular", "point_to_point", "satellite"}) {
            const std::string column = std::string{technology} + "_reason";
            place.reasons.emplace_back(qt(technology), at.text(column.c_str()));
        }
        view.places.push_back(std::move(place));
    }
    return view;
}

} // namespace app::document
