#include "geo/workspace/value.h"

#include <fmt/format.h>

namespace geo {

bool isNull(const Value& value)
{
    return std::holds_alternative<std::monostate>(value);
}

std::string text(const Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return fmt::format("{}", *number);
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return fmt::format("{}", *whole);
    }
    const auto* words = std::get_if<std::string>(&value);
    return words == nullptr ? std::string{} : *words;
}

namespace {

struct ExtentOf {
    Box box;
    void add(const LonLat& p) { box.add(p.lon_deg, p.lat_deg); }
    void operator()(std::monostate) {}
    void operator()(const LonLat& point) { add(point); }
    template <typename Part>
    void operator()(const std::vector<Part>& parts)
    {
        for (const Part& part : parts) {
            if constexpr (std::is_same_v<Part, LonLat>) {
                add(part);
            } else {
                (*this)(part);
            }
        }
    }
};

} // namespace

Box extent(const Geometry& geometry)
{
    ExtentOf extentOf;
    std::visit(extentOf, geometry);
    return extentOf.box;
}

} // namespace geo
