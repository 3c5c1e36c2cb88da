#pragma once
// Makes a plan on another thread and stores it in the workspace, as `sila plan` does.
#include "geo/time.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <filesystem>
#include <optional>
#include <stop_token>

namespace app::desktop {

class PlanMaker : public QObject {
    Q_OBJECT
public:
    explicit PlanMaker(QObject* parent = nullptr);
    ~PlanMaker() override;

    /// Again with the money, crews and days the plan of that id was asked for; without such a plan
    /// one of 90 days with what the workspace has. ended() follows.
    void make(const std::filesystem::path& file, const std::string& planId,
              std::optional<geo::Time> asOf);
    /// The workspace stays as it was.
    void cancel();
    bool running() const { return running_; }

Q_SIGNALS:
    void progressed(double done); // 0 to 1
    /// `trouble` is empty when the plan was stored or cancelled.
    void ended(bool made, const QString& trouble);

private:
    QThreadPool pool_;
    std::stop_source stop_;
    bool running_ = false;
};

} // namespace app::desktop
