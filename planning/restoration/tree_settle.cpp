// What becomes of a set of places: the least spanning tree, less what does not pay or is too much.
#include "planning/restoration/tree_search.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace planning::restoration {
namespace {
// When a budget decides, what a tree leaves of it counts too, so that cheaper trees are climbed to;
// at this share of its price, or no tree would use it up.
constexpr double thrift = 0.6;
} // namespace

/// From the vertices in list_ and the edges in kept_, extra_ and around fresh_ (or all edges
/// between them) to made_.
void TreeSearch::settle(bool allEdges)
{
    steps_ += static_cast<std::int64_t>(4 * (list_.size() + 1));
    span(allEdges);
    while (prune() || dropOne()) {
    }
    rate();
}

void TreeSearch::span(bool allEdges)
{
    leader_[root] = root;
    head_[root] = none;
    for (const Index v : list_) {
        leader_[v] = v;
        head_[v] = none;
    }
    const auto addStar = [&](Index v) {
        for (const Way& way : ways_[v]) {
            ++steps_;
            if (in_[way.other] != 0) {
                extra_.push_back(way.rank);
            }
        }
    };
    std::ranges::for_each(allEdges ? list_ : fresh_, addStar);
    std::ranges::sort(extra_);
    chosen_.clear();
    next_.clear();
    const auto link = [&](Index rank) {
        const Edge& edge = edges_[rank];
        const Index a = find(edge.a);
        const Index b = find(edge.b);
        if (a == b) {
            return;
        }
        leader_[a] = b;
        // Half edge 2i leads out of a, 2i + 1 out of b.
        const auto half = static_cast<Index>(2 * chosen_.size());
        chosen_.push_back(rank);
        next_.push_back(std::exchange(head_[edge.a], half));
        next_.push_back(std::exchange(head_[edge.b], half + 1));
    };
    std::size_t i = 0;
    for (const Index rank : extra_) {
        for (; i < kept_.size() && kept_[i] <= rank; ++i) {
            link(kept_[i]);
        }
        link(rank);
    }
    for (; i < kept_.size(); ++i) {
        link(kept_[i]);
    }
    row_.assign(1, root);
    via_[root] = none;
    for (std::size_t at = 0; at < row_.size(); ++at) {
        const Index v = row_[at];
        for (Index half = head_[v]; half != none; half = next_[half]) {
            const Index rank = chosen_[half / 2];
            if (rank != via_[v]) {
                const Index u = half % 2 == 0 ? edges_[rank].b : edges_[rank].a;
                via_[u] = rank;
                row_.push_back(u);
            }
        }
    }
}

/// What a vertex serves that was not counted yet since count_stamp_ last changed.
double TreeSearch::freshGain(Index vertex)
{
    if (shares_[vertex] == 0) {
        return gain_[vertex];
    }
    double sum = 0;
    for (const Index g : model_.groups_of[vertex]) {
        if (counted_[g] != count_stamp_) {
            counted_[g] = count_stamp_;
            sum += goal_ == SetGoal::all ? prize_ : static_cast<double>(model_.group_weight[g]);
        }
    }
    return sum;
}

/// Gain, price and use of every vertex with all that hangs on it, and of the edge that leads there.
void TreeSearch::valueBranches()
{
    const std::size_t kinds = model_.kinds();
    ++count_stamp_;
    freshGain(root);
    for (const Index v : row_) {
        branch_gain_[v] = v == root ? 0 : freshGain(v);
        branch_price_[v] = 0;
        std::fill_n(branch_use_.begin() + static_cast<std::ptrdiff_t>(v * kinds), kinds, 0);
        if (v == root) {
            continue;
        }
        for (const Index task : {model_.edges[edges_[via_[v]].edge].task, model_.vertex_task[v]}) {
            if (task != none) {
                branch_price_[v] += price_[task];
                for (std::size_t k = 0; k < kinds; ++k) {
                    branch_use_[v * kinds + k] += model_.use(task)[k];
                }
            }
        }
    }
}

/// Takes off the branches that bring less than they cost; false when there are none.
bool TreeSearch::prune()
{
    valueBranches();
    const std::size_t kinds = model_.kinds();
    bool any = false;
    for (std::size_t i = row_.size(); i-- > 1;) {
        const Index v = row_[i];
        const double rest = branch_gain_[v] - mercy_ * branch_price_[v];
        keep_[v] = static_cast<char>(rest > 0);
        any = any || rest <= 0;
        if (rest > 0) {
            const Edge& edge = edges_[via_[v]];
            const Index up = edge.a == v ? edge.b : edge.a;
            branch_gain_[up] += branch_gain_[v];
            branch_price_[up] += branch_price_[v];
            for (std::size_t k = 0; k < kinds; ++k) {
                branch_use_[up * kinds + k] += branch_use_[v * kinds + k];
            }
        }
    }
    if (!any) {
        return false;
    }
    std::size_t kept = 1;
    keep_[root] = 1;
    for (std::size_t i = 1; i < row_.size(); ++i) {
        const Index v = row_[i];
        const Edge& edge = edges_[via_[v]];
        keep_[v] = static_cast<char>(keep_[v] != 0 && keep_[edge.a == v ? edge.b : edge.a] != 0);
        if (keep_[v] != 0) {
            row_[kept++] = v;
        }
    }
    row_.resize(kept);
    // Groups that what went would have served may be counted elsewhere now; else nothing changes.
    return any_shares_;
}

/// Takes off the branch that loses least for what it frees of a resource that does not suffice;
/// false when all suffice. After prune(), which leaves the sums of the branches.
bool TreeSearch::dropOne()
{
    const std::size_t kinds = model_.kinds();
    for (std::size_t k = 0; k < kinds; ++k) {
        const Amount over = branch_use_[root * kinds + k] - model_.resources[k].supply[0];
        if (over <= 0) {
            continue;
        }
        Index worst_branch = none;
        double least = 0;
        for (std::size_t i = 1; i < row_.size(); ++i) {
            const Index v = row_[i];
            const Amount frees = std::min(branch_use_[v * kinds + k], over);
            if (frees <= 0) {
                continue;
            }
            const double loss = branch_gain_[v] - (goal_ == SetGoal::net ? branch_price_[v] : 0);
            const double ratio = loss / static_cast<double>(frees);
            if (worst_branch == none || ratio < least) {
                worst_branch = v;
                least = ratio;
            }
        }
        if (worst_branch == none) {
            return false;
        }
        for (const Index v : row_) {
            keep_[v] = 1;
        }
        keep_[worst_branch] = 0;
        std::size_t kept = 1;
        for (std::size_t i = 1; i < row_.size(); ++i) {
            const Index v = row_[i];
            const Edge& edge = edges_[via_[v]];
            keep_[v] =
                static_cast<char>(keep_[v] != 0 && keep_[edge.a == v ? edge.b : edge.a] != 0);
            if (keep_[v] != 0) {
                row_[kept++] = v;
            }
        }
        row_.resize(kept);
        return true;
    }
    return false;
}

void TreeSearch::rate()
{
    made_.members.assign(row_.begin() + 1, row_.end());
    made_.via.clear();
    ++count_stamp_;
    double weight = freshGain(root);
    double price = 0;
    std::size_t groups = model_.groups_of[root].size();
    for (const Index v : made_.members) {
        made_.via.push_back(via_[v]);
        for (const Index task : {model_.edges[edges_[via_[v]].edge].task, model_.vertex_task[v]}) {
            price += task == none ? 0 : price_[task];
        }
        if (goal_ == SetGoal::all && shares_[v] != 0) {
            groups += static_cast<std::size_t>(std::llround(freshGain(v) / prize_));
        } else {
            groups += model_.groups_of[v].size();
            weight += freshGain(v);
        }
    }
    if (goal_ == SetGoal::all) {
        made_.whole = groups == model_.groups();
        made_.score = -prize_ * static_cast<double>(model_.groups() - groups) - price;
    } else {
        made_.score = weight - price * (goal_ == SetGoal::weight ? thrift : 1);
    }
    made_.value = goal_ == SetGoal::weight ? weight - hair_ * price : made_.score;
}

} // namespace planning::restoration
