#include "planning/restoration/sweep_graph.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace planning::restoration {
namespace {

using Label = std::uint8_t; // 0: out; 1: joined to the root; else the part it belongs to
constexpr std::size_t mostTraces = 8'000'000; // steps back, for 64 MB

struct Entry {
    Index state = 0;
    Amount cost = 0;
    double value = 0;
    Losses loss{};
    double hope = 0;             // what it may be worth in the end, less the floor
    Index trace = none;          // before this vertex
    Index picks = 0, picked = 0; // links chosen at this vertex
};

struct Trace {
    Index before = none, link = none;
};

class Sweep {
public:
    Sweep(const Model& model, const SweepRequest& request)
        : model_{model}, ask_{request}, graph_{sweepGraph(model, request)}
    {
    }

    SweepResult run()
    {
        out_.whole = graph_.whole;
        out_.steps = graph_.steps;
        left_.assign(model_.vertices(), 0);
        Entry start;
        start.state = 0;
        entries_.push_back(start);
        front_.push_back(root);
        states_.assign(1, 1);
        left_[root] = degree(root);
        offerSolution(start, none);
        if (left_[root] == 0) {
            return finish();
        }
        for (const Index v : graph_.order) {
            if (!advance(v)) {
                break;
            }
        }
        return finish();
    }

private:
    bool late() const { return ask_.pace != nullptr && ask_.pace->over(ask_.spent + out_.steps); }

    Index degree(Index v) const { return static_cast<Index>(graph_.around[v].size()); }

    double costOf(Index task) const { return task == none ? 0 : ask_.price[task]; }
    Amount useOf(Index task) const
    {
        return task == none || model_.kinds() == 0 ? 0 : model_.use(task)[0];
    }

    std::size_t duals() const { return ask_.duals.size(); }
    double slack(std::size_t k) const { return ask_.duals[k].bound - ask_.floor; }

    /// Adds a loss; false when nothing worth the floor can come of it any more.
    bool lose(Entry& entry, const Losses& loss) const
    {
        entry.hope = DualAscent::closed;
        for (std::size_t k = 0; k < duals(); ++k) {
            entry.loss[k] += loss[k];
            entry.hope = std::min(entry.hope, slack(k) - entry.loss[k]);
        }
        return entry.hope >= 0;
    }

    /// All candidates with v in or out.
    bool advance(Index v)
    {
        const std::size_t width = front_.size();
        if (width >= widestFront || traces_.size() > mostTraces || late()) {
            out_.whole = false;
            return false;
        }
        // Ways from v to the front.
        ways_.clear();
        left_[v] = degree(v);
        for (const SweepHalf& half : graph_.around[v]) {
            const auto at = std::ranges::find(front_, half.other);
            if (at != front_.end()) {
                ways_.emplace_back(half.link, static_cast<std::size_t>(at - front_.begin()));
                --left_[half.other];
                --left_[v];
            }
        }
        front_.push_back(v);
        stays_.clear();
        next_front_.clear();
        for (std::size_t i = 0; i < front_.size(); ++i) {
            if (left_[front_[i]] > 0) {
                stays_.push_back(i);
                next_front_.push_back(front_[i]);
            }
        }
        next_states_.clear();
        index_.clear();
        made_.clear();
        picks_.clear();
        const Index task = model_.vertex_task[v];
        for (const Entry& entry : entries_) {
            out_.steps += static_cast<std::int64_t>(width + 4);
            labels_.assign(states_.begin() + static_cast<std::ptrdiff_t>(entry.state * width),
                           states_.begin() +
                               static_cast<std::ptrdiff_t>((entry.state + 1) * width));
            labels_.push_back(0);
            chosen_.clear();
            if (Entry without = entry; lose(without, graph_.out_loss[v])) {
                keep(without);
            }
            Entry with = entry;
            with.cost += useOf(task);
            with.value += ask_.gain[v] - costOf(task);
            labels_.back() = static_cast<Label>(widestFront + 1);
            choose(with, 0);
        }
        front_.swap(next_front_);
        states_.swap(next_states_);
        sift();
        return !entries_.empty();
    }

    /// The ways from at on may be taken or not.
    void choose(const Entry& entry, std::size_t at)
    {
        if (!affordable(entry.cost)) {
            return;
        }
        if (at == ways_.size()) {
            keep(entry);
            return;
        }
        choose(entry, at + 1);
        const auto [l, i] = ways_[at];
        const Label here = labels_.back();
        const Label there = labels_[i];
        if (there == 0 || here == there) {
            return;
        }
        const SweepLink& link = graph_.links[l];
        const bool v_is_a = link.a == front_.back();
        Losses loss{};
        for (std::size_t k = 0; k < duals(); ++k) {
            loss[k] = std::min(link.to_a[k], link.to_b[k]);
        }
        if (there == 1) {
            loss = v_is_a ? link.to_a : link.to_b;
        } else if (here == 1) {
            loss = v_is_a ? link.to_b : link.to_a;
        }
        Entry more = entry;
        more.cost += useOf(link.task);
        more.value -= costOf(link.task);
        if (!lose(more, loss) || !affordable(more.cost)) {
            return;
        }
        const std::vector<Label> before = labels_;
        const Label joined = std::min(here, there);
        for (Label& label : labels_) {
            label = label == here || label == there ? joined : label;
        }
        chosen_.push_back(l);
        choose(more, at + 1);
        chosen_.pop_back();
        labels_ = before;
    }

    bool affordable(Amount cost) const
    {
        return model_.kinds() == 0 || cost <= model_.resources[0].supply[0];
    }

    /// Notes a candidate by what is at the front after this vertex.
    void keep(Entry entry)
    {
        ++out_.steps;
        // Every part must have a vertex at the front, or none is left but the root's.
        bool all_joined = true;
        std::array<Label, 256> renamed{};
        std::array<char, 256> here{};
        for (const std::size_t i : stays_) {
            here[labels_[i]] = 1;
        }
        for (const Label label : labels_) {
            if (label > 1) {
                all_joined = false;
                if (here[label] == 0) {
                    return;
                }
            }
        }
        if (all_joined) {
            offerSolution(entry, entry.trace);
        }
        if (here[1] == 0) {
            return; // nothing more can be joined
        }
        key_.clear();
        Label next = 2;
        for (const std::size_t i : stays_) {
            const Label label = labels_[i];
            if (label > 1 && renamed[label] == 0) {
                renamed[label] = next++;
            }
            key_.push_back(static_cast<char>(label > 1 ? renamed[label] : label));
        }
        const auto [at, fresh] = index_.try_emplace(key_, static_cast<Index>(index_.size()));
        if (fresh) {
            next_states_.insert(next_states_.end(), key_.begin(), key_.end());
        }
        entry.state = at->second;
        entry.picks = static_cast<Index>(picks_.size());
        entry.picked = static_cast<Index>(chosen_.size());
        picks_.insert(picks_.end(), chosen_.begin(), chosen_.end());
        made_.push_back(entry);
    }

    void offerSolution(const Entry& entry, Index trace)
    {
        if (!affordable(entry.cost)) {
            return;
        }
        const bool better = !out_.found || entry.value > out_.value ||
                            (entry.value == out_.value && entry.cost < best_cost_);
        if (better) {
            out_.found = true;
            out_.value = entry.value;
            best_cost_ = entry.cost;
            best_trace_ = trace;
            best_links_ = chosen_;
        }
    }

    /// Leaves the best for each front: those with less value than a cheaper one go.
    void sift()
    {
        out_.steps += static_cast<std::int64_t>(8 * made_.size());
        std::ranges::sort(made_, [](const Entry& a, const Entry& b) {
            return a.state != b.state   ? a.state < b.state
                   : a.cost != b.cost   ? a.cost < b.cost
                   : a.value != b.value ? a.value > b.value
                                        : a.hope > b.hope;
        });
        std::size_t kept = 0;
        double most = 0;
        for (std::size_t i = 0; i < made_.size(); ++i) {
            const bool first = i == 0 || made_[i].state != made_[i - 1].state;
            if (first || made_[i].value > most) {
                most = made_[i].value;
                made_[kept++] = made_[i];
            }
        }
        made_.resize(kept);
        if (made_.size() > ask_.most) {
            out_.whole = false;
            std::ranges::nth_element(made_, made_.begin() + static_cast<std::ptrdiff_t>(ask_.most),
                                     [](const Entry& a, const Entry& b) {
                                         return a.hope != b.hope     ? a.hope > b.hope
                                                : a.state != b.state ? a.state < b.state
                                                                     : a.cost < b.cost;
                                     });
            made_.resize(ask_.most);
        }
        for (Entry& entry : made_) {
            for (Index i = 0; i < entry.picked; ++i) {
                traces_.push_back({entry.trace, picks_[entry.picks + i]});
                entry.trace = static_cast<Index>(traces_.size() - 1);
            }
        }
        entries_.swap(made_);
    }

    SweepResult finish()
    {
        std::vector<char> in(model_.vertices(), 0);
        const auto add = [&](Index l) {
            for (const Index v : {graph_.links[l].a, graph_.links[l].b}) {
                if (in[v] == 0 && model_.vertex_task[v] != none) {
                    out_.tasks.push_back(model_.vertex_task[v]);
                }
                in[v] = 1;
            }
            if (graph_.links[l].task != none) {
                out_.tasks.push_back(graph_.links[l].task);
            }
        };
        std::ranges::for_each(best_links_, add);
        for (Index t = best_trace_; t != none; t = traces_[t].before) {
            add(traces_[t].link);
        }
        return std::move(out_);
    }

    const Model& model_;
    const SweepRequest& ask_;
    SweepGraph graph_;
    SweepResult out_;
    std::vector<Index> left_; // per vertex: links to vertices that come later
    std::vector<Index> front_, next_front_;
    std::vector<std::size_t> stays_;
    std::vector<std::pair<Index, std::size_t>> ways_; // link, place at the front
    std::vector<Label> states_, next_states_;         // a row of labels for each
    std::unordered_map<std::string, Index> index_;
    std::string key_;
    std::vector<Label> labels_;
    std::vector<Entry> entries_, made_;
    std::vector<Index> picks_, chosen_;
    std::vector<Trace> traces_;
    Amount best_cost_ = 0;
    Index best_trace_ = none;
    std::vector<Index> best_links_;
};

} // namespace

bool sweepFits(const Model& model)
{
    if (model.periods != 1 || model.kinds() > 1 || model.any_after || model.any_needs ||
        model.any_spread) {
        return false;
    }
    for (Index g = 0; g < model.groups(); ++g) {
        if (model.servers[g].size() > 1) {
            return false;
        }
    }
    return true;
}

SweepResult sweepTrees(const Model& model, const SweepRequest& request)
{
    return Sweep{model, request}.run();
}

} // namespace planning::restoration
