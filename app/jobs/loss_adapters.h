#pragma once
// One adapter per model, in loss_<model>.cpp: from named values to the model and back.
#include "app/jobs/loss_models.h"

namespace app::jobs {

LossModel p1812Model();
LossModel p452Model();
LossModel p526Model();
LossModel p525Model();
LossModel itmModel();
LossModel hataModel();
LossModel cost231Model();
LossModel ehataModel();
LossModel tr38901Model();
LossModel p2108Model();
LossModel p2109Model();
LossModel p676Model();
LossModel p838Model();
LossModel p530Model();

} // namespace app::jobs
