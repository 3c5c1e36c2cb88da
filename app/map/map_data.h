#pragma once
// What the map shows, as values that any thread may read: where things lie (changes when the
// workspace does) and how they stand on one day (changes with the day slider).
#include "app/map/ground.h"
#include "planning/network/service.h"
#include "planning/scenario/scenario.h"

#include <QtCore/QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace app::map {

/// Ordered as drawn: faults lie on top. `planned` is a site that is still to be built; `out` one
/// that does not serve for a reason nobody told, or none of the three that follow.
enum class SiteLook {
    working,
    degraded,
    unknown,
    planned,
    repaired,
    out,
    destroyed,
    noPower,
    backhaul
};
inline constexpr int siteLookCount = 9;
constexpr bool isOut(SiteLook look)
{
    return look >= SiteLook::out;
}
enum class SpanLook { working, degraded, unknown, cut, planned, mended };
enum class LinkLook { working, dead, mended };

struct MapSite {
    QString id, name;
    geo::XY at;
};
struct MapNode {
    QString id, name;
    geo::XY at;
    planning::NodeKind kind = planning::NodeKind::access;
};
struct MapSpan {
    QString id;
    std::vector<geo::LineOf<geo::XY>> lines;
    geo::Box box;
    planning::SpanRole role = planning::SpanRole::access;
    bool inferred = false;
};
struct MapLink {
    QString id;
    geo::XY from, to;
    planning::LinkKind kind = planning::LinkKind::microwave;
};
struct MapPlace {
    QString id, name, name_local;
    geo::XY at;
    double population = 0; // 0 when unknown
};
struct MapFacility {
    QString id, name;
    geo::XY at;
    planning::FacilityKind kind = planning::FacilityKind::other;
};
/// A place where a new site could stand, from `sila siting`.
enum class CandidateLook { chosen, open, refused };
struct MapCandidate {
    QString id, name;
    geo::XY at;
    CandidateLook look = CandidateLook::open;
    int number = 0;                // order of those chosen, from 1
    std::optional<geo::XY> joined; // where its backhaul ends; of those chosen
};
/// What connects a place once the emergency is over, from `sila technology`; `none`: nothing can,
/// `unknown`: nobody knows what it asks for.
enum class AccessLook { fibre, cellular, hop, satellite, none, unknown };
inline constexpr int accessLookCount = 6;
struct MapAccess {
    QString id; // of the settlement or facility
    geo::XY at;
    AccessLook look = AccessLook::unknown;
    bool facility = false;
};
struct MapArea {
    QString code, name, name_local;
    geo::MultiPolygonOf<geo::XY> shape;
    geo::Box box;
    int level = 0;
};
struct MapGap {
    QString id;
    geo::MultiPolygonOf<geo::XY> shape;
    geo::Box box;
    geo::XY label; // inside the widest part
    double people = 0;
    double area_km2 = 0;
    bool lost = true; // served when everything worked; false: never served
};
/// A step of the plan at its place on the map.
struct MapStep {
    int number = 0; // order in the plan, from 1
    geo::XY at;
    planning::AssetRef asset;
    bool done = false, running = false; // on the day shown
    std::optional<double> sure = {};    // share of the drawn worlds in which it is early
};

/// Received level of one technology, strongest server; NaN where below the threshold.
struct SignalTint {
    planning::Technology technology = planning::Technology::gen2;
    Pyramid level_dbm;
    std::array<double, 4> limits_dbm{}; // lower limit of each step, weakest first
    Pyramid servers; // number of sites received well enough; empty when nobody counted them
};

/// The lie of the land and of the network.
struct MapData {
    QString title;         // of the workspace
    geo::Box extent;       // what "show everything" shows
    bool practice = false; // something is invented: the map says so
    QString attribution;
    std::shared_ptr<const Terrain> terrain;
    std::shared_ptr<const Pyramid> people_per_km2;
    std::vector<SignalTint> signal;
    std::vector<MapArea> areas;
    std::vector<MapPlace> places; // most people first
    std::vector<MapFacility> facilities;
    std::vector<MapCandidate> candidates; // chosen first
    std::vector<MapAccess> access;        // settlements, most people first, then facilities
    std::vector<MapSite> sites;           // these four: positions as in the scenario
    std::vector<MapNode> nodes;
    std::vector<MapSpan> spans;
    std::vector<MapLink> links;
};

/// How things stand on one day; vectors as in MapData.
struct MapState {
    std::vector<SiteLook> sites;
    std::vector<bool> stale;    // per site: last observed more than 14 days ago; may be empty
    std::vector<bool> disputed; // per site: two sources disagree; may be empty
    std::vector<SpanLook> spans;
    std::vector<LinkLook> links;
    std::vector<MapGap> gaps; // largest first
    std::vector<MapStep> steps;
};

struct Snapshot {
    std::shared_ptr<const MapData> data;
    std::shared_ptr<const MapState> state;
};

} // namespace app::map
