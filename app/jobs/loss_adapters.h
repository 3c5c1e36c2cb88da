#pragma once
// One adapter per model, in loss_<model>.cpp: from named values to the model and back.
#include "app/jobs/loss_models.h"

namespace app::jobs {

LossModel p1812Model();

} // namespace app::jobs
