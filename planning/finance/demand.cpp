#include "planning/finance/demand.h"

#include "geo/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning {

void requireSound(const DemandRule& rule)
{
    const auto within = [](double value, double least, double most, const char* what) {
        if (!(value >= least && value <= most)) {
            throw geo::Error{fmt::format("{} is {}", what, value),
                             fmt::format("It must be {} to {}", least, most)};
        }
    };
    within(rule.online_share, 0, 1, "the share of people online");
    within(rule.at_once_share, 0, 1, "the share of users at the same moment");
    within(rule.mbps_each, 0, 1e6, "the bandwidth of one user in Mbps");
    within(rule.most_mbps, 0, 1e9, "the most bandwidth of a place in Mbps");
    within(rule.least_mbps, 0, rule.most_mbps, "the least bandwidth of a place in Mbps");
}

std::optional<Demand> demandOfUsers(std::optional<double> users, const DemandRule& rule)
{
    requireSound(rule);
    if (!users || !std::isfinite(*users) || *users < 0) {
        return std::nullopt;
    }
    return Demand{*users, std::clamp(*users * rule.mbps_each, rule.least_mbps, rule.most_mbps)};
}

std::optional<Demand> demandOfPeople(std::optional<double> people, const DemandRule& rule)
{
    requireSound(rule);
    return people ? demandOfUsers(*people * rule.online_share * rule.at_once_share, rule)
                  : std::nullopt;
}

} // namespace planning
