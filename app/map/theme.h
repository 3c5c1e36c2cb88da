#pragma once
// Colours and type of the map, light and dark. Sizes are pixels at 100 % scale.
#include <QtGui/QColor>
#include <QtGui/QFont>

#include <array>

namespace app::map {

enum class Theme { light, dark };

struct HeightTone {
    double height_m;
    QColor colour;
};

struct Palette {
    bool dark;
    // surfaces and text of the window
    QColor window, panel, sunk, rule, fieldEdge, faultGround, text, text2, text3, accent,
        accentGround, onAccent, staleGround;
    // lines of the network, halo round symbols and labels, casing of spans
    QColor fibre, halo, casing;
    // status
    QColor working, degraded, degradedEdge, noPower, backhaul, destroyed, planned, unknown;
    QColor gap;
    std::array<QColor, 4> access;        // fibre, cellular, point-to-point, satellite
    std::array<QColor, 4> signal;        // 2G 3G 4G 5G
    std::array<double, 4> signalOpacity; // weakest step first
    // ground
    QColor land, water, waterFar, coast, border, borderCasing, veil, people, shadow;
    QColor contour, waterText, areaText;
    std::array<HeightTone, 7> tones; // ascending; the dark theme repeats its last
};

const Palette& palette(Theme theme);

/// Noto Sans with its Arabic companion. `size_px` at 100 % scale.
QFont font(double size_px, bool bold = false);

} // namespace app::map
