#include "app/desktop/dock/plan_maker.h"

#include "app/jobs/coverage_store.h"
#include "app/jobs/plan_again.h"

#include <algorithm>
#include <thread>

namespace app::desktop {

PlanMaker::PlanMaker(QObject* parent) : QObject{parent}
{
    pool_.setMaxThreadCount(1);
}

PlanMaker::~PlanMaker()
{
    stop_.request_stop();
    pool_.waitForDone();
}

void PlanMaker::cancel()
{
    stop_.request_stop();
}

void PlanMaker::make(const std::filesystem::path& file, const std::string& planId,
                     std::optional<geo::Time> asOf)
{
    if (running_) {
        return;
    }
    running_ = true;
    stop_ = {};
    pool_.start([this, file, planId, asOf, stop = stop_.get_token()] {
        bool made = false;
        QString trouble;
        try {
            auto workspace = geo::Workspace::open(file, geo::Access::write);
            PlanJobRequest request;
            request.situation.as_of = asOf;
            if (!planId.empty()) {
                request.name = planId;
                request.plan = storedPlanRequest(workspace, planId).value_or(request.plan);
            }
            request.plan.threads = std::max(1U, std::thread::hardware_concurrency());
            const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
            const planning::Feedback feedback{
                stop, [this](double done, const std::string&) { Q_EMIT progressed(done); }};
            const PlanReport report = planReport(workspace, request, cover.cover, feedback);
            if (!feedback.cancelled()) {
                storePlan(workspace, report);
                made = true;
            }
        } catch (const std::exception& error) {
            trouble = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(this, [this, made, trouble] {
            running_ = false;
            Q_EMIT ended(made, trouble);
        });
    });
}

} // namespace app::desktop
