#pragma once
// Progress and cancellation in one object. A default one talks to nobody and is never cancelled.
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace planning {

class Feedback {
public:
    /// Called with 0 to 1 and the name of the stage; may be called from worker threads.
    using Listener = std::function<void(double done, const std::string& stage)>;

    Feedback() = default;
    Feedback(std::stop_token stop, Listener listener)
        : stop_{std::move(stop)}, listener_{std::make_shared<const Listener>(std::move(listener))}
    {
    }

    bool cancelled() const { return stop_.stop_requested(); }
    const std::stop_token& stopToken() const { return stop_; }

    /// 0 to 1 of this feedback's own stretch.
    void progress(double done) const
    {
        if (listener_ && *listener_) {
            (*listener_)(from_ + (to_ - from_) * done, name_);
        }
    }

    /// The stretch of the bar one stage may fill.
    Feedback stage(double from, double to, std::string name = {}) const
    {
        Feedback part = *this;
        part.from_ = from_ + (to_ - from_) * from;
        part.to_ = from_ + (to_ - from_) * to;
        if (!name.empty()) {
            part.name_ = std::move(name);
        }
        return part;
    }

private:
    std::stop_token stop_;
    std::shared_ptr<const Listener> listener_;
    double from_ = 0;
    double to_ = 1;
    std::string name_;
};

} // namespace planning
