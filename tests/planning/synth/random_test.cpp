#include "planning/synth/build.h"

#include <catch2/catch.hpp>

#include <numeric>

using namespace planning::synth;

TEST_CASE("numbers drawn are those of SplitMix64", "[synth]")
{
    // Goldens: Vigna's splitmix64.c for the seed 1234567, as printed on Rosetta Code.
    constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;
    CHECK(mixed(1234567) == 6457827717110365317ULL);
    CHECK(mixed(1234567 + golden) == 3203168211198807973ULL);
    CHECK(mixed(1234567 + 2 * golden) == 9817491932198370423ULL);
}

TEST_CASE("distributions have the mean and spread they should", "[synth]")
{
    Random random{42};
    constexpr int count = 200000;
    double sum = 0;
    double squares = 0;
    double uniform = 0;
    int below = 0;
    for (int i = 0; i < count; ++i) {
        const double x = random.normal();
        sum += x;
        squares += x * x;
        uniform += random.uniform();
        below += random.between(18, 22, 30) < 22 ? 1 : 0;
    }
    // Four standard errors of each estimate.
    CHECK(sum / count == Approx(0).margin(4 / std::sqrt(count)));
    CHECK(squares / count == Approx(1).margin(4 * std::sqrt(2.0 / count)));
    CHECK(uniform / count == Approx(0.5).margin(4 * std::sqrt(1.0 / 12 / count)));
    CHECK(below / static_cast<double>(count) == Approx(0.5).margin(4 * 0.5 / std::sqrt(count)));
}

TEST_CASE("streams for different purposes are different, for the same purpose the same", "[synth]")
{
    const Random random{7};
    CHECK(random.stream("sites", 1).next() == random.stream("sites", 1).next());
    CHECK(random.stream("sites", 1).next() != random.stream("sites", 2).next());
    CHECK(random.stream("sites", 1).next() != random.stream("links", 1).next());
    CHECK(Random{7}.stream("sites").next() != Random{8}.stream("sites").next());
}

TEST_CASE("noise is smooth, centred and does not repeat", "[synth]")
{
    const Noise noise{3, 5000};
    double sum = 0;
    double most = 0;
    double jump = 0;
    int count = 0;
    for (double y = 0; y < 200000; y += 1700) {
        for (double x = 0; x < 200000; x += 1700) {
            const double here = noise.at(x, y);
            sum += here;
            most = std::max(most, std::abs(here));
            jump = std::max(jump, std::abs(noise.at(x + 10, y) - here));
            ++count;
        }
    }
    CHECK(sum / count == Approx(0).margin(0.02));
    CHECK(most > 0.6);
    CHECK(most < 1.5);
    CHECK(jump < 0.03); // over 10 m of 5 km
}

TEST_CASE("rounding leaves numbers that print short", "[synth]")
{
    CHECK(rounded(12.34999, 0.1) == 12.3);
    CHECK(rounded(-12.35001, 0.1) == -12.4);
    CHECK(rounded(1234.5, 10) == 1230);
    CHECK(rounded(34.4567894, 1e-6) == 34.456789);
}

TEST_CASE("apportioning gives whole shares that add up", "[synth]")
{
    // Largest remainder by hand: quotas 1.5, 1.5, 7 → 2, 1, 7; the Alabama house of 10 and 11 seats
    // for 6, 6 and 2 people: 4, 4, 2 and 5, 5, 1.
    CHECK(apportion({1.5, 1.5, 7}, 10) == std::vector<int>{2, 1, 7});
    CHECK(apportion({6, 6, 2}, 10) == std::vector<int>{4, 4, 2});
    CHECK(apportion({6, 6, 2}, 11) == std::vector<int>{5, 5, 1});
    CHECK(apportion({0, 0}, 5) == std::vector<int>{0, 0});
    CHECK(apportion({}, 5).empty());
}

TEST_CASE("clusters find the clumps points lie in", "[synth]")
{
    std::vector<geo::XY> points;
    Random random{1};
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, {10000.0, 0.0}, {0.0, 20000.0}}) {
        for (int i = 0; i < 20; ++i) {
            points.push_back({x + random.uniform(-500, 500), y + random.uniform(-500, 500)});
        }
    }
    const Clusters found = cluster(points, std::vector<double>(points.size(), 1.0), 3);
    REQUIRE(found.centres.size() == 3);
    for (std::size_t i = 0; i < points.size(); ++i) {
        CHECK(found.label[i] == found.label[i / 20 * 20]);
        CHECK(metresBetween(found.centres[found.label[i]], points[i]) < 1000);
    }
}
