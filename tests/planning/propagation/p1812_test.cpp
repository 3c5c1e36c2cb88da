#include "planning/propagation/p1812.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

using namespace planning::propagation;

namespace {

struct Case {
    std::string id;
    std::vector<double> d_km, h_m, clutter_m;
    std::vector<RadioZone> zone;
    P1812Request request;
    double Lb_db = 0;
    PathProfile profile() const { return {d_km, h_m, clutter_m, zone}; }
};

Case caseOf(const nlohmann::json& j)
{
    Case c;
    c.id = j.at("id").get<std::string>();
    c.d_km = j.at("d_km").get<std::vector<double>>();
    c.h_m = j.at("h_m").get<std::vector<double>>();
    c.clutter_m = j.at("clutter_m").get<std::vector<double>>();
    for (const int zone : j.at("zone").get<std::vector<int>>()) {
        c.zone.push_back(static_cast<RadioZone>(zone));
    }
    const auto number = [&j](const char* key) { return j.at(key).get<double>(); };
    c.request = {.f_ghz = number("f_ghz"),
                 .time_percent = number("p"),
                 .location_percent = number("pL"),
                 .location_sigma_db = number("sigma_L"),
                 .tx_height_m = number("htg"),
                 .rx_height_m = number("hrg"),
                 .polarisation = static_cast<Polarisation>(j.at("pol").get<int>()),
                 .latitude_deg =
                     pathCentreLatitude_deg(number("lam_t"), number("phi_t"), number("lam_r"),
                                            number("phi_r"), c.d_km.back()),
                 .dn = number("DN"),
                 .n0 = number("N0"),
                 .tx_coast_km = number("dct"),
                 .rx_coast_km = number("dcr")};
    c.Lb_db = number("Lb_db");
    return c;
}

/// A kilometre of flat ground.
struct Flat {
    std::vector<double> d_km{0, 0.25, 0.5, 0.75, 1};
    std::vector<double> h_m{10, 10, 10, 10, 10};
    P1812Request request{.f_ghz = 0.9, .tx_height_m = 30, .rx_height_m = 1.5};
    PathProfile profile() const { return {d_km, h_m}; }
};

} // namespace

TEST_CASE("P.1812 agrees with the published program on random paths to 1e-6 dB", "[propagation]")
{
    // shared/validation/peer/p1812.jsonl; 1e-6 dB is PROVENANCE.md's tolerance for double
    // precision.
    std::ifstream in{SILA_SHARED "/validation/peer/p1812.jsonl"};
    if (!in) {
        WARN("no shared data: P.1812 is not compared");
        return;
    }
    std::string line;
    int cases = 0;
    while (std::getline(in, line)) {
        const Case c = caseOf(nlohmann::json::parse(line));
        INFO(c.id);
        CHECK(p1812(c.profile(), c.request).Lb_db == Approx(c.Lb_db).margin(1e-6).epsilon(0));
        ++cases;
    }
    CHECK(cases == 500);
}

TEST_CASE("a clear short path loses free space on its 3-D length", "[propagation]")
{
    // By hand, P.1812-6 eq. (8): 92.4 + 20 lg 0.9 + 10 lg(1 + 0.0285^2) = 91.4884 dB.
    const Flat path;
    const P1812Result r = p1812(path.profile(), path.request);
    CHECK(r.Lbfs_db == Approx(91.4884).margin(1e-4));
    CHECK(r.path.line_of_sight);
    CHECK(r.Lb_db >= r.Lb0p_db);
}

TEST_CASE("location variability counts towards land, not over the sea", "[propagation]")
{
    Flat path;
    const double median_db = p1812(path.profile(), path.request).Lb_db;
    path.request.location_percent = 90;
    path.request.location_sigma_db = 5.5;
    // 90 % of a normal distribution lies below 1.2817 (P.1812's approximation) times 5.5 dB.
    CHECK(p1812(path.profile(), path.request).Lb_db == Approx(median_db + 7.049).margin(0.01));
    const std::vector<RadioZone> zone{RadioZone::inland, RadioZone::inland, RadioZone::inland,
                                      RadioZone::inland, RadioZone::sea};
    P1812Request median = path.request;
    median.location_percent = 50;
    const PathProfile to_sea{path.d_km, path.h_m, {}, zone};
    CHECK(p1812(to_sea, path.request).Lb_db == p1812(to_sea, median).Lb_db);
}

TEST_CASE("P.1812 says what is wrong with a path", "[propagation]")
{
    Flat path;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto message = [&path] {
        try {
            p1812(path.profile(), path.request);
        } catch (const geo::Error& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    SECTION("an unknown height")
    {
        path.h_m[2] = nan;
        CHECK_THAT(message(), Catch::Contains("point 3: the height is not a number"));
    }
    SECTION("points out of order")
    {
        std::swap(path.d_km[1], path.d_km[2]);
        CHECK_THAT(message(), Catch::Contains("point 3") && Catch::Contains("Sort the points"));
    }
    SECTION("one point")
    {
        path.d_km = {0};
        path.h_m = {0};
        CHECK_THAT(message(), Catch::Contains("1 point") && Catch::Contains("three"));
    }
    SECTION("no length")
    {
        path.d_km = {0, 0, 0, 0, 0};
        CHECK_THAT(message(), Catch::Contains("the path is 0 km long"));
    }
    SECTION("a place twice")
    {
        path.d_km[2] = path.d_km[1];
        CHECK_THAT(message(), Catch::Contains("point 3") && Catch::Contains("each place once"));
    }
    SECTION("lists of different length")
    {
        path.h_m.pop_back();
        CHECK_THAT(message(), Catch::Contains("5 distances but 4 heights"));
    }
    SECTION("frequency 0")
    {
        path.request.f_ghz = 0;
        CHECK_THAT(message(), Catch::Contains("frequency 0 GHz"));
    }
    SECTION("a buried antenna")
    {
        path.request.tx_height_m = -5;
        CHECK_THAT(message(), Catch::Contains("transmitter height -5 m"));
    }
    SECTION("an empty profile")
    {
        path.d_km.clear();
        path.h_m.clear();
        CHECK_THAT(message(), Catch::Contains("0 points"));
    }
    SECTION("a height that is no number")
    {
        path.request.rx_height_m = nan;
        CHECK_THAT(message(), Catch::Contains("receiver height"));
    }
    SECTION("more than half of the time")
    {
        path.request.time_percent = 60;
        CHECK_THAT(message(), Catch::Contains("time percentage 60 %"));
    }
}

TEST_CASE("P.1812 computes outside its range but says so", "[propagation]")
{
    Flat path;
    CHECK(p1812Warnings(path.profile(), path.request).empty());
    path.request.f_ghz = 7;
    path.request.tx_height_m = 5000;
    CHECK(std::isfinite(p1812(path.profile(), path.request).Lb_db));
    const auto warnings = p1812Warnings(path.profile(), path.request);
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0] == "frequency 7 GHz is outside the model's range of 0.03 to 6 GHz");
    CHECK(warnings[1] ==
          "antenna height above ground 5000 m is outside the model's range of 1 to 3000 m");
}
