// Models of mobile cells: Okumura-Hata, COST 231-Hata, extended Hata, TR 38.901.
#include "app/jobs/loss_adapters.h"
#include "app/jobs/loss_path.h"
#include "planning/propagation/ehata.h"
#include "planning/propagation/hata.h"
#include "planning/propagation/tr38901.h"

#include <algorithm>
#include <fmt/format.h>

namespace app::jobs {
namespace {

using namespace planning::propagation;

const Keys baseKeys{"h_tx_m", "h_base_m", "h_bs_m", "hb_m", "hb", "h_b", "h_b_m", "h_b_meter"};
const Keys mobileKeys{"h_rx_m", "h_mobile_m", "h_ut_m", "hm_m", "hm", "h_m_meter"};
const Keys environmentKeys{"environment", "env", "enviro_code", "env_code"};

double distance_km(const LossCase& c)
{
    return c.has({"d_m"}) ? c.number({"d_m"}) / 1000 : c.number({"d_km", "distance_km", "d"});
}

HataEnvironment hataEnvironment(const LossCase& c)
{
    const std::string word = c.word(environmentKeys);
    if (word == "urban" && c.has({"city", "city_size"})) {
        return c.word({"city", "city_size"}) == "large" ? HataEnvironment::large_city
                                                        : HataEnvironment::medium_city;
    }
    if (word == "urban" || word == "medium_city" || word == "small_city" || word == "medium" ||
        word == "small" || word == "medium city" || word == "small city") {
        return HataEnvironment::medium_city;
    }
    if (word == "large_city" || word == "large" || word == "large city" || word == "metropolitan" ||
        word == "dense_urban") {
        return HataEnvironment::large_city;
    }
    if (word == "suburban") {
        return HataEnvironment::suburban;
    }
    if (word == "open" || word == "rural") {
        return HataEnvironment::open;
    }
    throw geo::Error{fmt::format("there is no environment \"{}\"", word),
                     "Use urban (small or medium city), large_city, suburban or open"};
}

HataRequest hataRequest(const LossCase& c)
{
    return {.f_mhz = frequencyMhz(c),
            .d_km = distance_km(c),
            .base_height_m = c.number(baseKeys),
            .mobile_height_m = c.number(mobileKeys),
            .environment = hataEnvironment(c)};
}

LossAnswer runHata(const LossCase& c, bool)
{
    const HataRequest q = hataRequest(c);
    LossAnswer out;
    out.values["Lb_db"] = hataLoss_db(q);
    out.outside_range = hataWarnings(hataRanges, q);
    return out;
}

LossAnswer runCost231(const LossCase& c, bool)
{
    const HataRequest q = hataRequest(c);
    LossAnswer out;
    out.values["Lb_db"] = cost231HataLoss_db(q);
    out.outside_range = hataWarnings(cost231Ranges, q);
    if (q.environment == HataEnvironment::open) {
        out.outside_range.push_back("COST 231-Hata has no figure for open land: this is the urban "
                                    "loss");
    }
    return out;
}

/// Codes of the US National Land Cover Database, or words.
EhataEnvironment ehataEnvironment(const LossCase& c)
{
    const std::string word = c.word(environmentKeys);
    if (word == "23" || word == "24" || word == "urban") {
        return EhataEnvironment::urban;
    }
    if (word == "22" || word == "suburban") {
        return EhataEnvironment::suburban;
    }
    if (word == "rural" || word == "open" ||
        (!word.empty() && word.find_first_not_of("0123456789") == std::string::npos)) {
        return EhataEnvironment::rural;
    }
    throw geo::Error{fmt::format("there is no environment \"{}\"", word),
                     "Use urban, suburban, rural or a code of the NLCD"};
}

/// Cases that give the environment as a code of the land cover database are laid out as NTIA's test
/// set, and computed as the release that made it did.
EhataEdition ehataEdition(const LossCase& c)
{
    const bool code = c.word(environmentKeys).find_first_not_of("0123456789") == std::string::npos;
    const std::string word = c.word({"edition"}, code ? "2017" : "current");
    if (word == "2017") {
        return EhataEdition::release_2017;
    }
    if (word == "current") {
        return EhataEdition::current;
    }
    throw geo::Error{fmt::format("there is no edition \"{}\"", word), "Use current or 2017"};
}

LossAnswer runEhata(const LossCase& c, bool parts)
{
    EvenProfile terrain = caseEvenProfile(c);
    if (c.has({"h_m"}) && !c.has({"heights_m"})) { // from the base station, as all our profiles
        std::ranges::reverse(terrain.height_m);
    }
    const EhataRequest q{.f_mhz = frequencyMhz(c),
                         .base_height_m = c.number(baseKeys),
                         .mobile_height_m = c.number(mobileKeys),
                         .environment = ehataEnvironment(c),
                         .edition = ehataEdition(c)};
    const EhataResult r = ehata(terrain.height_m, terrain.step_m, q);
    LossAnswer out;
    out.values["Lb_db"] = r.L_db;
    if (parts) {
        out.values["median_db"] = r.median_db;
        out.values["h_base_effective_m"] = r.base_effective_m;
        out.values["h_mobile_effective_m"] = r.mobile_effective_m;
        out.values["delta_h_m"] = r.delta_h_m;
        out.values["sea_fraction"] = r.sea_fraction;
        out.values["single_horizon"] = r.single_horizon;
    }
    const double d_km = static_cast<double>(terrain.height_m.size() - 1) * terrain.step_m / 1000;
    out.outside_range = ehataWarnings(d_km, q);
    if (q.edition == EhataEdition::release_2017) {
        out.outside_range.emplace_back(
            "computed as NTIA's release of 2017 did, for comparison with "
            "its test set; \"edition\": \"current\" has its mistakes mended");
    }
    return out;
}

std::optional<bool> lineOfSight(const LossCase& c)
{
    if (!c.has({"los"})) {
        return std::nullopt;
    }
    const std::string word = c.word({"los"});
    if (word == "true" || word == "1" || word == "los" || word == "yes") {
        return true;
    }
    if (word == "false" || word == "0" || word == "nlos" || word == "no") {
        return false;
    }
    throw geo::Error{fmt::format("\"los\" is {}", word), "Use true or false"};
}

LossAnswer runTr38901(const LossCase& c, bool)
{
    const std::string scenario = c.word({"scenario", "environment"});
    if (scenario != "uma" && scenario != "rma") {
        throw geo::Error{fmt::format("there is no scenario \"{}\"", scenario), "Use uma or rma"};
    }
    Tr38901Request q;
    const bool urban = scenario == "uma";
    q.scenario = urban ? MacroCell::urban : MacroCell::rural;
    q.f_ghz = frequencyGhz(c);
    q.d_km = c.has({"d2d_m", "d_2d_m"}) ? c.number({"d2d_m", "d_2d_m"}) / 1000 : distance_km(c);
    q.base_height_m = c.number({"h_tx_m", "h_bs_m", "h_base_m", "h_bs"}, urban ? 25 : 35);
    q.terminal_height_m = c.number({"h_rx_m", "h_ut_m", "h_mobile_m", "h_ut"}, 1.5);
    q.street_width_m = c.number({"street_width_m", "w_m", "w"}, q.street_width_m);
    q.building_height_m = c.number({"building_height_m", "h_building_m", "h"}, q.building_height_m);
    const Tr38901Result r = tr38901(q);
    LossAnswer out;
    if (const std::optional<bool> los = lineOfSight(c)) {
        out.values["Lb_db"] = *los ? r.los_db : r.nlos_db;
    }
    out.values["L_los_db"] = r.los_db;
    out.values["L_nlos_db"] = r.nlos_db;
    out.values["p_los"] = r.los_probability;
    out.outside_range = tr38901Warnings(q);
    return out;
}

constexpr std::string_view hataReads =
    "f_mhz, d_km, h_tx_m (base), h_rx_m (mobile), environment (urban, large_city, suburban, open)";

} // namespace

LossModel hataModel()
{
    const HataRanges& r = hataRanges;
    return {.name = "hata",
            .title = "Okumura-Hata, 150 to 1500 MHz",
            .reads = hataReads,
            .gives = "Lb_db",
            .ranges = {r.frequency, r.distance, r.base, r.mobile},
            .run = runHata};
}

LossModel cost231Model()
{
    const HataRanges& r = cost231Ranges;
    return {.name = "cost231",
            .title = "COST 231-Hata, 1500 to 2000 MHz",
            .reads = hataReads,
            .gives = "Lb_db",
            .ranges = {r.frequency, r.distance, r.base, r.mobile},
            .run = runCost231};
}

LossModel ehataModel()
{
    const EhataRanges& r = ehataRanges;
    return {.name = "ehata",
            .title = "Extended Hata (NTIA TR-15-517) over a terrain profile, to 3 GHz and 100 km",
            .reads = "f_mhz (or f), hb, hm, env (23, 24 or urban; 22 or suburban; else rural), "
                     "step_m and heights_m[] from the mobile to the base, or \"pfl file name\", or "
                     "d_km[] and h_m[] from the base; edition (current; 2017 with a code)",
            .gives = "Lb_db",
            .ranges = {r.frequency, r.distance, r.base, r.mobile},
            .run = runEhata};
}

LossModel tr38901Model()
{
    const Tr38901Ranges& r = tr38901Ranges;
    return {.name = "tr38901",
            .title = "3GPP TR 38.901 path loss of urban and rural macro cells",
            .reads = "scenario (uma, rma), f_ghz, d_km or d_m (horizontal), h_tx_m, h_rx_m, los "
                     "(true, false), street_width_m, building_height_m",
            .gives = "Lb_db (when los is given), L_los_db, L_nlos_db, p_los",
            .ranges = {r.frequency},
            .run = runTr38901};
}

} // namespace app::jobs
