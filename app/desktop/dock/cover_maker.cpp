#include "app/desktop/dock/cover_maker.h"

#include "app/jobs/coverage.h"

#include <chrono>

namespace app::desktop {

void CoverMaker::make(const std::filesystem::path& file)
{
    start([file](const planning::Feedback& feedback) {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        CoverageRequest request;
        request.leave_out_sites = true; // the problems then name them
        request.date =
            geo::text(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
        return runCoverage(workspace, request, feedback).has_value();
    });
}

} // namespace app::desktop
