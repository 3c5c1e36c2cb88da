#pragma once
// Where the eye is: it looks at a point on the ground from a distance, a heading and a height.
#include "geo/crs/position.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace app::scene {

struct Camera {
    geo::XY target;           // working CRS
    double distance_m = 1000; // from the target
    double heading_deg = 0;   // the way the eye looks, clockwise from north
    double pitch_deg = 42;    // above the horizon, 5 to 89

    static constexpr double leastPitch_deg = 5;
    static constexpr double mostPitch_deg = 89;
    static constexpr double least_m = 200;

    /// All of `ground` in view from the south.
    static Camera over(const geo::Box& ground)
    {
        Camera camera;
        camera.target = {(ground.min_x + ground.max_x) / 2, (ground.min_y + ground.max_y) / 2};
        camera.distance_m = std::max(least_m, 1.45 * std::max(ground.width(), ground.height()));
        return camera;
    }
    void orbit(double heading_deg_by, double pitch_deg_by)
    {
        heading_deg = std::fmod(heading_deg + heading_deg_by + 720, 360);
        pitch_deg = std::clamp(pitch_deg + pitch_deg_by, leastPitch_deg, mostPitch_deg);
    }
    void zoom(double factor, double most_m)
    {
        distance_m = std::clamp(distance_m * factor, least_m, most_m);
    }
    /// Moves the target along the ground: forward as the eye looks, right of it. Metres.
    void fly(double forward_m, double right_m)
    {
        const double h = heading_deg * std::numbers::pi / 180;
        target.x_m += forward_m * std::sin(h) + right_m * std::cos(h);
        target.y_m += forward_m * std::cos(h) - right_m * std::sin(h);
    }
};

} // namespace app::scene
