#include "geo/raster/write_raster.h"

#include "geo/files/atomic_file.h"
#include "geo/files/offline.h"
#include "geo/raster/gdal_raster.h"

#include <cpl_string.h>

#include <algorithm>
#include <fmt/format.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

template <typename T>
constexpr const char* typeName = "Float32";
template <>
constexpr const char* typeName<std::int16_t> = "Int16";
template <>
constexpr const char* typeName<std::uint8_t> = "Byte";

void setClasses(GDALRasterBandH band, const std::vector<RasterClass>& classes)
{
    if (classes.empty()) {
        return;
    }
    GDALColorTableH colours = GDALCreateColorTable(GPI_RGB);
    std::vector<std::string> names;
    for (const RasterClass& c : classes) {
        const GDALColorEntry entry{c.red, c.green, c.blue, c.alpha};
        GDALSetColorEntry(colours, c.value, &entry);
        names.resize(std::max(names.size(), static_cast<std::size_t>(c.value) + 1));
        names[static_cast<std::size_t>(c.value)] = c.name;
    }
    GDALSetRasterColorTable(band, colours);
    GDALDestroyColorTable(colours);
    std::vector<char*> list;
    for (std::string& n : names) {
        list.push_back(n.data());
    }
    list.push_back(nullptr);
    GDALSetRasterCategoryNames(band, list.data());
}

/// Names of classes have no place in a GeoTIFF: GDAL puts them beside the file it was told to
/// write.
void placeSidecar(const AtomicFile& target)
{
    const auto beside = [](fs::path file) { return file += ".aux.xml"; };
    std::error_code fault;
    if (fs::exists(beside(target.partial()))) {
        fs::rename(beside(target.partial()), beside(target.target()), fault);
    } else {
        fs::remove(beside(target.target()), fault); // of an older file
    }
}

template <typename T>
void write(const fs::path& file, const Grid<T>& grid, const RasterWriting& writing)
{
    startGdal();
    closeGdalToTheNetwork();
    const std::string address =
        fmt::format("MEM:::DATAPOINTER={},PIXELS={},LINES={},BANDS=1,DATATYPE={}",
                    static_cast<const void*>(grid.values.data()), grid.frame.cols, grid.frame.rows,
                    typeName<T>);
    const Dataset memory{GDALOpen(address.c_str(), GA_Update)};
    if (!memory) {
        throw rasterFault(file, "the grid is empty", "This is a fault of the program; report it");
    }
    const GridFrame& f = grid.frame;
    std::array<double, 6> transform{f.x0_m, f.cell_m, 0, f.y0_m, 0, -f.cell_m};
    GDALSetGeoTransform(memory.get(), transform.data());
    GDALSetSpatialRef(memory.get(), crsFrom(writing.crs, file).get());
    for (const auto& [key, value] : writing.metadata) {
        GDALSetMetadataItem(memory.get(), key.c_str(), value.c_str(), nullptr);
    }
    GDALRasterBandH band = GDALGetRasterBand(memory.get(), 1);
    if (writing.nodata) {
        GDALSetRasterNoDataValue(band, *writing.nodata);
    } else if constexpr (std::is_floating_point_v<T>) {
        GDALSetRasterNoDataValue(band, std::numeric_limits<double>::quiet_NaN());
    }
    GDALSetDescription(band, writing.description.c_str());
    if (!writing.unit.empty()) {
        GDALSetRasterUnitType(band, writing.unit.c_str());
    }
    setClasses(band, writing.classes);

    AtomicFile target{file};
    // Classes are thinned by taking one, measures by averaging.
    const char* thinning = std::is_floating_point_v<T> ? "AVERAGE" : "NEAREST";
    Options options{"COMPRESS=DEFLATE", "LEVEL=6", "PREDICTOR=YES",
                    std::string{"OVERVIEW_RESAMPLING="} + thinning, "BIGTIFF=IF_SAFER"};
    const GdalMessages messages;
    {
        const Dataset out{GDALCreateCopy(GDALGetDriverByName("COG"),
                                         pathText(target.partial()).c_str(), memory.get(), 0,
                                         options.list(), nullptr, nullptr)};
        if (!out || messages.failed()) {
            throw rasterFault(file, fmt::format("cannot be written ({})", messages.first()),
                              "Check the disk's free space and that you may write in this folder");
        }
    }
    if (messages.failed()) { // closing writes the last blocks
        throw rasterFault(file, fmt::format("cannot be written ({})", messages.first()),
                          "Check the disk's free space and that you may write in this folder");
    }
    placeSidecar(target);
    target.commit();
}

} // namespace

void writeRaster(const fs::path& file, const Grid<float>& grid, const RasterWriting& writing)
{
    write(file, grid, writing);
}

void writeRaster(const fs::path& file, const Grid<std::int16_t>& grid, const RasterWriting& writing)
{
    write(file, grid, writing);
}

void writeRaster(const fs::path& file, const Grid<std::uint8_t>& grid, const RasterWriting& writing)
{
    write(file, grid, writing);
}

} // namespace geo
