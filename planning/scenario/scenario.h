#pragma once
// The nouns: what a country's network is made of, as values. Fields are named as the columns of the
// workspace (docs/workspace.md); a field that may be unknown is optional, and unknown stays
// unknown.
#include "geo/crs/position.h"
#include "geo/time.h"
#include "planning/scenario/words.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace planning {

using MaybeNumber = std::optional<double>;

/// Where a thing lies: as stored, and in the working CRS.
struct Position {
    geo::LonLat lonlat;
    geo::XY xy;
};

/// What feeds a site or node with power.
struct PowerSupply {
    std::string grid_node_id;
    MaybeNumber load_kw, battery_h, generator_kw, fuel_l_per_h, fuel_on_hand_l, tank_l, solar_kw;
};

struct Site {
    std::string site_id, name, name_local, operator_name, owner, structure;
    Position at;
    MaybeNumber structure_height_m;
    std::string transport_id; // the node or site it hangs on; empty: only links
    PowerSupply power;
    std::string area_code, note;
    bool synthetic = false;
};

struct Cell {
    std::string cell_id, site_id;
    Technology technology = Technology::gen2;
    double frequency_mhz = 0, eirp_dbm = 0, height_m = 0; // height above ground
    MaybeNumber azimuth_deg, beamwidth_deg, tilt_deg, bandwidth_mhz;
    std::string antenna;
    bool synthetic = false;
};

struct Node {
    std::string node_id, name, owner;
    NodeKind kind = NodeKind::access;
    Position at;
    PowerSupply power;
    std::string area_code;
    bool synthetic = false;
};

struct Span {
    std::string span_id, from_id, to_id, owner, corridor_id;
    SpanRole role = SpanRole::access;
    Deployment deployment = Deployment::buried;
    std::vector<geo::LineOf<geo::LonLat>> line;
    std::vector<geo::LineOf<geo::XY>> line_xy;
    MaybeNumber length_km, capacity_gbps;
    std::optional<int> fibre_count;
    bool inferred = false, synthetic = false;
};

struct Link {
    std::string link_id, from_id, to_id, owner;
    LinkKind kind = LinkKind::microwave;
    MaybeNumber frequency_ghz, capacity_mbps;
    bool synthetic = false;
};

struct GridNode {
    std::string grid_node_id;
    GridNodeKind kind = GridNodeKind::feeder;
    Position at;
    bool synthetic = false;
};

struct GridLine {
    std::string grid_line_id, from_id, to_id;
    bool synthetic = false;
};

struct Settlement {
    std::string settlement_id, name, name_local, area_code;
    Position at;                            // a point inside
    geo::MultiPolygonOf<geo::XY> extent_xy; // empty when only a point is known
    MaybeNumber population, radius_m;
    bool synthetic = false;
};

struct Facility {
    std::string facility_id, name, connection, area_code;
    FacilityKind kind = FacilityKind::other;
    Position at;
    MaybeNumber users;
    std::optional<bool> has_grid;
    bool synthetic = false;
};

struct Area {
    std::string area_code, name, name_local, parent_code;
    int level = 0;
    MaybeNumber population;
    geo::MultiPolygonOf<geo::XY> shape_xy;
    geo::MultiPolygonOf<geo::LonLat> shape;
    bool synthetic = false;
};

struct Zone {
    std::string zone_id, reason;
    ZoneAccess access = ZoneAccess::open;
    std::optional<geo::Date> from_date, to_date; // inclusive; absent = open-ended
    geo::MultiPolygonOf<geo::XY> shape_xy;
    bool synthetic = false;
};

struct Road {
    std::string road_id, road_class;
    std::vector<geo::LineOf<geo::XY>> line_xy;
    MaybeNumber speed_kmh;
    bool oneway = false, passable = true;
};

struct Observation {
    std::string asset_id;
    AssetKind asset_kind = AssetKind::site;
    Status status = Status::unknown;
    Damage damage = Damage::unknown;
    Cause cause = Cause::none;
    geo::Time observed_at{};
    std::string source, note;
    MaybeNumber confidence; // 0 to 1
    bool synthetic = false;
};

struct Action {
    std::string action_id, asset_id, skill, origin;
    ActionKind kind = ActionKind::repair;
    double cost_usd = 0, crew_days = 0;
    MaybeNumber duration_days;
    std::map<std::string, double> parts; // name → count
    std::vector<std::string> after_ids;  // actions that must be finished first
    std::optional<geo::Date> earliest, latest;
    bool synthetic = false;
};

/// Supply of one resource: per day within the dates, or an amount on from_date.
struct Supply {
    std::string resource; // money_usd, crew_days:SKILL, part:NAME, fuel_l
    geo::Date from_date{};
    std::optional<geo::Date> to_date;
    MaybeNumber per_day, amount;
    std::string place;
    bool synthetic = false;
};

struct Pledge {
    std::string pledge_id, donor, currency, status, purpose, area_code, source;
    MaybeNumber amount;
    std::optional<geo::Date> pledged_on;
    std::optional<int> year_from, year_to;
};

/// Everything planning needs to know about a country on a date. Vectors keep the workspace's order;
/// results refer to assets by their position in them.
struct Scenario {
    std::string crs; // working CRS, for example EPSG:32636
    std::vector<Site> sites;
    std::vector<Cell> cells;
    std::vector<Node> nodes;
    std::vector<Span> spans;
    std::vector<Link> links;
    std::vector<GridNode> grid_nodes;
    std::vector<GridLine> grid_lines;
    std::vector<Settlement> settlements;
    std::vector<Facility> facilities;
    std::vector<Area> areas;
    std::vector<Zone> zones;
    std::vector<Road> roads;
    std::vector<Observation> observations;
    std::vector<Action> actions;
    std::vector<Supply> supply;
    std::vector<Pledge> pledges;
};

/// One asset: its kind and its position in the scenario's vector of that kind.
struct AssetRef {
    AssetKind kind = AssetKind::site;
    std::uint32_t index = 0; // in the scenario's vector of that kind
    friend bool operator==(const AssetRef&, const AssetRef&) = default;
    friend auto operator<=>(const AssetRef&, const AssetRef&) = default;
};

const std::string& assetId(const Scenario& scenario, AssetRef asset);
/// Position of a site, node or grid node; nothing for what has none of its own.
std::optional<Position> positionOf(const Scenario& scenario, AssetRef asset);
/// Where the node or site of that id stands: an end of a link.
std::optional<Position> positionOfEnd(const Scenario& scenario, const std::string& id);
/// Where the grid node of that id stands: an end of a power line.
std::optional<Position> positionOfGridEnd(const Scenario& scenario, const std::string& id);

/// id → asset, for everything a repair can be about. A node wins over a site of the same id.
using AssetIndex = std::unordered_map<std::string, AssetRef>;
AssetIndex indexOfAssets(const Scenario& scenario);

/// id → position in a vector of nouns.
using Index = std::unordered_map<std::string, std::uint32_t>;
Index indexOfSites(const Scenario& scenario);
Index indexOfNodes(const Scenario& scenario);
Index indexOfCells(const Scenario& scenario);
Index indexOfSpans(const Scenario& scenario);
Index indexOfLinks(const Scenario& scenario);
Index indexOfGridNodes(const Scenario& scenario);

} // namespace planning
