#include "app/cli/command.h"
#include "app/jobs/solve_instance.h"
#include "app/jobs/thousands.h"

#include <chrono>
#include <fmt/format.h>
#include <memory>
#include <thread>

namespace {

using namespace planning::restoration;

struct Options {
    std::string file, baseline, start;
    SolveRequest request;
};

std::string plainText(const Instance& instance, const Schedule& schedule)
{
    std::string text =
        fmt::format("value {:.10g}, upper bound {:.10g}: at most {:.2f} % below the best "
                    "possible{}\n",
                    schedule.value, schedule.upper_bound, app::roundedUp(schedule.gapPercent(), 2),
                    schedule.optimal ? " (proven the best)" : "");
    std::size_t at = 0;
    for (int t = 0; t < instance.periods; ++t) {
        const auto period = static_cast<std::size_t>(t);
        text += fmt::format("period {:3}: served {:.10g}", t, schedule.curve[period]);
        if (!schedule.binding[period].empty()) {
            text += fmt::format(", held up by {}", schedule.binding[period]);
        }
        text += "\n";
        for (; at < schedule.works.size() && schedule.works[at].period == t; ++at) {
            text += fmt::format("    {}\n", instance.parts[schedule.works[at].part].id);
        }
    }
    for (const Unreachable& u : schedule.unreachable) {
        text += fmt::format("cannot be on: {}: {}\n", instance.parts[u.part].id, u.why);
    }
    return text;
}

int run(const Options& options, app::cli::Context& context)
{
    const auto began = std::chrono::steady_clock::now();
    const app::jobs::InstanceFile input = app::jobs::readInstance(options.file);
    SolveRequest request = options.request;
    request.threads =
        context.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : context.threads;
    request.clock = [began] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    };
    if (!options.baseline.empty()) {
        request.baseline = baselineNamed(options.baseline);
    }
    if (!options.start.empty()) {
        request.start = app::jobs::readSchedule(options.start, input.instance);
    }
    const Schedule schedule = solve(input.instance, request, context.feedback);
    geo::Problems all = input.problems;
    all.insert(all.end(), schedule.problems.begin(), schedule.problems.end());
    for (const geo::Problem& problem : all) {
        context.say(fmt::format("{}. {}", problem.what, problem.fix));
    }
    context.result(app::jobs::scheduleJson(input.instance, schedule, input.problems),
                   context.json ? std::string() : plainText(input.instance, schedule));
    return 0;
}

const app::cli::Registration registration{
    {"solve", "Plan the order of repair for a general instance (docs/instance.md)",
     "sila solve instance.json --seconds 30 --seed 1 --json", 76},
    [](CLI::App& command) -> app::cli::Run {
        auto options = std::make_shared<Options>();
        command.add_option("INSTANCE", options->file, "Instance file (JSON)")->required();
        command
            .add_option("--seconds", options->request.seconds,
                        "Stop after this time; the plan may differ between runs")
            ->check(CLI::NonNegativeNumber);
        command
            .add_option("--effort", options->request.effort,
                        "Stop after this many million search steps; the same plan every time")
            ->check(CLI::NonNegativeNumber);
        command.add_option("--seed", options->request.seed, "Seed of the search (default 1)")
            ->check(CLI::NonNegativeNumber);
        command
            .add_option("--baseline", options->baseline,
                        "Plan by a simple rule instead, for comparison")
            ->check(CLI::IsMember({"population", "cost", "nearest", "ratio", "separate"}));
        command.add_option("--start", options->start,
                           "Schedule to start from; the plan is never worse");
        return [options](app::cli::Context& context) { return run(*options, context); };
    }};

} // namespace
