#include "app/map/asset_place.h"

#include "app/map/paths.h"
#include "app/map/viewport.h"

namespace app::map {

std::optional<geo::XY> positionOf(const MapData& data, planning::AssetRef asset)
{
    const std::size_t i = asset.index;
    switch (asset.kind) {
    case planning::AssetKind::site:
        return i < data.sites.size() ? std::optional{data.sites[i].at} : std::nullopt;
    case planning::AssetKind::node:
        return i < data.nodes.size() ? std::optional{data.nodes[i].at} : std::nullopt;
    case planning::AssetKind::span:
        if (i < data.spans.size() && !data.spans[i].lines.empty()) {
            const auto& line = data.spans[i].lines.front();
            const Viewport metres{{0, 0}, 1, {0, 0}}; // one pixel a metre, y down
            const QPointF p = pointAlong(line, metres, length_px(line, metres) / 2).at;
            return geo::XY{p.x(), -p.y()};
        }
        return {};
    case planning::AssetKind::link:
        if (i < data.links.size()) {
            const MapLink& link = data.links[i];
            return geo::XY{(link.from.x_m + link.to.x_m) / 2, (link.from.y_m + link.to.y_m) / 2};
        }
        return {};
    case planning::AssetKind::cell:
    case planning::AssetKind::gridNode:
    case planning::AssetKind::gridLine:
        return {};
    }
    return {};
}

} // namespace app::map
