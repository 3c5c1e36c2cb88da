#pragma once
// ITU-R P.1812 from the geometry of a path to its loss, for many receivers side by side in single
// precision. Equation numbers are P.1812's; every branch is a choice between two values, so that
// the loop has none. Included by kernels_body.h alone. The same in double precision, one receiver
// at a time and easier to read: p1812.cpp, p526.cpp, ducting.cpp, mechanisms.cpp.
#include "planning/propagation/engine/kernels.h"
#include "planning/propagation/engine/vector_maths.h"

namespace planning::propagation::engine {
namespace {

/// J(v), eq. (12), with Bullington's correction, eq. (21).
SILA_INLINE float bullingtonLoss(float v, float d)
{
    const float u = v - 0.1F;
    const float j = 6.9F + 20.0F * log10Of(sqrtf(u * u + 1.0F) + u);
    const float luc = choose(v > -0.78F, j, 0.0F);
    return luc + (1.0F - expOf(luc * (-1.0F / 6))) * (10.0F + 0.02F * d);
}

/// v of a point whose square over 0.002 d / lambda is `edge`, the sign its side of the line.
SILA_INLINE float diffractionParameter(float edge, float d, float nu_scale)
{
    return withSign(nu_scale * sqrtf(d * sizeOf(edge)), edge);
}

/// The antennas over a smooth Earth.
struct SmoothPath {
    float d, step, h1, h2, c; // c: 500 over the Earth's radius
};

/// Height of the Earth's bulge above the line between the antennas at x, as v.
SILA_INLINE float smoothClearance(const SmoothPath& p, float x, float nu_scale)
{
    const float y = p.d - x;
    const float above = p.c * x * y - (p.h1 * y + p.h2 * x) / p.d;
    return above * nu_scale * sqrtf(p.d / (x * y));
}

/// Point of the profile before x, from the first to the last between the terminals.
SILA_INLINE float pointBefore(const SmoothPath& p, float x, float last)
{
    const float whole = static_cast<float>(static_cast<std::int32_t>(x / p.step));
    return least(most(whole, 1.0F) * p.step, last);
}

/// Slope to the bulge `x` away from an antenna at height h; least curved at sqrt(h / c).
SILA_INLINE float smoothSlope(const SmoothPath& p, float h, float x)
{
    return p.c * (p.d - x) - h / x;
}

/// Bullington over the smooth Earth (eq. 13…21 with no heights), at the points of the profile.
SILA_INLINE float smoothBullington(const SmoothPath& p, float nu_scale)
{
    const float last = p.d - p.step;
    const float a = pointBefore(p, sqrtf(p.h1 / p.c), last);
    const float b = pointBefore(p, p.d - sqrtf(p.h2 / p.c), last);
    const float slope_t =
        most(smoothSlope(p, p.h1, a), smoothSlope(p, p.h1, least(a + p.step, last)));
    const float slope_r =
        most(smoothSlope(p, p.h2, p.d - b), smoothSlope(p, p.h2, p.d - least(b + p.step, last)));
    const float line = (p.h2 - p.h1) / p.d;
    // In sight: v has one maximum between the terminals. Halve the stretch where its slope changes
    // sign, then take the better of the two points around.
    float low = p.step;
    float high = last;
#pragma GCC unroll 16
    for (int i = 0; i < 14; ++i) {
        const float x = 0.5F * (low + high);
        const float y = p.d - x;
        const float rise = p.c * (y - x) * x * y * p.d -
                           ((p.h2 - p.h1) * x * y * 2.0F - (p.h1 * y + p.h2 * x) * (y - x));
        const bool before = rise > 0;
        low = choose(before, x, low);
        high = choose(before, high, x);
    }
    const float x = pointBefore(p, 0.5F * (low + high), last);
    const float clear = most(smoothClearance(p, x, nu_scale),
                             smoothClearance(p, least(x + p.step, last), nu_scale));
    const float beyond = nu_scale * sqrtf(most(p.d * (slope_t - line) * (slope_r + line), 0.0F));
    return bullingtonLoss(choose(slope_t < line, clear, beyond), p.d);
}

/// First term of the spherical-Earth series over one ground, eq. (29…37).
SILA_INLINE float firstTerm(const ClosedForm& f, float ground_k, float inverse_cube_root_a,
                            const SmoothPath& p)
{
    const float k = ground_k * inverse_cube_root_a; // eq. (30)
    const float k2 = k * k;
    const float beta =
        (1.0F + 1.6F * k2 + 0.67F * k2 * k2) / (1.0F + 4.5F * k2 + 1.53F * k2 * k2);    // eq. (31)
    const float x = f.x_scale * beta * inverse_cube_root_a * inverse_cube_root_a * p.d; // eq. (32)
    const float log_x = log10Of(x);
    const float fx = choose(x >= 1.6F, 11.0F + 10.0F * log_x - 17.6F * x,
                            -20.0F * log_x - 5.6488F * pow10Of(1.425F * log_x)); // eq. (34)
    const float per_metre = f.y_scale * beta * beta * inverse_cube_root_a;       // eq. (33, 36)
    const float lowest = 2.0F + 20.0F * log10Of(k);
    const auto heightGain = [&](float h) { // eq. (35)
        const float b = per_metre * h;
        const bool high = b > 2.0F;
        const float t = choose(high, b - 1.1F, b + 0.1F * b * b * b);
        const float log_t = log10Of(t);
        const float g = choose(high, 17.6F * sqrtf(t) - 5.0F * log_t - 8.0F, 20.0F * log_t);
        return most(g, lowest);
    };
    return -fx - heightGain(p.h1) - heightGain(p.h2);
}

/// Diffraction over the spherical Earth, eq. (22…28).
template <bool zoned>
SILA_INLINE float sphericalEarth(const ClosedForm& f, const SmoothPath& p, float radius_km,
                                 float sea_fraction)
{
    const float roots = sqrtf(p.h1) + sqrtf(p.h2);
    const bool beyond = p.d >= sqrtf(0.002F * radius_km) * roots; // eq. (22)
    const float sum = p.h1 + p.h2;
    const float c = (p.h1 - p.h2) / sum;          // eq. (24d)
    const float m = 0.5F * p.c * p.d * p.d / sum; // eq. (24e)
    const float m1 = m + 1.0F;
    const float b = 2.0F * sqrtf(m1 / (3.0F * m)) *
                    sineOfThirdOfArcsine(1.5F * c * sqrtf(3.0F * m / (m1 * m1 * m1))); // eq. (24c)
    const float d1 = most(0.5F * p.d * (1.0F + b), 1e-4F);                             // eq. (24a)
    const float d2 = most(p.d - d1, 1e-4F);
    const float hse = ((p.h1 - p.c * d1 * d1) * d2 + (p.h2 - p.c * d2 * d2) * d1) / p.d; // eq. (23)
    const float hreq = 17.456F * sqrtf(d1 * d2 * f.lambda_m / p.d);                      // eq. (25)
    const float touching = p.d / roots;
    const float a = choose(beyond, radius_km, 500.0F * touching * touching); // eq. (26)
    const float root = exp2Of(log2Of(a) * (-1.0F / 3));
    float loss = firstTerm(f, f.land.k, root, p); // eq. (28)
    if constexpr (zoned) {
        loss += sea_fraction * (firstTerm(f, f.sea.k, root, p) - loss);
    }
    const float grazing = most(1.0F - hse / hreq, 0.0F) * most(loss, 0.0F); // eq. (27)
    return choose(beyond, loss, grazing);
}

/// Delta-Bullington, eq. (38).
template <bool zoned>
SILA_INLINE float diffraction(const ClosedForm& f, float edge, const SmoothPath& p, float radius_km,
                              float sea_fraction)
{
    const float actual = bullingtonLoss(diffractionParameter(edge, p.d, f.nu_scale), p.d);
    const float excess =
        sphericalEarth<zoned>(f, p, radius_km, sea_fraction) - smoothBullington(p, f.nu_scale);
    return actual + most(excess, 0.0F);
}

/// Over-sea coupling of one terminal, eq. (49).
SILA_INLINE float seaCoupling(float coast, float horizon, float sea_fraction, float above_sea)
{
    const float gain =
        -6.0F * expOf(-0.25F * coast * coast) / (1.0F + expOf(0.14F * (above_sea - 50.0F)));
    return choose(coast <= least(5.0F, horizon), choose(sea_fraction >= 0.75F, gain, 0.0F), 0.0F);
}

/// Site shielding of one terminal without its logarithm: the factor in it and the rest, eq. (48).
struct Shielding {
    float factor, linear;
};
SILA_INLINE Shielding shielding(const ClosedForm& f, float theta, float horizon)
{
    const float above = most(theta - 0.1F * horizon, 0.0F);
    return {1.0F + 0.361F * above * f.sqrt_f * sqrtf(horizon), 0.264F * above * f.cbrt_f};
}

template <bool timed, bool zoned>
SILA_INLINE float lossOf(const ClosedForm& f, const ReceiverArrays& r, int i)
{
    const float d = r.d[i];
    const float log_d = log2Of(d);
    // Radio climate, eq. (2…5).
    float dtm = d;
    float dlm = d;
    float sea = 0;
    float log_dlm = log_d;
    if constexpr (zoned) {
        dtm = r.dtm[i];
        dlm = r.dlm[i];
        sea = r.sea_fraction[i];
        log_dlm = log2Of(most(dlm, 1e-6F));
    }
    const float tau = 1.0F - expOf(-4.12e-4F * exp2Of(2.41F * log_dlm));
    const float mu1_5 =
        pow10Of(-dtm / (16.0F - 6.6F * tau)) + pow10Of(-5.0F * (0.496F + 0.354F * tau));
    const float log_mu1 = least(0.2F * log10Of(mu1_5), 0.0F);
    const float lat = sizeOf(r.latitude[i]);
    const bool polar = lat > 70.0F;
    const float log_beta0 = choose(polar, 0.6201360550F + 1.3F * log_mu1,
                                   -0.015F * lat + 1.67F + (0.065F + 0.0176F * lat) * log_mu1);
    const float beta0 = pow10Of(log_beta0);

    // Diffraction, eq. (38…43).
    const SmoothPath median{d, r.step[i], r.htep[i], r.hrep[i], 500.0F / f.median_km};
    const float ld50 = diffraction<zoned>(f, r.edge[i], median, f.median_km, sea);
    float ldp = ld50;
    float fi = 0;
    if constexpr (timed) {
        const float t = sqrtf(-1.386294361F * log2Of(least(0.01F * beta0, 0.5F)));
        const float quantile = t - ((0.010328F * t + 0.802853F) * t + 2.515516698F) /
                                       (((0.001308F * t + 0.189269F) * t + 1.432788F) * t + 1.0F);
        fi = choose(f.time_percent > beta0, f.time_quantile / most(quantile, 1e-9F),
                    1.0F); // eq. (40)
        const SmoothPath anomalous{d, r.step[i], r.htep[i], r.hrep[i], 500.0F / f.anomalous_km};
        ldp += fi * (diffraction<zoned>(f, r.anomalous_edge[i], anomalous, f.anomalous_km, sea) -
                     ld50); // eq. (41)
    }

    // Free space with multipath, eq. (8…11).
    const float dlt = r.dlt[i];
    const float dlr = r.dlr[i];
    const float theta_t = 1000.0F * atanOf(r.slope_t[i]);
    const float theta_r = 1000.0F * atanOf(r.slope_r[i]);
    const float earth_angle = 1000.0F * d / f.median_km;
    const float theta = earth_angle + theta_t + theta_r; // eq. (82)
    const float rise_km = 0.001F * r.rise[i];
    const float lbfs = f.free_space_db + 10.0F * log10Of(d * d + rise_km * rise_km);
    const float depth = 2.6F * (1.0F - expOf(-0.1F * (dlt + dlr)));
    const float lb0p = lbfs + depth * f.log10_time_50;
    const float lb0b = lbfs + depth * (log_beta0 - 1.698970004F);

    // Ducting, eq. (46…56).
    const Shielding at_t = shielding(f, theta_t, dlt);
    const Shielding at_r = shielding(f, theta_r, dlr);
    float lba = f.ducting_db + 20.0F * log10Of(at_t.factor * at_r.factor * (dlt + dlr)) +
                at_t.linear + at_r.linear;
    if constexpr (zoned) {
        lba += seaCoupling(r.coast_t[i], dlt, sea, f.tx_above_sea_m) +
               seaCoupling(r.coast_r[i], dlr, sea, f.tx_above_sea_m + r.rise[i]);
    }
    lba += 5e-5F * f.median_km * f.cbrt_f *
           (earth_angle + least(theta_t, 0.1F * dlt) + least(theta_r, 0.1F * dlr));
    const float alpha = most(-0.6F - 3.5e-9F * exp2Of(3.1F * log_d) * tau, -3.4F);
    const float between = d / (sqrtf(r.hte[i]) + sqrtf(r.hre[i]));
    const float log_mu2 =
        least(alpha * log10Of(500.0F / f.median_km * between * between), 0.0F); // eq. (55)
    const float hm = r.hm[i];
    const float di = least(d - dlt - dlr, 40.0F);
    const float log_mu3 = -4.6e-5F * 0.4342944819F * most(hm - 10.0F, 0.0F) * (43.0F + 6.0F * di);
    const float log_beta = log_beta0 + log_mu2 + log_mu3;
    const float exponent =
        -(9.51F - 4.8F * log_beta + 0.198F * log_beta * log_beta) * 1e-6F * exp2Of(1.13F * log_d);
    const float gamma = 1.076F * exp2Of(-1.012F * log2Of(2.0058F - log_beta)) * expOf(exponent);
    const float log_ratio = f.log10_time - log_beta;
    lba += -12.0F + (1.2F + 3.7e-3F * d) * log_ratio + 12.0F * pow10Of(gamma * log_ratio);

    // All together, eq. (57…63).
    const float high = most(lba, lb0p);
    const float low = least(lba, lb0p);
    const float lminbap = high + 2.5F * naturalLogOf(1.0F + expOf(0.4F * (low - high)));
    const float fj = 1.0F / (1.0F + expOf(16.0F * (theta - 0.3F)));
    const float fk = 1.0F / (1.0F + expOf(0.15F * (d - 20.0F)));
    const float lbd50 = lbfs + ld50;
    const float lbd = lb0p + ldp;
    const float land_ldp = (1.0F - sea) * ldp;
    float lminb0p = lbd50; // fi is 0 at 50 %
    if constexpr (timed) {
        lminb0p = choose(f.time_percent >= beta0, lbd50 + (lb0b + land_ldp - lbd50) * fi,
                         lb0p + land_ldp);
    }
    const float lbda = lbd + least(lminbap - lbd, 0.0F) * (1.0F - fk);
    const float lbam = lbda + (lminb0p - lbda) * fj;
    const float lbs = f.troposcatter_db + 6.020599913F * log_d + 0.573F * theta; // eq. (44)
    const float best = least(lbs, lbam);
    const float lbc = best - 5.0F * log10Of(1.0F + pow10Of(0.2F * (best - most(lbs, lbam))));
    float location = f.location_db;
    if constexpr (zoned) {
        location *= r.on_land[i];
    }
    return most(lb0p, lbc + location); // eq. (69)
}

template <bool timed, bool zoned>
void lossLoop(const ClosedForm& form, const ReceiverArrays& arrays, int count)
{
    const ClosedForm f = form;
    const ReceiverArrays r = arrays;
    float* const out = r.loss_db;
#pragma omp simd
    for (int i = 0; i < count; ++i) {
        out[i] = lossOf<timed, zoned>(f, r, i);
    }
}

void loss(const ClosedForm& f, const ReceiverArrays& r, int count)
{
    const int whole = padded(count);
    if (f.timed) {
        f.zoned ? lossLoop<true, true>(f, r, whole) : lossLoop<true, false>(f, r, whole);
    } else {
        f.zoned ? lossLoop<false, true>(f, r, whole) : lossLoop<false, false>(f, r, whole);
    }
    constexpr float centidegrees = 5729.577951F;
    const float* const loss_db = r.loss_db;
    const float* const slope = r.slope_t;
    std::int16_t* const loss_cdb = r.loss_cdb;
    std::int16_t* const departure = r.departure_cdeg;
#pragma omp simd
    for (int i = 0; i < whole; ++i) {
        loss_cdb[i] = static_cast<std::int16_t>(
            static_cast<std::int32_t>(least(100.0F * loss_db[i], 32767.0F) + 0.5F));
        const float down = -centidegrees * atanOf(slope[i]);
        departure[i] =
            static_cast<std::int16_t>(static_cast<std::int32_t>(down + withSign(0.5F, down)));
    }
}

} // namespace
} // namespace planning::propagation::engine
