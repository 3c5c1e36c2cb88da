// Whether a value fits its column, and how the column spells it.
#include "geo/time.h"
#include "geo/workspace/schema.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace geo {
namespace {

using Answer = std::variant<Value, Unfit>;

bool validUtf8(const std::string& text)
{
    std::size_t i = 0;
    while (i < text.size()) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80           ? 1
                                   : (lead >> 5) == 0x6  ? 2
                                   : (lead >> 4) == 0xE  ? 3
                                   : (lead >> 3) == 0x1E ? 4
                                                         : 0;
        if (length == 0 || i + length > text.size() || lead == 0) {
            return false;
        }
        std::uint32_t code = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next >> 6) != 0x2) {
                return false;
            }
            code = (code << 6) | (next & 0x3FU);
        }
        constexpr std::uint32_t leastOf[] = {0, 0, 0x80, 0x800, 0x10000};
        if (code < leastOf[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
            return false;
        }
        i += length;
    }
    return true;
}

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

Unfit because(const Value& value, std::string_view must)
{
    std::string shown = text(value);
    constexpr std::size_t longest = 60;
    if (shown.size() > longest) {
        std::size_t end = longest; // not in the middle of a letter
        while (end > 0 && (static_cast<unsigned char>(shown[end]) >> 6) == 0x2) {
            --end;
        }
        shown = shown.substr(0, end) + "…";
    }
    return {fmt::format("is '{}', must be {}", shown, must)};
}

Answer fittedWord(const Column& column, const Value& value, std::string_view word)
{
    for (const std::string& allowed : column.words) {
        if (std::ranges::equal(allowed, word, [](unsigned char a, unsigned char b) {
                return std::tolower(a) == std::tolower(b);
            })) {
            return Value{allowed};
        }
    }
    return because(value, fmt::format("one of {}", fmt::join(column.words, ", ")));
}

std::optional<double> asNumber(const Value& value)
{
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return *real;
    }
    const std::string_view digits = trimmed(std::get<std::string>(value));
    double number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (fault != std::errc{} || end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return number;
}

Answer fittedNumber(const Column& column, const Value& value)
{
    const auto number = asNumber(value);
    if (!number || !std::isfinite(*number)) {
        return because(value, "a number");
    }
    const bool tooLow = column.min && *number < *column.min;
    const bool tooHigh = column.max && *number > *column.max;
    if (tooLow || tooHigh) {
        return because(value, column.min && column.max
                                  ? fmt::format("{} to {}", *column.min, *column.max)
                              : column.min ? fmt::format("{} or more", *column.min)
                                           : fmt::format("{} or less", *column.max));
    }
    if (column.kind == ColumnKind::real) {
        return Value{*number};
    }
    constexpr double exact = 9007199254740992.0; // 2^53
    if (*number != std::floor(*number) || std::abs(*number) > exact) {
        return because(value, "a whole number");
    }
    return Value{static_cast<std::int64_t>(*number)};
}

Answer fittedFlag(const Value& value)
{
    const auto number = asNumber(value);
    if (!number || (*number != 0 && *number != 1)) {
        return because(value, "0 or 1");
    }
    return Value{static_cast<std::int64_t>(*number)};
}

/// A GeoPackage wants milliseconds: 2026-11-22T06:30:15.000Z.
std::string asGeoPackageTime(Time time)
{
    std::string spelled = text(time);
    spelled.insert(spelled.size() - 1, ".000");
    return spelled;
}

Answer fittedJson(const Value& value)
{
    const std::string spelled = text(value);
    if (!nlohmann::json::accept(spelled)) {
        return because(value, "JSON");
    }
    return Value{spelled};
}

} // namespace

std::variant<Value, Unfit> fitted(const Column& column, const Value& value)
{
    const auto* words = std::get_if<std::string>(&value);
    const bool absent =
        isNull(value) || (words != nullptr && trimmed(*words).empty()) ||
        (std::holds_alternative<double>(value) && std::isnan(std::get<double>(value)));
    if (absent) {
        if (column.required) {
            return Unfit{"is missing"};
        }
        return Value{};
    }
    if (words != nullptr && !validUtf8(*words)) {
        return Unfit{"holds bytes that are not UTF-8 text"};
    }
    switch (column.kind) {
    case ColumnKind::text:
        return column.words.empty() ? Answer{Value{text(value)}}
                                    : fittedWord(column, value, trimmed(text(value)));
    case ColumnKind::integer:
    case ColumnKind::real:
        return fittedNumber(column, value);
    case ColumnKind::flag:
        return fittedFlag(value);
    case ColumnKind::date: {
        const auto date = parseDate(trimmed(text(value)));
        return date ? Answer{Value{text(*date)}} : because(value, "a date like 2026-11-22");
    }
    case ColumnKind::time: {
        const auto time = parseTime(trimmed(text(value)));
        return time ? Answer{Value{asGeoPackageTime(*time)}}
                    : because(value, "a date or time like 2026-11-22T06:30Z");
    }
    case ColumnKind::json:
        return fittedJson(value);
    }
    return Value{};
}

} // namespace geo
