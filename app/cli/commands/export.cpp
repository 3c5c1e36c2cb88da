#include "app/cli/command.h"
#include "app/jobs/export_job.h"

namespace app::cli {
namespace {

struct Options {
    std::string workspace;
    ExportRequest request;
    std::string folder;
};

const Registration exportTables{
    {"export", "Write tables as CSV; positions of telecom assets stay home unless asked for",
     "sila export gaza.gpkg -o for-donors --table plan_steps areas --positions none", 95},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        command.add_option("WORKSPACE", o->workspace, "The workspace")->required();
        command.add_option("-o,--output", o->folder, "Folder to write into")->required();
        command.add_option("--table", o->request.tables, "Tables (else all that have rows)");
        const std::map<std::string, Positions> words{{"none", Positions::none},
                                                     {"blurred", Positions::blurred},
                                                     {"exact", Positions::exact}};
        command
            .add_option("--positions", o->request.positions,
                        "Of sites, nodes, fibre: none, blurred to some 5 km, or exact")
            ->transform(CLI::CheckedTransformer(words, CLI::ignore_case));
        return [o](Context& context) {
            const auto workspace = geo::Workspace::open(o->workspace, geo::Access::read);
            o->request.folder = o->folder;
            const auto tables = exportCsv(workspace, o->request);
            context.result(asJson(tables), asText(tables));
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
