#include "planning/propagation/engine/radio_zones.h"
#include "planning/propagation/engine/scalar_path.h"
#include "tiny_terrain.h"

#include <catch2/catch.hpp>

#include <string>

using namespace planning::propagation;

namespace {

/// s sea, c coastal, i inland; one line a row.
std::string drawn(const RadioZones& zones, const geo::GridFrame& f)
{
    std::string out;
    for (int row = 0; row < f.rows; ++row) {
        for (int col = 0; col < f.cols; ++col) {
            const RadioZone z = zones[f.at(col, row)];
            out += z == RadioZone::sea ? 's' : z == RadioZone::coastal ? 'c' : 'i';
        }
        out += '\n';
    }
    return out;
}

} // namespace

TEST_CASE("coastal land is low and within 50 km of the sea", "[engine]")
{
    // Cells of 20 km: two cells and a half reach 50 km, diagonally one up and two across (44.7 km),
    // not two and two (56.6 km).
    geo::Elevation e;
    e.height_m = geo::FloatGrid{{0, 0, 20000, 7, 6}, 20};
    CHECK(radioZones(e).empty());
    e.sea.assign(e.height_m.frame.size(), 0);
    CHECK(radioZones(e).empty());
    e.sea[e.height_m.frame.at(0, 3)] = 1;
    e.height_m(2, 3) = 100; // not below 100 m
    e.height_m(1, 4) = 99;
    e.height_m(0, 1) = geo::noData;
    CHECK(drawn(radioZones(e), e.height_m.frame) == "iiiiiii\n"
                                                    "iciiiii\n"
                                                    "ccciiii\n"
                                                    "sciiiii\n"
                                                    "ccciiii\n"
                                                    "cciiiii\n");
}

TEST_CASE("the coast lies halfway between the last point on land and the first at sea", "[engine]")
{
    const std::vector<double> d{0, 1, 2, 3, 4};
    const std::vector<double> h(5, 0.0);
    const auto S = RadioZone::sea;
    const auto L = RadioZone::inland;
    const auto C = RadioZone::coastal;
    const auto coast = [&](const std::vector<RadioZone>& z) {
        return coastDistances({d, h, {}, z});
    };
    CHECK(coast({L, C, S, S, C}).tx_km == 1.5);
    CHECK(coast({L, C, S, S, C}).rx_km == 0.5);
    CHECK(coast({S, C, L, S, S}).tx_km == 0);
    CHECK(coast({S, C, L, S, S}).rx_km == 0);
    CHECK(coast({S, S, L, L, L}).rx_km == 2.5);
    CHECK(coast({L, L, C, C, L}).tx_km == 500);
    CHECK(coast({}).rx_km == 500);
}
