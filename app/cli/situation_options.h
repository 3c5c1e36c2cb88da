#pragma once
// What the commands that look at a state of the network have in common: on which date, and what
// to make of assets nobody reported on.
#include "app/jobs/situation.h"

#include <CLI/CLI.hpp>

namespace app::cli {

struct SituationOptions {
    std::string asOf;
    bool unreportedUnknown = false;
};
/// --as-of and --unreported-unknown.
void addSituationOptions(CLI::App& command, SituationOptions& options);
/// Into `request`; what was not asked for stays as it is. Throws geo::Misuse when the date is none.
void readSituation(const SituationOptions& options, SituationRequest& request);

} // namespace app::cli
