#include "geo/import/usable.h"

#include "geo/import/place.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace geo {
namespace {

std::vector<std::string> missingColumns(const Table& table, const Match& match,
                                        const Deriver& deriver, MustHave columns)
{
    std::vector<std::string> missing;
    for (const Column& column : table.columns) {
        const bool must = column.required || (column.expected && columns == MustHave::expected);
        if (must && match.find(column.name) == nullptr && !deriver.canFill(column.name)) {
            missing.push_back(column.name);
        }
    }
    return missing;
}

/// Names of the columns that hold anything.
std::string shownColumns(const SourceTable& source)
{
    constexpr std::size_t most = 30;
    std::vector<std::string> names;
    std::size_t empty = 0;
    for (std::size_t c = 0; c < source.columns.size(); ++c) {
        if (sampleOf(source, c, 1).empty()) {
            ++empty;
        } else if (names.size() < most) {
            names.push_back(source.columns[c]);
        } else if (names.size() == most) {
            names.emplace_back("…");
        }
    }
    std::string out = names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
    return empty == 0 ? out : fmt::format("{} (and {} empty)", out, empty);
}

bool needsPosition(const Table& table, const Deriver& deriver)
{
    return table.geometry != GeometryKind::none && !deriver.placesRows();
}

} // namespace

std::string whyUnusable(const SourceTable& source, const Table& table, const Match& match,
                        const Deriver& deriver, MustHave columns)
{
    if (source.rows.empty()) {
        return "no rows";
    }
    if (source.defects.size() == source.rows.size()) {
        return fmt::format("no row that can be read; the first {}", source.defects.begin()->second);
    }
    if (needsPosition(table, deriver) && !hasPositions(source, match)) {
        return "nothing that says where its rows lie (no shapes, no columns such as lat and "
               "lon)";
    }
    const auto missing = missingColumns(table, match, deriver, columns);
    if (!missing.empty()) {
        return fmt::format("no column for {}", fmt::join(missing, ", "));
    }
    return {};
}

std::string adviceFor(const SourceTable& source, const Table& table, const Match& match,
                      const Deriver& deriver)
{
    if (table.name == "cells" && match.find("tx_power_dbm") != nullptr &&
        match.find("eirp_dbm") == nullptr) {
        return "Transmitter power is not EIRP: add the antenna gain (and losses), or say "
               "[columns] eirp_dbm = {column = \"…\", unit = \"dBm\"} in a mapping";
    }
    const auto missing = missingColumns(table, match, deriver, MustHave::required);
    if (source.rows.empty() || source.defects.size() == source.rows.size()) {
        return "Check that the export finished, or export it again";
    }
    const bool unplaced = needsPosition(table, deriver) && !hasPositions(source, match);
    if (unplaced && !source.notes.empty()) {
        return fmt::format("While reading: {}", fmt::join(source.notes, "; "));
    }
    if (source.columns.empty()) {
        return fmt::format("It has {} no columns{}. Say in a mapping what holds for every "
                           "row: [columns] {} = {{value = \"…\"}}",
                           source.has_shapes ? "shapes but" : "no usable shapes and",
                           source.format == "Shapefile" ? " (is the .dbf missing beside the .shp?)"
                                                        : "",
                           missing.empty() ? table.columns.front().name : missing.front());
    }
    return fmt::format("Its columns are: {}. Say in a mapping which is which: [columns] {} = "
                       "\"…\"; or the same for every row: {{value = \"…\"}}",
                       shownColumns(source), unplaced ? "lat" : missing.front());
}

} // namespace geo
