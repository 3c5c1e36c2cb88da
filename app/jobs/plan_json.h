#pragma once
// Pieces of the documents of `sila plan`, also kept in the workspace and read back from it.
#include "app/jobs/plan_job.h"

namespace app {

nlohmann::ordered_json requestJson(const planning::PlanRequest& request);
/// The reverse; what is missing keeps its default. Throws nlohmann's exceptions on values of
/// another kind than requestJson() writes.
planning::PlanRequest requestFrom(const nlohmann::ordered_json& document);

nlohmann::ordered_json areasJson(const planning::Scenario& world,
                                 const planning::RestorationPlan& plan);
nlohmann::ordered_json facilitiesJson(const planning::RestorationPlan& plan);
nlohmann::ordered_json overloadsJson(const planning::Scenario& world,
                                     const planning::RestorationPlan& plan);
nlohmann::ordered_json problemsJson(const geo::Problems& problems);

nlohmann::ordered_json changesJson(const std::vector<planning::PlanChange>& changes);
nlohmann::ordered_json doubtJson(const planning::Scenario& world, const planning::Doubt& doubt);

// Paragraphs of the text of `sila plan`.
std::string changesText(const PlanReport& report);
std::string doubtText(const PlanReport& report);

/// Tables a plan rests on.
std::vector<std::string> planInputs();

/// People served, summed over the days.
double personDays(const planning::RestorationPlan& plan);

} // namespace app
