#pragma once
// How the propagation mechanisms make one loss for a percentage of time: ITU-R P.1812
// sections 4.3.5 and 4.7, P.452 sections 4.2.4 and 4.6 (equation numbers below are P.1812's).
#include "planning/propagation/p526.h"

namespace planning::propagation {

/// Interpolation factor for time between beta0 and 50 %, eq. (40).
double timeInterpolation(double time_percent, double beta0_percent);

struct TimedDiffraction {
    DeltaBullington median;    // at the median effective Earth radius
    DeltaBullington anomalous; // at three times the Earth's; left at 0 when time is 50 %
    double Ldp_db = 0;         // for the percentage of time, eq. (41)
};
/// `median` asks for the median effective Earth radius.
TimedDiffraction timedDiffraction(const PathProfile& profile, const DeltaBullingtonRequest& median,
                                  double time_percent, double Fi);

struct MultipathRange {
    double Lb0p_db = 0; // free space with multipath and focusing for p %, eq. (10)
    double Lb0b_db = 0; // for beta0 %, eq. (11)
};
MultipathRange multipathAndFocusing(double free_space_db, double dlt_km, double dlr_km,
                                    double time_percent, double beta0_percent);

struct Mechanisms {
    double time_percent = 50, beta0_percent = 0;
    double sea_fraction = 0;
    double d_km = 0;
    double Fi = 0, Fj = 0;
    double Lbfs_db = 0, Lb0p_db = 0, Lb0b_db = 0; // free space
    double Ld50_db = 0, Ldp_db = 0;               // diffraction
    double Lba_db = 0;                            // ducting
    double Lbs_db = 0;                            // troposcatter
};
struct CombinedLoss {
    double Fk = 0;         // eq. (58)
    double Lbd50_db = 0;   // eq. (42)
    double Lbd_db = 0;     // eq. (43)
    double Lminb0p_db = 0; // eq. (59)
    double Lminbap_db = 0; // eq. (60)
    double Lbda_db = 0;    // eq. (61)
    double Lbam_db = 0;    // eq. (62)
    double Lbc_db = 0;     // eq. (63)
};
CombinedLoss combine(const Mechanisms& mechanisms);

} // namespace planning::propagation
