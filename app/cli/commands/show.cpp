#include "app/cli/command.h"
#include "app/jobs/show_job.h"

#include <memory>

namespace app::cli {
namespace {

struct Options {
    std::string workspace, asOf;
};

const Registration show{
    {"show", "Say what is in a workspace and what state was reported",
     "sila show gaza.gpkg --as-of 2026-11-22", 14},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        command.add_option("WORKSPACE", options->workspace, "The workspace")->required();
        command.add_option("--as-of", options->asOf,
                           "Date (its end) or time; the newest observation when left out");
        return [options](Context& context) {
            ShowRequest request;
            if (!options->asOf.empty()) {
                request.as_of = asOfFrom(options->asOf);
            }
            const auto workspace = geo::Workspace::open(options->workspace, geo::Access::read);
            const WorkspaceSummary summary = summarise(workspace, request);
            context.result(asJson(summary), asText(summary));
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
