#include "planning/coverage/link_budget.h"

#include <catch2/catch.hpp>

using namespace planning;

TEST_CASE("the reference level lies under EIRP by what the standard spreads it over", "[coverage]")
{ // Goldens by hand: 10 log10(12 x 50) = 27.78, (12 x 100) = 30.79, 12 x 52 = 27.95, 12 x 273 =
  // 35.15.
    CHECK(referenceOffset_db(Technology::gen2, {}, 900) == 0);
    CHECK(referenceOffset_db(Technology::gen3, 5.0, 2100) == 10);
    CHECK(referenceOffset_db(Technology::gen4, {}, 1800) == Approx(27.7815).margin(1e-4));
    CHECK(referenceOffset_db(Technology::gen4, 20.0, 1800) == Approx(30.7918).margin(1e-4));
    CHECK(referenceOffset_db(Technology::gen5, 10.0, 700) == Approx(27.9518).margin(1e-4));
    CHECK(referenceOffset_db(Technology::gen5, 100.0, 3500) == Approx(35.1534).margin(1e-4));
}

TEST_CASE("resource blocks follow the standard's tables, odd widths use nine tenths", "[coverage]")
{
    CHECK(resourceBlocks(Technology::gen4, 1.4, 800) == 6);
    CHECK(resourceBlocks(Technology::gen4, 15, 800) == 75);
    CHECK(resourceBlocks(Technology::gen5, 20, 2100) == 106);
    CHECK(resourceBlocks(Technology::gen5, 20, 3500) == 51);
    CHECK(resourceBlocks(Technology::gen5, 80, 2600) == 217);
    CHECK(resourceBlocks(Technology::gen4, 7, 800) == 35); // 0.9 x 7 MHz / 180 kHz
    CHECK(resourceBlocks(Technology::gen4, 0.01, 800) == 1);
}

TEST_CASE("a threshold is one technology and one level", "[coverage]")
{
    Thresholds thresholds;
    CHECK(thresholds[Technology::gen4] == -110);
    CHECK_FALSE(setThreshold(thresholds, "4G=-105.5"));
    CHECK(thresholds[Technology::gen4] == -105.5);
    CHECK_FALSE(setThreshold(thresholds, "2g=-90"));
    CHECK(thresholds[Technology::gen2] == -90);
    const auto bad = GENERATE("4G", "6G=-100", "4G=", "4G=-1e9", "4G=nan", "4G=-100dBm", "=-100");
    CHECK(setThreshold(thresholds, bad));
    CHECK(thresholds[Technology::gen4] == -105.5);
}
