#pragma once
// `sila show`: what is in a workspace, and in which state its network was on a date.
#include "app/jobs/situation.h"
#include "geo/workspace/workspace.h"

#include <array>
#include <nlohmann/json.hpp>

namespace app {

struct ShowRequest {
    std::optional<geo::Time> as_of; // absent: the newest observation
};

/// Rows of one table.
struct TableSummary {
    std::string table, title;
    std::int64_t rows = 0;
    std::int64_t synthetic = 0;
    geo::Box lonlat; // empty when it has no geometry
};

/// Assets of one kind by status, as observed; what nobody reported on is kept apart.
struct StatusSummary {
    std::string table;
    std::string by;                      // "", "operator", "area"
    std::string group;                   // the operator, the area's name; "" for all
    std::array<std::int64_t, 6> count{}; // in the order of planning::Status
    std::int64_t unreported = 0;
    std::int64_t total = 0;
};

struct RasterSummary {
    geo::RasterEntry entry;
    bool there = false; // its file
};

struct ResultsSummary {
    geo::ResultsEntry entry;
    std::int64_t rows = 0;
    bool stale = false; // its inputs changed since
};

struct ImportSummary {
    std::string import_id, kind, file, source, imported_at;
    double taken = 0, set_aside = 0;
};

struct WorkspaceSummary {
    std::string file, crs, crs_name, schema_version;
    bool synthetic = false;           // some row is practice data
    std::vector<TableSummary> tables; // with rows only
    geo::Box lonlat;
    std::optional<double> people;    // in settlements; absent when there are none
    std::int64_t unknown_people = 0; // settlements without a number: not in it
    std::optional<geo::Time> as_of;  // absent when nothing was ever observed
    std::vector<StatusSummary> status;
    std::vector<RasterSummary> rasters;
    std::vector<ResultsSummary> results;
    std::vector<ImportSummary> imports;
    geo::Problems problems; // rows that could not be read
};

WorkspaceSummary summarise(const geo::Workspace& workspace, const ShowRequest& request = {});

nlohmann::ordered_json asJson(const WorkspaceSummary& summary);
std::string asText(const WorkspaceSummary& summary);

} // namespace app
