#pragma once
// The three ways of filling an area with losses; areaLoss() checks the request and picks one.
#include "planning/feedback.h"
#include "planning/propagation/engine/area_setup.h"

#include <memory>

namespace planning::propagation::engine {

/// Each fills `out.loss_cdb` and `out.departure_cdeg` (sized, all noLoss and 0) and the counts.
/// False when cancelled.
bool sweepArea(const AreaSetup& setup, AreaLoss& out, const Feedback& feedback);
bool exactArea(const AreaSetup& setup, AreaLoss& out, const Feedback& feedback);
bool scalarArea(const AreaSetup& setup, AreaLoss& out, const Feedback& feedback);

/// The same for receivers anywhere.
bool sweepPoints(const AreaSetup& setup, std::span<const geo::XY> receivers, AreaLoss& out,
                 const Feedback& feedback);
bool exactPoints(const AreaSetup& setup, std::span<const geo::XY> receivers, AreaLoss& out,
                 const Feedback& feedback);
bool scalarPoints(const AreaSetup& setup, std::span<const geo::XY> receivers, AreaLoss& out,
                  const Feedback& feedback);

/// Computes one receiver as scalarArea() does.
class ScalarCells {
public:
    explicit ScalarCells(const AreaSetup& setup);
    ScalarCells(const ScalarCells&) = delete;
    ScalarCells& operator=(const ScalarCells&) = delete;
    ~ScalarCells();
    void compute(geo::XY at, std::size_t cell, AreaLoss& out, ReceiverCount& count);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace planning::propagation::engine
