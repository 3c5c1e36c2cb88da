#pragma once
// Antenna pattern files: MSI/Planet (.msi, .pln, .txt) and Radio Mobile (.ant).
#include "planning/coverage/antenna.h"

#include <string>
#include <string_view>

namespace planning {

/// Reads a pattern from the text of a file. MSI/Planet: keywords NAME, FREQUENCY, GAIN (dBd when no
/// unit is given), TILT, then HORIZONTAL n and VERTICAL n with n lines of "angle attenuation"
/// (or gains under the maximum, when none is above 0); angles between those given are interpolated,
/// holes up to 15 degrees. Radio Mobile: one relative gain per line, 360
/// horizontal, then none, 181 (or 180: without -90) or 360 vertical, from straight up over the
/// horizon in front downwards. `file` is only used in messages. Throws geo::Error naming file and
/// line when the text is neither or incomplete.
AntennaPattern parseAntenna(std::string_view text, const std::string& file);

} // namespace planning
