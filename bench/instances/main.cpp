// sila-bench-instances [FOLDER] [--family NAME] [--only TEXT] [--seconds S] [--threads N]: runs the
// families of
// ../shared/instances through the planner and prints value, bound and what is known.
#include "planning/restoration/check.h"
#include "planning/restoration/practice.h"
#include "planning/restoration/solve.h"
#include "tests/support/instance_families.h"

#include <algorithm>
#include <chrono>
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
    std::string only; // part of a case's name
    double seconds = 2;
    unsigned threads = 2;
    bool cpu = false; // count processor seconds, for a machine that does other work too
};

double now(bool cpu)
{
    if (cpu) {
        return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::vector<Case> practice()
{
    std::vector<Case> out;
    for (const int sites : {60, 500, 2000, 10'000}) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            PracticeRequest ask;
            ask.sites = sites;
            ask.seed = seed;
            out.push_back({fmt::format("practice {} seed {}", sites, seed), practiceInstance(ask),
                           std::nullopt});
        }
    }
    return out;
}

/// Countries of 30 to 50 works: small enough to know the best plan of most of them.
std::vector<Case> small()
{
    std::vector<Case> out;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        PracticeRequest ask;
        ask.periods = seed % 2 == 0 ? 10 : 8;
        ask.seed = seed;
        ask.crews_per_period = seed % 4 == 3;
        for (ask.sites = 60; ask.sites > 5; --ask.sites) {
            Instance instance = practiceInstance(ask);
            const auto works = std::ranges::count_if(instance.parts,
                                                     [](const Part& part) { return part.damaged; });
            if (works <= 50) {
                out.push_back({fmt::format("{} works seed {}", works, seed), std::move(instance),
                               std::nullopt});
                break;
            }
        }
    }
    return out;
}

int run(const Options& options)
{
    using Family = std::pair<std::string, std::function<std::vector<Case>()>>;
    const Family families[] = {
        {"shelby", [&] { return instance_families::shelby(options.folder); }},
        {"steiner-revenue-budget",
         [&] { return instance_families::steinerRevenueBudget(options.folder); }},
        {"pcstp-d", [&] { return instance_families::prizeCollecting(options.folder); }},
        {"orlib-setcover", [&] { return instance_families::setCover(options.folder); }},
        {"mclp", [&] { return instance_families::maximalCovering(options.folder); }},
        {"pace2018-steiner", [&] { return instance_families::steinerTrees(options.folder, 5000); }},
        {"topology-zoo", [&] { return instance_families::topologyZoo(options.folder); }},
        {"sndlib", [&] { return instance_families::sndlib(options.folder); }},
        {"small", small},
        {"practice", practice},
    };
    int wrong = 0;
    for (const auto& [name, cases] : families) {
        if (!options.family.empty() && options.family != name) {
            continue;
        }
        double sum = 0;
        double worst = 1e9;
        double gaps = 0;
        double widest = 0;
        int cases_run = 0;
        int known = 0;
        int best = 0;
        for (const Case& c : cases()) {
            if (c.name.find(options.only) == std::string::npos) {
                continue;
            }
            SolveRequest request;
            request.seconds = options.seconds;
            request.threads = options.threads;
            const double began = now(options.cpu);
            request.clock = [&] { return now(options.cpu) - began; };
            const Schedule plan = solve(c.instance, request);
            const double took = now(options.cpu) - began;
            const Verdict verdict = check(c.instance, plan.works);
            std::string note = plan.optimal ? " proven" : "";
            note += verdict.feasible ? "" : " NOT FEASIBLE";
            double share = 0;
            if (c.known) {
                const double from = c.published_from;
                share = 100 * (c.least    ? *c.known / plan.value
                               : from > 0 ? (from - *c.known) / (from - plan.value)
                                          : plan.value / *c.known);
                const bool below = c.least ? plan.upper_bound > *c.known * (1 + 1e-6)
                                           : plan.upper_bound < *c.known * (1 - 1e-6);
                note += below ? " BOUND WRONG" : "";
                wrong += below ? 1 : 0;
                sum += share;
                worst = std::min(worst, share);
                ++known;
                best += share > 100 - 1e-6 ? 1 : 0;
            }
            wrong += verdict.feasible ? 0 : 1;
            gaps += plan.gapPercent();
            widest = std::max(widest, plan.gapPercent());
            ++cases_run;
            fmt::print("{:28} value {:14.2f} bound {:14.2f} gap {:6.2f} % known {:>14} {:>8} "
                       "{:6.1f} s{}\n",
                       c.name, plan.value, plan.upper_bound, plan.gapPercent(),
                       c.known ? fmt::format("{:.2f}", *c.known) : "-",
                       c.known ? fmt::format("{:.2f} %", share) : "", took, note);
            std::fflush(stdout);
        }
        if (known > 0) {
            fmt::print("== {}: {} known, {} reached, mean {:.3f} %, worst {:.3f} %\n", name, known,
                       best, sum / known, worst);
        }
        if (cases_run > 0) {
            fmt::print("== {}: gap mean {:.3f} %, widest {:.3f} %\n", name, gaps / cases_run,
                       widest);
        }
    }
    return wrong == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool more = i + 1 < argc;
        if (word == "--family" && more) {
            options.family = argv[++i];
        } else if (word == "--only" && more) {
            options.only = argv[++i];
        } else if (word == "--seconds" && more) {
            options.seconds = std::stod(argv[++i]);
        } else if (word == "--threads" && more) {
            options.threads = static_cast<unsigned>(std::stoul(argv[++i]));
        } else if (word == "--cpu") {
            options.cpu = true;
        } else {
            options.folder = word;
        }
    }
    return run(options);
}
