// The nouns as rows of the workspace's tables: the reverse of load_scenario.cpp.
#include "app/jobs/load_scenario.h"
#include "geo/crs/crs.h"

#include <nlohmann/json.hpp>

namespace app {
namespace {

using geo::Row;
using geo::Rows;
using geo::Value;

Value cellOf(const std::string& text)
{
    return text.empty() ? Value{} : Value{text};
}
Value cellOf(const planning::MaybeNumber& number)
{
    return number ? Value{*number} : Value{};
}
Value cellOf(double number)
{
    return Value{number};
}
Value cellOf(int number)
{
    return Value{static_cast<std::int64_t>(number)};
}
Value cellOf(const std::optional<int>& number)
{
    return number ? cellOf(*number) : Value{};
}
Value cellOf(bool flag)
{
    return Value{static_cast<std::int64_t>(flag ? 1 : 0)};
}
Value cellOf(const std::optional<bool>& flag)
{
    return flag ? cellOf(*flag) : Value{};
}
Value cellOf(const std::optional<geo::Date>& date)
{
    return date ? Value{geo::text(*date)} : Value{};
}
Value cellOf(geo::Date date)
{
    return Value{geo::text(date)};
}
Value cellOf(geo::Time time)
{
    return Value{geo::text(time)};
}
template <typename Word>
requires std::is_enum_v<Word> Value cellOf(Word word)
{
    return cellOf(std::string{planning::text(word)});
}

/// Collects one row after the other under fixed columns.
class Table {
public:
    Table(const char* name, std::vector<std::string> columns, std::string import_id)
        : import_id_{std::move(import_id)}
    {
        rows_.table = name;
        rows_.columns = std::move(columns);
        rows_.columns.insert(rows_.columns.end(), {"import_id", "source_row"});
    }
    template <typename... Cells>
    void add(geo::Geometry geometry, const Cells&... cells)
    {
        Row row;
        row.values = {cellOf(cells)...};
        row.values.emplace_back(import_id_);
        row.values.emplace_back(static_cast<std::int64_t>(rows_.rows.size() + 1));
        row.geometry = std::move(geometry);
        rows_.rows.push_back(std::move(row));
    }
    void moveTo(std::vector<Rows>& all)
    {
        if (!rows_.rows.empty()) {
            all.push_back(std::move(rows_));
        }
    }

private:
    std::string import_id_;
    Rows rows_;
};

geo::Geometry shapeOf(const geo::MultiPolygonOf<geo::XY>& shape, const geo::WorkingCrs& crs)
{
    geo::MultiPolygonOf<geo::LonLat> out;
    for (const auto& polygon : shape) {
        auto& piece = out.emplace_back();
        for (const auto& ring : polygon) {
            auto& points = piece.emplace_back();
            for (const geo::XY& p : ring) {
                points.push_back(crs.unproject(p));
            }
        }
    }
    return out;
}

void networkRows(const planning::Scenario& world, const std::string& import_id,
                 std::vector<Rows>& all)
{
    Table sites{"sites",
                {"site_id", "name", "name_local", "operator", "owner", "structure",
                 "structure_height_m", "transport_id", "grid_node_id", "load_kw", "battery_h",
                 "generator_kw", "fuel_l_per_h", "fuel_on_hand_l", "tank_l", "solar_kw",
                 "area_code", "note", "synthetic"},
                import_id};
    for (const auto& x : world.sites) {
        sites.add(x.at.lonlat, x.site_id, x.name, x.name_local, x.operator_name, x.owner,
                  x.structure, x.structure_height_m, x.transport_id, x.power.grid_node_id,
                  x.power.load_kw, x.power.battery_h, x.power.generator_kw, x.power.fuel_l_per_h,
                  x.power.fuel_on_hand_l, x.power.tank_l, x.power.solar_kw, x.area_code, x.note,
                  x.synthetic);
    }
    sites.moveTo(all);
    Table cells{"cells",
                {"cell_id", "site_id", "technology", "frequency_mhz", "eirp_dbm", "height_m",
                 "azimuth_deg", "beamwidth_deg", "tilt_deg", "antenna", "bandwidth_mhz",
                 "synthetic"},
                import_id};
    for (const auto& x : world.cells) {
        cells.add({}, x.cell_id, x.site_id, x.technology, x.frequency_mhz, x.eirp_dbm, x.height_m,
                  x.azimuth_deg, x.beamwidth_deg, x.tilt_deg, x.antenna, x.bandwidth_mhz,
                  x.synthetic);
    }
    cells.moveTo(all);
    Table nodes{"nodes",
                {"node_id", "name", "kind", "owner", "grid_node_id", "load_kw", "battery_h",
                 "generator_kw", "fuel_l_per_h", "fuel_on_hand_l", "area_code", "synthetic"},
                import_id};
    for (const auto& x : world.nodes) {
        nodes.add(x.at.lonlat, x.node_id, x.name, x.kind, x.owner, x.power.grid_node_id,
                  x.power.load_kw, x.power.battery_h, x.power.generator_kw, x.power.fuel_l_per_h,
                  x.power.fuel_on_hand_l, x.area_code, x.synthetic);
    }
    nodes.moveTo(all);
    Table spans{"spans",
                {"span_id", "from_id", "to_id", "owner", "role", "deployment", "length_km",
                 "fibre_count", "capacity_gbps", "corridor_id", "inferred", "synthetic"},
                import_id};
    for (const auto& x : world.spans) {
        spans.add(x.line, x.span_id, x.from_id, x.to_id, x.owner, x.role, x.deployment, x.length_km,
                  x.fibre_count, x.capacity_gbps, x.corridor_id, x.inferred, x.synthetic);
    }
    spans.moveTo(all);
    Table links{"links",
                {"link_id", "from_id", "to_id", "kind", "frequency_ghz", "capacity_mbps", "owner",
                 "synthetic"},
                import_id};
    for (const auto& x : world.links) {
        links.add({}, x.link_id, x.from_id, x.to_id, x.kind, x.frequency_ghz, x.capacity_mbps,
                  x.owner, x.synthetic);
    }
    links.moveTo(all);
    Table gridNodes{"grid_nodes", {"grid_node_id", "kind", "synthetic"}, import_id};
    for (const auto& x : world.grid_nodes) {
        gridNodes.add(x.at.lonlat, x.grid_node_id, x.kind, x.synthetic);
    }
    gridNodes.moveTo(all);
    Table gridLines{"grid_lines", {"grid_line_id", "from_id", "to_id", "synthetic"}, import_id};
    for (const auto& x : world.grid_lines) {
        gridLines.add({}, x.grid_line_id, x.from_id, x.to_id, x.synthetic);
    }
    gridLines.moveTo(all);
}

void geographyRows(const planning::Scenario& world, const geo::WorkingCrs& crs,
                   const std::string& import_id, std::vector<Rows>& all)
{
    Table settlements{
        "settlements",
        {"settlement_id", "name", "name_local", "population", "radius_m", "area_code", "synthetic"},
        import_id};
    for (const auto& x : world.settlements) {
        geo::Geometry where = x.at.lonlat;
        if (!x.extent_xy.empty()) {
            where = shapeOf(x.extent_xy, crs);
        }
        settlements.add(std::move(where), x.settlement_id, x.name, x.name_local, x.population,
                        x.radius_m, x.area_code, x.synthetic);
    }
    settlements.moveTo(all);
    Table facilities{"facilities",
                     {"facility_id", "kind", "name", "users", "connection", "has_grid", "area_code",
                      "synthetic"},
                     import_id};
    for (const auto& x : world.facilities) {
        facilities.add(x.at.lonlat, x.facility_id, x.kind, x.name, x.users, x.connection,
                       x.has_grid, x.area_code, x.synthetic);
    }
    facilities.moveTo(all);
    Table areas{
        "areas",
        {"area_code", "name", "name_local", "level", "parent_code", "population", "synthetic"},
        import_id};
    for (const auto& x : world.areas) {
        areas.add(x.shape, x.area_code, x.name, x.name_local, x.level, x.parent_code, x.population,
                  x.synthetic);
    }
    areas.moveTo(all);
    Table zones{
        "zones", {"zone_id", "access", "from_date", "to_date", "reason", "synthetic"}, import_id};
    for (const auto& x : world.zones) {
        zones.add(shapeOf(x.shape_xy, crs), x.zone_id, x.access, x.from_date, x.to_date, x.reason,
                  x.synthetic);
    }
    zones.moveTo(all);
}

void workRows(const planning::Scenario& world, const std::string& import_id, std::vector<Rows>& all)
{
    Table observations{"observations",
                       {"asset_id", "asset_kind", "status", "damage", "cause", "observed_at",
                        "source", "confidence", "note", "synthetic"},
                       import_id};
    for (const auto& x : world.observations) {
        observations.add({}, x.asset_id, x.asset_kind, x.status, x.damage, x.cause, x.observed_at,
                         x.source, x.confidence, x.note, x.synthetic);
    }
    observations.moveTo(all);
    Table actions{"actions",
                  {"action_id", "asset_id", "kind", "cost_usd", "crew_days", "skill",
                   "duration_days", "parts", "after_ids", "earliest", "latest", "origin",
                   "synthetic"},
                  import_id};
    for (const auto& x : world.actions) {
        const std::string parts = x.parts.empty() ? "" : nlohmann::json(x.parts).dump();
        const std::string after = x.after_ids.empty() ? "" : nlohmann::json(x.after_ids).dump();
        actions.add({}, x.action_id, x.asset_id, x.kind, x.cost_usd, x.crew_days, x.skill,
                    x.duration_days, parts, after, x.earliest, x.latest, x.origin, x.synthetic);
    }
    actions.moveTo(all);
    Table supply{"supply",
                 {"resource", "from_date", "to_date", "per_day", "amount", "place", "synthetic"},
                 import_id};
    for (const auto& x : world.supply) {
        supply.add({}, x.resource, x.from_date, x.to_date, x.per_day, x.amount, x.place,
                   x.synthetic);
    }
    supply.moveTo(all);
    Table pledges{"pledges",
                  {"pledge_id", "donor", "amount", "currency", "pledged_on", "status", "purpose",
                   "area_code", "year_from", "year_to", "source"},
                  import_id};
    for (const auto& x : world.pledges) {
        pledges.add({}, x.pledge_id, x.donor, x.amount, x.currency, x.pledged_on, x.status,
                    x.purpose, x.area_code, x.year_from, x.year_to, x.source);
    }
    pledges.moveTo(all);
}

} // namespace

std::vector<geo::Rows> rowsOf(const planning::Scenario& scenario, const std::string& import_id)
{
    std::vector<Rows> all;
    const geo::WorkingCrs crs{scenario.crs};
    geographyRows(scenario, crs, import_id, all);
    networkRows(scenario, import_id, all);
    workRows(scenario, import_id, all);
    return all;
}

} // namespace app
