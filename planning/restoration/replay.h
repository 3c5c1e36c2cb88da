#pragma once
// Who is served as repairs are finished one after the other. Things only ever come back, so each
// repair costs no more than what it brings back.
#include "planning/coverage/cover.h"
#include "planning/network/network_state.h"

namespace planning {

class Replay {
public:
    /// What is unknown counts as working when `unknownWorks` is set, else as not working. `weights`
    /// are what each group of the cover counts for; empty: its people.
    Replay(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
           const TransportGraph& graph, const Cover& cover, bool unknownWorks,
           std::vector<double> weights = {});

    double served() const { return served_; }
    bool siteOn(std::uint32_t site) const { return on_[graph_.ofSite(site)] != 0; }
    bool groupServed(std::uint32_t group) const { return groupServed_[group] != 0; }
    /// Finishes one action; returns the people (or weight) newly served.
    double finish(std::uint32_t action);

private:
    void place(Vertex v);              // turns v on when it may be, and spreads from it
    void energise(std::uint32_t node); // the same for the power grid
    void serve(std::uint32_t site);
    void mendCell(std::uint32_t cell);
    bool ready(Vertex v) const { return whole_[v] && powered_[v] && !cut_[v]; }

    const TransportGraph& graph_;
    const Cover& cover_;
    const std::vector<Action>& actions_; // the scenario's
    AssetIndex assets_;
    std::vector<char> whole_, powered_, cut_, on_; // per vertex
    std::vector<char> edgeWorks_;
    std::vector<char> core_;
    std::vector<char> gridWorks_, gridFed_, gridSource_, lineWorks_;
    bool gridGraph_ = false;
    struct GridLine {
        std::uint32_t to, line;
    };
    std::vector<std::vector<GridLine>> gridNext_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> gridEnds_; // per line
    std::vector<std::vector<Vertex>> fedBy_;                        // per grid node
    std::vector<std::uint32_t> edgeOfSpan_, edgeOfLink_;
    std::vector<std::uint32_t> layerStart_, layerGroups_; // CSR: layer → groups
    std::vector<std::uint32_t> siteLayer_;                // first layer of each site
    std::vector<char> layerWorks_, groupServed_;
    std::vector<double> weights_; // per group
    double served_ = 0;
};

} // namespace planning
