#include "planning/restoration/on_state.h"

namespace planning::restoration {

OnState::OnState(const Instance& instance) : instance_{instance}
{
    using Pair = std::pair<std::uint32_t, std::uint32_t>;
    std::vector<Pair> edges;
    std::vector<Pair> needs;
    for (std::uint32_t p = 0; p < instance.parts.size(); ++p) {
        const Part& part = instance.parts[p];
        if (part.isEdge()) {
            edges.emplace_back(part.end_a, p);
            edges.emplace_back(part.end_b, p);
        }
        for (const std::uint32_t need : part.needs_on) {
            needs.emplace_back(need, p);
        }
    }
    edges_at_ = Csr<std::uint32_t>::fromPairs(instance.parts.size(), edges);
    needed_by_ = Csr<std::uint32_t>::fromPairs(instance.parts.size(), needs);
    source_.assign(instance.parts.size(), 0);
    for (const Network& network : instance.networks) {
        for (const std::uint32_t s : network.sources) {
            source_[s] = 1;
        }
    }
}

std::vector<char> OnState::on(const std::vector<char>& works) const
{
    const auto& parts = instance_.parts;
    std::vector<std::uint32_t> waits(parts.size());
    std::vector<char> on(parts.size(), 0);
    std::vector<char> linked = source_; // has a source or a neighbour that is on
    std::vector<std::uint32_t> turned;
    const auto tryOn = [&](std::uint32_t p) {
        if (on[p] == 0 && works[p] != 0 && waits[p] == 0 && (parts[p].isEdge() || linked[p] != 0)) {
            on[p] = 1;
            turned.push_back(p);
        }
    };
    for (std::uint32_t p = 0; p < parts.size(); ++p) {
        waits[p] = static_cast<std::uint32_t>(parts[p].needs_on.size());
    }
    for (std::uint32_t p = 0; p < parts.size(); ++p) {
        tryOn(p);
    }
    const auto link = [&](std::uint32_t vertex) {
        linked[vertex] = 1;
        tryOn(vertex);
    };
    while (!turned.empty()) {
        const std::uint32_t p = turned.back();
        turned.pop_back();
        const Part& part = parts[p];
        if (part.isEdge()) {
            if (on[part.end_a] != 0) {
                link(part.end_b);
            }
            if (on[part.end_b] != 0) {
                link(part.end_a);
            }
        } else {
            for (const std::uint32_t e : edges_at_[p]) {
                if (on[e] != 0) {
                    link(parts[e].end_a == p ? parts[e].end_b : parts[e].end_a);
                }
            }
        }
        for (const std::uint32_t w : needed_by_[p]) {
            --waits[w];
            tryOn(w);
        }
    }
    return on;
}

} // namespace planning::restoration
