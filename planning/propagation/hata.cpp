#include "planning/propagation/hata.h"

#include "planning/propagation/path_profile.h"

#include <cmath>

namespace planning::propagation {
namespace {

void check(const HataRequest& q)
{
    requireAbove("frequency", q.f_mhz, 0, "MHz");
    requireAbove("distance", q.d_km, 0, "km");
    requireAbove("base station height", q.base_height_m, 0, "m");
    requireAbove("mobile height", q.mobile_height_m, 0, "m");
}

/// Hata's correction a(hm) of a small or medium city.
double smallCityCorrection_db(double log_f, double mobile_m)
{
    return (1.1 * log_f - 0.7) * mobile_m - (1.56 * log_f - 0.8);
}

/// Hata's correction a(hm) of a large city, its eq. (16) from 400 MHz on: given up to 200 and from
/// 400 MHz, changed over at 300.
double largeCityCorrection_db(double f_mhz, double mobile_m)
{
    const double below = std::log10(1.54 * mobile_m);
    const double above = std::log10(11.75 * mobile_m);
    return f_mhz < 300 ? 8.29 * below * below - 1.1 : 3.2 * above * above - 4.97;
}

/// (44.9 - 6.55 lg hb) lg d
double distanceTerm_db(const HataRequest& q)
{
    return (44.9 - 6.55 * std::log10(q.base_height_m)) * std::log10(q.d_km);
}

} // namespace

double hataLoss_db(const HataRequest& q)
{
    check(q);
    const double log_f = std::log10(q.f_mhz);
    const double correction_db = q.environment == HataEnvironment::large_city
                                     ? largeCityCorrection_db(q.f_mhz, q.mobile_height_m)
                                     : smallCityCorrection_db(log_f, q.mobile_height_m);
    const double urban_db = 69.55 + 26.16 * log_f - 13.82 * std::log10(q.base_height_m) -
                            correction_db + distanceTerm_db(q); // Hata's standard formula
    switch (q.environment) {
    case HataEnvironment::suburban: {
        const double ratio = std::log10(q.f_mhz / 28);
        return urban_db - 2 * ratio * ratio - 5.4; // Hata's K_r
    }
    case HataEnvironment::open:
        return urban_db - 4.78 * log_f * log_f + 18.33 * log_f - 40.94; // Hata's Q_r
    default:
        return urban_db;
    }
}

double cost231HataLoss_db(const HataRequest& q)
{
    check(q);
    const double log_f = std::log10(q.f_mhz);
    const double metropolitan_db = q.environment == HataEnvironment::large_city ? 3 : 0;
    return 46.3 + 33.9 * log_f - 13.82 * std::log10(q.base_height_m) -
           smallCityCorrection_db(log_f, q.mobile_height_m) + distanceTerm_db(q) +
           metropolitan_db; // COST 231 eq. (4.4.3)
}

std::vector<std::string> hataWarnings(const HataRanges& ranges, const HataRequest& q)
{
    std::vector<std::string> out;
    warnOutside(ranges.frequency, q.f_mhz, out);
    warnOutside(ranges.distance, q.d_km, out);
    warnOutside(ranges.base, q.base_height_m, out);
    warnOutside(ranges.mobile, q.mobile_height_m, out);
    return out;
}

} // namespace planning::propagation
