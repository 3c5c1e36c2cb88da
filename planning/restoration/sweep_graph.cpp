#include "planning/restoration/sweep_graph.h"

#include <queue>

#include <algorithm>

namespace planning::restoration {
namespace {

class Builder {
public:
    Builder(const Model& model, const SweepRequest& request) : model_{model}, ask_{request} {}

    SweepGraph run()
    {
        readDuals();
        narrow();
        orderVertices();
        return std::move(out_);
    }

private:
    bool late() const { return ask_.pace != nullptr && ask_.pace->over(ask_.spent + out_.steps); }
    std::size_t duals() const { return ask_.duals.size(); }
    double slack(std::size_t k) const { return ask_.duals[k].bound - ask_.floor; }

    /// Links with what the duals lose for each of their directions.
    void readDuals()
    {
        Index arc = 0;
        for (const ModelEdge& edge : model_.edges) {
            SweepLink link{edge.a, edge.b, edge.task};
            link.to_a.fill(DualAscent::closed);
            link.to_b.fill(DualAscent::closed);
            if (edge.b != root) {
                readArc(arc++, link.to_b);
            }
            if (edge.a != root) {
                readArc(arc++, link.to_a);
            }
            out_.links.push_back(link);
        }
        for (Index v = 0; v < model_.vertices(); ++v) {
            Losses sum{};
            for (std::size_t k = 0; k < duals() && v != root; ++k) {
                for (const Index g : model_.groups_of[v]) {
                    sum[k] += ask_.duals[k].ascent->restOfPrize(g);
                }
            }
            out_.out_loss.push_back(sum);
        }
    }

    void readArc(Index arc, Losses& losses) const
    {
        for (std::size_t k = 0; k < duals(); ++k) {
            losses[k] = ask_.duals[k].ascent->reducedCost(arc);
        }
    }

    /// Leaves out the directions of links that no tree worth the floor can use.
    void narrow()
    {
        const std::size_t n = model_.vertices();
        std::vector<std::vector<SweepHalf>> all(n);
        for (Index l = 0; l < out_.links.size(); ++l) {
            all[out_.links[l].a].push_back({l, out_.links[l].b});
            all[out_.links[l].b].push_back({l, out_.links[l].a});
        }
        for (std::size_t k = 0; k < duals(); ++k) {
            closeBeyond(all, k);
        }
        out_.around.resize(n);
        for (Index l = 0; l < out_.links.size(); ++l) {
            const SweepLink& link = out_.links[l];
            if (std::min(link.to_a[0], link.to_b[0]) < DualAscent::closed) {
                out_.around[link.a].push_back({l, link.b});
                out_.around[link.b].push_back({l, link.a});
            }
        }
    }

    void closeBeyond(const std::vector<std::vector<SweepHalf>>& all, std::size_t k)
    {
        std::vector<double> distance(model_.vertices(), DualAscent::closed);
        using Item = std::pair<double, Index>;
        std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
        distance[root] = 0;
        queue.emplace(0.0, root);
        while (!queue.empty()) {
            const auto [d, v] = queue.top();
            queue.pop();
            if (d > distance[v]) {
                continue;
            }
            for (const SweepHalf& half : all[v]) {
                ++out_.steps;
                const SweepLink& link = out_.links[half.link];
                const double there = d + (link.a == half.other ? link.to_a : link.to_b)[k];
                if (there <= slack(k) && there < distance[half.other]) {
                    distance[half.other] = there;
                    queue.emplace(there, half.other);
                }
            }
        }
        for (SweepLink& link : out_.links) {
            if (distance[link.a] + link.to_b[k] > slack(k)) {
                link.to_b.fill(DualAscent::closed);
            }
            if (distance[link.b] + link.to_a[k] > slack(k)) {
                link.to_a.fill(DualAscent::closed);
            }
        }
    }

    /// Next the vertex that leaves the narrowest front; of several the one that waits longest.
    void orderVertices()
    {
        const std::size_t n = model_.vertices();
        std::vector<Index> left(n, 0);
        std::vector<std::uint32_t> since(n, 0);
        std::vector<char> placed(n, 0);
        std::vector<Index> near;
        for (Index v = 0; v < n; ++v) {
            left[v] = static_cast<Index>(out_.around[v].size());
        }
        std::uint32_t at = 0;
        const auto place = [&](Index v) {
            placed[v] = 1;
            for (const SweepHalf& half : out_.around[v]) {
                --left[half.other];
                if (placed[half.other] == 0) {
                    if (since[half.other] == 0) {
                        near.push_back(half.other);
                    }
                    since[half.other] = ++at;
                }
            }
        };
        place(root);
        while (!near.empty()) {
            if (near.size() > 8 * widestFront || late()) {
                out_.whole = false;
                return;
            }
            std::size_t pick = 0;
            int least = 1 << 30;
            for (std::size_t i = 0; i < near.size(); ++i) {
                const Index v = near[i];
                ++out_.steps;
                // One more at the front unless it leaves nothing open; less those it closes.
                int growth = left[v] > 0 ? 1 : 0;
                for (const SweepHalf& half : out_.around[v]) {
                    growth -= placed[half.other] != 0 && left[half.other] == 1 ? 1 : 0;
                }
                if (growth < least || (growth == least && since[v] > since[near[pick]])) {
                    least = growth;
                    pick = i;
                }
            }
            const Index v = near[pick];
            near[pick] = near.back();
            near.pop_back();
            out_.order.push_back(v);
            place(v);
        }
    }

    const Model& model_;
    const SweepRequest& ask_;
    SweepGraph out_;
};

} // namespace

SweepGraph sweepGraph(const Model& model, const SweepRequest& request)
{
    return Builder{model, request}.run();
}

} // namespace planning::restoration
