#pragma once
// How the funding curve of a workspace was asked for, to ask again from today's state.
#include "app/jobs/fund_job.h"

namespace app {

/// Everything asked for but the date.
nlohmann::ordered_json requestJson(const FundJobRequest& request);

/// The last request; the plain one when nothing was asked, or it cannot be read.
FundJobRequest storedFundRequest(const geo::Workspace& workspace);

} // namespace app
