#include "planning/propagation/p452.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace planning::propagation;

namespace {

struct Path {
    std::vector<double> d_km, h_m;
    P452Request request{
        .f_ghz = 2, .time_percent = 50, .tx_height_m = 20, .rx_height_m = 20, .latitude_deg = 50};
    PathProfile profile() const { return {d_km, h_m}; }
};

Path level(int points, double step_km)
{
    Path p;
    for (int i = 0; i < points; ++i) {
        p.d_km.push_back(i * step_km);
        p.h_m.push_back(0);
    }
    return p;
}

} // namespace

TEST_CASE("a clear P.452 path loses free space and gases", "[propagation]")
{
    // 5 km at 2 GHz: 92.4 + 20 lg 2 + 20 lg 5 = 112.4000 dB, and about 0.007 dB/km of gases.
    const Path p = level(51, 0.1);
    const P452Result r = p452(p.profile(), p.request);
    CHECK(r.Lbfsg_db == Approx(112.40 + 5 * 0.007).margin(0.005));
    CHECK(r.Lb0p_db == r.Lbfsg_db);
}

TEST_CASE("rarer interference is stronger", "[propagation]")
{
    Path p = level(501, 0.4);
    double before_db = 1e9;
    for (const double percent : {50.0, 10.0, 1.0, 0.1, 0.001}) {
        p.request.time_percent = percent;
        const double loss_db = p452(p.profile(), p.request).Lb_db;
        CHECK(loss_db < before_db);
        before_db = loss_db;
    }
}

TEST_CASE("P.452 refuses what it cannot compute and says what is outside its range",
          "[propagation]")
{
    Path p = level(11, 1);
    p.request.time_percent = 0;
    CHECK_THROWS_AS(p452(p.profile(), p.request), geo::Error);
    p.request.time_percent = 51;
    CHECK_THROWS_AS(p452(p.profile(), p.request), geo::Error);
    p.request.time_percent = 10;
    p.request.f_ghz = 0;
    CHECK_THROWS_AS(p452(p.profile(), p.request), geo::Error);
    p.request.f_ghz = 60;
    CHECK(std::isfinite(p452(p.profile(), p.request).Lb_db));
    CHECK(
        p452Warnings(p.profile(), p.request) ==
        std::vector<std::string>{"frequency 60 GHz is outside the model's range of 0.1 to 50 GHz"});
}
