#include "planning/network/action_faults.h"
#include "planning/network/mends.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

#include <limits>

using namespace planning;
using namespace tests;

namespace {

Scenario world()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("S1", "CORE"), site("S2", "CORE")};
    return w;
}

} // namespace

TEST_CASE("each action that nobody can carry out is named with its fault", "[actions]")
{
    Scenario w = world();
    w.actions = {action("good", "S1", ActionKind::repair, 100),
                 action("cheap", "S1", ActionKind::repair, -500),
                 action("lost", "S9", ActionKind::repair, 100),
                 action("lonely", "S2", ActionKind::repair, 100),
                 action("later", "S2", ActionKind::power, 100)};
    w.actions[3].after_ids = {"nobody"};
    w.actions[4].after_ids = {"cheap"};
    const auto faults = faultsOfActions(w);
    CHECK(faults[0].empty());
    CHECK(faults[1] == "its cost is -500 USD; a cost cannot be below zero");
    CHECK(faults[2] == "it is on 'S9', which is no asset of the workspace");
    CHECK(faults[3] == "it waits for 'nobody', which is no action");
    CHECK(faults[4] == "it waits for 'cheap', which cannot be done: " + faults[1]);
    // The good one is the cheapest that can be used, not the one that pays 500.
    const auto mend = Mends{w}.cheapest({AssetKind::site, 0}, false);
    REQUIRE(mend);
    CHECK(mend->choice == 0);
}

TEST_CASE("an action whose parts nobody can count is named", "[actions]")
{
    Scenario w = world();
    w.actions = {action("mend", "S1", ActionKind::repair, 100)};
    w.actions[0].parts["antenna"] = std::numeric_limits<double>::quiet_NaN();
    CHECK(faultsOfActions(w).front() == "the count of part 'antenna' is not a number");
}

TEST_CASE("circles of precedence are named all round, and what waits for them too", "[actions]")
{
    //  a → b → c → a      d → d      e waits for b      f is free
    Scenario w = world();
    for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
        w.actions.push_back(action(id, "S1", ActionKind::repair, 100));
    }
    w.actions[0].after_ids = {"b"};
    w.actions[1].after_ids = {"c"};
    w.actions[2].after_ids = {"a"};
    w.actions[3].after_ids = {"d"};
    w.actions[4].after_ids = {"b"};
    const auto faults = faultsOfActions(w);
    CHECK(faults[0] == "it waits for itself: 'a' waits for 'b' waits for 'c' waits for 'a'");
    CHECK(faults[1] == faults[0]);
    CHECK(faults[2] == faults[0]);
    CHECK(faults[3] == "it waits for itself: 'd' waits for 'd'");
    CHECK_THAT(faults[4], Catch::StartsWith("it waits for 'b', which cannot be done"));
    CHECK(faults[5].empty());
}
