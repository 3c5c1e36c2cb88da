#include "app/jobs/loss_adapters.h"
#include "app/jobs/loss_path.h"
#include "planning/propagation/itm.h"

#include <cmath>
#include <fmt/format.h>

namespace app::jobs {
namespace {

using namespace planning::propagation;

ItmSiting sitingOf(const LossCase& c, Keys keys)
{
    const std::string word = c.word(keys, "0");
    if (word == "0" || word == "random") {
        return ItmSiting::random;
    }
    if (word == "1" || word == "careful") {
        return ItmSiting::careful;
    }
    if (word == "2" || word == "very_careful" || word == "very careful") {
        return ItmSiting::very_careful;
    }
    throw geo::Error{fmt::format("there is no siting {}", word),
                     "Use 0 random, 1 careful or 2 very careful"};
}

ItmRequest requestOf(const LossCase& c)
{
    ItmRequest q;
    q.f_mhz = frequencyMhz(c);
    q.tx_height_m = c.number({"h_tx_m", "h_tx_meter", "htg"});
    q.rx_height_m = c.number({"h_rx_m", "h_rx_meter", "hrg"});
    q.polarisation = polarisation(c, 0);
    const int climate = c.integer({"climate"}, 5);
    if (climate < 1 || climate > 7) {
        throw geo::Error{fmt::format("there is no radio climate {}", climate), "Use 1 to 7"};
    }
    q.climate = static_cast<ItmClimate>(climate);
    q.ns = c.number({"N_s", "Ns"}, 0);
    q.n0 = c.number({"N_0", "N0"}, q.n0);
    q.epsilon = c.number({"epsilon"}, q.epsilon);
    q.sigma_s_m = c.number({"sigma"}, q.sigma_s_m);
    q.mdvar = c.integer({"mdvar"}, q.mdvar);
    if (c.has({"reliability", "confidence"})) {
        q.time_percent = c.number({"reliability"});
        q.situation_percent = c.number({"confidence"});
    } else {
        q.time_percent = c.number({"time", "p"}, 50);
        q.location_percent = c.number({"location"}, 50);
        q.situation_percent = c.number({"situation"}, 50);
    }
    return q;
}

void addParts(const ItmResult& r, nlohmann::ordered_json& out)
{
    out["A_fs_db"] = r.A_fs_db;
    out["A_ref_db"] = r.A_ref_db;
    out["mode"] = static_cast<int>(r.mode);
    out["d_km"] = r.d_km;
    out["delta_h_m"] = r.delta_h_m;
    out["N_s"] = r.N_s;
    out["h_e_m"] = r.h_e_m;
    out["d_hzn_m"] = r.d_hzn_m;
    out["theta_hzn_mrad"] = {r.theta_hzn_rad[0] * 1000, r.theta_hzn_rad[1] * 1000};
}

LossAnswer run(const LossCase& c, bool parts)
{
    ItmAreaRequest area;
    area.path = requestOf(c);
    const bool over_terrain = hasEvenProfile(c);
    EvenProfile terrain;
    if (over_terrain) {
        terrain = caseEvenProfile(c);
    } else {
        area.d_km = c.number({"d_km", "distance_km"});
        area.delta_h_m = c.number({"delta_h_m", "delta_h_meter"});
        area.tx_siting = sitingOf(c, {"tx_siting", "tx_siting_criteria", "tx_site_criteria"});
        area.rx_siting = sitingOf(c, {"rx_siting", "rx_siting_criteria", "rx_site_criteria"});
    }
    const auto compute = [&] {
        return over_terrain ? itmPointToPoint({terrain.height_m, terrain.step_m}, area.path)
                            : itmArea(area);
    };
    const ItmResult r = compute();
    LossAnswer out;
    out.values["A_db"] = r.A_db;
    out.values["warnings"] = r.warnings;
    if (c.ntiaNames()) {
        out.values["A__db"] = r.A_db;
    }
    if (over_terrain) { // the same in NTIA's other form, confidence and reliability
        area.path.location_percent = 50;
        out.values["A_cr_db"] = compute().A_db;
    }
    if (parts) {
        addParts(r, out.values);
    }
    out.outside_range = itmWarningTexts(r.warnings);
    return out;
}

} // namespace

LossModel itmModel()
{
    const ItmRanges& r = itmRanges;
    return {.name = "itm",
            .title = "ITM (Longley-Rice), over a terrain profile or by area, 20 MHz to 20 GHz",
            .reads =
                "f_mhz, h_tx_m, h_rx_m, pol (0 h, 1 v), climate (1 to 7), N_0 (or N_s), "
                "epsilon, sigma, mdvar, time, location, situation (or reliability, "
                "confidence); step_m and heights_m[], or d_km, delta_h_m, tx_siting, rx_siting",
            .gives = "A_db, warnings (bits), A_cr_db (as confidence and reliability)",
            .ranges = {r.frequency, r.antenna, r.distance, r.refractivity},
            .run = run};
}

} // namespace app::jobs
