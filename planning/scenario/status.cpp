#include "planning/scenario/status.h"

#include "planning/scenario/belief.h"
#include "planning/scenario/status_lists.h"

#include <algorithm>
#include <array>

namespace planning {
namespace {

constexpr std::chrono::days disputeAge{14};

/// How bad a status is, for ties between equally new, equally confident observations.
int badness(Status status)
{
    static constexpr std::array<int, 6> order{0, 2, 3, 4, 1, 1};
    return order[static_cast<std::size_t>(status)];
}

Statuses filled(const Scenario& scenario, Status status)
{
    AssetStatus all;
    all.status = status;
    all.damage = status == Status::operational ? Damage::none : Damage::unknown;
    all.cause = status == Status::operational ? Cause::none : Cause::unknown;
    Statuses statuses;
    statuses.sites.assign(scenario.sites.size(), all);
    statuses.cells.assign(scenario.cells.size(), all);
    statuses.nodes.assign(scenario.nodes.size(), all);
    statuses.spans.assign(scenario.spans.size(), all);
    statuses.links.assign(scenario.links.size(), all);
    statuses.grid_nodes.assign(scenario.grid_nodes.size(), all);
    statuses.grid_lines.assign(scenario.grid_lines.size(), all);
    return statuses;
}

} // namespace

bool believable(const Observation& seen)
{
    return seen.confidence.value_or(1) >= leastConfidence;
}

bool counts(const Observation& a, const Observation& b)
{
    if (believable(a) != believable(b)) {
        return believable(a);
    }
    if (a.observed_at != b.observed_at) {
        return a.observed_at > b.observed_at;
    }
    const double ca = a.confidence.value_or(0.5);
    const double cb = b.confidence.value_or(0.5);
    if (ca != cb) {
        return ca > cb;
    }
    return badness(a.status) > badness(b.status);
}

Statuses everythingOperational(const Scenario& scenario)
{
    return filled(scenario, Status::operational);
}

Statuses statusesAsOf(const Scenario& scenario, geo::Time asOf, Status unobserved)
{
    Statuses statuses = filled(scenario, unobserved);
    std::array<Index, 7> index{indexOfSites(scenario),
                               indexOfCells(scenario),
                               indexOfNodes(scenario),
                               indexOfSpans(scenario),
                               indexOfLinks(scenario),
                               indexOfGridNodes(scenario),
                               Index{}};
    for (std::uint32_t i = 0; i < scenario.grid_lines.size(); ++i) {
        index.back().emplace(scenario.grid_lines[i].grid_line_id, i);
    }
    const auto statusOf = [&](const Observation& seen) -> AssetStatus* {
        const Index& ids = index[static_cast<std::size_t>(seen.asset_kind)];
        const auto at = ids.find(seen.asset_id);
        return at == ids.end() ? nullptr : &listOf(statuses, seen.asset_kind)[at->second];
    };
    for (std::uint32_t i = 0; i < scenario.observations.size(); ++i) {
        const Observation& seen = scenario.observations[i];
        AssetStatus* now = statusOf(seen);
        if (now == nullptr || seen.observed_at > asOf) {
            continue;
        }
        if (!now->observation || counts(seen, scenario.observations[*now->observation])) {
            *now = {seen.status, seen.damage, seen.cause, i, false};
        }
    }
    for (const Observation& seen : scenario.observations) {
        AssetStatus* now = statusOf(seen);
        if (now == nullptr || !now->observation || seen.observed_at > asOf) {
            continue;
        }
        const Observation& believed = scenario.observations[*now->observation];
        now->disputed |= seen.source != believed.source && seen.status != believed.status &&
                         believed.observed_at - seen.observed_at <= disputeAge;
    }
    return statuses;
}

} // namespace planning
