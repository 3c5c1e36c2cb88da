#include "app/cli/situation_options.h"

namespace app::cli {

void addSituationOptions(CLI::App& command, SituationOptions& options)
{
    command.add_option("--as-of", options.asOf,
                       "State on this date (its end) or time; else the newest report");
    command.add_flag("--unreported-unknown", options.unreportedUnknown,
                     "Take assets without any report as unknown, not as working");
}

void readSituation(const SituationOptions& options, SituationRequest& request)
{
    if (!options.asOf.empty()) {
        request.as_of = asOfFrom(options.asOf);
    }
    if (options.unreportedUnknown) {
        request.unobserved = planning::Status::unknown;
    }
}

} // namespace app::cli
