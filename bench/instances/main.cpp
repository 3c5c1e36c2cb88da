// Runs the families of ../shared/instances and invented countries through the planner and prints
// value, bound and what is known; --help names the options.
#include "bench/instances/more_room.h"
#include "bench/instances/small_cases.h"
#include "planning/restoration/check.h"
#include "planning/restoration/practice.h"
#include "planning/restoration/solve.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fmt/format.h>
#include <functional>
#include <string>

using namespace planning::restoration;
using instance_families::Case;

namespace {

struct Options {
    std::string folder = SILA_SHARED "/instances";
    std::string family;
    std::string only;   // part of a case's name
    double seconds = 2; // 0: the usual effort
    // Where no best value is known, look for it from the plan found for so long; 0: don't.
    double optimum_s = 0;
    unsigned threads = 2;
    bool cpu = false;   // count processor seconds, for a machine that does other work too
    bool rules = false; // compare with the simple rules
    bool more = false;  // compare with a little more supply and wider windows
    int sites = 0;      // of the invented countries; 0: several sizes
    int seeds = 3;      // how many of each size
};

/// What all cases of a family come to.
struct Summary {
    int cases = 0, known = 0, reached = 0, losses = 0, wrong = 0;
    double share_sum = 0, share_worst = 1e9, gap_sum = 0, gap_widest = 0;
    double lead_worst = 1e9; // over the best rule, in per cent of the plan
    int pairs = 0, falls = 0;
    double fall_sum = 0, fall_worst = 0; // in per cent of the value with less
};

double now(bool cpu)
{
    if (cpu) {
        return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::vector<Case> practice(const Options& options)
{
    std::vector<Case> out;
    const std::vector<int> sizes =
        options.sites > 0 ? std::vector{options.sites} : std::vector{60, 500, 2000, 10'000};
    for (const int sites : sizes) {
        for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(options.seeds); ++seed) {
            PracticeRequest ask;
            ask.sites = sites;
            ask.seed = seed;
            out.push_back({fmt::format("practice {} seed {}", sites, seed), practiceInstance(ask),
                           std::nullopt});
        }
    }
    return out;
}

Schedule solveFor(const Instance& instance, const Options& options, double seconds,
                  const std::vector<ScheduledWork>& start)
{
    SolveRequest request;
    request.seconds = seconds;
    request.threads = options.threads;
    request.start = start;
    const double began = now(options.cpu);
    request.clock = [&] { return now(options.cpu) - began; };
    return solve(instance, request);
}

/// What the simple rules reach, in per cent of the plan.
std::string compareRules(const Case& c, const Schedule& plan, Summary& sum)
{
    constexpr const char* names[] = {"population", "cost", "nearest", "ratio", "separate"};
    std::string text = "    rules:";
    double best = 0;
    for (const Baseline rule : allBaselines) {
        SolveRequest request;
        request.baseline = rule;
        const double share = 100 * solve(c.instance, request).value / std::max(plan.value, 1e-9);
        text += fmt::format(" {} {:.2f} %", names[static_cast<int>(rule)], share);
        best = std::max(best, share);
    }
    const bool lost = best > 100 * (1 + 1e-9);
    sum.losses += lost ? 1 : 0;
    sum.lead_worst = std::min(sum.lead_worst, 100 - best);
    return text + (lost ? " BETTER THAN THE PLAN\n" : "\n");
}

/// Whether more supply or wider windows lower the value.
std::string compareMore(const Case& c, const Schedule& plan, const Options& options, Summary& sum)
{
    std::string text;
    for (const auto& [name, instance] : withMoreRoom(c.instance)) {
        const Schedule more = solveFor(instance, options, options.seconds, {});
        const double gain = 100 * (more.value - plan.value) / std::max(std::abs(plan.value), 1e-9) *
                            (c.least ? -1 : 1);
        ++sum.pairs;
        if (gain < -1e-9) {
            ++sum.falls;
            sum.fall_sum -= gain;
            sum.fall_worst = std::max(sum.fall_worst, -gain);
            text += fmt::format("    {}: value {:.2f} FALLS by {:.4f} %, gap {:.4f} %\n", name,
                                more.value, -gain, more.gapPercent());
        }
    }
    return text;
}

void runCase(const Case& c, const Options& options, Summary& sum)
{
    const double began = now(options.cpu);
    const Schedule plan = solveFor(c.instance, options, options.seconds, {});
    const double took = now(options.cpu) - began;
    const Verdict verdict = check(c.instance, plan.works);
    std::string note = plan.optimal ? " proven" : "";
    note += verdict.feasible ? "" : " NOT FEASIBLE";
    std::optional<double> known = c.known;
    if (!known && plan.optimal) {
        known = plan.value;
    } else if (!known && options.optimum_s > 0) {
        const Schedule longer = solveFor(c.instance, options, options.optimum_s, plan.works);
        if (longer.optimal) {
            known = longer.value;
        } else {
            note += fmt::format(" best known {:.2f}, at most {:.3f} % below the best", longer.value,
                                longer.gapPercent());
        }
    }
    double share = 0;
    if (known) {
        const double from = c.published_from;
        share = plan.value == *known ? 100
                : c.least            ? 100 * *known / plan.value
                : from > 0           ? 100 * (from - *known) / (from - plan.value)
                                     : 100 * plan.value / *known;
        const bool below = c.least ? plan.upper_bound > *known * (1 + 1e-6)
                                   : plan.upper_bound < *known * (1 - 1e-6);
        note += below ? " BOUND WRONG" : "";
        sum.wrong += below ? 1 : 0;
        sum.share_sum += share;
        sum.share_worst = std::min(sum.share_worst, share);
        ++sum.known;
        sum.reached += share > 100 - 1e-6 ? 1 : 0;
    }
    sum.wrong += verdict.feasible ? 0 : 1;
    sum.gap_sum += plan.gapPercent();
    sum.gap_widest = std::max(sum.gap_widest, plan.gapPercent());
    ++sum.cases;
    fmt::print("{:28} value {:14.2f} bound {:14.2f} gap {:6.3f} % {} {:>14} {:>10} {:6.1f} s{}\n",
               c.name, plan.value, plan.upper_bound, plan.gapPercent(), c.known ? "known" : " best",
               known ? fmt::format("{:.2f}", *known) : "-",
               known ? fmt::format("{:.3f} %", share) : "", took, note);
    if (options.rules && c.instance.objective == Objective::value) {
        fmt::print("{}", compareRules(c, plan, sum));
    }
    if (options.more) {
        fmt::print("{}", compareMore(c, plan, options, sum));
    }
    std::fflush(stdout);
}

using Family = std::pair<std::string, std::function<std::vector<Case>()>>;

std::vector<Family> familiesOf(const Options& options)
{
    const std::string& folder = options.folder;
    return {
        {"shelby", [&] { return instance_families::shelby(folder); }},
        {"steiner-revenue-budget", [&] { return instance_families::steinerRevenueBudget(folder); }},
        {"pcstp-d", [&] { return instance_families::prizeCollecting(folder); }},
        {"orlib-setcover", [&] { return instance_families::setCover(folder); }},
        {"mclp", [&] { return instance_families::maximalCovering(folder); }},
        {"pace2018-steiner", [&] { return instance_families::steinerTrees(folder, 5000); }},
        {"topology-zoo", [&] { return instance_families::topologyZoo(folder); }},
        {"sndlib", [&] { return instance_families::sndlib(folder); }},
        {"small", [&] { return smallCases(folder); }},
        {"practice", [&] { return practice(options); }},
    };
}

int run(const Options& options)
{
    int wrong = 0;
    for (const auto& [name, cases] : familiesOf(options)) {
        if (!options.family.empty() && options.family != name) {
            continue;
        }
        Summary sum;
        for (const Case& c : cases()) {
            if (c.name.find(options.only) != std::string::npos) {
                runCase(c, options, sum);
            }
        }
        if (sum.known > 0) {
            fmt::print("== {}: best known of {}, {} reached, mean {:.3f} %, worst {:.3f} %\n", name,
                       sum.known, sum.reached, sum.share_sum / sum.known, sum.share_worst);
        }
        if (sum.cases > 0) {
            fmt::print("== {}: {} cases, gap mean {:.3f} %, widest {:.3f} %\n", name, sum.cases,
                       sum.gap_sum / sum.cases, sum.gap_widest);
        }
        if (sum.pairs > 0) {
            fmt::print("== {}: {} falls in {} pairs with more room, mean of all {:.5f} %, worst "
                       "{:.4f} %\n",
                       name, sum.falls, sum.pairs, sum.fall_sum / sum.pairs, sum.fall_worst);
        }
        if (sum.lead_worst < 1e9) {
            fmt::print("== {}: {} lost to a simple rule; least lead over the best rule {:.3f} %\n",
                       name, sum.losses, sum.lead_worst);
        }
        wrong += sum.wrong + sum.losses;
    }
    return wrong == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    constexpr int wrongUsage = 2;
    Options options;
    std::vector<std::string> names;
    for (const auto& [name, cases] : familiesOf(options)) {
        names.push_back(name);
    }
    CLI::App program{
        "Runs families of instances and invented countries through the planner; prints "
        "value, bound and what is known. Exit 1: a plan is not feasible, a bound is "
        "wrong, or a simple rule beats the plan."};
    program.name("sila-bench-instances");
    program.option_defaults()->always_capture_default();
    const auto amount = CLI::Range(0.0, 1e6);
    program.add_option("FOLDER", options.folder, "Where the families lie")
        ->check(CLI::ExistingDirectory);
    program.add_option("--family", options.family, "Only this family")->check(CLI::IsMember(names));
    program.add_option("--only", options.only, "Only cases with this in their name");
    program.add_option("--seconds", options.seconds, "For each case; 0: the usual effort")
        ->check(amount);
    program
        .add_option("--optimum", options.optimum_s,
                    "Where no best value is known, look for it so many seconds more; 0: don't")
        ->check(amount);
    program.add_option("--threads", options.threads, "Threads to use (0: all of the machine's)")
        ->check(CLI::Range(0, 1024));
    program.add_flag("--cpu", options.cpu, "Count processor seconds instead of the clock's");
    program.add_flag("--rules", options.rules, "Compare with the simple rules");
    program.add_flag("--more", options.more,
                     "Solve again with a little more supply and wider windows; print falls");
    program.add_option("--sites", options.sites, "Of the invented countries; 0: several sizes")
        ->check(CLI::Range(0, 1'000'000));
    program.add_option("--seeds", options.seeds, "How many invented countries of each size")
        ->check(CLI::Range(1, 1000));
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& fault) {
        return program.exit(fault) == 0 ? 0 : wrongUsage;
    }
    return run(options);
}
