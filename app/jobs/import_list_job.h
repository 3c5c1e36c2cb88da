#pragma once
// `sila import W --list FILE`: every import of a list, one after the other.
#include "app/jobs/import_job.h"

namespace app {

struct ImportListRequest {
    std::filesystem::path workspace;
    std::filesystem::path list;         // TOML, see geo/import/import_list.h
    std::filesystem::path rejects = {}; // folder: what was set aside, as KIND.csv
    geo::Time now = {};
    bool dry_run = false;
};

/// Each entry whole or not at all, in the order of the list. Throws geo::Error at the first that
/// cannot be used, naming it; those before it stay taken (a file taken before is known again by
/// its content). Nothing when cancelled.
std::optional<std::vector<ImportReport>> importList(const ImportListRequest& request,
                                                    const planning::Feedback& feedback = {});

} // namespace app
