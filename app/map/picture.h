#pragma once
// The whole map as one picture with its frame: what `sila map`, the report and the tests draw.
#include "app/map/labels.h"

#include <QtGui/QImage>

namespace app::map {

struct PictureRequest {
    QSizeF size{1600, 1000}; // at 100 % scale
    Style style;
    geo::Box bbox;           // empty: everything
    QString title, subtitle; // above the map; empty: no strip
    QStringList headline;    // pairs: figure, words
    bool legend = true;
    bool furniture = true; // scale bar, north, attribution, chip
    std::optional<planning::AssetRef> selected;
};

/// Metres of ground for one pixel at 100 %, as the picture will show them.
double metresPerPixel(const Snapshot& snapshot, const PictureRequest& request);
/// Draws into (0, 0, size) of the painter. `density`: image pixels for one pixel at 100 %.
void drawPicture(QPainter& painter, const Snapshot& snapshot, const PictureRequest& request,
                 double density);
/// The same as an image of size × scale pixels.
QImage drawPicture(const Snapshot& snapshot, const PictureRequest& request, double scale);

} // namespace app::map
