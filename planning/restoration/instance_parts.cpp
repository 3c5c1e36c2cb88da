#include "planning/restoration/instance_parts.h"

#include "planning/restoration/dispatch.h"

#include <algorithm>
#include <fmt/format.h>

namespace planning {

InstanceParts::InstanceParts(const Scenario& scenario, const PlanRequest& request, Offer offer,
                             PlanInstance& out)
    : world_{scenario}, request_{request}, offer_{offer}, out_{out}, mends_{scenario},
      limits_{scenario, mends_.assets(), request, offer == Offer::everyWay}
{
    for (const Action& action : scenario.actions) {
        awaited_.insert(action.after_ids.begin(), action.after_ids.end());
    }
    out_.instance.periods = request.days;
    out_.instance.discount = request.discount;
    out_.instance.networks = {{"transport", {}}, {"grid", {}}, {"power", {}}, {"work", {}}};
}

std::uint32_t InstanceParts::add(PlanNetwork network, std::string id, bool source)
{
    restoration::Part part;
    part.id = std::move(id);
    part.network = static_cast<std::uint32_t>(network);
    out_.instance.parts.push_back(std::move(part));
    out_.actionOf.push_back(none);
    const auto index = static_cast<std::uint32_t>(size() - 1);
    if (source) {
        out_.instance.networks[static_cast<std::size_t>(network)].sources.push_back(index);
    }
    return index;
}

std::uint32_t InstanceParts::addEdge(PlanNetwork network, std::string id, std::uint32_t a,
                                     std::uint32_t b)
{
    const std::uint32_t part = add(network, std::move(id));
    out_.instance.parts[part].end_a = a;
    out_.instance.parts[part].end_b = b;
    return part;
}

void InstanceParts::dropLast()
{
    out_.instance.parts.pop_back();
    out_.actionOf.pop_back();
}

/// Does `better` all that `worse` does, whatever else is done, and takes no more of anything?
bool InstanceParts::outdoes(const Mend& better, const Mend& worse)
{
    const Action& a = world_.actions[better.choice];
    const Action& b = world_.actions[worse.choice];
    const bool moreBefore = std::ranges::any_of(better.actions, [&](std::uint32_t action) {
        return action != better.choice &&
               std::ranges::find(worse.actions, action) == worse.actions.end();
    });
    const auto mayUse = heldBy(b, request_);
    const auto usesMore = [&](const auto& use) {
        const auto at = mayUse.find(use.first);
        return at == mayUse.end() || use.second > at->second;
    };
    const auto days = limits_.windows(better.choice);
    const auto shut = [&](const std::pair<int, int>& window) {
        return std::ranges::none_of(days, [&](const auto& open) {
            return open.first <= window.first && window.second <= open.second;
        });
    };
    return !moreBefore && std::ranges::none_of(heldBy(a, request_), usesMore) &&
           daysOf(a, request_) <= daysOf(b, request_) &&
           std::ranges::none_of(limits_.windows(worse.choice), shut);
}

std::vector<Mend> InstanceParts::worthwhile(std::vector<Mend> known)
{
    std::erase_if(known, [this](const Mend& mend) { return !possible(mend); });
    if (offer_ == Offer::cheapest && known.size() > 1) {
        known.resize(1);
    }
    // Work under way goes on, when its crew is still there.
    const auto begun = std::ranges::find_if(known, [this](const Mend& mend) {
        return begunOf(request_, world_.actions[mend.choice]) != nullptr &&
               !limits_.lacking(mend.choice);
    });
    if (begun != known.end()) {
        for (const Mend& mend : known) {
            if (mend.choice != begun->choice) {
                out_.outdone.emplace(mend.choice, begun->choice);
            }
        }
        return {*begun};
    }
    std::vector<Mend> kept;
    const auto takeOut = [this](const Mend& mend, const Mend& by) {
        const bool out =
            !awaited_.contains(world_.actions[mend.choice].action_id) && outdoes(by, mend);
        if (out) {
            out_.outdone.emplace(mend.choice, by.choice);
        }
        return out;
    };
    for (Mend& mend : known) {
        if (std::ranges::none_of(kept, [&](const Mend& by) { return takeOut(mend, by); })) {
            std::erase_if(kept, [&](const Mend& other) { return takeOut(other, mend); });
            kept.push_back(std::move(mend));
        }
    }
    if (kept.size() > 1) {
        out_.ways.push_back(kept);
    }
    return kept;
}

void InstanceParts::mend(std::uint32_t part, const std::vector<Mend>& ways)
{
    const restoration::Part mended = out_.instance.parts[part];
    if (mended.isEdge() || ways.size() == 1) {
        damage(part, ways.front().choice);
    }
    if (ways.size() == 1) {
        return;
    }
    auto network = static_cast<PlanNetwork>(mended.network);
    std::uint32_t from = mended.end_a;
    std::uint32_t to = mended.end_b;
    if (!mended.isEdge()) {
        network = PlanNetwork::work;
        if (waysSource_ == none) {
            waysSource_ = add(network, "ways", true);
        }
        from = waysSource_;
        to = add(network, "ways:" + mended.id);
        out_.instance.parts[part].needs_on.push_back(to);
    }
    for (std::size_t i = mended.isEdge() ? 1 : 0; i < ways.size(); ++i) {
        const std::string& action = world_.actions[ways[i].choice].action_id;
        damage(addEdge(network, fmt::format("{} by {}", mended.id, action), from, to),
               ways[i].choice);
    }
}

void InstanceParts::damage(std::uint32_t part, std::uint32_t action)
{
    restoration::Part& p = out_.instance.parts[part];
    p.damaged = true;
    out_.actionOf[part] = action;
    const auto windows = limits_.windows(action);
    if (windows.empty()) {
        return; // work under way goes on whatever closes
    }
    const bool always = windows.size() == 1 && windows.front() == std::pair{1, request_.days};
    p.earliest = windows.front().first - 1;
    for (const auto& [from, to] : windows) {
        if (!always) {
            p.windows.emplace_back(from - 1, to - 1);
        }
    }
}

bool InstanceParts::possible(std::uint32_t action)
{
    const auto [at, fresh] = possible_.emplace(action, true);
    if (fresh) {
        if (auto why = limits_.whyNot(action)) {
            out_.undone.push_back(std::move(*why));
            at->second = false;
        }
    }
    return at->second;
}

bool InstanceParts::possible(const Mend& mend)
{
    if (!possible(mend.choice)) {
        return false;
    }
    const auto first = std::ranges::find_if_not(
        mend.actions, [this](std::uint32_t action) { return possible(action); });
    if (first == mend.actions.end()) {
        return true;
    }
    out_.undone.push_back(
        {mend.choice, world_.actions[mend.choice].asset_id, Undone::order,
         fmt::format("'{}' must come first and cannot be done", world_.actions[*first].action_id)});
    possible_[mend.choice] = false;
    return false;
}

/// By money alone no calendar is made.
std::map<std::string, double> InstanceParts::use(std::uint32_t action) const
{
    return offer_ == Offer::cheapest ? useOf(world_.actions[action], request_)
                                     : heldBy(world_.actions[action], request_);
}

void InstanceParts::unmendable(AssetRef asset, Service works, bool power)
{
    const std::string why = mends_.whyNone(asset, power);
    const bool known = works != Service::unknown || why.starts_with("no action on it");
    nameUndone(asset, known   ? why + ": add an action"
                      : power ? "nobody knows whether it has power: ask, or look first"
                              : "nobody knows whether it works: ask, or look first");
}

void InstanceParts::nameUndone(AssetRef asset, std::string why)
{
    out_.undone.push_back({std::nullopt, assetId(world_, asset), Undone::unknown, std::move(why)});
}

void InstanceParts::addFaulty()
{
    for (std::uint32_t i = 0; i < world_.actions.size(); ++i) {
        if (!mends_.faults()[i].empty()) {
            out_.undone.push_back(
                {i, world_.actions[i].asset_id, Undone::faulty, mends_.faults()[i]});
        }
    }
}

} // namespace planning
