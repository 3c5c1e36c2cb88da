#include "geo/error.h"
#include "planning/coverage/area_model.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planning {
namespace {

constexpr double earthRadius_m = 6371000.0 * 4 / 3; // median effective
constexpr double fullTurn = 2 * std::numbers::pi;
constexpr double perDegree = 180 / std::numbers::pi;

/// Ground height as bilinear between cells; nothing where unknown.
std::optional<double> ground(const geo::Elevation* elevation, geo::XY at)
{
    return elevation == nullptr ? std::optional<double>{0.0} : elevation->heightAt(at);
}

std::int16_t centidegrees(double slope)
{
    return static_cast<std::int16_t>(std::lround(-std::atan(slope) * perDegree * 100));
}

} // namespace

std::vector<std::int16_t> departureAngles(const geo::Elevation* elevation,
                                          const AntennaPoint& antenna, const AreaSettings& settings,
                                          const geo::GridFrame& frame)
{
    const double step_m = frame.cell_m;
    const int steps = static_cast<int>(std::ceil(settings.radius_m / step_m)) + 1;
    const int radials = std::max(8, static_cast<int>(std::ceil(fullTurn * steps)));
    const double top_m = ground(elevation, antenna.at).value_or(0) + antenna.height_m;
    // Steepest slope from the antenna up to each step of each radial.
    std::vector<float> horizon(static_cast<std::size_t>(radials) * static_cast<std::size_t>(steps));
    if (elevation != nullptr) {
        for (int i = 0; i < radials; ++i) {
            const double angle = fullTurn * i / radials;
            const double east = std::sin(angle);
            const double north = std::cos(angle);
            float most = -std::numeric_limits<float>::infinity();
            for (int k = 0; k < steps; ++k) {
                const double d_m = (k + 1) * step_m;
                const auto height_m =
                    ground(elevation, {antenna.at.x_m + d_m * east, antenna.at.y_m + d_m * north});
                if (height_m) {
                    const double slope = (*height_m - top_m) / d_m - d_m / (2 * earthRadius_m);
                    most = std::max(most, static_cast<float>(slope));
                }
                horizon[static_cast<std::size_t>(i) * static_cast<std::size_t>(steps) +
                        static_cast<std::size_t>(k)] = most;
            }
        }
    }
    std::vector<std::int16_t> out(frame.size());
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            const geo::XY at = frame.centre(col, row);
            const double dx = at.x_m - antenna.at.x_m;
            const double dy = at.y_m - antenna.at.y_m;
            const double d_m = std::max(std::hypot(dx, dy), step_m / 2);
            const double receiver_m = ground(elevation, at).value_or(top_m - antenna.height_m) +
                                      settings.receiver_height_m;
            double slope = (receiver_m - top_m) / d_m - d_m / (2 * earthRadius_m);
            // The last step whole before the receiver: its own ground does not hide it.
            const int k = std::min(static_cast<int>(d_m / step_m - 0.5), steps) - 1;
            if (elevation != nullptr && k >= 0) {
                double turn = std::atan2(dx, dy) / fullTurn;
                turn -= std::floor(turn);
                const int i = static_cast<int>(std::lround(turn * radials)) % radials;
                slope = std::max(
                    slope,
                    static_cast<double>(
                        horizon[static_cast<std::size_t>(i) * static_cast<std::size_t>(steps) +
                                static_cast<std::size_t>(k)]));
            }
            out[frame.at(col, row)] = centidegrees(slope);
        }
    }
    return out;
}

std::optional<LossRaster> lossRaster(const AreaModel& model, const geo::Elevation* elevation,
                                     const AntennaPoint& antenna, const AreaSettings& settings,
                                     const Feedback& feedback, LossRaster memory)
{
    if (elevation != nullptr && !elevation->heightAt(antenna.at)) {
        const bool off = !elevation->height_m.frame.box().contains(antenna.at.x_m, antenna.at.y_m);
        throw geo::Error{off ? "the site lies outside the elevation model"
                             : "the elevation model has no data at the site",
                         "Import elevation that covers it, or correct its position"};
    }
    auto raster = model.loss(antenna, settings, feedback, std::move(memory));
    if (raster && raster->departure_cdeg.empty() && !feedback.cancelled()) {
        raster->departure_cdeg = departureAngles(elevation, antenna, settings, raster->frame);
    }
    return raster;
}

} // namespace planning
