#pragma once
// Which candidates to build: the most people reached within limits, or the cheapest set that
// reaches everyone who can be reached (docs/siting.md).
#include "planning/coverage/cover.h"
#include "planning/feedback.h"
#include "planning/siting/candidate.h"

#include <optional>
#include <vector>

namespace planning {

struct SiteChoiceRequest {
    std::optional<double> budget_usd; // to build all of them
    std::optional<int> sites;         // at most so many in all
    int temporary = 0, satellite = 0; // at most so many of these kinds; 0: none is among them
    bool everyone = false;            // the cheapest set that reaches all who can be reached
    // A cell carries no more than its blocks. With `everyone` that does not change what is chosen,
    // only for whom there is room.
    bool capacity = true;
    std::vector<char> only; // per candidate: 0 is none to choose; empty: all that are not refused
    double people = 0;      // living in the area of interest: no cell carries more
    std::uint64_t seed = 1;
    double effort = 300; // million steps of the search
};

/// Sums over the candidates chosen.
struct SiteChoice {
    double reachable = 0; // people any candidate reaches
    double reached = 0;   // people those chosen reach, with room or without
    double gained = 0;    // people those chosen reach; with `capacity` those they have room for
    double carried = 0;   // people they have room for
    double bound = 0; // people: no choice reaches more; everyone: US dollars, no choice costs less
    bool optimal = false;
    double cost_usd = 0, cost_low_usd = 0, cost_high_usd = 0;
    std::size_t groups = 0, incidences = 0; // people grouped by who reaches them
};

/// `reach` has one layer per candidate that may be built, over those who are not served; its layers
/// name candidates by position. Sets order, people_reached, people_new, people_carried and reasons
/// of the candidates: the chosen ones in the order of what they reach for their money. Of choices
/// that reach as many, a cheap one. Nothing when cancelled. Throws geo::Error when everyone is to
/// be reached and no set within the limits does.
std::optional<SiteChoice> chooseCandidates(std::vector<Candidate>& candidates, const Cover& reach,
                                           const SiteChoiceRequest& request,
                                           const Feedback& feedback = {});

} // namespace planning
