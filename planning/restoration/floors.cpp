#include "planning/restoration/floors.h"

#include "geo/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning {

namespace {

constexpr double rounding = 1e-6; // of sums of people, who are spread over cells as floats
constexpr double firstFactor = 3; // by which people below a floor are raised

} // namespace

std::vector<Floor> floorsOf(const Scenario& scenario, const AreaIndex& areas,
                            const PlanRequest& request)
{
    std::vector<Floor> out;
    for (std::uint32_t i = 0; i < scenario.areas.size(); ++i) {
        const Area& area = scenario.areas[i];
        const auto named = request.floors.find(area.area_code);
        if (named != request.floors.end()) {
            out.push_back({i, named->second, areas.leavesOf(i)});
            if (out.back().leaves.empty()) {
                throw geo::Error{
                    fmt::format("nobody says which areas lie in {} ({}), so a floor for all of "
                                "them cannot be counted",
                                area.name, area.area_code),
                    "Give those areas its code as parent_code, or give each a floor of its own"};
            }
        } else if (request.common_floor > 0 && areas.isLeaf(i)) {
            out.push_back({i, request.common_floor, {i}});
        }
    }
    return out;
}

bool floorsAsked(const PlanRequest& request)
{
    return !request.floors.empty() || request.common_floor > 0;
}

bool reaches(double served, double share, double people)
{
    return served >= share * people * (1 - rounding);
}

bool AreaServed::floorPossible() const
{
    return met || reaches(attainable, floor.value_or(0), people);
}

Floors::Floors(const Scenario& scenario, const AreaIndex& areas, const PlaceGroups& places,
               const PlanRequest& request)
    : areas_{scenario.areas.size()}, places_{places}, floors_{floorsOf(scenario, areas, request)}
{
    for (const Floor& floor : floors_) {
        people_.push_back(places.peopleOf(floor.leaves, [](std::uint32_t) { return true; }));
        asked_ += floor.share * people_.back();
    }
}

Shortfall Floors::shortfallOf(const Replay& end) const
{
    Shortfall out;
    for (std::size_t f = 0; f < floors_.size(); ++f) {
        const double served = places_.peopleOf(
            floors_[f].leaves, [&](std::uint32_t group) { return end.groupServed(group); });
        const bool met = reaches(served, floors_[f].share, people_[f]);
        out.byFloor.push_back(met ? 0 : floors_[f].share * people_[f] - served);
        out.floors += met ? 0 : 1;
        out.people += out.byFloor.back();
    }
    return out;
}

double Floors::burdenOf(const Shortfall& shortfall) const
{
    // Whole people: no fraction of one outweighs all the people served elsewhere. Shares in whole
    // per cent of whole people never lie on the border between two numbers.
    const double people = std::floor(shortfall.people + 0.505);
    return static_cast<double>(shortfall.floors) + people / (asked_ + 2);
}

RaisedWeights::RaisedWeights(const Floors& floors, const std::vector<char>& attainable)
    : floors_{floors}, weight_(floors.floors_.size(), 1), factor_(weight_.size(), firstFactor),
      was_met_(weight_.size(), 0)
{
    for (std::size_t f = 0; f < weight_.size(); ++f) {
        const Floor& floor = floors.floors_[f];
        const double most = floors.places_.peopleOf(
            floor.leaves, [&](std::uint32_t group) { return attainable[group] != 0; });
        beyond_.push_back(std::max(0.0, floor.share * floors.people_[f] - most));
    }
}

bool RaisedWeights::raise(const Shortfall& lacking)
{
    std::vector<double> missing; // that could be served
    std::vector<std::size_t> behind;
    for (std::size_t f = 0; f < weight_.size(); ++f) {
        missing.push_back(lacking.byFloor[f] - beyond_[f]);
        const bool met = missing[f] <= rounding * floors_.people_[f];
        if (!met) {
            behind.push_back(f);
            factor_[f] = was_met_[f] != 0 ? std::sqrt(factor_[f]) : factor_[f];
        }
        was_met_[f] = met ? 1 : 0;
    }
    // The easier half first: what cannot be had for all must not drown what can for some.
    std::ranges::stable_sort(behind, {}, [&](std::size_t f) { return missing[f]; });
    for (std::size_t i = 0; 2 * i < behind.size(); ++i) {
        weight_[behind[i]] *= factor_[behind[i]];
    }
    return !behind.empty();
}

std::vector<double> RaisedWeights::perArea() const
{
    std::vector<double> out(floors_.areas_, 1);
    for (std::size_t f = 0; f < weight_.size(); ++f) {
        const Floor& floor = floors_.floors_[f];
        out[floor.area] *= weight_[f];
        for (const std::uint32_t leaf : floor.leaves) {
            out[leaf] *= leaf == floor.area ? 1 : weight_[f];
        }
    }
    return out;
}

} // namespace planning
