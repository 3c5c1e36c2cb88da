#pragma once
// Who is served after some actions are finished, worked out anew each time from the whole scenario:
// slow and simple, sharing nothing with the planner's own Replay.
#include "planning/coverage/cover.h"
#include "planning/network/network_state.h"
#include "planning/restoration/after_work.h"

namespace planning {

class SlowReplay {
public:
    /// What is unknown counts as working when `unknownWorks` is set, else as not working.
    SlowReplay(const Scenario& scenario, const Statuses& statuses, const TransportGraph& graph,
               geo::Time asOf, bool unknownWorks);

    void finish(const Action& action);
    /// Everything with what is finished so far, so many hours after the state's time.
    struct Now {
        StateAfter state;
        Reach reach; // ways to the cores
    };
    Now now(double later_h = 0) const;
    /// Does a place that lives on a battery alone go dark between these hours?
    bool batteryEnds(double from_h, double to_h) const;
    /// Per group of the cover: 1 when a layer of a site with a way, and its cell, works.
    std::vector<char> groupsServed(const Cover& cover, const Now& now) const;
    /// Per site: 1 when it serves.
    std::vector<char> sitesServing(const Now& now) const;

private:
    bool good(Service service) const
    {
        return service == Service::on || (unknownWorks_ && service == Service::unknown);
    }

    const Scenario& scenario_;
    const Statuses& statuses_;
    const TransportGraph& graph_;
    geo::Time asOf_;
    bool unknownWorks_;
    AssetIndex assets_;
    std::vector<FinishedWork> finished_;
    std::vector<double> batteryEnds_h_;
};

} // namespace planning
