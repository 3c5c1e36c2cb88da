#include "planning/restoration/check.h"
#include "planning/restoration/instance_json.h"
#include "planning/restoration/practice.h"
#include "planning/restoration/solve.h"
#include "tests/planning/restoration/small_worlds.h"

#include <catch2/catch.hpp>

using namespace small_worlds;

namespace {

Instance parse(const std::string& text)
{
    geo::Problems problems;
    return parseInstance(text, "test.json", problems);
}

const char* const example = R"({"periods": 2,
 "resources": [{"name": "money", "supply": [5, 5], "carry_over": true}],
 "networks": [{"name": "net", "sources": ["core"]}],
 "parts": [
  {"id": "core", "network": "net", "damaged": false},
  {"id": "hub", "network": "net", "damaged": true, "use": {"money": 8}},
  {"id": "span", "network": "net", "ends": ["core", "hub"], "damaged": false}],
 "demand": [{"weight": 12.5, "served_by": ["hub"]}]})";

} // namespace

TEST_CASE("where not all can be served, the most is served for little, and the value says so",
          "[restoration]")
{
    // One truck: either of two cells reaches the ten, the third only one more.
    const Instance in = parse(R"({"periods": 1, "objective": "cheapest_full",
 "resources": [{"name": "usd", "supply": [100]}, {"name": "truck", "supply": [1]}],
 "networks": [{"name": "cells", "sources": ["dear", "cheap", "far"]}],
 "parts": [{"id": "dear", "damaged": true, "use": {"usd": 5, "truck": 1}},
           {"id": "cheap", "damaged": true, "use": {"usd": 3, "truck": 1}},
           {"id": "far", "damaged": true, "use": {"usd": 1, "truck": 1}}],
 "demand": [{"weight": 10, "served_by": ["dear", "cheap"]}, {"weight": 1, "served_by": ["far"]}]})");
    const Schedule plan = solve(in, {});
    CHECK(plan.objective == Objective::value);
    CHECK(plan.value == 10);
    CHECK(plan.works == std::vector<ScheduledWork>{{1, 0}});
    CHECK(plan.problems.size() == 1);
}

TEST_CASE("an instance is read as written in docs/instance.md", "[restoration]")
{
    const Instance in = parse(example);
    CHECK(in.periods == 2);
    REQUIRE(in.parts.size() == 3);
    CHECK(in.parts[1].use == std::vector<double>{8});
    CHECK(in.parts[2].isEdge());
    CHECK(in.networks[0].sources == std::vector<std::uint32_t>{0});
    const Schedule plan = solve(in, {});
    CHECK(plan.works == std::vector<ScheduledWork>{{1, 1}});
    CHECK(plan.curve == std::vector<double>{0, 12.5});
    CHECK(plan.binding[0] == "money");
}

TEST_CASE("money that keeps works out for good is the limit that binds", "[restoration]")
{
    Instance in = parse(example);
    in.resources[0].supply.assign(2, 0);
    in.resources[0].supply[0] = 8;
    in.parts.push_back(in.parts[1]); // a second one, for which nothing is left
    in.parts.back().id = "second";
    in.parts.push_back(in.parts[2]);
    in.parts.back().id = "way";
    in.parts.back().end_b = 3;
    in.demand.push_back({1, {3}});
    const Schedule plan = solve(in, {});
    REQUIRE(plan.works.size() == 1);
    CHECK(plan.binding == std::vector<std::string>(2, in.resources[0].name));
}

TEST_CASE("misspelt fields and sources that are edges are named", "[restoration]")
{
    std::string text = example;
    text.replace(text.find("\"damaged\": true"), 15, "\"windws\": [[0, 0]], \"damaged\": true");
    text.replace(text.find("[\"core\"]"), 8, "[\"core\", \"span\"]");
    geo::Problems problems;
    const Instance in = parseInstance(text, "test.json", problems);
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].what == "part \"hub\" has an unknown field \"windws\"");
    CHECK(problems[1].what == "the source \"span\" of network \"net\" is an edge");
    CHECK(in.networks[0].sources.size() == 1);
}

TEST_CASE("practice instances have no window that ends before it begins", "[restoration]")
{
    int windows = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        for (const Part& part :
             practiceInstance({.sites = 200, .periods = 12, .seed = seed}).parts) {
            for (const auto& [from, to] : part.windows) {
                CHECK(from <= to);
                CHECK(to < 12);
                ++windows;
            }
        }
    }
    CHECK(windows > 0);
}

TEST_CASE("instances survive writing and reading", "[restoration]")
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Instance in = randomInstance({.per_period = seed % 2 == 0}, seed);
        const std::string text = writeInstance(in);
        CHECK(writeInstance(parse(text)) == text);
    }
}

TEST_CASE("what leaves no instance is said by name", "[restoration]")
{
    using Catch::Contains;
    const auto with = [](const std::string& from, const std::string& to) {
        std::string text = example;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    CHECK_THROWS_WITH(parse("{"), Contains("is not JSON"));
    CHECK_THROWS_WITH(parse(with("\"periods\": 2", "\"periods\": 0")),
                      Contains("\"periods\" is 0"));
    CHECK_THROWS_WITH(parse(with("[5, 5]", "[5]")),
                      Contains("resource \"money\" has 1 numbers in its supply for 2 periods"));
    CHECK_THROWS_WITH(parse(with("\"id\": \"hub\"", "\"id\": \"core\"")),
                      Contains("two parts have the id \"core\""));
    CHECK_THROWS_WITH(parse(with("[\"core\", \"hub\"]", "[\"core\"]")), Contains("has 1 ends"));
    CHECK_THROWS_WITH(parse(with("12.5", "\"many\"")), Contains("not a number"));
    CHECK_THROWS_WITH(solve(parse(with("[5, 5]", "[5, -5]")), {}),
                      Contains("has a supply of -5 in period 1"));
}

TEST_CASE("faults of single parts are listed and the rest is planned", "[restoration]")
{
    geo::Problems problems;
    const Instance in = parseInstance(R"({"periods": 2,
 "resources": [{"name": "money", "supply": [100, 0], "carry_over": true},
               {"name": "crew", "supply": [0, 0], "carry_over": false}],
 "networks": [{"name": "net", "sources": ["core", "nobody"]}, {"name": "grid", "sources": []},
              {"name": "empty", "sources": []}],
 "parts": [
  {"id": "core", "network": "net"},
  {"id": "good", "network": "net", "damaged": true, "use": {"money": 1}},
  {"id": "e", "network": "net", "ends": ["core", "good"]},
  {"id": "negative", "network": "net", "damaged": true, "use": {"money": -1}},
  {"id": "a", "network": "net", "damaged": true, "after": ["b"]},
  {"id": "b", "network": "net", "damaged": true, "after": ["c"]},
  {"id": "c", "network": "net", "damaged": true, "after": ["a"]},
  {"id": "late", "network": "net", "damaged": true, "after": ["a"]},
  {"id": "dear", "network": "net", "damaged": true, "use": {"money": 101}},
  {"id": "crewed", "network": "net", "damaged": true, "use": {"crew": 1}},
  {"id": "shut", "network": "net", "damaged": true, "windows": [[3, 1], [7, 9]]},
  {"id": "lost", "network": "net", "needs_on": ["ghost"]},
  {"id": "n1", "network": "grid", "needs_on": ["n2"]},
  {"id": "n2", "network": "grid", "needs_on": ["n1"]},
  {"id": "far", "network": "net"},
  {"id": "half", "network": "net", "ends": ["core", "ghost"]},
  {"id": "odd", "network": "net", "ends": ["core", "n1"]}],
 "demand": [{"weight": 5, "served_by": ["good", "ghost"]}, {"weight": -1, "served_by": ["core"]},
            {"weight": 3, "served_by": ["shut"]}]})",
                                      "test.json", problems);
    const Schedule plan = solve(in, {});
    CHECK(plan.works == std::vector<ScheduledWork>{{1, 0}});
    CHECK(plan.value == 10);
    CHECK(check(in, plan.works).feasible);
    problems.insert(problems.end(), plan.problems.begin(), plan.problems.end());
    const auto said = [&](const std::string& text) {
        return std::ranges::any_of(problems, [&](const geo::Problem& p) {
            return p.what.find(text) != std::string::npos;
        });
    };
    CHECK(said("unknown source \"nobody\""));
    CHECK(said("\"negative\": its use of money is -1"));
    CHECK(said("a circle in \"after\": a → b → c → a"));
    CHECK(said("a circle in \"needs_on\": n1 → n2 → n1"));
    CHECK(said("resource \"crew\" has a supply of zero in every period"));
    CHECK(said("window from 3 to 1 ends before it begins"));
    CHECK(said("needs \"ghost\", which is unknown"));
    CHECK(said("its end \"ghost\" is unknown"));
    CHECK(said("its end \"n1\" is in another network"));
    CHECK(said("network \"grid\" has no source"));
    CHECK(said("network \"empty\" has no parts"));
    CHECK(said("demand 2 has a weight of -1"));
    CHECK(said("served by \"ghost\", which is unknown"));
    const auto why = [&](const std::string& id) {
        for (const Unreachable& u : plan.unreachable) {
            if (in.parts[u.part].id == id) {
                return u.why;
            }
        }
        return std::string("reachable");
    };
    CHECK(why("good") == "reachable");
    CHECK(why("late") == "comes after \"a\", which cannot be mended");
    CHECK(why("dear") == "needs 101 of money; no more than 100 is supplied");
    CHECK(why("crewed") == "needs 1 of crew; no more than 0 is supplied");
    CHECK(why("shut") == "can be reached in no period: no window is open");
    CHECK(why("far") == "no path to a source of \"net\" even with everything mended that can be");
    CHECK(why("n1") == "needs itself: n1 → n2 → n1");
}
