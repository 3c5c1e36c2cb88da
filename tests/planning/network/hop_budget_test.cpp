#include "geo/error.h"
#include "planning/network/hop_budget.h"

#include <catch2/catch.hpp>

using namespace planning;

TEST_CASE("the budget adds up as on paper", "[hop]")
{ // 0.9 m at 7.5 GHz: 0.55 (pi 0.9 7.5e9 / 299792458)^2 = 0.55 * 5003.5 -> 34.40 dBi.
    CHECK(dishGain_dbi(0.9, 7.5) == Approx(34.40).margin(0.005));
    const HopEquipment radio;
    const HopLoss loss{134.81, 9.8, 0.2};
    const HopBudget b = hopBudget(radio, 7.5, loss);
    CHECK(b.received_dbm == Approx(27 + 2 * 34.396 - 2 - 144.81).margin(0.01));
    // kTB of 28 MHz: -174 + 74.47; noise figure 6; 256-QAM 32.55 - 5 of coding.
    CHECK(b.needed_dbm == Approx(-65.98).margin(0.01));
    CHECK(b.margin_db == Approx(b.received_dbm + 65.98).margin(0.01));
    CHECK(b.capacity_mbps == Approx(28 * 8 * 0.85));
    REQUIRE(b.fastest);
    CHECK(b.fastest->points == 1024); // needs -60.03 dBm; -51.0 arrive

    HopEquipment given = radio;
    given.from_gain_dbi = 40;
    given.to_gain_dbi = 41.5;
    CHECK(hopBudget(given, 7.5, loss).received_dbm == Approx(27 + 81.5 - 2 - 144.81));
}

TEST_CASE("a weak link falls back to slower modulations, then to none", "[hop]")
{
    const HopEquipment radio;
    // 16-QAM needs -99.53 + 6 + 15.42 = -78.11 dBm, 64-QAM -71.97 dBm.
    const HopBudget weak = hopBudget(radio, 7.5, {27 + 68.79 - 2 + 75, 0, 0});
    CHECK(weak.received_dbm == Approx(-75).margin(0.01));
    CHECK(weak.margin_db < 0);
    REQUIRE(weak.fastest);
    CHECK(weak.fastest->points == 16);
    CHECK(weak.fastest_mbps == Approx(28 * 4 * 0.85));
    CHECK_FALSE(hopBudget(radio, 7.5, {200, 0, 0}).fastest);
}

TEST_CASE("equipment that cannot be is refused", "[hop]")
{
    HopEquipment radio;
    radio.modulation = 100;
    CHECK_THROWS_AS(hopBudget(radio, 7.5, {130, 0, 0}), geo::Error);
    radio.modulation = 256;
    radio.bandwidth_mhz = 0;
    CHECK_THROWS_AS(hopBudget(radio, 7.5, {130, 0, 0}), geo::Error);
}

TEST_CASE("rain takes the margin it is given for its share of the year", "[hop]")
{ // With exactly the rain of 0.01 % of the year in hand, the link is out for 0.01 %; P.841 turns
  // that into (0.01 / 0.30)^(1/1.15) = 0.0520 % of the worst month. Eq. (34) itself gives 0.9985 of
  // A_0.01 at 0.01 %, hence the margin.
    const HopPath path{18, 4.9, 130, 130, 100, 31.5, true};
    const HopClimate climate;
    const double rain_db = hopAvailability(path, climate, 30).rain_001_db;
    REQUIRE(rain_db > 5);
    const HopAvailability a = hopAvailability(path, climate, rain_db);
    CHECK(a.rain_year == Approx(0.01).epsilon(0.01));
    CHECK(a.rain_month == Approx(0.0520).epsilon(0.01));
    CHECK_FALSE(a.rain_at_limit);
    CHECK(a.multipath_month == 0); // under 5 km
    CHECK(a.year() == Approx(100 - a.rain_year));
}

TEST_CASE("more margin means less outage; long hops fade by multipath too", "[hop]")
{
    const HopPath path{7.5, 40, 400, 380, 200, 31.5, true};
    const HopAvailability little = hopAvailability(path, {}, 30);
    const HopAvailability much = hopAvailability(path, {}, 40);
    CHECK(little.multipath_month > 0);
    // Beyond the transition fade of 26 dB fades are ten times rarer for every 10 dB (P.530 eq. 11).
    CHECK(little.multipath_month / much.multipath_month == Approx(10));
    CHECK(much.worst_month() > little.worst_month());
    CHECK(much.multipath_year < much.multipath_month);
    CHECK_THROWS_AS(hopAvailability(path, {}, 0), geo::Error);
}
