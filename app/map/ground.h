#pragma once
// The quiet base: height as hillshade and tone, the sea with its shore, where people live, and a
// veil over land outside the workspace.
#include "app/map/pyramid.h"
#include "app/map/theme.h"
#include "geo/terrain/elevation.h"

#include <QtGui/QImage>

#include <memory>
#include <string>

namespace app::map {

/// Heights prepared for drawing. Made once; read by any thread.
struct Terrain {
    Pyramid height_m;
    Pyramid offshore_m; // distance from the shore, negative on land; empty without sea
    Pyramid known_m;    // distance from where heights are missing, coarse
    std::string source; // for attribution
};
std::shared_ptr<const Terrain> makeTerrain(const geo::Elevation& elevation);

/// People per square kilometre, prepared for drawing.
std::shared_ptr<const Pyramid> makePeopleGround(const geo::FloatGrid& people);

/// What lies under a window of pixels. Any part may be absent.
struct GroundLayers {
    const Terrain* terrain = nullptr;
    const Pyramid* people_per_km2 = nullptr;
    /// Alpha 255 inside the workspace's areas, 0 outside; same size as the window. Null: no veil.
    const QImage* inside = nullptr;
    double contour_m = 0; // between two contours, every fifth stronger; 0: none
    double pixelsPerUnit = 1;
};

/// Metres between contours at a scale (metres per pixel at 100 %); 0 from too far away (beyond
/// zoom level 12).
double contourStep_m(double m_per_px);

/// One opaque picture of the ground (Format_RGB32), one pixel of it per pixel of the window.
QImage drawGround(const PixelWindow& window, const GroundLayers& layers, Theme theme);

/// Distance in metres of every cell centre to the nearest cell for which `mark` is `value`;
/// infinity when there is none. Exact Euclidean transform (Felzenszwalb and Huttenlocher 2012).
geo::FloatGrid distanceTo(const geo::GridFrame& frame, const std::vector<std::uint8_t>& mark,
                          std::uint8_t value);

} // namespace app::map
