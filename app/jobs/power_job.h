#pragma once
// `sila power`: who has power from what and for how long, who keeps the autonomy rules, where the
// day's fuel serves most people, and what sun and batteries a place would take.
#include "app/jobs/situation.h"
#include "planning/coverage/cover.h"
#include "planning/network/autonomy_rules.h"
#include "planning/network/power_curve.h"
#include "planning/network/solar_sizing.h"
#include "planning/restoration/fuel_split.h"

#include <nlohmann/json.hpp>

namespace app {

struct PowerRequest {
    SituationRequest situation;
    double horizon_h = 72;
    std::optional<planning::FuelRequest> fuel;                // needs a cover
    std::optional<planning::SolarRequest> solar;              // its load is that of each place
    std::optional<std::vector<planning::AutonomyRule>> rules; // absent: Ukraine's of 2024
};

struct PlaceReport {
    planning::AssetRef place;
    planning::PlacePower now;
    std::vector<planning::PowerSpell> spells; // from the date on, with the fuel split's deliveries
    planning::MaybeNumber out_after_h;        // first hour without power; absent: none in sight
    std::optional<planning::SolarSize> solar; // when asked for, and its load is stated
};

struct PowerReport {
    Situation situation;
    PowerRequest request;
    std::vector<PlaceReport> places; // nodes, then sites
    std::vector<planning::AutonomyRule> rules;
    std::vector<planning::Compliance> compliance;
    std::optional<planning::FuelSplit> fuel;
    std::vector<planning::PowerHour> curve; // sites on and people served as power runs out
    bool people_known = false;              // a cover was at hand
};

/// `cover` may be null unless a fuel split is asked for. With a split, the places chosen get their
/// litres every day from the date on.
PowerReport powerReport(const geo::Workspace& workspace, const PowerRequest& request,
                        const planning::Cover* cover, const planning::Feedback& feedback = {});

/// results_power, results_power_curve, results_autonomy, and what was asked for:
/// results_fuel_split, results_solar. In one transaction.
void storePower(geo::Workspace& workspace, const PowerReport& report);

nlohmann::ordered_json asJson(const PowerReport& report);
std::string asText(const PowerReport& report);

/// Autonomy rules from a table with columns id, applies_to (sites, core_nodes), hours, share (0 to
/// 1), due (date), source. Throws geo::Error naming file and row.
std::vector<planning::AutonomyRule> readRules(const std::filesystem::path& file);

} // namespace app
