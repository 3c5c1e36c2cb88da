#include "app/desktop/dock/fund_maker.h"

#include "app/jobs/coverage_store.h"
#include "app/jobs/fund_again.h"

#include <algorithm>
#include <thread>

namespace app::desktop {

void FundMaker::make(const std::filesystem::path& file, std::optional<geo::Time> asOf)
{
    start([file, asOf](const planning::Feedback& feedback) {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        FundJobRequest request = storedFundRequest(workspace);
        request.situation.as_of = asOf;
        request.fund.threads = std::max(1U, std::thread::hardware_concurrency());
        const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
        const auto report = fundReport(workspace, request, cover.cover, feedback);
        if (!report || feedback.cancelled()) {
            return false;
        }
        storeFund(workspace, *report);
        return true;
    });
}

} // namespace app::desktop
