#pragma once
// `sila technology`: which technology connects each settlement and facility once the emergency is
// over, at what cost, for whom, and why not the others.
#include "app/jobs/load_scenario.h"
#include "planning/coverage/cover.h"
#include "planning/finance/technology_choice.h"
#include "planning/finance/tornado.h"
#include "planning/siting/fibre_tree.h"

#include <nlohmann/json.hpp>

namespace app {

struct TechnologyJobRequest {
    std::string costs = "cpp"; // cpp, giga or sila
    planning::TechnologyRequest choice;
    planning::Technology least_cell = planning::Technology::gen3; // that counts as broadband
    planning::FibreTreeRequest fibre;
    bool capacity = true; // a site carries only so much
    double hop_frequency_ghz = 7;
    double place_antenna_m = 10; // above ground, at the place's end of a radio link
    bool settlements = true, facilities = true;
    bool tornado = true; // say which assumption moves the answer most
};

/// The sets that ship with the program; "sila" with the workspace's own prices, where there is one.
/// Throws geo::Error listing them on another name.
planning::CostCatalogue accessCatalogue(const std::string& name, const geo::Workspace* workspace);

struct ConnectedPlace {
    bool facility = false;
    std::uint32_t index = 0; // in the scenario's settlements or facilities
    std::string serving_site, hop_site;
};

/// Totals when the same places are chosen for by another viewpoint.
struct ViewpointTotals {
    std::string name, words;
    planning::TechnologyPlan plan;
};

struct TechnologyReport {
    planning::Scenario scenario;
    TechnologyJobRequest request;
    planning::CostCatalogue costs;
    std::vector<ConnectedPlace> places;
    std::vector<planning::PlaceToConnect> asked;
    planning::TechnologyPlan plan;
    std::vector<ViewpointTotals> viewpoints; // fee as cost, fee left out, who earns
    std::optional<planning::Tornado> tornado;
    std::vector<std::string> assumptions;
    geo::Problems problems;
    bool synthetic = false;
};

/// `cover` may be null: no place is known to be covered then. Nothing when cancelled.
std::optional<TechnologyReport> technologyReport(const geo::Workspace& workspace,
                                                 const TechnologyJobRequest& request,
                                                 const planning::Cover* cover,
                                                 const planning::Feedback& feedback = {});

/// results_technology and results_tornado, in one transaction.
void storeTechnology(geo::Workspace& workspace, const TechnologyReport& report);

nlohmann::ordered_json asJson(const TechnologyReport& report);
std::string asText(const TechnologyReport& report);

} // namespace app
