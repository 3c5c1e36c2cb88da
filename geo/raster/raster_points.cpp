#include "geo/raster/raster_points.h"

#include "geo/raster/gdal_raster.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace geo {

std::vector<float> valuesAt(const std::filesystem::path& file, const std::vector<LonLat>& positions,
                            const RasterReading& reading)
{
    const Dataset source = openRaster(file, reading);
    const Dataset band = settled(source.get(), file, reading);
    const GdalMessages messages;
    const int cols = GDALGetRasterXSize(band.get());
    const int rows = GDALGetRasterYSize(band.get());
    std::array<double, 6> transform{};
    std::array<double, 6> inverse{};
    GDALGetGeoTransform(band.get(), transform.data());
    if (GDALInvGeoTransform(transform.data(), inverse.data()) == 0) {
        throw rasterFault(file, "does not say where on Earth its cells lie",
                          "Give the raster with its position");
    }
    struct FreeWay {
        void operator()(void* way) const
        {
            OCTDestroyCoordinateTransformation(static_cast<OGRCoordinateTransformationH>(way));
        }
    };
    const Crs from = crsFrom("EPSG:4326", file);
    const Crs to = crsFrom(crsOf(band.get()), file);
    const std::unique_ptr<void, FreeWay> way{OCTNewCoordinateTransformation(from.get(), to.get())};
    if (!way) {
        throw rasterFault(file, "PROJ finds no way to its CRS", "Reproject it with gdalwarp");
    }

    struct At {
        int col, row;
        std::size_t position;
    };
    std::vector<At> cells;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        double x = positions[i].lon_deg;
        double y = positions[i].lat_deg;
        int well = 0;
        OCTTransformEx(static_cast<OGRCoordinateTransformationH>(way.get()), 1, &x, &y, nullptr,
                       &well);
        const double col = std::floor(inverse[0] + x * inverse[1] + y * inverse[2]);
        const double row = std::floor(inverse[3] + x * inverse[4] + y * inverse[5]);
        if (well != 0 && col >= 0 && row >= 0 && col < cols && row < rows) {
            cells.push_back({static_cast<int>(col), static_cast<int>(row), i});
        }
    }
    std::vector<float> values(positions.size(), noData);
    // Block by block, so that each is read and unpacked once.
    GDALRasterBandH b = GDALGetRasterBand(band.get(), 1);
    constexpr int side = 256;
    std::ranges::sort(cells, {}, [](const At& at) {
        return std::tuple{at.row / side, at.col / side, at.row, at.col, at.position};
    });
    int hasNodata = 0;
    const auto nodata = static_cast<float>(GDALGetRasterNoDataValue(b, &hasNodata));
    for (const At& at : cells) {
        float value = 0;
        if (GDALRasterIO(b, GF_Read, at.col, at.row, 1, 1, &value, 1, 1, GDT_Float32, 0, 0) !=
                CE_None ||
            messages.failed()) {
            throw unreadableCells(file, messages);
        }
        values[at.position] = hasNodata != 0 && value == nodata ? noData : value;
    }
    return values;
}

} // namespace geo
