#include "app/desktop/terrain/flight.h"

#include <array>

namespace app::desktop {
namespace {

constexpr double lens_deg = 35; // of the scene, from top to bottom

} // namespace

void Flight::setGround(const geo::Box& ground)
{
    ground_ = ground;
    if (!placed_) {
        showAll();
    }
    stayNear();
}

void Flight::showAll()
{
    if (!ground_.empty()) {
        camera_ = scene::Camera::over(ground_);
        placed_ = true;
    }
}

void Flight::show(const geo::Box& part)
{
    camera_ = scene::Camera::over(part);
    placed_ = true;
    if (!ground_.empty()) {
        camera_.zoom(1, most_m());
        stayNear();
    }
}

void Flight::orbit(QPointF by_px)
{
    camera_.orbit(turn_deg_per_px * by_px.x(), tilt_deg_per_px * by_px.y());
}

void Flight::drag(QPointF by_px, double height_px)
{
    const double m_per_px = 2 * camera_.distance_m *
                            std::tan(lens_deg / 2 * std::numbers::pi / 180) /
                            std::max(1.0, height_px);
    // Away from the eye the ground is seen at a slant: one pixel is more of it.
    const double slant = std::max(0.25, std::sin(camera_.pitch_deg * std::numbers::pi / 180));
    camera_.fly(by_px.y() * m_per_px / slant, -by_px.x() * m_per_px);
    stayNear();
}

void Flight::wheel(double notches)
{
    camera_.zoom(std::pow(0.85, notches), most_m());
}

bool Flight::knows(int key)
{
    constexpr std::array keys{
        Qt::Key_W,     Qt::Key_A,     Qt::Key_S,    Qt::Key_D,      Qt::Key_Up,      Qt::Key_Left,
        Qt::Key_Right, Qt::Key_Q,     Qt::Key_E,    Qt::Key_R,      Qt::Key_F,       Qt::Key_Plus,
        Qt::Key_Equal, Qt::Key_Minus, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown};
    return std::ranges::find(keys, static_cast<Qt::Key>(key)) != keys.end();
}

void Flight::advance(double seconds, bool fast)
{
    const double speed = fast ? hurry : 1;
    const auto way = [this](int forwardA, int forwardB, int backA, int backB) {
        return (held(forwardA, forwardB) ? 1 : 0) - (held(backA, backB) ? 1 : 0);
    };
    const double far = fly_per_s * camera_.distance_m * seconds * speed;
    camera_.fly(way(Qt::Key_W, Qt::Key_Up, Qt::Key_S, Qt::Key_Down) * far,
                way(Qt::Key_D, Qt::Key_Right, Qt::Key_A, Qt::Key_Left) * far);
    camera_.orbit(way(Qt::Key_E, Qt::Key_E, Qt::Key_Q, Qt::Key_Q) * turn_deg_per_s * seconds *
                      speed,
                  way(Qt::Key_R, Qt::Key_PageUp, Qt::Key_F, Qt::Key_PageDown) * turn_deg_per_s *
                      seconds * speed);
    camera_.zoom(
        std::pow(zoom_per_s,
                 way(Qt::Key_Minus, Qt::Key_Minus, Qt::Key_Plus, Qt::Key_Equal) * seconds * speed),
        most_m());
    stayNear();
}

double Flight::most_m() const
{
    return std::max(scene::Camera::least_m, 2.5 * std::max(ground_.width(), ground_.height()));
}

void Flight::stayNear()
{
    if (!ground_.empty()) {
        camera_.target.x_m = std::clamp(camera_.target.x_m, ground_.min_x, ground_.max_x);
        camera_.target.y_m = std::clamp(camera_.target.y_m, ground_.min_y, ground_.max_y);
    }
}

} // namespace app::desktop
