#pragma once
// The propagation models by name: what each reads from a case, and what it says about it.
#include "app/jobs/loss_case.h"
#include "planning/propagation/range.h"

#include <span>

namespace app::jobs {

struct LossAnswer {
    nlohmann::ordered_json values = nlohmann::ordered_json::object(); // keys as in docs/loss.md
    std::vector<std::string> outside_range;
};

struct LossModel {
    std::string_view name;
    std::string_view title;
    std::string_view reads; // keys of a case, for the help
    std::string_view gives; // keys of the answer
    std::vector<planning::propagation::Range> ranges;
    /// Throws geo::Error when the case cannot be computed. `parts`: intermediate values too.
    LossAnswer (*run)(const LossCase& c, bool parts);
};

std::span<const LossModel> lossModels();
/// "p525" for "P.525", "ITU-R P.525", "p525": small letters and digits alone.
std::string plainModelName(std::string_view name);
/// By any such spelling. Throws geo::Misuse with the names there are.
const LossModel& lossModel(std::string_view name);

} // namespace app::jobs
