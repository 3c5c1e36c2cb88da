#include "geo/raster/gdal_raster.h"

#include <cpl_conv.h>
#include <gdalwarper.h>

#include <algorithm>
#include <fmt/format.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

const char* name(Resampling how)
{
    switch (how) {
    case Resampling::nearest:
        return "near";
    case Resampling::bilinear:
        return "bilinear";
    case Resampling::cubic:
        return "cubic";
    case Resampling::average:
        return "average";
    case Resampling::sum:
        return "sum";
    }
    return "near";
}

struct FreeWarp {
    void operator()(GDALWarpAppOptions* o) const { GDALWarpAppOptionsFree(o); }
};

template <typename T>
Dataset gridDataset(Grid<T>& grid, const std::string& crs)
{
    constexpr bool real = std::is_floating_point_v<T>;
    const std::string address =
        fmt::format("MEM:::DATAPOINTER={},PIXELS={},LINES={},BANDS=1,DATATYPE={}",
                    static_cast<const void*>(grid.values.data()), grid.frame.cols, grid.frame.rows,
                    real ? "Float32" : "Byte");
    Dataset dataset{GDALOpen(address.c_str(), GA_Update)};
    if (!dataset) {
        throw Error{"GDAL offers no memory for a grid",
                    "This is a fault of the program; report it"};
    }
    const GridFrame& f = grid.frame;
    std::array<double, 6> transform{f.x0_m, f.cell_m, 0, f.y0_m, 0, -f.cell_m};
    GDALSetGeoTransform(dataset.get(), transform.data());
    GDALSetSpatialRef(dataset.get(), crsFrom(crs, {}).get());
    if constexpr (real) { // bytes have none: the warper would bend a 0 to 1 so as not to hit it
        GDALSetRasterNoDataValue(GDALGetRasterBand(dataset.get(), 1),
                                 std::numeric_limits<double>::quiet_NaN());
    }
    return dataset;
}

} // namespace

namespace {
struct FreeTranslate {
    void operator()(GDALTranslateOptions* o) const { GDALTranslateOptionsFree(o); }
};
} // namespace

Dataset settled(GDALDatasetH source, const fs::path& file, const RasterReading& reading,
                const std::string& type)
{
    const std::string crs = sourceCrs(source, file, reading);
    GdalMessages messages;
    GDALRasterBandH band = GDALGetRasterBand(source, reading.band);
    Options options{"-of", "VRT", "-b", fmt::format("{}", reading.band), "-a_srs", crs,
                    // A colour table or statistics are of no use here.
                    "-nogcp"};
    int hasScale = 0;
    int hasOffset = 0;
    const double scale = GDALGetRasterScale(band, &hasScale);
    const double offset = GDALGetRasterOffset(band, &hasOffset);
    if ((hasScale != 0 && scale != 1) || (hasOffset != 0 && offset != 0)) {
        options.add("-unscale");
        options.add("-ot");
        options.add("Float32");
    } else if (!type.empty()) {
        options.add("-ot");
        options.add(type);
    }
    int hasNodata = 0;
    GDALGetRasterNoDataValue(band, &hasNodata);
    if (hasNodata == 0 && reading.nodata) {
        options.add("-a_nodata");
        options.add(fmt::format("{}", *reading.nodata));
    }
    messages.forget();
    const std::unique_ptr<GDALTranslateOptions, FreeTranslate> parsed{
        GDALTranslateOptionsNew(options.list(), nullptr)};
    int wrong = 0;
    Dataset out{GDALTranslate("", source, parsed.get(), &wrong)};
    if (!out) {
        throw unreadableCells(file, messages);
    }
    return out;
}

namespace {

template <typename T>
std::optional<Grid<T>> warpedAs(T empty, const std::vector<fs::path>& files, const GridFrame& frame,
                                const std::string& crs, Resampling how,
                                const RasterReading& reading, const Progress& progress)
{
    constexpr std::size_t mostCells = 2'000'000'000;
    if (frame.cols < 1 || frame.rows < 1 || frame.size() > mostCells) {
        throw Error{fmt::format("a grid of {} × {} cells of {} m is too large", frame.cols,
                                frame.rows, frame.cell_m),
                    "Take a coarser resolution or a smaller area"};
    }
    startGdal();
    Grid<T> grid{frame, empty};
    const Dataset target = gridDataset(grid, crs);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const Dataset source = openRaster(files[i], reading);
        const Dataset band = settled(source.get(), files[i], reading);
        Options options{"-r", name(how),
                        // Height errors from approximated positions stay far below the data's own.
                        "-et", "0.01", "-wm", "128", "-ovr", reading.overviews ? "AUTO" : "NONE",
                        "-wo", "SAMPLE_GRID=YES", "-wo", "NUM_THREADS=ALL_CPUS"};
        if constexpr (std::is_floating_point_v<T>) {
            options.add("-dstnodata");
            options.add("nan");
        }
        const GdalMessages messages;
        const std::unique_ptr<GDALWarpAppOptions, FreeWarp> parsed{
            GDALWarpAppOptionsNew(options.list(), nullptr)};
        const double from = static_cast<double>(i) / static_cast<double>(files.size());
        bool stopped = false;
        Progress part = [&](double done) {
            stopped = progress && !progress(from + done / static_cast<double>(files.size()));
            return !stopped;
        };
        GDALWarpAppOptionsSetProgress(parsed.get(), passProgress, &part);
        GDALDatasetH in = band.get();
        int wrong = 0;
        const bool well = GDALWarp(nullptr, target.get(), 1, &in, parsed.get(), &wrong) != nullptr;
        if (stopped) {
            return std::nullopt;
        }
        if (!well || messages.failed()) {
            throw unreadableCells(files[i], messages);
        }
    }
    GDALFlushCache(target.get());
    return grid;
}

} // namespace

std::optional<FloatGrid> warpedOnto(const std::vector<fs::path>& files, const GridFrame& frame,
                                    const std::string& crs, Resampling how,
                                    const RasterReading& reading, const Progress& progress)
{
    return warpedAs(noData, files, frame, crs, how, reading, progress);
}

std::optional<Grid<std::uint8_t>> warpedClasses(const std::vector<fs::path>& files,
                                                const GridFrame& frame, const std::string& crs,
                                                const RasterReading& reading,
                                                const Progress& progress)
{
    return warpedAs(std::uint8_t{0}, files, frame, crs, Resampling::nearest, reading, progress);
}

} // namespace geo
