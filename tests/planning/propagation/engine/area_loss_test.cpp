#include "planning/propagation/engine/area_loss.h"
#include "tiny_terrain.h"

#include <catch2/catch.hpp>

#include <string>

using namespace planning::propagation;

namespace {

const AreaMethod everyMethod[] = {AreaMethod::sweep, AreaMethod::exact, AreaMethod::scalar};

/// The straight path from the mast east to (x, 0) over heights h(x), 100 m steps as the terrain's.
double byHand_db(const AreaLossRequest& q, double x_m, const std::function<double(double)>& h)
{
    const int steps = static_cast<int>(std::ceil(x_m / 100));
    std::vector<double> d_km;
    std::vector<double> h_m;
    for (int i = 0; i <= steps; ++i) {
        d_km.push_back(x_m * i / steps / 1000);
        h_m.push_back(h(x_m * i / steps));
    }
    P1812Request r;
    r.f_ghz = q.radio.frequency_mhz / 1000;
    r.tx_height_m = q.radio.tx_height_m;
    r.rx_height_m = q.radio.rx_height_m;
    r.time_percent = q.radio.time_percent;
    r.latitude_deg = q.geodesy.latitude_deg;
    return p1812({d_km, h_m}, r).Lb_db;
}

} // namespace

TEST_CASE("over flat land the area is the path by hand, the same all around", "[engine]")
{
    const auto flat = tiny::terrain(12000, 100, [](double, double) { return 250.0; });
    auto q = tiny::request(5000, 100);
    q.transmitter = {50, 50}; // in the middle of a cell, so that cells lie symmetric around it
    q.method = GENERATE(from_range(std::begin(everyMethod), std::end(everyMethod)));
    const auto loss = areaLoss({.elevation = &flat}, q);
    REQUIRE(loss);
    CHECK(loss->computed == 7845); // lattice points in a circle of 50
    CHECK(loss->voids + loss->outside == 0);
    const double expected_db = byHand_db(q, 4000, [](double) { return 250.0; });
    CHECK(tiny::loss_db(*loss, 4050, 50) == Approx(expected_db).margin(0.011));
    CHECK(tiny::loss_db(*loss, -3950, 50) == Approx(expected_db).margin(0.011));
    CHECK(tiny::loss_db(*loss, 50, 4050) == Approx(expected_db).margin(0.011));
    CHECK(tiny::loss_db(*loss, 50, -3950) == Approx(expected_db).margin(0.011));
    CHECK(std::isnan(tiny::loss_db(*loss, 4050, 4050))); // beyond the radius
}

TEST_CASE("a ridge throws a shadow on its far side alone", "[engine]")
{
    // One row of cells, 120 m high, 2000 m east of the mast; cell centres are 100 m apart.
    const auto terrain = tiny::terrain(
        12000, 100, [](double x, double) { return std::abs(x - 1950) < 50 ? 120.0 : 0.0; });
    auto q = tiny::request(5000, 100);
    q.transmitter = {-50, 50};
    q.method = GENERATE(from_range(std::begin(everyMethod), std::end(everyMethod)));
    const auto loss = areaLoss({.elevation = &terrain}, q);
    REQUIRE(loss);
    const double open_db = byHand_db(q, 4000, [](double) { return 0.0; });
    const double behind_db =
        byHand_db(q, 4000, [](double x) { return std::abs(x - 2000) < 50 ? 120.0 : 0.0; });
    CHECK(behind_db > open_db + 20);
    CHECK(tiny::loss_db(*loss, -4050, 50) == Approx(open_db).margin(0.011));
    CHECK(tiny::loss_db(*loss, 3950, 50) == Approx(behind_db).margin(0.011));
    const double before_db = byHand_db(q, 1500, [](double) { return 0.0; });
    CHECK(tiny::loss_db(*loss, 1450, 50) == Approx(before_db).margin(0.011));
}

TEST_CASE("terrain without data is counted, never taken for sea", "[engine]")
{
    // A void of one cell, 2 km east: it touches paths to the east beyond it, no others.
    auto terrain = tiny::terrain(8000, 100, [](double, double) { return 10.0; });
    const geo::GridFrame& f = terrain.height_m.frame;
    terrain.height_m(f.colOf(2050), f.rowOf(50)) = geo::noData;
    auto q = tiny::request(5000, 100);
    q.transmitter = {50, 50};
    q.method = GENERATE(from_range(std::begin(everyMethod), std::end(everyMethod)));
    const auto loss = areaLoss({.elevation = &terrain}, q);
    REQUIRE(loss);
    CHECK(std::isnan(tiny::loss_db(*loss, 2050, 50)));
    CHECK(std::isnan(tiny::loss_db(*loss, 3050, 50)));
    CHECK(tiny::loss_db(*loss, 1050, 50) > 90);
    CHECK(tiny::loss_db(*loss, -3050, 50) > 90);
    CHECK(loss->voids > 40);
    CHECK(loss->voids < 1500);
    // The radius reaches 1 km beyond the terrain on all four sides.
    CHECK(loss->outside > 1000);
    CHECK(loss->computed + loss->voids + loss->outside == 7845); // lattice points in a circle of 50
}

TEST_CASE("what cannot be computed is refused with advice", "[engine]")
{
    auto terrain = tiny::terrain(4000, 100, [](double, double) { return 10.0; });
    auto q = tiny::request(1000, 100);
    const auto refusal = [&]() -> std::string {
        try {
            areaLoss({.elevation = &terrain}, q);
        } catch (const geo::Error& e) {
            return e.what();
        }
        return "";
    };
    CHECK(refusal().empty());
    using Catch::Matchers::Contains;
    SECTION("a mast below the ground")
    {
        q.radio.tx_height_m = -5;
        CHECK_THAT(refusal(), Contains("antenna height") && Contains("-5 m"));
    }
    SECTION("a mast of 5,000 m")
    {
        q.radio.tx_height_m = 5000;
        CHECK_THAT(refusal(), Contains("antenna height") && Contains("3000 m"));
    }
    SECTION("a frequency the model does not hold for")
    {
        q.radio.frequency_mhz = 26000;
        CHECK_THAT(refusal(), Contains("frequency") && Contains("6 GHz"));
        q.radio.frequency_mhz = std::nan("");
        CHECK_THAT(refusal(), Contains("frequency"));
    }
    SECTION("a time or location percentage out of range")
    {
        q.radio.time_percent = 0.5;
        CHECK_THAT(refusal(), Contains("time percentage"));
        q.radio.time_percent = 50;
        q.radio.location_percent = 100;
        CHECK_THAT(refusal(), Contains("location percentage"));
    }
    SECTION("no size")
    {
        q.radius_m = 0;
        CHECK_THAT(refusal(), Contains("radius"));
        q.radius_m = 1e9;
        CHECK_THAT(refusal(), Contains("radius"));
        q.radius_m = 1000;
        q.resolution_m = std::nan("");
        CHECK_THAT(refusal(), Contains("resolution"));
    }
    SECTION("a site off the elevation or on a void")
    {
        q.transmitter = {2001, 0};
        CHECK_THAT(refusal(), Contains("outside the elevation"));
        q.transmitter = {500, 500};
        terrain.height_m(terrain.height_m.frame.colOf(510), terrain.height_m.frame.rowOf(510)) =
            geo::noData;
        CHECK_THAT(refusal(), Contains("no data at the site"));
    }
}

TEST_CASE("a cancelled area is nothing, not half an area", "[engine]")
{
    const auto terrain = tiny::terrain(4000, 100, [](double, double) { return 10.0; });
    std::stop_source stop;
    stop.request_stop();
    const planning::Feedback cancelled{stop.get_token(), nullptr};
    CHECK_FALSE(areaLoss({.elevation = &terrain}, tiny::request(1000, 100), cancelled));
}
