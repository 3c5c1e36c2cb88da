#include "app/desktop/terrain/terrain_worker.h"

#include "app/document/sentences.h"
#include "geo/error.h"

#include <utility>

namespace app::desktop {

TerrainWorker::TerrainWorker(QObject* parent)
    : QObject{parent}, thread_{[this](const std::stop_token& stop) { run(stop); }}
{
}

TerrainWorker::~TerrainWorker() = default;

void TerrainWorker::setScene(const scene::SceneRequest& request)
{
    {
        const std::lock_guard lock{guard_};
        wantedScene_ = request;
    }
    wake_.notify_one();
}

void TerrainWorker::look(const scene::Camera& camera, QSize pixels, double pixelRatio,
                         scene::TerrainScene::Quality quality)
{
    {
        const std::lock_guard lock{guard_};
        wantedLook_ = Look{camera, pixels, pixelRatio, quality};
    }
    wake_.notify_one();
}

void TerrainWorker::run(const std::stop_token& stop)
{
    // The scene and its OpenGL context live and die on this thread.
    std::unique_ptr<scene::TerrainScene> scene;
    while (!stop.stop_requested()) {
        std::optional<scene::SceneRequest> request;
        std::optional<Look> wish;
        {
            std::unique_lock lock{guard_};
            if (!wake_.wait(lock, stop, [&] {
                    return wantedScene_.has_value() || (wantedLook_.has_value() && scene);
                })) {
                return;
            }
            request = std::exchange(wantedScene_, std::nullopt);
            if (!request) {
                wish = std::exchange(wantedLook_, std::nullopt);
            }
        }
        try {
            if (request) {
                scene.reset();
                scene = std::make_unique<scene::TerrainScene>(*request);
                Q_EMIT sceneReady(scene->extent(), scene::scaleNote(*scene));
            } else if (!wish->pixels.isEmpty()) {
                QImage picture = scene->render(wish->camera, wish->pixels, wish->quality);
                picture.setDevicePixelRatio(wish->pixelRatio);
                Q_EMIT pictureReady(picture, wish->quality == scene::TerrainScene::Quality::fine);
            }
        } catch (const geo::Error& error) {
            scene.reset();
            Q_EMIT failed(document::inLanguage(QString::fromStdString(error.happened())),
                          document::inLanguage(QString::fromStdString(error.advice())));
        } catch (const std::exception& error) {
            scene.reset();
            Q_EMIT failed(QString::fromUtf8(error.what()), {});
        }
    }
}

} // namespace app::desktop
