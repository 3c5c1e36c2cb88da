#pragma once
// New sites as `sila siting` left them in the workspace: chosen, possible, refused, and why.
#include "app/map/map_data.h"
#include "geo/crs/crs.h"
#include "geo/workspace/workspace.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace app::document {

struct CandidateRow {
    QString id, kind, name; // kind: structure, settlement, hilltop, temporary, satellite
    QStringList codes;      // CHOSEN, NO_ROAD …
    QString detail;         // in the program's words, as stored
    QString technology, backhaul, backhaul_to;
    geo::XY at;
    std::optional<geo::XY> joined;
    bool chosen = false, refused = false;
    int number = 0;
    double people = 0, people_new = 0;
    // Over the years; _today at today's worth, left: to who earns.
    std::optional<double> own_usd, opex_usd, own_today_usd, sold_today_usd, left_today_usd,
        even_fee_usd, fibre_even_km;
    std::optional<double> people_carried, capacity_people, cost_usd, cost_low_usd, cost_high_usd,
        backhaul_m, height_m, road_m, prominence_m;
};

/// What the figures of new sites rest on.
struct SitingBasis {
    QString source, date; // "sila siting, footprints by p1812, 10 years at 2 %", "state of …"
    int years = 0;
};
SitingBasis sitingBasis(const geo::Workspace& workspace);

/// Chosen first, as stored; empty when sila siting never ran.
std::vector<CandidateRow> readCandidates(const geo::Workspace& workspace,
                                         const geo::WorkingCrs& crs);
std::vector<map::MapCandidate> mapCandidates(const std::vector<CandidateRow>& rows);

QString kindWords(const CandidateRow& row); // "new mast in a settlement"
/// A code in words: "Is too far from every road".
QString reasonWords(const QString& code);
/// All of them, with the detail.
QString reasonWords(const CandidateRow& row);
QString backhaulWords(const CandidateRow& row); // "microwave to N3, 12.4 km"

} // namespace app::document
