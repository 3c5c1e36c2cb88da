#pragma once
// The ground as a tree of tiles: far ones coarse, near ones fine, with skirts against cracks.
#include "app/map/pyramid.h"

#include <osg/Group>
#include <osg/ref_ptr>

namespace app::scene {

/// Positions relative to `origin`, heights times `exaggeration`; texture coordinates run over `box`
/// from its south-west corner. Missing heights are drawn at sea level.
osg::ref_ptr<osg::Node> makeTerrainMesh(const map::Pyramid& height_m, const geo::Box& box,
                                        geo::XY origin, double exaggeration);

/// Vertices along one side of a tile.
inline constexpr int tileSide = 33;

} // namespace app::scene
