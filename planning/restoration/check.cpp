#include "planning/restoration/check.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <fmt/format.h>

namespace planning::restoration {
namespace {

/// Most that can flow from works to periods, by searching one path after the other.
class Transport {
public:
    Transport(std::size_t works, std::size_t periods)
        : works_{works}, periods_{periods}, allowed_(works * periods, 0), flow_(works * periods, 0)
    {
    }
    void allow(std::size_t work, std::size_t period) { allowed_[work * periods_ + period] = 1; }

    /// Sends `amount` of each work into periods with room `left`; the amount that finds no room.
    double send(std::vector<double> amounts, std::vector<double> left)
    {
        double missing = 0;
        for (std::size_t w = 0; w < works_; ++w) {
            while (amounts[w] > tolerance(amounts[w])) {
                const double sent = push(w, amounts[w], left);
                if (sent <= 0) {
                    missing += amounts[w];
                    break;
                }
                amounts[w] -= sent;
            }
        }
        return missing;
    }

private:
    static double tolerance(double x) { return 1e-12 * std::max(1.0, x); }

    double push(std::size_t from, double amount, std::vector<double>& left)
    {
        // Breadth first over periods (0…) and works (periods…): forward where allowed, backward
        // where something flows.
        const std::size_t nodes = periods_ + works_;
        std::vector<std::size_t> before(nodes, nodes);
        std::deque<std::size_t> queue{periods_ + from};
        before[periods_ + from] = periods_ + from;
        while (!queue.empty()) {
            const std::size_t node = queue.front();
            queue.pop_front();
            if (node < periods_) {
                if (left[node] > tolerance(left[node])) {
                    return augment(node, amount, before, left);
                }
                for (std::size_t w = 0; w < works_; ++w) {
                    if (flow_[w * periods_ + node] > 0 && before[periods_ + w] == nodes) {
                        before[periods_ + w] = node;
                        queue.push_back(periods_ + w);
                    }
                }
            } else {
                for (std::size_t t = 0; t < periods_; ++t) {
                    if (allowed_[(node - periods_) * periods_ + t] != 0 && before[t] == nodes) {
                        before[t] = node;
                        queue.push_back(t);
                    }
                }
            }
        }
        return 0;
    }

    double augment(std::size_t last, double amount, const std::vector<std::size_t>& before,
                   std::vector<double>& left)
    {
        amount = std::min(amount, left[last]);
        for (std::size_t node = last; before[node] != node; node = before[node]) {
            if (node >= periods_) { // flows back from this work's period
                amount = std::min(amount, flow_[(node - periods_) * periods_ + before[node]]);
            }
        }
        for (std::size_t node = last; before[node] != node; node = before[node]) {
            if (node >= periods_) {
                flow_[(node - periods_) * periods_ + before[node]] -= amount;
            } else {
                flow_[(before[node] - periods_) * periods_ + node] += amount;
            }
        }
        left[last] -= amount;
        return amount;
    }

    std::size_t works_, periods_;
    std::vector<char> allowed_;
    std::vector<double> flow_;
};

class Checker {
public:
    Checker(const Instance& instance, const std::vector<ScheduledWork>& works)
        : in_{instance}, works_{works}, finished_(instance.parts.size(), -1)
    {
    }

    Verdict run()
    {
        readWorks();
        for (const ScheduledWork& work : sound_) {
            checkTimes(work);
        }
        for (std::size_t k = 0; k < in_.resources.size(); ++k) {
            in_.resources[k].carry_over ? checkStock(k) : checkPerPeriod(k);
        }
        replay();
        return std::move(out_);
    }

private:
    void violation(std::string text)
    {
        out_.feasible = false;
        out_.violations.push_back(std::move(text));
    }
    const std::string& id(std::uint32_t part) const { return in_.parts[part].id; }

    void readWorks()
    {
        for (const ScheduledWork& work : works_) {
            if (work.part >= in_.parts.size()) {
                violation(fmt::format("work on part number {}, which does not exist", work.part));
            } else if (!in_.parts[work.part].damaged) {
                violation(fmt::format("\"{}\" is not damaged", id(work.part)));
            } else if (!in_.parts[work.part].fault.empty()) {
                violation(fmt::format("\"{}\" cannot be mended: {}", id(work.part),
                                      in_.parts[work.part].fault));
            } else if (work.period < 0 || work.period >= in_.periods) {
                violation(fmt::format("\"{}\" is finished in period {}; there are periods 0 to {}",
                                      id(work.part), work.period, in_.periods - 1));
            } else if (finished_[work.part] >= 0) {
                violation(fmt::format("\"{}\" is mended twice", id(work.part)));
            } else {
                finished_[work.part] = work.period;
                sound_.push_back(work);
            }
        }
    }

    static bool open(const Part& part, int t)
    {
        if (t < part.earliest) {
            return false;
        }
        bool any = part.windows.empty();
        for (const auto& [from, to] : part.windows) {
            any = any || (from <= t && t <= to);
        }
        return any;
    }

    void checkTimes(const ScheduledWork& work)
    {
        const Part& part = in_.parts[work.part];
        if (work.period < part.earliest) {
            violation(fmt::format("\"{}\" is finished in period {}, before its earliest {}",
                                  part.id, work.period, part.earliest));
        } else if (!open(part, work.period)) {
            violation(fmt::format("\"{}\" is finished in period {}, outside its windows", part.id,
                                  work.period));
        }
        for (const std::uint32_t before : part.after) {
            if (in_.parts[before].damaged &&
                (finished_[before] < 0 || finished_[before] > work.period)) {
                violation(fmt::format(
                    "\"{}\" is finished in period {}, but \"{}\", which must come "
                    "first, is {}",
                    part.id, work.period, id(before),
                    finished_[before] < 0 ? std::string("not mended")
                                          : fmt::format("finished in {}", finished_[before])));
            }
        }
    }

    static bool exceeds(double used, double supply)
    {
        return used > supply + 1e-9 * std::max(1.0, std::abs(supply));
    }

    double useOf(std::uint32_t part, std::size_t k)
    {
        const double use = in_.parts[part].use[k];
        if (!std::isfinite(use) || use < 0) {
            violation(fmt::format("\"{}\" uses {} of {}", id(part), use, in_.resources[k].name));
            return 0;
        }
        return use;
    }

    void checkStock(std::size_t k)
    {
        double used = 0;
        double supply = 0;
        for (int t = 0; t < in_.periods; ++t) {
            supply += in_.resources[k].supply[static_cast<std::size_t>(t)];
            for (const ScheduledWork& work : sound_) {
                used += work.period == t ? useOf(work.part, k) : 0;
            }
            if (exceeds(used, supply)) {
                violation(fmt::format("{} of {} is used up to period {}; {} is supplied", used,
                                      in_.resources[k].name, t, supply));
                break;
            }
        }
        out_.use.push_back(used);
    }

    void checkPerPeriod(std::size_t k)
    {
        const Resource& resource = in_.resources[k];
        const auto periods = static_cast<std::size_t>(in_.periods);
        double most = 0;
        for (const double s : resource.supply) {
            most = std::max(most, s);
        }
        std::vector<double> left = resource.supply;
        std::vector<ScheduledWork> spread;
        double total = 0;
        for (const ScheduledWork& work : sound_) {
            const double use = useOf(work.part, k);
            total += use;
            if (use > 0 && (resource.spread || use > most)) {
                spread.push_back(work);
            } else {
                left[static_cast<std::size_t>(work.period)] -= use;
            }
        }
        out_.use.push_back(total);
        for (std::size_t t = 0; t < periods; ++t) {
            if (exceeds(resource.supply[t] - left[t], resource.supply[t])) {
                violation(fmt::format("{} of {} is used in period {}; {} is supplied",
                                      resource.supply[t] - left[t], resource.name, t,
                                      resource.supply[t]));
            }
            left[t] = std::max(0.0, left[t]);
        }
        Transport transport{spread.size(), periods};
        std::vector<double> amounts;
        double content = 0;
        for (std::size_t w = 0; w < spread.size(); ++w) {
            const Part& part = in_.parts[spread[w].part];
            amounts.push_back(part.use[k]);
            content += part.use[k];
            int from = 0;
            for (const std::uint32_t before : part.after) {
                from = std::max(from, finished_[before]);
            }
            for (int t = from; t <= spread[w].period; ++t) {
                if (open(part, t)) {
                    transport.allow(w, static_cast<std::size_t>(t));
                }
            }
        }
        const double missing = transport.send(amounts, left);
        if (missing > 1e-9 * std::max(1.0, content)) {
            violation(fmt::format("works that are spread over periods lack {} of {}: there is no "
                                  "way to fit them in before they are finished",
                                  missing, resource.name));
        }
    }

    /// What is on when the parts marked in `whole` are, by looking at everything again and again
    /// until nothing changes.
    std::vector<char> settle(const std::vector<char>& whole) const
    {
        std::vector<char> on(in_.parts.size(), 0);
        std::vector<char> source(in_.parts.size(), 0);
        for (const Network& network : in_.networks) {
            for (const std::uint32_t s : network.sources) {
                source[s] = 1;
            }
        }
        std::vector<std::vector<std::uint32_t>> edgesAt(in_.parts.size());
        for (std::uint32_t p = 0; p < in_.parts.size(); ++p) {
            if (in_.parts[p].isEdge()) {
                edgesAt[in_.parts[p].end_a].push_back(p);
                edgesAt[in_.parts[p].end_b].push_back(p);
            }
        }
        const auto works = [&](std::uint32_t p) {
            bool all = whole[p] != 0;
            for (const std::uint32_t need : in_.parts[p].needs_on) {
                all = all && on[need] != 0;
            }
            return all;
        };
        while (true) {
            std::vector<char> next(in_.parts.size(), 0);
            std::deque<std::uint32_t> queue;
            for (std::uint32_t p = 0; p < in_.parts.size(); ++p) {
                if (in_.parts[p].isEdge()) {
                    next[p] = static_cast<char>(works(p));
                } else if (source[p] != 0 && works(p)) {
                    next[p] = 1;
                    queue.push_back(p);
                }
            }
            while (!queue.empty()) {
                const std::uint32_t v = queue.front();
                queue.pop_front();
                for (const std::uint32_t e : edgesAt[v]) {
                    const Part& edge = in_.parts[e];
                    const std::uint32_t u = edge.end_a == v ? edge.end_b : edge.end_a;
                    if (next[e] != 0 && next[u] == 0 && works(u)) {
                        next[u] = 1;
                        queue.push_back(u);
                    }
                }
            }
            if (next == on) {
                return on;
            }
            on = std::move(next);
        }
    }

    void replay()
    {
        for (int t = 0; t < in_.periods; ++t) {
            std::vector<char> whole(in_.parts.size(), 0);
            for (std::uint32_t p = 0; p < in_.parts.size(); ++p) {
                const Part& part = in_.parts[p];
                const bool mended = finished_[p] >= 0 && finished_[p] <= t;
                const bool sameNetwork =
                    !part.isEdge() ||
                    (in_.parts[part.end_a].network == part.network &&
                     in_.parts[part.end_b].network == part.network &&
                     !in_.parts[part.end_a].isEdge() && !in_.parts[part.end_b].isEdge());
                whole[p] = static_cast<char>(part.fault.empty() && sameNetwork &&
                                             (!part.damaged || mended));
            }
            const std::vector<char> on = settle(whole);
            double served = 0;
            for (const Demand& demand : in_.demand) {
                bool any = false;
                for (const std::uint32_t s : demand.served_by) {
                    any = any || on[s] != 0;
                }
                served +=
                    any && std::isfinite(demand.weight) && demand.weight > 0 ? demand.weight : 0;
            }
            out_.curve.push_back(served);
            // Weight served later counts less, in steps of 2^-20 (docs/instance.md).
            const double step = 1 << 20;
            const double factor =
                in_.discount > 0 ? std::round(step * std::pow(1 + in_.discount, -t)) / step : 1;
            out_.value += served * factor;
        }
    }

    const Instance& in_;
    const std::vector<ScheduledWork>& works_;
    std::vector<ScheduledWork> sound_;
    std::vector<int> finished_;
    Verdict out_;
};

} // namespace

Verdict check(const Instance& instance, const std::vector<ScheduledWork>& works)
{
    return Checker{instance, works}.run();
}

} // namespace planning::restoration
