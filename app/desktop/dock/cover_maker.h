#pragma once
// Works out the coverage on another thread and stores it in the workspace, as `sila coverage` does.
#include "app/desktop/job_runner.h"

#include <filesystem>

namespace app::desktop {

class CoverMaker : public JobRunner {
    Q_OBJECT
public:
    using JobRunner::JobRunner;

    /// With the model and resolution `sila coverage` takes when told nothing. ended() follows.
    void make(const std::filesystem::path& file);
};

} // namespace app::desktop
