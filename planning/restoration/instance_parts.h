#pragma once
// The parts of a plan's instance in the making: what is added, what mends it, what cannot be
// mended.
#include "planning/network/mends.h"
#include "planning/restoration/action_limits.h"
#include "planning/restoration/build_instance.h"

#include <set>

namespace planning {

// A place has power from the grid or of its own. These are two networks, so that the generator of
// one place does not feed the grid and, through it, its neighbours.
enum class PlanNetwork : std::uint32_t { transport, powerGrid, placePower, work };

class InstanceParts {
public:
    /// All must outlive it.
    InstanceParts(const Scenario& scenario, const PlanRequest& request, Offer offer,
                  PlanInstance& out);

    std::uint32_t add(PlanNetwork network, std::string id, bool source = false);
    std::uint32_t addEdge(PlanNetwork network, std::string id, std::uint32_t a, std::uint32_t b);
    void setSource(PlanNetwork network, std::uint32_t part)
    {
        out_.instance.networks[static_cast<std::size_t>(network)].sources.push_back(part);
    }
    restoration::Part& operator[](std::uint32_t part) { return out_.instance.parts[part]; }
    std::size_t size() const { return out_.instance.parts.size(); }
    std::uint32_t actionOf(std::uint32_t part) const { return out_.actionOf[part]; }
    /// Takes back the part added last; parts its mend would have needed may stay, they serve
    /// nobody.
    void dropLast();

    /// Of all ways to mend one thing, the cheapest first, those worth offering. Keeps the reason of
    /// each that no day, crew or supply allows, and which ones are outdone.
    std::vector<Mend> worthwhile(std::vector<Mend> known);
    /// Makes `part` something that any one of these mends: the first an edge's own work, others
    /// works of edges beside it; a vertex with more than one needs a vertex of the network of work
    /// that hangs on an edge for each. May move the parts.
    void mend(std::uint32_t part, const std::vector<Mend>& ways);
    /// Makes `part` something that this action mends.
    void damage(std::uint32_t part, std::uint32_t action);

    /// Keeps why the asset, or its power, stays as it is.
    void unmendable(AssetRef asset, Service works, bool power = false);
    void nameUndone(AssetRef asset, std::string why);
    void addFaulty();

    /// What an action takes of each resource.
    std::map<std::string, double> use(std::uint32_t action) const;

    const Mends& mends() const { return mends_; }
    ActionLimits& limits() { return limits_; }

private:
    bool possible(std::uint32_t action);
    bool possible(const Mend& mend);
    bool outdoes(const Mend& better, const Mend& worse);

    const Scenario& world_;
    const PlanRequest& request_;
    Offer offer_;
    PlanInstance& out_;
    Mends mends_;
    ActionLimits limits_;
    std::map<std::uint32_t, bool> possible_;
    std::set<std::string> awaited_; // ids of actions that others come after
    std::uint32_t waysSource_ = none;
};

} // namespace planning
