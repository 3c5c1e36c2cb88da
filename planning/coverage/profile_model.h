#pragma once
// A point-to-point model as an area model: an own straight profile over the terrain for every
// receiver, sampled about once a terrain cell.
#include "planning/coverage/area_model.h"

#include <functional>
#include <span>

namespace planning {

class ProfileModel final : public AreaModel {
public:
    /// dB from heights above sea level at equal steps, the antenna's ground first; NaN: no value.
    using Loss = std::function<double(std::span<const double> height_m, double step_m,
                                      const AntennaPoint&, const AreaSettings&)>;
    using Refuse =
        std::function<std::optional<std::string>(const AntennaPoint&, const AreaSettings&)>;
    using Warn = std::function<std::vector<std::string>(const AntennaPoint&, const AreaSettings&)>;
    /// `elevation` must outlive the model; null is enough for all but loss().
    ProfileModel(std::string name, std::string basis, const geo::Elevation* elevation, Loss loss,
                 Refuse refuse, Warn warn);

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
    struct Counts {
        std::uint32_t computed = 0, voids = 0, outside = 0;
    };
    std::int16_t lossAt(geo::XY at, const AntennaPoint& antenna, const AreaSettings& settings,
                        std::vector<double>& height_m, Counts& counts) const;

    Loss loss_;
    Refuse refuse_;
    Warn warn_;
};

} // namespace planning
