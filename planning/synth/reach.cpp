#include "planning/synth/reach.h"

#include <algorithm>
#include <deque>

namespace planning::synth {

Reach::Reach(const Build& build) : nodes_{static_cast<std::uint32_t>(build.made().nodes.size())}
{
    const Scenario& made = build.made();
    next_.resize(nodes_ + made.sites.size());
    const Index nodeIndex = indexOfNodes(made);
    const Index siteIndex = indexOfSites(made);
    const auto vertex = [&](const std::string& id) {
        const auto node = nodeIndex.find(id);
        return node != nodeIndex.end() ? ofNode(node->second) : ofSite(siteIndex.at(id));
    };
    const auto join = [&](const std::string& from, const std::string& to, std::uint32_t index,
                          bool isSpan) {
        next_[vertex(from)].push_back({vertex(to), index, isSpan});
        next_[vertex(to)].push_back({vertex(from), index, isSpan});
    };
    for (std::uint32_t i = 0; i < made.spans.size(); ++i) {
        join(made.spans[i].from_id, made.spans[i].to_id, i, true);
    }
    for (std::uint32_t i = 0; i < made.links.size(); ++i) {
        join(made.links[i].from_id, made.links[i].to_id, i, false);
    }
    for (std::uint32_t i = 0; i < nodes_; ++i) {
        if (made.nodes[i].kind == NodeKind::core) {
            cores_.push_back(ofNode(i));
        }
    }
}

std::vector<std::uint8_t> Reach::reached(const std::vector<std::uint8_t>& vertexOn,
                                         const std::vector<std::uint8_t>& spanOn,
                                         const std::vector<std::uint8_t>& linkOn) const
{
    std::vector<std::uint8_t> seen(next_.size(), 0);
    std::vector<std::uint32_t> queue;
    for (const std::uint32_t core : cores_) {
        if (vertexOn[core] != 0) {
            seen[core] = 1;
            queue.push_back(core);
        }
    }
    while (!queue.empty()) {
        const std::uint32_t at = queue.back();
        queue.pop_back();
        for (const Edge& edge : next_[at]) {
            const bool on = (edge.isSpan ? spanOn : linkOn)[edge.index] != 0;
            if (on && vertexOn[edge.to] != 0 && seen[edge.to] == 0) {
                seen[edge.to] = 1;
                queue.push_back(edge.to);
            }
        }
    }
    return seen;
}

std::vector<Reach::Break> Reach::breaksOn(std::uint32_t from,
                                          const std::vector<std::uint8_t>& vertexOn,
                                          const std::vector<std::uint8_t>& spanOn,
                                          const std::vector<std::uint8_t>& linkOn) const
{
    // 0-1 breadth-first: an entry costs one for a broken edge and one for a broken vertex.
    std::vector<int> cost(next_.size(), 1 << 30);
    std::vector<std::pair<std::uint32_t, const Edge*>> before(next_.size(), {0, nullptr});
    std::vector<std::deque<std::uint32_t>> buckets(1);
    cost[from] = 0;
    buckets[0].push_back(from);
    std::uint32_t goal = from;
    bool found = false;
    for (std::size_t level = 0; level < buckets.size() && !found; ++level) {
        while (!buckets[level].empty()) {
            const std::uint32_t at = buckets[level].front();
            buckets[level].pop_front();
            if (cost[at] != static_cast<int>(level)) {
                continue;
            }
            if (std::ranges::find(cores_, at) != cores_.end()) {
                goal = at;
                found = true;
                break;
            }
            for (const Edge& edge : next_[at]) {
                const bool on = (edge.isSpan ? spanOn : linkOn)[edge.index] != 0;
                const int next =
                    static_cast<int>(level) + (on ? 0 : 1) + (vertexOn[edge.to] != 0 ? 0 : 1);
                if (next < cost[edge.to]) {
                    cost[edge.to] = next;
                    before[edge.to] = {at, &edge};
                    if (buckets.size() <= static_cast<std::size_t>(next)) {
                        buckets.resize(static_cast<std::size_t>(next) + 1);
                    }
                    buckets[static_cast<std::size_t>(next)].push_back(edge.to);
                }
            }
        }
    }
    std::vector<Break> breaks;
    for (std::uint32_t at = goal; found && at != from; at = before[at].first) {
        if (vertexOn[at] == 0) {
            breaks.push_back({Break::Kind::vertex, at});
        }
        const Edge& edge = *before[at].second;
        if ((edge.isSpan ? spanOn : linkOn)[edge.index] == 0) {
            breaks.push_back({edge.isSpan ? Break::Kind::span : Break::Kind::link, edge.index});
        }
    }
    std::ranges::reverse(breaks);
    return breaks;
}

} // namespace planning::synth
