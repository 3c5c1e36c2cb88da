#include "planning/restoration/way_graph.h"

#include <algorithm>

namespace planning::restoration {
namespace {

class Finder {
public:
    explicit Finder(const Model& model) : model_{model}, n_{model.vertices()} {}

    WayGraph run()
    {
        out_.direct.assign(n_, 0);
        out_.direct[root] = 1;
        for (const ModelEdge& edge : model_.edges) {
            if (edge.task == none && (edge.a == root || edge.b == root)) {
                out_.direct[edge.a == root ? edge.b : edge.a] = 1;
            }
        }
        for (Index e = 0; e < model_.edges.size(); ++e) {
            const ModelEdge& edge = model_.edges[e];
            for (const auto& [u, v] : {std::pair{edge.a, edge.b}, std::pair{edge.b, edge.a}}) {
                if (out_.direct[v] == 0) {
                    out_.ways.push_back({u, v, e});
                }
            }
        }
        findBehind();
        std::vector<std::pair<Index, Index>> in;
        for (Index w = 0; w < out_.ways.size(); ++w) {
            in.emplace_back(out_.ways[w].head, w);
        }
        out_.in = Csr<Index>::fromPairs(n_, in);
        findKnots();
        return std::move(out_);
    }

private:
    Csr<Index> tailsToHeads() const
    {
        std::vector<std::pair<Index, Index>> out;
        for (const Way& way : out_.ways) {
            out.emplace_back(way.tail, way.head);
        }
        return Csr<Index>::fromPairs(n_, out);
    }

    /// What cannot be reached without u lies behind u.
    void findBehind()
    {
        if (n_ > WayGraph::mostKnown) {
            return;
        }
        const Csr<Index> next = tailsToHeads();
        out_.behind_.assign(n_ * n_, 1);
        std::vector<Index> stack;
        for (Index u = 1; u < n_; ++u) {
            char* behind = out_.behind_.data() + static_cast<std::size_t>(u) * n_;
            behind[u] = 0;
            stack.clear();
            const auto reach = [&](Index v) {
                if (v != u && behind[v] != 0) {
                    behind[v] = 0;
                    stack.push_back(v);
                }
            };
            for (Index v = 0; v < n_; ++v) {
                if (out_.direct[v] != 0) {
                    reach(v);
                }
            }
            while (!stack.empty()) {
                const Index v = stack.back();
                stack.pop_back();
                std::ranges::for_each(next[v], reach);
            }
        }
        std::fill_n(out_.behind_.begin(), n_,
                    0); // everything lies behind the root; that is no news
        const std::vector<char>& behind = out_.behind_;
        std::erase_if(out_.ways, [&](const Way& way) {
            return behind[static_cast<std::size_t>(way.head) * n_ + way.tail] != 0;
        });
    }

    /// Strongly connected parts (Tarjan 1972), without recursion.
    void findKnots()
    {
        const Csr<Index> next = tailsToHeads();
        out_.knot.assign(n_, none);
        std::vector<Index> number(n_, none);
        std::vector<Index> low(n_, 0);
        std::vector<Index> open;
        std::vector<char> isOpen(n_, 0);
        std::vector<std::pair<Index, std::size_t>> path;
        Index count = 0;
        const auto enter = [&](Index v) {
            number[v] = low[v] = count++;
            open.push_back(v);
            isOpen[v] = 1;
            path.emplace_back(v, 0);
        };
        for (Index first = 0; first < n_; ++first) {
            if (number[first] != none) {
                continue;
            }
            enter(first);
            while (!path.empty()) {
                auto& [v, at] = path.back();
                if (at < next[v].size()) {
                    const Index u = next[v][at++];
                    if (number[u] == none) {
                        enter(u);
                    } else if (isOpen[u] != 0) {
                        low[v] = std::min(low[v], number[u]);
                    }
                    continue;
                }
                const Index done = v;
                path.pop_back();
                if (!path.empty()) {
                    low[path.back().first] = std::min(low[path.back().first], low[done]);
                }
                if (low[done] == number[done]) {
                    close(done, open, isOpen);
                }
            }
        }
    }

    void close(Index first, std::vector<Index>& open, std::vector<char>& isOpen)
    {
        std::vector<Index> members;
        Index v = none;
        do {
            v = open.back();
            open.pop_back();
            isOpen[v] = 0;
            members.push_back(v);
        } while (v != first);
        if (members.size() > 1) {
            for (const Index member : members) {
                out_.knot[member] = static_cast<Index>(out_.knots.size());
            }
            out_.knots.push_back(std::move(members));
        }
    }

    const Model& model_;
    std::size_t n_;
    WayGraph out_;
};

} // namespace

WayGraph wayGraph(const Model& model)
{
    return Finder{model}.run();
}

} // namespace planning::restoration
