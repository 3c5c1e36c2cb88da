#pragma once
// What an import leaves in the workspace, and the CSV of what it set aside.
#include "app/jobs/import_job.h"
#include "geo/import/outcome.h"
#include "geo/workspace/workspace.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// A table on its way into the workspace.
struct PendingTable {
    geo::Converted converted;
    std::string import_id;
    std::string source, licence; // as asked for, else as the preset knows
    std::string checksum;
    std::vector<std::string> same_file; // imports of the very same file before
};

/// Ends the note of an import some rows of which replaced others; what those held is not kept.
inline constexpr std::string_view tookThePlace = "of the rows took the place of earlier ones";

/// Rows, observations, rejects and the entry in `imports`. Inside a transaction of the caller's.
void writeTable(geo::Workspace& workspace, const PendingTable& table, const ImportRequest& request);

/// UTF-8 with byte order mark, so that spreadsheets read the letters right. Whole or not at all.
void writeRejects(const std::filesystem::path& file,
                  const std::vector<const geo::Converted*>& tables);

} // namespace app
