#include "planning/finance/fibre_price.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace planning;

TEST_CASE("a metre of fibre costs by who lives there, how it is laid and how steep it is",
          "[money]")
{
    const CostCatalogue& ours = silaCatalogue();
    using Items = std::vector<std::string>;
    CHECK(fibreItems({}) == Items{"fibre.rural"});
    CHECK(fibrePerMetre_usd(ours, {}) == 5);
    CHECK(fibreItems({800, Deployment::aerial, 0.02}) == Items{"fibre.suburban", "fibre.aerial"});
    CHECK(fibrePerMetre_usd(ours, {800, Deployment::aerial, 0.02}) == Approx(15 * 0.5));
    CHECK(fibreItems({6000, Deployment::buried, 0.05}) == Items{"fibre.urban", "fibre.hilly"});
    CHECK(fibreItems({0, Deployment::buried, 0.2}) == Items{"fibre.rural", "fibre.mountain"});
    CHECK(fibrePerMetre_usd(ours, {0, Deployment::buried, 0.2}, CostLevel::high) ==
          Approx(8 * 2.5));
    CHECK(fibreItems({0, Deployment::duct, 0.2}) == Items{"fibre.rural", "fibre.duct"});
    CHECK(fibreItems({9000, Deployment::submarine, 0.2}) == Items{"fibre.submarine"});
}

TEST_CASE("the mean slope is all climbing and falling over the way", "[money]")
{
    //   heights 0 10 0 5, 100 m apart: 25 m in 300 m
    CHECK(*meanSlope(std::vector<double>{0, 10, 0, 5}, 100) == Approx(25.0 / 300));
    CHECK(*meanSlope(std::vector<double>{7, 7}, 100) == 0);
    // A void breaks the way: only 0 to 10 is known.
    CHECK(*meanSlope(std::vector<double>{0, 10, NAN, 5}, 100) == Approx(0.1));
    CHECK_FALSE(meanSlope(std::vector<double>{5, NAN, 5}, 100));
    CHECK_FALSE(meanSlope(std::vector<double>{5}, 100));
}
