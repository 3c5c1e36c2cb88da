#pragma once
// `sila import`: files into a workspace, row by row, nothing dropped in silence.
#include "geo/import/outcome.h"
#include "geo/time.h"
#include "planning/feedback.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct ImportRequest {
    std::filesystem::path workspace;
    std::string kind;                         // sites, cells, …, population, elevation, clutter
    std::vector<std::filesystem::path> files; // a folder stands for the files in it
    std::string layer = {};
    std::filesystem::path mapping = {};
    std::string preset = {};
    std::filesystem::path rejects = {}; // where to write what was set aside as CSV
    std::string crs = {};               // told: "EPSG:28191"
    std::string source = {};            // who made the data, for attribution
    std::string licence = {};
    std::optional<geo::Time> as_of = {}; // the moment an undated status is about
    geo::Time now = {};                  // when the import runs
    std::string sea = {};                // elevation: auto, none, voids, sea:FILE, land:FILE
    bool keep = false;                   // elevation: keep the earlier model under the new one
    std::optional<double> nodata = {};   // population, clutter: a value that stands for no data
    bool replace = false;                // rows whose id is known take the place of those there
    bool dry_run = false;
};

/// One table, sheet or layer of a file that was taken.
struct ImportedTable {
    std::string import_id;
    std::string checksum;
    bool imported_before = false; // the very same file
    geo::TableReport report;
    std::vector<geo::Reject> rejects;
};

struct ImportedRaster {
    std::string import_id;
    geo::RasterEntry entry;
    std::vector<std::string> files;
    std::vector<std::string> notes;
};

/// Rows that came with imports whose rows were replaced, and are in none of the files now.
struct LeftRows {
    std::string table;
    std::vector<std::string> imports, ids;
};

struct ImportReport {
    std::string kind;
    bool dry_run = false;
    std::vector<ImportedTable> tables;
    std::vector<LeftRows> left; // as they were
    std::vector<ImportedRaster> rasters;
    std::vector<std::string> passed_over; // sheets, layers and files that are not of this kind
    std::vector<std::string> notes;
    std::string crs_picked; // the workspace had no working CRS: this was picked from the data
};

/// What can be imported, in the order of the help.
const std::vector<std::string>& importKinds();

/// All files or none: throws geo::Error when one of them cannot be used as a whole, and the
/// workspace stays as it was. Nothing when cancelled.
std::optional<ImportReport> importFiles(const ImportRequest& request,
                                        const planning::Feedback& feedback = {});

nlohmann::ordered_json asJson(const ImportReport& report);
std::string asText(const ImportReport& report);

} // namespace app
