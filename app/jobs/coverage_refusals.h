#pragma once
// What a coverage run refuses before it computes anything. All throw geo::Error (Misuse where the
// request itself makes no sense) with what to do.
#include "app/jobs/coverage.h"
#include "app/jobs/coverage_people.h"
#include "planning/coverage/area_model.h"

namespace app {

void requireNetwork(const geo::Workspace& workspace, const planning::Scenario& scenario);
/// Nobody to count is an error unless asked for: every figure of the run would be 0.
void requirePeople(const geo::Workspace& workspace, const planning::Scenario& scenario,
                   const CoverageRequest& request);
/// The same once people are known: all of them may live elsewhere.
void requireSomebody(const People& people, const geo::Workspace& workspace,
                     const CoverageRequest& request);
/// A setting the model knows nothing of would be written down as used.
void refuseIgnored(const CoverageRequest& request);
/// Shares and a receiver's height beyond the model's would fail for every antenna one by one.
void refuseOutside(const CoverageRequest& request);
/// Sites with cells that lie off the elevation model, where there is one: what they serve cannot be
/// known. Not asked where the request leaves them out.
void requireGround(const geo::Workspace& workspace, const planning::Scenario& scenario,
                   const CoverageRequest& request);
/// The disk must hold what the run will write; asked before it computes.
void requireRoom(const std::filesystem::path& folder, const CoverageEstimate& estimate);
/// The grid of a box in the working CRS, in m; one of too many cells is refused.
geo::GridFrame checkedFrame(const geo::Box& box, const planning::AreaSettings& settings);

} // namespace app
