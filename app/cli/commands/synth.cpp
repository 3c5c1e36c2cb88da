#include "app/cli/command.h"
#include "app/jobs/synth_job.h"
#include "geo/misuse.h"

namespace app::cli {
namespace {

constexpr const char* practiceDate = "2026-11-01"; // fixed: the same command, the same layer

struct Options {
    std::string workspace, profile = "conflict", date = practiceDate;
    SynthJobRequest job;
};

const Registration synth{
    {"synth", "Make a practice telecom layer, with damage, on the settlements of a workspace",
     "sila synth gaza.gpkg --seed 7 --profile conflict --areas PS02", 40},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        planning::SynthRequest& wish = options->job.synth;
        command.add_option("WORKSPACE", options->workspace, "The workspace; needs settlements")
            ->required();
        command.add_option("--seed", wish.seed, "Another number makes another layer")
            ->check(CLI::NonNegativeNumber)
            ->capture_default_str();
        command
            .add_option(
                "--profile", options->profile,
                "conflict: a front, hot spots, months; disaster: an epicentre, a flood, one "
                "day")
            ->check(CLI::IsMember({"conflict", "disaster"}))
            ->capture_default_str();
        command.add_option("--areas", wish.areas, "Only in these areas (codes) and below them");
        command
            .add_option("--preset", wish.preset,
                        "Whose figures to take: gaza, west_bank, ukraine_oblast, generic. Left "
                        "out: told from the area codes")
            ->check(CLI::IsMember({"gaza", "west_bank", "ukraine_oblast", "generic"}));
        command.add_option("--date", options->date, "The day the practice starts")
            ->capture_default_str();
        command.add_flag("--blackout", wish.blackout, "55 % of sites without power");
        command
            .add_option("--people-per-site", wish.people_per_site,
                        "One site for so many people; the preset's when left out")
            ->check(CLI::Range(100.0, 1e6));
        command.add_flag("--replace", options->job.replace,
                         "Take away an earlier practice layer first");
        command.add_option("--files", options->job.files,
                           "Also write the layer into this folder as the files operators send");
        command.add_flag("--mistakes", options->job.mistakes,
                         "Put rows into those files that no import can use, to practise on");
        return [options](Context& context) {
            planning::SynthRequest& request = options->job.synth;
            request.profile = options->profile == "disaster" ? planning::Profile::disaster
                                                             : planning::Profile::conflict;
            const auto date = geo::parseDate(options->date);
            if (!date) {
                throw geo::Misuse{"'" + options->date + "' is not a date",
                                  "Write it as 2026-11-22"};
            }
            request.date = *date;
            auto workspace = geo::Workspace::open(options->workspace, geo::Access::write);
            const auto report = synthesiseInto(workspace, options->job, context.feedback);
            if (report) {
                context.result(asJson(*report), asText(*report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
