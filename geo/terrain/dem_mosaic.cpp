#include "geo/terrain/dem_mosaic.h"

#include "geo/files/offline.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_utils.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <set>

namespace geo {
namespace {

namespace fs = std::filesystem;

std::string lowerExtension(const std::string& name)
{
    std::string extension = fs::path{name}.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

bool looksLikeRaster(const std::string& name)
{
    static const std::set<std::string> known{".hgt", ".tif", ".tiff", ".asc", ".dt0", ".dt1",
                                             ".dt2", ".bil", ".flt",  ".img", ".vrt", ".dem",
                                             ".nc",  ".grd", ".adf",  ".bt",  ".xyz"};
    return known.contains(lowerExtension(name));
}

bool belongsToAnother(const std::string& name)
{
    static const std::set<std::string> known{".prj", ".hdr", ".tfw", ".xml", ".aux", ".ovr",
                                             ".txt", ".md",  ".pdf", ".stx", ".clr"};
    return known.contains(lowerExtension(name));
}

void addZip(const std::string& zip, std::vector<std::string>& found)
{
    startGdal();
    const GdalMessages messages;
    const std::string root = "/vsizip/" + zip;
    char** names = VSIReadDirRecursive(root.c_str());
    std::vector<std::string> inside;
    for (int i = 0; names != nullptr && names[i] != nullptr; ++i) {
        if (looksLikeRaster(names[i])) {
            inside.push_back(root + "/" + names[i]);
        }
    }
    CSLDestroy(names);
    if (inside.empty()) {
        throw rasterFault(zip, "holds no raster, or is not a whole zip file",
                          "Unpack it and give the .hgt or .tif files inside");
    }
    std::ranges::sort(inside);
    found.insert(found.end(), inside.begin(), inside.end());
}

void addFolder(const fs::path& folder, std::vector<std::string>& found, Problems& problems)
{
    std::vector<std::string> rasters;
    std::vector<std::string> others;
    for (const auto& entry : fs::directory_iterator{folder}) {
        const std::string name = pathText(entry.path());
        if (!entry.is_regular_file()) {
            continue;
        }
        if (looksLikeRaster(name) || lowerExtension(name) == ".zip") {
            rasters.push_back(name);
        } else if (!belongsToAnother(name)) {
            others.push_back(entry.path().filename().string());
        }
    }
    std::ranges::sort(rasters);
    std::ranges::sort(others);
    for (const std::string& name : rasters) {
        if (lowerExtension(name) == ".zip") {
            addZip(name, found);
        } else {
            found.push_back(name);
        }
    }
    if (!others.empty()) {
        problems.push_back({.severity = Severity::note,
                            .what = fmt::format("{} files of the folder are no rasters and were "
                                                "left alone, the first is {}",
                                                others.size(), others.front()),
                            .place = {.file = pathText(folder)}});
    }
}

bool northUp(const std::array<double, 6>& t)
{
    return t[2] == 0 && t[4] == 0 && t[1] > 0 && t[5] < 0;
}

bool sixteenBits(GDALDatasetH dataset)
{
    return GDALGetRasterDataType(GDALGetRasterBand(dataset, 1)) == GDT_Int16;
}

double metresPerUnit(GDALDatasetH dataset)
{
    std::string unit = GDALGetRasterUnitType(GDALGetRasterBand(dataset, 1));
    std::ranges::transform(unit, unit.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr double foot_m = 0.3048;
    const bool feet = unit == "ft" || unit == "feet" || unit == "foot" || unit.starts_with("us");
    return feet ? foot_m : 1;
}

struct FreeWarp {
    void operator()(GDALWarpAppOptions* o) const { GDALWarpAppOptionsFree(o); }
};
struct FreeVrt {
    void operator()(GDALBuildVRTOptions* o) const { GDALBuildVRTOptionsFree(o); }
};

constexpr const char* voidText = "-32768";
constexpr double voidHeight = -32768;

} // namespace

std::vector<std::string> rasterFilesOf(const std::vector<fs::path>& named, Problems& problems)
{
    std::vector<std::string> found;
    for (const fs::path& path : named) {
        std::error_code code;
        const std::string name = pathText(path);
        if (fs::is_directory(path, code)) {
            const std::size_t before = found.size();
            addFolder(path, found, problems);
            if (found.size() == before) {
                throw rasterFault(path, "the folder holds no elevation tiles",
                                  "Name the folder with the .hgt or .tif files");
            }
        } else if (lowerExtension(name) == ".zip" && fs::exists(path, code)) {
            addZip(name, found);
        } else {
            found.push_back(name);
        }
    }
    if (found.empty()) {
        throw Error{"no elevation file was named",
                    "Name .hgt, .tif or .asc files, or their folder"};
    }
    return found;
}

DemMosaic::DemMosaic(const std::vector<std::string>& files, const ElevationRequest& request)
    : name_{files.front()}
{
    const RasterReading reading{.crs = request.crs};
    std::vector<Dataset> sources;
    whole_ = true;
    for (const std::string& file : files) {
        sources.push_back(openRaster(file, reading));
        whole_ = whole_ && sixteenBits(sources.back().get());
    }
    std::vector<Dataset> parts;
    std::string crs;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string& file = files[i];
        Dataset part = settled(sources[i].get(), file, reading, whole_ ? "Int16" : "Float32");
        const double unit = metresPerUnit(part.get());
        if (parts.empty()) {
            to_m_ = unit;
            crs = crsOf(part.get());
        } else if (unit != to_m_) {
            throw rasterFault(file, "its heights have another unit than those of the first file",
                              "Import files in feet and files in metres one after the other");
        }
        std::array<double, 6> t{};
        GDALGetGeoTransform(part.get(), t.data());
        kept_.push_back(std::move(sources[i]));
        if (crsOf(part.get()) != crs || !northUp(t)) {
            const GdalMessages messages;
            Options options{"-of", "VRT", "-t_srs", crs, "-r", "bilinear", "-et", "0.01"};
            const std::unique_ptr<GDALWarpAppOptions, FreeWarp> parsed{
                GDALWarpAppOptionsNew(options.list(), nullptr)};
            GDALDatasetH in = part.get();
            int wrong = 0;
            Dataset turned{GDALWarp("", nullptr, 1, &in, parsed.get(), &wrong)};
            if (!turned) {
                throw unreadableCells(file, messages);
            }
            kept_.push_back(std::move(part));
            part = std::move(turned);
        }
        parts.push_back(std::move(part));
    }
    const GdalMessages messages;
    std::vector<GDALDatasetH> handles;
    for (const Dataset& part : parts) {
        handles.push_back(part.get());
    }
    Options options{"-resolution", "highest", "-r", "bilinear", "-vrtnodata", voidText};
    const std::unique_ptr<GDALBuildVRTOptions, FreeVrt> parsed{
        GDALBuildVRTOptionsNew(options.list(), nullptr)};
    int wrong = 0;
    mosaic_.reset(GDALBuildVRT("", static_cast<int>(handles.size()), handles.data(), nullptr,
                               parsed.get(), &wrong));
    // It warns and leaves a file out when it does not fit the others; nothing is left out here.
    if (!mosaic_ || messages.count() > 0) {
        throw rasterFault(name_,
                          fmt::format("the files do not fit together as one elevation model ({})",
                                      messages.first()),
                          "Import files of different kinds one after the other");
    }
    for (Dataset& part : parts) {
        kept_.push_back(std::move(part));
    }
    whole_ = whole_ && to_m_ == 1;
    info_ = describe(mosaic_.get(), name_, reading);
    cols_ = info_.cols;
    rows_ = info_.rows;
    constexpr double mostCells = 2e10;
    if (static_cast<double>(cols_) * rows_ > mostCells) {
        throw rasterFault(name_,
                          fmt::format("together the files span {} × {} cells, more than can be "
                                      "worked with",
                                      cols_, rows_),
                          "Give only the tiles of the country; one far away may be among them");
    }
}

void DemMosaic::read(int row, int count, std::vector<float>& heights, std::size_t* absurd) const
{
    constexpr float highest_m = 9000; // Everest 8849, Dead Sea shore -430, deepest sea -10 935
    constexpr float deepest_m = -12000;
    heights.resize(static_cast<std::size_t>(cols_) * static_cast<std::size_t>(count));
    const GdalMessages messages;
    if (GDALRasterIO(GDALGetRasterBand(mosaic_.get(), 1), GF_Read, 0, row, cols_, count,
                     heights.data(), cols_, count, GDT_Float32, 0, 0) != CE_None ||
        messages.failed()) {
        throw unreadableCells(name_, messages);
    }
    for (float& height : heights) {
        if (height == static_cast<float>(voidHeight)) {
            height = noData;
        } else {
            height *= static_cast<float>(to_m_);
        }
        if (height > highest_m || height < deepest_m) {
            height = noData;
            if (absurd != nullptr) {
                ++*absurd;
            }
        }
    }
}

} // namespace geo
