#include "app/scene/drape.h"

#include "app/map/renderer.h"

#include <QtGui/QPainter>

namespace app::scene {

QImage drapeOf(const map::Snapshot& snapshot, const map::Style& shown, const geo::Box& box)
{
    constexpr double density = 2; // signs and lines as large as on a screen of twice the pixels
    map::Style style = shown;
    for (map::LayerState& layer : style.layers) {
        layer.visible = layer.visible && layer.id != map::LayerId::sites &&
                        layer.id != map::LayerId::links && layer.id != map::LayerId::places &&
                        layer.id != map::LayerId::plan && layer.id != map::LayerId::facilities &&
                        layer.id != map::LayerId::candidates &&
                        layer.id != map::LayerId::technology;
    }
    map::Viewport view;
    view.size = {drapePixels / density, drapePixels / density};
    view.centre = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    view.m_per_px = box.width() / view.size.width();
    // The picture knows its density: a painter on it counts in pixels of the view.
    QImage picture = map::drawGroundOf(view, *snapshot.data, style, density);
    QPainter painter{&picture};
    painter.setRenderHint(QPainter::Antialiasing);
    map::drawAssets(painter, view, view.rect(), snapshot, style, {});
    return picture;
}

} // namespace app::scene
