#include "app/desktop/job_runner.h"

#include "app/desktop/session.h"

namespace app::desktop {

JobRunner::JobRunner(QObject* parent) : QObject{parent}
{
    pool_.setMaxThreadCount(1);
}

JobRunner::~JobRunner()
{
    stop_.request_stop();
    pool_.waitForDone();
}

void JobRunner::cancel()
{
    stop_.request_stop();
}

void JobRunner::start(std::function<bool(const planning::Feedback&)> job)
{
    if (running_) {
        return;
    }
    running_ = true;
    stop_ = {};
    pool_.start([this, job = std::move(job), stop = stop_.get_token()] {
        bool made = false;
        QString trouble;
        try {
            made = job(planning::Feedback{
                stop, [this](double done, const std::string&) { Q_EMIT progressed(done); }});
        } catch (const std::exception& error) {
            const Failure failure = failureFrom(error);
            trouble = failure.advice.isEmpty()
                          ? failure.happened
                          : QObject::tr("%1. %2.").arg(failure.happened, failure.advice);
        }
        QMetaObject::invokeMethod(this, [this, made, trouble] {
            running_ = false;
            Q_EMIT ended(made, trouble);
        });
    });
}

} // namespace app::desktop
