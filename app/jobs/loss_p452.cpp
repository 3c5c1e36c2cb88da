#include "app/jobs/loss_adapters.h"
#include "app/jobs/loss_path.h"
#include "planning/propagation/p452.h"

namespace app::jobs {
namespace {

using namespace planning::propagation;

void addParts(const P452Result& r, nlohmann::ordered_json& out)
{
    const PathGeometry& g = r.path;
    const std::pair<const char*, double> parts[] = {{"ae_km", r.climate.ae_km},
                                                    {"d_km", g.d_km},
                                                    {"hts_m", g.hts_m},
                                                    {"hrs_m", g.hrs_m},
                                                    {"theta_t_mrad", g.theta_t_mrad},
                                                    {"theta_r_mrad", g.theta_r_mrad},
                                                    {"theta_mrad", g.theta_mrad},
                                                    {"hm_m", g.hm_m},
                                                    {"hte_m", g.hte_m},
                                                    {"hre_m", g.hre_m},
                                                    {"hstd_m", g.hstd_m},
                                                    {"hsrd_m", g.hsrd_m},
                                                    {"dlt_km", g.dlt_km},
                                                    {"dlr_km", g.dlr_km},
                                                    {"dtm_km", r.zones.dtm_km},
                                                    {"dlm_km", r.zones.dlm_km},
                                                    {"b0_percent", r.climate.beta0_percent},
                                                    {"omega", r.zones.sea_fraction},
                                                    {"Lbfsg_db", r.Lbfsg_db},
                                                    {"Lb0p_db", r.Lb0p_db},
                                                    {"Lb0b_db", r.Lb0b_db},
                                                    {"Ldsph_db", r.Ldsph_db},
                                                    {"Ld50_db", r.Ld50_db},
                                                    {"Ldp_db", r.Ldp_db},
                                                    {"Lbs_db", r.Lbs_db},
                                                    {"Lba_db", r.Lba_db}};
    for (const auto& [key, value] : parts) {
        out[key] = value;
    }
    out["line_of_sight"] = g.line_of_sight;
}

LossAnswer run(const LossCase& c, bool parts)
{
    const OwnedProfile path = casePath(c, ZoneCodes::p452);
    P452Request q;
    q.f_ghz = frequencyGhz(c);
    q.time_percent = c.number({"p", "time"}, 50);
    q.tx_height_m = c.number({"htg", "h_tx_m"});
    q.rx_height_m = c.number({"hrg", "h_rx_m"});
    q.tx_gain_dbi = c.number({"Gt", "Gt_dbi"}, 0);
    q.rx_gain_dbi = c.number({"Gr", "Gr_dbi"}, 0);
    q.polarisation = polarisation(c, 1);
    q.dn = c.number({"DN"}, q.dn);
    q.n0 = c.number({"N0", "N_0"}, q.n0);
    q.pressure_hpa = c.number({"press", "press_hpa", "pressure_hpa"}, q.pressure_hpa);
    q.temperature_c = c.number({"temp", "temp_c", "temperature_c"}, q.temperature_c);
    q.tx_coast_km = caseCoast_km(c, {"dct", "dct_km"}, path, true);
    q.rx_coast_km = caseCoast_km(c, {"dcr", "dcr_km"}, path, false);
    q.latitude_deg = caseLatitude_deg(c, path.view().length_km());

    const P452Result r = p452(path.view(), q);
    LossAnswer out;
    out.values["Lb_db"] = r.Lb_db;
    if (parts) {
        addParts(r, out.values);
    }
    out.outside_range = p452Warnings(path.view(), q);
    return out;
}

} // namespace

LossModel p452Model()
{
    const P452Ranges& r = p452Ranges;
    return {.name = "p452",
            .title = "ITU-R P.452-18: interference between stations on the Earth, 0.1 to 50 GHz",
            .reads = "f_ghz, p, htg, hrg, Gt, Gr, pol (1 h, 2 v), DN, N0, press, temp, phit_n, "
                     "phit_e, phir_n, phir_e (or lat), dct, dcr, d_km[], h_m[], clutter_m[], "
                     "zone[] (1 coast, 2 inland, 3 sea)",
            .gives = "Lb_db",
            .ranges = {r.frequency, r.distance, r.time},
            .run = run};
}

} // namespace app::jobs
