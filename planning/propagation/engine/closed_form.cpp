#include "planning/propagation/engine/closed_form.h"

#include "planning/propagation/normal.h"
#include "planning/propagation/p526.h"
#include "planning/propagation/radio_climate.h"
#include "planning/propagation/troposcatter.h"

#include <cmath>

namespace planning::propagation::engine {
namespace {

constexpr double lambdaGhz_m = 0.2998; // the Recommendation's speed of light

/// Surface admittance, eq. (30), times the cube root of the Earth's radius in km.
ClosedForm::Ground admittance(const Ground& ground, double f_ghz, Polarisation polarisation)
{
    const double eps = ground.relative_permittivity;
    const double loss = 18 * ground.conductivity_s_m / f_ghz;
    double k =
        0.036 * std::pow(f_ghz, -1.0 / 3) * std::pow((eps - 1) * (eps - 1) + loss * loss, -0.25);
    if (polarisation == Polarisation::vertical) {
        k *= std::sqrt(eps * eps + loss * loss);
    }
    return {static_cast<float>(k)};
}

} // namespace

ClosedForm closedForm(const RadioSetup& radio, double tx_above_sea_m, bool zoned)
{
    const double f_ghz = radio.frequency_mhz / 1000;
    const double lambda_m = lambdaGhz_m / f_ghz;
    const double p = radio.time_percent;
    const auto as = [](double x) { return static_cast<float>(x); };
    ClosedForm f;
    f.timed = p < 50;
    f.zoned = zoned;
    f.f_ghz = as(f_ghz);
    f.sqrt_f = as(std::sqrt(f_ghz));
    f.cbrt_f = as(std::cbrt(f_ghz));
    f.lambda_m = as(lambda_m);
    f.nu_scale = as(std::sqrt(0.002 / lambda_m));
    f.median_km = as(radioClimate({}, 0, radio.dn).ae_km);
    f.anomalous_km = as(anomalousRadius_km);
    f.land = admittance(landGround, f_ghz, radio.polarisation);
    f.sea = admittance(seaGround, f_ghz, radio.polarisation);
    f.x_scale = as(21.88 * std::cbrt(f_ghz));
    f.y_scale = as(0.9575 * std::cbrt(f_ghz * f_ghz));
    f.free_space_db = as(92.4 + 20 * std::log10(f_ghz));
    f.time_percent = as(p);
    f.log10_time = as(std::log10(p));
    f.log10_time_50 = as(std::log10(p / 50));
    f.time_quantile = as(inverseComplementaryNormal(p / 100));
    f.troposcatter_db = as(troposcatterLossP1812_db(f_ghz, 1, 0, radio.n0, p));
    f.ducting_db = as(102.45 + 20 * std::log10(f_ghz) +
                      (f_ghz < 0.5 ? 45.375 - 137.0 * f_ghz + 92.5 * f_ghz * f_ghz : 0));
    f.tx_above_sea_m = as(tx_above_sea_m);
    f.location_db =
        as(-inverseComplementaryNormal(radio.location_percent / 100) * radio.location_sigma_db);
    return f;
}

ReceiverBatch::ReceiverBatch(int capacity)
{
    float* ReceiverArrays::*const all[] = {
        &ReceiverArrays::d,        &ReceiverArrays::step,
        &ReceiverArrays::rise,     &ReceiverArrays::slope_t,
        &ReceiverArrays::slope_r,  &ReceiverArrays::dlt,
        &ReceiverArrays::dlr,      &ReceiverArrays::hm,
        &ReceiverArrays::htep,     &ReceiverArrays::hrep,
        &ReceiverArrays::hte,      &ReceiverArrays::hre,
        &ReceiverArrays::edge,     &ReceiverArrays::anomalous_edge,
        &ReceiverArrays::latitude, &ReceiverArrays::dtm,
        &ReceiverArrays::dlm,      &ReceiverArrays::sea_fraction,
        &ReceiverArrays::coast_t,  &ReceiverArrays::coast_r,
        &ReceiverArrays::on_land,  &ReceiverArrays::loss_db};
    // Room for whole groups; the lanes behind the last receiver compute with harmless ones.
    const auto length = static_cast<std::size_t>(padded(capacity));
    numbers_.assign(std::size(all) * length, 1.0F);
    results_.resize(2 * length);
    float* next = numbers_.data();
    for (float* ReceiverArrays::*const array : all) {
        arrays_.*array = next;
        next += length;
    }
    arrays_.loss_cdb = results_.data();
    arrays_.departure_cdeg = results_.data() + length;
}

} // namespace planning::propagation::engine
