#include "geo/terrain/strip_writer.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace geo {

StripWriter::StripWriter(const std::filesystem::path& file, const DemMosaic& mosaic,
                         GDALDataType type, double nodata)
    : file_{file}, cols_{mosaic.cols()}
{
    Options options{"TILED=YES",
                    fmt::format("BLOCKXSIZE={}", stripRows),
                    fmt::format("BLOCKYSIZE={}", stripRows),
                    "COMPRESS=DEFLATE",
                    "ZLEVEL=6",
                    "BIGTIFF=IF_SAFER",
                    type == GDT_Float32 ? "PREDICTOR=3"
                    : type == GDT_Int16 ? "PREDICTOR=2"
                                        : "PREDICTOR=1"};
    dataset_.reset(GDALCreate(GDALGetDriverByName("GTiff"), pathText(file).c_str(), mosaic.cols(),
                              mosaic.rows(), 1, type, options.list()));
    check(dataset_ != nullptr);
    std::array<double, 6> t = mosaic.geotransform();
    GDALSetGeoTransform(dataset_.get(), t.data());
    GDALSetSpatialRef(dataset_.get(), crsFrom(mosaic.info().crs, file).get());
    GDALSetRasterNoDataValue(band(), nodata);
}

void StripWriter::write(int row, int count, std::vector<float>& values)
{
    write(row, count, values.data(), GDT_Float32);
}

void StripWriter::write(int row, int count, std::vector<std::uint8_t>& values)
{
    write(row, count, values.data(), GDT_Byte);
}

void StripWriter::write(int row, int count, void* values, GDALDataType type)
{
    check(GDALRasterIO(band(), GF_Write, 0, row, cols_, count, values, cols_, count, type, 0, 0) ==
          CE_None);
}

void StripWriter::finish(const char* thinning)
{
    std::vector<int> factors;
    const int longest = std::max(cols_, GDALGetRasterYSize(dataset_.get()));
    for (int factor = 2; longest / factor >= stripRows; factor *= 2) {
        factors.push_back(factor);
    }
    GDALFlushCache(dataset_.get());
    if (!factors.empty()) {
        check(GDALBuildOverviews(dataset_.get(), thinning, static_cast<int>(factors.size()),
                                 factors.data(), 0, nullptr, nullptr, nullptr) == CE_None);
    }
    dataset_.reset();
    check(true);
}

void StripWriter::check(bool well) const
{
    if (!well || messages_.failed()) {
        throw rasterFault(file_, fmt::format("cannot be written ({})", messages_.first()),
                          "Check the disk's free space and that you may write in this folder");
    }
}

} // namespace geo
