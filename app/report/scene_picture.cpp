#include "app/report/scene_picture.h"

#include "app/map/furniture.h"
#include "app/report/map_picture.h"
#include "geo/raster/raster_beside.h"

#include <QtGui/QPainter>

namespace app::report {

double writeScenePicture(const document::Document& document, const ScenePictureRequest& request,
                         const std::filesystem::path& file)
{
    scene::SceneRequest asked;
    asked.snapshot = document.snapshot(request.day);
    asked.style = request.style;
    asked.exaggeration = request.exaggeration;
    if (!request.positions) {
        hidePositions(asked.style);
        auto nobody = std::make_shared<map::MapData>(*asked.snapshot.data);
        nobody->sites.clear();
        nobody->nodes.clear();
        nobody->spans.clear();
        nobody->links.clear();
        auto empty = std::make_shared<map::MapState>(*asked.snapshot.state);
        empty->sites.clear();
        empty->stale.clear();
        empty->disputed.clear();
        empty->spans.clear();
        empty->links.clear();
        empty->steps.clear();
        asked.snapshot = {std::move(nobody), std::move(empty)};
    }
    if (asked.snapshot.data->terrain == nullptr) {
        const auto workspace = geo::Workspace::open(document.request().file, geo::Access::read);
        for (const geo::RasterEntry& entry : workspace.rasters("elevation")) {
            geo::rasterBeside(workspace, entry); // names the file that is missing
        }
        throw geo::Error{"the workspace has no terrain to look at",
                         "Import an elevation model first: sila import WORKSPACE elevation FILE",
                         {document.request().file.filename().string()}};
    }
    scene::TerrainScene terrain{asked};
    QImage image = terrain.render(request.camera, request.size);
    {
        QPainter painter{&image};
        painter.setRenderHint(QPainter::Antialiasing);
        const map::MapData& data = *asked.snapshot.data;
        const QString foot =
            scene::scaleNote(terrain) + QStringLiteral(" · ") + map::attributionOf(data);
        map::drawAttribution(painter, QPointF{image.rect().bottomRight()} + QPointF{1, 1}, foot,
                             image.width(), request.style.theme);
        if (data.practice) {
            map::drawChip(painter, {12, 12}, map::practiceText(), request.style.theme);
        }
    }
    writeBytes(pngBytes(std::move(image), document), file);
    return terrain.exaggeration();
}

} // namespace app::report
