#pragma once
// The workspace as terrain: ground with level of detail, the map draped over it, sites as masts in
// their status colour, links over the ground. Rendered off-screen; no display is needed.
#include "app/map/layers.h"
#include "app/scene/camera.h"

#include <QtCore/QSize>
#include <QtGui/QImage>

#include <memory>

namespace app::scene {

struct SceneRequest {
    map::Snapshot snapshot; // data->terrain must be there
    map::Style style;
    double exaggeration = 0; // of heights; 0: chosen from the extent and the relief
};

/// One scene and the OpenGL context it is drawn with. Make it, use it and destroy it on one thread.
class TerrainScene {
public:
    /// Throws geo::Error when the workspace has no terrain, or no OpenGL can be had.
    explicit TerrainScene(const SceneRequest& request);
    ~TerrainScene();
    TerrainScene(const TerrainScene&) = delete;
    TerrainScene& operator=(const TerrainScene&) = delete;

    /// `fine` smooths edges and takes about three times as long.
    enum class Quality { quick, fine };
    QImage render(const Camera& camera, QSize pixels, Quality quality = Quality::fine);
    double exaggeration() const;
    geo::Box extent() const; // of the ground shown
    double groundAt_m(geo::XY at) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// What a caption must say: "heights ×3, masts not to scale".
QString scaleNote(const TerrainScene& scene);

} // namespace app::scene
