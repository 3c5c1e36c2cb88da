#include "planning/coverage/distance_models.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planning {

DistanceModel::DistanceModel(std::string name, std::string basis, const geo::Elevation* elevation,
                             Loss loss, Refuse refuse, Warn warn)
    : name_{std::move(name)}, basis_{std::move(basis)}, elevation_{elevation},
      loss_{std::move(loss)}, refuse_{std::move(refuse)}, warn_{std::move(warn)}
{
}

std::optional<std::string> DistanceModel::refuses(const AntennaPoint& antenna,
                                                  const AreaSettings& settings) const
{
    return refuse_(antenna, settings);
}

std::vector<std::string> DistanceModel::warnings(const AntennaPoint& antenna,
                                                 const AreaSettings& settings) const
{
    return warn_ ? warn_(antenna, settings) : std::vector<std::string>{};
}

std::optional<LossRaster> DistanceModel::loss(const AntennaPoint& antenna,
                                              const AreaSettings& settings,
                                              const Feedback& feedback, LossRaster memory) const
{
    LossRaster out = emptyRaster(receiverFrame(antenna.at, settings.radius_m, settings.cell_m),
                                 std::move(memory));
    const double ground_m =
        elevation_ == nullptr ? 0 : elevation_->heightAt(antenna.at).value_or(0);
    DistanceCase now;
    now.frequency_mhz = antenna.frequency_mhz;
    now.tx_height_m = antenna.height_m;
    now.rx_height_m = settings.receiver_height_m;
    now.tx_above_sea_m = ground_m + antenna.height_m;
    for (int row = 0; row < out.frame.rows; ++row) {
        if (feedback.cancelled()) {
            return std::nullopt;
        }
        for (int col = 0; col < out.frame.cols; ++col) {
            const geo::XY at = out.frame.centre(col, row);
            const double distance_m = geo::distance_m(antenna.at, at);
            if (distance_m > settings.radius_m) {
                continue;
            }
            const auto height_m =
                elevation_ == nullptr ? std::optional<double>{0.0} : elevation_->heightAt(at);
            if (!height_m) {
                const geo::Box box = elevation_->height_m.frame.box();
                ++(box.contains(at.x_m, at.y_m) ? out.voids : out.outside);
                continue;
            }
            now.ground_m = std::max(distance_m, settings.cell_m / 2);
            now.rx_above_sea_m = *height_m + settings.receiver_height_m;
            now.direct_m = std::hypot(now.ground_m, now.tx_above_sea_m - now.rx_above_sea_m);
            const double loss_db = loss_(now);
            if (std::isfinite(loss_db)) {
                out.loss_cdb[out.frame.at(col, row)] = static_cast<std::int16_t>(
                    std::lround(std::clamp(loss_db * 100, -32767.0, 32767.0)));
                ++out.computed;
            }
        }
        feedback.progress((row + 1.0) / out.frame.rows);
    }
    return out;
}

std::unique_ptr<AreaModel> freeSpaceModel(const geo::Elevation* elevation)
{
    const auto loss = [](const DistanceCase& c) {
        const double lambda_m = 299.792458 / c.frequency_mhz;
        return 20 * std::log10(4 * std::numbers::pi * c.direct_m / lambda_m); // eq. (3)
    };
    const auto refuse = [](const AntennaPoint&, const AreaSettings&) {
        return std::optional<std::string>{};
    };
    return std::make_unique<DistanceModel>("p525", "ITU-R P.525-4 eq. (3), distance in space",
                                           elevation, loss, refuse);
}

} // namespace planning
