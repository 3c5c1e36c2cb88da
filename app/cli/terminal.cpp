#include "app/cli/terminal.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

#ifdef _WIN32
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace app::cli {
namespace {

std::atomic<int> signalsSeen{0}; // written by the handler, read by the watching thread
std::mutex barMutex;
bool barShown = false;

constexpr std::string_view stoppedMessage = "sila: stopped; the workspace is as it was.\n";

/// The one way to standard error a signal handler may take.
void writeToStandardError(std::string_view text)
{
#ifdef _WIN32
    static_cast<void>(_write(2, text.data(), static_cast<unsigned>(text.size())));
#else
    static_cast<void>(!write(STDERR_FILENO, text.data(), text.size()));
#endif
}

/// A second signal ends the process at once; it comes unasked too, when one Ctrl-C reaches both the
/// process and its group, so it says as much as a stop that took its time.
extern "C" void onInterrupt(int)
{
    if (signalsSeen.fetch_add(1) > 0) {
        writeToStandardError(stoppedMessage);
        std::_Exit(130);
    }
}

/// A command has this long to stop by itself; then the process ends. Whatever it was writing is a
/// transaction or a file that has not replaced its target yet.
constexpr std::chrono::milliseconds grace{900};

/// Turns the flag of the handler into a stop request, off the handler's narrow stack.
std::stop_source& interruptSource()
{
    static std::stop_source source;
    static std::jthread watcher{[](const std::stop_token& done) {
        std::optional<std::chrono::steady_clock::time_point> asked;
        while (!done.stop_requested()) {
            const auto now = std::chrono::steady_clock::now();
            if (!asked && signalsSeen.load() > 0) {
                source.request_stop();
                asked = now;
            }
            if (asked && now - *asked > grace) {
                clearProgress();
                sayStopped();
                std::_Exit(130);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
    }};
    return source;
}

} // namespace

bool standardErrorIsTerminal()
{
#ifdef _WIN32
    return _isatty(_fileno(stderr)) != 0;
#else
    return isatty(STDERR_FILENO) != 0;
#endif
}

std::FILE* answers()
{
#ifdef _WIN32
    static std::FILE* const stream = [] {
        std::fflush(stdout);
        const int kept = _dup(1);
        std::FILE* const nowhere = std::fopen("NUL", "w");
        std::FILE* const out = kept < 0 || nowhere == nullptr ? nullptr : _fdopen(kept, "w");
        return out == nullptr || _dup2(_fileno(nowhere), 1) != 0 ? stdout : out;
    }();
#else
    static std::FILE* const stream = [] {
        std::fflush(stdout);
        const int kept = dup(STDOUT_FILENO);
        const int nowhere = open("/dev/null", O_WRONLY);
        std::FILE* const out = kept < 0 || nowhere < 0 ? nullptr : fdopen(kept, "w");
        return out == nullptr || dup2(nowhere, STDOUT_FILENO) < 0 ? stdout : out;
    }();
#endif
    return stream;
}

std::stop_token stopOnInterrupt()
{
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    return interruptSource().get_token();
}

bool interrupted()
{
    return signalsSeen.load() > 0;
}

void sayStopped()
{
    std::fflush(stderr);
    writeToStandardError(stoppedMessage);
}

planning::Feedback terminalFeedback(bool quiet)
{
    if (quiet || !standardErrorIsTerminal()) {
        return {stopOnInterrupt(), nullptr};
    }
    auto lastTenth = std::make_shared<int>(-1);
    return {stopOnInterrupt(), [lastTenth](double done, const std::string& stage) {
                constexpr int width = 30;
                const std::scoped_lock lock{barMutex};
                const int tenth = static_cast<int>(done * 1000);
                if (tenth == *lastTenth) {
                    return;
                }
                *lastTenth = tenth;
                const int filled = static_cast<int>(done * width);
                fmt::print(stderr, "\r\033[K{:.<{}} {:3.0f} %  {}",
                           std::string(static_cast<std::size_t>(filled), '#'), width, 100 * done,
                           stage);
                std::fflush(stderr);
                barShown = true;
            }};
}

void clearProgress()
{
    const std::scoped_lock lock{barMutex};
    if (barShown) {
        fmt::print(stderr, "\r\033[K");
        std::fflush(stderr);
        barShown = false;
    }
}

} // namespace app::cli
