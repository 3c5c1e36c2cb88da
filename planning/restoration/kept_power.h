#pragma once
// Places without grid that a plan counts as powered although their tanks run out: who must be kept
// up by hand, and what is left when nobody does. Those on a battery alone go dark in the plan too.
#include "planning/restoration/plan.h"
#include "planning/restoration/slow_replay.h"

namespace planning {

class KeptPowerCount {
public:
    /// All must outlive it; `plan` has its steps.
    KeptPowerCount(const Scenario& scenario, const Cover& cover, const TransportGraph& graph,
                   geo::Time asOf, RestorationPlan& plan);

    /// Day 0, 1, … in turn, with what is finished by then; `changed`: more than the day before.
    void endDay(const SlowReplay& world, int day, bool changed);
    /// After the last day: fills kept_powered, served_unkept, fuel_l_per_day_at_end and the
    /// assumptions.
    void finish(const SlowReplay& world);

private:
    struct Place {
        AssetRef asset;
        const PowerSupply* supply = nullptr;
        bool brought = false; // by a step of the plan, at any time
    };
    /// Lives on what it has, and that runs out after so many hours; nothing: it does not.
    MaybeNumber runsOut_h(const Place& place, const StateAfter& state) const;
    bool fed(const Place& place, const StateAfter& state) const; // the grid feeds it
    static const PlacePower& powerOf(const Place& place, const StateAfter& state);
    const PowerSupply& supplyOf(AssetRef place) const;
    Vertex vertexOf(const Place& place) const;
    void say();
    void noteBatteries(); // of day 0

    const Scenario& world_;
    const Cover& cover_;
    const TransportGraph& graph_;
    geo::Time asOf_;
    RestorationPlan& plan_;
    Index grid_;
    std::vector<Place> places_;
    std::optional<SlowReplay::Now> now_;
    std::vector<char> dark_;      // per place, on the day before
    std::vector<char> needsFuel_; // per place: would be dark on some day
    std::vector<double> served_;
    bool anyDark_ = false;
    std::size_t fedSomehow_ = 0; // on the last day, by what nobody stated
    std::string batteries_;      // places that live on one alone, in words
};

} // namespace planning
