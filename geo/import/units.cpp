#include "geo/import/units.h"

#include "geo/import/normalise.h"

#include <array>
#include <cmath>
#include <unordered_map>

namespace geo {
namespace {

struct Entry {
    const char* name;
    const char* dimension;
    double factor;
    const char* spellings; // separated by ';', beside the name itself
    double offset = 0;
    bool from_power = false;
    const char* remark = "";
};

// International foot, yard, mile and nautical mile are exact; ERP refers to a half-wave dipole,
// 2.15 dB above isotropic (ITU-R V.573).
constexpr std::array entries{
    Entry{"m", "length", 1,
          "metre;metres;meter;meters;mtr;mtrs;м;метр;метри;метры;метров;م;متر;מטר;מ"},
    Entry{"km", "length", 1000,
          "kms;kilometre;kilometres;kilometer;kilometers;км;كم;كيلومتر;קמ;ק מ"},
    Entry{"cm", "length", 0.01, "см;سم"},
    Entry{"mm", "length", 0.001, "мм"},
    Entry{"ft", "length", 0.3048, "feet;foot;фут;قدم"},
    Entry{"yd", "length", 0.9144, "yard;yards"},
    Entry{"mi", "length", 1609.344, "mile;miles;миля"},
    Entry{"nmi", "length", 1852, "nautical mile;nautical miles"},
    Entry{"Hz", "frequency", 1, "hertz;гц;هرتز"},
    Entry{"kHz", "frequency", 1e3, "кгц"},
    Entry{"MHz", "frequency", 1e6, "megahertz;мгц;ميغاهرتز;ميجاهرتز;מהץ"},
    Entry{"GHz", "frequency", 1e9, "gigahertz;ггц;غيغاهرتز;جيجاهرتز;גהץ"},
    Entry{"dBm", "level", 1, "дбм"},
    Entry{"dBW", "level", 1, "дбвт", 30},
    Entry{"W", "level", 1000, "watt;watts;вт;واط", 0, true},
    Entry{"mW", "level", 1, "мвт", 0, true},
    Entry{"kW", "level", 1e6, "квт", 0, true},
    Entry{"kW", "power", 1, "kilowatt;kilowatts;квт;كيلوواط", 0, false},
    Entry{"W", "power", 0.001, "watt;watts;вт;واط"},
    Entry{"kVA", "power", 0.8, "ква", 0, false, "kVA taken at a power factor of 0.8"},
    Entry{"MW", "power", 1000, "мвт"},
    Entry{"h", "duration", 1,
          "hr;hrs;hour;hours;год;годин;ч;час;часов;ساعه;ساعات;שעות;heure;heures"},
    Entry{"min", "duration", 1.0 / 60, "mins;minute;minutes;хв;мин;دقيقه"},
    Entry{"d", "duration", 24, "day;days;дні;днів;дней;يوم;jours"},
    Entry{"l", "volume", 1, "litre;litres;liter;liters;ltr;ltrs;л;літрів;литров;لتر;ليتر;ליטר"},
    Entry{"m3", "volume", 1000, "m 3;cbm;м3"},
    Entry{"gal", "volume", 3.785411784, "gallon;gallons;us gal"},
    Entry{"l/h", "flow", 1, "l h;l per h;lph;ltr hr;litres per hour;л год;л ч"},
    Entry{"deg", "angle", 1, "degree;degrees;град;градусів;درجه;מעלות"},
    Entry{"rad", "angle", 57.295779513082320877, "radian;radians"},
    Entry{"Mbit/s", "rate", 1, "mbps;mbit s;mb s;мбіт с;мбит с"},
    Entry{"Gbit/s", "rate", 1000, "gbps;gbit s;gb s;гбіт с;гбит с"},
    Entry{"kbit/s", "rate", 0.001, "kbps;kbit s"},
    Entry{"Tbit/s", "rate", 1e6, "tbps;tbit s"},
    Entry{"km/h", "speed", 1, "kmh;km h;kph;км год;км ч"},
    Entry{"mph", "speed", 1.609344, "mi h"},
    Entry{"m/s", "speed", 3.6, "m s;м с"},
    // Users at the same moment; of the people a list counts CPP takes a tenth.
    Entry{"users", "users", 1, "users at once;simultaneous users"},
    Entry{"people", "users", 0.1,
          "persons;students;pupils;enrolment;enrollment;patients;beds;capacity persons;staff;"
          "учнів;عدد الطلاب",
          0, false, "a tenth of them are taken to use it at the same moment (CPP)"},
    Entry{"USD", "money_usd", 1, "us dollars;us dollar;dollars;dollar;долл;дол сша;دولار"},
};

Unit unitOf(const Entry& entry)
{
    return {entry.name,   entry.dimension,  entry.factor,
            entry.offset, entry.from_power, entry.remark};
}

bool spells(const Entry& entry, std::string_view spelling)
{
    if (normalised(entry.name) == spelling) {
        return true;
    }
    std::string_view rest = entry.spellings;
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        if (rest.substr(0, end) == spelling) {
            return true;
        }
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return false;
}

} // namespace

std::optional<Unit> unitOfColumn(std::string_view column)
{
    struct Ending {
        const char* ending;
        const char* name;
        const char* dimension;
    };
    // Longest first: length_km ends in "m" too, and fuel_l_per_h in "h".
    constexpr std::array endings{
        Ending{"_l_per_h", "l/h", "flow"},  Ending{"_mbps", "Mbit/s", "rate"},
        Ending{"_gbps", "Gbit/s", "rate"},  Ending{"_kmh", "km/h", "speed"},
        Ending{"_km", "km", "length"},      Ending{"_mhz", "MHz", "frequency"},
        Ending{"_ghz", "GHz", "frequency"}, Ending{"_dbm", "dBm", "level"},
        Ending{"_kw", "kW", "power"},       Ending{"_deg", "deg", "angle"},
        Ending{"_usd", "USD", "money_usd"}, Ending{"_m", "m", "length"},
        Ending{"_h", "h", "duration"},      Ending{"_l", "l", "volume"},
    };
    if (column == "users") {
        return unitSpelled("users", "users");
    }
    for (const Ending& e : endings) {
        if (column.ends_with(e.ending)) {
            return unitSpelled(normalised(e.name), e.dimension);
        }
    }
    return std::nullopt;
}

std::optional<Unit> unitSpelled(std::string_view spelling, std::string_view dimension)
{
    for (const Entry& entry : entries) {
        if ((dimension.empty() || dimension == entry.dimension) && spells(entry, spelling)) {
            return unitOf(entry);
        }
    }
    return std::nullopt;
}

std::vector<Unit> unitsOf(std::string_view dimension)
{
    std::vector<Unit> all;
    for (const Entry& entry : entries) {
        if (dimension == entry.dimension) {
            all.push_back(unitOf(entry));
        }
    }
    return all;
}

std::optional<double> converted(double value, const Unit& from, const Unit& to)
{
    if (from.dimension == "level") {
        if (from.from_power && !(value > 0)) {
            return std::nullopt;
        }
        const double dbm =
            from.from_power ? 10.0 * std::log10(value * from.factor) : value + from.offset;
        return dbm - to.offset;
    }
    if (from.name == to.name) {
        return value; // no rounding on the way
    }
    return value * from.factor / to.factor;
}

} // namespace geo
