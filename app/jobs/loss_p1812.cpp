#include "app/jobs/loss_adapters.h"
#include "app/jobs/loss_path.h"
#include "planning/propagation/p1812.h"

namespace app::jobs {
namespace {

using namespace planning::propagation;

double sigma_db(const LossCase& c, double f_ghz, double location_percent)
{
    if (c.has({"w_m"})) {
        return locationSigma_db(f_ghz, c.number({"w_m"}));
    }
    return location_percent == 50 ? c.number({"sigma_L", "sigmaL"}, 0)
                                  : c.number({"sigma_L", "sigmaL"});
}

void addParts(const P1812Result& r, nlohmann::ordered_json& out)
{
    const PathGeometry& g = r.path;
    const std::pair<const char*, double> parts[] = {{"ae_km", r.climate.ae_km},
                                                    {"b0_percent", r.climate.beta0_percent},
                                                    {"omega", r.zones.sea_fraction},
                                                    {"dtm_km", r.zones.dtm_km},
                                                    {"dlm_km", r.zones.dlm_km},
                                                    {"d_km", g.d_km},
                                                    {"dlt_km", g.dlt_km},
                                                    {"dlr_km", g.dlr_km},
                                                    {"theta_t_mrad", g.theta_t_mrad},
                                                    {"theta_r_mrad", g.theta_r_mrad},
                                                    {"theta_mrad", g.theta_mrad},
                                                    {"hts_m", g.hts_m},
                                                    {"hrs_m", g.hrs_m},
                                                    {"hst_m", g.hst_m},
                                                    {"hsr_m", g.hsr_m},
                                                    {"hst_n_m", g.hst_n_m},
                                                    {"hsr_n_m", g.hsr_n_m},
                                                    {"hstd_m", g.hstd_m},
                                                    {"hsrd_m", g.hsrd_m},
                                                    {"hte_m", g.hte_m},
                                                    {"hre_m", g.hre_m},
                                                    {"hm_m", g.hm_m},
                                                    {"Fi", r.Fi},
                                                    {"Fj", r.Fj},
                                                    {"Fk", r.combined.Fk},
                                                    {"Lbfs_db", r.Lbfs_db},
                                                    {"Lb0p_db", r.Lb0p_db},
                                                    {"Lb0b_db", r.Lb0b_db},
                                                    {"Lbulla_db", r.diffraction.median.Lbulla_db},
                                                    {"Lbulls_db", r.diffraction.median.Lbulls_db},
                                                    {"Ldsph_db", r.diffraction.median.Ldsph_db},
                                                    {"Ld50_db", r.diffraction.median.Ld_db},
                                                    {"Ldb_db", r.diffraction.anomalous.Ld_db},
                                                    {"Ldp_db", r.diffraction.Ldp_db},
                                                    {"Lbd50_db", r.combined.Lbd50_db},
                                                    {"Lbd_db", r.combined.Lbd_db},
                                                    {"Lminb0p_db", r.combined.Lminb0p_db},
                                                    {"Lba_db", r.Lba_db},
                                                    {"Lminbap_db", r.combined.Lminbap_db},
                                                    {"Lbda_db", r.combined.Lbda_db},
                                                    {"Lbam_db", r.combined.Lbam_db},
                                                    {"Lbs_db", r.Lbs_db},
                                                    {"Lbc_db", r.combined.Lbc_db}};
    for (const auto& [key, value] : parts) {
        out[key] = value;
    }
    out["line_of_sight"] = g.line_of_sight;
}

LossAnswer run(const LossCase& c, bool parts)
{
    const OwnedProfile profile = casePath(c, ZoneCodes::p1812);
    P1812Request q;
    q.f_ghz = frequencyGhz(c);
    q.time_percent = c.number({"p", "time"}, 50);
    q.location_percent = c.number({"pL", "p_L", "location"}, 50);
    q.location_sigma_db = sigma_db(c, q.f_ghz, q.location_percent);
    q.tx_height_m = c.number({"htg", "h_tx_m"});
    q.rx_height_m = c.number({"hrg", "h_rx_m"});
    q.polarisation = polarisation(c, 1);
    q.dn = c.number({"DN"}, 45);
    q.n0 = c.number({"N0", "N_0"}, 325);
    q.tx_coast_km = caseCoast_km(c, {"dct"}, profile, true);
    q.rx_coast_km = caseCoast_km(c, {"dcr"}, profile, false);
    q.latitude_deg = caseLatitude_deg(c, profile.view().length_km());

    const P1812Result r = p1812(profile.view(), q);
    LossAnswer out;
    out.values["Lb_db"] = r.Lb_db;
    if (parts) {
        addParts(r, out.values);
    }
    out.outside_range = p1812Warnings(profile.view(), q);
    return out;
}

} // namespace

LossModel p1812Model()
{
    const P1812Ranges& r = p1812Ranges;
    return {.name = "p1812",
            .title = "ITU-R P.1812: point-to-area over terrain, clutter and sea, 30 MHz to 6 GHz",
            .reads = "f_ghz, p, pL, sigma_L (or w_m), htg, hrg, pol (1 h, 2 v), DN, N0, phi_t, "
                     "lam_t, phi_r, lam_r (or lat), dct, dcr, d_km[], h_m[], clutter_m[], zone[]",
            .gives = "Lb_db",
            .ranges = {r.frequency, r.distance, r.time, r.location, r.antenna},
            .run = run};
}

} // namespace app::jobs
