#include "planning/restoration/dispatch.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

constexpr double slack = 1e-9; // of a supply: sums of decimal amounts

struct Work {
    std::uint32_t action = 0;
    int days = 1;
    std::map<std::string, double> use; // stocks only
    std::string crew;                  // resource name, empty when none is needed
    std::vector<std::uint32_t> after;
    std::vector<std::pair<int, int>> windows;
    int started = 0;  // 0: not yet
    int finished = 0; // its last day
    int crewNumber = 0;
};

struct Stock {
    ResourceSupply supply;
    double here = 0;
    bool limits = true;
};

bool fitsWindow(const Work& work, int day)
{
    return std::ranges::any_of(work.windows, [&](const auto& window) {
        return window.first <= day && day + work.days - 1 <= window.second;
    });
}

class Calendar {
public:
    Calendar(const Scenario& scenario, const std::vector<std::uint32_t>& order,
             const PlanRequest& request)
        : world_{scenario}, request_{request}, assets_{indexOfAssets(scenario)}
    {
        for (std::uint32_t i = 0; i < scenario.actions.size(); ++i) {
            byId_.emplace(scenario.actions[i].action_id, i);
        }
        for (const std::uint32_t action : order) {
            addWork(action);
        }
    }

    Dispatch run()
    {
        for (int day = 1; day <= request_.days && open_ > 0; ++day) {
            for (auto& [name, stock] : stocks_) {
                stock.here += stock.supply.per_day[static_cast<std::size_t>(day) - 1];
            }
            startWorks(day);
        }
        Dispatch out;
        for (const Work& work : works_) {
            if (work.started == 0) {
                out.undone.push_back(
                    {work.action, world_.actions[work.action].asset_id, whyNot(work)});
                continue;
            }
            const std::string crew =
                work.crew.empty() ? "" : fmt::format("{} {}", skillOf(work), work.crewNumber);
            out.works.push_back({work.action, crew, work.started, work.finished});
        }
        std::ranges::stable_sort(out.works, {}, &DispatchedWork::first_day);
        return out;
    }

private:
    void addWork(std::uint32_t action)
    {
        const Action& what = world_.actions[action];
        Work work;
        work.action = action;
        work.days = daysOf(what);
        const auto asset = assets_.find(what.asset_id);
        work.windows = openDays(
            world_, what, asset == assets_.end() ? std::nullopt : std::optional{asset->second},
            request_);
        for (const auto& [name, amount] : useOf(what)) {
            Stock& stock = stocks_.try_emplace(name).first->second;
            if (stock.supply.name.empty()) {
                stock.supply = supplyOf(world_, request_, name);
                stock.limits = stock.supply.stated || !stock.supply.stock || name == "money_usd";
            }
            if (!stock.supply.stock) {
                work.crew = name;
            } else if (stock.limits) {
                work.use.emplace(name, amount);
            }
        }
        for (const std::string& before : what.after_ids) {
            if (const auto at = byId_.find(before); at != byId_.end()) {
                work.after.push_back(at->second);
            }
        }
        workOf_.emplace(action, works_.size());
        works_.push_back(std::move(work));
        ++open_;
    }

    std::string skillOf(const Work& work) const
    {
        return work.crew.substr(work.crew.find(':') + 1);
    }

    bool predecessorsDone(const Work& work, int day) const
    {
        return std::ranges::all_of(work.after, [&](std::uint32_t action) {
            const auto at = workOf_.find(action);
            return at != workOf_.end() && works_[at->second].started != 0 &&
                   works_[at->second].finished < day;
        });
    }

    /// A crew that is free on all the days, from 1; 0 when there is none.
    int freeCrew(const Work& work, int day)
    {
        const ResourceSupply& crews = stocks_.at(work.crew).supply;
        int number = request_.days;
        for (int d = day; d < day + work.days && d <= request_.days; ++d) {
            number = std::min(
                number, static_cast<int>(crews.per_day[static_cast<std::size_t>(d) - 1] + slack));
        }
        auto& busyUntil = busy_[work.crew];
        busyUntil.resize(
            static_cast<std::size_t>(std::max<int>(number, static_cast<int>(busyUntil.size()))), 0);
        for (int crew = 0; crew < number; ++crew) {
            if (busyUntil[static_cast<std::size_t>(crew)] < day) {
                return crew + 1;
            }
        }
        return 0;
    }

    void startWorks(int day)
    {
        std::map<std::string, double> reserved; // for earlier works that still wait
        for (Work& work : works_) {
            if (work.started != 0) {
                continue;
            }
            const bool inTime = day + work.days - 1 <= request_.days;
            const int crew = work.crew.empty() ? 1 : inTime ? freeCrew(work, day) : 0;
            const bool affordable = std::ranges::all_of(work.use, [&](const auto& use) {
                return stocks_.at(use.first).here - reserved[use.first] >=
                       use.second * (1 - slack) - slack;
            });
            if (inTime && crew > 0 && affordable && fitsWindow(work, day) &&
                predecessorsDone(work, day)) {
                work.started = day;
                work.finished = day + work.days - 1;
                work.crewNumber = crew;
                if (!work.crew.empty()) {
                    busy_[work.crew][static_cast<std::size_t>(crew) - 1] = work.finished;
                }
                for (const auto& [name, amount] : work.use) {
                    stocks_.at(name).here -= amount;
                }
                --open_;
            } else if (inTime && canStillStart(work, day)) {
                for (const auto& [name, amount] : work.use) {
                    reserved[name] += amount;
                }
            }
        }
    }

    bool canStillStart(const Work& work, int day) const
    {
        for (int d = day; d + work.days - 1 <= request_.days; ++d) {
            if (fitsWindow(work, d)) {
                return true;
            }
        }
        return false;
    }

    std::string whyNot(const Work& work) const
    {
        if (work.windows.empty()) {
            return "its place is closed on every day of the plan";
        }
        if (work.days > request_.days) {
            return fmt::format("it takes {} days, the plan has {}", work.days, request_.days);
        }
        for (const std::uint32_t action : work.after) {
            const auto at = workOf_.find(action);
            if (at == workOf_.end() || works_[at->second].started == 0) {
                return fmt::format("'{}' must come first and is not done",
                                   world_.actions[action].action_id);
            }
        }
        for (const auto& [name, amount] : work.use) {
            if (stocks_.at(name).here < amount) {
                return fmt::format("not enough {} is left", name);
            }
        }
        if (!work.crew.empty()) {
            return fmt::format("no {} crew is free long enough", skillOf(work));
        }
        return "no day suits it";
    }

    const Scenario& world_;
    const PlanRequest& request_;
    AssetIndex assets_;
    Index byId_;
    std::vector<Work> works_;
    std::map<std::uint32_t, std::size_t> workOf_;
    std::map<std::string, Stock> stocks_;
    std::map<std::string, std::vector<int>> busy_; // last busy day of each crew
    std::size_t open_ = 0;
};

} // namespace

int daysOf(const Action& action)
{
    const double days = std::max(action.crew_days, action.duration_days.value_or(0));
    return std::max(1, static_cast<int>(std::ceil(days - slack)));
}

Dispatch dispatch(const Scenario& scenario, const std::vector<std::uint32_t>& order,
                  const PlanRequest& request)
{
    return Calendar{scenario, order, request}.run();
}

} // namespace planning
