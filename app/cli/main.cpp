// `sila`: every calculation, no window.
#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "geo/misuse.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fmt/format.h>
#include <memory>

namespace {

using app::cli::Context;
using app::cli::RegisteredCommand;

constexpr int exitFailed = 1;
constexpr int exitUsage = 2;
constexpr int exitInterrupted = 130;

struct Entry {
    const RegisteredCommand* command = nullptr;
    CLI::App* app = nullptr;
    app::cli::Run run;
};

void addCommonOptions(CLI::App& command, Context& context)
{
    auto* group = command.add_option_group("Common");
    group->add_flag("--json", context.json,
                    "Print one JSON document, nothing else, on standard output");
    group->add_flag("--quiet", context.quiet, "No messages and no progress bar on standard error");
    group->add_option("--threads", context.threads, "Threads to use (0: all of the machine's)")
        ->check(CLI::Range(0, 1024));
}

int fail(const Context& context, const std::string& message, int code = exitFailed)
{
    app::cli::clearProgress();
    if (context.json) {
        context.result({{"error", message}}, {});
    }
    fmt::print(stderr, "sila: {}\n", message);
    return code;
}

int runCommand(const Entry& entry, Context& context)
{
    context.feedback = app::cli::terminalFeedback(context.quiet);
    app::cli::answers();
    try {
        const int code = entry.run(context);
        app::cli::clearProgress();
        if (app::cli::interrupted()) {
            app::cli::sayStopped();
            return exitInterrupted;
        }
        return code;
    } catch (const std::bad_alloc&) {
        return fail(context,
                    "there is not enough memory for this run. Take a coarser --resolution, "
                    "a smaller --radius, or a smaller area.");
    } catch (const geo::Misuse& fault) {
        return fail(context, fault.what(), exitUsage);
    } catch (const std::exception& fault) {
        if (app::cli::interrupted()) {
            app::cli::clearProgress();
            app::cli::sayStopped();
            return exitInterrupted;
        }
        return fail(context, fault.what());
    }
}

/// What the parser found wrong, as everything else is said.
std::string usageWords(std::string what, const std::string& command)
{
    // A number "in range 0 to the largest there is", with its three hundred digits.
    const std::string range = " not in range 0";
    const auto at = what.find(range);
    if (at != std::string::npos && what.find(" to 17976931348623157", at) != std::string::npos) {
        what = what.substr(0, at) + " is not a number of 0 or more";
    }
    return fmt::format("sila: {}\n`sila help{}` explains.\n", what,
                       command.empty() || command.starts_with('-') ? "" : " " + command);
}

/// "nan" and "inf" read as numbers, and no range keeps the first out.
std::string notANumber(const CLI::App& command)
{
    for (const CLI::Option* option : command.get_options()) {
        if (!option->get_type_name().starts_with("FLOAT")) {
            continue;
        }
        for (const std::string& typed : option->results()) {
            if (!std::isfinite(std::strtod(typed.c_str(), nullptr))) {
                return fmt::format("{}: '{}' is not a number", option->get_name(), typed);
            }
        }
    }
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App sila{"Sila plans how a country gets its telecom network back after war or disaster."};
    sila.name("sila");
    sila.set_version_flag("--version", "sila " SILA_VERSION);
    sila.require_subcommand(1);
    sila.footer("sila help COMMAND explains a command with an example.");

    Context context;
    std::vector<Entry> entries;
    for (const RegisteredCommand& command : app::cli::commands()) {
        CLI::App* app = sila.add_subcommand(command.info.name, command.info.summary);
        if (!command.info.example.empty()) {
            app->footer("Example:\n  " + command.info.example);
        }
        Entry entry{&command, app, command.setup(*app)};
        addCommonOptions(*app, context);
        entries.push_back(std::move(entry));
    }
    std::string helpFor;
    CLI::App* help = sila.add_subcommand("help", "Explain a command, with an example");
    help->add_option("COMMAND", helpFor, "The command to explain");

    const auto called = [&](const Entry& entry) { return entry.command->info.name == argv[1]; };
    if (argc > 1 && argv[1][0] != '-' && std::string_view{argv[1]} != "help" &&
        std::ranges::none_of(entries, called)) {
        fmt::print(stderr, "sila: there is no command '{}'. `sila help` lists them.\n", argv[1]);
        return exitUsage;
    }
    const std::string name = argc > 1 ? argv[1] : "";
    sila.failure_message([&name](const CLI::App* /*app*/, const CLI::Error& fault) {
        return usageWords(fault.what(), name);
    });
    try {
        sila.parse(argc, argv);
    } catch (const CLI::ParseError& fault) {
        return sila.exit(fault) == 0 ? 0 : exitUsage;
    }
    if (help->parsed()) {
        CLI::App* about = helpFor.empty() || helpFor == "help" ? &sila : nullptr;
        for (const Entry& entry : entries) {
            if (entry.command->info.name == helpFor) {
                about = entry.app;
            }
        }
        if (about == nullptr) {
            fmt::print(stderr, "sila: there is no command '{}'. `sila help` lists them.\n",
                       helpFor);
            return exitUsage;
        }
        // App::help() would describe the parsed subcommand, which is `help` itself.
        fmt::print("{}", about->get_formatter()->make_help(
                             about, about == &sila ? "sila" : "sila " + helpFor,
                             CLI::AppFormatMode::Normal));
        return 0;
    }
    for (const Entry& entry : entries) {
        if (entry.app->parsed()) {
            if (const std::string wrong = notANumber(*entry.app); !wrong.empty()) {
                return fail(context, wrong, exitUsage);
            }
            return runCommand(entry, context);
        }
    }
    return exitUsage;
}
