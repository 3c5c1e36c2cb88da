// P.525 free space and P.526 diffraction.
#include "app/jobs/loss_adapters.h"
#include "app/jobs/loss_path.h"
#include "planning/propagation/p525.h"
#include "planning/propagation/p526.h"
#include "planning/propagation/path_geometry.h"
#include "planning/propagation/radio_climate.h"

#include <cmath>

namespace app::jobs {
namespace {

using namespace planning::propagation;

LossAnswer runFreeSpace(const LossCase& c, bool)
{
    LossAnswer out;
    out.values["Lb_db"] =
        freeSpaceLoss_db(c.number({"d_km", "distance_km", "d"}), frequencyGhz(c) * 1000);
    return out;
}

/// The validation examples of SG3 take 3e8 m/s.
double lambda_m(double f_ghz)
{
    return 0.3 / f_ghz;
}

Polarisation pathPolarisation(const LossCase& c)
{
    return c.has({"pol", "polarisation"}) ? polarisation(c, 1) : Polarisation::horizontal;
}

LossAnswer knifeEdge(const LossCase& c)
{
    LossAnswer out;
    double v = 0;
    if (c.has({"v", "nu"})) {
        v = c.number({"v", "nu"});
    } else {
        const double d1_km = c.number({"d1_km"});
        const double d2_km = c.number({"d2_km"});
        const double f_ghz = frequencyGhz(c);
        requireAbove("distance d1", d1_km, 0, "km");
        requireAbove("distance d2", d2_km, 0, "km");
        requireAbove("frequency", f_ghz, 0, "GHz");
        v = knifeEdgeParameter(c.number({"above_m", "h"}), d1_km, d2_km, lambda_m(f_ghz));
        out.values["F1_m"] = fresnelRadius_m(1, d1_km, d2_km, f_ghz);
    }
    out.values["v"] = v;
    out.values["J_db"] = knifeEdgeLoss_db(v);
    return out;
}

LossAnswer spherical(const LossCase& c)
{
    SphericalRequest q;
    q.d_km = c.number({"d_km", "distance_km"});
    q.f_ghz = frequencyGhz(c);
    q.hte_m = c.number({"h_tx_m", "htg", "hte_m", "h_tx_m_agl"});
    q.hre_m = c.number({"h_rx_m", "hrg", "hre_m", "h_rx_m_agl"});
    q.ae_km = c.number({"ae_km"}, q.ae_km);
    q.sea_fraction = c.number({"omega", "sea_fraction"}, 0);
    q.polarisation = pathPolarisation(c);
    requireAbove("distance", q.d_km, 0, "km");
    requireAbove("frequency", q.f_ghz, 0, "GHz");
    requireAbove("transmitter height", q.hte_m, 0, "m");
    requireAbove("receiver height", q.hre_m, 0, "m");
    requireAbove("effective Earth radius", q.ae_km, 0, "km");
    requireWithin("sea fraction", q.sea_fraction, 0, 1, "");
    q.lambda_m = lambda_m(q.f_ghz);
    LossAnswer out;
    out.values["L_spherical_db"] = sphericalEarthLoss_db(q);
    return out;
}

LossAnswer deltaBullingtonPath(const LossCase& c)
{
    const OwnedProfile path = casePath(c, ZoneCodes::p1812);
    const double f_ghz = frequencyGhz(c);
    const double tx_m = c.number({"h_tx_m", "htg", "h_tx_m_agl"});
    const double rx_m = c.number({"h_rx_m", "hrg", "h_rx_m_agl"});
    const double ae_km = c.number({"ae_km"}, 8500);
    requireAbove("frequency", f_ghz, 0, "GHz");
    requireAbove("transmitter height", tx_m, 0, "m above ground");
    requireAbove("receiver height", rx_m, 0, "m above ground");
    requireAbove("effective Earth radius", ae_km, 0, "km");
    const PathGeometry g = pathGeometry(path.view(), tx_m, rx_m, ae_km, lambda_m(f_ghz));
    const double sea = path.zone.empty() ? c.number({"omega", "sea_fraction"}, 0)
                                         : zoneLengths(path.view()).sea_fraction;
    requireWithin("sea fraction", sea, 0, 1, "");
    const DeltaBullington r = deltaBullington(path.view(), {.hts_m = g.hts_m,
                                                            .hrs_m = g.hrs_m,
                                                            .hstd_m = g.hstd_m,
                                                            .hsrd_m = g.hsrd_m,
                                                            .ae_km = ae_km,
                                                            .f_ghz = f_ghz,
                                                            .lambda_m = lambda_m(f_ghz),
                                                            .sea_fraction = sea,
                                                            .polarisation = pathPolarisation(c)});
    LossAnswer out;
    out.values["h_tx_smooth_m"] = g.hts_m - g.hstd_m;
    out.values["h_rx_smooth_m"] = g.hrs_m - g.hsrd_m;
    out.values["L_bullington_actual_db"] = r.Lbulla_db;
    out.values["L_bullington_smooth_db"] = r.Lbulls_db;
    out.values["L_spherical_db"] = r.Ldsph_db;
    out.values["L_delta_bullington_db"] = r.Ld_db;
    return out;
}

LossAnswer runDiffraction(const LossCase& c, bool)
{
    LossAnswer out;
    if (c.has({"h_m", "profile", "path"})) {
        out = deltaBullingtonPath(c);
    } else if (c.has({"v", "nu", "d1_km"})) {
        out = knifeEdge(c);
    } else {
        out = spherical(c);
    }
    if (c.has({"f_ghz", "f_mhz", "f"})) {
        warnOutside(p526Ranges.front(), frequencyGhz(c), out.outside_range);
    }
    return out;
}

} // namespace

LossModel p525Model()
{
    return {.name = "p525",
            .title = "ITU-R P.525: free space",
            .reads = "f_mhz or f_ghz, d_km",
            .gives = "Lb_db",
            .ranges = {p525Ranges.begin(), p525Ranges.end()},
            .run = runFreeSpace};
}

LossModel p526Model()
{
    return {.name = "p526",
            .title = "ITU-R P.526: diffraction over a path, a smooth Earth or a knife edge",
            .reads = "path (delta-Bullington): f_mhz, h_tx_m, h_rx_m, d_km[], h_m[] (or profile), "
                     "ae_km (8500), pol (1 h), omega; smooth Earth: f_mhz, d_km, h_tx_m, h_rx_m, "
                     "ae_km, pol, omega; knife edge: v, or above_m, d1_km, d2_km, f_mhz",
            .gives = "L_bullington_actual_db, L_bullington_smooth_db, L_spherical_db, "
                     "L_delta_bullington_db; L_spherical_db; v, J_db, F1_m",
            .ranges = {p526Ranges.begin(), p526Ranges.end()},
            .run = runDiffraction};
}

} // namespace app::jobs
