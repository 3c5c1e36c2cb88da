#pragma once
// `sila synth`: a practice telecom layer into a workspace that has the geography.
#include "app/jobs/operator_files.h"
#include "geo/workspace/workspace.h"
#include "planning/synth/synth.h"

#include <nlohmann/json.hpp>

namespace app {

struct SynthJobRequest {
    planning::SynthRequest synth;
    bool replace = false;        // take away an earlier practice layer first
    std::filesystem::path files; // also write the layer as operators' files into this folder
    bool mistakes = false;       // with rows in them that no import can use
};

struct SynthReport {
    SynthJobRequest request;
    planning::SynthResult result;
    bool terrain = false;     // the workspace has elevation
    std::int64_t removed = 0; // rows of an earlier practice layer
    std::string import_id;    // under which the rows are
    std::vector<OperatorFile> files;
};

/// Tables a practice layer is written to.
const std::vector<std::string>& synthTables();

/// Makes the layer and writes it in one transaction. Nothing when cancelled; nothing is written
/// then. Throws geo::Error when the workspace has no settlements with people, when it holds real
/// assets (a practice layer must not mix with them), or an earlier layer and not `replace`.
std::optional<SynthReport> synthesiseInto(geo::Workspace& workspace, const SynthJobRequest& request,
                                          const planning::Feedback& feedback = {});

nlohmann::ordered_json asJson(const SynthReport& report);
std::string asText(const SynthReport& report);

} // namespace app
