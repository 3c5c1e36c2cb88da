#pragma once
// `sila remove`: rows taken out of a workspace by id or by import. What refers to them is named;
// what is taken out is kept aside in `rejects`.
#include "geo/time.h"

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace app {

struct RemoveRequest {
    std::filesystem::path workspace;
    std::string table;
    std::vector<std::string> ids = {};
    std::string import_id = {}; // instead of ids: every row of the table that came with it
    bool with_its_rows = false; // cells of a site; observations and actions of an asset
    geo::Time now = {};
    bool dry_run = false;
};

struct RemovedRows {
    std::string table;
    std::int64_t rows = 0;
    std::vector<std::string> ids; // of a table that has them
};

struct RemoveReport {
    bool dry_run = false;
    std::vector<RemovedRows> removed; // the table asked for first
};

/// All or nothing. Throws geo::Misuse when the table cannot be, geo::Error when an id or import is
/// not there, or when rows that stay refer to one that goes.
RemoveReport removeRows(const RemoveRequest& request);

/// Tables whose rows can be removed.
std::vector<std::string> removableTables();

nlohmann::ordered_json asJson(const RemoveReport& report);
std::string asText(const RemoveReport& report);

} // namespace app
