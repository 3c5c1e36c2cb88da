#include "app/cli/command.h"
#include "app/jobs/calibrate_job.h"

namespace app::cli {
namespace {

struct Options {
    std::string workspace;
    std::vector<std::string> files;
    CalibrateRequest request;
};

const Registration calibrateCommand{
    {"calibrate", "Hold measured levels against the coverage: errors, residuals, a fit by ground",
     "sila calibrate gaza.gpkg --measurements drive.csv --fit", 32},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        command.add_option("WORKSPACE", o->workspace, "The workspace")->required();
        command
            .add_option("--measurements", o->files,
                        "Tables with position, level and cell: CSV, XLSX …")
            ->required();
        command.add_option("--column", o->request.columns,
                           "Which column is which, for example level=RSRP (cell, level, lon, lat)");
        command.add_flag("--fit", o->request.fit,
                         "Fit an offset and a slope for each class of ground (clutter raster)");
        return [o](Context& context) {
            o->request.files.assign(o->files.begin(), o->files.end());
            auto workspace = geo::Workspace::open(o->workspace, geo::Access::write);
            CalibrateReport report = calibrate(workspace, o->request, context.feedback);
            if (writeCalibrated(workspace, report, static_cast<int>(context.threads),
                                context.feedback)) {
                storeCalibration(workspace, report);
                context.result(asJson(report), asText(report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
