#include "app/cli/command.h"
#include "app/cli/situation_options.h"
#include "app/jobs/what_if_job.h"

#include <fmt/format.h>

namespace app::cli {
namespace {

struct Options {
    WhatIfRequest request;
    std::string workspace;
    SituationOptions situation;
};

const Registration whatIfCommand{
    {"what-if",
     "Say at once who gains or loses coverage when sites, power, tilt or thresholds change",
     "sila what-if gaza.gpkg --off HB-0565 --power HB-0570=+3 --threshold 4G=-105", 31},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        command.add_option("WORKSPACE", o->workspace, "The workspace; it is not changed")
            ->required();
        command.add_option("--off", o->request.off, "Sites to switch off");
        command.add_option("--on", o->request.on, "Sites to switch on");
        command.add_option("--power", o->request.power,
                           "Cell or site = +dB, -dB or EIRP in dBm, for example HB-0570=+3");
        command.add_option("--tilt", o->request.tilt, "Cell or site = degrees down");
        command.add_option("--azimuth", o->request.azimuth, "Cell or site = degrees from north");
        command.add_option("--threshold", o->request.threshold,
                           "Technology, cell or site = dBm, for example 4G=-105");
        command.add_flag("--served", o->request.served,
                         "Start from the sites that serve today, not from all");
        addSituationOptions(command, o->situation); // of those that --served starts from
        return [o](Context& context) {
            readSituation(o->situation, o->request.situation);
            const auto workspace = geo::Workspace::open(o->workspace, geo::Access::read);
            const WhatIfReport report = whatIf(workspace, o->request);
            context.say(fmt::format("Updated in {:.1f} ms.", report.update_ms));
            context.result(asJson(report), asText(report));
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
