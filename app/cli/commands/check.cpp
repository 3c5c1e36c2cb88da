#include "app/cli/command.h"
#include "app/jobs/check_job.h"

#include <chrono>
#include <memory>

namespace app::cli {
namespace {

struct Options {
    std::string workspace;
    std::size_t most = 5;
    bool strict = false;
};

const Registration check{
    {"check", "Look for what makes figures wrong, with the fix for each", "sila check gaza.gpkg",
     16},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        command.add_option("WORKSPACE", options->workspace, "The workspace")->required();
        command.add_option("--most", options->most,
                           "Findings of each kind to print; all are in the table `problems`");
        command.add_flag("--strict", options->strict, "Exit 1 when there are errors");
        return [options](Context& context) {
            auto workspace = geo::Workspace::open(options->workspace, geo::Access::write);
            const CheckRequest request{
                .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
            const auto findings = checkWorkspace(workspace, request, context.feedback);
            if (!findings) {
                return 1;
            }
            storeFindings(workspace, *findings, request);
            context.result(asJson(*findings), asText(*findings, options->most));
            return options->strict && countOf(*findings, geo::Severity::error) > 0 ? 1 : 0;
        };
    }};

} // namespace
} // namespace app::cli
