#include "planning/restoration/fit_calendar.h"

#include "planning/restoration/instance.h"
#include "planning/restoration/least_people.h"
#include "planning/restoration/random.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace planning {

std::vector<std::size_t> byLastDay(const Dispatch& done)
{
    std::vector<std::size_t> order(done.works.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return done.works[i].last_day; });
    return order;
}

double worthOf(const Dispatch& done, const Replay& start, const PlanRequest& request)
{
    // What is served from a day to the last one counts for the sum of their factors.
    restoration::Instance days;
    days.discount = request.discount;
    std::vector<double> from(static_cast<std::size_t>(request.days) + 1, 0);
    for (std::size_t day = from.size() - 1; day-- > 0;) {
        from[day] = from[day + 1] + days.periodFactor(static_cast<int>(day));
    }
    Replay replay = start;
    double sum = replay.served() * from[0];
    for (const std::size_t i : byLastDay(done)) {
        const double before = replay.served();
        replay.finish(done.works[i].action);
        sum +=
            (replay.served() - before) * from[static_cast<std::size_t>(done.works[i].last_day) - 1];
    }
    return sum;
}

CalendarFit::CalendarFit(Dispatcher& office, const PlanRequest& request, const Replay& start,
                         std::size_t size, std::function<bool()> late)
    : office_{office}, request_{request}, start_{start}, size_{size}, late_{std::move(late)}
{
}

double CalendarFit::worth(const std::vector<std::uint32_t>& order)
{
    return worthOf(office_.run(order), start_, request_);
}

int CalendarFit::triesFor(std::size_t works) const
{
    const double size = static_cast<double>(works) * request_.days + static_cast<double>(size_);
    return std::clamp(static_cast<int>(2e8 / size), 20, 3000);
}

void CalendarFit::improve(std::vector<std::uint32_t>& order, const Feedback& feedback)
{
    if (order.size() < 2) {
        return;
    }
    const int tries = triesFor(order.size());
    restoration::Random dice{request_.seed};
    double best = worth(order);
    const auto count = static_cast<std::uint32_t>(order.size());
    for (int i = 0; i < tries && !feedback.cancelled() && !late_(); ++i) {
        std::vector<std::uint32_t> other = order;
        const std::uint32_t from = dice.below(count);
        const std::uint32_t to = dice.below(count);
        const std::uint32_t moved = other[from];
        other.erase(other.begin() + from);
        other.insert(other.begin() + to, moved);
        const double now = worth(other);
        if (now > best) {
            best = now;
            order = std::move(other);
        }
        feedback.progress(static_cast<double>(i) / tries);
    }
}

void CalendarFit::dropIdle(std::vector<std::uint32_t>& order)
{
    const Dispatch done = office_.run(order);
    std::set<std::uint32_t> quiet;
    Replay replay = start_;
    for (const std::size_t i : byLastDay(done)) {
        if (replay.finish(done.works[i].action) < leastPeople) {
            quiet.insert(done.works[i].action);
        }
    }
    double best = worthOf(done, start_, request_);
    int tries = triesFor(order.size());
    for (std::size_t i = order.size(); i-- > 0 && tries > 0 && !late_();) {
        if (!quiet.contains(order[i]) || begunOf(request_, office_.actionOf(order[i])) != nullptr) {
            continue; // what is under way goes on
        }
        std::vector<std::uint32_t> other = order;
        other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
        const double now = worth(other);
        if (now > best - leastPeople * request_.days) {
            best = now;
            order = std::move(other);
        }
        --tries;
    }
}

} // namespace planning
