#include "app/cli/command.h"
#include "app/cli/situation_options.h"
#include "app/jobs/coverage_store.h"
#include "app/jobs/network_job.h"
#include "app/jobs/require_network.h"

namespace app::cli {
namespace {

struct Options {
    std::string workspace;
    SituationOptions situation;
    std::vector<std::string> cut;
    bool paths = false;
};

const Registration network{
    {"network", "Say who reaches a core through what, why the others do not, and the way back",
     "sila network gaza.gpkg --as-of 2026-11-22 --cut SPAN-88", 50},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        command.add_option("WORKSPACE", options->workspace, "The workspace")->required();
        addSituationOptions(command, options->situation);
        command.add_option("--cut", options->cut,
                           "Also ask who is lost when these assets or corridors fail");
        command.add_flag(
            "--paths", options->paths,
            "Find two ways to a core that share nothing, for each site and settlement");
        return [options](Context& context) {
            NetworkRequest request;
            readSituation(options->situation, request.situation);
            request.cut = options->cut;
            request.paths = options->paths;
            auto workspace = geo::Workspace::open(options->workspace, geo::Access::write);
            requireNetwork(workspace);
            const auto cover = coverIfComputed(workspace, loadScenario(workspace));
            if (cover && cover->stale) {
                context.say("The coverage is older than the data it rests on; run sila coverage "
                            "again for people that fit.");
            }
            const NetworkReport report =
                networkReport(workspace, request, cover ? &*cover : nullptr, context.feedback);
            if (!context.feedback.cancelled()) {
                storeNetwork(workspace, report);
                context.result(asJson(report), asText(report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
