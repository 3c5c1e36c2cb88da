#include "planning/propagation/radio_climate.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation {
namespace {

/// Sum and longest of the runs of points that satisfy `inside`, in km.
struct Runs {
    double total_km = 0;
    double longest_km = 0;
};

template <typename Inside>
Runs runs(const PathProfile& p, const Inside& inside)
{
    const auto d = p.distance_km;
    const std::size_t last = d.size() - 1;
    Runs out;
    double run_km = 0;
    for (std::size_t i = 0; i <= last; ++i) {
        if (!inside(p.zone[i])) {
            run_km = 0;
            continue;
        }
        if (i > 0) {
            run_km += (d[i] - d[i - 1]) / 2;
        }
        if (i < last) {
            run_km += (d[i + 1] - d[i]) / 2;
        }
        out.longest_km = std::max(out.longest_km, run_km);
        if (i == last || !inside(p.zone[i + 1])) {
            out.total_km += run_km;
        }
    }
    return out;
}

} // namespace

ZoneLengths zoneLengths(const PathProfile& profile)
{
    const double d_km = profile.length_km();
    if (profile.zone.empty()) {
        return {d_km, d_km, 0};
    }
    const auto isSea = [](RadioZone z) { return z == RadioZone::sea; };
    const auto isLand = [](RadioZone z) { return z != RadioZone::sea; };
    const auto isInland = [](RadioZone z) { return z == RadioZone::inland; };
    return {runs(profile, isLand).longest_km, runs(profile, isInland).longest_km,
            runs(profile, isSea).total_km / d_km};
}

RadioClimate radioClimate(const ZoneLengths& zones, double latitude_deg, double dn)
{
    RadioClimate out;
    const double lat = std::abs(latitude_deg);
    out.ae_km = 6371 * 157 / (157 - dn);                             // P.1812 eq. (6, 7a)
    out.tau = 1 - std::exp(-4.12e-4 * std::pow(zones.dlm_km, 2.41)); // eq. (3)
    const double mu1 = std::min(1.0, std::pow(std::pow(10, -zones.dtm_km / (16 - 6.6 * out.tau)) +
                                                  std::pow(10, -5 * (0.496 + 0.354 * out.tau)),
                                              0.2)); // eq. (2)
    if (lat <= 70) {                                 // eq. (4, 5)
        const double mu4 = std::pow(mu1, -0.935 + 0.0176 * lat);
        out.beta0_percent = std::pow(10, -0.015 * lat + 1.67) * mu1 * mu4;
    } else {
        out.beta0_percent = 4.17 * mu1 * std::pow(mu1, 0.3);
    }
    return out;
}

} // namespace planning::propagation
