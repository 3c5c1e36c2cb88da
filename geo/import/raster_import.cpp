#include "geo/import/raster_import.h"

#include "geo/files/atomic_file.h"
#include "geo/files/checksum.h"
#include "geo/raster/gdal_raster.h"

#include <cpl_string.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <system_error>

namespace geo {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// NAME.tif, NAME-2.tif … in the folder.
fs::path freeName(const fs::path& folder, const std::string& stem, const std::string& extension)
{
    std::error_code code;
    for (int n = 1;; ++n) {
        const fs::path name =
            n == 1 ? stem + extension : fmt::format("{}-{}{}", stem, n, extension);
        if (!fs::exists(folder / name, code)) {
            return name;
        }
    }
}

void copyWhole(const fs::path& from, const fs::path& to)
{
    AtomicFile file{to};
    std::error_code fault;
    fs::copy_file(from, file.partial(), fs::copy_options::overwrite_existing, fault);
    if (fault) {
        throw rasterFault(from,
                          fmt::format("cannot be copied to {} ({})", to.string(), fault.message()),
                          "Check the room on the disk");
    }
    fs::permissions(file.partial(), fs::perms::owner_write, fs::perm_options::add, fault);
    file.commit();
}

void copyAsGeoTiff(const fs::path& from, const fs::path& to, const RasterReading& reading)
{
    const GdalMessages messages;
    const Dataset source = openRaster(from, reading);
    Options options{"-of", "GTiff",     "-co", "COMPRESS=DEFLATE",
                    "-co", "TILED=YES", "-co", "BIGTIFF=IF_SAFER"};
    options.add("-b");
    options.add(std::to_string(reading.band));
    if (!reading.crs.empty()) {
        options.add("-a_srs");
        options.add(reading.crs);
    }
    if (reading.nodata) {
        options.add("-a_nodata");
        options.add(fmt::format("{}", *reading.nodata));
    }
    const std::unique_ptr<GDALTranslateOptions, decltype(&GDALTranslateOptionsFree)> parsed{
        GDALTranslateOptionsNew(options.list(), nullptr), &GDALTranslateOptionsFree};
    AtomicFile file{to};
    int failed = 0;
    {
        const Dataset written{
            GDALTranslate(pathText(file.partial()).c_str(), source.get(), parsed.get(), &failed)};
        failed = written == nullptr ? 1 : failed;
    }
    if (failed != 0 || messages.failed()) {
        throw unreadableCells(from, messages);
    }
    file.commit();
}

void judgePopulation(const fs::path& file, RasterImport& out)
{
    const std::string name = lower(file.filename().string());
    if (name.find("density") != std::string::npos) {
        throw Error{"looks like a density (people per km²) by its name; people per cell are wanted",
                    "Take the count product of the same data set, or rename the file if it does "
                    "hold counts",
                    {.file = file.string()}};
    }
    if (!out.values || !(out.values->sum > 0)) {
        throw Error{"holds no people at all",
                    "Check that it is the right file and band",
                    {.file = file.string()}};
    }
    if (out.values->least < 0) {
        throw Error{
            fmt::format("holds values below zero ({:g}), which cannot be people",
                        out.values->least),
            fmt::format("If that value stands for no data, give --nodata {:g}", out.values->least),
            {.file = file.string()}};
    }
    out.notes.push_back(fmt::format("{:.0f} people in {} cells; {} cells without data",
                                    out.values->sum, out.values->cells, out.values->without));
}

void judgeClutter(const fs::path& file, RasterImport& out)
{
    if (!out.values) {
        throw Error{"holds no classes at all",
                    "Check that it is the right file and band",
                    {.file = file.string()}};
    }
    if (out.info.type.starts_with("Float") || out.info.type.starts_with("CFloat")) {
        throw Error{fmt::format("holds {} values; classes of ground cover are whole numbers",
                                out.info.type),
                    "Take the classified product",
                    {.file = file.string()}};
    }
    out.notes.push_back(fmt::format("classes {:g} to {:g} in {} cells", out.values->least,
                                    out.values->greatest, out.values->cells));
}

} // namespace

bool isRasterFile(const fs::path& file)
{
    static const std::vector<std::string> known{".tif", ".tiff", ".asc", ".img", ".nc",  ".vrt",
                                                ".hgt", ".flt",  ".bil", ".bip", ".bsq", ".grd",
                                                ".dt0", ".dt1",  ".dt2", ".png", ".jp2", ".adf",
                                                ".h5",  ".hdf",  ".xyz", ".dem", ".rst", ".sdat"};
    return std::ranges::find(known, lower(file.extension().string())) != known.end();
}

RasterImport importRaster(Workspace& workspace, const fs::path& file, const std::string& kind,
                          const RasterReading& reading, const std::string& source,
                          const std::string& importId, bool write)
{
    RasterImport out;
    out.info = rasterInfo(file, reading);
    if (!out.info.placed) {
        throw Error{"does not say where its cells lie",
                    "Take a georeferenced file, for example a GeoTIFF",
                    {.file = file.string()}};
    }
    if (out.info.format == "SRTMHGT" || out.info.format == "DTED") {
        throw Error{"is an elevation model", "Import it as elevation", {.file = file.string()}};
    }
    std::string crs = out.info.crs;
    {
        const GdalMessages quiet;
        const Dataset dataset = openRaster(file, reading);
        crs = sourceCrs(dataset.get(), file, reading); // throws when neither file nor user says
    }
    out.values = valueRange(file, reading);
    if (kind == "population") {
        judgePopulation(file, out);
    } else {
        judgeClutter(file, out);
    }
    if (!write) {
        return out;
    }
    const bool asIs = out.info.format == "GTiff" && reading.crs.empty() && !reading.nodata &&
                      reading.band == 1 && !out.info.crs.empty();
    const fs::path folder = workspace.filesFolder();
    const std::string stem = file.stem().string();
    const fs::path target = folder / freeName(folder, stem, ".tif");
    if (asIs) {
        for (const char* sidecar : {".aux.xml", ".vat.dbf", ".ovr"}) {
            const fs::path beside = file.string() + sidecar;
            if (fs::exists(beside)) {
                copyWhole(beside, target.string() + sidecar);
            }
        }
        fs::path world = file;
        world.replace_extension(".tfw");
        if (fs::exists(world)) {
            fs::path to = target;
            copyWhole(world, to.replace_extension(".tfw"));
        }
        copyWhole(file, target);
    } else {
        copyAsGeoTiff(file, target, reading);
    }
    nlohmann::ordered_json note;
    note["file"] = file.filename().string();
    note["copied"] = asIs ? "as it is" : "as GeoTIFF";
    if (out.values) {
        note["sum"] = out.values->sum;
        note["least"] = out.values->least;
        note["greatest"] = out.values->greatest;
    }
    out.entry = {.kind = kind,
                 .path = folder.filename().string() + "/" + target.filename().string(),
                 .crs = crs,
                 .resolution_m = out.info.resolution_m,
                 .checksum = fileChecksum(target),
                 .source = source.empty() ? file.filename().string() : source,
                 .import_id = importId,
                 .note = note.dump()};
    workspace.addRaster(out.entry);
    return out;
}

} // namespace geo
