#include "app/jobs/loss.h"

#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "geo/misuse.h"

#include <fmt/format.h>
#include <iostream>
#include <memory>

namespace app::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string model, cases, profile, profiles;
    std::vector<std::string> set;
    std::map<std::string, std::string> named; // option's key in a case → value
    bool parts = false;
};

/// Options that are the commonest keys of a case.
constexpr struct {
    const char* option;
    const char* key;
    const char* help;
} namedOptions[] = {
    {"--frequency", "f_mhz", "MHz"},
    {"--distance", "d_km", "km, for the models that need no profile"},
    {"--height-tx", "h_tx_m", "transmitter, m above ground"},
    {"--height-rx", "h_rx_m", "receiver, m above ground"},
    {"--time", "p", "percentage of time the loss is not exceeded"},
    {"--location", "location", "percentage of locations"},
    {"--polarisation", "pol", "h or v"},
    {"--latitude", "lat", "of the middle of the path, degrees"},
};

/// Answers as they come, one a line with --json, else a table when all are there.
class Printer {
public:
    explicit Printer(bool json) : json_{json} {}

    void add(const Json& answer)
    {
        failed_ += answer.contains("error") ? 1 : 0;
        if (json_) {
            fmt::print(answers(), "{}\n",
                       answer.dump(-1, ' ', false, Json::error_handler_t::replace));
        } else {
            answers_.push_back(answer);
        }
    }

    /// Exit code: 1 when a case could not be computed.
    int finish()
    {
        if (!json_) {
            printTable();
        }
        std::fflush(answers());
        return failed_ > 0 ? 1 : 0;
    }

private:
    void printTable() const
    {
        std::vector<std::string> keys;
        for (const Json& answer : answers_) {
            for (const auto& [key, value] : answer.items()) {
                if (std::ranges::find(keys, key) == keys.end()) {
                    keys.push_back(key);
                }
            }
        }
        for (const std::string& key : keys) {
            fmt::print(answers(), "{}{}", &key == keys.data() ? "" : "\t", key);
        }
        fmt::print(answers(), "\n");
        for (const Json& answer : answers_) {
            for (const std::string& key : keys) {
                const auto at = answer.find(key);
                const std::string value = at == answer.end() ? ""
                                          : at->is_string()  ? at->get<std::string>()
                                                             : at->dump();
                fmt::print(answers(), "{}{}", &key == keys.data() ? "" : "\t", value);
            }
            fmt::print(answers(), "\n");
        }
    }

    bool json_;
    std::size_t failed_ = 0;
    std::vector<Json> answers_;
};

void applyOptions(const Options& options, jobs::LossCase& values)
{
    for (const auto& [key, value] : options.named) {
        values.set(key, value);
    }
    for (const std::string& pair : options.set) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos) {
            throw geo::Misuse{fmt::format("--set {} has no \"=\"", pair), "Write --set KEY=VALUE"};
        }
        values.set(pair.substr(0, equals), pair.substr(equals + 1));
    }
}

int run(const Options& options, Context& context)
{
    const jobs::LossModel& model = jobs::lossModel(options.model);
    Printer printer{context.json};
    std::vector<std::vector<double>> lines;
    if (!options.profiles.empty()) {
        lines = jobs::readNumberLines(options.profiles);
    }
    std::size_t row = 0;
    const auto answer = [&](jobs::ReadCase c) {
        if (row < lines.size()) {
            c.values.set("pfl", lines[row]);
        }
        ++row;
        if (context.feedback.cancelled()) {
            return;
        }
        applyOptions(options, c.values);
        printer.add(jobs::answerCase(model, c, options.parts));
    };
    if (!options.cases.empty()) {
        jobs::readCases(options.cases, answer);
    } else if (!options.profile.empty()) {
        for (const jobs::ReadCase& c : jobs::readProfile(options.profile)) {
            answer(c);
        }
    } else {
        jobs::ReadCase c;
        c.id = 1;
        answer(c);
    }
    return printer.finish();
}

std::string modelHelp()
{
    std::string out = "Models, what a case holds and what comes back:\n";
    for (const jobs::LossModel& model : jobs::lossModels()) {
        out += fmt::format("  {}  {}\n      reads {}\n      gives {}\n", model.name, model.title,
                           model.reads, model.gives);
        std::string ranges;
        for (const planning::propagation::Range& range : model.ranges) {
            ranges += fmt::format("{}{}", ranges.empty() ? "" : "; ", text(range));
        }
        out += ranges.empty() ? "" : fmt::format("      valid for {}\n", ranges);
    }
    return out;
}

const Registration registration{
    {.name = "loss",
     .summary = "Compute the loss of a radio path with a propagation model",
     .example = "sila loss p1812 --profile path.csv --frequency 900 --height-tx 30 --height-rx 1.5 "
                "--polarisation v --latitude 31.5\n"
                "  sila loss p1812 --cases cases.jsonl --json",
     .order = 30},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        command.add_option("MODEL", options->model, "Name of the model")->required();
        auto* cases =
            command.add_option("--cases", options->cases,
                               "JSON Lines, or CSV with a header: one case a line, one "
                               "answer a line. Exit code 1 when one could not be computed");
        command
            .add_option("--profile", options->profile,
                        "CSV of distance km, height m, maybe clutter m and zone; or a file of the "
                        "ITU-R SG3 databank, one answer for each measurement")
            ->excludes(cases);
        command
            .add_option("--profiles", options->profiles,
                        "Terrain of case k on line k: count of heights less one, step m, heights")
            ->needs(cases);
        for (const auto& named : namedOptions) {
            command.add_option_function<std::string>(
                named.option,
                [options, key = named.key](const std::string& value) {
                    options->named[key] = value;
                },
                named.help);
        }
        command.add_option("--set", options->set, "Any other value of a case: KEY=VALUE");
        command.add_flag("--parts", options->parts, "Intermediate values too");
        command.footer(modelHelp() + "\n\n" + command.get_footer());
        return [options](Context& context) { return run(*options, context); };
    }};

} // namespace
} // namespace app::cli
