#include "app/cli/command.h"
#include "app/jobs/cost_file.h"
#include "geo/error.h"
#include "geo/files/atomic_file.h"

namespace app::cli {
namespace {

struct Options {
    std::string workspace, use, output;
};

const Registration costs{
    {"costs", "Show the prices and work times repairs are derived from, or use your own",
     "sila costs gaza.gpkg --use our-prices.csv", 68},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        command.add_option("WORKSPACE", o->workspace, "The workspace (else Sila's own catalogue)");
        command.add_option("--use", o->use,
                           "Use the prices of this table in the workspace from now on");
        command.add_option("-o,--output", o->output, "Write the catalogue as CSV, to be edited");
        return [o](Context& context) {
            if (!o->use.empty() && o->workspace.empty()) {
                throw geo::Error{"prices are used by a workspace, and none is named",
                                 "sila costs WORKSPACE --use FILE"};
            }
            planning::CostCatalogue items = planning::silaCatalogue();
            if (!o->workspace.empty()) {
                auto workspace = geo::Workspace::open(
                    o->workspace, o->use.empty() ? geo::Access::read : geo::Access::write);
                if (!o->use.empty()) {
                    storeCosts(workspace, readCosts(o->use), o->use);
                }
                items = costsOf(workspace);
            }
            if (!o->output.empty()) {
                geo::writeFile(o->output, asCsv(items));
            }
            context.result(asJson(items), asText(items));
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
