#pragma once
// Places where a new cell could stand, what it would take, and why some come out of the question.
#include "planning/coverage/link_budget.h"
#include "planning/finance/cost_catalogue.h"
#include "planning/scenario/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace planning {

enum class CandidateKind : std::uint8_t {
    structure,  // a mast that stands, or stood: of any operator
    settlement, // a new mast in a settlement
    hilltop,    // a new mast on a peak
    temporary,  // a cell on wheels in a settlement
    satellite,  // a small cell in a settlement, fed by satellite
};
inline constexpr int candidateKindCount = 5;
std::string_view text(CandidateKind kind); // "structure" …

/// Why a candidate is refused, or not chosen though it could be.
enum class SiteReason : std::uint8_t {
    chosen,
    closedZone,       // lies in a zone closed on the date
    outsideElevation, // beyond the elevation model
    noGround,         // on a void of it
    onSea,
    noRoad,        // too far from every road
    noTransport,   // no node or site with transport within reach
    sightUnknown,  // nobody knows the ground on the way to those within reach, and fibre is too far
    noSight,       // terrain blocks the way to every one within reach, and fibre is too far
    tooNear,       // another candidate stands beside it and is cheaper
    peopleUnknown, // nobody knows how many live there
    nobodyThere,   // nobody lives there
    nobodyNew,     // it would reach nobody who is not served
    notModelled,   // the propagation model cannot be used for it
    tooSlow,       // its technology cannot carry what one person asks for
    noMoney,       // it costs more than the whole budget
    limitReached,  // as many as may be are chosen, in all or of its kind
    lessForMoney,  // others reach more people for what there is
};
inline constexpr int siteReasonCount = 18;
std::string_view code(SiteReason reason);    // "CLOSED_ZONE" …
std::string_view inWords(SiteReason reason); // "lies in a closed zone"
/// Refused before anything is chosen.
constexpr bool refuses(SiteReason reason)
{
    return reason != SiteReason::chosen && reason < SiteReason::noMoney;
}

/// What is put up at a candidate, by kind.
struct CandidateRadio {
    Technology technology = Technology::gen4;
    double frequency_mhz = 800;
    double bandwidth_mhz = 10;
    int sectors = 3;
    double eirp_dbm = 58; // of each sector, in its direction
    double height_m = 30; // above ground
};
/// A full mast, a cell on wheels (15 m, one carrier in three sectors, 3 dB less) or a small cell
/// (10 m, one sector, 46 dBm): common planning values.
CandidateRadio radioOf(CandidateKind kind, const CandidateRadio& mast);

enum class BackhaulKind : std::uint8_t { unjoined, hop, fibre, satellite };
std::string_view text(BackhaulKind kind); // "", "microwave", "fibre", "satellite"

struct Backhaul {
    BackhaulKind kind = BackhaulKind::unjoined;
    std::string to_id; // node or site
    geo::XY to;
    double length_m = 0;    // of the hop, or along roads
    double clear_ratio = 0; // of a hop: least clearance over the first Fresnel zone
    double cost_usd = 0;
    std::optional<double> slope = {}; // of fibre: mean slope of the ground between its ends
};

/// A way that was looked at and not taken.
struct RefusedWay {
    BackhaulKind kind = BackhaulKind::unjoined;
    std::string to_id;
    double length_m = 0;
    std::string why;
};

struct Candidate {
    std::string id; // stable: from what it stands on
    CandidateKind kind = CandidateKind::settlement;
    std::string name;   // of the place
    std::string source; // site or settlement id; empty for a hilltop
    Position at;
    CandidateRadio radio;
    MaybeNumber prominence_m, road_m;
    Backhaul backhaul;
    std::vector<RefusedWay> refused_ways;
    double cost_usd = 0; // of everything, low to high below
    double cost_low_usd = 0, cost_high_usd = 0;
    bool standing = false;           // its mast stands already
    std::vector<SiteReason> reasons; // why not; `chosen` alone when chosen
    std::string detail;              // what exactly, where there is more to say
    double people = 0;               // not served now, within its footprint
    double capacity_people = 0;      // it can carry the demand of so many
    double people_reached = 0;       // of those chosen: that nobody chosen before it reaches
    double people_new = 0;           // of those chosen: counted for it; with room at its best
    double people_carried = 0;       // of those chosen: for whom it has room
    int order = 0;                   // of those chosen: 1 = best for its money; 0: not chosen
    bool chosen() const { return order > 0; }
    bool refused() const
    {
        for (const SiteReason reason : reasons) {
            if (refuses(reason)) {
                return true;
            }
        }
        return false;
    }
};

/// Of a microwave hop of this length, as in the repair catalogue.
std::string hopItem(double length_m);
/// Items of the catalogue a candidate of this kind is built from (without backhaul); those for
/// what already stands are left out.
std::vector<std::string> costItems(const Candidate& candidate, bool standing);
/// Sets cost_usd and its range from the items and the backhaul; fibre is laid as `fibre` says,
/// through open country.
void addCosts(Candidate& candidate, const CostCatalogue& catalogue, bool standing,
              Deployment fibre = Deployment::buried);

} // namespace planning
