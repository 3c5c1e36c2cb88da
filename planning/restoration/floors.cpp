#include "planning/restoration/floors.h"

#include <algorithm>
#include <cmath>

namespace planning {

namespace {

constexpr double firstFactor = 3; // by which people below a floor are raised

} // namespace

MaybeNumber floorOf(const Scenario& scenario, const AreaIndex& areas, const PlanRequest& request,
                    std::uint32_t area)
{
    MaybeNumber floor;
    for (const auto& [code, share] : request.floors) {
        for (std::uint32_t wide = 0; wide < scenario.areas.size(); ++wide) {
            if (scenario.areas[wide].area_code == code && areas.within(area, wide)) {
                floor = std::max(floor.value_or(0), share);
            }
        }
    }
    if (!floor && request.common_floor > 0) {
        floor = request.common_floor;
    }
    return floor;
}

Floors::Floors(const Scenario& scenario, const Cover& cover, const AreaIndex& areas,
               const PlaceGroups& places, const PlanRequest& request)
    : world_{scenario}, cover_{cover}, areas_{areas}, places_{places}, request_{request}
{
}

Shortfall Floors::shortfallOf(const Replay& end) const
{
    Shortfall out;
    out.byArea.assign(world_.areas.size(), 0);
    for (const std::uint32_t leaf : areas_.leaves()) {
        const MaybeNumber floor = floorOf(world_, areas_, request_, leaf);
        double people = 0;
        double served = 0;
        for (std::size_t i = places_.start[leaf]; i < places_.start[leaf + 1]; ++i) {
            people += places_.people[i];
            served += end.groupServed(places_.group[i]) ? places_.people[i] : 0;
        }
        const double missing = floor.value_or(0) * people * (1 - 1e-9) - served;
        if (missing > 0) {
            out.byArea[leaf] = missing;
            ++out.floors;
            out.people += missing;
        }
    }
    return out;
}

double Floors::burdenOf(const Shortfall& shortfall) const
{
    return static_cast<double>(shortfall.floors) + shortfall.people / (cover_.totalPeople() + 1);
}

RaisedWeights::RaisedWeights(const Floors& floors, const std::vector<char>& attainable)
    : floors_{floors}, attainable_{attainable}, weight_(floors.world_.areas.size(), 1),
      factor_(weight_.size(), firstFactor), was_met_(weight_.size(), 0)
{
}

bool RaisedWeights::raise(const Shortfall& lacking)
{
    const std::vector<double>& missing = lacking.byArea;
    const PlaceGroups& places = floors_.places_;
    std::vector<std::uint32_t> behind;
    for (const std::uint32_t leaf : floors_.areas_.leaves()) {
        double more = 0; // people that could be served at all
        for (std::size_t i = places.start[leaf]; i < places.start[leaf + 1]; ++i) {
            more += attainable_[places.group[i]] != 0 ? places.people[i] : 0;
        }
        if (missing[leaf] > 0 && more > 0) {
            behind.push_back(leaf);
            factor_[leaf] = was_met_[leaf] != 0 ? std::sqrt(factor_[leaf]) : factor_[leaf];
        }
        was_met_[leaf] = missing[leaf] > 0 ? 0 : 1;
    }
    // The easier half first: what cannot be had for all must not drown what can for some.
    std::ranges::stable_sort(behind, {}, [&](std::uint32_t leaf) { return missing[leaf]; });
    for (std::size_t i = 0; 2 * i < behind.size(); ++i) {
        weight_[behind[i]] *= factor_[behind[i]];
    }
    return !behind.empty();
}

} // namespace planning
