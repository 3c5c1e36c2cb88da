#pragma once
// How long one piece of a search may go on: so many elementary steps, or until a time by the
// caller's clock.
#include "planning/feedback.h"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace planning::restoration {

/// Seconds since the caller's start; may be called from several threads.
using Clock = std::function<double()>;

class Pace {
public:
    /// By steps: the same on every machine.
    static Pace bySteps(std::int64_t steps, const Feedback& feedback)
    {
        Pace pace;
        pace.steps_ = std::max<std::int64_t>(steps, 1);
        pace.feedback_ = &feedback;
        return pace;
    }
    static Pace byClock(const Clock& clock, double until_s, const Feedback& feedback)
    {
        Pace pace;
        pace.clock_ = &clock;
        pace.from_s_ = clock();
        pace.until_s_ = until_s;
        pace.feedback_ = &feedback;
        return pace;
    }

    bool timed() const { return clock_ != nullptr; }
    /// 0 at the start, from 1 on it is over; `spent` counts steps since the start.
    double done(std::int64_t spent) const
    {
        if (feedback_->cancelled()) {
            return 1;
        }
        if (timed()) {
            const double length = until_s_ - from_s_;
            return length > 0 ? ((*clock_)() - from_s_) / length : 1;
        }
        return static_cast<double>(spent) / static_cast<double>(steps_);
    }
    bool over(std::int64_t spent) const { return done(spent) >= 1; }
    /// Cancelled or past its time, whatever was spent: for looking up from within a long step.
    bool late() const { return feedback_->cancelled() || (timed() && (*clock_)() >= until_s_); }
    /// All steps it allows; only when it is not timed.
    std::int64_t steps() const { return steps_; }
    double secondsLeft() const { return timed() ? until_s_ - (*clock_)() : 0; }
    const Feedback& feedback() const { return *feedback_; }

private:
    std::int64_t steps_ = 1;
    const Clock* clock_ = nullptr;
    double from_s_ = 0, until_s_ = 0;
    const Feedback* feedback_ = nullptr;
};

} // namespace planning::restoration
