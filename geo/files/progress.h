#pragma once
// How long work on files is watched and stopped; app/ ties it to the progress bar.
#include <functional>

namespace geo {

/// Called with 0 to 1; returning false stops the work, which then gives nothing.
using Progress = std::function<bool(double done)>;

} // namespace geo
