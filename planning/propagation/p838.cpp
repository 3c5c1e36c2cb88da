#include "planning/propagation/p838.h"

#include "planning/propagation/path_profile.h"

#include <cmath>
#include <numbers>
#include <span>

namespace planning::propagation {
namespace {

struct Term {
    double a, b, c;
};
struct Curve {
    std::span<const Term> terms;
    double m = 0;
    double constant = 0;
    double at(double log_f) const
    {
        double sum = m * log_f + constant;
        for (const Term& t : terms) {
            const double x = (log_f - t.b) / t.c;
            sum += t.a * std::exp(-x * x);
        }
        return sum;
    }
};

// Tables 1 to 4 of P.838-3.
constexpr Term termsKh[] = {{-5.3398, -0.10008, 1.13098},
                            {-0.35351, 1.2697, 0.454},
                            {-0.23789, 0.86036, 0.15354},
                            {-0.94158, 0.64552, 0.16817}};
constexpr Term termsKv[] = {{-3.80595, 0.56934, 0.81061},
                            {-3.44965, -0.22911, 0.51059},
                            {-0.39902, 0.73042, 0.11899},
                            {0.50167, 1.07319, 0.27195}};
constexpr Term termsAh[] = {{-0.14318, 1.82442, -0.55187},
                            {0.29591, 0.77564, 0.19822},
                            {0.32177, 0.63773, 0.13164},
                            {-5.3761, -0.9623, 1.47828},
                            {16.1721, -3.2998, 3.4399}};
constexpr Term termsAv[] = {{-0.07771, 2.3384, -0.76284},
                            {0.56727, 0.95545, 0.54039},
                            {-0.20238, 1.1452, 0.26809},
                            {-48.2991, 0.791669, 0.116226},
                            {48.5833, 0.791459, 0.116479}};
constexpr Curve curveKh{termsKh, -0.18961, 0.71147};
constexpr Curve curveKv{termsKv, -0.16398, 0.63297};
constexpr Curve curveAh{termsAh, 0.67849, -1.95537};
constexpr Curve curveAv{termsAv, -0.053739, 0.83433};

} // namespace

double RainCoefficients::gamma_db_km(double rain_mm_h) const
{
    requireWithin("rain rate", rain_mm_h, 0, 1000, "mm/h");
    return k * std::pow(rain_mm_h, alpha);
}

RainCoefficients rainCoefficients(double f_ghz, double elevation_deg, double tilt_deg)
{
    requireAbove("frequency", f_ghz, 0, "GHz");
    requireWithin("elevation", elevation_deg, -90, 90, "degrees");
    requireWithin("polarisation tilt", tilt_deg, -360, 360, "degrees");
    constexpr double rad = std::numbers::pi / 180;
    const double log_f = std::log10(f_ghz);
    const double kh = std::pow(10, curveKh.at(log_f));
    const double kv = std::pow(10, curveKv.at(log_f));
    const double ah = curveAh.at(log_f);
    const double av = curveAv.at(log_f);
    const double cos_el = std::cos(elevation_deg * rad);
    const double mix = cos_el * cos_el * std::cos(2 * tilt_deg * rad);
    RainCoefficients out;
    out.k = (kh + kv + (kh - kv) * mix) / 2;                                   // eq. (4)
    out.alpha = (kh * ah + kv * av + (kh * ah - kv * av) * mix) / (2 * out.k); // eq. (5)
    return out;
}

std::vector<std::string> p838Warnings(double f_ghz)
{
    std::vector<std::string> out;
    warnOutside(p838Ranges.frequency, f_ghz, out);
    return out;
}

} // namespace planning::propagation
