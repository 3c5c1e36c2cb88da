#include "planning/network/autonomy_rules.h"
#include "planning/network/power_timeline.h"
#include "planning/network/solar_sizing.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;
using Source = PowerSource;

namespace {

// Battery 4 h, generator at 3 l/h with 60 l on hand: 20 h more.
PowerSupply place()
{
    PowerSupply p;
    p.load_kw = 3;
    p.battery_h = 4;
    p.generator_kw = 10;
    p.fuel_l_per_h = 3;
    p.fuel_on_hand_l = 60;
    p.tank_l = 300;
    return p;
}

} // namespace

TEST_CASE("grid, battery, generator, out, and back when the grid is", "[power]")
{
    const std::vector<PowerSpell> all = powerTimeline(place(), 2.0, 40.0, 48);
    CHECK(all == std::vector<PowerSpell>{{0, Source::grid},
                                         {2, Source::battery},
                                         {6, Source::generator},
                                         {26, Source::out},
                                         {40, Source::grid}});
    CHECK(*autonomy_h(place()) == Approx(24));
    CHECK(*fullAutonomy_h(place()) == Approx(104)); // 4 + 300 / 3
}

TEST_CASE("a delivery keeps a generator going, or starts it again", "[power]")
{
    const std::vector<FuelDelivery> fuel{{10, 30}, {50, 15}};
    const std::vector<PowerSpell> all = powerTimeline(place(), -10.0, std::nullopt, 72, fuel);
    // The battery is long empty; 60 + 30 litres last 30 h, 15 litres 5 h more from hour 50.
    CHECK(all == std::vector<PowerSpell>{{0, Source::generator},
                                         {30, Source::out},
                                         {50, Source::generator},
                                         {55, Source::out}});
}

TEST_CASE("what nobody stated is unknown, and enough sun never ends", "[power]")
{
    CHECK(powerTimeline({}, 1.0, std::nullopt, 5) ==
          std::vector<PowerSpell>{{0, Source::grid}, {1, Source::unknown}});
    PowerSupply sun = place();
    sun.solar_kw = 3;
    CHECK(powerTimeline(sun, 1.0, std::nullopt, 5).back().source == Source::solar);
    CHECK_FALSE(autonomy_h({}));
    CHECK(powerTimeline(place(), std::nullopt, std::nullopt, 5) ==
          std::vector<PowerSpell>{{0, Source::grid}});
}

TEST_CASE("a rule is held against each area, unknown places kept apart", "[power]")
{
    Scenario w;
    for (int i = 0; i < 7; ++i) { // autonomies 104, 104, 104, 4, 4, unknown, unknown
        Site s = site(("S" + std::to_string(i)).c_str());
        s.area_code = "A";
        if (i < 5) {
            s.power = place();
        }
        if (i == 3 || i == 4) {
            s.power.generator_kw = 0;
        }
        w.sites.push_back(s);
    }
    const auto rows = compliance(w, ukraineRules2024(), *geo::parseDate("2024-11-15"));
    const auto row = [&](const char* id) {
        return *std::ranges::find(rows, std::string{id}, &Compliance::rule_id);
    };
    CHECK(row("UA-10h-60").required == 5); // 60 % of 7, rounded up
    CHECK(row("UA-10h-60").kept == 3);
    CHECK(row("UA-10h-60").met == Service::unknown); // 3 sure, 5 if both unknown ones keep it
    CHECK(row("UA-10h-60").due);
    CHECK(row("UA-10h-60").missing_h == Approx(12)); // two places 6 h short each
    CHECK(row("UA-10h-80").met == Service::off);
    CHECK_FALSE(row("UA-10h-80").due);
    CHECK(row("UA-72h-25").met == Service::on);
}

TEST_CASE("the darkest month decides the panel", "[power]")
{
    // 2 kW day and night = 48 kWh; December 2.5 h of full sun at 80 %: 48 / 2.0 = 24 kWp.
    SolarRequest r;
    r.load_kw = 2;
    r.irradiation_kwh_m2_day.fill(5);
    r.irradiation_kwh_m2_day[11] = 2.5;
    r.performance_ratio = 0.8;
    r.autonomy_h = 48;
    r.depth_of_discharge = 0.8;
    const SolarSize size = solarSize(r);
    CHECK(size.panel_kwp == Approx(24));
    CHECK(size.battery_kwh == Approx(120));
    CHECK(size.worst_month == 12);
    r.irradiation_kwh_m2_day[0] = 0;
    CHECK_THROWS_WITH(solarSize(r), Catch::Contains("irradiation"));
}
