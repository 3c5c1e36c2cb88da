#include "app/cli/command.h"
#include "app/jobs/invent_job.h"

namespace app::cli {
namespace {

const Registration invent{
    {"invent", "Invent a country to practise on: terrain, people, borders and roads as files",
     "sila invent practice --seed 7", 39},
    [](CLI::App& command) -> Run {
        auto request = std::make_shared<InventJobRequest>();
        command.add_option("FOLDER", request->folder, "Where the files go")->required();
        command.add_option("--seed", request->country.seed, "Another number, another country")
            ->check(CLI::NonNegativeNumber)
            ->capture_default_str();
        command.add_option("--people", request->country.people, "How many people live there")
            ->check(CLI::Range(10000.0, 1e6))
            ->capture_default_str();
        const int names = static_cast<int>(planning::synth::inventedNames().size());
        command.add_option("--settlements", request->country.settlements, "How many places")
            ->check(CLI::Range(8, names))
            ->capture_default_str();
        command.add_flag("--mistakes", request->mistakes,
                         "Put a few rows among the settlements that no import can use");
        return [request](Context& context) {
            const auto report = inventInto(*request, context.feedback);
            if (report) {
                context.result(asJson(*report), asText(*report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
