#pragma once
// The terrain in three dimensions as a picture to hand over, with what its reader must know.
#include "app/document/document.h"
#include "app/scene/terrain_scene.h"

#include <filesystem>

namespace app::report {

struct ScenePictureRequest {
    QSize size{1600, 1000};
    int day = 0;
    map::Style style;
    scene::Camera camera;
    double exaggeration = 0; // 0: chosen from the relief
    bool positions = true;   // false: no mast, span or link
};

/// Writes a PNG, whole or not at all, and returns the exaggeration of the heights. Throws
/// geo::Error when the workspace has no terrain, no OpenGL can be had, or the file cannot be
/// written.
double writeScenePicture(const document::Document& document, const ScenePictureRequest& request,
                         const std::filesystem::path& file);

} // namespace app::report
