#include "planning/propagation/itm.h"

#include "planning/propagation/itm_attenuation.h"
#include "planning/propagation/itm_variability.h"

#include <cmath>
#include <fmt/format.h>

namespace planning::propagation {
namespace {

void requireIn(const Range& range, double value)
{
    requireWithin(std::string{range.quantity}.c_str(), value, range.low, range.high,
                  std::string{range.unit}.c_str());
}

void requirePercentage(const char* what, double value)
{
    if (!(value > 0 && value < 100)) {
        throw geo::Error{fmt::format("{} {:g} % cannot be used", what, value),
                         "Give a percentage above 0 and below 100"};
    }
}

std::uint16_t check(const ItmRequest& q)
{
    requireIn(itmLimits.frequency, q.f_mhz);
    requireIn(itmLimits.antenna, q.tx_height_m);
    requireIn(itmLimits.antenna, q.rx_height_m);
    if (q.ns == 0) {
        requireIn(itmLimits.refractivity, q.n0);
    }
    requireWithin("radio climate", static_cast<double>(q.climate), 1, 7, "");
    requireWithin("ground permittivity", q.epsilon, 1, 1e6, "");
    requireAbove("ground conductivity", q.sigma_s_m, 0, "S/m");
    requirePercentage("time", q.time_percent);
    requirePercentage("location", q.location_percent);
    requirePercentage("situation", q.situation_percent);
    if (q.mdvar < 0 || q.mdvar > 23 || q.mdvar % 10 > 3) {
        throw geo::Error{fmt::format("there is no mode of variability {}", q.mdvar),
                         "Use 0 to 3, plus 10 or 20"};
    }
    unsigned warnings = 0;
    const auto warn = [&warnings](bool outside, ItmWarning bit) {
        warnings |= outside ? static_cast<unsigned>(bit) : 0U;
    };
    warn(!itmRanges.antenna.holds(q.tx_height_m), itm_tx_height);
    warn(!itmRanges.antenna.holds(q.rx_height_m), itm_rx_height);
    warn(!itmRanges.frequency.holds(q.f_mhz), itm_frequency);
    return static_cast<std::uint16_t>(warnings);
}

ItmMedium mediumOf(const ItmRequest& q, double mean_height_m, bool area_mode)
{
    ItmMedium m;
    m.f_mhz = q.f_mhz;
    m.area_mode = area_mode;
    m.N_s = q.n0;
    if (q.ns > 0) {
        m.N_s = q.ns;
    } else if (mean_height_m != 0) {
        m.N_s = q.n0 * std::exp(-mean_height_m / 9460); // TN101 eq. (4.3)
    }
    constexpr double curvature_1_m = 157e-9;                                 // of the Earth
    m.a_e_m = 1 / (curvature_1_m * (1 - 0.04665 * std::exp(m.N_s / 179.3))); // TN101 eq. (4.4)
    const std::complex<double> permittivity{q.epsilon, 18000 * q.sigma_s_m / q.f_mhz};
    m.Z_g = std::sqrt(permittivity - 1.0);
    if (q.polarisation == Polarisation::vertical) {
        m.Z_g /= permittivity;
    }
    return m;
}

ItmResult finish(const ItmGeometry& g, const ItmMedium& m, const ItmRequest& q,
                 std::uint16_t warnings)
{
    ItmResult r;
    r.warnings = warnings;
    const ItmReference reference = itmReferenceAttenuation(g, m, r.warnings);
    r.A_ref_db = reference.A_ref_db;
    r.mode = reference.mode;
    r.A_fs_db = 32.45 + 20 * std::log10(q.f_mhz) + 20 * std::log10(g.d_m / 1000);
    r.A_db = itmVariability_db(g, q, r.A_ref_db, r.warnings) + r.A_fs_db;
    r.d_km = g.d_m / 1000;
    r.delta_h_m = g.delta_h_m;
    r.N_s = m.N_s;
    r.h_e_m = g.h_e_m;
    r.d_hzn_m = g.d_hzn_m;
    r.theta_hzn_rad = g.theta_hzn_rad;
    return r;
}

} // namespace

ItmResult itmPointToPoint(const ItmTerrain& terrain, const ItmRequest& q)
{
    const std::uint16_t warnings = check(q);
    requireAbove("profile step", terrain.step_m, 0, "m");
    if (terrain.height_m.size() < 3) {
        throw geo::Error{fmt::format("the profile has {} heights", terrain.height_m.size()),
                         "Give at least three: transmitter, one between, receiver"};
    }
    for (std::size_t i = 0; i < terrain.height_m.size(); ++i) {
        if (!std::isfinite(terrain.height_m[i])) {
            throw geo::Error{fmt::format("profile point {}: the height is not a number", i + 1),
                             "Fill the gap in the elevation data"};
        }
    }
    const ItmMedium m = mediumOf(q, itmMeanHeight_m(terrain.height_m), false);
    return finish(itmGeometry(terrain, q.tx_height_m, q.rx_height_m, m.a_e_m), m, q, warnings);
}

ItmResult itmArea(const ItmAreaRequest& area)
{
    const std::uint16_t warnings = check(area.path);
    requireAbove("distance", area.d_km, 0, "km");
    requireWithin("terrain irregularity", area.delta_h_m, 0, 10000, "m");
    const ItmMedium m = mediumOf(area.path, 0, true);
    return finish(itmAreaGeometry(area, m.a_e_m), m, area.path, warnings);
}

std::vector<std::string> itmWarningTexts(std::uint16_t warnings)
{
    const std::string antenna = text(itmRanges.antenna);
    const std::pair<std::uint16_t, std::string> texts[] = {
        {itm_tx_height, "transmitter outside the model's range: " + antenna},
        {itm_rx_height, "receiver outside the model's range: " + antenna},
        {itm_frequency, "outside the model's range: " + text(itmRanges.frequency)},
        {itm_distance_over_1000_km, "outside the model's range: " + text(itmRanges.distance)},
        {itm_distance_over_2000_km, "the path is longer than 2000 km"},
        {itm_distance_too_small_for_heights, "the path is too short for the antenna heights"},
        {itm_distance_under_1_km, "outside the model's range: " + text(itmRanges.distance)},
        {itm_tx_horizon_angle, "the transmitter's horizon is steeper than 0.2 rad"},
        {itm_rx_horizon_angle, "the receiver's horizon is steeper than 0.2 rad"},
        {itm_tx_horizon_too_near, "the transmitter's horizon is nearer than a tenth of a smooth "
                                  "Earth's"},
        {itm_rx_horizon_too_near, "the receiver's horizon is nearer than a tenth of a smooth "
                                  "Earth's"},
        {itm_tx_horizon_too_far, "the transmitter's horizon is farther than three times a smooth "
                                 "Earth's"},
        {itm_rx_horizon_too_far, "the receiver's horizon is farther than three times a smooth "
                                 "Earth's"},
        {itm_extreme_variability, "a percentage is beyond 0.1 or 99.9 %"},
        {itm_surface_refractivity, "outside the model's range: " + text(itmRanges.refractivity)}};
    std::vector<std::string> out;
    for (const auto& [bit, sentence] : texts) {
        if ((warnings & bit) != 0) {
            out.push_back(sentence);
        }
    }
    return out;
}

} // namespace planning::propagation
