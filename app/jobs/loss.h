#pragma once
// `sila loss`: a propagation model over a file of cases, or over one profile. Files of cases are
// JSON Lines or CSV with a header; a case that cannot be computed says why and the rest go on.
#include "app/jobs/loss_models.h"
#include "planning/feedback.h"

#include <filesystem>
#include <functional>

namespace app::jobs {

/// Called for every case in the order of the file; `values` is {} where the case is no case at all
/// (a line that is not JSON), and `fault` says why.
struct ReadCase {
    nlohmann::ordered_json id; // as given, else the line of a JSON Lines file, the row of a CSV
    LossCase values;
    std::string fault;
};
/// Throws geo::Error when the file cannot be read or is not text.
void readCases(const std::filesystem::path& file, const std::function<void(const ReadCase&)>& use);

/// Cases of one terrain profile: a file of the ITU-R SG3 databank layout gives one case for each
/// measurement; a CSV of distance, height and maybe clutter and zone gives one, without terminals.
std::vector<ReadCase> readProfile(const std::filesystem::path& file);

/// The numbers of a text file, separated by commas or line ends.
std::vector<double> readNumbers(const std::filesystem::path& file);

/// Terrain of case k on line k, as NTIA's files have it: count of heights less one, step in m,
/// heights.
std::vector<std::vector<double>> readNumberLines(const std::filesystem::path& file);

/// {"id": …, then the answer or "error": …, then "outside_range": […] if there is something to say}
nlohmann::ordered_json answerCase(const LossModel& model, const ReadCase& c, bool parts);

} // namespace app::jobs
