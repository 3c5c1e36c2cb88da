#include "app/cli/command.h"
#include "app/jobs/solve_instance.h"
#include "app/jobs/verify_plan_job.h"

#include <memory>

namespace {

struct Options {
    std::string input, schedule, name = "plan";
};

int runStored(const Options& options, app::cli::Context& context)
{
    const auto workspace = geo::Workspace::open(options.input, geo::Access::read);
    const app::LoadedCover cover = app::requireCover(workspace, app::loadScenario(workspace));
    const app::PlanVerdict verdict = app::verifyPlan(workspace, cover, options.name);
    context.result(app::asJson(verdict), app::asText(verdict));
    return verdict.holds() ? 0 : 1;
}

int run(const Options& options, app::cli::Context& context)
{
    if (options.schedule.empty()) {
        return runStored(options, context);
    }
    const app::jobs::InstanceFile input = app::jobs::readInstance(options.input);
    const auto works = app::jobs::readSchedule(options.schedule, input.instance);
    const auto verdict = planning::restoration::check(input.instance, works);
    const app::jobs::Worth worth = app::jobs::worthOf(input.instance, options.schedule, verdict);
    const auto differences = app::jobs::unconfirmed(options.schedule, verdict, worth);
    context.result(app::jobs::verdictJson(input.instance, verdict, worth, differences),
                   app::jobs::verdictText(verdict, worth, differences));
    return verdict.feasible && differences.empty() ? 0 : 1;
}

const app::cli::Registration registration{
    {"verify-plan", "Replay a plan independently of the planner and check every rule",
     "sila verify-plan gaza.gpkg --name plan", 77},
    [](CLI::App& command) -> app::cli::Run {
        auto options = std::make_shared<Options>();
        command
            .add_option("INPUT", options->input,
                        "Workspace with a stored plan, or an instance file (JSON)")
            ->required();
        command.add_option(
            "SCHEDULE", options->schedule,
            "For an instance: the output of `sila solve --json`, or a list of works");
        command.add_option("--name", options->name, "For a workspace: which of its plans")
            ->capture_default_str();
        return [options](app::cli::Context& context) { return run(*options, context); };
    }};

} // namespace
