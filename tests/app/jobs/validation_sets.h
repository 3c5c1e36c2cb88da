#pragma once
// Every reference set of shared/validation that the scalar models can answer, run through the same
// code as `sila loss`. Used by a test and by sila-validate, which writes docs/validation.md.
#include <filesystem>
#include <string>
#include <vector>

namespace tests {

struct SetResult {
    std::string model, set, quantity;
    std::size_t cases = 0;  // compared
    std::size_t within = 0; // of them, within the tolerance
    double worst = 0;       // largest error
    double tolerance = 0;
    bool relative = false; // errors relative to the reference, else in the quantity's unit
    std::string note = {};
    bool pass() const { return cases > 0 && within == cases; }
};

/// `folder`: shared/validation. Throws geo::Error when a file is missing or a case fails.
std::vector<SetResult> validateAll(const std::filesystem::path& folder);

/// The area engine's modes on the set of an area; a result is a figure over all its receivers.
std::vector<SetResult> validateArea(const std::filesystem::path& folder);

/// Table of the results as Markdown.
std::string validationTable(const std::vector<SetResult>& results);

} // namespace tests
