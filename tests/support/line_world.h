#pragma once
// A country on one line, in which every figure can be worked out by hand; in UTM 36, cells of 1 km:
//
//   A───C═══S1═══N1═══S2═══N2        C core, N1 and N2 nodes, S1 cut
//       │         │          │       A on C works (1 000 people), E on C: nobody knows (500)
//       E         B          D       B on N1 (2 000), D on N2 has no power (4 000)
//                                    and 300 people further east whom nobody ever reached
//
// Plan: step 1 mends S1 on days 1–2, step 2 powers D on days 1–3. People served on days 0 to 5:
// 1 000, 1 000, 3 000, 7 000, 7 000, 7 000 of 7 800.
#include "app/jobs/coverage_store.h"
#include "app/jobs/plan_job.h"
#include "tests/app/jobs/coverage_world.h"
#include "tests/support/tiny_world.h"

namespace line_world {

using planning::AssetKind;

inline const geo::GridFrame frame{598000, 3503000, 1000, 17, 6};
inline geo::XY cellOf(int col, int row)
{
    return frame.centre(col, row);
}
inline planning::Position at(geo::XY xy)
{
    static const geo::WorkingCrs crs{coverage_world::crsCode};
    return {crs.unproject(xy), xy};
}

inline planning::Scenario scenario()
{
    planning::Scenario world;
    world.crs = coverage_world::crsCode;
    const auto site = [&](const char* id, const char* on, const char* by, geo::XY where) {
        planning::Site s = tests::site(id, on);
        s.name = std::string{"Mast "} + id;
        s.operator_name = by;
        s.at = at(where);
        s.structure = "mast";
        s.structure_height_m = 32;
        s.synthetic = true;
        world.sites.push_back(s);
        world.cells.push_back(coverage_world::cell(std::string{id} + "1", id, 40));
    };
    site("A", "C", "North", cellOf(2, 2));
    site("B", "N1", "North", cellOf(7, 2));
    site("D", "N2", "South", cellOf(12, 2));
    site("E", "C", "South", cellOf(2, 4));
    const auto node = [&](const char* id, planning::NodeKind kind, geo::XY where) {
        planning::Node n = tests::node(id, kind);
        n.at = at(where);
        world.nodes.push_back(n);
    };
    node("C", planning::NodeKind::core, cellOf(3, 1));
    node("N1", planning::NodeKind::aggregation, cellOf(7, 1));
    node("N2", planning::NodeKind::aggregation, cellOf(12, 1));
    const auto span = [&](const char* id, const char* from, const char* to, geo::XY a, geo::XY b) {
        planning::Span s = tests::span(id, from, to);
        s.role = planning::SpanRole::backbone;
        s.line = {{at(a).lonlat, at(b).lonlat}};
        s.length_km = geo::distance_m(a, b) / 1000;
        world.spans.push_back(s);
    };
    span("S1", "C", "N1", cellOf(3, 1), cellOf(7, 1));
    span("S2", "N1", "N2", cellOf(7, 1), cellOf(12, 1));
    const auto town = [&](const char* id, const char* name, double people, geo::XY where) {
        planning::Settlement s;
        s.settlement_id = id;
        s.name = name;
        s.population = people;
        s.radius_m = 400;
        s.at = at(where);
        s.area_code = "X1";
        world.settlements.push_back(s);
    };
    town("a", "Aton", 1000, cellOf(2, 2));
    town("b", "Bton", 2000, cellOf(7, 2));
    town("d", "Dton", 4000, cellOf(12, 2));
    town("e", "Eton", 500, cellOf(2, 4));
    town("far", "Farton", 300, cellOf(15, 2));
    world.settlements[1].name_local = "بيتون";
    planning::Facility hospital;
    hospital.facility_id = "H1";
    hospital.name = "Bton hospital";
    hospital.kind = planning::FacilityKind::hospital;
    hospital.at = at(cellOf(7, 2));
    world.facilities = {hospital};
    planning::Area area;
    area.area_code = "X1";
    area.name = "Plain";
    area.level = 1;
    std::vector<geo::LonLat> ring;
    for (const geo::XY corner : {geo::XY{598100, 3497100},
                                 {614900, 3497100},
                                 {614900, 3502900},
                                 {598100, 3502900},
                                 {598100, 3497100}}) {
        ring.push_back(at(corner).lonlat);
    }
    area.shape = {{ring}};
    world.areas = {area};
    world.observations = {tests::seen(AssetKind::span, "S1", planning::Status::outOfService,
                                      planning::Cause::physical, "2026-11-20"),
                          tests::seen(AssetKind::site, "D", planning::Status::operational,
                                      planning::Cause::none, "2026-11-10"),
                          tests::seen(AssetKind::site, "D", planning::Status::outOfService,
                                      planning::Cause::power, "2026-11-21"),
                          tests::seen(AssetKind::site, "E", planning::Status::unknown,
                                      planning::Cause::unknown, "2026-11-21")};
    planning::Action mend = tests::action("mend-S1", "S1", planning::ActionKind::repair, 10000, 2);
    mend.skill = "fibre";
    planning::Action power = tests::action("power-D", "D", planning::ActionKind::power, 5000, 3);
    power.skill = "power";
    world.actions = {mend, power};
    for (const char* skill : {"fibre", "power"}) {
        planning::Supply crew;
        crew.resource = std::string{"crew_days:"} + skill;
        crew.per_day = 1;
        world.supply.push_back(crew);
    }
    return world;
}

/// The cover as drawn: each site reaches the one cell it stands in.
inline void addCover(const geo::Workspace& workspace)
{
    const planning::Scenario world = app::loadScenario(workspace);
    app::CoverFile file;
    planning::Cover& cover = file.cover;
    cover.frame = frame;
    cover.people.assign(frame.size(), 0);
    cover.group.assign(frame.size(), 0);
    cover.group_people = {300};
    cover.group_start = {0, 0};
    const std::pair<geo::XY, float> places[] = {{cellOf(2, 2), 1000.F},
                                                {cellOf(7, 2), 2000.F},
                                                {cellOf(12, 2), 4000.F},
                                                {cellOf(2, 4), 500.F},
                                                {cellOf(15, 2), 300.F}};
    for (std::uint32_t i = 0; i < 5; ++i) {
        const auto& [where, people] = places[i];
        const auto cell =
            static_cast<std::uint32_t>(frame.at(frame.colOf(where.x_m), frame.rowOf(where.y_m)));
        cover.people[cell] = people;
        file.settlements.push_back(world.settlements[i].settlement_id);
        file.settlementCells.push_back({i, cell, static_cast<double>(people)});
        if (i < 4) {
            cover.group[cell] = i + 1;
            cover.group_people.push_back(static_cast<double>(people));
            cover.layers.push_back({i, planning::Technology::gen2, planning::allCells});
            cover.group_layers.push_back(i);
            cover.group_start.push_back(i + 1);
            file.sites.push_back(world.sites[i].site_id);
        }
    }
    for (const planning::Cell& c : world.cells) {
        file.cells.push_back(c.cell_id);
    }
    file.fingerprint = app::coverInputs(workspace, world);
    file.about = R"({"model":"p1812","resolution_m":1000,"radius_m":20000,"people":"settlements",)"
                 R"("thresholds_dbm":{"2G":-95,"3G":-100,"4G":-110,"5G":-110}})";
    app::writeCover(app::coverPath(workspace), file);
}

/// The plan as drawn, as `sila plan` would store it.
inline void addPlan(geo::Workspace& workspace)
{
    app::PlanReport report;
    report.name = "plan";
    report.situation = app::loadSituation(workspace);
    planning::RestorationPlan& plan = report.plan;
    plan.request.start = *geo::parseDate("2026-11-23");
    plan.request.days = 5;
    plan.request.seed = 7;
    planning::PlanStep mend;
    mend.action = 0;
    mend.crew = "fibre 1";
    mend.first_day = 1;
    mend.last_day = 2;
    mend.people_back = 2000;
    mend.why = "2,000 people back";
    planning::PlanStep power;
    power.action = 1;
    power.crew = "power 1";
    power.first_day = 1;
    power.last_day = 3;
    power.people_back = 4000;
    power.why = "4,000 people back";
    plan.steps = {mend, power};
    plan.served = {1000, 1000, 3000, 7000, 7000, 7000};
    plan.people = 7800;
    plan.upper_bound_days = 26000;
    plan.gap_percent = 100 * 1000 / 26000.0;
    plan.money_usd = 15000;
    plan.crew_days = 5;
    plan.assumptions = {"batteries stay as they are"};
    app::storePlan(workspace, report);
}

enum class With { network, cover, plan };

/// w.gpkg in the folder, with as much as asked for.
inline std::filesystem::path make(const TempFolder& folder, With with)
{
    auto workspace = coverage_world::workspaceOf(folder, scenario());
    if (with != With::network) {
        addCover(workspace);
    }
    if (with == With::plan) {
        addPlan(workspace);
    }
    return workspace.file();
}

} // namespace line_world
