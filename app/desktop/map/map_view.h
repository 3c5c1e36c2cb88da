#pragma once
// Where the map looks, and how zooming and panning change it. Scales at rest are 2^(k/8) metres a
// pixel and corners lie on whole device pixels, so that tiles are reused and copied as they are.
#include "app/map/viewport.h"

namespace app::desktop {

class MapView {
public:
    /// What the whole workspace covers; limits how far out one can zoom.
    void setExtent(const geo::Box& extent) { extent_ = extent; }
    void resize(QSizeF size, double density);

    const map::Viewport& viewport() const { return view_; }
    double density() const { return density_; } // device pixels for one pixel at 100 %

    /// By pixels: positive x moves the ground to the right.
    void panBy(QPointF pixels);
    /// The ground under `at` stays there. Brought inside the limits, not to a scale at rest.
    void zoomTo(double m_per_px, QPointF at);
    /// `box` in view with a margin, at a scale at rest, above a foot that is kept free.
    void show(const geo::Box& box, double margin_px, int foot_px = 0);
    void moveTo(geo::XY centre);
    void set(const map::Viewport& view) { view_ = view; }

    /// Nearest scale at rest within the limits.
    double restScale(double m_per_px) const;
    /// Puts the corner of the view on a whole device pixel of the tile raster of its scale.
    void settle();

    static constexpr double finest_m_per_px = 0.5;

private:
    double limited(double m_per_px) const;
    map::Viewport view_;
    geo::Box extent_;
    double density_ = 1;
};

} // namespace app::desktop
