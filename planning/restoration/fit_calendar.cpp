#include "planning/restoration/fit_calendar.h"

#include "planning/restoration/instance.h"
#include "planning/restoration/least_people.h"
#include "planning/restoration/random.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

namespace planning {

namespace {
constexpr int mostTries = 3000, mostExchanges = 8000; // in small worlds
constexpr double enoughTries = 100;                   // for each work
constexpr double heat = 0.1; // share of the mean worth of a work that a try may lose at first
} // namespace

std::vector<std::size_t> byLastDay(const Dispatch& done)
{
    std::vector<std::size_t> order(done.works.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return done.works[i].last_day; });
    return order;
}

double worthOf(const Dispatch& done, const WorldByDay& world, const PlanRequest& request)
{
    // What is served from a day to the last one counts for the sum of their factors.
    restoration::Instance days;
    days.discount = request.discount;
    std::vector<double> from(static_cast<std::size_t>(request.days) + 1, 0);
    for (std::size_t day = from.size() - 1; day-- > 0;) {
        from[day] = from[day + 1] + days.periodFactor(static_cast<int>(day));
    }
    if (world.lastEarlyDay() > 0) {
        const std::vector<double> served = servedByDay(done, world, request.days);
        double sum = 0;
        for (std::size_t day = 1; day < served.size(); ++day) {
            sum += served[day] * days.periodFactor(static_cast<int>(day) - 1);
        }
        return sum;
    }
    Replay replay = world.lasting();
    double sum = replay.served() * from[0];
    for (const std::size_t i : byLastDay(done)) {
        const double before = replay.served();
        replay.finish(done.works[i].action);
        sum +=
            (replay.served() - before) * from[static_cast<std::size_t>(done.works[i].last_day) - 1];
    }
    return sum;
}

CalendarFit::CalendarFit(Dispatcher& office, const PlanRequest& request, const WorldByDay& world,
                         std::size_t size, std::function<bool()> late)
    : office_{office}, request_{request}, world_{world}, size_{size}, late_{std::move(late)}
{
}

CalendarFit::Score CalendarFit::score(const std::vector<std::uint32_t>& order)
{
    const Dispatch done = office_.run(order);
    return {burden_ ? -burden_(done) : 0, worthOf(done, world_, request_)};
}

int CalendarFit::triesFor(std::size_t works) const
{
    const double size = static_cast<double>(works) * request_.days + static_cast<double>(size_);
    // The least effort is asked for worlds drawn by the dozen: half the tries.
    const double most = request_.effort == 1 ? 1e8 : 2e8;
    return std::clamp(static_cast<int>(most / size), 20, mostTries);
}

void CalendarFit::keepOneWay(std::vector<std::uint32_t>& order,
                             const std::vector<std::vector<Mend>>& ways)
{
    if (ways.empty()) {
        return;
    }
    std::map<std::uint32_t, int> finished;
    for (const DispatchedWork& work : office_.run(order).works) {
        finished.emplace(work.action, work.last_day);
    }
    std::set<std::string> awaited;
    for (const std::uint32_t action : order) {
        const std::vector<std::string>& before = office_.actionOf(action).after_ids;
        awaited.insert(before.begin(), before.end());
    }
    const auto lastDay = [&](std::uint32_t action) {
        const auto at = finished.find(action);
        return at == finished.end() ? request_.days + 1 : at->second;
    };
    for (const std::vector<Mend>& same : ways) {
        std::vector<std::uint32_t> listed;
        for (const std::uint32_t action : order) {
            if (std::ranges::find(same, action, &Mend::choice) != same.end()) {
                listed.push_back(action);
            }
        }
        const auto first = std::ranges::min_element(listed, {}, lastDay);
        for (const std::uint32_t action : listed) {
            if (action != *first && !awaited.contains(office_.actionOf(action).action_id)) {
                std::erase(order, action);
            }
        }
    }
}

bool CalendarFit::take(std::vector<std::uint32_t>& order, Score& best,
                       std::vector<std::uint32_t> other, bool orAsGood)
{
    const Score now = score(other);
    if (now < best || (now == best && !orAsGood)) {
        return false;
    }
    best = now;
    order = std::move(other);
    return true;
}

/// Puts an action, and before it what must come first and is not listed, at this place.
void CalendarFit::insert(std::vector<std::uint32_t>& order, std::size_t at, std::uint32_t action)
{
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(at), action);
    for (const std::uint32_t first : office_.before(action)) {
        if (std::ranges::find(order, first) == order.end()) {
            insert(order, at, first);
        }
    }
}

bool CalendarFit::exchange(std::vector<std::uint32_t>& order, std::vector<std::uint32_t> spare,
                           const std::vector<std::vector<Mend>>& ways, const Feedback& feedback)
{
    const auto sameAs = [&ways](std::uint32_t action) -> const std::vector<Mend>* {
        const auto at = std::ranges::find_if(ways, [action](const std::vector<Mend>& same) {
            return std::ranges::find(same, action, &Mend::choice) != same.end();
        });
        return at == ways.end() ? nullptr : &*at;
    };
    for (const std::uint32_t action : order) {
        if (const auto* same = sameAs(action)) {
            std::ranges::transform(*same, std::back_inserter(spare), &Mend::choice);
        }
    }
    std::ranges::sort(spare);
    spare.erase(std::unique(spare.begin(), spare.end()), spare.end());
    if (spare.empty()) {
        return false;
    }
    const Score had = score(order);
    Score best = had;
    Score now = had; // of `order`, which may be worse than the best for a while
    const auto listed = [](const std::vector<std::uint32_t>& in, std::uint32_t action) {
        return std::ranges::find(in, action) != in.end();
    };
    std::vector<std::uint32_t> all = order;
    std::ranges::copy_if(spare, std::back_inserter(all), [&](std::uint32_t action) {
        return !listed(order, action) && sameAs(action) == nullptr;
    });
    const std::vector<std::uint32_t> before = order;
    take(order, now, std::move(all), false);
    best = now;
    std::vector<std::uint32_t> bestOrder = order;
    restoration::Random dice{request_.seed};
    const auto putIn = [&](std::vector<std::uint32_t>& other) {
        const std::uint32_t action = spare[dice.below(spare.size())];
        std::size_t at = dice.below(other.size() + 1);
        if (const auto* same = sameAs(action)) {
            std::erase_if(other, [&](std::uint32_t each) {
                return std::ranges::find(*same, each, &Mend::choice) != same->end();
            });
        } else if (listed(other, action)) {
            std::erase(other, action); // to go elsewhere
        } else if (at < other.size() && dice.below(2) == 0 &&
                   begunOf(request_, office_.actionOf(other[at])) == nullptr) {
            // Instead of the one there.
            if (!listed(spare, other[at])) {
                spare.push_back(other[at]);
            }
            other.erase(other.begin() + static_cast<std::ptrdiff_t>(at));
        }
        at = std::min(at, other.size());
        insert(other, at, action);
    };
    const std::size_t works = order.size() + spare.size();
    const int usual = triesFor(works);
    const int tries = usual == mostTries && request_.effort != 1 ? mostExchanges : usual;
    // Where there are tries enough, a worse calendar is taken at first, to get out of a corner.
    const double hot =
        static_cast<double>(tries) > enoughTries * static_cast<double>(works)
            ? heat * best.worth / static_cast<double>(std::max<std::size_t>(works, 20))
            : 0;
    for (int i = 0; i < tries && !feedback.cancelled() && !late_(); ++i) {
        std::vector<std::uint32_t> other = order;
        const std::uint32_t more = dice.below(4);
        if (more == 3 && !other.empty()) { // do without one
            const std::size_t at = dice.below(other.size());
            if (begunOf(request_, office_.actionOf(other[at])) == nullptr) {
                if (!listed(spare, other[at])) {
                    spare.push_back(other[at]);
                }
                other.erase(other.begin() + static_cast<std::ptrdiff_t>(at));
            }
        } else {
            putIn(other);
        }
        if (more == 1) {
            putIn(other);
        } else if (more == 2) { // and move one
            const std::size_t from = dice.below(other.size());
            const std::uint32_t moved = other[from];
            other.erase(other.begin() + static_cast<std::ptrdiff_t>(from));
            other.insert(other.begin() + static_cast<std::ptrdiff_t>(dice.below(other.size() + 1)),
                         moved);
        }
        const Score then = score(other);
        const double temperature = hot * std::pow(0.01, static_cast<double>(i) / tries);
        const bool worse = then < now;
        if (!worse || (hot > 0 && then.relief == now.relief &&
                       dice.unit() < std::exp((then.worth - now.worth) / temperature))) {
            now = then;
            order = std::move(other);
            if (now > best) {
                best = now;
                bestOrder = order;
            }
        }
        feedback.progress(static_cast<double>(i) / tries);
    }
    if (now < best) {
        order = std::move(bestOrder);
    }
    // What was put in and does not come to be done.
    const Dispatch done = office_.run(order);
    std::erase_if(order, [&](std::uint32_t action) {
        return !listed(before, action) &&
               std::ranges::find(done.works, action, &DispatchedWork::action) == done.works.end();
    });
    return best > had;
}

void CalendarFit::tryOtherWays(std::vector<std::uint32_t>& order,
                               const std::vector<std::vector<Mend>>& ways)
{
    int tries = triesFor(order.size());
    Score best = ways.empty() ? Score{} : score(order);
    const auto listed = [&order](std::uint32_t action) {
        return std::ranges::find(order, action) != order.end();
    };
    const auto add = [&](const Mend& way, std::vector<std::uint32_t>& to) {
        std::ranges::copy_if(way.actions, std::back_inserter(to), [&](std::uint32_t each) {
            return each == way.choice || !listed(each);
        });
    };
    for (const std::vector<Mend>& same : ways) {
        auto taken =
            std::ranges::find_if(same, [&](const Mend& way) { return listed(way.choice); });
        for (auto way = same.begin(); taken != same.end() && way != same.end(); ++way) {
            if (listed(way->choice)) {
                continue;
            }
            if (tries-- <= 0 || late_()) {
                return;
            }
            std::vector<std::uint32_t> instead; // in its place
            std::vector<std::uint32_t> before;  // before all others
            add(*way, before);
            for (const std::uint32_t action : order) {
                if (action != taken->choice) {
                    instead.push_back(action);
                    before.push_back(action);
                } else {
                    add(*way, instead);
                }
            }
            const bool cheaper = way->cost_usd < taken->cost_usd;
            if (take(order, best, std::move(instead), cheaper) ||
                take(order, best, std::move(before), false)) {
                taken = way;
            }
        }
    }
}

void CalendarFit::improve(std::vector<std::uint32_t>& order, const Feedback& feedback)
{
    if (order.size() < 2) {
        return;
    }
    const int tries = triesFor(order.size());
    restoration::Random dice{request_.seed};
    Score best = score(order);
    const auto count = static_cast<std::uint32_t>(order.size());
    for (int i = 0; i < tries && !feedback.cancelled() && !late_(); ++i) {
        std::vector<std::uint32_t> other = order;
        const std::uint32_t from = dice.below(count);
        const std::uint32_t to = dice.below(count);
        const std::uint32_t moved = other[from];
        other.erase(other.begin() + from);
        other.insert(other.begin() + to, moved);
        take(order, best, std::move(other), false);
        feedback.progress(static_cast<double>(i) / tries);
    }
}

void CalendarFit::dropIdle(std::vector<std::uint32_t>& order)
{
    const Dispatch done = office_.run(order);
    std::set<std::uint32_t> quiet;
    Replay replay = world_.lasting();
    for (const std::size_t i : byLastDay(done)) {
        if (replay.finish(done.works[i].action) < leastPeople) {
            quiet.insert(done.works[i].action);
        }
    }
    Score best = score(order);
    int tries = triesFor(order.size());
    for (std::size_t i = order.size(); i-- > 0 && tries > 0 && !late_();) {
        if (!quiet.contains(order[i]) || begunOf(request_, office_.actionOf(order[i])) != nullptr) {
            continue; // what is under way goes on
        }
        std::vector<std::uint32_t> other = order;
        other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
        const Score now = score(other);
        if (now.relief >= best.relief && now.worth > best.worth - leastPeople * request_.days) {
            best = now;
            order = std::move(other);
        }
        --tries;
    }
}

} // namespace planning
