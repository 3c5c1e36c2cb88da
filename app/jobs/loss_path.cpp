#include "app/jobs/loss_path.h"

#include "app/jobs/loss.h"
#include "planning/propagation/path_geometry.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>

namespace app::jobs {
namespace {

using namespace planning::propagation;
using Json = nlohmann::ordered_json;

RadioZone zoneOf(const std::string& code, bool p1812)
{
    struct Name {
        std::string_view p1812, p452, letters; // numbers of either Recommendation, P.452's letters
        RadioZone zone;
    };
    constexpr Name names[] = {{"1", "3", "B", RadioZone::sea},
                              {"3", "1", "A1", RadioZone::coastal},
                              {"4", "2", "A2", RadioZone::inland}};
    std::string_view number = code;
    std::string letters = code;
    for (char& c : letters) {
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    if (number.ends_with(".0")) {
        number.remove_suffix(2);
    }
    for (const Name& name : names) {
        if (number == (p1812 ? name.p1812 : name.p452) || letters == name.letters) {
            return name.zone;
        }
    }
    throw geo::Error{fmt::format("there is no radio zone {}", code),
                     p1812 ? "Use 1 sea, 3 coastal land or 4 inland"
                           : "Use 1 coastal land, 2 inland or 3 sea"};
}

/// The file a case names, beside its own file or in one of the usual folders.
std::filesystem::path besideCases(const LossCase& c, const std::string& name)
{
    const std::filesystem::path& folder = c.folder();
    for (const char* place : {"", "pfls", "profiles", "../profiles"}) {
        std::filesystem::path file = folder / place / name;
        if (std::filesystem::is_regular_file(file)) {
            return file;
        }
    }
    throw geo::Error{fmt::format("the profile file {} is not there", name),
                     "Put it beside the file of cases or in its folder \"profiles\""};
}

/// NTIA's ITM cases have their terrain on the same line of a file beside them.
std::filesystem::path linesBeside(const LossCase& c)
{
    return c.row() > 0 ? c.folder() / "pfls.csv" : std::filesystem::path{};
}

EvenProfile fromPfl(const std::vector<double>& pfl)
{
    if (pfl.size() < 3 || pfl[0] + 1 != static_cast<double>(pfl.size() - 2)) {
        throw geo::Error{fmt::format("\"pfl\" has {} numbers and does not begin with the count of "
                                     "heights less one",
                                     pfl.size()),
                         "Write count - 1, step in m, then the heights"};
    }
    return {{pfl.begin() + 2, pfl.end()}, pfl[1]};
}

} // namespace

OwnedProfile casePath(const LossCase& c, ZoneCodes codes)
{
    if (!c.has({"d_km", "distance_km"}) && c.has({"profile", "path"})) {
        const std::string name =
            c.has({"profile"}) ? c.text({"profile"}) : "dbull_path" + c.text({"path"}) + ".csv";
        return casePath(readProfile(besideCases(c, name)).front().values, codes);
    }
    OwnedProfile out;
    out.distance_km = c.numbers({"d_km", "distance_km"});
    out.height_m = c.numbers({"h_m", "height_m", "heights_m"});
    if (c.has({"clutter_m"})) {
        out.clutter_m = c.numbers({"clutter_m"});
    }
    if (c.has({"zone"})) {
        const std::vector<std::string> zone = c.texts({"zone"});
        const bool p1812 = codes == ZoneCodes::p1812 || std::ranges::find(zone, "4") != zone.end();
        for (const std::string& code : zone) {
            out.zone.push_back(zoneOf(code, p1812));
        }
    }
    checkProfile(out.view());
    return out;
}

EvenProfile caseEvenProfile(const LossCase& c)
{
    if (c.has({"pfl"})) {
        return fromPfl(c.numbers({"pfl"}));
    }
    if (c.has({"pfl_file_name"})) {
        return fromPfl(readNumbers(besideCases(c, c.text({"pfl_file_name"}))));
    }
    if (!c.has({"heights_m", "h_m"}) && hasEvenProfile(c)) {
        const auto lines = readNumberLines(linesBeside(c));
        if (static_cast<std::size_t>(c.row()) > lines.size()) {
            throw geo::Error{fmt::format("pfls.csv has no line {}", c.row()),
                             "Give one line of terrain for each case"};
        }
        return fromPfl(lines[static_cast<std::size_t>(c.row()) - 1]);
    }
    EvenProfile out{c.numbers({"heights_m", "h_m"}), 0};
    if (c.has({"step_m"})) {
        out.step_m = c.number({"step_m"});
        return out;
    }
    const std::vector<double> d_km = c.numbers({"d_km", "step_m"});
    if (d_km.size() == 1 && out.height_m.size() > 1) { // the path's length
        out.step_m = d_km[0] * 1000 / static_cast<double>(out.height_m.size() - 1);
        return out;
    }
    checkProfile({.distance_km = d_km, .height_m = out.height_m});
    out.step_m = d_km.back() * 1000 / static_cast<double>(d_km.size() - 1);
    for (std::size_t i = 1; i < d_km.size(); ++i) {
        const double off_m = d_km[i] * 1000 - static_cast<double>(i) * out.step_m;
        if (std::abs(off_m) > 0.01 * out.step_m) {
            throw geo::Error{
                fmt::format("profile point {} is {:.1f} m off the even spacing of {:.1f} m", i + 1,
                            off_m, out.step_m),
                "This model needs equally spaced points: sample the terrain again"};
        }
    }
    return out;
}

bool hasEvenProfile(const LossCase& c)
{
    return c.has({"heights_m", "h_m", "pfl", "pfl_file_name"}) ||
           (!c.has({"delta_h_m", "delta_h_meter"}) &&
            std::filesystem::is_regular_file(linesBeside(c)));
}

double caseLatitude_deg(const LossCase& c, double length_km)
{
    if (c.has({"lat", "latitude", "phi_path"})) {
        return c.number({"lat", "latitude", "phi_path"});
    }
    return pathCentreLatitude_deg(c.number({"lam_t", "phit_e", "tx_lon"}),
                                  c.number({"phi_t", "phit_n", "tx_lat"}),
                                  c.number({"lam_r", "phir_e", "rx_lon"}),
                                  c.number({"phi_r", "phir_n", "rx_lat"}), length_km);
}

double caseCoast_km(const LossCase& c, Keys keys, const OwnedProfile& path, bool tx)
{
    if (c.has(keys)) {
        return c.number(keys);
    }
    const bool at_sea =
        !path.zone.empty() && (tx ? path.zone.front() : path.zone.back()) == RadioZone::sea;
    return at_sea ? 0 : 500;
}

} // namespace app::jobs
