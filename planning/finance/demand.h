#pragma once
// How much bandwidth a place asks for.
#include <optional>

namespace planning {

/// CPP's rule: users = people × 0.25 × 0.10, Mbps = 2 × users, kept within 20 and 15,000.
struct DemandRule {
    double online_share = 0.25;  // of the people use the network
    double at_once_share = 0.10; // of those at the same moment
    double mbps_each = 2;
    double least_mbps = 20, most_mbps = 15'000;
};

struct Demand {
    double users = 0; // at the same moment
    double mbps = 0;
};

/// Throws geo::Error when a share is outside 0 to 1 or a bandwidth is negative or reversed.
void requireSound(const DemandRule& rule);
/// Unknown people, unknown demand. People from 0.
std::optional<Demand> demandOfPeople(std::optional<double> people, const DemandRule& rule = {});
/// A facility's users are already those at the same moment.
std::optional<Demand> demandOfUsers(std::optional<double> users, const DemandRule& rule = {});

} // namespace planning
