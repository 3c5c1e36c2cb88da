#pragma once
// What went wrong, where, and what to do. Stop (throw Error), or mention it and go on (Problem).
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace geo {

/// Where in the user's data. `feature` is the row as the user counts it: 1 is the first data row.
struct Place {
    std::string file;
    std::string layer = {};
    std::optional<std::int64_t> feature = {};
    std::string field = {};
};

/// "cells.csv, layer x, row 12, field y"
std::string text(const Place& place);

/// Cannot go on. what() reads "PLACE: what happened. What to do."
class Error : public std::runtime_error {
public:
    Error(std::string happened, std::string advice, Place place = {});
    const std::string& happened() const { return happened_; }
    const std::string& advice() const { return advice_; }
    const Place& place() const { return place_; }

private:
    std::string happened_, advice_;
    Place place_;
};

enum class Severity { note, warning, error };

/// Went on; the problem list shows it, a click zooms there.
struct Problem {
    Severity severity = Severity::warning;
    std::string what;
    std::string fix = {};
    Place place = {};
    std::string asset_kind = {}; // a table of the workspace, when the problem is about one asset
    std::string asset_id = {};
};
using Problems = std::vector<Problem>;

} // namespace geo
