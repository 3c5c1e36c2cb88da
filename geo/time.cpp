#include "geo/time.h"

#include <charconv>
#include <fmt/format.h>

namespace geo {
namespace {

/// Exactly `digits` digits at the front of `rest`, taken off it.
std::optional<int> take(std::string_view& rest, std::size_t digits)
{
    int value = 0;
    if (rest.size() < digits) {
        return std::nullopt;
    }
    const auto [end, fault] = std::from_chars(rest.data(), rest.data() + digits, value);
    if (fault != std::errc{} || end != rest.data() + digits || rest.front() == '-') {
        return std::nullopt;
    }
    rest.remove_prefix(digits);
    return value;
}

bool takeSign(std::string_view& rest, char sign)
{
    if (rest.empty() || rest.front() != sign) {
        return false;
    }
    rest.remove_prefix(1);
    return true;
}

std::optional<Date> takeDate(std::string_view& rest)
{
    const auto year = take(rest, 4);
    if (!year || !takeSign(rest, '-')) {
        return std::nullopt;
    }
    const auto month = take(rest, 2);
    if (!month || !takeSign(rest, '-')) {
        return std::nullopt;
    }
    const auto day = take(rest, 2);
    if (!day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return Date{date};
}

/// "+02:00", "-0330", "Z" or nothing.
std::optional<std::chrono::minutes> takeZone(std::string_view& rest)
{
    if (rest.empty() || takeSign(rest, 'Z') || takeSign(rest, 'z')) {
        return std::chrono::minutes{0};
    }
    const int sign = rest.front() == '-' ? -1 : 1;
    if (!takeSign(rest, '+') && !takeSign(rest, '-')) {
        return std::nullopt;
    }
    const auto hours = take(rest, 2);
    takeSign(rest, ':');
    const auto minutes = rest.empty() ? std::optional{0} : take(rest, 2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59) {
        return std::nullopt;
    }
    return std::chrono::minutes{sign * (*hours * 60 + *minutes)};
}

} // namespace

std::optional<Time> parseTime(std::string_view text)
{
    std::string_view rest = text;
    const auto date = takeDate(rest);
    if (!date) {
        return std::nullopt;
    }
    Time time{*date};
    if (rest.empty()) {
        return time;
    }
    if (!takeSign(rest, 'T') && !takeSign(rest, ' ')) {
        return std::nullopt;
    }
    const auto hour = take(rest, 2);
    if (!hour || !takeSign(rest, ':')) {
        return std::nullopt;
    }
    const auto minute = take(rest, 2);
    auto second = std::optional{0};
    if (takeSign(rest, ':')) {
        second = take(rest, 2);
        if (takeSign(rest, '.')) { // fractions are dropped
            while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
                rest.remove_prefix(1);
            }
        }
    }
    if (!minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    const auto zone = takeZone(rest);
    if (!zone || !rest.empty()) {
        return std::nullopt;
    }
    return time + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second} - *zone;
}

std::optional<Date> parseDate(std::string_view text)
{
    std::string_view rest = text;
    const auto date = takeDate(rest);
    if (!date || (!rest.empty() && !parseTime(text))) {
        return std::nullopt;
    }
    return date;
}

std::string text(Date date)
{
    const std::chrono::year_month_day d{date};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()),
                       static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
}

std::string text(Time time)
{
    const Date day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock{time - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", text(day), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

} // namespace geo
