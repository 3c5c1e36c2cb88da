#pragma once
// One interface for every propagation model that can fill an area.
#include "geo/terrain/elevation.h"
#include "planning/coverage/loss_raster.h"
#include "planning/feedback.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace planning {

/// One antenna position and frequency.
struct AntennaPoint {
    geo::XY at;
    double height_m = 0; // above ground
    double frequency_mhz = 0;
};

struct AreaSettings {
    double radius_m = 20000;
    double cell_m = 100; // of the receivers' grid
    double receiver_height_m = 1.5;
    double time_percent = 50;     // the loss is not exceeded for this share of the time
    double location_percent = 50; // and of the places
    int threads = 1;              // that one loss() may use, 0: all; changes no result
};

class AreaModel {
public:
    AreaModel() = default;
    AreaModel(const AreaModel&) = delete;
    AreaModel& operator=(const AreaModel&) = delete;
    virtual ~AreaModel() = default;

    virtual std::string name() const = 0; // "p1812"
    /// Everything besides AntennaPoint and AreaSettings that the loss depends on, as text: edition,
    /// mode, constants, which terrain. Equal text, equal loss.
    virtual std::string basis() const = 0;
    /// Why the model cannot be used for this antenna; nothing when it can.
    virtual std::optional<std::string> refuses(const AntennaPoint& antenna,
                                               const AreaSettings& settings) const = 0;
    /// What of this antenna lies outside the model's range though the model still computes.
    virtual std::vector<std::string> warnings(const AntennaPoint&, const AreaSettings&) const
    {
        return {};
    }
    /// Loss and counts, and departure angles where the model works them out anyway; nothing when
    /// cancelled. Safe on several threads at once. `memory`: an earlier result, whose memory is
    /// taken; new memory costs a tenth of a fast model's time.
    virtual std::optional<LossRaster> loss(const AntennaPoint& antenna,
                                           const AreaSettings& settings, const Feedback& feedback,
                                           LossRaster memory) const = 0;
    std::optional<LossRaster> loss(const AntennaPoint& antenna, const AreaSettings& settings,
                                   const Feedback& feedback) const
    {
        return loss(antenna, settings, feedback, {});
    }
};

/// Angle at which the wave leaves towards each cell: to the terrain's horizon or, when that lies
/// lower, straight to the receiver; over the median effective Earth. In 0.01 degrees below the
/// horizontal. Without elevation model the ground is flat. Cells off the elevation model are as the
/// last one before them.
std::vector<std::int16_t> departureAngles(const geo::Elevation* elevation,
                                          const AntennaPoint& antenna, const AreaSettings& settings,
                                          const geo::GridFrame& frame);

/// Loss and departure angles; nothing when cancelled. Throws geo::Error when the site is off the
/// elevation model or on a void of it.
std::optional<LossRaster> lossRaster(const AreaModel& model, const geo::Elevation* elevation,
                                     const AntennaPoint& antenna, const AreaSettings& settings,
                                     const Feedback& feedback = {}, LossRaster memory = {});

} // namespace planning
