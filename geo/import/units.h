#pragma once
// Units as headers and cells spell them, and the way from one to the other.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Factor to the base unit of its dimension; a level is 10 log10 of a power in milliwatts.
struct Unit {
    std::string name; // "m", "ft", "MHz", "dBm"
    std::string dimension;
    double factor = 1;
    double offset = 0;       // added after the factor: dBW → dBm
    bool from_power = false; // watts that become a level in dBm
    std::string remark = {}; // said when it is used
};

/// The unit a column's own name ends with (height_m → m); nothing for plain counts and text.
std::optional<Unit> unitOfColumn(std::string_view column);
/// By a spelling in normalised form: "ft", "feet", "м", "км", "mhz", "мгц". `dimension` empty: any.
std::optional<Unit> unitSpelled(std::string_view spelling, std::string_view dimension = {});
/// All units of a dimension.
std::vector<Unit> unitsOf(std::string_view dimension);
/// `value` in `from` as a number in `to`; both of one dimension. Nothing when it has no image
/// (a level of zero watts).
std::optional<double> converted(double value, const Unit& from, const Unit& to);

} // namespace geo
