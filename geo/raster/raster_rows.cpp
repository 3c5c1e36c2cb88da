#include "geo/raster/raster_rows.h"

#include "geo/raster/gdal_raster.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

constexpr double interpolated_m = 2000;

struct FreeTransformation {
    void operator()(void* t) const { OCTDestroyCoordinateTransformation(t); }
};
using Transformation = std::unique_ptr<void, FreeTransformation>;

} // namespace

struct RasterRows::Impl {
    std::filesystem::path file;
    Dataset dataset;
    GDALRasterBandH band = nullptr;
    std::array<double, 6> transform{};
    std::array<double, 6> inverse{};
    Transformation toWorking, fromLonLat;
    std::optional<double> nodata;
    double scale = 1;
    double offset = 0;
    int stride = 1; // corners transformed; those between are interpolated
};

RasterRows::RasterRows(const std::filesystem::path& file, const WorkingCrs& crs,
                       const RasterReading& reading)
    : impl_{std::make_unique<Impl>()}
{
    Impl& my = *impl_;
    const double resolution_m = rasterInfo(file, reading).resolution_m;
    my.file = file;
    my.dataset = openRaster(file, reading);
    const Crs source = crsFrom(sourceCrs(my.dataset.get(), file, reading), file);
    my.band = GDALGetRasterBand(my.dataset.get(), reading.band);
    GDALGetGeoTransform(my.dataset.get(), my.transform.data());
    std::array<double, 6> transform = my.transform;
    if (GDALInvGeoTransform(transform.data(), my.inverse.data()) == 0) {
        throw rasterFault(file, "its cells have no area", "Give the raster with its position");
    }
    const Crs working = crsFrom(crs.code(), file);
    const Crs lonlat = crsFrom("OGC:CRS84", file);
    my.toWorking.reset(OCTNewCoordinateTransformation(source.get(), working.get()));
    my.fromLonLat.reset(OCTNewCoordinateTransformation(lonlat.get(), source.get()));
    if (!my.toWorking || !my.fromLonLat) {
        throw rasterFault(file, "its CRS cannot be brought into the working CRS",
                          "Name its CRS, or reproject it with gdalwarp");
    }
    my.nodata = reading.nodata;
    int has = 0;
    const double scale = GDALGetRasterScale(my.band, &has);
    my.scale = has != 0 ? scale : 1;
    const double offset = GDALGetRasterOffset(my.band, &has);
    my.offset = has != 0 ? offset : 0;
    my.stride =
        resolution_m > 0 ? std::clamp(static_cast<int>(interpolated_m / resolution_m), 1, 1024) : 1;
}

RasterRows::RasterRows(RasterRows&&) noexcept = default;
RasterRows& RasterRows::operator=(RasterRows&&) noexcept = default;
RasterRows::~RasterRows() = default;

int RasterRows::cols() const
{
    return GDALGetRasterXSize(impl_->dataset.get());
}

int RasterRows::rows() const
{
    return GDALGetRasterYSize(impl_->dataset.get());
}

std::vector<double> RasterRows::values(int row) const
{
    const Impl& my = *impl_;
    const int width = cols();
    const GdalMessages messages;
    std::vector<double> out(static_cast<std::size_t>(width));
    std::vector<std::uint8_t> valid(out.size());
    const bool read = GDALRasterIO(my.band, GF_Read, 0, row, width, 1, out.data(), width, 1,
                                   GDT_Float64, 0, 0) == CE_None &&
                      GDALRasterIO(GDALGetMaskBand(my.band), GF_Read, 0, row, width, 1,
                                   valid.data(), width, 1, GDT_Byte, 0, 0) == CE_None;
    if (!read) {
        throw unreadableCells(my.file, messages);
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool none = valid[i] == 0 || (my.nodata && out[i] == *my.nodata);
        out[i] = none ? std::numeric_limits<double>::quiet_NaN() : out[i] * my.scale + my.offset;
    }
    return out;
}

std::vector<XY> RasterRows::corners(int line) const
{
    const Impl& my = *impl_;
    const auto count = static_cast<std::size_t>(cols()) + 1;
    const auto stride = static_cast<std::size_t>(my.stride);
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < count - 1; i += stride) {
        at.push_back(i);
    }
    at.push_back(count - 1);
    std::vector<double> x;
    std::vector<double> y;
    for (const std::size_t i : at) {
        const auto c = static_cast<double>(i);
        x.push_back(my.transform[0] + c * my.transform[1] + line * my.transform[2]);
        y.push_back(my.transform[3] + c * my.transform[4] + line * my.transform[5]);
    }
    const GdalMessages quiet;
    std::vector<int> placed(at.size());
    OCTTransformEx(my.toWorking.get(), static_cast<int>(at.size()), x.data(), y.data(), nullptr,
                   placed.data());
    std::vector<XY> out(count);
    for (std::size_t k = 0; k < at.size(); ++k) {
        if (placed[k] == 0) {
            x[k] = y[k] = std::numeric_limits<double>::quiet_NaN();
        }
        out[at[k]] = {x[k], y[k]};
        for (std::size_t i = k == 0 ? 0 : at[k - 1] + 1; i < at[k]; ++i) {
            const double part =
                static_cast<double>(i - at[k - 1]) / static_cast<double>(at[k] - at[k - 1]);
            out[i] = {x[k - 1] + part * (x[k] - x[k - 1]), y[k - 1] + part * (y[k] - y[k - 1])};
        }
    }
    return out;
}

std::optional<XY> RasterRows::cellAt(LonLat position) const
{
    const Impl& my = *impl_;
    const GdalMessages quiet;
    double x = position.lon_deg;
    double y = position.lat_deg;
    int placed = 0;
    OCTTransformEx(my.fromLonLat.get(), 1, &x, &y, nullptr, &placed);
    if (placed == 0 || !std::isfinite(x) || !std::isfinite(y)) {
        return std::nullopt;
    }
    return XY{my.inverse[0] + x * my.inverse[1] + y * my.inverse[2],
              my.inverse[3] + x * my.inverse[4] + y * my.inverse[5]};
}

} // namespace geo
