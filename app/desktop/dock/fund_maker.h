#pragma once
// Works out what money buys on another thread and stores it in the workspace, as `sila fund` does.
#include "app/desktop/job_runner.h"
#include "geo/time.h"

#include <filesystem>
#include <optional>

namespace app::desktop {

class FundMaker : public JobRunner {
    Q_OBJECT
public:
    using JobRunner::JobRunner;

    /// Again with the scope, rates and years it was asked for last; the first time with all there
    /// is. The next sum is the one asked about last when it is worth that many dollars. ended()
    /// follows.
    void make(const std::filesystem::path& file, std::optional<geo::Time> asOf, double next_usd);
};

} // namespace app::desktop
