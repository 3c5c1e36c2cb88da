#pragma once
// Numbers, angles and dates as spreadsheets write them.
#include "geo/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Which sign parts the decimals. `sure` when some value allows one reading only.
struct DecimalSign {
    char sign = '.';
    bool sure = false;
};
/// From all values of a column; unsure ones ("1,234") count for `otherwise`.
DecimalSign decimalSignOf(const std::vector<std::string_view>& values, char otherwise);

struct Number {
    double value = 0;
    std::string unit; // text after the digits, for example "m", as it stands
};
/// "1 234,5", "1,234.5", "١٢٣", "−7", "45 m". Nothing when it is not one number.
std::optional<Number> parseNumber(std::string_view text, char decimalSign);

/// Degrees: "31.5", "31°30'05.8\"N", "31 30 5.8 N", "N31 30.1", with the decimal sign given.
/// `axis` is 'N' for latitudes and 'E' for longitudes: letters of the other axis are refused.
std::optional<double> parseAngle(std::string_view text, char axis, char decimalSign);

/// Order of day, month and year in a column of dates like 03/04/2024.
enum class DateOrder { dayFirst, monthFirst };
struct DateReading {
    DateOrder order = DateOrder::dayFirst;
    bool sure = true;   // false: every date reads both ways
    bool mixed = false; // some read only one way, some only the other
};
DateReading dateOrderOf(const std::vector<std::string_view>& values);
/// ISO 8601, 03/04/2024, 3.4.2024 12:30, "2 May 2014", "2 травня 2014", a year alone (its first
/// day), Excel's day numbers, Unix seconds and milliseconds. UTC unless the text says otherwise.
std::optional<Time> parseWhen(std::string_view text, DateOrder order);

} // namespace geo
