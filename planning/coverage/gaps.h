#pragma once
// Connected areas where people live and are not served: what was lost and what never was.
#include "geo/crs/crs.h"
#include "planning/coverage/outlines.h"
#include "planning/coverage/served.h"

#include <optional>
#include <string_view>
#include <utility>

namespace planning {

/// lost: served when every asset worked. neverServed: no asset ever reached it.
enum class GapKind { lost, neverServed };
std::string_view text(GapKind kind); // "lost", "never_served"

inline constexpr int causeCount = 7; // words of Cause

struct GapRequest {
    TechnologySet technologies = anyTechnology; // one of these is enough to be served
    double least_people = 1;                    // smaller gaps are only added up
};

struct GapPlace {
    std::uint32_t settlement = 0;
    double people = 0;
};

struct GapSite {
    std::uint32_t site = 0;
    Cause cause = Cause::unknown; // why it does not serve
    double people = 0;            // of the gap, that it would reach
};

struct NearestAsset {
    std::uint32_t index = 0;
    double distance_m = 0; // geodesic, from the gap's centre
};

struct Gap {
    GapKind kind = GapKind::lost;
    double people = 0;         // not surely served
    double people_certain = 0; // not served even if everything unknown works
    double area_km2 = 0;
    std::uint32_t cells = 0;
    geo::XY centre; // of the inhabited cell nearest to the people's centre of gravity
    geo::LonLat centre_lonlat;
    Polygons outline;
    std::vector<GapPlace> places;                     // most people first
    double people_outside_places = 0;                 // in no settlement
    Cause cause = Cause::none;                        // main cause; none when never served
    std::array<double, causeCount> people_by_cause{}; // back if everything so caused worked
    std::vector<GapSite> sites;                       // that would serve it, most people first
    std::optional<NearestAsset> site;                 // nearest that surely serves
    std::optional<NearestAsset> node;                 // nearest node of the transport network
};

struct GapReport {
    std::vector<Gap> gaps;     // most people first
    double people = 0;         // living in the area of interest
    double served = 0;         // surely
    double served_at_most = 0; // if everything unknown works
    double served_before = 0;  // baseline: everything that exists works
    double lost = 0, lost_certain = 0, never = 0;
    std::uint32_t small_gaps = 0; // under least_people: not in the list, but in the sums
    double small_gap_people = 0;
};

/// What gaps() looks at; all of one scenario.
struct GapInput {
    const Scenario& scenario;
    const Cover& cover;
    const NetworkState& network;
    const Statuses& statuses;
    std::span<const PlaceCell> settlementCells; // people of settlements, may be empty
    const geo::WorkingCrs& crs;
};

/// Cells belong to one gap when they touch over an edge or a corner and are of one kind. Where an
/// unknown asset decides whether people are served, they count as lost, but not as certain.
GapReport gaps(const GapInput& input, const GapRequest& request = {});

} // namespace planning
