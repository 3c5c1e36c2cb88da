#pragma once
// Draws the terrain on a thread of its own, so that neither the window nor the map ever waits for
// it. The newest wish counts: pictures nobody waits for any more are not drawn.
#include "app/scene/terrain_scene.h"

#include <QtCore/QObject>
#include <QtCore/QString>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace app::desktop {

class TerrainWorker : public QObject {
    Q_OBJECT
public:
    explicit TerrainWorker(QObject* parent = nullptr);
    ~TerrainWorker() override;

    /// Builds another scene; sceneReady() or failed() follows.
    void setScene(const scene::SceneRequest& request);
    /// A picture of the scene as it is by then; pictureReady() follows unless a newer wish comes.
    void look(const scene::Camera& camera, QSize pixels, double pixelRatio,
              scene::TerrainScene::Quality quality);

Q_SIGNALS: // from the worker's thread
    void sceneReady(const geo::Box& extent, const QString& note);
    void pictureReady(const QImage& picture, bool fine);
    void failed(const QString& happened, const QString& advice);

private:
    struct Look {
        scene::Camera camera;
        QSize pixels;
        double pixelRatio = 1;
        scene::TerrainScene::Quality quality = scene::TerrainScene::Quality::quick;
    };
    void run(const std::stop_token& stop);

    std::mutex guard_;
    std::condition_variable_any wake_;
    std::optional<scene::SceneRequest> wantedScene_;
    std::optional<Look> wantedLook_;
    std::jthread thread_; // last: it uses all of the above
};

} // namespace app::desktop
