#pragma once
// `sila siting`: where new cells belong: candidate sites with reasons, the most people for a sum or
// a number of sites, or the cheapest set that reaches everyone who can be reached.
#include "app/jobs/cost_basis.h"
#include "app/jobs/coverage_store.h"
#include "planning/finance/tornado.h"
#include "planning/siting/find_candidates.h"
#include "planning/siting/site_ownership.h"

#include <nlohmann/json.hpp>

namespace app {

struct SitingRequest {
    SituationRequest situation;
    bool now = false; // whom today's network does not serve; else whom nobody serves when all works
    planning::Technology counts_from = planning::Technology::gen2; // that counts as served
    planning::CandidateRequest candidates;
    std::optional<double> budget_usd;
    std::optional<int> sites;         // at most so many in all
    int temporary = 0, satellite = 0; // at most so many of these kinds
    bool everyone = false;            // the cheapest set that reaches all who can be reached
    bool capacity = true;             // a cell carries no more than its blocks
    planning::DemandRule demand;
    planning::Horizon horizon;      // of ownership
    bool tornado = true;            // say which assumption moves the answer most
    std::string mode;               // of the propagation model; empty: as in the last coverage
    std::optional<double> radius_m; // of footprints; absent: as in the last coverage
    std::uint64_t seed = 1;
    double effort = 300; // million steps of the search
    int threads = 0;
};

struct SitingSettlement {
    std::uint32_t settlement = 0;
    double people = 0;        // on the grid
    double served_before = 0; // covered, before anything new
    double served_after = 0;  // with what is chosen
    double lacking = 0;       // covered then, but their cell has no room
};

struct SitingReport {
    Situation situation;
    SitingRequest request;
    std::vector<planning::Candidate> candidates; // chosen first, in order; then the others
    std::size_t carry_already = 0;               // sites that have the technology
    double people = 0;                           // living in the area of interest
    double people_unknown = 0;                   // settlements without a number
    double served = 0;                           // before
    double unserved = 0;                         // whom candidates were looked for
    double reachable = 0;                        // of them, by any candidate
    double reached = 0;                          // of them, by those chosen, with room or without
    double gained = 0;   // of them, as the choice counts: with room in each cell at its best
    double carried = 0;  // of those, with room in their cell
    double promised = 0; // reached as if new cells did not disturb each other: what `bound` bounds
    std::size_t left_out = 0; // sites promised that only disturb the others
    double bound = 0;         // people: no choice reaches more; everyone: no choice costs less
    bool optimal = false;
    double cost_usd = 0, cost_low_usd = 0, cost_high_usd = 0; // of those chosen
    std::vector<planning::SiteOwnership> own;                 // one per candidate, in their order
    planning::Ownership own_all;                              // of those chosen, summed
    CostBasis costs;                                          // of those chosen
    std::vector<planning::Tornado> tornado;                   // of those chosen
    std::size_t grid_cells = 0, groups = 0, incidences = 0;
    // Of everything that works then and everyone covered then; absent when not looked at.
    struct Capacity {
        double covered = 0, lacking = 0, too_slow = 0;
        std::size_t full_cells = 0;
    };
    std::optional<Capacity> capacity_before, capacity_after;
    std::vector<SitingSettlement> settlements; // one per settlement
    std::vector<std::string> assumptions;
    nlohmann::ordered_json coverage; // what the footprints were computed with
    geo::Problems problems;
    /// How far the choice can be from the best at most, in per cent.
    double gapPercent() const;
};

/// Nothing when cancelled (loss rasters that are finished are kept). Throws geo::Error when there
/// is no coverage yet, nothing limits the choice, or no candidate is left.
std::optional<SitingReport> chooseSites(geo::Workspace& workspace, const SitingRequest& request,
                                        const planning::Feedback& feedback = {});

/// results_candidates, _candidate_links, _siting_settlements and _siting_tornado, in one
/// transaction.
void storeSiting(geo::Workspace& workspace, const SitingReport& report);

nlohmann::ordered_json asJson(const SitingReport& report);
std::string asText(const SitingReport& report);

} // namespace app
