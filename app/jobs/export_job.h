#pragma once
// `sila export`: tables of a workspace as CSV, with or without positions.
#include "geo/workspace/workspace.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

namespace app {

/// Positions of telecom assets can kill: nothing leaves exactly unless asked for.
enum class Positions {
    none,    // no geometry of assets, no columns that may tell one
    blurred, // points to 0.05° (some 5 km), no lines
    exact,
};

struct ExportRequest {
    std::filesystem::path folder;    // made when absent
    std::vector<std::string> tables; // empty: all that have rows
    Positions positions = Positions::none;
};

struct ExportedTable {
    std::string table, file;
    std::size_t rows = 0;
    Positions positions = Positions::none; // what left: areas and settlements always leave exactly
    bool has_geometry = false;
    std::set<std::string> withheld = {}; // columns left empty: they may tell positions in words
};

/// One UTF-8 CSV a table, comma, quotes where needed, WKT in a column `geometry`. Each file appears
/// whole or not at all. Throws geo::Error for an unknown table or a folder that cannot be written.
std::vector<ExportedTable> exportCsv(const geo::Workspace& workspace, const ExportRequest& request);

nlohmann::ordered_json asJson(const std::vector<ExportedTable>& tables);
std::string asText(const std::vector<ExportedTable>& tables);

} // namespace app
