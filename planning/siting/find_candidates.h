#pragma once
// Where new cells could stand: structures, settlements and hilltops, each looked at for zone,
// ground, road and a way to the transport network.
#include "geo/terrain/elevation.h"
#include "planning/feedback.h"
#include "planning/network/hop_budget.h"
#include "planning/scenario/status.h"
#include "planning/siting/candidate.h"
#include "planning/siting/hilltops.h"

#include <optional>

namespace planning {

struct CandidateRequest {
    CandidateRadio mast;
    bool structures = true, settlements = true, hilltops = true;
    bool rebuild = false; // destroyed structures come into question too
    bool temporary = false, satellite = false;
    double least_people = 50; // smaller settlements are refused
    HilltopRequest peaks;
    double peak_reach_m = 15e3; // a hilltop with no settlement this near is refused
    double beside_m = 500;      // a hilltop this near to another place is refused
    double most_road_m = 3000;  // from the nearest road
    double most_hop_m = 50e3, most_fibre_m = 20e3;
    double hop_frequency_ghz = defaultHopFrequency_ghz;
    Deployment fibre = Deployment::buried; // how new fibre is laid
    std::optional<geo::Date> on;           // day zones are looked at; absent: open-ended ones only
};

/// Peaks of an elevation model, looked for on cells of about 90 m that take the highest ground in
/// them.
std::vector<Hilltop> hilltopsOf(const geo::Elevation& elevation, const HilltopRequest& request);

/// A point a new site can be joined to.
struct TransportPoint {
    std::string id;
    geo::XY at;
    double antenna_m = 30; // above ground
};

struct CandidateList {
    std::vector<Candidate> candidates; // structures, settlements, hilltops, temporary, satellite
    std::vector<char> standing;        // one per candidate: its mast stands
    std::size_t carry_already = 0;     // sites with the technology: no candidates
};
/// Everything that comes into question; those without people get their reasons here.
CandidateList listCandidates(const Scenario& scenario, const Statuses& statuses,
                             const std::vector<Hilltop>& tops, const CandidateRequest& request);

/// Reasons of zone, ground, road and transport, and the backhaul of those without such reasons.
/// Without elevation only fibre joins a candidate (and what is near a point as it stands). False
/// when cancelled.
bool checkCandidates(std::vector<Candidate>& candidates, const Scenario& scenario,
                     const geo::Elevation* elevation, const std::vector<TransportPoint>& points,
                     const CandidateRequest& request, int threads, const Feedback& feedback);

} // namespace planning
