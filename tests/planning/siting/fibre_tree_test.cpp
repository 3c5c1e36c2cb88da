// One road from west to east with a branch to the north; metres by hand.
//
//              c (2000, 1000)
//              |
//   N----a-----+----b            x (9000, 5000): far from every road
//   0   500   2000  3000
#include "planning/siting/fibre_tree.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {

Road road(geo::LineOf<geo::XY> line)
{
    Road r;
    r.line_xy.push_back(std::move(line));
    return r;
}
const std::vector<Road> roads{road({{0, 0}, {2000, 0}, {3000, 0}}),
                              road({{2000, 0}, {2000, 1000}})};
const std::vector<geo::XY> node{{0, 0}};

} // namespace

TEST_CASE("fibre goes from place to place along the roads", "[siting]")
{
    const std::vector<geo::XY> places{{3000, 0}, {2000, 1000}, {400, 0}, {9000, 5000}};
    const auto ways = *fibreTree(places, node, roads);
    CHECK(ways[2].km.value() == Approx(0.4)); // a, from the node
    CHECK_FALSE(ways[2].parent);
    CHECK(ways[0].km.value() == Approx(2.6)); // b, from a: 3000 − 400
    CHECK(ways[0].parent == 2U);
    CHECK(ways[1].km.value() == Approx(2.0)); // c, from b over the junction: 1000 + 1000
    CHECK(ways[1].parent == 0U);
    CHECK_FALSE(ways[3].km);
    CHECK(ways[3].off_road);
}

TEST_CASE("fibre is as long as the road to the very place", "[siting]")
{
    const std::vector<Road> straight{road({{0, 0}, {20'000, 0}})}; // no point between its ends
    const std::vector<geo::XY> at{{130, 0}};
    const std::vector<geo::XY> places{{1'000, 0}, {1'012.5, 50}, {19'999, 0}};
    const auto ways = *fibreTree(places, at, straight);
    CHECK(ways[0].km.value() == Approx(0.87));
    CHECK(ways[1].km.value() == Approx(0.0125 + 0.05)); // on the same piece, 50 m beside it
    CHECK(ways[2].km.value() == Approx(18.999)); // from the first again, which is on the road
    CHECK(ways[2].parent == 0U);
}

TEST_CASE("a place that passes no fibre on hangs as a leaf", "[siting]")
{
    const std::vector<geo::XY> places{{3000, 0}, {400, 0}};
    const auto ways = *fibreTree(places, node, roads, {}, {}, {true, false});
    CHECK(ways[1].km.value() == Approx(0.4));
    CHECK(ways[0].km.value() == Approx(3.0)); // past a, from the node
    CHECK_FALSE(ways[0].parent);
    const auto straight = *fibreTree(places, node, {}, {}, {}, {true, false});
    CHECK(straight[0].km.value() == Approx(1.27 * 3));
    CHECK_FALSE(straight[0].parent);
}

TEST_CASE("the way to the road is counted at both ends", "[siting]")
{
    const std::vector<geo::XY> places{{1000, 300}, {2000, 1000}};
    const auto ways = *fibreTree(places, node, roads);
    CHECK(ways[0].km.value() == Approx(1.3));
    CHECK(ways[1].km.value() == Approx(0.3 + 1.0 + 1.0)); // from the first, 300 m back to the road
    CHECK(ways[1].parent == 0U);
}

TEST_CASE("without roads straight lines serve, with a factor that says so", "[siting]")
{
    FibreTreeRequest request;
    request.straight_factor = 1.5;
    const std::vector<geo::XY> places{{0, 4000}, {3000, 4000}};
    const auto ways = *fibreTree(places, node, {}, request);
    CHECK(ways[0].km.value() == Approx(6.0));
    CHECK(ways[1].km.value() == Approx(4.5)); // 3 km from the first rather than 5 from the node
    CHECK(ways[1].parent == 0U);
}

TEST_CASE("without a node nothing can be laid", "[siting]")
{
    const std::vector<geo::XY> places{{0, 0}, {1000, 0}};
    CHECK_FALSE((*fibreTree(places, {}, roads))[0].km);
    CHECK_FALSE((*fibreTree(places, {}, {}))[1].km);
}
