#pragma once
// What `sila fund` and `sila technology` last left in the workspace, as rows to be shown.
#include "geo/workspace/workspace.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace app::document {

struct FundRow {
    QString action_id, asset_id;
    double cost_usd = 0, money_usd = 0, people_back = 0, people_served = 0;
};
struct FundPointRow {
    double money_usd = 0, people_served = 0, bound_people = 0;
};
struct PledgeRow {
    QString id, donor, status, why_not;
    std::optional<double> usd, project_usd, people_back; // unknown stays absent
    bool counted = false;
    int repairs = 0;
};
struct FundView {
    std::vector<FundRow> steps;       // best first
    std::vector<FundPointRow> points; // money ascending, from nothing
    std::vector<PledgeRow> pledges;   // as listed
    bool stale = false;
};
/// Nothing when it was never worked out.
std::optional<FundView> loadFundView(const geo::Workspace& workspace);

struct PlaceRow {
    QString id, kind, name, technology, runner_up; // technology empty: none
    std::optional<double> people, mbps, runner_up_extra, ownership_usd, fibre_km, break_even_km;
    std::vector<std::pair<QString, QString>> reasons; // technology → reason code; "" of the chosen
};
struct TechnologyView {
    std::vector<PlaceRow> places;
    bool stale = false;
};
/// Of one place when `placeId` is given.
std::optional<TechnologyView> loadTechnologyView(const geo::Workspace& workspace,
                                                 const std::string& placeId = {});

} // namespace app::document
