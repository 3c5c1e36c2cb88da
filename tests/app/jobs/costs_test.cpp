// Cost sets side by side, with the traps of reading them.
#include "app/jobs/cost_compare.h"

#include <catch2/catch.hpp>

using namespace app;

TEST_CASE("cost sets stand side by side with both viewpoints and the traps", "[costs][job]")
{
    // Goldens: shared/design/figures.md (CPP arithmetic) and peers.md (59 m, 477 m, 677 m).
    const auto json = asJson(compareCosts({{"cpp", planning::cppCatalogue()},
                                           {"giga", planning::gigaCatalogue()},
                                           {"sila", planning::silaCatalogue()}},
                                          {}));
    REQUIRE(json["connections"].size() == 12);
    const auto& fibre = json["connections"][0];
    CHECK(fibre["coo"] == Approx(34'250));
    CHECK(fibre["pp_coo"] == Approx(30'765.35).margin(0.005));
    CHECK(fibre["pp_profit"] == Approx(-29'777.27).margin(0.01));
    const auto& hop = json["connections"][2];
    const auto& satellite = json["connections"][3];
    CHECK(1000 * satellite["fibre_break_even_km_without_fee"].get<double>() ==
          Approx(59).margin(0.5));
    CHECK(1000 * hop["fibre_break_even_km_without_fee"].get<double>() == Approx(477).margin(0.5));
    std::string traps;
    for (const auto& trap : json["traps"]) {
        traps += trap.get<std::string>() + "\n";
    }
    CHECK_THAT(traps, Catch::Contains("revenue") && Catch::Contains("up to 59 m") &&
                          Catch::Contains("up to 677 m"));
}

TEST_CASE("cost sets say what their technologies cannot carry", "[costs][job]")
{
    CompareRequest request;
    request.mbps = 500; // CPP: satellite and radio carry 400 at most, fibre reaches 50 km
    request.road_km = 60;
    const auto traps = [&] {
        std::string all;
        for (const std::string& trap :
             compareCosts({{"cpp", planning::cppCatalogue()}}, request).traps) {
            all += trap + "\n";
        }
        return all;
    };
    CHECK_THAT(traps(), Catch::Contains("satellite carries at most 400 Mbit/s") &&
                            Catch::Contains("fibre reaches at most 50 km"));
    request.mbps = 400;
    request.road_km = 50;
    CHECK_THAT(traps(), !Catch::Contains("at most"));
}
