#pragma once
// The map of a workspace as a picture to hand over: PNG, SVG or PDF.
#include "app/document/document.h"
#include "app/map/picture.h"

#include <QtCore/QByteArray>
#include <QtGui/QImage>

#include <filesystem>

namespace app::report {

struct MapPictureRequest {
    QSizeF size{1600, 1000}; // at 100 % scale
    double scale = 1;        // image pixels for one pixel at 100 %
    int day = 0;             // of the plan; 0 is today
    map::Style style;
    geo::Box bbox; // working CRS; empty: everything, or what is selected
    std::optional<document::Target> selected;
    bool positions = true; // false: no site, node, line or step is drawn
    bool frame = true;     // title and figures above, legend below
};

/// What is drawn for a request; the window and the report draw the same.
map::PictureRequest pictureFor(const document::Document& document,
                               const MapPictureRequest& request);

/// By the ending of the name: .png, .svg or .pdf. The file appears whole or not at all. Throws
/// geo::Error for another ending, a picture too large, or a folder that cannot be written.
void writeMapPicture(const document::Document& document, const MapPictureRequest& request,
                     const std::filesystem::path& file);

/// Qt's quality of a PNG file: a little larger than by default, and written in half the time.
constexpr int quickPng = 70;

/// A picture as PNG that says what it was made from.
QByteArray pngBytes(QImage image, const document::Document& document);
/// The whole file or nothing. Throws geo::Error when the disk is full or the folder is not there.
void writeBytes(const QByteArray& bytes, const std::filesystem::path& file);

/// What a report or a picture must not give away: everything that shows where telecom stands.
void hidePositions(map::Style& style);

} // namespace app::report
