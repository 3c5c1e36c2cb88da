#pragma once
// Elevation models: brought into a workspace as one mosaic with the sea at height zero, and loaded
// from there onto grids in the working CRS. The files given are never changed.
#include "geo/crs/crs.h"
#include "geo/files/progress.h"
#include "geo/terrain/elevation.h"
#include "geo/workspace/workspace.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// How cells of the sea are told from land below zero.
enum class SeaRule {
    automatic, // by the heights alone, see sea.h
    none,      // there is no sea in this model
    voids,     // automatic, and cells without data that reach the edge
    seaLayer,  // cells at or below zero (or without data) inside these polygons
    landLayer, // cells at or below zero (or without data) outside these polygons
};

struct ElevationRequest {
    std::vector<std::filesystem::path> files =
        {}; // rasters, .zip files of rasters, folders of them
    SeaRule sea = SeaRule::automatic;
    std::filesystem::path sea_file = {}; // polygons, for the last two
    std::string crs = {};                // for files that do not say
    std::string source = {};             // for attribution; empty = told from the format
    std::string import_id = {};
    Box where = {};            // where it should lie, degrees; empty: anywhere
    std::string where_is = {}; // what that is
    bool replace = true;  // the workspace's earlier elevation goes; else the new one lies on top
    bool dry_run = false; // look at everything, write nothing
};

/// From the words of the command line: auto, none, voids, sea:FILE, land:FILE. Throws Error on
/// others.
void setSea(ElevationRequest& request, const std::string& words);

struct ElevationImport {
    RasterEntry elevation;          // as registered
    std::optional<RasterEntry> sea; // when any cell is sea
    std::size_t files = 0;
    int cols = 0;
    int rows = 0;
    Box lonlat;
    double resolution_m = 0;
    std::size_t cells = 0;        // with a height, the sea's included
    std::size_t sea_cells = 0;    // of these
    std::size_t void_cells = 0;   // without
    std::size_t collar_cells = 0; // of the voids: zeros around the edge that stand for no data
    std::size_t absurd_cells = 0; // of the voids: no height on Earth
    double least_m = 0;           // of the land
    double greatest_m = 0;
    Problems problems;
};

/// Makes NAME.files/elevation….tif (and …_sea.tif) and registers them; all or nothing. Nothing when
/// stopped. Throws Error naming the file that is broken, has no position or no CRS.
std::optional<ElevationImport> importElevation(Workspace& workspace,
                                               const ElevationRequest& request,
                                               const Progress& progress = {});

/// The workspace's elevation on cells of `cell_m` that cover `box` (working CRS); NaN where it has
/// no data. Nothing when stopped. Throws Error when the workspace has no elevation, its file is
/// missing, or the grid is too large.
std::optional<Elevation> loadElevation(const Workspace& workspace, const WorkingCrs& crs,
                                       const Box& box, double cell_m,
                                       const Progress& progress = {});

/// Side of a cell of the workspace's finest elevation, m; nothing when it has none.
std::optional<double> elevationResolution_m(const Workspace& workspace);

} // namespace geo
