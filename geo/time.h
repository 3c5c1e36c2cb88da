#pragma once
// Dates and times: ISO 8601, UTC.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

using Date = std::chrono::sys_days;
using Time = std::chrono::sys_seconds;

/// "2026-11-22", or the date part of a time. Nothing when it is not a real date.
std::optional<Date> parseDate(std::string_view text);
/// "2026-11-22", "2026-11-22T06:30Z", "2026-11-22T06:30:15Z", "…+02:00"; a space instead of T is
/// accepted; no zone means UTC. A date alone is its midnight.
std::optional<Time> parseTime(std::string_view text);
std::string text(Date date);
std::string text(Time time); // 2026-11-22T06:30:15Z

} // namespace geo
