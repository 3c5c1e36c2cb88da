#include "planning/network/settlement_return.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace planning {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr std::size_t mostCombined = 10; // candidates, for all their combinations

void add(std::vector<std::uint32_t>& actions, const std::vector<std::uint32_t>& more)
{
    for (const std::uint32_t action : more) {
        if (std::ranges::find(actions, action) == actions.end()) {
            actions.push_back(action);
        }
    }
}

} // namespace

SettlementReturn::SettlementReturn(const Scenario& scenario, const TransportGraph& graph,
                                   const NetworkState& network, RepairFinder& finder)
    : scenario_{scenario}, graph_{graph}, network_{network}, finder_{finder}
{
}

SettlementReturn::Candidate SettlementReturn::candidate(ReturnUnit unit)
{
    Candidate out;
    out.unit = unit;
    const SiteService& site = network_.sites[unit.site];
    if (site.service == Service::off) {
        out.own = site.repair;
    } else if (site.service == Service::unknown) {
        auto at = siteWays_.find(unit.site);
        if (at == siteWays_.end()) {
            at = siteWays_.emplace(unit.site, finder_.find(graph_.ofSite(unit.site)).repair).first;
        }
        out.own = at->second;
    }
    if (unit.cell != allCells) {
        out.cell = finder_.cellPiece(unit.cell);
    }
    if (out.cell && out.own.possible) {
        if (out.cell->options.empty()) {
            out.own.possible = false;
            out.own.why_not = out.cell->whyNot;
        } else {
            add(out.own.actions, out.cell->options.front().actions);
        }
    }
    return out;
}

void SettlementReturn::load(const People& people)
{
    candidates_.clear();
    groups_.clear();
    std::map<ReturnUnit, std::size_t> known;
    for (const auto& [units, count] : people) {
        Group group;
        group.people = count;
        for (const ReturnUnit& unit : units) {
            const auto [at, isNew] = known.try_emplace(unit, candidates_.size());
            if (isNew) {
                candidates_.push_back(candidate(unit));
            }
            candidates_[at->second].people += count;
            group.candidates.push_back(at->second);
        }
        groups_.push_back(std::move(group));
    }
}

bool SettlementReturn::on(const Candidate& candidate, const std::vector<char>& done,
                          Actions& missing)
{
    if (candidate.cell && !finder_.test().mended(*candidate.cell, done, missing)) {
        return false;
    }
    return network_.sites[candidate.unit.site].service == Service::on ||
           finder_.test().returns(graph_.ofSite(candidate.unit.site), done, missing);
}

double SettlementReturn::peopleOf(const std::vector<char>& candidatesOn) const
{
    double sum = 0;
    for (const Group& group : groups_) {
        sum += std::ranges::any_of(group.candidates,
                                   [&](std::size_t c) { return candidatesOn[c] != 0; })
                   ? group.people
                   : 0;
    }
    return sum;
}

/// Call begin() of the test first.
double SettlementReturn::peopleWith(const std::vector<char>& done, Actions& missing)
{
    std::vector<char> works;
    for (const Candidate& each : candidates_) {
        works.push_back(on(each, done, missing) ? 1 : 0);
    }
    return peopleOf(works);
}

double SettlementReturn::price(const Actions& actions) const
{
    double sum = 0;
    for (const std::uint32_t action : actions) {
        sum += finder_.prices()[action];
    }
    return sum;
}

/// The cheapest of all combinations.
std::optional<SettlementReturn::Actions> SettlementReturn::combined() const
{
    std::optional<Actions> best;
    double least = never;
    for (std::size_t mask = 1; mask < std::size_t{1} << candidates_.size(); ++mask) {
        std::vector<char> works(candidates_.size(), 0);
        Actions actions;
        bool possible = true;
        for (std::size_t c = 0; c < candidates_.size() && possible; ++c) {
            if (((mask >> c) & 1U) != 0) {
                works[c] = 1;
                possible = candidates_[c].own.possible;
                add(actions, candidates_[c].own.actions);
            }
        }
        const double cost = possible ? price(actions) : never;
        if (cost < least && peopleOf(works) >= need_) {
            least = cost;
            best = std::move(actions);
        }
    }
    return best;
}

/// One after the other, always the one with most people for its money, up to the need.
std::optional<SettlementReturn::Actions> SettlementReturn::mostForTheMoney() const
{
    std::vector<char> works(candidates_.size(), 0);
    Actions actions;
    double served = 0;
    while (served < need_) {
        std::size_t best = candidates_.size();
        double most = 0;
        for (std::size_t c = 0; c < candidates_.size(); ++c) {
            if (works[c] != 0 || !candidates_[c].own.possible) {
                continue;
            }
            works[c] = 1;
            const double more = std::min(peopleOf(works), need_) - served;
            works[c] = 0;
            Actions with = actions;
            add(with, candidates_[c].own.actions);
            const double rate = more / (1 + price(with) - price(actions));
            if (rate > most) {
                most = rate;
                best = c;
            }
        }
        if (best == candidates_.size()) {
            return std::nullopt;
        }
        works[best] = 1;
        add(actions, candidates_[best].own.actions);
        served = peopleOf(works);
    }
    // One alone may do it for less.
    for (const Candidate& one : candidates_) {
        if (one.own.possible && one.people >= need_ && price(one.own.actions) < price(actions)) {
            actions = one.own.actions;
        }
    }
    return actions;
}

void SettlementReturn::describe(SettlementWay& way, const Actions& actions)
{
    std::vector<char> done(scenario_.actions.size(), 0);
    for (const std::uint32_t action : actions) {
        done[action] = 1;
    }
    std::vector<char> works;
    std::vector<const Candidate*> back;
    Actions missing;
    finder_.test().begin();
    for (const Candidate& each : candidates_) {
        works.push_back(on(each, done, missing) ? 1 : 0);
        if (works.back() != 0) {
            back.push_back(&each);
        }
    }
    way.people_back = peopleOf(works);
    std::ranges::stable_sort(back, std::greater<>{}, &Candidate::people);
    for (const Candidate* each : back) {
        way.units.push_back(each->unit);
        const bool again = std::ranges::any_of(
            way.units.begin(), way.units.end() - 1,
            [&](const ReturnUnit& unit) { return unit.site == each->unit.site; });
        if (each->cell) {
            const AssetRef cell{AssetKind::cell, each->unit.cell};
            const Service state = serviceOf(finder_.statuses().cells[each->unit.cell].status);
            way.chain.push_back(
                {cell, state, state == Service::unknown ? Cause::unknown : Cause::physical});
            way.repair.assets.push_back(cell);
            for (const MendOption& option : each->cell->options) {
                if (std::ranges::all_of(option.actions,
                                        [&](std::uint32_t a) { return done[a] != 0; })) {
                    add(way.repair.actions, option.actions);
                    break;
                }
            }
        }
        if (again) {
            continue;
        }
        WayBack site = finder_.with(graph_.ofSite(each->unit.site), actions);
        way.chain.insert(way.chain.end(), site.chain.begin(), site.chain.end());
        for (const AssetRef asset : site.repair.assets) {
            if (std::ranges::find(way.repair.assets, asset) == way.repair.assets.end()) {
                way.repair.assets.push_back(asset);
            }
        }
        add(way.repair.actions, site.repair.actions);
    }
    add(way.repair.actions, actions);
    finder_.price(way.repair);
}

SettlementWay SettlementReturn::impossible()
{
    SettlementWay way;
    way.repair.possible = false;
    const auto most = std::ranges::max_element(candidates_, {}, &Candidate::people);
    way.units = {most->unit};
    if (most->cell) {
        way.chain.push_back({{AssetKind::cell, most->unit.cell}, Service::off, Cause::physical});
    }
    const auto& chain = network_.sites[most->unit.site].chain;
    way.chain.insert(way.chain.end(), chain.begin(), chain.end());
    const std::vector<char> everything(scenario_.actions.size(), 1);
    Actions missing;
    finder_.test().begin();
    const double back = peopleWith(everything, missing);
    way.repair.why_not =
        back > 0 ? fmt::format("all repairs known together bring back {:.0f} of the {:.0f} people "
                               "that it lacks to be half served",
                               back, need_)
                 : most->own.why_not;
    if (way.repair.why_not.empty()) {
        way.repair.why_not = "no repair that brings it back is known";
    }
    return way;
}

SettlementWay SettlementReturn::cheapest(const People& people, double need)
{
    load(people);
    need_ = need;
    std::optional<Actions> actions =
        candidates_.size() <= mostCombined ? combined() : mostForTheMoney();
    const auto reached = [&](const std::vector<char>& done, Actions& missing) {
        return peopleWith(done, missing) >= need_;
    };
    CheapestSet found = finder_.search(actions ? price(*actions) : never, reached);
    if (found.better) {
        actions = std::move(found.better);
    }
    if (!actions || actions->empty()) {
        return impossible();
    }
    SettlementWay way;
    way.repair.at_most = !found.proven;
    describe(way, *actions);
    return way;
}

} // namespace planning
