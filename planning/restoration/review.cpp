#include "planning/restoration/review.h"

#include "planning/restoration/on_state.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>

namespace planning::restoration {
namespace {

[[noreturn]] void stop(const std::string& what, const std::string& fix)
{
    throw geo::Error{what, fix};
}

void checkFrame(const Instance& instance)
{
    if (instance.periods < 1) {
        stop(fmt::format("the instance has {} periods", instance.periods),
             "Give \"periods\" a whole number from 1.");
    }
    for (const Resource& resource : instance.resources) {
        if (resource.supply.size() != static_cast<std::size_t>(instance.periods)) {
            stop(fmt::format("resource \"{}\" has {} numbers in its supply for {} periods",
                             resource.name, resource.supply.size(), instance.periods),
                 "Give one number for each period.");
        }
        for (std::size_t t = 0; t < resource.supply.size(); ++t) {
            if (!std::isfinite(resource.supply[t]) || resource.supply[t] < 0) {
                stop(fmt::format("resource \"{}\" has a supply of {} in period {}", resource.name,
                                 resource.supply[t], t),
                     "A supply is a number from 0.");
            }
        }
    }
    const auto known = [&](std::uint32_t part) {
        if (part >= instance.parts.size()) {
            stop(fmt::format("a reference to part number {} of {}", part, instance.parts.size()),
                 "Every part referred to must be in the list of parts.");
        }
    };
    for (const Network& network : instance.networks) {
        std::ranges::for_each(network.sources, known);
    }
    for (const Demand& demand : instance.demand) {
        std::ranges::for_each(demand.served_by, known);
    }
    for (const Part& part : instance.parts) {
        std::ranges::for_each(part.needs_on, known);
        std::ranges::for_each(part.after, known);
        if (part.isEdge()) {
            known(part.end_a);
            known(part.end_b);
        }
        if (part.network >= instance.networks.size()) {
            stop(fmt::format("part \"{}\" is in network number {} of {}", part.id, part.network,
                             instance.networks.size()),
                 "Every part must be in a network of the list.");
        }
        if (part.damaged && part.use.size() != instance.resources.size()) {
            stop(fmt::format("part \"{}\" has {} amounts for {} resources", part.id,
                             part.use.size(), instance.resources.size()),
                 "Give one amount for each resource.");
        }
    }
}

class Reviewer {
public:
    explicit Reviewer(const Instance& instance) : in_{instance}, graph_{instance}
    {
        const std::size_t n = in_.parts.size();
        why_.resize(n);
        for (std::size_t p = 0; p < n; ++p) {
            why_[p] = in_.parts[p].fault;
        }
        out_.possible.assign(n, 0);
        out_.release.assign(n, 0);
    }

    Review run()
    {
        frame();
        for (std::uint32_t p = 0; p < in_.parts.size(); ++p) {
            soundness(p);
        }
        cycles("after", "waits for itself", [&](const Part& part) {
            std::vector<std::uint32_t> before; // intact parts wait for nothing
            if (part.damaged) {
                std::ranges::copy_if(part.after, std::back_inserter(before),
                                     [&](std::uint32_t b) { return in_.parts[b].damaged; });
            }
            return before;
        });
        cycles("needs_on", "needs itself", [](const Part& part) { return part.needs_on; });
        for (std::uint32_t p = 0; p < in_.parts.size(); ++p) {
            settle(p);
        }
        std::vector<char> intact(in_.parts.size());
        for (std::uint32_t p = 0; p < in_.parts.size(); ++p) {
            intact[p] = static_cast<char>(out_.possible[p] != 0 && !in_.parts[p].damaged);
        }
        out_.on_at_start = graph_.on(intact);
        out_.on_at_best = graph_.on(out_.possible);
        std::vector<char> first(in_.parts.size(), 0); // mended for the sake of others
        for (const Part& part : in_.parts) {
            for (const std::uint32_t before : part.after) {
                first[before] = out_.possible[before];
            }
        }
        for (std::uint32_t p = 0; p < in_.parts.size(); ++p) {
            if (out_.on_at_best[p] == 0 && first[p] == 0) {
                out_.unreachable.push_back({p, reason(p)});
            }
        }
        return std::move(out_);
    }

private:
    void mention(geo::Severity severity, const std::string& what, const std::string& fix = {})
    {
        out_.problems.push_back({severity, what, fix});
    }

    void frame()
    {
        for (std::size_t k = 0; k < in_.resources.size(); ++k) {
            const auto& supply = in_.resources[k].supply;
            const bool wanted = std::ranges::any_of(
                in_.parts, [&](const Part& part) { return part.damaged && part.use[k] > 0; });
            if (wanted && std::ranges::all_of(supply, [](double s) { return s == 0; })) {
                mention(geo::Severity::warning,
                        fmt::format("resource \"{}\" has a supply of zero in every period",
                                    in_.resources[k].name),
                        "Nothing that uses it can be mended; give it a supply.");
            }
        }
        std::vector<std::uint32_t> count(in_.networks.size(), 0);
        std::vector<char> hasVertex(in_.networks.size(), 0);
        for (const Part& part : in_.parts) {
            ++count[part.network];
            hasVertex[part.network] |= static_cast<char>(!part.isEdge());
        }
        for (std::size_t n = 0; n < in_.networks.size(); ++n) {
            if (count[n] == 0) {
                mention(geo::Severity::warning,
                        fmt::format("network \"{}\" has no parts", in_.networks[n].name));
            } else if (in_.networks[n].sources.empty() && hasVertex[n] != 0) {
                mention(geo::Severity::warning,
                        fmt::format("network \"{}\" has no source", in_.networks[n].name),
                        "None of its vertices can be on; name at least one source.");
            }
        }
        for (std::size_t d = 0; d < in_.demand.size(); ++d) {
            if (!std::isfinite(in_.demand[d].weight) || in_.demand[d].weight < 0) {
                mention(geo::Severity::error,
                        fmt::format("demand {} has a weight of {}; it counts as 0", d + 1,
                                    in_.demand[d].weight),
                        "A weight is a number from 0.");
            }
        }
    }

    void soundness(std::uint32_t p)
    {
        const Part& part = in_.parts[p];
        if (!part.fault.empty()) {
            return; // mentioned by who found it
        }
        const auto broken = [&](const std::string& what) {
            why_[p] = what;
            mention(geo::Severity::error, fmt::format("part \"{}\": {}", part.id, what),
                    "It is left out of the plan.");
        };
        if (part.isEdge()) {
            for (const std::uint32_t end : {part.end_a, part.end_b}) {
                if (in_.parts[end].isEdge()) {
                    return broken(fmt::format("its end {} is an edge", quoted(in_, end)));
                }
                if (in_.parts[end].network != part.network) {
                    return broken(
                        fmt::format("its end {} is in another network", quoted(in_, end)));
                }
            }
        }
        if (!part.damaged) {
            return;
        }
        for (std::size_t k = 0; k < part.use.size(); ++k) {
            if (!std::isfinite(part.use[k]) || part.use[k] < 0) {
                return broken(
                    fmt::format("its use of {} is {}", in_.resources[k].name, part.use[k]));
            }
        }
        for (const auto& [from, to] : part.windows) {
            if (from > to) {
                mention(geo::Severity::error,
                        fmt::format("part \"{}\": window from {} to {} ends before it begins",
                                    part.id, from, to),
                        "The window counts as closed.");
            }
        }
    }

    template <typename Relation>
    void cycles(const char* field, const char* verb, Relation relation)
    {
        std::vector<std::vector<std::uint32_t>> next(in_.parts.size());
        std::vector<char> skip(in_.parts.size(), 0);
        for (std::uint32_t p = 0; p < in_.parts.size(); ++p) {
            next[p] = relation(in_.parts[p]);
            skip[p] = static_cast<char>(!why_[p].empty());
        }
        while (true) {
            const std::vector<std::uint32_t> cycle = findCycle(next, skip);
            if (cycle.empty()) {
                return;
            }
            std::string names;
            for (const std::uint32_t p : cycle) {
                names += (names.empty() ? "" : " → ") + in_.parts[p].id;
            }
            for (const std::uint32_t p : cycle) {
                why_[p] = fmt::format("{}: {}", verb, names);
                skip[p] = 1;
            }
            mention(geo::Severity::error, fmt::format("a circle in \"{}\": {}", field, names),
                    "Take one of these out; until then none of them is planned.");
        }
    }

    bool open(const Part& part, int t) const
    {
        return t >= part.earliest &&
               (part.windows.empty() || std::ranges::any_of(part.windows, [&](const auto& w) {
                    return w.first <= t && t <= w.second;
                }));
    }

    /// The first period in which the part alone could be finished, or why there is none. Parts
    /// before it are settled first; circles are gone by now.
    void settle(std::uint32_t p)
    {
        if (settled_.empty()) {
            settled_.assign(in_.parts.size(), 0);
        }
        std::vector<std::uint32_t> todo{p}; // no recursion: chains may be long
        while (!todo.empty()) {
            const std::uint32_t q = todo.back();
            const Part& part = in_.parts[q];
            bool ready = true;
            if (settled_[q] == 0 && why_[q].empty() && part.damaged) {
                for (const std::uint32_t before : part.after) {
                    if (settled_[before] == 0) {
                        todo.push_back(before);
                        ready = false;
                    }
                }
            }
            if (ready) {
                todo.pop_back();
                if (settled_[q] == 0) {
                    settled_[q] = 1;
                    settleOne(q);
                }
            }
        }
    }

    void settleOne(std::uint32_t p)
    {
        const Part& part = in_.parts[p];
        out_.release[p] = part.damaged ? in_.periods : 0;
        if (!why_[p].empty()) {
            return;
        }
        if (!part.damaged) {
            out_.possible[p] = 1;
            return;
        }
        int from = 0;
        for (const std::uint32_t before : part.after) {
            if (out_.possible[before] == 0) {
                why_[p] =
                    fmt::format("comes after {}, which cannot be mended", quoted(in_, before));
                return;
            }
            from = std::max(from, out_.release[before]);
        }
        bool anyOpen = false;
        std::string lacking;
        for (int t = from; t < in_.periods; ++t) {
            if (!open(part, t)) {
                continue;
            }
            anyOpen = true;
            lacking.clear();
            for (std::size_t k = 0; k < in_.resources.size() && lacking.empty(); ++k) {
                const double most = available(part, k, from, t);
                if (part.use[k] > most * (1 + 1e-9) + 1e-12) {
                    lacking = fmt::format("needs {} of {}; no more than {} is supplied",
                                          part.use[k], in_.resources[k].name, most);
                }
            }
            if (lacking.empty()) {
                out_.possible[p] = 1;
                out_.release[p] = t;
                return;
            }
        }
        why_[p] = anyOpen ? lacking : "can be reached in no period: no window is open";
    }

    /// The most of resource k that work finished in t can use.
    double available(const Part& part, std::size_t k, int from, int t) const
    {
        const Resource& resource = in_.resources[k];
        const bool spread =
            resource.spread || part.use[k] > *std::ranges::max_element(resource.supply);
        double sum = 0;
        for (int s = 0; s <= t; ++s) {
            const bool counts =
                resource.carry_over || s == t || (spread && s >= from && open(part, s));
            sum += counts ? resource.supply[static_cast<std::size_t>(s)] : 0;
        }
        return sum;
    }

    std::string reason(std::uint32_t p) const
    {
        if (!why_[p].empty()) {
            return why_[p];
        }
        const Part& part = in_.parts[p];
        for (const std::uint32_t need : part.needs_on) {
            if (out_.on_at_best[need] == 0) {
                return fmt::format("needs {}, which can never be on", quoted(in_, need));
            }
        }
        return fmt::format("no path to a source of \"{}\" even with everything mended that can be",
                           in_.networks[part.network].name);
    }

    const Instance& in_;
    OnState graph_;
    Review out_;
    std::vector<std::string> why_; // per part: why it never works; or empty
    std::vector<char> settled_;
};

} // namespace

std::string quoted(const Instance& instance, std::uint32_t part)
{
    return fmt::format("\"{}\"", instance.parts[part].id);
}

std::vector<std::uint32_t> findCycle(const std::vector<std::vector<std::uint32_t>>& next,
                                     const std::vector<char>& skip)
{
    enum : char { fresh, open, closed };
    std::vector<char> state(next.size(), fresh);
    std::vector<std::pair<std::uint32_t, std::size_t>> path; // part, and its next successor
    for (std::uint32_t root = 0; root < next.size(); ++root) {
        if (state[root] != fresh || skip[root] != 0) {
            continue;
        }
        path.assign(1, {root, 0});
        state[root] = open;
        while (!path.empty()) {
            auto& [p, at] = path.back();
            if (at == next[p].size()) {
                state[p] = closed;
                path.pop_back();
                continue;
            }
            const std::uint32_t q = next[p][at++];
            if (skip[q] != 0 || state[q] == closed) {
                continue;
            }
            if (state[q] == open) {
                std::vector<std::uint32_t> cycle;
                auto from = std::ranges::find(path, q, [](const auto& step) { return step.first; });
                for (; from != path.end(); ++from) {
                    cycle.push_back(from->first);
                }
                cycle.push_back(q);
                return cycle;
            }
            state[q] = open;
            path.emplace_back(q, 0);
        }
    }
    return {};
}

Review review(const Instance& instance)
{
    checkFrame(instance);
    return Reviewer{instance}.run();
}

} // namespace planning::restoration
