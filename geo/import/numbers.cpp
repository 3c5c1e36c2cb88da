#include "geo/import/numbers.h"

#include "geo/vector/encoding.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace geo {
namespace {

bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Digits of all scripts as 0-9, signs as ASCII, spaces between digits kept as ' '.
std::string plain(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const char32_t c = takeUtf8(text);
        if (c >= 0x0660 && c <= 0x0669) {
            out += static_cast<char>('0' + (c - 0x0660));
        } else if (c >= 0x06F0 && c <= 0x06F9) {
            out += static_cast<char>('0' + (c - 0x06F0));
        } else if (c == 0x066B) {
            out += ','; // Arabic decimal separator
        } else if (c == 0x066C || c == 0x2019 || c == 0x00A0 || c == 0x2009 || c == 0x202F) {
            out += ' '; // separators of thousands
        } else if (c == 0x2212 || c == 0x2013) {
            out += '-';
        } else if (c >= 0x200E && c <= 0x200F) {
            continue; // direction marks
        } else {
            appendUtf8(out, c);
        }
    }
    const std::size_t from = out.find_first_not_of(" \t");
    if (from == std::string::npos) {
        return {};
    }
    return out.substr(from, out.find_last_not_of(" \t") - from + 1);
}

/// The longest front part that can be a number: sign, digits, separators.
std::size_t numericLength(std::string_view text)
{
    std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    std::size_t last = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (digit(c)) {
            last = at + 1;
        } else if (c == 'e' || c == 'E') {
            std::size_t after = at + 1;
            after += after < text.size() && (text[after] == '+' || text[after] == '-') ? 1 : 0;
            if (last != at || after >= text.size() || !digit(text[after])) {
                break;
            }
            at = after;
            last = at + 1;
        } else if (c != '.' && c != ',' && c != ' ' && c != '\'') {
            break;
        }
        ++at;
    }
    return last;
}

enum class Says { point, comma, both, nothing };

/// What one value says about its decimal sign.
Says evidence(std::string_view value)
{
    const std::string text = plain(value);
    const std::string_view number = std::string_view{text}.substr(0, numericLength(text));
    const auto count = [number](char c) { return std::ranges::count(number, c); };
    const std::size_t point = number.rfind('.');
    const std::size_t comma = number.rfind(',');
    if (point == std::string_view::npos && comma == std::string_view::npos) {
        return Says::nothing;
    }
    if (point != std::string_view::npos && comma != std::string_view::npos) {
        return point > comma ? Says::point : Says::comma;
    }
    const char sign = point != std::string_view::npos ? '.' : ',';
    const std::size_t at = point != std::string_view::npos ? point : comma;
    if (count(sign) > 1) {
        return sign == '.' ? Says::comma : Says::point; // it parts thousands
    }
    std::size_t before = 0;
    for (std::size_t i = at; i > 0 && digit(number[i - 1]); --i) {
        ++before;
    }
    std::size_t after = 0;
    for (std::size_t i = at + 1; i < number.size() && digit(number[i]); ++i) {
        ++after;
    }
    const bool mayBeThousands =
        after == 3 && before >= 1 && before <= 3 && number[at - before] != '0';
    if (mayBeThousands) {
        return Says::both;
    }
    return sign == '.' ? Says::point : Says::comma;
}

} // namespace

DecimalSign decimalSignOf(const std::vector<std::string_view>& values, char otherwise)
{
    std::size_t point = 0;
    std::size_t comma = 0;
    bool unsurePoint = false;
    for (const std::string_view value : values) {
        const Says says = evidence(value);
        point += says == Says::point ? 1U : 0U;
        comma += says == Says::comma ? 1U : 0U;
        unsurePoint = unsurePoint || (says == Says::both && value.find('.') != value.npos);
    }
    if (point != comma) {
        return {point > comma ? '.' : ',', true};
    }
    // "31.503" alone: a point parts decimals far more often than thousands.
    return {unsurePoint && otherwise != ',' ? '.' : otherwise, false};
}

std::optional<Number> parseNumber(std::string_view text, char decimalSign)
{
    const std::string clean = plain(text);
    const std::size_t length = numericLength(clean);
    if (length == 0) {
        return std::nullopt;
    }
    Number number;
    number.unit = clean.substr(length);
    number.unit.erase(0, std::min(number.unit.find_first_not_of(' '), number.unit.size()));
    if (std::ranges::any_of(number.unit, digit) && number.unit.size() > 3) {
        return std::nullopt; // "30-40", "12/05": not one number
    }
    const char thousands = decimalSign == '.' ? ',' : '.';
    std::string digits;
    std::size_t group = 0; // digits since the last separator of thousands
    bool grouped = false;
    bool decimals = false;
    for (std::size_t i = 0; i < length; ++i) {
        const char c = clean[i];
        if (c == decimalSign) {
            if (decimals || (grouped && group != 3)) {
                return std::nullopt;
            }
            decimals = true;
            digits += '.';
        } else if (c == thousands || c == ' ' || c == '\'') {
            if (decimals || group == 0 || group > 3 || (grouped && group != 3)) {
                return std::nullopt;
            }
            grouped = true;
            group = 0;
        } else {
            if (c == 'e' || c == 'E') {
                decimals = true;
                grouped = false;
            }
            group += digit(c) ? 1U : 0U;
            digits += c;
        }
    }
    if (grouped && !decimals && group != 3) {
        return std::nullopt;
    }
    const char* begin = digits.data() + (digits.starts_with('+') ? 1 : 0);
    const char* end = digits.data() + digits.size();
    const auto [stop, fault] = std::from_chars(begin, end, number.value);
    if (fault != std::errc{} || (stop != end && !(stop + 1 == end && *stop == '.'))) {
        return std::nullopt;
    }
    return number;
}

std::optional<double> parseAngle(std::string_view text, char axis, char decimalSign)
{
    const std::string clean = plain(text);
    // Hemisphere letters in our languages: sign, axis.
    struct Letter {
        const char* spelling;
        char axis;
        double sign;
    };
    static constexpr Letter letters[] = {
        {"N", 'N', 1},  {"S", 'N', -1}, {"E", 'E', 1},  {"W", 'E', -1},   {"n", 'N', 1},
        {"s", 'N', -1}, {"e", 'E', 1},  {"w", 'E', -1}, {"O", 'E', 0},    {"ش", 'N', 1},
        {"ق", 'E', 1},  {"пн", 'N', 1}, {"сх", 'E', 1}, {"с.ш.", 'N', 1}, {"в.д.", 'E', 1},
    };
    std::string digits = clean;
    double hemisphere = 0;
    for (const Letter& letter : letters) {
        const std::string spelling = letter.spelling;
        const bool front = digits.starts_with(spelling);
        const bool back = digits.ends_with(spelling);
        if (!front && !back) {
            continue;
        }
        if (letter.axis != axis || letter.sign == 0) {
            return std::nullopt; // "O" is east in German and west in French
        }
        hemisphere = letter.sign;
        digits = front ? digits.substr(spelling.size())
                       : digits.substr(0, digits.size() - spelling.size());
        break;
    }
    std::vector<double> parts;
    std::string current;
    bool negative = false;
    std::string_view rest = digits;
    const auto finish = [&parts, &current] {
        if (current.empty()) {
            return true;
        }
        double value = 0;
        const auto [end, fault] =
            std::from_chars(current.data(), current.data() + current.size(), value);
        if (fault != std::errc{} || end != current.data() + current.size()) {
            return false;
        }
        parts.push_back(value);
        current.clear();
        return true;
    };
    while (!rest.empty()) {
        const char32_t c = takeUtf8(rest);
        if (c < 0x80 && digit(static_cast<char>(c))) {
            current += static_cast<char>(c);
        } else if (c == static_cast<char32_t>(decimalSign) || c == '.') {
            current += '.';
        } else if (c == '-' && parts.empty() && current.empty() && !negative) {
            negative = true;
        } else if (c == '+' && parts.empty() && current.empty()) {
            continue;
        } else if (c == ' ' || c == 0xB0 || c == 0xBA || c == '\'' || c == '"' || c == 0x2032 ||
                   c == 0x2033 || c == 0x2019 || c == 0x201D || c == ':' || c == 'd' || c == 'm' ||
                   c == 's' || c == 0xB4) {
            if (!finish()) {
                return std::nullopt;
            }
        } else {
            return std::nullopt;
        }
    }
    if (!finish() || parts.empty() || parts.size() > 3 || (negative && hemisphere != 0)) {
        return std::nullopt;
    }
    double degrees = 0;
    double scale = 1;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        if ((i > 0 && parts[i] >= 60) || (!last && parts[i] != std::floor(parts[i]))) {
            return std::nullopt;
        }
        degrees += parts[i] * scale;
        scale /= 60;
    }
    return (negative || hemisphere < 0) ? -degrees : degrees;
}

} // namespace geo
