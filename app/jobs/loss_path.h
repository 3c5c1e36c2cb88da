#pragma once
// Cases that are a terrain path: its points, zones, terminals and files.
#include "app/jobs/loss_case.h"

namespace app::jobs {

/// How a case numbers its radio zones. `p452` is P.452's own 1 coastal, 2 inland, 3 sea; a 4
/// anywhere means P.1812's numbers all the same.
enum class ZoneCodes : std::uint8_t { p1812, p452 };

/// From "d_km", "h_m", "clutter_m", "zone"; or from the file that "profile" names
/// or, as in the SG3 diffraction examples, the number in "path".
OwnedProfile casePath(const LossCase& c, ZoneCodes codes);

/// Equally spaced heights from "heights_m" and "step_m", from "pfl" (points less one, step,
/// heights), from the file that "pfl_file_name" names, from the case's line of a "pfls.csv" beside
/// the cases (for a case without "delta_h_m"), or from "d_km" and "h_m" when these are equally
/// spaced.
struct EvenProfile {
    std::vector<double> height_m;
    double step_m = 0;
};
EvenProfile caseEvenProfile(const LossCase& c);
bool hasEvenProfile(const LossCase& c);

/// Of the path's centre: "lat", or worked out from both terminals' positions.
double caseLatitude_deg(const LossCase& c, double length_km);

/// From a terminal to the coast, km; a terminal on the sea is on the coast unless the case says so.
double caseCoast_km(const LossCase& c, Keys keys, const OwnedProfile& path, bool tx);

} // namespace app::jobs
