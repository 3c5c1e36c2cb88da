#include "geo/error.h"
#include "planning/coverage/antenna_file.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace planning;

TEST_CASE("the default sector is that of 3GPP TR 36.814", "[coverage][antenna]")
{ // Goldens by hand: 12 (35/70)^2 = 3; 12 (5/10)^2 = 3; floors 25 and 20, together 25.
    const Antenna sector = Antenna::sector(90.0, {}, 4.0);
    const auto [bearing, down, expected] = GENERATE(table<float, float, float>({
        {90, 4, 0},
        {125, 4, 3},
        {55, 4, 3},
        {90, 9, 3},
        {90, -1, 3},
        {125, 9, 6},
        {90, 90, 20},
        {270, 4, 25},
        {270, 90, 25},
        {450, 4, 0},
    }));
    CHECK(sector.attenuation_db(bearing, down) == Approx(expected).margin(1e-4));
    CHECK(Antenna::sector(0.0, 30.0, 0.0).attenuation_db(-15, 0) == Approx(3));
}

TEST_CASE("a cell without azimuth radiates the same all around", "[coverage][antenna]")
{
    const Antenna plain = Antenna::sector({}, 65.0, {});
    CHECK(plain.isotropic());
    CHECK(plain.attenuation_db(123, 45) == 0);
    const Antenna tilted = Antenna::sector({}, {}, 2.0);
    CHECK(tilted.attenuation_db(10, 2) == 0);
    CHECK(tilted.attenuation_db(200, 7) == Approx(3));
}

namespace {

/// Loss grows by 0.1 dB per degree aside; vertical: 0.5 dB per degree from 6 degrees down.
std::string planetFile(int horizontal = 360, int vertical = 360)
{
    std::string text = "NAME K739\r\nMAKE Somebody\r\nFREQUENCY 947.5\r\nGAIN 15 dBd\r\n"
                       "TILT ELECTRICAL\r\nCOMMENT tilt 6\r\n";
    text += fmt::format("HORIZONTAL {}\r\n", horizontal);
    for (int i = 0; i < horizontal; ++i) {
        text += fmt::format("{} {}\r\n", i, 0.1 * std::min(i, 360 - i));
    }
    text += fmt::format("VERTICAL {}\r\n", vertical);
    for (int i = 0; i < vertical; ++i) {
        const int off = std::abs(i - 6);
        text += fmt::format("{} {}\r\n", i, 0.5 * std::min(off, 360 - off));
    }
    return text;
}

} // namespace

TEST_CASE("an MSI pattern is met exactly on both of its cuts", "[coverage][antenna]")
{
    const AntennaPattern pattern = parseAntenna(planetFile(), "k739.msi");
    CHECK(pattern.name == "K739");
    CHECK(pattern.frequency_mhz == 947.5);
    CHECK(*pattern.gain_dbi == Approx(17.15));
    const Antenna antenna = Antenna::measured(pattern, 120.0, {});
    CHECK(antenna.attenuation_db(120, 6) == Approx(0).margin(1e-5));
    CHECK(antenna.attenuation_db(120, 10) == Approx(2));
    CHECK(antenna.attenuation_db(120, -4) == Approx(5));
    CHECK(antenna.attenuation_db(120, 7.5) == Approx(0.75));
    // Straight behind, 20 degrees down: the vertical cut 160 degrees round.
    CHECK(antenna.attenuation_db(300, 20) == Approx(0.5 * 154));
    // Three degrees of mechanical tilt put the beam 9 degrees down in front and 3 behind.
    const Antenna tilted = Antenna::measured(pattern, 120.0, 3.0);
    CHECK(tilted.attenuation_db(120, 9) == Approx(0).margin(1e-5));
    CHECK(tilted.attenuation_db(300, 20) == Approx(0.5 * (180 - 23 - 6)));
}

TEST_CASE("what vendors write differently is read alike", "[coverage][antenna]")
{
    const AntennaPattern usual = parseAntenna(planetFile(), "k739.msi");
    // A name of several words, units joined to their numbers, commas between angle and value,
    // gains instead of losses, angles as -180 to 179, every second degree, 360 given beside 0.
    std::string odd = "name K 739 v2\nGain 17.15dBi\nTILT 6\nHORIZONTAL 181\n";
    for (int i = -180; i <= 180; i += 2) {
        odd += fmt::format("{},{}\n", i, -0.1 * std::abs(i));
    }
    odd += "VERTICAL 181\n";
    for (int i = 0; i <= 360; i += 2) {
        const int off = std::abs(i % 360 - 6);
        odd += fmt::format("{}, {}\n", i, -0.5 * std::min(off, 360 - off));
    }
    const AntennaPattern read = parseAntenna(odd, "odd.msi");
    CHECK(read.name == "K 739 v2");
    CHECK(*read.gain_dbi == Approx(17.15));
    CHECK(read.electrical_tilt_deg == 6.0);
    for (const std::size_t i : {0U, 1U, 6U, 90U, 179U, 180U, 270U, 359U}) {
        CAPTURE(i);
        CHECK(read.horizontal_db[i] == Approx(usual.horizontal_db[i]).margin(1e-4));
        CHECK(read.vertical_db[i] == Approx(usual.vertical_db[i]).margin(1e-4));
    }
    CHECK(*parseAntenna("GAIN 15\n" + planetFile().substr(planetFile().find("HORIZ")), "x")
               .gain_dbi == Approx(17.15)); // over a dipole when nothing is said
}

TEST_CASE("a Radio Mobile pattern starts straight up", "[coverage][antenna]")
{
    std::string text;
    for (int i = 0; i < 360; ++i) {
        text += fmt::format("{}\n", -0.1 * std::min(i, 360 - i));
    }
    const std::string flat = text;
    for (int k = 0; k < 360; ++k) { // 0.25 dB per degree from the horizon, which is value 90
        const int off = std::abs(k - 90);
        text += fmt::format("{}\n", -0.25 * std::min(off, 360 - off));
    }
    const AntennaPattern full = parseAntenna(text, "x.ant");
    CHECK(full.vertical_db[0] == 0);
    CHECK(full.vertical_db[30] == Approx(7.5)); // 30 degrees down
    CHECK(full.vertical_db[330] == Approx(7.5));
    CHECK(full.vertical_db[180] == Approx(45));
    CHECK(full.horizontal_db[350] == Approx(1));
    CHECK(parseAntenna(flat, "y.ant").vertical_db[45] == 0);
}

TEST_CASE("an antenna file that is none is refused by name", "[coverage][antenna]")
{
    const std::string twelve = "0\n-1\n-2\n-3\n-4\n-5\n-6\n-5\n-4\n-3\n-2\n-1\n";
    const auto [text, says] = GENERATE_REF(table<std::string, std::string>(
        {{twelve, "12 values"},
         {"", "empty"},
         {"\x89PNG\r\n\x1a\n", "not a gain"},
         {planetFile(360, 200), "no values between"},
         {planetFile().substr(0, 3000), "says it has 360"},
         {"HORIZONTAL 360\n0 0\n1 x\n", "has 1 values"},
         {"HORIZONTAL 12\n0 0\n30 1\n60 2\n90 3\n120 4\n150 5\n180 6\n210 5\n240 4\n270 3\n300 "
          "2\n330 1\n",
          "only 12 values"},
         {planetFile().substr(0, planetFile().find("VERTICAL")), "no vertical cut"}}));
    CHECK_THROWS_WITH(parseAntenna(text, "bad.ant"),
                      Catch::Contains(says) && Catch::Contains("bad.ant"));
}
