#include "planning/restoration/greedy.h"

#include "planning/restoration/paths.h"
#include "planning/restoration/random.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace planning::restoration {

std::vector<double> scarcity(const Model& model)
{
    std::vector<double> price;
    for (const ModelResource& r : model.resources) {
        double all = 0;
        for (const Amount s : r.supply) {
            all =
                r.kind == SupplyKind::stock ? static_cast<double>(s) : all + static_cast<double>(s);
        }
        price.push_back(1 / std::max(all, 1.0));
    }
    return price;
}

namespace {

std::vector<double> taskPrices(const Model& model, const GreedyOptions& options)
{
    const std::vector<double> unit =
        options.resource_price.empty() ? scarcity(model) : options.resource_price;
    std::vector<double> price(model.tasks());
    Random random{options.seed};
    for (Index task = 0; task < model.tasks(); ++task) {
        double sum = 1e-9; // works that use nothing scarce still are works
        for (std::size_t k = 0; k < model.kinds() && options.task_price.empty(); ++k) {
            sum += unit[k] * static_cast<double>(model.use(task)[k]);
        }
        sum += options.task_price.empty() ? 0 : options.task_price[task];
        if (options.noise > 0) {
            sum *= std::exp(options.noise * random.normal());
        }
        price[task] = options.task_factor.empty() ? sum : sum * options.task_factor[task];
    }
    return price;
}

struct Candidate {
    double ratio = 0;
    Index vertex = 0;
    std::uint32_t version = 0;
    bool operator<(const Candidate& other) const
    {
        return ratio != other.ratio ? ratio < other.ratio : vertex > other.vertex;
    }
};

class Greedy {
public:
    Greedy(const Model& model, const GreedyOptions& options, const Feedback& feedback)
        : model_{model}, options_{options}, feedback_{feedback}, paths_{model,
                                                                        taskPrices(model, options),
                                                                        options.look_ahead,
                                                                        options.done},
          version_(model.vertices(), 0)
    {
    }

    std::vector<Index> run()
    {
        if (options_.affordable_ways) {
            paths_.leaveOutUnaffordable();
        }
        pushAll();
        while (!feedback_.cancelled() && (options_.pace == nullptr || !options_.pace->late())) {
            if (step()) {
                continue;
            }
            if (paths_.nextPeriod()) {
                pushTouched();
            } else if (share_ == 1 && options_.reserve > 0) {
                share_ += options_.reserve;
                pushAll();
            } else {
                break;
            }
        }
        return paths_.order();
    }

private:
    void pushAll()
    {
        for (Index v = 1; v < model_.vertices(); ++v) {
            consider(v);
        }
        paths_.forest().clearTouched();
    }

    void pushTouched()
    {
        for (const Index v : paths_.forest().touched()) {
            consider(v);
        }
        paths_.forest().clearTouched();
    }

    void consider(Index v)
    {
        ++version_[v];
        if (paths_.live().on(v) || !paths_.forest().reachable(v)) {
            return;
        }
        const PathBuilder::Offer offer = paths_.offer(v);
        if (offer.gain > 0 &&
            static_cast<double>(offer.gain) >= options_.least_ratio * offer.price) {
            heap_.push({static_cast<double>(offer.gain) / offer.price, v, version_[v]});
        }
    }

    /// Takes the best path; false when none is left that fits.
    bool step()
    {
        while (!heap_.empty()) {
            const Candidate best = heap_.top();
            heap_.pop();
            if (best.version != version_[best.vertex] || paths_.live().on(best.vertex)) {
                continue;
            }
            const PathBuilder::Offer offer = paths_.offer(best.vertex);
            const double ratio = static_cast<double>(offer.gain) / offer.price;
            if (offer.gain == 0 || ratio < options_.least_ratio) {
                continue;
            }
            if (ratio < best.ratio * (1 - 1e-9) && !heap_.empty() && ratio < heap_.top().ratio) {
                heap_.push({ratio, best.vertex, ++version_[best.vertex]});
                continue;
            }
            if (!paths_.take(best.vertex, share_)) {
                continue; // comes back when its path gets shorter
            }
            pushTouched();
            return true;
        }
        return false;
    }

    const Model& model_;
    const GreedyOptions& options_;
    const Feedback& feedback_;
    PathBuilder paths_;
    std::vector<std::uint32_t> version_;
    std::priority_queue<Candidate> heap_;
    double share_ = 1;
};

} // namespace

std::vector<Index> greedyOrder(const Model& model, const GreedyOptions& options,
                               const Feedback& feedback)
{
    return Greedy{model, options, feedback}.run();
}

} // namespace planning::restoration
