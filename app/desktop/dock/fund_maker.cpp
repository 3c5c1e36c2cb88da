#include "app/desktop/dock/fund_maker.h"

#include "app/jobs/coverage_store.h"
#include "app/jobs/fund_again.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace app::desktop {

void FundMaker::make(const std::filesystem::path& file, std::optional<geo::Time> asOf,
                     double next_usd)
{
    start([file, asOf, next_usd](const planning::Feedback& feedback) {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        FundJobRequest request = storedFundRequest(workspace);
        request.situation.as_of = asOf;
        const std::optional<double> before =
            request.next ? planning::inUsd(*request.next, request.next_currency, request.rates)
                         : std::nullopt;
        if (!before || std::round(*before) != next_usd) {
            request.next = next_usd;
            request.next_currency = "USD";
        }
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
