#include "planning/coverage/profile_model.h"

#include "planning/propagation/engine/scalar_path.h"

#include <algorithm>
#include <cmath>

namespace planning {
namespace {

/// False when a sample has no height.
bool sample(const geo::Elevation& elevation, geo::XY from, geo::XY to, int steps,
            std::vector<double>& height_m)
{
    height_m.resize(static_cast<std::size_t>(steps) + 1);
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        const auto height = elevation.heightAt(
            {from.x_m + t * (to.x_m - from.x_m), from.y_m + t * (to.y_m - from.y_m)});
        if (!height) {
            return false;
        }
        height_m[static_cast<std::size_t>(i)] = *height;
    }
    return true;
}

} // namespace

ProfileModel::ProfileModel(std::string name, std::string basis, const geo::Elevation* elevation,
                           Loss loss, Refuse refuse, Warn warn)
    : name_{std::move(name)}, basis_{std::move(basis)}, elevation_{elevation},
      loss_{std::move(loss)}, refuse_{std::move(refuse)}, warn_{std::move(warn)}
{
}

std::optional<std::string> ProfileModel::refuses(const AntennaPoint& antenna,
                                                 const AreaSettings& settings) const
{
    return refuse_(antenna, settings);
}

std::vector<std::string> ProfileModel::warnings(const AntennaPoint& antenna,
                                                const AreaSettings& settings) const
{
    return warn_(antenna, settings);
}

std::optional<LossRaster> ProfileModel::loss(const AntennaPoint& antenna,
                                             const AreaSettings& settings,
                                             const Feedback& feedback) const
{
    LossRaster out;
    out.frame = receiverFrame(antenna.at, settings.radius_m, settings.cell_m);
    out.loss_cdb.assign(out.frame.size(), noLoss);
    const geo::Box box = elevation_->height_m.frame.box();
    const double step_m = elevation_->height_m.frame.cell_m;
    std::vector<double> height_m;
    for (int row = 0; row < out.frame.rows; ++row) {
        for (int col = 0; col < out.frame.cols; ++col) {
            const geo::XY at = out.frame.centre(col, row);
            const double distance_m = geo::distance_m(antenna.at, at);
            if (distance_m > settings.radius_m) {
                continue;
            }
            if (feedback.cancelled()) {
                return std::nullopt;
            }
            if (!box.contains(at.x_m, at.y_m)) {
                ++out.outside;
                continue;
            }
            const double length_m = std::max(distance_m, settings.cell_m / 2);
            const int steps = propagation::profileSteps(length_m, step_m);
            if (!sample(*elevation_, antenna.at, at, steps, height_m)) {
                ++out.voids;
                continue;
            }
            const double loss_db = loss_(height_m, length_m / steps, antenna, settings);
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

} // namespace planning
