#pragma once
// How keys, drags and the wheel move the eye over the terrain; no widgets.
#include "app/scene/camera.h"

#include <QtCore/QPointF>
#include <QtCore/QSizeF>
#include <QtCore/Qt>

#include <set>

namespace app::desktop {

class Flight {
public:
    static constexpr double turn_deg_per_px = 0.3, tilt_deg_per_px = 0.2;
    static constexpr double fly_per_s = 0.6; // of the distance to the ground looked at
    static constexpr double turn_deg_per_s = 45;
    static constexpr double zoom_per_s = 2.0; // times nearer
    static constexpr double hurry = 3;        // with Shift

    const scene::Camera& camera() const { return camera_; }
    /// The ground there is; the eye is put where all of it is seen, unless it has been before.
    void setGround(const geo::Box& ground);
    void showAll();
    /// A part of the ground, from the south.
    void show(const geo::Box& part);

    void orbit(QPointF by_px);
    /// The ground follows the pointer. `height_px`: of the view.
    void drag(QPointF by_px, double height_px);
    /// Steps of the wheel, 1 is one notch; forward comes nearer.
    void wheel(double notches);

    /// Whether the key means something here.
    static bool knows(int key);
    void press(int key) { pressed_.insert(key); }
    void release(int key) { pressed_.erase(key); }
    void releaseAll() { pressed_.clear(); }
    bool moving() const { return !pressed_.empty(); }
    /// Moves by what is held down for so many seconds.
    void advance(double seconds, bool fast);

private:
    double most_m() const;
    void stayNear();
    bool held(int a, int b) const { return pressed_.contains(a) || pressed_.contains(b); }

    scene::Camera camera_;
    geo::Box ground_;
    std::set<int> pressed_;
    bool placed_ = false;
};

} // namespace app::desktop
