#pragma once
// What `sila fund` and `sila technology` last left in the workspace, as rows to be shown.
#include "app/map/map_data.h"
#include "geo/workspace/workspace.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace app::document {

struct FundRow {
    QString action_id, asset_id;
    double cost_usd = 0, money_usd = 0, people_back = 0, people_served = 0;
    bool paid = false;  // by the pledges received
    bool asked = false; // bought by the sum asked about
};
struct FundPointRow {
    double money_usd = 0, people_served = 0, bound_people = 0;
};
struct PledgeRow {
    QString id, donor, status, why_not;
    std::optional<double> usd, project_usd, people_back; // unknown stays absent
    bool counted = false;
    int repairs = 0;
    QString condition = {}; // what it may be spent on: "power, area XS0105"; empty: on anything
};
/// Of the pledges received that count: what falls into the project, what of it is spent, and what
/// is left for the next sum.
struct HeldRow {
    double usd = 0, spent_usd = 0, left_usd = 0, people_back = 0;
};
struct NextPurchases {
    std::size_t first = 0, last = 0; // [first, last) of the purchases
    int repairs = 0;
    double cost_usd = 0, people_back = 0;
};
struct FundView {
    std::vector<FundRow> steps;       // what was received buys, then the others, best first
    std::vector<FundPointRow> points; // money ascending, from nothing
    std::vector<PledgeRow> pledges;   // as listed
    HeldRow held;
    std::optional<double> next_usd;         // the sum asked about last, on top of that
    std::optional<NextPurchases> next_buys; // and the best for it; no range of the purchases
    QString only; // where money may go: "area XS01, operator A"; empty: anywhere
    bool stale = false;
};
/// Nothing when it was never worked out.
std::optional<FundView> loadFundView(const geo::Workspace& workspace);

/// Repairs that only help together, as one purchase.
struct PurchaseRow {
    QStringList assets, actions;               // ids, in order; the last brings people back
    double cost_usd = 0, money_usd = 0;        // money_usd: with all before it
    double people_back = 0, people_in_all = 0; // newly served
    bool paid = false;                         // by the pledges received
    bool asked = false;                        // whole, by the sum asked about
};
/// Best first. What follows the last that brings somebody back is no purchase.
std::vector<PurchaseRow> purchases(const FundView& fund);
/// What a sum buys on top of what was received, by the order of the purchases: those not paid, one
/// after the other, as far as the sum goes with what was left over. The best for it may be more.
NextPurchases nextPurchases(const std::vector<PurchaseRow>& list, const HeldRow& held,
                            double sum_usd);

/// What a place is connected by once the emergency is over, and why, as of sila technology.
struct PlaceRow {
    QString id, kind, name, technology, runner_up; // technology empty: none
    std::optional<double> people, mbps, fibre_km, break_even_km;
    // By the viewpoint of the choice: what it costs over the years (what it is worth today to who
    // earns), and how much more the runner-up costs (how much less it brings).
    std::optional<double> money_usd, runner_up_extra;
    std::optional<double> cell_left_mbps;             // what its serving site had left for it
    int passes_on = 0;                                // places that get their fibre through it
    std::vector<std::pair<QString, QString>> reasons; // technology → reason code, CHOSEN of one
    bool nobody() const;                              // nobody is there to connect
    bool neededForOthers() const;                     // its fibre is laid for the sake of others
};
struct TechnologyView {
    std::vector<PlaceRow> places;
    QString aim;   // least_cost, most_value, fixed_order, most_users, most_places
    int years = 0; // of ownership
    // Whose money decided: payer, payer_without_fee or earner; empty: the file does not say.
    QString viewpoint;
    QStringList traps; // what to mind in the prices
    bool stale = false;
};
/// Nothing when it was never worked out.
std::optional<TechnologyView> loadTechnologyView(const geo::Workspace& workspace);

map::AccessLook lookOf(const PlaceRow& place);
/// "point-to-point radio"; of "" "none".
QString technologyName(const QString& technology);
/// Why a technology is not taken, in words: "No road leads from here to a fibre node".
QString refusalWords(const QString& code);
/// Whose money is counted: "who pays, bandwidth bought".
QString viewpointWords(const QString& viewpoint);

} // namespace app::document
