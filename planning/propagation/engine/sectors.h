#pragma once
// Cuts the disc around a transmitter into sectors of radials, and says which cells of the
// receivers' grid lie in each. Every cell within the radius lies in exactly one sector, but for one
// whose centre is the transmitter itself.
#include "geo/raster/grid.h"
#include "planning/propagation/engine/area_loss.h"
#include "planning/propagation/engine/kernels.h"

#include <cstdint>
#include <vector>

namespace planning::propagation::engine {

/// East and north parts of a unit vector of the plane.
struct Direction {
    double east = 0;
    double north = 1;
};

/// A receiver near a radial.
struct RadialReceiver {
    std::uint32_t cell = 0;        // where its loss goes
    std::int32_t radial = 0;       // counted from the first of the sector
    std::int32_t prefix = 0;       // points of the radial that belong to its path, less one
    float distance_m = 0;          // over ground
    float east_m = 0, north_m = 0; // of the transmitter, in the plane
};

/// Receivers of one sector, in order of radial, then of the number of points before them.
struct SectorReceivers {
    std::vector<RadialReceiver> all;  // and room behind
    std::vector<std::uint32_t> begin; // of each radial, and the end
    std::vector<std::uint32_t> near;  // cells too near for the sweep
};

class Sectors {
public:
    /// `spacing_m`: of the radials at the radius, at most.
    Sectors(const geo::GridFrame& frame, const AreaLossRequest& request, double spacing_m);

    std::size_t count() const { return starts_.size() - 1; }
    int radials(std::size_t sector) const { return starts_[sector + 1] - starts_[sector]; }
    /// Of a radial of the sector, counted from 0.
    Direction direction(std::size_t sector, int radial) const;
    /// Cells within the radius. Reuses what `out` holds.
    void collect(std::size_t sector, const Kernels& kernels, SectorReceivers& out);
    /// The sector a point within the radius lies in and its place there. A point that is the
    /// transmitter is near, and in the first.
    std::size_t place(double east_m, double north_m, RadialReceiver& out) const;
    /// By radial, then by prefix; `found` is left in disorder.
    void sort(std::size_t sector, std::vector<RadialReceiver>& found, SectorReceivers& out);
    /// Whether a path is too short for the sweep.
    bool isNear(double distance_m) const { return distance_m < nearestSteps * request_.step_m; }

private:
    static constexpr double nearestSteps = 4.5; // shorter paths are computed one by one
    int prefix(float distance_m) const;
    Direction at(double radial) const;
    void collectRow(int row, const Direction& from, const Direction& to, PolarRow& polar,
                    const Kernels& kernels, SectorReceivers& out);

    geo::GridFrame frame_;
    AreaLossRequest request_;
    int per_quadrant_ = 1;
    std::vector<int> starts_; // first radial of each sector, and the end
    struct Scratch {
        std::vector<RadialReceiver> found;
        std::vector<std::uint32_t> place;
        std::vector<std::int32_t> row_radial;
        std::vector<float> row_distance_m;
    } scratch_;
};

} // namespace planning::propagation::engine
