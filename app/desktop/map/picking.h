#pragma once
// What lies under the pointer: the same places, sizes and order as drawn.
#include "app/document/target.h"
#include "app/map/labels.h"

#include <functional>
#include <optional>

namespace app::desktop {

struct Picked {
    std::optional<document::Target> target;
    const map::PlacedCluster* cluster = nullptr; // sites too close to tell apart
    geo::XY at;                                  // where the hover ring goes
    bool ring = false;                           // it is a symbol: a ring fits round it
};

struct PickRequest {
    map::Viewport view;
    map::Snapshot snapshot;
    map::Style style;
    const map::Placement* placement = nullptr; // null: sites cannot be picked yet
    const map::Label* label = nullptr;         // under the pointer
    /// The target of the id of a place, facility or area (the map keeps these in its own order).
    std::function<std::optional<document::Target>(const QString& id)> find;
};

/// Symbols before words, words before lines, lines before what has an extent.
Picked pickAt(const PickRequest& request, QPointF pixel);

/// Distance in pixels from a point to a line.
double distanceTo_px(const geo::LineOf<geo::XY>& line, const map::Viewport& view, QPointF pixel);
bool isInside(const geo::MultiPolygonOf<geo::XY>& shape, geo::XY at);

} // namespace app::desktop
