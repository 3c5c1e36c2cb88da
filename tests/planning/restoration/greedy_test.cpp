#include "planning/restoration/greedy.h"
#include "planning/restoration/review.h"
#include "tests/planning/restoration/small_worlds.h"

#include <catch2/catch.hpp>

using namespace small_worlds;

TEST_CASE("crews that could nearly do everything every day for a year are not taken for none",
          "[restoration]")
{
    // Ten masts, a crew day each; nine crew days in each of 365 days: 3,285 for ten works.
    Builder b{365};
    b.resource("crew", std::vector<double>(365, 9.0), false).network("masts");
    for (int i = 0; i < 10; ++i) {
        const std::string id = "M" + std::to_string(i);
        b.source(id, {1.0}).demand(100.0 + 10 * i, {id});
    }
    const Review reviewed = review(b.in);
    const Model model = compile(b.in, reviewed);
    REQUIRE(model.kinds() == 1);
    const std::vector<Index> order = greedyOrder(model, {});
    REQUIRE(order.size() == 10);
    for (std::size_t i = 0; i < order.size(); ++i) {
        CHECK(model.task_part[order[i]] == 9 - i); // the heaviest first
    }
}
