#include "planning/restoration/population.h"
#include "planning/restoration/review.h"
#include "tests/planning/restoration/small_worlds.h"

#include <catch2/catch.hpp>

using namespace small_worlds;

namespace {

/// Two arms of four masts each behind a hub that is damaged too; a crew day for each, one crew:
///
///     a0 a1 a2 a3 - a-hub - core - b-hub - b0 b1 b2 b3      the higher the number, the more people
Instance twoArms()
{
    Builder b{10};
    b.resource("crew", std::vector<double>(10, 1.0), false).network("net").source("core");
    for (const std::string arm : {"a", "b"}) {
        const std::string hub = arm + "-hub";
        b.vertex(hub, {1}).edge(hub + "-core", hub, "core");
        for (int i = 0; i < 4; ++i) {
            const std::string mast = arm + std::to_string(i);
            b.vertex(mast, {1})
                .edge(mast + "-link", mast, hub)
                .demand(100 + (arm == "a" ? 10 : 12) * i, {mast});
        }
    }
    return b.in;
}

/// The hubs, then masts of the two arms in turn; an arm is begun with its best or with its worst.
Plan inTurn(const Model& model, bool bestOfA, bool bestOfB)
{
    std::vector<Index> a, b, order;
    for (Index task = 0; task < model.tasks(); ++task) {
        const std::string& id = model.instance->parts[model.task_part[task]].id;
        (id.ends_with("hub") ? order : id[0] == 'a' ? a : b).push_back(task);
    }
    if (bestOfA) {
        std::ranges::reverse(a);
    }
    if (bestOfB) {
        std::ranges::reverse(b);
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        order.push_back(a[i]);
        order.push_back(b[i]);
    }
    return decode(model, order);
}

} // namespace

TEST_CASE("a plan right in one district and one right in the other breed one right in both",
          "[restoration]")
{
    const Instance in = twoArms();
    const Review reviewed = review(in);
    const Model model = compile(in, reviewed);
    REQUIRE(model.tasks() == 10);
    const Plan right_in_a = inTurn(model, true, false);
    const Plan right_in_b = inTurn(model, false, true);
    const Plan right_in_both = inTurn(model, true, true);
    REQUIRE(right_in_both.value > std::max(right_in_a.value, right_in_b.value));
    Population population{model, 8};
    population.offer(right_in_a);
    population.offer(right_in_b);
    Random random{1};
    for (int i = 0; i < 400; ++i) {
        population.offer(population.child(random));
    }
    CHECK(population.plans().front().value >= right_in_both.value);
    CHECK(population.size() == 8);
}

TEST_CASE("of plans worth the same one is kept, and of too many the worst goes", "[restoration]")
{
    const Instance in = twoArms();
    const Review reviewed = review(in);
    const Model model = compile(in, reviewed);
    Population population{model, 2};
    population.offer(inTurn(model, false, false));
    population.offer(inTurn(model, false, false));
    CHECK(population.size() == 1);
    Random random{1};
    CHECK(population.child(random).value == inTurn(model, false, false).value);
    population.offer(inTurn(model, true, false));
    population.offer(inTurn(model, true, true));
    REQUIRE(population.size() == 2);
    CHECK(population.plans()[0].value == inTurn(model, true, true).value);
    CHECK(population.plans()[1].value == inTurn(model, true, false).value);
}
