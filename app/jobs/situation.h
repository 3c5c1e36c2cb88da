#pragma once
// The workspace on a date: what there is, in which state, and what could be done about it.
#include "app/jobs/load_scenario.h"
#include "planning/finance/cost_catalogue.h"
#include "planning/network/transport_graph.h"
#include "planning/scenario/status.h"

#include <map>

namespace app {

struct SituationRequest {
    std::optional<geo::Time> as_of; // absent: the newest observation of the workspace
    planning::Status unobserved = planning::Status::operational; // assets nobody reported on
    planning::CostLevel cost_level = planning::CostLevel::base;
};

struct Situation {
    planning::Scenario scenario; // actions completed from the cost catalogue (origin = catalogue)
    geo::Time as_of{};
    bool reported = true;             // something was reported by then
    std::size_t unreported_sites = 0; // nobody said anything about: taken as SituationRequest says
    planning::Status unobserved = planning::Status::operational; // as asked for
    planning::Statuses statuses;
    geo::Problems problems; // rows that could not be read, edges that lead nowhere
    bool synthetic = false; // some asset is practice data
    // Settlements without a population, where people come from settlements: in no total.
    std::size_t unknown_people = 0;
    std::map<std::string, double> span_slopes; // of the ground under spans that are out, by id
};

/// Reads everything and derives the state. Throws geo::Error when the workspace cannot be read.
Situation loadSituation(const geo::Workspace& workspace, const SituationRequest& request = {});

/// Settlements without a population; 0 where a raster says where people live.
std::size_t settlementsOfUnknownPeople(const geo::Workspace& workspace,
                                       const planning::Scenario& scenario);

/// "2026-11-22T06:00:00Z", and what kind of state it is: invented, nobody reported anything, people
/// nobody counted.
std::string asOfText(const Situation& situation);

/// "2026-11-22" is the end of that day; a time is itself. Throws geo::Error on anything else.
geo::Time asOfFrom(const std::string& text);

} // namespace app
