// The layers made for real countries have the figures design/scenario.md gives for them.
#include "geo/crs/crs.h"
#include "planning/synth/synth.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace planning;

namespace {

const std::string shared = SILA_SHARED "/data";

bool absent(const std::string& file)
{
    if (std::filesystem::exists(shared + file)) {
        return false;
    }
    WARN("skipped: " << shared + file << " is absent");
    return true;
}

/// OCHA governorates and GeoNames settlements, without terrain.
Scenario palestine(const geo::WorkingCrs& crs)
{
    Scenario world;
    world.crs = crs.code();
    std::ifstream areas{shared + "/admin/palestine/pse_admin2.geojson"};
    const auto governorates = nlohmann::json::parse(areas);
    for (const auto& feature : governorates["features"]) {
        Area area;
        area.area_code = feature["properties"]["adm2_pcode"];
        area.name = feature["properties"]["adm2_name"];
        auto& polygon = area.shape_xy.emplace_back();
        for (const auto& ring : feature["geometry"]["coordinates"]) {
            auto& points = polygon.emplace_back();
            for (const auto& p : ring) {
                points.push_back(crs.project(geo::LonLat{p[0], p[1]}));
            }
        }
        world.areas.push_back(std::move(area));
    }
    std::ifstream places{shared + "/settlements/palestine/geonames_PS_settlements.geojson"};
    const auto settlements = nlohmann::json::parse(places);
    for (const auto& feature : settlements["features"]) {
        Settlement s;
        s.settlement_id = std::to_string(feature["properties"]["geonameid"].get<int>());
        s.name = feature["properties"]["name"];
        s.population = feature["properties"]["population"].get<double>();
        s.at.lonlat = {feature["geometry"]["coordinates"][0],
                       feature["geometry"]["coordinates"][1]};
        s.at.xy = crs.project(s.at.lonlat);
        world.settlements.push_back(std::move(s));
    }
    return world;
}

struct Sums {
    double sites = 0, destroyed = 0, damaged = 0, noPath = 0, working = 0, people = 0;
};
Sums sumOf(const SynthResult& result, const std::string& prefix)
{
    Sums out;
    for (const SynthShare& s : result.shares) {
        if (s.area_code.starts_with(prefix)) {
            out.sites += s.sites;
            out.destroyed += s.destroyed;
            out.damaged += s.partial + s.degraded;
            out.noPath += s.no_power + s.cut_off;
            out.working += s.working;
            out.people += s.people;
        }
    }
    return out;
}

SynthRequest conflict()
{
    SynthRequest r;
    r.seed = 1;
    r.date = *geo::parseDate("2026-11-01");
    return r;
}

} // namespace

TEST_CASE("Gaza and the West Bank have the shares of scenario.md", "[synth]")
{
    if (absent("/admin/palestine/pse_admin2.geojson")) {
        return;
    }
    const geo::WorkingCrs crs{"EPSG:32636"};
    const SynthResult result = synthesise(palestine(crs), crs, nullptr, conflict());
    const Sums gaza = sumOf(result, "PS02");
    CHECK(gaza.people / gaza.sites == Approx(2600).margin(15));
    // Destroyed 55, damaged 15, no power (or way) 10, working 20 %; margins: whole sites of five
    // governorates.
    CHECK(gaza.destroyed / gaza.sites == Approx(0.55).margin(0.01));
    CHECK(gaza.damaged / gaza.sites == Approx(0.15).margin(0.015));
    CHECK(gaza.noPath / gaza.sites == Approx(0.10).margin(0.02));
    CHECK(gaza.working / gaza.sites == Approx(0.20).margin(0.02));
    // By governorate, in proportion to 74, 73, 66, 58, 41 % of the built-up area.
    const std::map<std::string, double> index{
        {"PS0255", 74}, {"PS0260", 73}, {"PS0265", 41}, {"PS0270", 58}, {"PS0275", 66}};
    double weighted = 0;
    for (const SynthShare& s : result.shares) {
        weighted += index.contains(s.area_code) ? index.at(s.area_code) * s.sites : 0;
    }
    for (const SynthShare& s : result.shares) {
        if (index.contains(s.area_code)) {
            const double expected = 0.55 * gaza.sites / weighted * index.at(s.area_code) * s.sites;
            INFO(s.area_code);
            CHECK(s.destroyed == Approx(expected).margin(1));
        }
    }
    const Sums bank = sumOf(result, "PS01");
    CHECK(bank.people / bank.sites == Approx(2650).margin(15));
    CHECK(bank.working / bank.sites == Approx(0.93).margin(0.01));
    CHECK(bank.noPath / bank.sites == Approx(0.04).margin(0.01));
    CHECK((bank.destroyed + bank.damaged) / bank.sites == Approx(0.03).margin(0.005));

    // Technologies: 2G alone in Gaza, 3G on 70 % of the West Bank's sites.
    std::map<std::string, std::map<Technology, bool>> has;
    for (const Cell& cell : result.made.cells) {
        has[cell.site_id][cell.technology] = true;
    }
    double bank3g = 0;
    int withGenerator = 0;
    for (const Site& site : result.made.sites) {
        const bool threeG = has[site.site_id].contains(Technology::gen3);
        if (site.area_code.starts_with("PS02")) {
            CHECK_FALSE(threeG);
        }
        bank3g += threeG ? 1 : 0;
        withGenerator += site.power.generator_kw.value_or(0) > 0 ? 1 : 0;
        CHECK(site.power.battery_h.value_or(0) >= 4);
        CHECK(site.power.battery_h.value_or(0) <= 8);
        if (site.power.tank_l) {
            CHECK(*site.power.tank_l >= 200);
            CHECK(*site.power.tank_l <= 500);
            CHECK(site.power.fuel_on_hand_l.value_or(0) <= *site.power.tank_l);
        }
    }
    CHECK(bank3g / bank.sites == Approx(0.7).margin(0.04));
    const double sites = static_cast<double>(result.made.sites.size());
    CHECK(withGenerator / sites >= 0.6);
    CHECK(withGenerator / sites <= 0.8);

    // Facilities of Gaza: 89 hospitals, 73 clinics, 1,241 schools for 2.2 M; fewer people here.
    std::map<FacilityKind, double> facilities;
    for (const Facility& f : result.made.facilities) {
        facilities[f.kind] += f.area_code.starts_with("PS02") ? 1 : 0;
    }
    const double part = gaza.people / 2.2e6;
    CHECK(facilities[FacilityKind::hospital] == Approx(89 * part).margin(1.5));
    CHECK(facilities[FacilityKind::clinic] == Approx(73 * part).margin(1.5));
    CHECK(facilities[FacilityKind::school] == Approx(1241 * part).epsilon(0.01));

    // Radio: 56-61 dBm and 3 sectors near 0, 120, 240 for all but the small sites.
    for (const Cell& cell : result.made.cells) {
        if (cell.azimuth_deg) {
            CHECK(cell.eirp_dbm >= 56);
            CHECK(cell.eirp_dbm <= 61);
            CHECK(cell.height_m >= 18);
            CHECK(cell.height_m <= 45);
            CHECK(cell.tilt_deg.value_or(0) >= 2);
            CHECK(cell.tilt_deg.value_or(0) <= 8);
        } else {
            CHECK(cell.height_m >= 6);
            CHECK(cell.height_m <= 12);
        }
    }
}

TEST_CASE("an oblast near the line is hit as scenario.md says", "[synth]")
{
    const std::string file = "/settlements/ukraine/geonames_cities500_UA_west_kyiv_kharkiv.tsv";
    if (absent(file)) {
        return;
    }
    const geo::WorkingCrs crs{"EPSG:32637"};
    Scenario world;
    world.crs = crs.code();
    std::ifstream in{shared + file};
    std::string line;
    while (std::getline(in, line)) {
        std::vector<std::string> field;
        std::stringstream row{line};
        for (std::string part; std::getline(row, part, '\t');) {
            field.push_back(part);
        }
        if (field.size() > 14 && field[10] == "07") { // Kharkiv oblast
            Settlement s;
            s.settlement_id = field[0];
            s.name = field[1];
            s.at.lonlat = {std::stod(field[5]), std::stod(field[4])};
            s.at.xy = crs.project(s.at.lonlat);
            s.population = std::stod(field[14]);
            world.settlements.push_back(std::move(s));
        }
    }
    REQUIRE(world.settlements.size() > 50);
    SynthRequest r = conflict();
    r.preset = "ukraine_oblast";
    const SynthResult calm = synthesise(world, crs, nullptr, r);
    const Sums all = sumOf(calm, "");
    CHECK(all.people / all.sites == Approx(2600).margin(10));
    // Destroyed 20 % within 20 km of the line, 2 % beyond: the whole must lie between.
    CHECK(all.destroyed / all.sites > 0.02);
    CHECK(all.destroyed / all.sites < 0.20);
    std::map<std::string, double> perOperator;
    for (const Site& site : calm.made.sites) {
        perOperator[site.operator_name] += 1 / all.sites;
    }
    CHECK(perOperator["Operator A"] == Approx(0.39).margin(0.01));
    CHECK(perOperator["Operator B"] == Approx(0.36).margin(0.01));
    CHECK(perOperator["Operator C"] == Approx(0.25).margin(0.01));
    r.blackout = true;
    const Sums dark = sumOf(synthesise(world, crs, nullptr, r), "");
    CHECK(dark.noPath / dark.sites == Approx(0.57).margin(0.03)); // 55 dark, some cut off
    CHECK(dark.destroyed == all.destroyed);
}
