#include "app/jobs/gaps.h"

#include "app/cli/command.h"
#include "app/cli/situation_options.h"
#include "app/jobs/require_network.h"
#include "geo/misuse.h"

#include <fmt/format.h>

namespace app::cli {
namespace {

struct Options {
    std::string workspace;
    SituationOptions situation;
    std::vector<std::string> technologies;
    double leastPeople = 1;
};

const Registration gaps{
    {"gaps", "List where people live and are not served: since when, why, how far the network is",
     "sila gaps gaza.gpkg --as-of 2026-11-22", 55},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        command.add_option("WORKSPACE", options->workspace, "The workspace")->required();
        addSituationOptions(command, options->situation);
        command.add_option("--technology", options->technologies,
                           "Only these count as served, for example 4G; any when left out");
        command
            .add_option("--least-people", options->leastPeople,
                        "Smaller gaps are added up, not listed")
            ->capture_default_str();
        return [options](Context& context) {
            GapsRequest request;
            readSituation(options->situation, request.situation);
            request.gaps.least_people = options->leastPeople;
            if (!options->technologies.empty()) {
                request.gaps.technologies = planning::noTechnology;
            }
            for (const std::string& word : options->technologies) {
                const auto technology = planning::parseWord<planning::Technology>(word);
                if (!technology) {
                    throw geo::Misuse{fmt::format("--technology '{}' is not known", word),
                                      "Take 2G, 3G, 4G or 5G"};
                }
                request.gaps.technologies = static_cast<planning::TechnologySet>(
                    request.gaps.technologies | planning::setOf(*technology));
            }
            auto workspace = geo::Workspace::open(options->workspace, geo::Access::write);
            requireNetwork(workspace);
            const GapsReport report = findGaps(workspace, request, context.feedback);
            if (!context.feedback.cancelled()) {
                storeGaps(workspace, report);
                context.result(asJson(report), asText(report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
