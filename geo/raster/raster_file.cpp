#include "geo/raster/raster_file.h"

#include "geo/crs/crs.h"
#include "geo/raster/gdal_raster.h"

#include <cpl_string.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <fmt/format.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

/// Extent in degrees and the side of a cell; left empty when PROJ finds no way there.
void place(RasterInfo& info, OGRSpatialReferenceH crs)
{
    const auto& t = info.geotransform;
    Box box;
    for (const double col : {0.0, static_cast<double>(info.cols)}) {
        for (const double row : {0.0, static_cast<double>(info.rows)}) {
            box.add(t[0] + col * t[1] + row * t[2], t[3] + col * t[4] + row * t[5]);
        }
    }
    const Crs wgs84 = crsFrom("EPSG:4326", info.file);
    struct FreeWay {
        void operator()(void* way) const
        {
            OCTDestroyCoordinateTransformation(static_cast<OGRCoordinateTransformationH>(way));
        }
    };
    const std::unique_ptr<void, FreeWay> way{OCTNewCoordinateTransformation(crs, wgs84.get())};
    if (!way) {
        return;
    }
    Box lonlat;
    constexpr int edgePoints = 21;
    if (OCTTransformBounds(static_cast<OGRCoordinateTransformationH>(way.get()), box.min_x,
                           box.min_y, box.max_x, box.max_y, &lonlat.min_x, &lonlat.min_y,
                           &lonlat.max_x, &lonlat.max_y, edgePoints) == 0) {
        return;
    }
    info.lonlat = lonlat;
    if (OSRIsGeographic(crs) != 0) {
        const double lat = std::clamp((box.min_y + box.max_y) / 2, -89.9, 89.9);
        const double toDeg = OSRGetAngularUnits(crs, nullptr) * 57.29577951308232;
        const LonLat here{0, lat};
        const double east_m = geodesic_m(here, {std::abs(t[1]) * toDeg, lat});
        const double north_m =
            geodesic_m(here, {0, lat - std::copysign(std::abs(t[5]) * toDeg, lat)});
        info.resolution_m = std::sqrt(east_m * north_m);
    } else {
        info.resolution_m =
            std::sqrt(std::abs(t[1] * t[5] - t[2] * t[4])) * OSRGetLinearUnits(crs, nullptr);
    }
}

} // namespace

RasterInfo rasterInfo(const fs::path& file, const RasterReading& reading)
{
    const Dataset dataset = openRaster(file, reading);
    return describe(dataset.get(), file, reading);
}

RasterInfo describe(GDALDatasetH dataset, const fs::path& file, const RasterReading& reading)
{
    const GdalMessages messages;
    GDALRasterBandH band = GDALGetRasterBand(dataset, reading.band);
    RasterInfo info;
    info.file = pathText(file);
    info.format = GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
    info.type = GDALGetDataTypeName(GDALGetRasterDataType(band));
    info.cols = GDALGetRasterXSize(dataset);
    info.rows = GDALGetRasterYSize(dataset);
    info.bands = GDALGetRasterCount(dataset);
    int hasNodata = 0;
    const double nodata = GDALGetRasterNoDataValue(band, &hasNodata);
    if (hasNodata != 0) {
        info.nodata = nodata;
    } else {
        info.nodata = reading.nodata;
    }
    info.placed = isPlaced(dataset);
    info.crs = crsOf(dataset);
    if (info.crs.empty()) {
        info.crs = reading.crs;
    }
    if (!info.crs.empty()) {
        const Crs crs = crsFrom(info.crs, file);
        const char* name = OSRGetName(crs.get());
        info.crs_name = name == nullptr ? info.crs : name;
        if (info.placed) {
            GDALGetGeoTransform(dataset, info.geotransform.data());
            place(info, crs.get());
        }
    }
    return info;
}

std::optional<ValueRange> valueRange(const fs::path& file, const RasterReading& reading)
{
    const Dataset dataset = openRaster(file, reading);
    GdalMessages messages;
    GDALRasterBandH band = GDALGetRasterBand(dataset.get(), reading.band);
    const int cols = GDALGetRasterXSize(dataset.get());
    const int rows = GDALGetRasterYSize(dataset.get());
    int hasNodata = 0;
    const double nodata = GDALGetRasterNoDataValue(band, &hasNodata);
    const bool float32 = GDALGetRasterDataType(band) == GDT_Float32;
    const auto empty = [&](double v) {
        return std::isnan(v) || (hasNodata != 0 && v == nodata) ||
               // A float raster's no-data is often written as the double nearest to it.
               (hasNodata != 0 && float32 && static_cast<float>(v) == static_cast<float>(nodata)) ||
               (reading.nodata && v == *reading.nodata);
    };
    // Whole rows when they are of a sane length, else pieces: memory stays bounded.
    constexpr int widest = 1 << 16;
    const int width = std::min(cols, widest);
    std::vector<double> values(static_cast<std::size_t>(width));
    ValueRange range{.least = std::numeric_limits<double>::infinity(),
                     .greatest = -std::numeric_limits<double>::infinity()};
    messages.forget();
    for (int row = 0; row < rows; ++row) {
        for (int col = 0; col < cols; col += width) {
            const int n = std::min(width, cols - col);
            if (GDALRasterIO(band, GF_Read, col, row, n, 1, values.data(), n, 1, GDT_Float64, 0,
                             0) != CE_None) {
                throw unreadableCells(file, messages);
            }
            for (int i = 0; i < n; ++i) {
                const double v = values[static_cast<std::size_t>(i)];
                if (empty(v)) {
                    ++range.without;
                    continue;
                }
                ++range.cells;
                range.sum += v;
                range.least = std::min(range.least, v);
                range.greatest = std::max(range.greatest, v);
            }
        }
    }
    if (range.cells == 0) {
        return std::nullopt;
    }
    return range;
}

} // namespace geo
