#include "planning/restoration/action_limits.h"

#include "planning/restoration/dispatch.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace planning {

std::vector<std::pair<int, int>> ActionLimits::windows(std::uint32_t action) const
{
    const auto at = assets_.find(world_.actions[action].asset_id);
    return openDays(world_, world_.actions[action],
                    at == assets_.end() ? std::nullopt : std::optional{at->second}, request_);
}

/// Why no day suits it, whatever there is.
std::optional<UndoneAction> ActionLimits::shutOut(std::uint32_t action) const
{
    const Action& what = world_.actions[action];
    const auto open = windows(action);
    const auto named = [&](Undone reason, std::string why, bool shut = false) {
        return UndoneAction{action, what.asset_id, reason, std::move(why), shut};
    };
    if (open.empty()) {
        Action undated = what;
        undated.earliest.reset();
        undated.latest.reset();
        const auto at = assets_.find(what.asset_id);
        if (openDays(world_, undated,
                     at == assets_.end() ? std::nullopt : std::optional{at->second}, request_)
                .empty()) {
            return named(Undone::closed, "its place is closed on every day of the plan", true);
        }
        const geo::Date last = request_.start + std::chrono::days{request_.days - 1};
        if (what.earliest && *what.earliest > last) {
            return named(Undone::closed, fmt::format("it may begin only on {}, after the plan",
                                                     geo::text(*what.earliest)));
        }
        if (what.latest && *what.latest < request_.start) {
            return named(Undone::closed, fmt::format("it had to be done by {}, before the plan",
                                                     geo::text(*what.latest)));
        }
        return named(Undone::closed, "its place is closed on every day its dates allow");
    }
    const int days = by_calendar_ ? daysOf(what, request_) : 1;
    if (days > request_.days) {
        return named(Undone::time,
                     fmt::format("it takes {} days, the plan has {}", days, request_.days));
    }
    if (std::ranges::none_of(open, [days](const auto& window) {
            return window.second - window.first + 1 >= days;
        })) {
        return named(Undone::closed,
                     fmt::format("its place is never open for the {} days it takes", days));
    }
    return std::nullopt;
}

std::optional<UndoneAction> ActionLimits::whyNot(std::uint32_t action)
{
    if (begunOf(request_, world_.actions[action]) != nullptr) {
        return std::nullopt;
    }
    const auto out = shutOut(action);
    return out ? out : lacking(action);
}

std::optional<UndoneAction> ActionLimits::lacking(std::uint32_t action)
{
    const Action& what = world_.actions[action];
    const auto named = [&](std::string why) {
        return UndoneAction{action, what.asset_id, Undone::supply, std::move(why)};
    };
    for (const auto& [name, amount] : useOf(what, request_)) {
        const ResourceSupply& supply = supplyNamed(name);
        const double total = std::accumulate(supply.per_day.begin(), supply.per_day.end(), 0.0);
        const bool limits = supply.stated || !supply.stock || name == "money_usd";
        if (!limits || suffices(total, amount)) {
            continue;
        }
        if (total <= 0 && isCrewWork(name)) {
            UndoneAction nobody = named(whyNoCrew(what));
            nobody.reason = what.skill.empty() ? Undone::faulty : Undone::supply;
            return nobody;
        }
        if (total <= 0) {
            return named(fmt::format("there is no {}", name));
        }
        const auto [takes, there] = apart(amount, total);
        return named(fmt::format("it takes {} of {}, there is {} in all", takes, name, there));
    }
    return std::nullopt;
}

std::pair<std::string, std::string> ActionLimits::apart(double amount, double there)
{
    constexpr int mostDecimals = 6;
    for (int decimals = 0;; ++decimals) {
        std::string takes = fmt::format("{:.{}f}", amount, decimals);
        std::string has = fmt::format("{:.{}f}", there, decimals);
        if (takes != has || decimals == mostDecimals) {
            return {std::move(takes), std::move(has)};
        }
    }
}

const ResourceSupply& ActionLimits::supplyNamed(const std::string& name)
{
    const auto at = supply_.find(name);
    return at != supply_.end()
               ? at->second
               : supply_.emplace(name, supplyOf(world_, request_, name)).first->second;
}

} // namespace planning
