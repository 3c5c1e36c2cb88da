#include "app/cli/command.h"
#include "app/jobs/solve_instance.h"
#include "planning/restoration/practice.h"

#include <fmt/format.h>
#include <memory>

namespace {

struct Options {
    planning::restoration::PracticeRequest request;
    std::string output;
};

int run(const Options& options, app::cli::Context& context)
{
    const auto instance = planning::restoration::practiceInstance(options.request);
    app::jobs::writeInstance(instance, options.output);
    std::size_t damaged = 0;
    for (const auto& part : instance.parts) {
        damaged += part.damaged ? 1 : 0;
    }
    context.result({{"file", options.output},
                    {"parts", instance.parts.size()},
                    {"damaged", damaged},
                    {"demand", instance.demand.size()}},
                   fmt::format("{}: {} parts, {} damaged, {} groups of people\n", options.output,
                               instance.parts.size(), damaged, instance.demand.size()));
    return 0;
}

const app::cli::Registration registration{
    {"practice-instance", "Invent a damaged country as an instance for `sila solve`",
     "sila practice-instance --sites 500 --periods 30 --seed 7 -o practice.json", 78},
    [](CLI::App& command) -> app::cli::Run {
        auto options = std::make_shared<Options>();
        auto& request = options->request;
        command.add_option("--sites", request.sites, "Number of sites")
            ->check(CLI::Range(1, 200000));
        command.add_option("--periods", request.periods, "Number of periods")
            ->check(CLI::Range(1, 10000));
        command.add_option("--seed", request.seed, "Seed: another one is another country")
            ->check(CLI::NonNegativeNumber);
        command.add_option("--cells", request.cells_per_site, "Population cells per site")
            ->check(CLI::Range(1, 10000));
        command.add_option("--segment-km", request.segment_km, "Length of fibre segments, km")
            ->check(CLI::Range(0.1, 1000.0));
        command
            .add_option("--supply", request.supply,
                        "Share of what all damage takes that is supplied over all periods")
            ->check(CLI::Range(0.0, 100.0));
        command.add_flag("--crews-per-period", request.crews_per_period,
                         "Crew days not used in a period are lost");
        command.add_flag("--power", request.power,
                         "Hubs and sites need a power grid that is damaged too");
        command.add_option("-o,--output", options->output, "Instance file to write")->required();
        return [options](app::cli::Context& context) { return run(*options, context); };
    }};

} // namespace
