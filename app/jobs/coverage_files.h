#pragma once
// What a coverage run keeps beside the workspace: loss rasters and the cover, as files that are
// whole or not there, each with a checksum of its own.
#include "planning/coverage/cover.h"
#include "planning/coverage/loss_raster.h"
#include "planning/coverage/served.h"
#include "planning/coverage/tile_levels.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// XXH3 (128 bits) of a text, 32 hex digits.
std::string keyOf(std::string_view text);

/// Writes NAME.loss. Throws geo::Error when the disk is full.
void writeLoss(const std::filesystem::path& file, const planning::LossRaster& raster);
/// Nothing when the file is absent, cut short, damaged or of another version.
std::optional<planning::LossRaster> readLoss(const std::filesystem::path& file);
/// The part of a raster that lies in `window` of a working grid, without checking the checksum.
/// An empty piece when nothing does. Throws geo::Error when the file cannot be read.
planning::RasterPiece readLossPiece(const std::filesystem::path& file, const geo::GridFrame& grid,
                                    const planning::GridWindow& window);

/// A cover with what is needed to use it without a new run. Layers name sites and cells by id, so
/// that it survives rows added to the workspace.
struct CoverFile {
    planning::Cover cover;                 // layers refer to `sites` and `cells`
    std::vector<std::string> sites, cells; // ids
    std::vector<std::string> settlements;  // ids; settlementCells refer to them
    std::vector<planning::PlaceCell> settlementCells;
    std::string fingerprint; // of all inputs
    std::string about;       // JSON: model, thresholds, people …
};
void writeCover(const std::filesystem::path& file, const CoverFile& cover);
/// Nothing when the file is absent, cut short, damaged or of another version.
std::optional<CoverFile> readCover(const std::filesystem::path& file);

} // namespace app
