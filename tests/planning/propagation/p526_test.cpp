#include "planning/propagation/p526.h"

#include <catch2/catch.hpp>

#include <vector>

using namespace planning::propagation;

TEST_CASE("a knife edge loses what P.526 fig. 9 shows", "[propagation]")
{
    // Worked out by hand from eq. (31), shared/design/figures.md.
    const auto [v, expected_db] =
        GENERATE(table<double, double>({{-0.78, 0.0}, {0, 6.03}, {1, 13.93}, {2.4, 20.54}}));
    CHECK(knifeEdgeLoss_db(v) == Approx(expected_db).margin(0.006));
}

TEST_CASE("Earth bulge, Fresnel zone and horizon of a 30 km hop", "[propagation]")
{
    // Worked out by hand, shared/design/figures.md; 6371 km times k.
    CHECK(earthBulge_m(15, 15, 6371.0 * 4 / 3) == Approx(13.24).margin(0.006));
    CHECK(earthBulge_m(15, 15, 6371.0 * 0.6) == Approx(29.43).margin(0.006));
    CHECK(earthBulge_m(15, 15, 6371.0) == Approx(17.66).margin(0.006));
    CHECK(fresnelRadius_m(1, 15, 15, 7) == Approx(17.93).margin(0.01)); // worked out with c = 3e8
    CHECK(lineOfSightDistance_km(30, 15, 6371.0 * 4 / 3) == Approx(38.54).margin(0.02));
}

TEST_CASE("an edge on the line of sight halves the field: the parameter is zero", "[propagation]")
{
    CHECK(knifeEdgeParameter(0, 5, 5, 0.3) == 0);
    // 10 m above, 5 km either side, 0.3 m wavelength: 10 sqrt(0.002*10/(0.3*25)) = 0.51640.
    CHECK(knifeEdgeParameter(10, 5, 5, 0.3) == Approx(0.51640).margin(1e-5));
}

TEST_CASE("Bullington of a single edge is that edge and its correction", "[propagation]")
{
    // One hill of 100 m half-way along 10 km, antennas 20 m, practically no curvature. By hand:
    // h = 80 m, v = 80 sqrt(0.002*10/(0.3*25)) = 4.1312, J = 25.160 dB;
    // (1 - exp(-J/6)) (10 + 0.02*10) = 10.046 dB.
    const std::vector<double> d_km{0, 5, 10};
    const std::vector<double> h_m{0, 100, 0};
    CHECK(bullingtonLoss_db({d_km, h_m}, 20, 20, 1e12, 0.3) == Approx(35.206).margin(0.001));
    CHECK(smoothBullingtonLoss_db({d_km, h_m}, 200, 200, 1e12, 0.3) == 0);
}

TEST_CASE("a smooth Earth far below the path takes nothing", "[propagation]")
{
    SphericalRequest q{.d_km = 10, .hte_m = 300, .hre_m = 300, .f_ghz = 1, .lambda_m = 0.2998};
    CHECK(sphericalEarthLoss_db(q) == 0);
    q.d_km = 300;
    CHECK(sphericalEarthLoss_db(q) > 50);
}
