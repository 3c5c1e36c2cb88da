#pragma once
// One job at a time on another thread, with progress, that may be cancelled.
#include "planning/feedback.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <functional>
#include <stop_token>

namespace app::desktop {

class JobRunner : public QObject {
    Q_OBJECT
public:
    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override;

    /// What the job leaves in the workspace stays as it was.
    void cancel();
    bool running() const { return running_; }

Q_SIGNALS:
    void progressed(double done); // 0 to 1
    /// `trouble` is empty when it was done or cancelled.
    void ended(bool made, const QString& trouble);

protected:
    /// `job` runs on the other thread; true when its result was stored. What it throws becomes the
    /// trouble. Nothing happens while one runs.
    void start(std::function<bool(const planning::Feedback&)> job);

private:
    QThreadPool pool_;
    std::stop_source stop_;
    bool running_ = false;
};

} // namespace app::desktop
