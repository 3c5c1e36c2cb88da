#pragma once
// How hard a place was hit, relative to the rest of its region: close to a front or border, around
// hot spots, or away from an epicentre and on flooded ground. Smooth, so that damage clusters.
#include "planning/synth/land.h"
#include "planning/synth/random.h"
#include "planning/synth/synth.h"

#include <vector>

namespace planning::synth {

struct Preset;

class Field {
public:
    /// `places` and `weights`: the region's towns; `regionCells`: 1 where the land is the region's.
    Field(const Land& land, const std::vector<std::uint8_t>& regionCells,
          const std::vector<geo::XY>& places, const std::vector<double>& weights, Profile profile,
          const Preset& preset, Random random);

    /// About 0 (spared) to 1.5 (worst).
    double at(geo::XY p) const;
    /// From the front (conflict) or the epicentre (disaster).
    double distance_m(geo::XY p) const;
    /// 0 to 1: when the damage reached the place; smooth, so that it advances in waves.
    double wave(geo::XY p) const;
    bool flooded(geo::XY p) const;

private:
    double borderCloseness(geo::XY p) const;
    const Land& land_;
    Profile profile_;
    bool hasFront_ = false;
    double frontX_ = 0, frontY_ = 0, frontMost_m_ = 0, near_m_ = 0, reach_m_ = 0;
    geo::XY epicentre_;
    std::vector<geo::XY> spots_;
    std::vector<float> borderDistance_m_;
    std::vector<std::uint8_t> nearSea_;
    Noise rough_, slow_;
};

} // namespace planning::synth
