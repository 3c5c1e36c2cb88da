#include "app/desktop/map/map_view.h"

#include <cmath>

namespace app::desktop {

namespace {

constexpr double stepsPerDoubling = 8;
constexpr double coarsest_m_per_px = 20000;

} // namespace

void MapView::resize(QSizeF size, double density)
{
    view_.size = size;
    density_ = density;
    settle();
}

double MapView::limited(double m_per_px) const
{
    double coarsest = coarsest_m_per_px;
    if (!extent_.empty()) {
        // The whole workspace may shrink to a third of the view, no more.
        const double w = std::max(100.0, view_.size.width());
        const double h = std::max(100.0, view_.size.height());
        coarsest = std::max(3 * std::max(extent_.width() / w, extent_.height() / h), 10.0);
    }
    return std::clamp(m_per_px, finest_m_per_px, coarsest);
}

double MapView::restScale(double m_per_px) const
{
    const double k = std::round(stepsPerDoubling * std::log2(limited(m_per_px)));
    return std::exp2(k / stepsPerDoubling);
}

void MapView::panBy(QPointF pixels)
{
    view_.centre.x_m -= pixels.x() * view_.m_per_px;
    view_.centre.y_m += pixels.y() * view_.m_per_px;
}

void MapView::zoomTo(double m_per_px, QPointF at)
{
    const geo::XY fixed = view_.toGround(at);
    view_.m_per_px = limited(m_per_px);
    const QPointF now = view_.toPixel(fixed);
    panBy(at - now);
}

void MapView::show(const geo::Box& box, double margin_px, int foot_px)
{
    const auto free = view_.size - QSize{0, foot_px};
    const map::Viewport fitting = map::Viewport::showing(box, free, margin_px);
    view_.centre = fitting.centre;
    const double k = std::ceil(stepsPerDoubling * std::log2(limited(fitting.m_per_px)) - 1e-6);
    view_.m_per_px = std::exp2(k / stepsPerDoubling);
    view_.centre.y_m -= 0.5 * foot_px * view_.m_per_px;
    settle();
}

void MapView::moveTo(geo::XY centre)
{
    view_.centre = centre;
    settle();
}

void MapView::settle()
{
    const double unit_m = view_.m_per_px / density_;
    const auto whole = [unit_m](double at_m) { return std::round(at_m / unit_m) * unit_m; };
    const geo::XY corner = view_.toGround({0, 0});
    view_.centre.x_m += whole(corner.x_m) - corner.x_m;
    view_.centre.y_m += whole(corner.y_m) - corner.y_m;
}

} // namespace app::desktop
