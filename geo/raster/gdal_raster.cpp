#include "geo/raster/gdal_raster.h"

#include "geo/files/offline.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

constexpr const char* copyAgain = "Copy or download the file again from where it came";

bool virtualPath(const std::string& path)
{
    return path.starts_with("/vsi");
}

/// SRTM tiles have no header: the size is all that tells how many cells there are.
void lookAtHgt(const fs::path& file)
{
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension != ".hgt" || virtualPath(file.string())) {
        return;
    }
    constexpr std::array<std::uintmax_t, 3> sizes{1201ULL * 1201 * 2, 3601ULL * 3601 * 2,
                                                  1801ULL * 3601 * 2};
    std::error_code code;
    const auto size = fs::file_size(file, code);
    if (!code && std::ranges::find(sizes, size) == sizes.end()) {
        throw rasterFault(file,
                          fmt::format("is not a whole SRTM tile: it has {} bytes where {} (3 "
                                      "arc-seconds) or {} (1 arc-second) are expected",
                                      size, sizes[0], sizes[1]),
                          copyAgain);
    }
}

/// A header can claim anything. More cells than could be packed into the file's bytes by any
/// compression in use are a lie.
void lookAtClaim(GDALDatasetH dataset, const fs::path& file)
{
    const double cells = static_cast<double>(GDALGetRasterXSize(dataset)) *
                         static_cast<double>(GDALGetRasterYSize(dataset));
    const std::string format = GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
    std::error_code code;
    const auto size = fs::file_size(file, code);
    constexpr double many = 1e9;
    constexpr double densest = 1e5; // cells a byte; empty blocks of a sparse file take a few bytes
    if (format == "VRT" || code || cells < many || cells < densest * static_cast<double>(size)) {
        return;
    }
    throw rasterFault(file,
                      fmt::format("claims {} × {} cells, but has only {} bytes",
                                  GDALGetRasterXSize(dataset), GDALGetRasterYSize(dataset), size),
                      copyAgain);
}

} // namespace

std::string pathText(const fs::path& file)
{
    const std::u8string spelled = file.u8string();
    return {spelled.begin(), spelled.end()};
}

Error rasterFault(const fs::path& file, std::string happened, std::string advice)
{
    return Error{std::move(happened), std::move(advice), {.file = pathText(file)}};
}

Error unreadableCells(const fs::path& file, const GdalMessages& messages)
{
    const std::string said = messages.first();
    return rasterFault(
        file,
        fmt::format("some of its cells cannot be read{}", said.empty() ? "" : " (" + said + ")"),
        std::string{copyAgain} + "; a VRT needs the files it names beside it");
}

Crs crsFrom(const std::string& text, const fs::path& file)
{
    const GdalMessages quiet;
    Crs crs{OSRNewSpatialReference(nullptr)};
    if (OSRSetFromUserInput(crs.get(), text.c_str()) != OGRERR_NONE) {
        throw rasterFault(file, fmt::format("'{}' is not a CRS that PROJ knows", text),
                          "Name one like EPSG:4326");
    }
    OSRSetAxisMappingStrategy(crs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return crs;
}

Dataset openRaster(const fs::path& file, const RasterReading& reading)
{
    startGdal();
    closeGdalToTheNetwork();
    const std::string name = pathText(file);
    std::error_code code;
    if (!virtualPath(name)) {
        if (!fs::exists(file, code)) {
            throw rasterFault(file, "there is no such file", "Check the name");
        }
        if (fs::is_regular_file(file, code) && fs::file_size(file, code) == 0) {
            throw rasterFault(file, "is empty (0 bytes)", copyAgain);
        }
    }
    lookAtHgt(file);
    const GdalMessages messages;
    Dataset dataset{
        GDALOpenEx(name.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, nullptr, nullptr)};
    if (!dataset) {
        const std::string said = messages.first();
        throw rasterFault(
            file,
            fmt::format("is not a raster that can be read{}",
                        said.empty() ? "" : " (" + said + ")"),
            "Give a GeoTIFF, an SRTM .hgt tile, an .asc grid or another raster GDAL reads, and "
            "check that the file is whole");
    }
    const int bands = GDALGetRasterCount(dataset.get());
    if (bands == 0) {
        throw rasterFault(file, "holds several rasters, or none",
                          "Take out the one you mean with gdal_translate");
    }
    if (reading.band < 1 || reading.band > bands) {
        throw rasterFault(file, fmt::format("has no band {}; it has {}", reading.band, bands),
                          "Name one of its bands");
    }
    const GDALDataType type = GDALGetRasterDataType(GDALGetRasterBand(dataset.get(), reading.band));
    if (GDALDataTypeIsComplex(type) != 0 || type == GDT_Unknown) {
        throw rasterFault(
            file,
            fmt::format("holds values of type {}, which are no plain numbers",
                        GDALGetDataTypeName(type)),
            "Turn it into a GeoTIFF of plain numbers with gdal_translate -ot Float32");
    }
    lookAtClaim(dataset.get(), file);
    return dataset;
}

bool isPlaced(GDALDatasetH dataset)
{
    const GdalMessages quiet; // odd geotransforms are remarked upon
    std::array<double, 6> transform{};
    if (GDALGetGeoTransform(dataset, transform.data()) != CE_None) {
        return false;
    }
    const double area = transform[1] * transform[5] - transform[2] * transform[4];
    return std::isfinite(area) && area != 0 && std::isfinite(transform[0]) &&
           std::isfinite(transform[3]);
}

std::string crsOf(GDALDatasetH dataset)
{
    const GdalMessages quiet;
    OGRSpatialReferenceH crs = GDALGetSpatialRef(dataset);
    if (crs == nullptr) {
        return {};
    }
    const char* authority = OSRGetAuthorityName(crs, nullptr);
    const char* code = OSRGetAuthorityCode(crs, nullptr);
    if (authority != nullptr && code != nullptr) {
        return fmt::format("{}:{}", authority, code);
    }
    // Many writers leave the code out; PROJ knows by the parameters which one it is.
    int* confidence = nullptr;
    OGRSpatialReferenceH* matches = OSRFindMatches(crs, nullptr, nullptr, &confidence);
    std::string known;
    constexpr int sure = 70; // the same but for names or axis order
    if (matches != nullptr && matches[0] != nullptr && confidence[0] >= sure) {
        known = fmt::format("{}:{}", OSRGetAuthorityName(matches[0], nullptr),
                            OSRGetAuthorityCode(matches[0], nullptr));
    }
    OSRFreeSRSArray(matches);
    CPLFree(confidence);
    if (!known.empty()) {
        return known;
    }
    char* wkt = nullptr;
    OSRExportToWkt(crs, &wkt);
    std::string text = wkt == nullptr ? "" : wkt;
    CPLFree(wkt);
    return text;
}

std::string sourceCrs(GDALDatasetH dataset, const fs::path& file, const RasterReading& reading)
{
    if (!isPlaced(dataset)) {
        throw rasterFault(file, "does not say where on Earth its cells lie",
                          "Give the raster with its position: a GeoTIFF, or the .tfw, .hdr or "
                          ".aux.xml file that belongs to it");
    }
    std::string crs = crsOf(dataset);
    if (crs.empty()) {
        crs = reading.crs;
    }
    if (crs.empty()) {
        throw rasterFault(file, "does not say in which CRS its cells lie",
                          "Put the .prj file that belongs to it beside it, or name the CRS with "
                          "--crs EPSG:n");
    }
    return crs;
}

int CPL_STDCALL passProgress(double done, const char*, void* progress)
{
    const auto* pass = static_cast<const Progress*>(progress);
    return *pass ? ((*pass)(done) ? 1 : 0) : 1;
}

Options::Options(std::initializer_list<std::string> words) : words_{words} {}

char** Options::list()
{
    pointers_.clear();
    for (std::string& word : words_) {
        pointers_.push_back(word.data());
    }
    pointers_.push_back(nullptr);
    return pointers_.data();
}

} // namespace geo
