#include "planning/propagation/itm.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace planning::propagation;

namespace {

ItmRequest ordinary()
{
    return {.f_mhz = 900, .tx_height_m = 30, .rx_height_m = 2};
}

} // namespace

TEST_CASE("ITM by area as NTIA's own example", "[propagation]")
{
    // NTIA/itm v1.4, cmd_examples/o_areatls.txt: printed to 0.1 dB, 0.001 mrad and 1 m.
    const ItmResult r = itmArea(
        {.path =
             {.f_mhz = 3500, .tx_height_m = 15, .rx_height_m = 3, .sigma_s_m = 0.005, .mdvar = 1},
         .d_km = 10,
         .delta_h_m = 20});
    CHECK(r.A_db == Approx(134.5).margin(0.05));
    CHECK(r.A_fs_db == Approx(123.3).margin(0.05));
    CHECK(r.A_ref_db == Approx(11.2).margin(0.05));
    CHECK(r.theta_hzn_rad[0] * 1000 == Approx(-1.811).margin(5e-4));
    CHECK(r.theta_hzn_rad[1] * 1000 == Approx(-0.567).margin(5e-4));
    CHECK(r.d_hzn_m[0] == Approx(14722).margin(0.5));
    CHECK(r.d_hzn_m[1] == Approx(6206).margin(0.5));
    CHECK(r.mode == ItmMode::line_of_sight);
    CHECK(r.warnings == 0);
}

TEST_CASE("confidence and reliability order the losses", "[propagation]")
{
    const std::vector<double> flat(101, 50.0);
    const auto loss_db = [&flat](double time, double situation) {
        ItmRequest q = ordinary();
        q.time_percent = time;
        q.situation_percent = situation;
        return itmPointToPoint({flat, 500}, q).A_db;
    };
    CHECK(loss_db(10, 50) < loss_db(50, 50));
    CHECK(loss_db(50, 50) < loss_db(90, 50));
    CHECK(loss_db(50, 10) < loss_db(50, 90));
}

TEST_CASE("ITM's warnings are bits with words", "[propagation]")
{
    ItmRequest q = ordinary();
    q.f_mhz = 30;
    q.rx_height_m = 0.6;
    q.time_percent = 0.01;
    q.mdvar = 3;
    const std::vector<double> flat(11, 0.0);
    const ItmResult r = itmPointToPoint({flat, 50}, q);
    CHECK((r.warnings & itm_frequency) != 0);
    CHECK((r.warnings & itm_rx_height) != 0);
    CHECK((r.warnings & itm_tx_height) == 0);
    CHECK((r.warnings & itm_distance_under_1_km) != 0);
    CHECK((r.warnings & itm_extreme_variability) != 0);
    CHECK(itmWarningTexts(itm_frequency) ==
          std::vector<std::string>{"outside the model's range: frequency 40 to 10000 MHz"});
    CHECK(itmWarningTexts(0).empty());
}

TEST_CASE("ITM refuses what it is not defined for", "[propagation]")
{
    std::vector<double> h(11, 10.0);
    const auto message = [&h](const ItmRequest& q, double step_m = 100) {
        try {
            itmPointToPoint({h, step_m}, q);
        } catch (const geo::Error& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    CHECK(message(ordinary()).empty());
    ItmRequest q = ordinary();
    q.f_mhz = 0;
    CHECK_THAT(message(q), Catch::Contains("frequency 0 MHz") && Catch::Contains("20 to 20000"));
    q = ordinary();
    q.tx_height_m = -5;
    CHECK_THAT(message(q), Catch::Contains("antenna height above ground -5 m"));
    q = ordinary();
    q.situation_percent = 100;
    CHECK_THAT(message(q), Catch::Contains("situation 100 %"));
    q = ordinary();
    q.mdvar = 14;
    CHECK_THAT(message(q), Catch::Contains("mode of variability 14"));
    q = ordinary();
    q.polarisation = Polarisation::horizontal;
    q.epsilon = 1; // the square root of an imaginary number has equal parts
    CHECK_THAT(message(q), Catch::Contains("conductor"));
    CHECK_THAT(message(ordinary(), 0), Catch::Contains("profile step 0 m"));
    h[3] = std::numeric_limits<double>::quiet_NaN();
    CHECK_THAT(message(ordinary()), Catch::Contains("profile point 4"));
    h = {1.0};
    CHECK_THAT(message(ordinary()), Catch::Contains("1 height"));
    CHECK_THROWS_AS(itmArea({.path = ordinary(), .d_km = 0}), geo::Error);
}
