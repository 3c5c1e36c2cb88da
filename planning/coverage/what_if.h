#pragma once
// People served while layers are switched on and off and footprints change, without a new run.
#include "planning/coverage/footprint.h"
#include "planning/coverage/served.h"

#include <unordered_map>

namespace planning {

/// Holds a cover and which of its layers work; every change updates the sums at once. What a change
/// costs grows with the groups (or cells) it touches, not with the country.
class WhatIf {
public:
    WhatIf(Cover cover, LayerFlags on);

    const Cover& cover() const { return cover_; }
    const LayerFlags& on() const { return on_; }
    const ServedPeople& served() const { return served_; }
    /// One per group of cover().
    const std::vector<TechnologySet>& received() const { return received_; }

    void switchLayer(std::uint32_t layer, bool on);
    /// All layers of a site.
    void switchSite(std::uint32_t site, bool on);
    /// The layer now covers `after` where it covered `before` (as in cover(): from its cells'
    /// power, tilt and threshold). Cells outside the area of interest don't count. May add groups.
    void setFootprint(std::uint32_t layer, const Footprint& before, const Footprint& after);

    /// Groups whose technologies changed since the last call, ascending; the map redraws them.
    /// Cells that changed group in setFootprint() belong to groups named here when what they
    /// receive changed.
    std::vector<std::uint32_t> takeChanged();

private:
    void update(std::uint32_t group);
    void account(double people, TechnologySet received);
    std::uint32_t toggled(std::uint32_t group, std::uint32_t layer);
    TechnologySet receivedBy(std::uint32_t group) const;

    Cover cover_;
    LayerFlags on_;
    std::vector<TechnologySet> received_;
    ServedPeople served_;
    std::vector<std::size_t> layerStart_; // CSR: groups of each layer as the cover came
    std::vector<std::uint32_t> layerGroups_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> addedGroups_; // by layer
    std::unordered_map<std::uint64_t, std::uint32_t> toggled_;
    std::vector<std::uint32_t> changed_;
};

} // namespace planning
