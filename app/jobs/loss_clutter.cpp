// P.2108 clutter and P.2109 building entry.
#include "app/jobs/loss_adapters.h"
#include "planning/propagation/p2108.h"
#include "planning/propagation/p2109.h"

#include <fmt/format.h>

namespace app::jobs {
namespace {

using namespace planning::propagation;

ClutterKind clutterOf(const LossCase& c)
{
    constexpr std::pair<std::string_view, ClutterKind> names[] = {
        {"water_sea", ClutterKind::water_sea},
        {"1", ClutterKind::water_sea},
        {"open_rural", ClutterKind::open_rural},
        {"2", ClutterKind::open_rural},
        {"suburban", ClutterKind::suburban},
        {"3", ClutterKind::suburban},
        {"urban", ClutterKind::urban},
        {"urban_trees_forest", ClutterKind::urban},
        {"4", ClutterKind::urban},
        {"trees_forest", ClutterKind::trees_forest},
        {"5", ClutterKind::trees_forest},
        {"dense_urban", ClutterKind::dense_urban},
        {"6", ClutterKind::dense_urban}};
    const std::string word = c.word({"hg_clutter", "clutter_type", "clutter"});
    for (const auto& [name, kind] : names) {
        if (word == name) {
            return kind;
        }
    }
    throw geo::Error{fmt::format("there is no clutter \"{}\"", word),
                     "Use 1 water_sea, 2 open_rural, 3 suburban, 4 urban, 5 trees_forest or 6 "
                     "dense_urban"};
}

double locationPercent(const LossCase& c)
{
    return c.number({"loc_percent", "p", "location"});
}

void heightGain(const LossCase& c, bool plain_names, LossAnswer& out)
{
    HeightGainRequest q;
    q.f_ghz = plain_names ? frequencyGhz(c) : c.number({"hg_f_ghz"});
    q.antenna_m = c.number({"hg_h_m", "h_meter", "h_m", "h_rx_m"});
    q.clutter = clutterOf(c);
    q.clutter_height_m = c.number({"hg_R_m", "R_meter", "R_m"}, representativeHeight_m(q.clutter));
    q.street_width_m = c.number({"hg_ws_m", "w_s_meter", "ws_m"}, q.street_width_m);
    const double loss_db = heightGainClutterLoss_db(q);
    out.values["hg_A_db"] = loss_db;
    if (c.ntiaNames()) {
        out.values["A_h__db"] = loss_db;
    }
    warnOutside(p2108Ranges.height_gain_frequency, q.f_ghz, out.outside_range);
}

void terrestrial(const LossCase& c, LossAnswer& out)
{
    const double f_ghz = frequencyGhz(c);
    const double d_km = c.number({"d_km", "distance_km"});
    const double loss_db = terrestrialClutterLoss_db(f_ghz, d_km, locationPercent(c));
    out.values["L_ctt_db"] = loss_db;
    if (c.ntiaNames()) {
        out.values["L_ctt__db"] = loss_db;
    }
    warnOutside(p2108Ranges.terrestrial_frequency, f_ghz, out.outside_range);
    warnOutside(p2108Ranges.terrestrial_distance, d_km, out.outside_range);
}

void airborne(const LossCase& c, LossAnswer& out)
{
    const double f_ghz = frequencyGhz(c);
    const double loss_db =
        airborneClutterLoss_db(f_ghz, c.number({"theta_deg", "elev_deg"}), locationPercent(c));
    out.values["L_ces_db"] = loss_db;
    if (c.ntiaNames()) {
        out.values["L_ces__db"] = loss_db;
    }
    warnOutside(p2108Ranges.airborne_frequency, f_ghz, out.outside_range);
}

/// A case may ask for several methods; each by its own keys.
LossAnswer runP2108(const LossCase& c, bool)
{
    LossAnswer out;
    const bool distance = c.has({"d_km", "distance_km"});
    const bool elevation = c.has({"theta_deg", "elev_deg"});
    const bool clutter = c.has({"hg_clutter", "clutter_type", "clutter"});
    if (distance) {
        terrestrial(c, out);
    }
    if (elevation) {
        airborne(c, out);
    }
    if (clutter) {
        heightGain(c, !c.has({"hg_f_ghz"}), out);
    }
    if (!distance && !elevation && !clutter) {
        throw geo::Error{"the case says neither \"d_km\" nor \"theta_deg\" nor \"hg_clutter\"",
                         "Give one to choose a method of P.2108"};
    }
    return out;
}

BuildingKind buildingOf(const LossCase& c)
{
    const std::string word = c.word({"building", "building_type"});
    if (word == "1" || word == "traditional") {
        return BuildingKind::traditional;
    }
    if (word == "2" || word == "efficient" || word == "thermally_efficient") {
        return BuildingKind::thermally_efficient;
    }
    throw geo::Error{fmt::format("there is no building type \"{}\"", word),
                     "Use 1 traditional or 2 thermally_efficient"};
}

LossAnswer runP2109(const LossCase& c, bool)
{
    double f_ghz = 0;
    if (c.has({"frequency", "freqency"})) { // as the reference set spells it, in GHz
        f_ghz = c.number({"frequency", "freqency"});
    } else {
        f_ghz = frequencyGhz(c);
    }
    LossAnswer out;
    out.values["L_bel_db"] = buildingEntryLoss_db(
        f_ghz, c.number({"p", "probability", "probability_percent", "p_percent"}), buildingOf(c),
        c.number({"elev_deg", "elevation_angle", "elevation_deg", "theta_deg"}, 0));
    out.outside_range = p2109Warnings(f_ghz);
    return out;
}

} // namespace

LossModel p2108Model()
{
    const P2108Ranges& r = p2108Ranges;
    return {.name = "p2108",
            .title = "ITU-R P.2108: clutter loss, three methods",
            .reads = "terrestrial: f_ghz, d_km, loc_percent; airborne: f_ghz, theta_deg, "
                     "loc_percent; height gain: hg_f_ghz, hg_h_m, hg_clutter, hg_R_m, hg_ws_m",
            .gives = "L_ctt_db; L_ces_db; hg_A_db",
            .ranges = {r.height_gain_frequency, r.terrestrial_frequency, r.airborne_frequency},
            .run = runP2108};
}

LossModel p2109Model()
{
    return {.name = "p2109",
            .title = "ITU-R P.2109: building entry loss",
            .reads = "f_ghz, p (probability, %), building (1 traditional, 2 thermally_efficient), "
                     "elev_deg",
            .gives = "L_bel_db",
            .ranges = {p2109Ranges.frequency},
            .run = runP2109};
}

} // namespace app::jobs
