#pragma once
// A practice layer as the files operators and ministries send: one list an operator, each with its
// own headers, encoding and signs; fibre and zones as layers; status reports by source.
#include "planning/scenario/scenario.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace app {

struct OperatorFile {
    std::string file, kind;   // "operator_b_sites.csv", and what `sila import` calls it
    std::size_t rows = 0;     // of the layer
    std::size_t mistakes = 0; // rows added that no import can use
    std::string style;        // "Arabic headers, Windows-1256, semicolons, decimal comma"
};

/// `made` is a practice layer (planning::SynthResult::made). With `mistakes`, rows are added that
/// an import must set aside; the layer's own rows stay whole. Throws geo::Error when the folder
/// cannot be written.
std::vector<OperatorFile> writeOperatorFiles(const planning::Scenario& made,
                                             const std::filesystem::path& folder, bool mistakes);

} // namespace app
