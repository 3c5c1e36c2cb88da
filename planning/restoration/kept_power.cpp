#include "planning/restoration/kept_power.h"

#include "planning/network/battery_end.h"
#include "planning/network/power_timeline.h"
#include "planning/restoration/daily_fuel.h"
#include "planning/restoration/least_people.h"
#include "planning/restoration/served_by_day.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <set>

namespace planning {
namespace {

constexpr std::size_t named = 12; // places named in the assumption
constexpr double hoursOfDay = 24;

} // namespace

KeptPowerCount::KeptPowerCount(const Scenario& scenario, const Cover& cover,
                               const TransportGraph& graph, geo::Time asOf, RestorationPlan& plan)
    : world_{scenario}, cover_{cover}, graph_{graph}, asOf_{asOf}, plan_{plan},
      grid_{indexOfGridNodes(scenario)}
{
    std::set<std::string> brought;
    for (const PlanStep& step : plan.steps) {
        const Action& action = scenario.actions[step.action];
        if (action.kind == ActionKind::fuel || action.kind == ActionKind::power) {
            brought.insert(action.asset_id);
        }
    }
    const auto add = [&](const std::string& id, AssetRef asset, const PowerSupply& supply) {
        places_.push_back({asset, &supply, brought.contains(id)});
    };
    for (std::uint32_t i = 0; i < scenario.nodes.size(); ++i) {
        if (scenario.nodes[i].kind != NodeKind::splice) {
            add(scenario.nodes[i].node_id, {AssetKind::node, i}, scenario.nodes[i].power);
        }
    }
    for (std::uint32_t i = 0; i < scenario.sites.size(); ++i) {
        add(scenario.sites[i].site_id, {AssetKind::site, i}, scenario.sites[i].power);
    }
    dark_.assign(places_.size(), 0);
    needsFuel_.assign(places_.size(), 0);
}

const PlacePower& KeptPowerCount::powerOf(const Place& place, const StateAfter& state)
{
    return place.asset.kind == AssetKind::site ? state.power.sites[place.asset.index]
                                               : state.power.nodes[place.asset.index];
}

bool KeptPowerCount::fed(const Place& place, const StateAfter& state) const
{
    const auto feeder = grid_.find(place.supply->grid_node_id);
    if (feeder == grid_.end()) {
        // Nobody knows whether a grid node that is in no table works.
        return !place.supply->grid_node_id.empty() && plan_.request.unknown_works;
    }
    const Service grid = state.power.grid_nodes[feeder->second];
    return grid == Service::on || (grid == Service::unknown && plan_.request.unknown_works);
}

MaybeNumber KeptPowerCount::runsOut_h(const Place& place, const StateAfter& state) const
{
    const PlacePower& power = powerOf(place, state);
    if (place.brought || power.powered != Service::on || fed(place, state) || !power.hours_left ||
        !std::isfinite(*power.hours_left)) {
        return std::nullopt;
    }
    return power.hours_left;
}

const PowerSupply& KeptPowerCount::supplyOf(AssetRef place) const
{
    return place.kind == AssetKind::site ? world_.sites[place.index].power
                                         : world_.nodes[place.index].power;
}

void KeptPowerCount::endDay(const SlowReplay& world, int day, bool changed)
{
    const double now_h = hoursToEnd(asOf_, plan_.request.start, day);
    if (changed) {
        now_ = world.now(now_h);
    }
    if (day == 0) {
        noteBatteries();
    }
    std::vector<char> dark(places_.size(), 0);
    for (std::size_t i = 0; day > 0 && i < places_.size(); ++i) {
        const MaybeNumber lasts_h = runsOut_h(places_[i], now_->state);
        dark[i] = lasts_h && *lasts_h < now_h && !onlyBattery(*places_[i].supply) ? 1 : 0;
        anyDark_ |= dark[i] != 0;
        needsFuel_[i] |= dark[i];
    }
    if (!changed && dark == dark_) {
        served_.push_back(served_.back());
        return;
    }
    dark_ = dark;
    SlowReplay::Now without = *now_;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (dark[i] != 0) {
            const AssetRef asset = places_[i].asset;
            (asset.kind == AssetKind::site ? without.state.power.sites
                                           : without.state.power.nodes)[asset.index]
                .powered = Service::off;
        }
    }
    without.reach = reachFromCores(
        graph_, healthOf(world_, without.state.statuses, without.state.power, graph_));
    const std::vector<char> groups = world.groupsServed(cover_, without);
    double people = 0;
    for (std::uint32_t g = 0; g < groups.size(); ++g) {
        people += groups[g] != 0 ? cover_.group_people[g] : 0;
    }
    served_.push_back(people);
}

void KeptPowerCount::finish(const SlowReplay& world)
{
    const double last_h = hoursToEnd(asOf_, plan_.request.start, plan_.request.days);
    const SlowReplay::Now end = world.now(last_h);
    for (const Place& place : places_) {
        const double burn = hoursOfDay * burn_l_per_h(*place.supply);
        char& needsFuel = needsFuel_[static_cast<std::size_t>(&place - places_.data())];
        if (end.reach.service[vertexOf(place)] == Service::off) {
            continue; // broken or cut off: the plan does not count on it
        }
        fedSomehow_ += powerOf(place, end.state).on == "reported" ? 1 : 0;
        const bool fuelled =
            !fed(place, end.state) && powerOf(place, end.state).powered == Service::on;
        const MaybeNumber lasts_h = runsOut_h(place, end.state);
        if (fuelled && (place.brought || (lasts_h && generatorCarries(*place.supply)))) {
            plan_.fuel_l_per_day_at_end += burn;
        }
        if (fuelled && place.brought) {
            plan_.kept_powered.push_back({place.asset, true, burn, 0});
        } else if (lasts_h && *lasts_h < last_h) {
            plan_.kept_powered.push_back(
                {place.asset, false, generatorCarries(*place.supply) ? burn : 0, *lasts_h});
            needsFuel = 0; // named with those
        }
    }
    std::ranges::stable_sort(plan_.kept_powered, {}, [](const KeptPowered& kept) {
        return std::pair{kept.brought, kept.lasts_h};
    });
    if (anyDark_) {
        plan_.served_unkept = std::move(served_);
    }
    say();
}

/// A battery without a generator is kept up by no fuel: the plan does not count on it.
void KeptPowerCount::noteBatteries()
{
    std::vector<std::string> names;
    double last_h = 0;
    std::size_t count = 0;
    for (const Place& place : places_) {
        const PlacePower& power = powerOf(place, now_->state);
        const AssetStatus& status = statusOf(now_->state.statuses, place.asset);
        if (!livesOnBattery(*place.supply, power) || serviceOf(status.status) == Service::off) {
            continue;
        }
        ++count;
        last_h = std::max(last_h, *power.hours_left);
        if (names.size() < named) {
            names.push_back(assetId(world_, place.asset));
        }
    }
    if (count > 0) {
        batteries_ = fmt::format(
            "{} place{} on a battery alone, which no fuel keeps up, and count{} as dark once it is "
            "empty until the plan brings power: {}{}. The last is empty after {:.1f} h",
            count, count == 1 ? " lives" : "s live", count == 1 ? "s" : "", fmt::join(names, ", "),
            count > names.size() ? fmt::format(" and {} more", count - names.size()) : "", last_h);
    }
}

Vertex KeptPowerCount::vertexOf(const Place& place) const
{
    return place.asset.kind == AssetKind::site ? graph_.ofSite(place.asset.index)
                                               : graph_.ofNode(place.asset.index);
}

void KeptPowerCount::say()
{
    std::size_t today = 0;
    std::size_t brought = 0;
    std::size_t chargedSomehow = 0;
    double todayLitres = 0;
    double broughtLitres = 0;
    std::vector<std::string> names;
    for (const KeptPowered& kept : plan_.kept_powered) {
        if (!kept.brought && onlyBattery(supplyOf(kept.place))) {
            ++chargedSomehow;
            continue;
        }
        (kept.brought ? brought : today) += 1;
        (kept.brought ? broughtLitres : todayLitres) += kept.fuel_l_per_day;
        if (!kept.brought && names.size() < named) {
            names.push_back(assetId(world_, kept.place));
        }
    }
    std::vector<std::string> said;
    if (!batteries_.empty()) {
        said.push_back(batteries_);
    }
    if (today > 0) {
        said.push_back(fmt::format(
            "{} place{} without grid that live{} on batteries and tanks today {} kept powered to "
            "the end{}: {}{}. The plan has no rounds for that",
            today, today == 1 ? "" : "s", today == 1 ? "s" : "", today == 1 ? "is" : "are",
            todayLitres > 0 ? fmt::format(", which takes {:.0f} l of fuel a day", todayLitres) : "",
            fmt::join(names, ", "),
            today > names.size() ? fmt::format(" and {} more", today - names.size()) : ""));
    }
    std::vector<std::string> meanwhile;
    double meanwhileLitres = 0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (needsFuel_[i] != 0) {
            meanwhile.push_back(assetId(world_, places_[i].asset));
            meanwhileLitres += hoursOfDay * burn_l_per_h(*places_[i].supply);
        }
    }
    if (const std::size_t count = meanwhile.size(); count > 0) {
        meanwhile.resize(std::min(count, named));
        said.push_back(
            fmt::format("{} place{} without grid {} kept fuelled until the plan brings power, with "
                        "{:.0f} l a day: "
                        "{}{}",
                        count, count == 1 ? "" : "s", count == 1 ? "is" : "are", meanwhileLitres,
                        fmt::join(meanwhile, ", "),
                        count > named ? fmt::format(" and {} more", count - named) : ""));
    }
    if (!plan_.served_unkept.empty()) {
        const std::vector<double>& unkept = plan_.served_unkept;
        std::size_t worst = 0;
        std::size_t dearest = 0; // the day that loses most
        for (std::size_t day = 1; day < unkept.size(); ++day) {
            worst = unkept[day] < unkept[worst] ? day : worst;
            if (plan_.served[day] - unkept[day] > plan_.served[dearest] - unkept[dearest]) {
                dearest = day;
            }
        }
        const double atEnd = plan_.served.back() - unkept.back();
        if (worst > 0 && plan_.served[worst] - unkept[worst] >= leastPeople) {
            said.push_back(fmt::format(
                "if nobody keeps them powered, service falls to {:.0f} people on day {}{}",
                unkept[worst], worst,
                atEnd >= leastPeople
                    ? fmt::format(", and on day {} {:.0f} are served instead of {:.0f}",
                                  plan_.request.days, unkept.back(), plan_.served.back())
                    : ""));
        } else if (plan_.served[dearest] - unkept[dearest] >= leastPeople) {
            said.push_back(fmt::format("if nobody keeps them powered, {:.0f} people are served on "
                                       "day {} instead of {:.0f}",
                                       unkept[dearest], dearest, plan_.served[dearest]));
        }
    }
    if (brought > 0) {
        said.push_back(fmt::format("{} place{} the plan brings power or fuel to {} {:.0f} l of "
                                   "fuel a day from then on",
                                   brought, brought == 1 ? "" : "s",
                                   brought == 1 ? "takes" : "take", broughtLitres));
    }
    if (fedSomehow_ > 0) {
        said.push_back(fmt::format("{} place{} reported working after {} battery must have been "
                                   "empty count{} as powered to the end: nobody stated by what",
                                   fedSomehow_, fedSomehow_ == 1 ? "" : "s",
                                   fedSomehow_ == 1 ? "its" : "their",
                                   fedSomehow_ == 1 ? "s" : ""));
    }
    if (chargedSomehow > 0) {
        said.push_back(fmt::format("{} place{} with a battery of which nobody stated what charges "
                                   "it count{} as powered to the end",
                                   chargedSomehow, chargedSomehow == 1 ? "" : "s",
                                   chargedSomehow == 1 ? "s" : ""));
    }
    const ResourceSupply fuel = dailyFuelSupply(world_, plan_.request);
    const double come = std::accumulate(fuel.per_day.begin(), fuel.per_day.end(), 0.0);
    if (fuel.stated && todayLitres + broughtLitres > come) {
        plan_.problems.push_back(
            {geo::Severity::warning,
             fmt::format("the places the plan counts as powered take {:.0f} l of fuel a day, and "
                         "{:.0f} l a day come for good",
                         todayLitres + broughtLitres, come),
             fmt::format(
                 "Find more, or see who is served best by so much: sila power --fuel {:.0f}", come),
             {},
             "supply",
             "fuel_l"});
    }
    plan_.assumptions.insert(plan_.assumptions.begin(), said.begin(), said.end());
}

} // namespace planning
