#pragma once
// Where site symbols go at one scale: alone, side by side when they share a place, or joined in a
// cluster. The same for every tile of that scale, and for finding what lies under the pointer.
#include "app/map/layers.h"

#include <array>
#include <cstdint>
#include <vector>

namespace app::map {

struct PlacedSite {
    std::uint32_t site = 0;
    geo::XY at; // where it is drawn
};
struct PlacedCluster {
    geo::XY at;
    std::array<int, siteLookCount> counts{};
    std::vector<std::uint32_t> sites;
};
struct Placement {
    std::vector<PlacedSite> sites; // in drawing order: faults last
    std::vector<PlacedCluster> clusters;
};

Placement placeSites(const MapData& data, const MapState& state, const Style& style,
                     double m_per_px);

} // namespace app::map
