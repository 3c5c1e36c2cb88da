#pragma once
// How a command joins `sila`: one file in app/cli/commands/ with one Registration in it.
#include "planning/feedback.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace app::cli {

/// What every command takes and may use. Results go to standard output, all else to standard error.
struct Context {
    bool json = false;
    bool quiet = false;
    unsigned threads = 0; // 0: as many as the machine has
    planning::Feedback feedback;

    /// With --json: prints the document, the only thing on standard output. Else: prints `plain`.
    void result(const nlohmann::ordered_json& document, const std::string& plain) const;
    /// A line on standard error, unless --quiet.
    void say(const std::string& line) const;
};

/// Returns the exit code: 0 done, 1 failed. Wrong usage (exit 2) is told by CLI11 and
/// geo::Misuse. Throw geo::Error or any std::exception to fail with its message.
using Run = std::function<int(Context&)>;

struct CommandInfo {
    std::string name;
    std::string summary; // one line, a verb first
    std::string example; // what `sila help NAME` shows under "Example"
    int order = 100; // place in the list: data 10…, radio 30…, network 50…, plan 70…, hand over 90…
};

/// Adds the command's options to `command` and returns what to run. Options live in a shared_ptr
/// captured by both.
using Setup = std::function<Run(CLI::App& command)>;

class Registration {
public:
    Registration(CommandInfo info, Setup setup);
};

struct RegisteredCommand {
    CommandInfo info;
    Setup setup;
};
const std::vector<RegisteredCommand>& commands(); // sorted by order, then name

} // namespace app::cli
