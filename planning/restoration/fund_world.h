#pragma once
// A scenario as a question of money alone: nothing else is scarce, and only repairs within the
// scopes asked about can be done.
#include "planning/restoration/build_instance.h"
#include "planning/restoration/fund.h"
#include "planning/restoration/replay.h"
#include "planning/restoration/solve.h"

namespace planning {

/// Keeps references to what it is made from.
class FundWorld {
public:
    /// Throws geo::Error when there is no core node, or a scope names an area or operator that is
    /// not there.
    FundWorld(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
              geo::Time asOf, FundRequest request);
    FundWorld(const FundWorld&) = delete;
    FundWorld& operator=(const FundWorld&) = delete;

    const FundRequest& request() const { return request_; }
    const Scenario& world() const { return world_; } // actions out of scope mend nothing
    const Cover& cover() const { return cover_; }
    const Replay& today() const { return today_; } // heeds what must come first
    std::span<const std::uint32_t> actionOf() const { return problem_.actionOf; } // per part
    std::size_t onBatteries() const; // places that count as dark because nothing charges them
    /// All repairs that can help somebody.
    double helpful_usd() const { return helpful_usd_; }
    /// All repairs in scope, those too that help nobody without others out of scope.
    double all_usd() const;

    /// Sound actions in scope that wait for work that is not.
    std::vector<std::uint32_t> waitForOthers() const;

    Replay after(std::span<const std::uint32_t> done) const;
    /// With so much money in each period, after the actions done.
    restoration::Instance instance(std::vector<double> supply_usd,
                                   std::span<const std::uint32_t> done) const;
    /// `effort` in millions of steps; 0: as requested.
    restoration::Schedule solved(const restoration::Instance& instance, const Feedback& feedback,
                                 std::int64_t effort = 0, bool bound = true) const;

private:
    PlanRequest plan() const;

    FundRequest request_;
    const Scenario& scenario_; // as it is, whatever the scope
    const Statuses& statuses_;
    const Cover& cover_;
    geo::Time asOf_;
    Scenario world_;
    PowerState power_;
    TransportGraph graph_;
    Replay today_;
    PlanInstance problem_;
    double helpful_usd_ = 0;
};

} // namespace planning
