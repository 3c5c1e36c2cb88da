#pragma once
// Rasters of an import: elevation, people, ground cover.
#include "app/jobs/import_job.h"
#include "geo/workspace/workspace.h"

namespace app {

/// Whether these files are rasters of this kind; population comes as tables too.
bool isRasterImport(const ImportRequest& request);

/// Adds what was done to `report`. False when stopped. Throws geo::Error.
bool importRasters(geo::Workspace& workspace, const ImportRequest& request, ImportReport& report,
                   const planning::Feedback& feedback);

} // namespace app
