#pragma once
// The terminal and the signals: everything that differs between operating systems is in
// terminal.cpp.
#include "planning/feedback.h"

#include <cstdio>
#include <stop_token>

namespace app::cli {

bool standardErrorIsTerminal();

/// Where answers go: standard output, which from the first call on is closed to everybody else, so
/// that no line a library prints gets between them.
std::FILE* answers();

/// Stops on the first Ctrl-C (or SIGTERM); the process ends within a second of it, and at once on a
/// second one.
std::stop_token stopOnInterrupt();
/// True once Ctrl-C was pressed.
bool interrupted();

/// A bar on standard error when it is a terminal and `quiet` is not set; otherwise silent.
planning::Feedback terminalFeedback(bool quiet);
/// What a stopped command says.
void sayStopped();
/// Wipes the bar, so that what is printed next stands on a clean line.
void clearProgress();

} // namespace app::cli
