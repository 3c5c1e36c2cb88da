#pragma once
// Area models whose loss follows from distance and heights alone, without a profile.
#include "planning/coverage/area_model.h"
#include "planning/propagation/range.h"

#include <functional>

namespace planning {

/// What such a model sees of one receiver.
struct DistanceCase {
    double frequency_mhz = 0;
    double ground_m = 0;       // distance over ground
    double direct_m = 0;       // distance between the antennas
    double tx_height_m = 0;    // above its ground
    double rx_height_m = 0;    // above its ground
    double tx_above_sea_m = 0; // of the antenna
    double rx_above_sea_m = 0;
};

/// A closed formula as an area model. Receivers nearer than half a cell count as half a cell away.
class DistanceModel final : public AreaModel {
public:
    using Loss = std::function<double(const DistanceCase&)>; // dB; NaN: no value
    using Refuse =
        std::function<std::optional<std::string>(const AntennaPoint&, const AreaSettings&)>;
    using Warn = std::function<std::vector<std::string>(const AntennaPoint&, const AreaSettings&)>;
    /// `elevation` may be null: flat ground at the sea's level. It must outlive the model.
    DistanceModel(std::string name, std::string basis, const geo::Elevation* elevation, Loss loss,
                  Refuse refuse, Warn warn = {});

    std::string name() const override { return name_; }
    std::string basis() const override { return basis_; }
    std::optional<std::string> refuses(const AntennaPoint& antenna,
                                       const AreaSettings& settings) const override;
    std::vector<std::string> warnings(const AntennaPoint& antenna,
                                      const AreaSettings& settings) const override;
    using AreaModel::loss;
    std::optional<LossRaster> loss(const AntennaPoint& antenna, const AreaSettings& settings,
                                   const Feedback& feedback, LossRaster memory) const override;

private:
    std::string name_, basis_;
    const geo::Elevation* elevation_;
    Loss loss_;
    Refuse refuse_;
    Warn warn_;
};

/// ITU-R P.525 free space, on the straight distance between the antennas.
std::unique_ptr<AreaModel> freeSpaceModel(const geo::Elevation* elevation);

} // namespace planning
