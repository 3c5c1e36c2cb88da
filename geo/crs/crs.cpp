#include "geo/crs/crs.h"

#include "geo/error.h"

#include <proj.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <geodesic.h>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace geo {
namespace {

struct PjContextDeleter {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct PjDeleter {
    void operator()(PJ* object) const { proj_destroy(object); }
};
using PjContext = std::unique_ptr<PJ_CONTEXT, PjContextDeleter>;
using Pj = std::unique_ptr<PJ, PjDeleter>;

PjContext quietContext()
{
    PjContext context{proj_context_create()};
    proj_log_level(context.get(), PJ_LOG_NONE);
    proj_context_set_enable_network(context.get(), 0); // offline is a promise
    return context;
}

/// lon/lat degrees → working CRS metres, x before y.
Pj makeTransformation(PJ_CONTEXT* context, const std::string& code)
{
    Pj raw{proj_create_crs_to_crs(context, "OGC:CRS84", code.c_str(), nullptr)};
    if (!raw) {
        return nullptr;
    }
    return Pj{proj_normalize_for_visualization(context, raw.get())};
}

const geod_geodesic& wgs84()
{
    static const geod_geodesic ellipsoid = [] {
        geod_geodesic g;
        geod_init(&g, 6378137.0, 1 / 298.257223563);
        return g;
    }();
    return ellipsoid;
}

} // namespace

struct WorkingCrs::Impl {
    std::string code;
    std::string name;

    /// PROJ objects belong to one thread: each thread makes its own on first use.
    PJ* transformation() const
    {
        struct Mine {
            PjContext context = quietContext();
            std::unordered_map<std::string, Pj> byCode;
        };
        thread_local Mine mine;
        Pj& pj = mine.byCode[code];
        if (!pj) {
            pj = makeTransformation(mine.context.get(), code);
        }
        return pj.get();
    }
};

WorkingCrs::WorkingCrs(const std::string& code) : code_{code}
{
    const PjContext context = quietContext();
    const Pj crs{proj_create(context.get(), code.c_str())};
    const std::string advice =
        "Name a projected CRS in metres, for example EPSG:32636 (UTM zone 36 "
        "north), or leave it out and let the data decide";
    if (!crs) {
        throw Error{fmt::format("'{}' is not a CRS that PROJ knows", code), advice};
    }
    const PJ_TYPE type = proj_get_type(crs.get());
    if (type != PJ_TYPE_PROJECTED_CRS && type != PJ_TYPE_BOUND_CRS) {
        throw Error{fmt::format("'{}' is not a projected CRS", code), advice};
    }
    const Pj axes{proj_crs_get_coordinate_system(context.get(), crs.get())};
    double toMetres = 1;
    if (axes &&
        proj_cs_get_axis_info(context.get(), axes.get(), 0, nullptr, nullptr, nullptr, &toMetres,
                              nullptr, nullptr, nullptr) != 0 &&
        toMetres != 1.0) {
        throw Error{fmt::format("'{}' is not in metres", code), advice};
    }
    auto impl = std::make_shared<Impl>();
    impl->code = code;
    const char* name = proj_get_name(crs.get());
    impl->name = name == nullptr ? code : name;
    impl_ = impl;
    if (impl_->transformation() == nullptr) {
        throw Error{fmt::format("PROJ finds no way from longitude and latitude to '{}'", code),
                    advice};
    }
}

std::string WorkingCrs::name() const
{
    return impl_->name;
}

XY WorkingCrs::project(LonLat position) const
{
    const PJ_COORD out = proj_trans(impl_->transformation(), PJ_FWD,
                                    proj_coord(position.lon_deg, position.lat_deg, 0, 0));
    if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y)) {
        throw Error{fmt::format("longitude {} latitude {} has no place in {}", position.lon_deg,
                                position.lat_deg, code_),
                    "Check that longitude and latitude are not swapped and are in degrees"};
    }
    return {out.xy.x, out.xy.y};
}

LonLat WorkingCrs::unproject(XY position) const
{
    const PJ_COORD out =
        proj_trans(impl_->transformation(), PJ_INV, proj_coord(position.x_m, position.y_m, 0, 0));
    if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y)) {
        throw Error{fmt::format("x {} y {} in {} has no longitude and latitude", position.x_m,
                                position.y_m, code_),
                    "Check the working CRS of the workspace"};
    }
    return {out.xy.x, out.xy.y};
}

namespace {
constexpr int edgePoints = 21;

template <typename Convert>
Box convertedBox(const Box& box, Convert convert)
{
    Box out;
    if (box.empty()) {
        return out;
    }
    for (int i = 0; i < edgePoints; ++i) {
        const double t = static_cast<double>(i) / (edgePoints - 1);
        const double x = box.min_x + t * box.width();
        const double y = box.min_y + t * box.height();
        out.add(convert(x, box.min_y));
        out.add(convert(x, box.max_y));
        out.add(convert(box.min_x, y));
        out.add(convert(box.max_x, y));
    }
    return out;
}
} // namespace

Box WorkingCrs::project(const Box& lonlat) const
{
    return convertedBox(lonlat, [this](double x, double y) {
        const XY p = project(LonLat{x, y});
        return Box{p.x_m, p.y_m, p.x_m, p.y_m};
    });
}

Box WorkingCrs::unproject(const Box& xy) const
{
    return convertedBox(xy, [this](double x, double y) {
        const LonLat p = unproject(XY{x, y});
        return Box{p.lon_deg, p.lat_deg, p.lon_deg, p.lat_deg};
    });
}

std::string pickWorkingCrs(const Box& lonlat)
{
    const double lon = (lonlat.min_x + lonlat.max_x) / 2;
    const double lat = (lonlat.min_y + lonlat.max_y) / 2;
    const int zone = std::clamp(static_cast<int>(std::floor((lon + 180) / 6)) + 1, 1, 60);
    return fmt::format("EPSG:{}", (lat >= 0 ? 32600 : 32700) + zone);
}

double geodesic_m(LonLat a, LonLat b)
{
    double length_m = 0;
    geod_inverse(&wgs84(), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &length_m, nullptr, nullptr);
    return length_m;
}

double bearing_deg(LonLat a, LonLat b)
{
    double azimuth = 0;
    geod_inverse(&wgs84(), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, nullptr, &azimuth, nullptr);
    return azimuth < 0 ? azimuth + 360 : azimuth;
}

} // namespace geo
