#pragma once
// Who is served as repairs are finished one after the other. Things only ever come back, so each
// repair costs no more than what it brings back.
#include "planning/coverage/cover.h"
#include "planning/network/grid_graph.h"
#include "planning/network/network_state.h"

#include <memory>

namespace planning {

class Replay {
public:
    /// What is unknown counts as working when `unknownWorks` is set, else as not working. `weights`
    /// are what each group of the cover counts for; empty: its people.
    Replay(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
           const TransportGraph& graph, const Cover& cover, bool unknownWorks,
           const std::vector<double>& weights = {});
    /// The same world, before any work, with other power.
    Replay withPower(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
                     bool unknownWorks) const;

    /// From now on an action has its effect only once all that must come first (after_ids) is
    /// finished too. For questions that no calendar has put in order.
    void heedOrder();

    double served() const { return served_; }
    bool siteOn(std::uint32_t site) const { return on_[graph_.ofSite(site)] != 0; }
    bool groupServed(std::uint32_t group) const { return groupServed_[fixed_->merged[group]] != 0; }
    /// Finishes one action; returns the people (or weight) newly served.
    double finish(std::uint32_t action);
    /// Whether it was finished; known where the order is heeded.
    bool finished(std::uint32_t action) const;
    /// What must come before it and is not finished, first things first; empty where the order is
    /// not heeded.
    std::vector<std::uint32_t> firstNeeded(std::uint32_t action) const;

private:
    double carryOut(std::uint32_t action);
    void place(Vertex v);              // turns v on when it may be, and spreads from it
    void energise(std::uint32_t node); // the same for the power grid
    void serve(std::uint32_t site);
    void mendCell(std::uint32_t cell);
    bool ready(Vertex v) const { return whole_[v] && powered_[v] && !cut_[v]; }

    /// What no repair changes: copies of a replay share it.
    struct Fixed {
        AssetIndex assets;
        std::vector<char> core; // per vertex
        std::vector<char> gridSource;
        bool gridGraph = false;
        std::vector<std::vector<GridNeighbour>> gridNext;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> gridEnds; // per line
        std::vector<std::vector<Vertex>> fedBy;                        // per grid node
        std::vector<std::uint32_t> edgeOfSpan, edgeOfLink;
        std::vector<std::uint32_t> merged; // group of the cover → group as it is kept here
        std::vector<std::uint32_t> layerStart, layerGroups; // CSR: layer → merged groups
        std::vector<std::uint32_t> siteLayer;               // first layer of each site
        std::vector<double> weights;                        // per merged group
    };
    struct Order {
        std::vector<std::vector<std::uint32_t>> before, after; // per action
    };
    static Fixed fixedOf(const Scenario& scenario, const TransportGraph& graph, const Cover& cover,
                         const std::vector<double>& weights);
    Replay(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
           const TransportGraph& graph, const Cover& cover, bool unknownWorks,
           std::shared_ptr<const Fixed> fixed);

    const TransportGraph& graph_;
    const Cover& cover_;
    const std::vector<Action>& actions_; // the scenario's
    std::shared_ptr<const Fixed> fixed_;
    std::shared_ptr<const Order> order_; // none: not heeded
    enum class Done : char { no, waits, yes };
    std::vector<Done> done_;                       // per action, where the order is heeded
    std::vector<char> whole_, powered_, cut_, on_; // per vertex
    std::vector<char> edgeWorks_;
    std::vector<char> gridWorks_, gridFed_, lineWorks_;
    std::vector<char> layerWorks_, groupServed_; // per layer, per merged group
    double served_ = 0;
};

} // namespace planning
