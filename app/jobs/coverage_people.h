#pragma once
// The people of a workspace on the working grid, and where they come from.
#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/workspace/workspace.h"
#include "planning/coverage/people_grid.h"
#include "planning/feedback.h"

namespace app {

struct PeopleRequest {
    std::string population = {}; // path of the raster to take, as registered; empty: the newest one
    bool keep_at_sea = false;    // leave people whom the raster puts on open sea there
    bool scale_to_areas = false; // make each area's people add up to its `population`
};

enum class PeopleBasis { raster, settlements };
std::string_view text(PeopleBasis basis); // "raster", "settlements"

struct People {
    PeopleBasis basis = PeopleBasis::settlements;
    std::string source; // the raster's attribution, else "settlements"
    std::vector<float> people;
    std::vector<planning::PlaceCell> settlementCells;
    std::vector<planning::SpreadBasis> settlementBasis; // one per settlement
    planning::PeopleAccount account;
    planning::AreaIndex areas;
    geo::Problems problems;
};

/// The raster that counts people, if the workspace has one. Throws geo::Error when the one asked
/// for is not registered.
std::optional<geo::RasterEntry> populationRaster(const geo::Workspace& workspace,
                                                 const std::string& path);

/// A population raster is people, settlements then only give names; without one the settlements'
/// populations are spread. `sea`: 1 for cells of open sea, may be empty. Nothing when cancelled.
std::optional<People> peopleOn(const geo::GridFrame& frame, const geo::Workspace& workspace,
                               const planning::Scenario& scenario, const geo::WorkingCrs& crs,
                               std::vector<std::uint8_t> sea, const PeopleRequest& request,
                               const planning::Feedback& feedback = {});

} // namespace app
