#pragma once
// Tiny instances built by hand, and random ones with every feature the format has.
#include "planning/restoration/instance.h"
#include "planning/restoration/random.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace small_worlds {

using namespace planning::restoration;

/// Builds an instance by names, the way one would say it.
class Builder {
public:
    explicit Builder(int periods) { in.periods = periods; }

    Builder& resource(const std::string& name, std::vector<double> supply, bool carryOver = true)
    {
        in.resources.push_back({name, std::move(supply), carryOver, false});
        return *this;
    }
    Builder& network(const std::string& name)
    {
        in.networks.push_back({name, {}});
        return *this;
    }
    /// A vertex of the latest network.
    Builder& vertex(const std::string& id, std::vector<double> use = {}, bool source = false)
    {
        Part part;
        part.id = id;
        part.network = static_cast<std::uint32_t>(in.networks.size() - 1);
        part.damaged = !use.empty();
        part.use = std::move(use);
        index[id] = static_cast<std::uint32_t>(in.parts.size());
        if (source) {
            in.networks.back().sources.push_back(index[id]);
        }
        in.parts.push_back(part);
        return *this;
    }
    Builder& source(const std::string& id, std::vector<double> use = {})
    {
        return vertex(id, std::move(use), true);
    }
    Builder& edge(const std::string& id, const std::string& a, const std::string& b,
                  std::vector<double> use = {})
    {
        vertex(id, std::move(use));
        in.parts.back().end_a = index.at(a);
        in.parts.back().end_b = index.at(b);
        return *this;
    }
    Builder& needs(const std::string& id, const std::string& other)
    {
        at(id).needs_on.push_back(index.at(other));
        return *this;
    }
    Builder& after(const std::string& id, const std::string& other)
    {
        at(id).after.push_back(index.at(other));
        return *this;
    }
    Builder& demand(double weight, const std::vector<std::string>& servers)
    {
        Demand d;
        d.weight = weight;
        for (const std::string& s : servers) {
            d.served_by.push_back(index.at(s));
        }
        in.demand.push_back(d);
        return *this;
    }
    Part& at(const std::string& id) { return in.parts[index.at(id)]; }

    Instance in;
    std::map<std::string, std::uint32_t> index;
};

struct RandomRequest {
    int vertices = 8;
    int extra_edges = 4;
    int periods = 4;
    int resources = 2;
    double damaged = 0.6;
    bool per_period = false; // the last resource does not carry over
    bool power = true;       // a second network that some vertices need
    bool precedence = true;
    bool windows = true;
    double supply = 0.5; // share of all damage
    std::size_t most_tasks = 12;
};

inline Instance randomInstance(const RandomRequest& ask, std::uint64_t seed)
{
    Random random{seed};
    const auto between = [&](int low, int high) {
        return low + static_cast<int>(random.below(static_cast<std::size_t>(high - low + 1)));
    };
    Builder b{ask.periods};
    for (int k = 0; k < ask.resources; ++k) {
        b.resource("r" + std::to_string(k), std::vector<double>(std::size_t(ask.periods), 0),
                   !(ask.per_period && k + 1 == ask.resources));
    }
    std::size_t tasks = 0;
    const auto use = [&]() -> std::vector<double> {
        if (tasks >= ask.most_tasks || random.unit() > ask.damaged) {
            return {};
        }
        ++tasks;
        std::vector<double> out;
        for (int k = 0; k < ask.resources; ++k) {
            out.push_back(between(k == 0 ? 1 : 0, 9));
        }
        return out;
    };
    for (const std::string net : {"t", "p"}) {
        if (net == "p" && !ask.power) {
            break;
        }
        b.network(net);
        const int n = net == "t" ? ask.vertices : std::max(2, ask.vertices / 2);
        for (int v = 0; v < n; ++v) {
            b.vertex(net + std::to_string(v), v == 0 ? std::vector<double>{} : use(), v == 0);
        }
        for (int v = 1; v < n; ++v) {
            b.edge(net + "e" + std::to_string(v), net + std::to_string(v),
                   net + std::to_string(between(0, v - 1)), use());
        }
        for (int e = 0; e < (net == "t" ? ask.extra_edges : ask.extra_edges / 2); ++e) {
            const int u = between(0, n - 1);
            const int v = between(0, n - 1);
            if (u != v) {
                b.edge(net + "x" + std::to_string(e), net + std::to_string(u),
                       net + std::to_string(v), use());
            }
        }
    }
    if (ask.power) {
        for (int v = 0; v < ask.vertices; ++v) {
            if (random.unit() < 0.5) {
                b.needs("t" + std::to_string(v),
                        "p" + std::to_string(between(0, std::max(2, ask.vertices / 2) - 1)));
            }
        }
    }
    std::vector<std::uint32_t> damaged;
    for (std::uint32_t p = 0; p < b.in.parts.size(); ++p) {
        if (b.in.parts[p].damaged) {
            damaged.push_back(p);
        }
    }
    for (std::size_t i = 1; i < damaged.size(); ++i) {
        Part& part = b.in.parts[damaged[i]];
        if (ask.precedence && random.unit() < 0.2) {
            part.after.push_back(damaged[random.below(i)]);
        }
        if (ask.windows && random.unit() < 0.2) {
            part.earliest = between(0, ask.periods - 1);
        }
        if (ask.windows && random.unit() < 0.2) {
            const int from = between(0, ask.periods - 1);
            part.windows.push_back({from, between(from, ask.periods - 1)});
        }
    }
    for (int k = 0; k < ask.resources; ++k) {
        double all = 0;
        for (const std::uint32_t p : damaged) {
            all += b.in.parts[p].use[std::size_t(k)];
        }
        for (double& s : b.in.resources[std::size_t(k)].supply) {
            s = std::round(all * ask.supply / ask.periods * random.between(0.5, 1.5));
        }
    }
    for (int d = 0; d < ask.vertices; ++d) {
        Demand demand;
        demand.weight = between(1, 50);
        for (int s = between(1, 3); s > 0; --s) {
            demand.served_by.push_back(b.index["t" + std::to_string(between(1, ask.vertices - 1))]);
        }
        b.in.demand.push_back(demand);
    }
    return b.in;
}

/// The best value of any plan, by trying every period for every damaged part with `value`, which
/// returns a negative number for what is not allowed.
template <typename Value>
double bruteForce(const Instance& in, Value value)
{
    std::vector<std::uint32_t> damaged;
    for (std::uint32_t p = 0; p < in.parts.size(); ++p) {
        if (in.parts[p].damaged) {
            damaged.push_back(p);
        }
    }
    std::vector<int> period(damaged.size(), 0);
    double best = -1;
    while (true) {
        std::vector<ScheduledWork> works;
        for (std::size_t i = 0; i < damaged.size(); ++i) {
            if (period[i] < in.periods) {
                works.push_back({damaged[i], period[i]});
            }
        }
        best = std::max(best, value(works));
        std::size_t i = 0;
        while (i < damaged.size() && ++period[i] > in.periods) {
            period[i++] = 0;
        }
        if (i == damaged.size()) {
            return best;
        }
    }
}

} // namespace small_worlds
