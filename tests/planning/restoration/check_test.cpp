#include "planning/restoration/check.h"
#include "tests/planning/restoration/small_worlds.h"

#include <catch2/catch.hpp>

using namespace small_worlds;

namespace {

/// core ---span(damaged)--- hub(damaged) ---intact--- site; the hub needs the plant (damaged).
Builder chain()
{
    Builder b{4};
    b.resource("money", {10, 0, 5, 5}).resource("crew", {2, 2, 2, 2}, false);
    b.network("net").source("core").vertex("hub", {4, 2}).vertex("site");
    b.edge("span", "core", "hub", {6, 1}).edge("link", "hub", "site");
    b.network("grid").source("plant", {5, 3});
    b.needs("hub", "plant");
    b.demand(100, {"site"}).demand(10, {"core"});
    return b;
}

Verdict judge(const Builder& b, const std::vector<std::pair<std::string, int>>& works)
{
    std::vector<ScheduledWork> list;
    for (const auto& [id, period] : works) {
        list.push_back({b.index.at(id), period});
    }
    return check(b.in, list);
}

bool mentions(const Verdict& verdict, const std::string& text)
{
    return std::ranges::any_of(verdict.violations, [&](const std::string& v) {
        return v.find(text) != std::string::npos;
    });
}

} // namespace

TEST_CASE("the checker replays a plan period by period", "[restoration]")
{
    const Builder b = chain();
    // Money: 10 by period 0 (span 6 + hub 4), plant 5 in period 2. Crew: the plant takes 3 of 2 a
    // period, so it is spread over periods 1 and 2; hub and span fill period 0 with 3 > 2, so the
    // span waits for period 1, and the plant finds 1 there and 2 in period 2.
    const Verdict verdict = judge(b, {{"hub", 0}, {"span", 1}, {"plant", 2}});
    CHECK(verdict.violations == std::vector<std::string>{});
    CHECK(verdict.feasible);
    CHECK(verdict.curve == std::vector<double>{10, 10, 110, 110});
    CHECK(verdict.value == 240);
    CHECK(verdict.use == std::vector<double>{15, 6});
}

TEST_CASE("the checker rejects every kind of plan that cannot be", "[restoration]")
{
    Builder b = chain();
    SECTION("more money than there is so far")
    {
        const Verdict verdict = judge(b, {{"hub", 0}, {"span", 1}, {"plant", 1}});
        CHECK_FALSE(verdict.feasible);
        CHECK(mentions(verdict, "15 of money is used up to period 1; 10 is supplied"));
    }
    SECTION("more crew in a period than there is")
    {
        const Verdict verdict = judge(b, {{"hub", 0}, {"span", 0}});
        CHECK_FALSE(verdict.feasible);
        CHECK(mentions(verdict, "3 of crew is used in period 0; 2 is supplied"));
    }
    SECTION("a long work that does not fit in before it is finished")
    {
        b.in.resources[0].supply[0] = 100;
        CHECK(judge(b, {{"plant", 1}}).feasible);
        CHECK_FALSE(judge(b, {{"plant", 0}}).feasible);
        CHECK_FALSE(judge(b, {{"hub", 0}, {"plant", 1}}).feasible);
        CHECK(judge(b, {{"hub", 0}, {"plant", 2}}).feasible);
    }
    SECTION("before the earliest period")
    {
        b.at("hub").earliest = 1;
        CHECK(mentions(judge(b, {{"hub", 0}}), "before its earliest 1"));
        CHECK(judge(b, {{"hub", 1}}).feasible);
    }
    SECTION("outside the windows")
    {
        b.at("hub").windows = {{0, 0}, {3, 3}};
        CHECK(mentions(judge(b, {{"hub", 1}}), "outside its windows"));
        CHECK(judge(b, {{"hub", 3}}).feasible);
    }
    SECTION("before what must come first")
    {
        b.after("hub", "span");
        CHECK(mentions(judge(b, {{"hub", 0}, {"span", 1}}), "must come first"));
        CHECK(mentions(judge(b, {{"hub", 0}}), "must come first"));
        CHECK(judge(b, {{"hub", 1}, {"span", 0}}).feasible);
    }
    SECTION("what is not damaged, twice, or out of time")
    {
        CHECK(mentions(judge(b, {{"link", 0}}), "is not damaged"));
        CHECK(mentions(judge(b, {{"hub", 0}, {"hub", 1}}), "mended twice"));
        CHECK(mentions(judge(b, {{"hub", 4}}), "there are periods 0 to 3"));
        CHECK(mentions(judge(b, {{"hub", -1}}), "there are periods 0 to 3"));
    }
}

TEST_CASE("what is on follows the rules of the format", "[restoration]")
{
    SECTION("a source that is damaged feeds nobody until it is mended")
    {
        Builder b{2};
        b.resource("money", {0, 1});
        b.network("net").source("core", {1}).vertex("site").edge("e", "core", "site");
        b.demand(1, {"site"});
        CHECK(judge(b, {}).curve == std::vector<double>{0, 0});
        CHECK(judge(b, {{"core", 1}}).curve == std::vector<double>{0, 1});
    }
    SECTION("parts that only hold each other up stay off")
    {
        Builder b{1};
        b.network("a").source("x").network("b").source("y");
        b.needs("x", "y").needs("y", "x").demand(1, {"x"});
        CHECK(judge(b, {}).curve == std::vector<double>{0});
    }
    SECTION("an edge can need something, be needed, and serve")
    {
        Builder b{1};
        b.resource("money", {1});
        b.network("a").source("x").vertex("y").edge("e", "x", "y");
        b.network("b").source("z", {1});
        b.needs("e", "z").demand(5, {"y"}).demand(7, {"e"});
        CHECK(judge(b, {}).value == 0);
        CHECK(judge(b, {{"z", 0}}).value == 12);
    }
}
