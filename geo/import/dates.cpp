// Dates as people and spreadsheets write them; declared in numbers.h.
#include "geo/import/normalise.h"
#include "geo/import/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace geo {
namespace {

struct Numeric { // 03/04/2024 → 3, 4, 2024 and what stands behind
    int a = 0;
    int b = 0;
    int year = 0;
    std::string_view rest;
};

std::optional<int> takeInt(std::string_view& text, std::size_t most)
{
    std::size_t n = 0;
    while (n < text.size() && n < most && text[n] >= '0' && text[n] <= '9') {
        ++n;
    }
    int value = 0;
    if (n == 0 || std::from_chars(text.data(), text.data() + n, value).ec != std::errc{}) {
        return std::nullopt;
    }
    text.remove_prefix(n);
    return value;
}

bool takeAny(std::string_view& text, std::string_view signs)
{
    if (text.empty() || signs.find(text.front()) == std::string_view::npos) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

std::optional<Numeric> numericDate(std::string_view text)
{
    Numeric date;
    const auto a = takeInt(text, 2);
    const bool first = a && takeAny(text, "/.-");
    const auto b = first ? takeInt(text, 2) : std::nullopt;
    const bool second = b && takeAny(text, "/.-");
    const std::size_t before = text.size();
    const auto year = second ? takeInt(text, 4) : std::nullopt;
    if (!year) {
        return std::nullopt;
    }
    const std::size_t width = before - text.size();
    if (width != 4 && width != 2) {
        return std::nullopt;
    }
    date = {*a, *b, width == 2 ? 2000 + *year : *year, text};
    return date;
}

std::optional<Date> dateOf(int year, int month, int day)
{
    if (year < 1 || month < 1 || month > 12 || day < 1) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return Date{date};
}

/// " 12:30:05", " 12h30 UTC", " 00:00:00": added to the date; nothing when it is something else.
std::optional<Time> withClock(Date date, std::string_view rest)
{
    while (takeAny(rest, " T,")) {
    }
    if (rest.empty()) {
        return Time{date};
    }
    const auto hour = takeInt(rest, 2);
    if (!hour || !takeAny(rest, ":h.") || *hour > 24) {
        return std::nullopt;
    }
    const auto minute = takeInt(rest, 2);
    std::optional<int> second = 0;
    if (takeAny(rest, ":")) {
        second = takeInt(rest, 2);
        if (takeAny(rest, ".")) {
            takeInt(rest, 9);
        }
    }
    if (!minute || !second || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    int hours = *hour;
    const std::string zone = normalised(rest);
    if (zone == "pm" && hours < 12) {
        hours += 12;
    } else if (zone == "am" && hours == 12) {
        hours = 0;
    } else if (!(zone.empty() || zone == "utc" || zone == "z" || zone == "gmt" || zone == "am" ||
                 zone == "pm")) {
        return std::nullopt; // a zone we do not know would shift the time unnoticed
    }
    return Time{date} + std::chrono::hours{hours} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

std::optional<int> monthNamed(const std::string& word)
{
    // By the first letters, long enough to be unique: English, French, Ukrainian, Russian, Arabic
    // (Levantine and Egyptian names).
    struct Month {
        const char* start;
        int number;
    };
    static constexpr Month months[] = {
        {"jan", 1},          {"feb", 2},          {"mar", 3},
        {"apr", 4},          {"may", 5},          {"jun", 6},
        {"jul", 7},          {"aug", 8},          {"sep", 9},
        {"oct", 10},         {"nov", 11},         {"dec", 12},
        {"fev", 2},          {"avr", 4},          {"mai", 5},
        {"juin", 6},         {"juil", 7},         {"aou", 8},
        {"січ", 1},          {"лют", 2},          {"берез", 3},
        {"квіт", 4},         {"трав", 5},         {"черв", 6},
        {"лип", 7},          {"серп", 8},         {"верес", 9},
        {"жовт", 10},        {"лист", 11},        {"груд", 12},
        {"янв", 1},          {"фев", 2},          {"мар", 3},
        {"апр", 4},          {"ма", 5},           {"июн", 6},
        {"июл", 7},          {"авг", 8},          {"сен", 9},
        {"окт", 10},         {"ноя", 11},         {"дек", 12},
        {"كانون الثاني", 1}, {"يناير", 1},        {"شباط", 2},
        {"فبراير", 2},       {"اذار", 3},         {"مارس", 3},
        {"نيسان", 4},        {"ابريل", 4},        {"ايار", 5},
        {"مايو", 5},         {"حزيران", 6},       {"يونيو", 6},
        {"تموز", 7},         {"يوليو", 7},        {"اب", 8},
        {"اغسطس", 8},        {"ايلول", 9},        {"سبتمبر", 9},
        {"تشرين الاول", 10}, {"اكتوبر", 10},      {"تشرين الثاني", 11},
        {"نوفمبر", 11},      {"كانون الاول", 12}, {"ديسمبر", 12},
    };
    for (const Month& month : months) {
        if (word.starts_with(month.start)) {
            return month.number;
        }
    }
    return std::nullopt;
}

/// "2 May 2014", "May 2, 2014", "17 August 2024 00h53 UTC"
std::optional<Time> namedDate(std::string_view text)
{
    const std::vector<std::string> words = wordsOf(normalised(text));
    std::optional<int> day;
    std::optional<int> month;
    std::optional<int> year;
    std::size_t used = 0;
    for (const std::string& word : words) {
        std::string_view rest = word;
        const auto number = takeInt(rest, 4);
        if (number && rest.empty()) {
            (*number > 31 ? year : day) = *number;
        } else if (const auto named = monthNamed(word)) {
            month = *named;
        } else {
            return std::nullopt;
        }
        ++used;
        if (day && month && year) {
            break;
        }
    }
    if (!day || !month || !year) {
        return std::nullopt;
    }
    const auto date = dateOf(*year, *month, *day);
    if (!date) {
        return std::nullopt;
    }
    // What follows the third word in the text as written.
    std::size_t at = 0;
    for (std::size_t n = 0; n < used && at < text.size(); ++n) {
        at = text.find_first_not_of(" ,.", at);
        at = std::min(text.find_first_of(" ,", at), text.size());
    }
    return withClock(*date, text.substr(at));
}

std::optional<Time> fromPlainNumber(std::string_view text)
{
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    if (value >= 1900 && value <= 2200 && value == std::floor(value)) {
        return Time{*dateOf(static_cast<int>(value), 1, 1)};
    }
    if (value >= 20000 && value < 80000) { // Excel: days since 1899-12-30
        const Date epoch = *dateOf(1899, 12, 30);
        return Time{epoch} +
               std::chrono::seconds{static_cast<std::int64_t>(std::llround(value * 86400))};
    }
    if (value >= 19000101 && value <= 22001231 && value == std::floor(value)) { // 20240131
        const auto whole = static_cast<int>(value);
        const auto date = dateOf(whole / 10000, whole / 100 % 100, whole % 100);
        return date ? std::optional{Time{*date}} : std::nullopt;
    }
    constexpr double year1990_s = 631152000;
    constexpr double year2100_s = 4102444800;
    if (value >= year1990_s && value < year2100_s) {
        return Time{std::chrono::seconds{static_cast<std::int64_t>(value)}};
    }
    if (value >= year1990_s * 1000 && value < year2100_s * 1000) {
        return Time{std::chrono::seconds{static_cast<std::int64_t>(value / 1000)}};
    }
    return std::nullopt;
}

} // namespace

DateReading dateOrderOf(const std::vector<std::string_view>& values)
{
    std::size_t dayFirst = 0;
    std::size_t monthFirst = 0;
    std::size_t either = 0;
    for (const std::string_view value : values) {
        const auto date = numericDate(value);
        if (!date) {
            continue;
        }
        if (date->a > 12 && date->b <= 12) {
            ++dayFirst;
        } else if (date->b > 12 && date->a <= 12) {
            ++monthFirst;
        } else if (date->a != date->b) {
            ++either;
        }
    }
    DateReading reading;
    reading.order = monthFirst > dayFirst ? DateOrder::monthFirst : DateOrder::dayFirst;
    reading.mixed = dayFirst > 0 && monthFirst > 0;
    reading.sure = dayFirst + monthFirst > 0 || either == 0;
    return reading;
}

std::optional<Time> parseWhen(std::string_view text, DateOrder order)
{
    if (const auto iso = parseTime(text)) {
        return iso;
    }
    if (const auto numeric = numericDate(text)) {
        const bool dayFirst = order == DateOrder::dayFirst;
        const auto date = dateOf(numeric->year, dayFirst ? numeric->b : numeric->a,
                                 dayFirst ? numeric->a : numeric->b);
        return date ? withClock(*date, numeric->rest) : std::nullopt;
    }
    std::string_view rest = text; // 2024/01/31 12:30
    const auto year = takeInt(rest, 4);
    if (year && *year >= 1000 && takeAny(rest, "/.-")) {
        const auto month = takeInt(rest, 2);
        if (month && takeAny(rest, "/.-")) {
            const auto day = takeInt(rest, 2);
            const auto date = day ? dateOf(*year, *month, *day) : std::nullopt;
            return date ? withClock(*date, rest) : std::nullopt;
        }
    }
    if (const auto number = fromPlainNumber(text)) {
        return number;
    }
    return namedDate(text);
}

} // namespace geo
