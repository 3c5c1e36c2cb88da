#pragma once
// Which assumption moves the answers of `sila fund` and `sila plan` most. The order of repairs
// stays as it is: what is asked is what becomes of it.
#include "app/jobs/fund_job.h"
#include "app/jobs/plan_job.h"
#include "planning/finance/tornado.h"

namespace app {

/// People the sum asked about reconnects on top of what was received (else the pledges that count
/// from nothing, else half of the list), and what all repairs of the list cost. Nothing when
/// cancelled.
std::optional<std::vector<planning::Tornado>> fundTornado(const FundReport& report,
                                                          const planning::Fund& fund,
                                                          const planning::CostCatalogue& costs,
                                                          const planning::Feedback& feedback = {});

/// Person-days served over the days of the plan. Nothing when cancelled.
std::optional<planning::Tornado> planTornado(const PlanReport& report, const planning::Cover& cover,
                                             const planning::CostCatalogue& costs,
                                             const planning::Feedback& feedback = {});

} // namespace app
