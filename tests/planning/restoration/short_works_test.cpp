#include "planning/restoration/plan_check.h"
#include "planning/restoration/random.h"
#include "tests/planning/restoration/money_plan.h"

#include <catch2/catch.hpp>

#include <numeric>

using namespace money_world;

TEST_CASE("two works of half a day fit into one day of a crew, three do not", "[plan]")
{
    // Three masts of half a day each, no bases: nothing is driven.
    Scenario w = broken();
    w.observations.clear();
    w.actions.clear();
    for (const char* id : {"S1", "S2", "S3"}) {
        w.observations.push_back(seen(AssetKind::site, id, Status::destroyed));
        w.actions.push_back(action(id, id, ActionKind::repair, 100, 0.5));
        w.actions.back().skill = "site";
    }
    const RestorationPlan plan = planned(w, request());
    REQUIRE(plan.steps.size() == 3);
    CHECK(plan.served[1] == 6000); // S2 with 4,000 and S3 with 2,000
    CHECK(plan.served[2] == 7000);
    CHECK(plan.upper_bound_days >= 6000 + 19 * 7000);
    const auto faults = [&](const RestorationPlan& of) {
        return checkPlan(w, statusesAsOf(w, noon), people(), noon, of).faults;
    };
    CHECK(faults(plan).empty());
    RestorationPlan bad = plan;
    for (PlanStep& step : bad.steps) {
        step.first_day = step.last_day = 1;
    }
    REQUIRE(faults(bad).size() == 1);
    CHECK_THAT(faults(bad)[0], Catch::Contains("on day 1"));
    // 0.5 and 0.6 are more than a day; so are 0.5 and 0.5 with 3 hours between them, of which 2 are
    // part of the day.
    w.actions[0].crew_days = w.actions[2].crew_days = 0.6;
    CHECK(planned(w, request()).served[1] == 4000);
    w.actions[0].crew_days = w.actions[2].crew_days = 0.5;
    w.sites[0].at.xy = {0, 0};
    w.sites[1].at.xy = {0, 0};
    w.sites[2].at.xy = {70000, 0}; // × 1.3 / 30 km/h: 3.03 h
    const RestorationPlan far = planned(w, request());
    CHECK(far.served[1] == 5000); // S2 and S1, who are neighbours
    CHECK(faults(far).empty());
}

TEST_CASE("short works: no calendar that the checker allows is above the bound, and few above the "
          "plan",
          "[plan]")
{
    // Three works of random length and one of two days, at two places 3 h apart; every first day
    // and length of each of them is tried.
    restoration::Random dice{7};
    constexpr int days = 4;
    int best = 0;
    constexpr int worlds = 6;
    for (int world = 0; world < worlds; ++world) {
        CAPTURE(world);
        Scenario w;
        w.nodes = {node("CORE", NodeKind::core)};
        Cover c;
        c.group_people = {0};
        c.group_start = {0};
        for (std::uint32_t i = 0; i < 4; ++i) {
            const std::string id = "S" + std::to_string(i);
            w.sites.push_back(site(id.c_str(), "CORE"));
            w.sites.back().at.xy = {dice.below(3) == 0 ? 70000.0 : 0.0, 0};
            w.observations.push_back(seen(AssetKind::site, id.c_str(), Status::destroyed));
            const double length = i == 3 ? 2 : 0.3 + 0.1 * static_cast<double>(dice.below(4));
            w.actions.push_back(action(id.c_str(), id.c_str(), ActionKind::repair, 1, length));
            w.actions.back().skill = "site";
            c.layers.push_back({i, Technology::gen2});
            c.group_start.push_back(i);
            c.group_people.push_back(100 + static_cast<double>(dice.below(900)));
            c.group_layers.push_back(i);
        }
        c.group_start.push_back(4);
        PlanRequest r = request();
        r.days = days;
        const Statuses statuses = statusesAsOf(w, noon);
        const RestorationPlan plan = makePlan(w, statuses, c, noon, r);
        const auto worth = [](const std::vector<double>& served) {
            return std::accumulate(served.begin() + 1, served.end(), 0.0);
        };
        REQUIRE(checkPlan(w, statuses, c, noon, plan).faults.empty());
        double most = 0;
        constexpr int choices = 1 + 2 * days; // left out, or from a day on, in time or a day longer
        for (int code = 0; code < choices * choices * choices * choices; ++code) {
            RestorationPlan other = plan;
            other.steps.clear();
            int rest = code;
            for (std::uint32_t i = 0; i < 4; ++i, rest /= choices) {
                const int choice = rest % choices;
                if (choice > 0) {
                    PlanStep step;
                    step.action = i;
                    step.crew = "site 1";
                    step.first_day = 1 + (choice - 1) / 2;
                    step.last_day = step.first_day + (i == 3 ? 1 : 0) + (choice - 1) % 2;
                    other.steps.push_back(step);
                }
            }
            const PlanCheck check = checkPlan(w, statuses, c, noon, other);
            most = check.faults.empty() ? std::max(most, worth(check.served)) : most;
        }
        CHECK(most <= plan.upper_bound_days + 1e-6);
        CHECK(worth(plan.served) <= most + 1e-6);
        CHECK(worth(plan.served) >= 0.9 * most);
        best += worth(plan.served) >= most - 1e-6 ? 1 : 0;
    }
    CHECK(best >= worlds - 1);
}
