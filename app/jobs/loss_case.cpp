#include "app/jobs/loss_case.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace app::jobs {
namespace {

using Json = nlohmann::ordered_json;

/// Lower case; what is in brackets is left out, all else between letters and digits is one
/// underscore.
std::string plainName(std::string_view key)
{
    std::string out;
    int depth = 0;
    bool gap = false;
    for (const char c : key) {
        if (c == '(' || c == '[') {
            ++depth;
        } else if (c == ')' || c == ']') {
            --depth;
        } else if (depth <= 0 && std::isalnum(static_cast<unsigned char>(c)) != 0) {
            if (gap && !out.empty()) {
                out += '_';
            }
            gap = false;
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (depth <= 0) {
            gap = true;
        }
    }
    return out;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::optional<double> asNumber(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> asNumber(const Json& value)
{
    if (value.is_number()) {
        return value.get<double>();
    }
    return value.is_string() ? asNumber(std::string_view{value.get_ref<const std::string&>()})
                             : std::nullopt;
}

const Keys mhzKeys{"f_mhz", "frequency_mhz", "freq_mhz"};
const Keys plainMhzKeys{"f_mhz", "frequency_mhz", "freq_mhz", "f"};
const Keys ghzKeys{"f_ghz", "frequency_ghz", "freq_ghz", "fc_ghz"};
const Keys plainGhzKeys{"f_ghz", "frequency_ghz", "freq_ghz", "fc_ghz", "f"};

[[noreturn]] void missing(Keys keys)
{
    throw geo::Error{fmt::format("the case has no \"{}\"", *keys.begin()),
                     "Add it; `sila help loss` and docs/loss.md say what each model reads"};
}

[[noreturn]] void notANumber(Keys keys, const Json& value)
{
    throw geo::Error{fmt::format("\"{}\" is {}, not a number", *keys.begin(), value.dump()),
                     "Give a finite number with a decimal point"};
}

} // namespace

LossCase::LossCase(const Json& values)
{
    for (const auto& [key, value] : values.items()) {
        set(key, value);
    }
}

void LossCase::set(std::string_view key, Json value)
{
    ntia_names_ = ntia_names_ || key.find("__") != std::string_view::npos;
    if (value.is_null() || (value.is_string() && trimmed(value.get<std::string>()).empty())) {
        return; // an empty cell is a value not given
    }
    values_.insert_or_assign(plainName(key), std::move(value));
}

const Json* LossCase::find(Keys keys) const
{
    for (const std::string_view key : keys) {
        if (const auto at = values_.find(plainName(key)); at != values_.end()) {
            return &at->second;
        }
    }
    return nullptr;
}

bool LossCase::has(Keys keys) const
{
    return find(keys) != nullptr;
}

double LossCase::number(Keys keys) const
{
    const Json* value = find(keys);
    if (value == nullptr) {
        missing(keys);
    }
    const std::optional<double> number = asNumber(*value);
    if (!number || !std::isfinite(*number)) {
        notANumber(keys, *value);
    }
    return *number;
}

double LossCase::number(Keys keys, double otherwise) const
{
    return has(keys) ? number(keys) : otherwise;
}

int LossCase::integer(Keys keys) const
{
    const double value = number(keys);
    constexpr double most = 1e9;
    if (value != std::round(value) || std::abs(value) > most) {
        throw geo::Error{fmt::format("\"{}\" is {:g}, not a whole number", *keys.begin(), value),
                         "Give one of the model's codes"};
    }
    return static_cast<int>(value);
}

int LossCase::integer(Keys keys, int otherwise) const
{
    return has(keys) ? integer(keys) : otherwise;
}

std::vector<double> LossCase::numbers(Keys keys) const
{
    const Json* value = find(keys);
    if (value == nullptr) {
        missing(keys);
    }
    std::vector<double> out;
    const auto add = [&](const std::optional<double>& number, const Json& what) {
        if (!number || !std::isfinite(*number)) {
            notANumber(keys, what);
        }
        out.push_back(*number);
    };
    if (value->is_string()) {
        for (const std::string& item : texts(keys)) {
            add(asNumber(std::string_view{item}), Json(item));
        }
    } else if (value->is_array()) {
        out.reserve(value->size());
        for (const Json& item : *value) {
            add(asNumber(item), item);
        }
    } else {
        add(asNumber(*value), *value);
    }
    return out;
}

std::vector<std::string> LossCase::texts(Keys keys) const
{
    const Json* value = find(keys);
    if (value == nullptr) {
        missing(keys);
    }
    std::vector<std::string> out;
    const auto add = [&out](std::string_view item) { out.emplace_back(trimmed(item)); };
    if (value->is_array()) {
        for (const Json& item : *value) {
            add(item.is_string() ? item.get<std::string>() : item.dump());
        }
    } else {
        const std::string whole = value->is_string() ? value->get<std::string>() : value->dump();
        std::string_view rest = whole;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            add(rest.substr(0, end));
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        }
    }
    return out;
}

std::string LossCase::text(Keys keys) const
{
    const Json* value = find(keys);
    if (value == nullptr) {
        missing(keys);
    }
    const std::string whole = value->is_string() ? value->get<std::string>() : value->dump();
    return std::string{trimmed(whole)};
}

std::string LossCase::word(Keys keys) const
{
    std::string out = text(keys);
    for (char& c : out) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return out;
}

std::string LossCase::word(Keys keys, std::string_view otherwise) const
{
    return has(keys) ? word(keys) : std::string{otherwise};
}

Json LossCase::id() const
{
    const Json* value = find({"id"});
    return value == nullptr ? Json{} : *value;
}

double frequencyGhz(const LossCase& c)
{
    return c.has(mhzKeys) ? c.number(mhzKeys) / 1000 : c.number(plainGhzKeys);
}

double frequencyMhz(const LossCase& c)
{
    return c.has(ghzKeys) ? c.number(ghzKeys) * 1000 : c.number(plainMhzKeys);
}

planning::propagation::Polarisation polarisation(const LossCase& c, int horizontal_is)
{
    using planning::propagation::Polarisation;
    const std::string word = c.word({"pol", "polarisation", "polarization"});
    if (word == "h" || word == "horizontal" || word == std::to_string(horizontal_is)) {
        return Polarisation::horizontal;
    }
    if (word == "v" || word == "vertical" || word == std::to_string(horizontal_is + 1)) {
        return Polarisation::vertical;
    }
    throw geo::Error{fmt::format("\"pol\" is {}, not a polarisation", word),
                     fmt::format("Use {} or h for horizontal, {} or v for vertical", horizontal_is,
                                 horizontal_is + 1)};
}

} // namespace app::jobs
