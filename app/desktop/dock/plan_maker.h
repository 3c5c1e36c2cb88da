#pragma once
// Makes a plan on another thread and stores it in the workspace, as `sila plan` does.
#include "app/desktop/job_runner.h"
#include "geo/time.h"

#include <filesystem>
#include <optional>

namespace app::desktop {

class PlanMaker : public JobRunner {
    Q_OBJECT
public:
    using JobRunner::JobRunner;

    /// Again with the money, crews, days and drawn worlds the plan of that id was asked for;
    /// without such a plan one of 90 days with what the workspace has. ended() follows.
    void make(const std::filesystem::path& file, const std::string& planId,
              std::optional<geo::Time> asOf);
};

} // namespace app::desktop
