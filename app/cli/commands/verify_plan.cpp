#include "app/cli/command.h"
#include "app/jobs/solve_instance.h"

#include <fmt/format.h>
#include <memory>

namespace {

struct Options {
    std::string instance, schedule;
};

int run(const Options& options, app::cli::Context& context)
{
    const app::jobs::InstanceFile input = app::jobs::readInstance(options.instance);
    const auto works = app::jobs::readSchedule(options.schedule, input.instance);
    const auto verdict = planning::restoration::check(input.instance, works);
    std::string text = fmt::format("{}, value {:.10g}\n",
                                   verdict.feasible ? "feasible" : "NOT feasible", verdict.value);
    for (const std::string& violation : verdict.violations) {
        text += violation + "\n";
    }
    context.result(app::jobs::verdictJson(input.instance, verdict), text);
    return verdict.feasible ? 0 : 1;
}

const app::cli::Registration registration{
    {"verify-plan", "Replay a schedule independently of the planner and check every rule",
     "sila verify-plan instance.json schedule.json", 77},
    [](CLI::App& command) -> app::cli::Run {
        auto options = std::make_shared<Options>();
        command.add_option("INSTANCE", options->instance, "Instance file (JSON)")->required();
        command
            .add_option("SCHEDULE", options->schedule,
                        "Schedule file: the output of `sila solve --json`, or a list of works")
            ->required();
        return [options](app::cli::Context& context) { return run(*options, context); };
    }};

} // namespace
