#include "planning/coverage/what_if.h"

#include <algorithm>
#include <utility>

namespace planning {

WhatIf::WhatIf(Cover cover, LayerFlags on) : cover_{std::move(cover)}, on_{std::move(on)}
{
    received_ = technologiesByGroup(cover_, on_);
    served_ = servedPeople(cover_, received_);
    layerStart_.assign(cover_.layers.size() + 1, 0);
    for (const std::uint32_t layer : cover_.group_layers) {
        ++layerStart_[layer + 1];
    }
    for (std::size_t i = 1; i < layerStart_.size(); ++i) {
        layerStart_[i] += layerStart_[i - 1];
    }
    layerGroups_.resize(cover_.group_layers.size());
    std::vector<std::size_t> at(layerStart_.begin(), layerStart_.end() - 1);
    for (std::size_t g = 0; g < cover_.groups(); ++g) {
        for (const std::uint32_t layer : cover_.layersOf(g)) {
            layerGroups_[at[layer]++] = static_cast<std::uint32_t>(g);
        }
    }
}

void WhatIf::account(double people, TechnologySet received)
{
    if (received != noTechnology) {
        served_.any += people;
    }
    for (std::size_t t = 0; t < served_.by_technology.size(); ++t) {
        if (((received >> t) & 1U) != 0) {
            served_.by_technology[t] += people;
        }
    }
}

TechnologySet WhatIf::receivedBy(std::uint32_t group) const
{
    TechnologySet received = noTechnology;
    for (const std::uint32_t layer : cover_.layersOf(group)) {
        if (on_[layer] != 0) {
            received =
                static_cast<TechnologySet>(received | setOf(cover_.layers[layer].technology));
        }
    }
    return received;
}

void WhatIf::update(std::uint32_t group)
{
    const TechnologySet now = receivedBy(group);
    if (now == received_[group]) {
        return;
    }
    account(-cover_.group_people[group], received_[group]);
    account(cover_.group_people[group], now);
    received_[group] = now;
    changed_.push_back(group);
}

void WhatIf::switchLayer(std::uint32_t layer, bool on)
{
    const std::uint8_t wanted = on ? 1 : 0;
    if (on_[layer] == wanted) {
        return;
    }
    on_[layer] = wanted;
    for (std::size_t i = layerStart_[layer]; i < layerStart_[layer + 1]; ++i) {
        update(layerGroups_[i]);
    }
    if (const auto added = addedGroups_.find(layer); added != addedGroups_.end()) {
        for (const std::uint32_t group : added->second) {
            update(group);
        }
    }
}

void WhatIf::switchSite(std::uint32_t site, bool on)
{
    const auto first = std::lower_bound(
        cover_.layers.begin(), cover_.layers.end(), site,
        [](const RadioLayer& layer, std::uint32_t wanted) { return layer.site < wanted; });
    for (auto layer = first; layer != cover_.layers.end() && layer->site == site; ++layer) {
        switchLayer(static_cast<std::uint32_t>(layer - cover_.layers.begin()), on);
    }
}

std::uint32_t WhatIf::toggled(std::uint32_t group, std::uint32_t layer)
{
    const auto key = [layer](std::uint32_t g) { return (std::uint64_t{g} << 32U) | layer; };
    const auto fresh = static_cast<std::uint32_t>(cover_.groups());
    const auto [entry, isNew] = toggled_.try_emplace(key(group), fresh);
    if (!isNew) {
        return entry->second;
    }
    const auto mine = cover_.layersOf(group);
    std::vector<std::uint32_t> layers(mine.begin(), mine.end());
    const auto at = std::lower_bound(layers.begin(), layers.end(), layer);
    if (at != layers.end() && *at == layer) {
        layers.erase(at);
    } else {
        layers.insert(at, layer);
    }
    for (const std::uint32_t l : layers) {
        addedGroups_[l].push_back(fresh);
    }
    cover_.group_layers.insert(cover_.group_layers.end(), layers.begin(), layers.end());
    cover_.group_start.push_back(static_cast<std::uint32_t>(cover_.group_layers.size()));
    cover_.group_people.push_back(0.0);
    received_.push_back(receivedBy(fresh));
    toggled_.emplace(key(fresh), group); // and back again
    return fresh;
}

void WhatIf::setFootprint(std::uint32_t layer, const Footprint& before, const Footprint& after)
{
    const auto move = [&](int col, int row) {
        std::uint32_t& group = cover_.group[cover_.frame.at(col, row)];
        if (group == noGroup) {
            return;
        }
        const std::uint32_t next = toggled(group, layer);
        const auto people = static_cast<double>(cover_.people[cover_.frame.at(col, row)]);
        cover_.group_people[group] -= people;
        cover_.group_people[next] += people;
        if (received_[group] != received_[next]) {
            account(-people, received_[group]);
            account(people, received_[next]);
            if (changed_.empty() || changed_.back() != next) {
                changed_.push_back(next);
            }
        }
        group = next;
    };
    before.forEach([&](int col, int row) {
        if (!after.covers(col, row)) {
            move(col, row);
        }
    });
    after.forEach([&](int col, int row) {
        if (!before.covers(col, row)) {
            move(col, row);
        }
    });
}

std::vector<std::uint32_t> WhatIf::takeChanged()
{
    std::sort(changed_.begin(), changed_.end());
    changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
    return std::exchange(changed_, {});
}

} // namespace planning
