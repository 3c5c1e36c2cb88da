#include "planning/restoration/instance_parts.h"

#include <algorithm>

namespace planning {

InstanceParts::InstanceParts(const Scenario& scenario, const PlanRequest& request,
                             PlanInstance& out)
    : world_{scenario}, request_{request}, out_{out}, mends_{scenario}, limits_{scenario,
                                                                                mends_.assets(),
                                                                                request}
{
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

bool InstanceParts::mendable(std::uint32_t part, const Mend& mend)
{
    for (const std::uint32_t action : mend.actions) {
        if (!possible(action)) {
            return false;
        }
    }
    damage(part, mend.choice);
    return true;
}

void InstanceParts::damage(std::uint32_t part, std::uint32_t action)
{
    restoration::Part& p = out_.instance.parts[part];
    p.damaged = true;
    out_.actionOf[part] = action;
    const auto windows = limits_.windows(action);
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

void InstanceParts::unmendable(AssetRef asset, bool power)
{
    nameUndone(asset, mends_.whyNone(asset, power) + ": add an action");
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
