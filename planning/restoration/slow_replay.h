#pragma once
// The network after some actions are finished, worked out anew each time from the whole scenario:
// slow and simple, sharing nothing with the planner's own Replay.
#include "planning/coverage/cover.h"
#include "planning/network/network_state.h"

namespace planning {

class SlowReplay {
public:
    /// What is unknown counts as working when `unknownWorks` is set, else as not working.
    SlowReplay(const Scenario& scenario, const Statuses& statuses, const TransportGraph& graph,
               geo::Time asOf, bool unknownWorks);

    void finish(const Action& action);
    /// Ways to the cores with what is finished so far.
    Reach reach() const;
    PowerState power() const;
    const Statuses& statuses() const { return statuses_; }
    /// Per group of the cover: 1 when a layer of a site with a way, and its cell, works.
    std::vector<char> groupsServed(const Cover& cover, const Reach& reach) const;
    /// Per site: 1 when it serves.
    std::vector<char> sitesServing(const Reach& reach) const;

private:
    bool good(Service service) const
    {
        return service == Service::on || (unknownWorks_ && service == Service::unknown);
    }

    const Scenario& scenario_;
    const TransportGraph& graph_;
    geo::Time asOf_;
    bool unknownWorks_;
    AssetIndex assets_;
    Statuses statuses_;
    PowerState before_;
    std::vector<char> sitePower_, nodePower_; // a power action is done
    std::vector<char> cutBefore_; // per vertex: reported cut off, and nothing known explains it
};

} // namespace planning
