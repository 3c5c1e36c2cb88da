#include "geo/files/atomic_file.h"
#include "geo/files/checksum.h"
#include "geo/import/elsewhere.h"
#include "geo/terrain/dem_mosaic.h"
#include "geo/terrain/strip_writer.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace geo {
namespace {

namespace fs = std::filesystem;

constexpr double mostCellsAtOnce = 6e7; // 300 MB; finer models are thinned to look for the sea

// Classes of the sea raster.
constexpr std::uint8_t nothing = 0;
constexpr std::uint8_t seaClass = 1;
constexpr std::uint8_t landClass = 2;

/// Sea on a thinned grid, and which zeros stand for no data.
struct Thinned {
    int step = 1;
    HeightRows heights;
    SeaFound found;

    std::size_t at(int col, int row) const
    {
        return static_cast<std::size_t>(row / step) * static_cast<std::size_t>(heights.cols) +
               static_cast<std::size_t>(col / step);
    }
};

/// Reads the whole mosaic once. False when stopped.
bool readThinned(const DemMosaic& mosaic, Thinned& thinned, const Progress& progress)
{
    const double cells = static_cast<double>(mosaic.cols()) * mosaic.rows();
    thinned.step = std::max(1, static_cast<int>(std::ceil(std::sqrt(cells / mostCellsAtOnce))));
    const int step = thinned.step;
    HeightRows& h = thinned.heights;
    h.cols = (mosaic.cols() + step - 1) / step;
    h.rows = (mosaic.rows() + step - 1) / step;
    h.cell_m = mosaic.info().resolution_m * step;
    h.whole = mosaic.whole();
    h.values.reserve(static_cast<std::size_t>(h.cols) * static_cast<std::size_t>(h.rows));
    std::vector<float> row;
    for (int r = 0; r < h.rows; ++r) {
        mosaic.read(r * step, 1, row);
        for (int c = 0; c < h.cols; ++c) {
            h.values.push_back(row[static_cast<std::size_t>(c * step)]);
        }
        if (progress && r % stripRows == 0 && !progress(static_cast<double>(r) / h.rows)) {
            return false;
        }
    }
    return true;
}

void findSeaBy(const ElevationRequest& request, const DemMosaic& mosaic, Thinned& t)
{
    switch (request.sea) {
    case SeaRule::none:
        t.found.sea.resize(t.heights.values.size());
        break;
    case SeaRule::automatic:
        t.found = findSea(t.heights);
        break;
    case SeaRule::voids: {
        t.found = findSea(t.heights);
        const SeaFound voids = voidsAsSea(t.heights);
        for (std::size_t i = 0; i < voids.sea.size(); ++i) {
            t.found.sea[i] = t.found.sea[i] | voids.sea[i];
        }
        t.found.low_void_cells = 0;
        break;
    }
    case SeaRule::seaLayer:
    case SeaRule::landLayer: {
        const bool land = request.sea == SeaRule::landLayer;
        std::vector<std::uint8_t> inside =
            polygonsOnGrid(request.sea_file, mosaic, t.step, t.heights.cols, t.heights.rows);
        for (std::size_t i = 0; i < inside.size(); ++i) {
            const bool sea = (inside[i] != 0) != land && !(t.heights.values[i] > 0);
            inside[i] = sea ? 1 : 0;
        }
        t.found.sea = std::move(inside);
        break;
    }
    }
}

constexpr std::int16_t voidHeight = -32768;

class Import {
public:
    Import(Workspace& workspace, const ElevationRequest& request)
        : workspace_{workspace}, request_{request},
          files_{rasterFilesOf(request.files, out_.problems)}, mosaic_{files_, request}
    {
    }

    std::optional<ElevationImport> run(const Progress& progress)
    {
        const auto part = [&progress](double from, double to) -> Progress {
            return [&progress, from, to](double done) {
                return !progress || progress(from + (to - from) * done);
            };
        };
        out_.files = files_.size();
        out_.cols = mosaic_.cols();
        out_.rows = mosaic_.rows();
        out_.lonlat = mosaic_.info().lonlat;
        out_.resolution_m = mosaic_.info().resolution_m;
        for (const std::string& file : files_) {
            refuseElsewhere(rasterInfo(file, {.crs = request_.crs}).lonlat, request_.where,
                            request_.where_is, {.file = file});
        }
        if (!readThinned(mosaic_, thinned_, part(0, 0.3))) {
            return std::nullopt;
        }
        findSeaBy(request_, mosaic_, thinned_);
        std::optional<AtomicFile> elevation;
        std::optional<AtomicFile> sea;
        if (!request_.dry_run) {
            const fs::path folder = workspace_.filesFolder();
            const fs::path name = freeName(folder);
            elevation.emplace(folder / name);
            sea.emplace(folder / fs::path{name.stem().string() + "_sea.tif"});
        }
        if (!writeStrips(elevation, sea, part(0.3, 1))) {
            return std::nullopt;
        }
        mention();
        if (!request_.dry_run) {
            registerRasters(*elevation, *sea);
        }
        return std::move(out_);
    }

private:
    fs::path freeName(const fs::path& folder) const
    {
        std::error_code code;
        for (int n = 1;; ++n) {
            const fs::path name = n == 1 ? "elevation.tif" : fmt::format("elevation-{}.tif", n);
            if (!fs::exists(folder / name, code)) {
                return name;
            }
        }
    }

    bool writeStrips(std::optional<AtomicFile>& elevation, std::optional<AtomicFile>& sea,
                     const Progress& progress)
    {
        const GDALDataType type = mosaic_.whole() ? GDT_Int16 : GDT_Float32;
        std::optional<StripWriter> heights;
        std::optional<StripWriter> mask;
        if (elevation) {
            heights.emplace(elevation->partial(), mosaic_, type,
                            mosaic_.whole() ? voidHeight
                                            : std::numeric_limits<double>::quiet_NaN());
            mask.emplace(sea->partial(), mosaic_, GDT_Byte, 0);
        }
        std::vector<float> strip;
        std::vector<std::uint8_t> wet;
        out_.least_m = std::numeric_limits<double>::infinity();
        out_.greatest_m = -out_.least_m;
        for (int row = 0; row < mosaic_.rows(); row += stripRows) {
            const int count = std::min(stripRows, mosaic_.rows() - row);
            mosaic_.read(row, count, strip, &out_.absurd_cells);
            settle(row, count, strip, wet);
            if (heights) {
                if (mosaic_.whole()) {
                    for (float& h : strip) {
                        h = std::isnan(h) ? float{voidHeight} : h;
                    }
                }
                heights->write(row, count, strip);
                mask->write(row, count, wet);
            }
            if (progress && !progress(static_cast<double>(row) / mosaic_.rows())) {
                return false;
            }
        }
        if (out_.cells == out_.sea_cells) {
            out_.least_m = out_.greatest_m = 0;
        }
        if (heights) {
            heights->finish("AVERAGE");
            mask->finish("NEAREST");
        }
        return true;
    }

    /// Puts the sea at zero, empties what stands for no data, and counts.
    void settle(int row, int count, std::vector<float>& strip, std::vector<std::uint8_t>& wet)
    {
        wet.assign(strip.size(), nothing);
        std::size_t i = 0;
        for (int r = row; r < row + count; ++r) {
            for (int c = 0; c < mosaic_.cols(); ++c, ++i) {
                float& h = strip[i];
                const std::size_t thin = thinned_.at(c, r);
                if (thinned_.found.sea[thin] != 0 && !(h > 0)) {
                    h = 0;
                    wet[i] = seaClass;
                    ++out_.sea_cells;
                } else if (h == 0 && thinned_.found.collar_cells > 0 &&
                           std::isnan(thinned_.heights.values[thin])) {
                    h = noData;
                    ++out_.collar_cells;
                }
                if (std::isnan(h)) {
                    ++out_.void_cells;
                    continue;
                }
                ++out_.cells;
                if (wet[i] != seaClass) {
                    wet[i] = landClass;
                    out_.least_m = std::min(out_.least_m, double{h});
                    out_.greatest_m = std::max(out_.greatest_m, double{h});
                }
            }
        }
    }

    void mention()
    {
        const auto add = [&](Severity severity, std::string what, std::string fix) {
            out_.problems.push_back(
                {severity, std::move(what), std::move(fix), {.file = files_.front()}, {}, {}});
        };
        if (out_.cells == 0) {
            throw rasterFault(files_.front(), "holds no heights at all",
                              "Check that it is an elevation model and that its no-data value is "
                              "right");
        }
        if (out_.absurd_cells > 0) {
            add(Severity::warning,
                fmt::format("{} cells hold no height there is on Earth and were taken as without "
                            "data",
                            out_.absurd_cells),
                "Check the unit and the no-data value of the file");
        }
        if (out_.collar_cells > 0) {
            add(Severity::warning,
                fmt::format("{} cells of height 0 around the edge lie beside land far above the "
                            "sea and were taken as without data",
                            out_.collar_cells),
                "If they are the sea, say so with a land layer: --sea land:FILE");
        }
        if (thinned_.found.low_void_cells > 0) {
            add(Severity::warning,
                fmt::format("about {} cells at the edge have no data and touch land near sea "
                            "level; paths over them give no figure",
                            thinned_.found.low_void_cells *
                                static_cast<std::size_t>(thinned_.step * thinned_.step)),
                "If the file leaves out the sea, import it with --sea voids");
        }
        if (thinned_.found.too_coarse && out_.least_m < 0) {
            add(Severity::warning,
                fmt::format("cells of {:.0f} m are too large to tell sea from land below zero; "
                            "nothing was taken as sea",
                            thinned_.heights.cell_m),
                "Give a finer model, or land polygons with --sea land:FILE");
        }
    }

    std::string note() const
    {
        constexpr const char* rules[] = {"automatic", "none", "voids", "seaLayer", "landLayer"};
        nlohmann::ordered_json note;
        note["files"] = nlohmann::json::array();
        for (const std::string& file : files_) {
            note["files"].push_back(fs::path{file}.filename().string());
        }
        note["sea_rule"] = rules[static_cast<int>(request_.sea)];
        note["sea_cells"] = out_.sea_cells;
        note["void_cells"] = out_.void_cells;
        note["least_m"] = out_.least_m;
        note["greatest_m"] = out_.greatest_m;
        return note.dump();
    }

    std::string source() const
    {
        if (!request_.source.empty()) {
            return request_.source;
        }
        return fs::path{files_.front()}.extension() == ".hgt"
                   ? "SRTM (NASA)"
                   : fs::path{files_.front()}.filename().string();
    }

    void registerRasters(AtomicFile& elevation, AtomicFile& sea)
    {
        const std::string folder = workspace_.filesFolder().filename().string();
        const auto entry = [&](const char* kind, const AtomicFile& file) {
            return RasterEntry{.kind = kind,
                               .path = folder + "/" + file.target().filename().string(),
                               .crs = mosaic_.info().crs,
                               .resolution_m = out_.resolution_m,
                               .checksum = fileChecksum(file.partial()),
                               .source = source(),
                               .import_id = request_.import_id,
                               .note = note()};
        };
        out_.elevation = entry("elevation", elevation);
        // A model without sea may lie on top of one with.
        if (out_.sea_cells > 0 || (!request_.replace && !workspace_.rasters("sea").empty())) {
            out_.sea = entry("sea", sea);
        }
        std::vector<RasterEntry> before = workspace_.rasters("elevation");
        std::ranges::copy(workspace_.rasters("sea"), std::back_inserter(before));
        Workspace::Transaction transaction{workspace_};
        if (request_.replace) {
            workspace_.clear("rasters", "kind IN ('elevation', 'sea')");
        }
        workspace_.addRaster(out_.elevation);
        if (out_.sea) {
            workspace_.addRaster(*out_.sea);
        }
        // Files first: the workspace never names a raster that is not there.
        elevation.commit();
        if (out_.sea) {
            sea.commit();
        }
        transaction.commit();
        if (request_.replace) {
            for (const RasterEntry& old : before) {
                // What lies elsewhere is the folder of the workspace this one was copied from.
                const fs::path file = workspace_.fileBeside(old.path);
                if (file.parent_path() == workspace_.filesFolder()) {
                    std::error_code ignored; // a file too many does no harm
                    fs::remove(file, ignored);
                }
            }
        }
    }

    Workspace& workspace_;
    const ElevationRequest& request_;
    ElevationImport out_;
    std::vector<std::string> files_;
    DemMosaic mosaic_;
    Thinned thinned_;
};

} // namespace

std::optional<ElevationImport>
importElevation(Workspace& workspace, const ElevationRequest& request, const Progress& progress)
{
    return Import{workspace, request}.run(progress);
}

} // namespace geo
