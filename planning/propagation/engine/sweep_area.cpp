// Radial by radial: see radial.h.
#include "planning/parallel.h"
#include "planning/propagation/engine/methods.h"
#include "planning/propagation/engine/radial.h"
#include "planning/propagation/engine/sectors.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>

namespace planning::propagation::engine {
namespace {

/// What one thread needs; every sector uses it anew.
class SectorSweep {
public:
    SectorSweep(const AreaSetup& setup, const Sectors& sectors, int points)
        : setup_{setup}, sectors_{sectors}, radial_{setup, points}, near_{setup}
    {
    }
    void run(std::size_t sector, AreaLoss& out, ReceiverCount& count)
    {
        sectors_.collect(sector, *setup_.kernels, receivers_);
        const auto cols = static_cast<std::uint32_t>(out.frame.cols);
        for (const std::uint32_t cell : receivers_.near) {
            near_.compute(
                out.frame.centre(static_cast<int>(cell % cols), static_cast<int>(cell / cols)),
                cell, out, count);
        }
        runRadials(sector, out, count);
    }
    /// Receivers sorted already.
    void run(std::size_t sector, std::vector<RadialReceiver>& found, AreaLoss& out,
             ReceiverCount& count)
    {
        sectors_.sort(sector, found, receivers_);
        runRadials(sector, out, count);
    }

private:
    void runRadials(std::size_t sector, AreaLoss& out, ReceiverCount& count)
    {
        for (int radial = 0; radial < sectors_.radials(sector); ++radial) {
            const auto r = static_cast<std::size_t>(radial);
            if (receivers_.begin[r] != receivers_.begin[r + 1]) {
                const auto all = std::span<const RadialReceiver>{receivers_.all};
                runRadial(
                    sectors_.direction(sector, radial),
                    all.subspan(receivers_.begin[r], receivers_.begin[r + 1] - receivers_.begin[r]),
                    out, count);
            }
        }
    }

    /// Where the receivers lie, a step before each and itself, and what the grids hold there.
    struct Ends {
        std::vector<float> col, row, before_col, before_row;
        std::vector<float> clutter_col, clutter_row;
        std::vector<float> ground_m, before_m, before_clutter_m;
        void resize(std::size_t n, bool clutter)
        {
            for (auto* v : {&col, &row, &before_col, &before_row, &ground_m, &before_m}) {
                v->resize(n);
            }
            if (clutter) {
                clutter_col.resize(n);
                clutter_row.resize(n);
                before_clutter_m.resize(n);
            }
        }
    };

    void lookAtEnds(std::span<const RadialReceiver> receivers);
    void runRadial(const Direction& direction, std::span<const RadialReceiver> receivers,
                   AreaLoss& out, ReceiverCount& count);

    const AreaSetup& setup_;
    Sectors sectors_; // a copy, for its scratch
    Radial radial_;
    ScalarCells near_;
    SectorReceivers receivers_;
    Ends ends_;
    std::vector<std::uint32_t> computed_;
    std::unique_ptr<ReceiverBatch> batch_;
    int capacity_ = 0;
};

void SectorSweep::lookAtEnds(std::span<const RadialReceiver> receivers)
{
    const int count = static_cast<int>(receivers.size());
    const bool clutter = setup_.terrain.clutter != nullptr;
    ends_.resize(static_cast<std::size_t>(padded(count)), clutter);
    const auto step_m = static_cast<float>(setup_.request.step_m);
    const auto per_m = static_cast<float>(setup_.ground.cells_per_m);
    const auto col = static_cast<float>(setup_.ground.col);
    const auto row = static_cast<float>(setup_.ground.row);
    for (std::size_t i = 0; i < receivers.size(); ++i) {
        const float east = receivers[i].east_m;
        const float north = receivers[i].north_m;
        const float before = 1.0F - step_m / receivers[i].distance_m;
        ends_.col[i] = col + east * per_m;
        ends_.row[i] = row - north * per_m;
        ends_.before_col[i] = col + before * east * per_m;
        ends_.before_row[i] = row - before * north * per_m;
        if (clutter) {
            const auto clutter_per_m = static_cast<float>(setup_.clutter.cells_per_m);
            ends_.clutter_col[i] =
                static_cast<float>(setup_.clutter.col) + before * east * clutter_per_m;
            ends_.clutter_row[i] =
                static_cast<float>(setup_.clutter.row) - before * north * clutter_per_m;
        }
    }
    const Kernels& k = *setup_.kernels;
    const auto base_m = static_cast<float>(setup_.base_m);
    k.heightsAt(setup_.ground.grid, ends_.col.data(), ends_.row.data(), base_m, count,
                ends_.ground_m.data());
    k.heightsAt(setup_.ground.grid, ends_.before_col.data(), ends_.before_row.data(), base_m, count,
                ends_.before_m.data());
    if (clutter) {
        k.clutterAt(setup_.clutter.grid, ends_.clutter_col.data(), ends_.clutter_row.data(), count,
                    ends_.before_clutter_m.data());
    }
}

void SectorSweep::runRadial(const Direction& direction, std::span<const RadialReceiver> receivers,
                            AreaLoss& out, ReceiverCount& count)
{
    const int most = static_cast<int>(receivers.size());
    if (most > capacity_) {
        capacity_ = padded(most);
        batch_ = std::make_unique<ReceiverBatch>(capacity_);
    }
    const ReceiverArrays& r = batch_->arrays();
    lookAtEnds(receivers);
    radial_.sample(direction.east, direction.north, receivers.back().prefix + 1);
    radial_.start();
    const geo::Box box = setup_.terrain.elevation->height_m.frame.box();
    const geo::XY tx = setup_.request.transmitter;
    const SiteGeodesy& geodesy = setup_.request.geodesy;
    int reached = 0;
    computed_.clear();
    for (std::size_t i = 0; i < receivers.size(); ++i) {
        const RadialReceiver& receiver = receivers[i];
        const double east = receiver.east_m;
        const double north = receiver.north_m;
        if (!box.contains(tx.x_m + east, tx.y_m + north)) {
            ++count.outside;
            continue;
        }
        PathEnd end{receiver.distance_m / 1000.0, ends_.ground_m[i], ends_.before_m[i],
                    ends_.before_m[i]};
        if (setup_.terrain.clutter != nullptr) {
            end.before_top_m += ends_.before_clutter_m[i];
        }
        if (receiver.prefix >= radial_.firstVoid() || std::isnan(end.ground_m) ||
            std::isnan(end.before_ground_m)) {
            ++count.voids;
            continue;
        }
        while (reached < receiver.prefix) {
            radial_.advance(++reached);
        }
        const int k = static_cast<int>(computed_.size());
        radial_.geometry(end, r, k);
        r.latitude[k] = static_cast<float>(geodesy.latitude_deg +
                                           0.5 * (east * geodesy.latitude_per_east_deg_m +
                                                  north * geodesy.latitude_per_north_deg_m));
        if (setup_.zones != nullptr) {
            const geo::GridFrame& frame = setup_.terrain.elevation->height_m.frame;
            const double before = 1 - setup_.request.step_m / receiver.distance_m;
            radial_.zones(
                end.d_km,
                zoneAt(*setup_.zones, frame, {tx.x_m + before * east, tx.y_m + before * north}),
                zoneAt(*setup_.zones, frame, {tx.x_m + east, tx.y_m + north}), r, k);
        }
        computed_.push_back(receiver.cell);
    }
    setup_.kernels->loss(setup_.form, r, static_cast<int>(computed_.size()));
    for (std::size_t k = 0; k < computed_.size(); ++k) {
        out.loss_cdb[computed_[k]] = r.loss_cdb[k];
        out.departure_cdeg[computed_[k]] = r.departure_cdeg[k];
    }
    count.computed += computed_.size();
}

/// Radials as close as profile points, or half as close as receivers where these are few.
Sectors sectorsOf(const AreaLossRequest& q, const geo::GridFrame& frame)
{
    return {frame, q, std::max(q.step_m, q.resolution_m / 2)};
}

int pointsOf(const AreaLossRequest& q)
{
    return static_cast<int>(std::ceil(groundReach_m(q) / q.step_m)) + 1;
}

} // namespace

bool sweepArea(const AreaSetup& setup, AreaLoss& out, const Feedback& feedback)
{
    const AreaLossRequest& q = setup.request;
    const Sectors sectors = sectorsOf(q, out.frame);
    const int points = pointsOf(q);
    std::vector<std::unique_ptr<SectorSweep>> threads(threadCount(q.threads, sectors.count()));
    std::vector<ReceiverCount> counts(sectors.count());
    const bool finished =
        forEachPiece(sectors.count(), q.threads, feedback, [&](std::size_t sector, unsigned t) {
            if (!threads[t]) {
                threads[t] = std::make_unique<SectorSweep>(setup, sectors, points);
            }
            threads[t]->run(sector, out, counts[sector]);
        });
    if (!finished || feedback.cancelled()) {
        return false;
    }
    for (const ReceiverCount& count : counts) {
        out.add(count);
    }
    // No sector has the cell whose centre is the transmitter.
    const int col = out.frame.colOf(q.transmitter.x_m);
    const int row = out.frame.rowOf(q.transmitter.y_m);
    if (out.frame.inside(col, row) && out.frame.centre(col, row) == q.transmitter) {
        ReceiverCount count;
        ScalarCells{setup}.compute(q.transmitter, out.frame.at(col, row), out, count);
        out.add(count);
    }
    return true;
}

bool sweepPoints(const AreaSetup& setup, std::span<const geo::XY> receivers, AreaLoss& out,
                 const Feedback& feedback)
{
    const AreaLossRequest& q = setup.request;
    const Sectors sectors = sectorsOf(q, {});
    SectorSweep sweep{setup, sectors, pointsOf(q)};
    ScalarCells near{setup};
    std::vector<std::vector<RadialReceiver>> found(sectors.count());
    ReceiverCount count;
    for (std::size_t i = 0; i < receivers.size(); ++i) {
        const double east = receivers[i].x_m - q.transmitter.x_m;
        const double north = receivers[i].y_m - q.transmitter.y_m;
        RadialReceiver receiver;
        const std::size_t sector = sectors.place(east, north, receiver);
        receiver.cell = static_cast<std::uint32_t>(i);
        if (sectors.isNear(receiver.distance_m)) {
            near.compute(receivers[i], i, out, count);
        } else if (geo::distance_m(q.transmitter, receivers[i]) <= q.radius_m) {
            found[sector].push_back(receiver);
        }
    }
    for (std::size_t sector = 0; sector < found.size(); ++sector) {
        if (feedback.cancelled()) {
            return false;
        }
        sweep.run(sector, found[sector], out, count);
    }
    out.add(count);
    return true;
}

} // namespace planning::propagation::engine
