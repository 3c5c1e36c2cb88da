#include "app/cli/command.h"
#include "geo/crs/crs.h"
#include "geo/misuse.h"
#include "geo/workspace/workspace.h"

#include <fmt/format.h>
#include <memory>

namespace app::cli {
namespace {

struct Options {
    std::string workspace, crs;
};

const Registration makeNew{
    {"new", "Make an empty workspace", "sila new gaza.gpkg --crs EPSG:32636", 10},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        command.add_option("WORKSPACE", options->workspace, "The .gpkg file to make")->required();
        command.add_option("--crs", options->crs,
                           "Working CRS, projected and in metres; picked from the first data that "
                           "comes in when left out");
        return [options](Context& context) {
            if (!options->workspace.ends_with(".gpkg")) { // GDAL and QGIS would not open it
                throw geo::Misuse{"'" + options->workspace + "' does not end in .gpkg",
                                  "Name it so: a workspace is one GeoPackage"};
            }
            if (!options->crs.empty()) {
                try {
                    (void)geo::WorkingCrs{options->crs};
                } catch (const geo::Error& fault) {
                    throw geo::Misuse{"--crs: " + fault.happened(), fault.advice()};
                }
            }
            const auto workspace = geo::Workspace::create(options->workspace, options->crs);
            const std::string crs = workspace.crs();
            const std::string file = workspace.file().string();
            context.result(
                {{"workspace", file},
                 {"crs", crs.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(crs)},
                 {"schema_version", geo::schemaVersion}},
                fmt::format("Made {}{}.\nNext: sila import {} areas FILE, then settlements, "
                            "elevation and sites.",
                            file, crs.empty() ? "" : " in " + crs, file));
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
