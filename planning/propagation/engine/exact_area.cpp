// An own straight profile for every receiver, sampled and reduced by vector loops.
#include "planning/parallel.h"
#include "planning/propagation/engine/closed_form.h"
#include "planning/propagation/engine/methods.h"
#include "planning/propagation/engine/scalar_path.h"
#include "planning/propagation/engine/zone_walk.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace planning::propagation::engine {
namespace {

constexpr int batchSize = 256;

/// What one thread needs.
class ExactPaths {
public:
    ExactPaths(const AreaSetup& setup, int points)
        : setup_{setup}, batch_{batchSize}, points_{padded(points) + groupSize},
          ground_(static_cast<std::size_t>(points_)), top_(ground_.size()), slopes_(ground_.size()),
          slopes_r_(ground_.size()), inverse_(ground_.size()), reversed_(ground_.size()),
          zone_(setup.zones != nullptr ? ground_.size() : 0)
    {
        const auto most = ground_.size() - groupSize;
        for (std::size_t i = 0; i < ground_.size(); ++i) {
            inverse_[i] = i == 0 ? 0 : static_cast<float>(1.0 / static_cast<double>(i));
            // reversed_[most - k] = 1 / k
            reversed_[i] = i < most ? static_cast<float>(1.0 / static_cast<double>(most - i)) : 0;
        }
    }
    /// Puts a receiver with the others when it lies within the radius.
    void add(geo::XY at, std::size_t cell, AreaLoss& out, ReceiverCount& count)
    {
        if (geo::distance_m(setup_.request.transmitter, at) <= setup_.request.radius_m) {
            look(at, cell, count);
            if (cells_.size() == batchSize) {
                finish(out, count);
            }
        }
    }
    /// Computes those put together.
    void finish(AreaLoss& out, ReceiverCount& count);

private:
    void look(geo::XY at, std::size_t cell, ReceiverCount& count);
    void zones(double east_m, double north_m, int steps, double d_km, int k);

    const AreaSetup& setup_;
    ReceiverBatch batch_;
    int points_;
    std::vector<float> ground_, top_, slopes_, slopes_r_, inverse_, reversed_;
    std::vector<std::int32_t> zone_; // as ZoneView has them
    std::vector<std::size_t> cells_;
};

void ExactPaths::look(geo::XY at, std::size_t cell, ReceiverCount& count)
{
    const AreaLossRequest& q = setup_.request;
    if (!setup_.terrain.elevation->height_m.frame.box().contains(at.x_m, at.y_m)) {
        ++count.outside;
        return;
    }
    const double east = at.x_m - q.transmitter.x_m;
    const double north = at.y_m - q.transmitter.y_m;
    const double length_m = pathLength_m(q, east, north);
    const int steps = profileSteps(length_m, q.step_m);
    const Kernels& k = *setup_.kernels;
    k.heightsOnLine(setup_.ground.grid, setup_.ground.line(east / steps, north / steps),
                    static_cast<float>(setup_.base_m), steps + 1, ground_.data());
    ground_[0] = 0;
    OwnProfile p;
    p.ground = ground_.data();
    p.top = ground_.data();
    p.clutter = setup_.terrain.clutter != nullptr;
    if (p.clutter) {
        k.topsOnLine(setup_.clutter.grid, setup_.clutter.line(east / steps, north / steps),
                     ground_.data(), steps + 1, top_.data());
        p.top = top_.data();
    }
    p.steps = steps;
    p.d_km = static_cast<float>(length_m / 1000);
    p.tx_m = static_cast<float>(q.radio.tx_height_m);
    p.rx_m = ground_[static_cast<std::size_t>(steps)] + static_cast<float>(q.radio.rx_height_m);
    p.median_c = static_cast<float>(setup_.median_c);
    p.anomalous_c = static_cast<float>(setup_.anomalous_c);
    p.timed = setup_.form.timed;
    p.inverse = inverse_.data();
    p.reversed_inverse =
        reversed_.data() + (ground_.size() - groupSize - static_cast<std::size_t>(steps));
    p.slopes = slopes_.data();
    p.slopes_r = slopes_r_.data();
    const int i = static_cast<int>(cells_.size());
    if (std::isnan(k.ownGeometry(p, batch_.arrays(), i))) {
        ++count.voids;
        return;
    }
    batch_.arrays().latitude[i] = static_cast<float>(
        q.geodesy.latitude_deg + 0.5 * (east * q.geodesy.latitude_per_east_deg_m +
                                        north * q.geodesy.latitude_per_north_deg_m));
    if (setup_.zones != nullptr) {
        zones(east, north, steps, length_m / 1000, i);
    }
    cells_.push_back(cell);
}

void ExactPaths::zones(double east_m, double north_m, int steps, double d_km, int k)
{
    const Kernels& kernels = *setup_.kernels;
    kernels.zonesOnLine(setup_.packed.view(), setup_.ground.line(east_m / steps, north_m / steps),
                        steps + 1, zone_.data());
    const auto zoneOf = [&](int i) { return zoneFrom(zone_[static_cast<std::size_t>(i)]); };
    ZoneWalk walk;
    walk.start(zoneOf(0));
    for (int i = 1; i <= steps;) {
        const int end = kernels.endOfRun(zone_.data(), i, steps + 1);
        walk.steps(end - i, d_km / steps, zoneOf(i));
        i = end;
    }
    walk.put(batch_.arrays(), k);
}

void ExactPaths::finish(AreaLoss& out, ReceiverCount& count)
{
    const ReceiverArrays& r = batch_.arrays();
    setup_.kernels->loss(setup_.form, r, static_cast<int>(cells_.size()));
    for (std::size_t k = 0; k < cells_.size(); ++k) {
        out.loss_cdb[cells_[k]] = r.loss_cdb[k];
        out.departure_cdeg[cells_[k]] = r.departure_cdeg[k];
    }
    count.computed += cells_.size();
    cells_.clear();
}

int pointsOf(const AreaLossRequest& q)
{
    return profileSteps(groundReach_m(q), q.step_m) + 2;
}

} // namespace

bool exactArea(const AreaSetup& setup, AreaLoss& out, const Feedback& feedback)
{
    const AreaLossRequest& q = setup.request;
    const int points = pointsOf(q);
    const auto rows = static_cast<std::size_t>(out.frame.rows);
    std::vector<std::unique_ptr<ExactPaths>> threads(threadCount(q.threads, rows));
    std::vector<ReceiverCount> counts(rows);
    const bool finished = forEachPiece(rows, q.threads, feedback, [&](std::size_t row, unsigned t) {
        if (!threads[t]) {
            threads[t] = std::make_unique<ExactPaths>(setup, points);
        }
        for (int col = 0; col < out.frame.cols && !feedback.cancelled(); ++col) {
            threads[t]->add(out.frame.centre(col, static_cast<int>(row)),
                            out.frame.at(col, static_cast<int>(row)), out, counts[row]);
        }
        threads[t]->finish(out, counts[row]);
    });
    for (const ReceiverCount& count : counts) {
        out.add(count);
    }
    return finished && !feedback.cancelled();
}

bool exactPoints(const AreaSetup& setup, std::span<const geo::XY> receivers, AreaLoss& out,
                 const Feedback& feedback)
{
    ExactPaths paths{setup, pointsOf(setup.request)};
    ReceiverCount count;
    for (std::size_t i = 0; i < receivers.size() && !feedback.cancelled(); ++i) {
        paths.add(receivers[i], i, out, count);
    }
    paths.finish(out, count);
    out.add(count);
    return !feedback.cancelled();
}

} // namespace planning::propagation::engine
