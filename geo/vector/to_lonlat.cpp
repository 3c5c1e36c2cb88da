#include "geo/vector/to_lonlat.h"

#include "geo/vector/gdal_messages.h"

#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace geo {

struct ToLonLat::Impl {
    std::string code;
    std::string name;
    bool degrees = false;
    bool same = false;
    bool rough = false;
    std::unique_ptr<OGRCoordinateTransformation> transformation;
};

namespace {

std::unique_ptr<OGRCoordinateTransformation> transformationOf(const OGRSpatialReference& from,
                                                              bool ballpark)
{
    OGRSpatialReference to;
    to.importFromEPSG(4326);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRCoordinateTransformationOptions options;
    options.SetBallparkAllowed(ballpark);
    return std::unique_ptr<OGRCoordinateTransformation>{
        OGRCreateCoordinateTransformation(&from, &to, options)};
}

bool isWgs84(const OGRSpatialReference& crs)
{
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    constexpr std::array<const char*, 2> loose{"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
    return crs.IsGeographic() != 0 && crs.IsSame(&wgs84, loose.data()) != 0;
}

/// Whether a CRS of PROJ's database is meant for some of a box in degrees; one whose area is not
/// known, or goes across the antimeridian, is.
bool meantFor(const std::string& crs, const Box& box)
{
    const GdalMessages quiet;
    OGRSpatialReference known;
    double west = 0, south = 0, east = 0, north = 0;
    if (known.SetFromUserInput(crs.c_str()) != OGRERR_NONE ||
        !known.GetAreaOfUse(&west, &south, &east, &north, nullptr) || west > east) {
        return true;
    }
    return west <= box.max_x && east >= box.min_x && south <= box.max_y && north >= box.min_y;
}

} // namespace

ToLonLat::ToLonLat(const std::string& crs, const Place& place)
{
    startGdal();
    const GdalMessages quiet;
    OGRSpatialReference from;
    if (from.SetFromUserInput(crs.c_str()) != OGRERR_NONE) {
        throw Error{fmt::format("'{}' is not a CRS that PROJ knows", crs.substr(0, 60)),
                    "Give it as a code, for example --crs EPSG:4326", place};
    }
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    auto impl = std::make_shared<Impl>();
    const char* authority = from.GetAuthorityName(nullptr);
    const char* code = from.GetAuthorityCode(nullptr);
    const char* name = from.GetName();
    impl->name = name == nullptr ? crs.substr(0, 60) : name;
    impl->code = authority != nullptr && code != nullptr ? fmt::format("{}:{}", authority, code)
                                                         : impl->name;
    impl->degrees = from.IsGeographic() != 0;
    impl->same = isWgs84(from) || impl->code == "OGC:CRS84";
    if (!impl->same) {
        impl->transformation = transformationOf(from, false);
        if (!impl->transformation) {
            impl->transformation = transformationOf(from, true);
            impl->rough = true;
        }
        if (!impl->transformation) {
            throw Error{
                fmt::format("PROJ finds no way from {} to longitude and latitude", impl->name),
                "Give another CRS with --crs", place};
        }
        impl->transformation->SetEmitErrors(false);
    }
    impl_ = impl;
}

const std::string& ToLonLat::code() const
{
    return impl_->code;
}

std::string ToLonLat::name() const
{
    return impl_->code == impl_->name ? impl_->name
                                      : fmt::format("{} ({})", impl_->code, impl_->name);
}

bool ToLonLat::degrees() const
{
    return impl_->degrees;
}

bool ToLonLat::same() const
{
    return impl_->same;
}

bool ToLonLat::rough() const
{
    return impl_->rough;
}

std::optional<LonLat> ToLonLat::operator()(SourceXY position) const
{
    if (impl_->same) {
        return LonLat{position.x, position.y};
    }
    double x = position.x;
    double y = position.y;
    int done = 0;
    impl_->transformation->Transform(1, &x, &y, nullptr, &done);
    if (done == 0 || !std::isfinite(x) || !std::isfinite(y)) {
        return std::nullopt;
    }
    return LonLat{x, y};
}

std::vector<std::string> crsThatFit(const std::vector<SourceXY>& positions, const Box& box)
{
    std::vector<std::string> fit;
    if (positions.empty() || box.empty()) {
        return fit;
    }
    // Palestine and Israel, then Ukraine, then what is used everywhere.
    std::vector<std::string> candidates{"EPSG:28191", "EPSG:28193", "EPSG:2039",  "EPSG:6984",
                                        "EPSG:5558",  "EPSG:6381",  "EPSG:6382",  "EPSG:6383",
                                        "EPSG:6384",  "EPSG:6385",  "EPSG:28404", "EPSG:28405",
                                        "EPSG:28406", "EPSG:28407", "EPSG:3857"};
    // National systems whose numbers look alike are for those countries alone.
    std::erase_if(candidates, [&](const std::string& crs) { return !meantFor(crs, box); });
    const int zone = static_cast<int>(std::floor(((box.min_x + box.max_x) / 2 + 180) / 6)) + 1;
    for (const int near : {zone, zone - 1, zone + 1}) {
        candidates.push_back(fmt::format("EPSG:{}", (box.max_y >= 0 ? 32600 : 32700) + near));
    }
    constexpr std::size_t most = 4;
    for (const std::string& candidate : candidates) {
        try {
            const ToLonLat toLonLat{candidate, {}};
            std::size_t inside = 0;
            for (const SourceXY& position : positions) {
                const auto p = toLonLat(position);
                inside += p && box.contains(p->lon_deg, p->lat_deg) ? 1U : 0U;
            }
            if (inside * 10 >= positions.size() * 9 && fit.size() < most) {
                fit.push_back(toLonLat.name());
            }
        } catch (const Error&) {
            continue; // not in this PROJ's database
        }
    }
    return fit;
}

} // namespace geo
