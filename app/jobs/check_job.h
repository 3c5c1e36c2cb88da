#pragma once
// `sila check`: what in the data makes figures wrong, or leaves something out of them.
#include "geo/error.h"
#include "geo/time.h"
#include "geo/workspace/workspace.h"
#include "planning/feedback.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct Finding {
    std::string code; // kind of problem: "cell_without_site"
    geo::Problem problem;
    std::optional<geo::LonLat> at = {}; // where to zoom
    std::string import_id = {};         // where the row came from, when it says so
    std::optional<std::int64_t> source_row = {};
};

struct CheckRequest {
    std::optional<geo::Time> now; // observations after it are in the future; absent: not asked
};

/// Most severe first, then by code, then in the order of the tables. Nothing when cancelled.
std::optional<std::vector<Finding>> checkWorkspace(const geo::Workspace& workspace,
                                                   const CheckRequest& request,
                                                   const planning::Feedback& feedback = {});

/// Replaces the rows of the table `problems`.
void storeFindings(geo::Workspace& workspace, const std::vector<Finding>& findings,
                   const CheckRequest& request);

std::size_t countOf(const std::vector<Finding>& findings, geo::Severity severity);
/// What a code means, for headings: "cells whose site is not in the workspace".
std::string_view titleOf(std::string_view code);

nlohmann::ordered_json asJson(const std::vector<Finding>& findings);
/// `most` findings of each kind are written out.
std::string asText(const std::vector<Finding>& findings, std::size_t most);

} // namespace app
