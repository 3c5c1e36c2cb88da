#include "planning/coverage/profile_model.h"

#include "planning/parallel.h"
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

std::int16_t ProfileModel::lossAt(geo::XY at, const AntennaPoint& antenna,
                                  const AreaSettings& settings, std::vector<double>& height_m,
                                  Counts& counts) const
{
    const double distance_m = geo::distance_m(antenna.at, at);
    if (distance_m > settings.radius_m) {
        return noLoss;
    }
    if (!elevation_->height_m.frame.box().contains(at.x_m, at.y_m)) {
        ++counts.outside;
        return noLoss;
    }
    const double length_m = std::max(distance_m, settings.cell_m / 2);
    const int steps = propagation::profileSteps(length_m, elevation_->height_m.frame.cell_m);
    if (!sample(*elevation_, antenna.at, at, steps, height_m)) {
        ++counts.voids;
        return noLoss;
    }
    const double loss_db = loss_(height_m, length_m / steps, antenna, settings);
    if (!std::isfinite(loss_db)) {
        return noLoss;
    }
    ++counts.computed;
    return static_cast<std::int16_t>(std::lround(std::clamp(loss_db * 100, -32767.0, 32767.0)));
}

std::optional<LossRaster> ProfileModel::loss(const AntennaPoint& antenna,
                                             const AreaSettings& settings, const Feedback& feedback,
                                             LossRaster memory) const
{
    LossRaster out = emptyRaster(receiverFrame(antenna.at, settings.radius_m, settings.cell_m),
                                 std::move(memory));
    const auto rows = static_cast<std::size_t>(out.frame.rows);
    std::vector<std::vector<double>> profiles(threadCount(settings.threads, rows));
    std::vector<Counts> counts(rows);
    const bool whole =
        forEachPiece(rows, settings.threads, feedback, [&](std::size_t row, unsigned thread) {
            for (int col = 0; col < out.frame.cols && !feedback.cancelled(); ++col) {
                const geo::XY at = out.frame.centre(col, static_cast<int>(row));
                const auto loss = lossAt(at, antenna, settings, profiles[thread], counts[row]);
                out.loss_cdb[out.frame.at(col, static_cast<int>(row))] = loss;
            }
        });
    if (!whole || feedback.cancelled()) {
        return std::nullopt;
    }
    for (const Counts& row : counts) {
        out.computed += row.computed;
        out.voids += row.voids;
        out.outside += row.outside;
    }
    return out;
}

} // namespace planning
