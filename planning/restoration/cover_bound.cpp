#include "planning/restoration/cover_bound.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace planning::restoration {
namespace {

double asDouble(CoverAmount amount)
{
    return static_cast<double>(amount);
}

} // namespace

CoverBound::CoverBound(const CoverProblem& problem)
    : problem_{problem}, price_(problem.groups(), 0),
      limit_price_(problem.limits.empty() ? 0 : problem.limits.size() - 1, 0),
      value_(problem.choices(), 0), worth_(problem.choices(), 0), best_worth_(problem.choices(), 0),
      share_(problem.choices(), 0), served_(problem.groups(), 0)
{
    const bool most = problem.aim == CoverAim::mostWeight;
    trivial_ = most ? asDouble(problem.totalWeight()) : 0;
    best_ = (most ? 1 : -1) * std::numeric_limits<double>::infinity();
    for (std::size_t g = 0; g < problem.groups(); ++g) {
        const auto choices = problem.choices_of[g];
        if (most) { // shared among those who can serve it
            price_[g] =
                asDouble(problem.weight[g]) /
                asDouble(static_cast<CoverAmount>(std::max<std::size_t>(choices.size(), 1)));
        } else {
            price_[g] = std::numeric_limits<double>::infinity();
            for (const std::uint32_t c : choices) {
                price_[g] =
                    std::min(price_[g], asDouble(problem.cost[c]) /
                                            static_cast<double>(problem.groups_of[c].size()));
            }
        }
    }
    best_price_ = price_;
    best_limit_price_ = limit_price_;
}

double CoverBound::best() const
{
    return problem_.aim == CoverAim::mostWeight ? std::min(best_, trivial_)
                                                : std::max(best_, trivial_);
}

/// Groups a choice serves when it is taken: all, or the dearest until it is full.
void CoverBound::serve(std::uint32_t c)
{
    const auto groups = problem_.groups_of[c];
    const auto share = static_cast<float>(share_[c]);
    steps_ += static_cast<std::int64_t>(groups.size());
    if (problem_.capacity.empty()) {
        for (const std::uint32_t g : groups) {
            served_[g] += share;
        }
        return;
    }
    double rest = asDouble(problem_.capacity[c]);
    order_.assign(groups.begin(), groups.end());
    std::ranges::stable_sort(order_, [&](std::uint32_t a, std::uint32_t b) {
        return price_[a] * asDouble(problem_.weight[b]) > price_[b] * asDouble(problem_.weight[a]);
    });
    for (const std::uint32_t g : order_) {
        const double part = std::min(1.0, rest / asDouble(problem_.weight[g]));
        served_[g] += share * static_cast<float>(part);
        rest -= part * asDouble(problem_.weight[g]);
        if (rest <= 0) {
            break;
        }
    }
}

/// Takes the choices of most worth per use of the first limit, the last one in part; what they are
/// worth together. Leaves in worth_ what each is worth beyond the use it takes.
double CoverBound::takeWithin(double rest)
{
    const auto& use = problem_.limits[0].use;
    std::vector<std::uint32_t> good;
    for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
        if (worth_[c] > 0) {
            good.push_back(c);
        }
    }
    std::ranges::stable_sort(good, [&](std::uint32_t a, std::uint32_t b) {
        return worth_[a] * asDouble(use[b]) > worth_[b] * asDouble(use[a]);
    });
    double sum = 0;
    double rate = 0; // worth of a unit of the limit
    for (const std::uint32_t c : good) {
        const double mine = asDouble(use[c]);
        const double part = mine <= rest ? 1.0 : rest / mine;
        share_[c] = part;
        sum += part * worth_[c];
        rest -= part * mine;
        if (part < 1) {
            rate = worth_[c] / mine;
            break;
        }
    }
    if (rate > 0) {
        for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
            worth_[c] -= rate * asDouble(use[c]);
        }
    }
    return sum;
}

/// The relaxed optimum at the current prices.
double CoverBound::evaluate()
{
    const bool most = problem_.aim == CoverAim::mostWeight;
    double bound = most ? asDouble(problem_.totalWeight()) : 0;
    for (std::size_t g = 0; g < problem_.groups(); ++g) {
        bound += most ? -price_[g] : price_[g];
    }
    for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
        double sum = 0;
        const auto groups = problem_.groups_of[c];
        for (const std::uint32_t g : groups) {
            sum += price_[g];
        }
        steps_ += static_cast<std::int64_t>(groups.size());
        if (!problem_.capacity.empty()) {
            double all = 0;
            for (const std::uint32_t g : groups) {
                all += asDouble(problem_.weight[g]);
            }
            const double capacity = asDouble(problem_.capacity[c]);
            if (all > capacity) { // only the dearest until it is full
                order_.assign(groups.begin(), groups.end());
                std::ranges::stable_sort(order_, [&](std::uint32_t a, std::uint32_t b) {
                    return price_[a] * asDouble(problem_.weight[b]) >
                           price_[b] * asDouble(problem_.weight[a]);
                });
                double rest = capacity;
                sum = 0;
                for (const std::uint32_t g : order_) {
                    const double w = asDouble(problem_.weight[g]);
                    const double part = std::min(1.0, rest / w);
                    sum += part * price_[g];
                    rest -= part * w;
                    if (rest <= 0) {
                        break;
                    }
                }
            }
        }
        value_[c] = sum;
        worth_[c] = sum - (most ? 0 : asDouble(problem_.cost[c]));
        for (std::size_t k = 0; most && k < limit_price_.size(); ++k) {
            worth_[c] -= limit_price_[k] * asDouble(problem_.limits[k + 1].use[c]);
        }
    }
    std::ranges::fill(share_, 0.0);
    if (most && !problem_.limits.empty()) {
        bound += takeWithin(asDouble(problem_.limits[0].most));
        for (std::size_t k = 0; k < limit_price_.size(); ++k) {
            bound += limit_price_[k] * asDouble(problem_.limits[k + 1].most);
        }
    } else {
        for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
            if (worth_[c] > 0) {
                share_[c] = 1;
                bound += most ? worth_[c] : -worth_[c];
            }
        }
    }
    std::ranges::fill(served_, 0.0F);
    for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
        if (share_[c] > 0) {
            serve(c);
        }
    }
    return bound;
}

void CoverBound::improve(CoverAmount reached, int rounds, const Pace& pace,
                         const std::function<CoverAmount()>& onPrices)
{
    constexpr double memory = 0.7;
    constexpr int patience = 20;
    constexpr double leastPull = 0.002, past = 0.02;
    constexpr int lap = 250;
    constexpr int between = 10; // rounds from one call of onPrices to the next
    const bool most = problem_.aim == CoverAim::mostWeight;
    const double sign = most ? 1 : -1; // bound to be brought down, or up
    const double total = asDouble(problem_.totalWeight());
    const std::int64_t began = steps_;
    price_ = best_price_;
    limit_price_ = best_limit_price_;
    way_.assign(problem_.groups(), 0);
    double start = 1;
    double pull = start;
    int idle = 0;
    for (int round = 0; round < rounds && !pace.over(steps_ - began); ++round) {
        if (round % lap == lap - 1) { // afresh from the best prices
            price_ = best_price_;
            limit_price_ = best_limit_price_;
            std::ranges::fill(way_, 0.0);
            start *= 0.7;
            pull = start;
        }
        const double bound = evaluate();
        const double gained = sign * (best_ - bound);
        if (gained > 0 || round == 0) {
            idle = gained > 1e-4 * std::abs(sign * (best_ - asDouble(reached))) ? 0 : idle + 1;
            if (gained > 0) {
                best_ = bound;
                best_price_ = price_;
                best_limit_price_ = limit_price_;
                best_worth_ = worth_;
            }
        } else if (++idle >= patience) {
            idle = 0;
            pull /= 2;
        }
        if (onPrices && round % between == 0) {
            const CoverAmount now = onPrices();
            reached = most ? std::max(reached, now) : std::min(reached, now);
        }
        if (sign * (best() - asDouble(reached)) < 1 - 1e-6 || pull < leastPull) {
            break;
        }
        // Served less than once: dearer; more than once: cheaper. Part of the way the prices went
        // before is kept, which calms the zigzag (Crowder 1976).
        double norm = 0;
        for (std::size_t g = 0; g < problem_.groups(); ++g) {
            const double weight = asDouble(problem_.weight[g]);
            const double off = 1 - static_cast<double>(served_[g]);
            double& way = way_[g];
            way = off + memory * way;
            if ((way > 0 && most && price_[g] >= weight) || (way < 0 && price_[g] <= 0)) {
                way = 0;
            }
            norm += way * way * weight; // prices move in the scale of their weights
        }
        std::vector<double> over(limit_price_.size(), 0);
        std::vector<double> scale(over.size(), 0);
        double limitNorm = 0;
        for (std::size_t k = 0; most && k < over.size(); ++k) {
            const CoverLimit& limit = problem_.limits[k + 1];
            for (std::uint32_t c = 0; c < problem_.choices(); ++c) {
                over[k] += share_[c] * asDouble(limit.use[c]);
            }
            over[k] -= asDouble(limit.most);
            if (over[k] < 0 && limit_price_[k] <= 0) {
                over[k] = 0;
            }
            scale[k] = total / std::max(1.0, asDouble(limit.most) * asDouble(limit.most));
            limitNorm += over[k] * over[k] * scale[k];
        }
        if (norm + limitNorm <= 0) {
            break;
        }
        // Aiming a little past the best set brings the bound down sooner.
        const double away =
            std::max(sign * (bound - asDouble(reached)), 0.0) + past * std::abs(bound);
        const double step = pull * away / (norm + limitNorm);
        for (std::size_t g = 0; g < problem_.groups(); ++g) {
            const double next = price_[g] + step * way_[g] * asDouble(problem_.weight[g]);
            price_[g] =
                most ? std::clamp(next, 0.0, asDouble(problem_.weight[g])) : std::max(next, 0.0);
        }
        for (std::size_t k = 0; k < over.size(); ++k) {
            limit_price_[k] = std::max(0.0, limit_price_[k] + step * over[k] * scale[k]);
        }
        steps_ += 2 * static_cast<std::int64_t>(problem_.groups());
    }
}

} // namespace planning::restoration
