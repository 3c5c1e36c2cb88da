#include "geo/error.h"

#include <fmt/format.h>

namespace geo {

std::string text(const Place& place)
{
    std::string out = place.file;
    const auto add = [&out](const std::string& piece) {
        if (!out.empty()) {
            out += ", ";
        }
        out += piece;
    };
    if (!place.layer.empty()) {
        add("layer " + place.layer);
    }
    if (place.feature) {
        add(fmt::format("row {}", *place.feature));
    }
    if (!place.field.empty()) {
        add("field " + place.field);
    }
    return out;
}

namespace {
std::string sentence(const std::string& happened, const std::string& advice, const Place& place)
{
    std::string out = text(place);
    if (!out.empty()) {
        out += ": ";
    }
    out += happened;
    if (!advice.empty()) {
        out += ". " + advice;
    }
    if (!out.ends_with('.')) {
        out += '.';
    }
    return out;
}
} // namespace

Error::Error(std::string happened, std::string advice, Place place)
    : std::runtime_error{sentence(happened, advice, place)}, happened_{std::move(happened)},
      advice_{std::move(advice)}, place_{std::move(place)}
{
}

} // namespace geo
