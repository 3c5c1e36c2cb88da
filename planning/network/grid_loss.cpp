#include "planning/network/grid_loss.h"

#include "planning/network/grid_graph.h"
#include "planning/network/power_state.h"
#include "planning/scenario/belief.h"

#include <queue>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace planning {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

using Reports = std::unordered_map<std::string, std::vector<const Observation*>>; // by asset

Reports reportsOf(const Scenario& scenario, AssetKind kind)
{
    Reports out;
    for (const Observation& seen : scenario.observations) {
        if (seen.asset_kind == kind) {
            out[seen.asset_id].push_back(&seen);
        }
    }
    return out;
}

/// The first report of the outage that `last` goes on with.
geo::Time outSince(std::vector<const Observation*> reports, const Observation& last)
{
    std::erase_if(reports, [&last](const Observation* seen) {
        return seen->observed_at > last.observed_at || believable(*seen) != believable(last);
    });
    std::ranges::sort(reports, [](const Observation* a, const Observation* b) {
        return counts(*a, *b); // newest first; of equally new ones the one that counts
    });
    geo::Time since = last.observed_at;
    std::optional<geo::Time> looked;
    for (const Observation* seen : reports) {
        if (looked == seen->observed_at) {
            continue;
        }
        looked = seen->observed_at;
        const Service service = serviceOf(seen->status);
        if (service == Service::on) {
            break;
        }
        since = service == Service::off ? seen->observed_at : since;
    }
    return since;
}

/// Hours each asset has been down; 0 for one that is not, or without a report.
std::vector<double> hoursDown(const Scenario& scenario, const std::vector<AssetStatus>& statuses,
                              AssetKind kind, geo::Time asOf)
{
    const Reports reports = reportsOf(scenario, kind);
    std::vector<double> out;
    for (const AssetStatus& now : statuses) {
        double hours = 0;
        if (now.observation && serviceOf(now.status) == Service::off) {
            const Observation& last = scenario.observations[*now.observation];
            const auto all = reports.find(last.asset_id);
            const geo::Time since =
                all == reports.end() ? last.observed_at : outSince(all->second, last);
            hours = std::chrono::duration<double, std::ratio<3600>>(asOf - since).count();
        }
        out.push_back(std::max(0.0, hours));
    }
    return out;
}

/// Hours since the last way from a source to each node broke: a way is broken for as long as the
/// first of its pieces to fail. Infinite where there is none.
std::vector<double> waysBroken(const Scenario& scenario, const std::vector<double>& node_h,
                               const std::vector<double>& line_h)
{
    const std::vector<std::vector<GridNeighbour>> next = gridNeighbours(scenario);
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    std::vector<double> broken(node_h.size(), never);
    const auto reach = [&](std::uint32_t node, double way_h) {
        const double hours = std::max(way_h, node_h[node]);
        if (hours < broken[node]) {
            broken[node] = hours;
            queue.emplace(hours, node);
        }
    };
    for (std::uint32_t i = 0; i < node_h.size(); ++i) {
        if (scenario.grid_nodes[i].kind == GridNodeKind::source) {
            reach(i, 0);
        }
    }
    while (!queue.empty()) {
        const auto [hours, node] = queue.top();
        queue.pop();
        if (hours > broken[node]) {
            continue;
        }
        for (const GridNeighbour& way : next[node]) {
            reach(way.to, std::max(hours, line_h[way.line]));
        }
    }
    return broken;
}

} // namespace

std::vector<MaybeNumber> hoursWithoutGrid(const Scenario& scenario, const Statuses& statuses,
                                          const std::vector<Service>& energised, geo::Time asOf)
{
    std::vector<MaybeNumber> out(energised.size());
    if (std::ranges::find(energised, Service::off) == energised.end()) {
        return out;
    }
    const std::vector<double> own =
        hoursDown(scenario, statuses.grid_nodes, AssetKind::gridNode, asOf);
    const std::vector<double> ways =
        gridGraphGiven(scenario)
            ? waysBroken(scenario, own,
                         hoursDown(scenario, statuses.grid_lines, AssetKind::gridLine, asOf))
            : own;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (energised[i] == Service::off && ways[i] < never) {
            out[i] = ways[i];
        } else if (energised[i] == Service::off &&
                   serviceOf(statuses.grid_nodes[i].status) == Service::off) {
            out[i] = own[i];
        }
    }
    return out;
}

} // namespace planning
