#include "app/jobs/load_scenario.h"

#include "app/jobs/row_reader.h"
#include "planning/scenario/junctions.h"

#include <charconv>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace app {
namespace {

using geo::Row;
using geo::Rows;
using planning::Scenario;

planning::PowerSupply power(RowReader& r)
{
    return {r.words("grid_node_id"),  r.number("load_kw"),      r.number("battery_h"),
            r.number("generator_kw"), r.number("fuel_l_per_h"), r.number("fuel_on_hand_l"),
            r.number("tank_l"),       r.number("solar_kw")};
}

void read(RowReader& r, planning::Site& x)
{
    x.site_id = r.words("site_id");
    x.name = r.words("name");
    x.name_local = r.words("name_local");
    x.operator_name = r.words("operator");
    x.owner = r.words("owner");
    x.structure = r.words("structure");
    x.structure_height_m = r.number("structure_height_m");
    x.transport_id = r.words("transport_id");
    x.power = power(r);
    x.area_code = r.words("area_code");
    x.note = r.words("note");
    x.at = r.position();
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Cell& x)
{
    x.cell_id = r.words("cell_id");
    x.site_id = r.words("site_id");
    x.technology = r.word("technology", planning::Technology::gen2);
    x.frequency_mhz = r.number("frequency_mhz").value_or(0);
    x.eirp_dbm = r.number("eirp_dbm").value_or(0);
    x.height_m = r.number("height_m").value_or(0);
    x.azimuth_deg = r.number("azimuth_deg");
    x.beamwidth_deg = r.number("beamwidth_deg");
    x.tilt_deg = r.number("tilt_deg");
    x.bandwidth_mhz = r.number("bandwidth_mhz");
    x.antenna = r.words("antenna");
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Node& x)
{
    x.node_id = r.words("node_id");
    x.name = r.words("name");
    x.owner = r.words("owner");
    x.kind = r.word("kind", planning::NodeKind::access);
    x.power = power(r);
    x.area_code = r.words("area_code");
    x.at = r.position();
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Span& x)
{
    x.span_id = r.words("span_id");
    x.from_id = r.words("from_id");
    x.to_id = r.words("to_id");
    x.owner = r.words("owner");
    x.corridor_id = r.words("corridor_id");
    x.role = r.word("role", planning::SpanRole::access);
    x.deployment = r.word("deployment", planning::Deployment::buried);
    x.length_km = r.number("length_km");
    x.fibre_count = r.whole("fibre_count");
    x.capacity_gbps = r.number("capacity_gbps");
    x.inferred = r.flag("inferred");
    x.line = r.lines();
    for (const auto& line : x.line) {
        x.line_xy.push_back(r.projected(line));
    }
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Link& x)
{
    x.link_id = r.words("link_id");
    x.from_id = r.words("from_id");
    x.to_id = r.words("to_id");
    x.owner = r.words("owner");
    x.kind = r.word("kind", planning::LinkKind::microwave);
    x.frequency_ghz = r.number("frequency_ghz");
    x.capacity_mbps = r.number("capacity_mbps");
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::GridNode& x)
{
    x.grid_node_id = r.words("grid_node_id");
    x.kind = r.word("kind", planning::GridNodeKind::feeder);
    x.at = r.position();
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::GridLine& x)
{
    x.grid_line_id = r.words("grid_line_id");
    x.from_id = r.words("from_id");
    x.to_id = r.words("to_id");
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Settlement& x)
{
    x.settlement_id = r.words("settlement_id");
    x.name = r.words("name");
    x.name_local = r.words("name_local");
    x.area_code = r.words("area_code");
    x.population = r.number("population");
    x.radius_m = r.number("radius_m");
    x.at = r.position();
    x.extent_xy = r.projected(r.polygons());
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Facility& x)
{
    x.facility_id = r.words("facility_id");
    x.name = r.words("name");
    x.connection = r.words("connection");
    x.area_code = r.words("area_code");
    x.kind = r.word("kind", planning::FacilityKind::other);
    x.users = r.number("users");
    if (const auto grid = r.number("has_grid")) {
        x.has_grid = *grid != 0;
    }
    x.at = r.position();
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Area& x)
{
    x.area_code = r.words("area_code");
    x.name = r.words("name");
    x.name_local = r.words("name_local");
    x.parent_code = r.words("parent_code");
    x.level = r.whole("level").value_or(0);
    x.population = r.number("population");
    x.shape = r.polygons();
    x.shape_xy = r.projected(x.shape);
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Zone& x)
{
    x.zone_id = r.words("zone_id");
    x.reason = r.words("reason");
    x.access = r.word("access", planning::ZoneAccess::open);
    x.from_date = r.date("from_date");
    x.to_date = r.date("to_date");
    x.shape_xy = r.projected(r.polygons());
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Road& x)
{
    x.road_id = r.words("road_id");
    x.road_class = r.words("class");
    x.speed_kmh = r.number("speed_kmh");
    x.oneway = r.flag("oneway");
    x.passable = r.number("passable").value_or(1) != 0;
    for (const auto& line : r.lines()) {
        x.line_xy.push_back(r.projected(line));
    }
}

void read(RowReader& r, planning::Observation& x)
{
    x.asset_id = r.words("asset_id");
    x.asset_kind = r.word("asset_kind", planning::AssetKind::site);
    x.status = r.word("status", planning::Status::unknown);
    x.damage = r.word("damage", planning::Damage::unknown);
    x.cause = r.word("cause", planning::Cause::none);
    x.observed_at = r.time("observed_at").value_or(geo::Time{});
    x.source = r.words("source");
    x.note = r.words("note");
    x.confidence = r.number("confidence");
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Action& x)
{
    x.action_id = r.words("action_id");
    x.asset_id = r.words("asset_id");
    x.skill = r.words("skill");
    x.origin = r.words("origin");
    x.kind = r.word("kind", planning::ActionKind::repair);
    x.cost_usd = r.number("cost_usd").value_or(0);
    x.crew_days = r.number("crew_days").value_or(0);
    x.duration_days = r.number("duration_days");
    x.earliest = r.date("earliest");
    x.latest = r.date("latest");
    x.synthetic = r.flag("synthetic");
    const auto parse = [&r](const char* column) {
        const std::string spelled = r.words(column);
        auto json =
            spelled.empty() ? nlohmann::json{} : nlohmann::json::parse(spelled, nullptr, false);
        if (json.is_discarded()) {
            r.fault(column, fmt::format("'{}' is not JSON", spelled));
            json = nullptr;
        }
        return json;
    };
    if (const auto parts = parse("parts"); parts.is_object()) {
        for (const auto& [name, count] : parts.items()) {
            // The action stays, as one that cannot be used: planners name it.
            x.parts.emplace(name, count.is_number() ? count.get<double>()
                                                    : std::numeric_limits<double>::quiet_NaN());
            if (!count.is_number()) {
                r.tell("parts", fmt::format("the count of '{}' is not a number", name),
                       "Correct the row; the action is not used until then");
            }
        }
    }
    if (const auto after = parse("after_ids"); after.is_array()) {
        for (const auto& id : after) {
            if (id.is_string()) {
                x.after_ids.push_back(id.get<std::string>());
            } else {
                r.fault("after_ids", "holds something that is not an id");
            }
        }
    }
}

void read(RowReader& r, planning::Supply& x)
{
    x.resource = r.words("resource");
    x.from_date = r.date("from_date").value_or(geo::Date{});
    x.to_date = r.date("to_date");
    x.per_day = r.number("per_day");
    x.amount = r.number("amount");
    x.place = r.words("place");
    x.synthetic = r.flag("synthetic");
}

void read(RowReader& r, planning::Pledge& x)
{
    x.pledge_id = r.words("pledge_id");
    x.donor = r.words("donor");
    x.currency = r.words("currency");
    x.status = r.words("status");
    x.purpose = r.words("purpose");
    x.area_code = r.words("area_code");
    x.source = r.words("source");
    x.amount = r.number("amount");
    x.pledged_on = r.date("pledged_on");
    x.year_from = r.whole("year_from");
    x.year_to = r.whole("year_to");
}

} // namespace

planning::Scenario loadScenario(const geo::Workspace& workspace, geo::Problems* problems)
{
    const std::string file = workspace.file().filename().string();
    if (workspace.crs().empty()) {
        throw geo::Error{"the workspace has no working CRS yet",
                         "Import areas, settlements or sites first, or make it with --crs",
                         {file}};
    }
    const geo::WorkingCrs crs{workspace.crs()};
    Scenario world;
    world.crs = workspace.crs();
    const auto load = [&](const char* table, auto& nouns) {
        const Rows rows = workspace.read(table);
        nouns.reserve(rows.rows.size());
        for (const Row& row : rows.rows) {
            RowReader reader{rows, row, crs, problems, file};
            typename std::remove_reference_t<decltype(nouns)>::value_type noun;
            read(reader, noun);
            if (reader.usable()) {
                nouns.push_back(std::move(noun));
            }
        }
    };
    load("sites", world.sites);
    load("cells", world.cells);
    load("nodes", world.nodes);
    load("spans", world.spans);
    load("links", world.links);
    load("grid_nodes", world.grid_nodes);
    load("grid_lines", world.grid_lines);
    load("settlements", world.settlements);
    load("facilities", world.facilities);
    load("areas", world.areas);
    load("zones", world.zones);
    load("roads", world.roads);
    load("observations", world.observations);
    load("actions", world.actions);
    load("supply", world.supply);
    load("pledges", world.pledges);
    planning::addJunctions(world);
    return world;
}

} // namespace app
