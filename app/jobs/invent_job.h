#pragma once
// `sila invent`: an invented stretch of coast with people, borders and roads, as the kinds of files
// that geography comes in. See planning/synth/invented_land.h.
#include "planning/feedback.h"
#include "planning/synth/invented_land.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace app {

struct InventJobRequest {
    std::filesystem::path folder; // made when absent
    planning::synth::InventRequest country;
    bool mistakes = false; // a few rows that no import can use, to practise on
};

struct InventReport {
    struct File {
        std::string file, holds; // "settlements.csv", "66 settlements"
    };
    std::vector<File> files;
    std::size_t settlements = 0;
    double people = 0;
};

/// Files of the same name are replaced, each whole or not at all. Nothing when cancelled. Throws
/// geo::Error when the folder cannot be written.
std::optional<InventReport> inventInto(const InventJobRequest& request,
                                       const planning::Feedback& feedback = {});

nlohmann::ordered_json asJson(const InventReport& report);
std::string asText(const InventReport& report);

} // namespace app
