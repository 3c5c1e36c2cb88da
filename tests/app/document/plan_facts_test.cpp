#include "app/document/document.h"
#include "app/document/words.h"
#include "tests/support/line_world.h"

#include <catch2/catch.hpp>

#include <map>

using namespace app::document;

namespace {

Target targetOf(const Document& document, const char* id)
{
    const auto found = document.find(QString::fromUtf8(id));
    REQUIRE(found);
    return *found;
}

/// The way to S1 must be cleared first; D's power stays undone, and something is to be minded.
std::filesystem::path withClearing(const TempFolder& folder, bool power)
{
    planning::Scenario world = line_world::scenario();
    planning::Action clear = tests::action("clear-S1", "S1", planning::ActionKind::clear, 700, 1);
    clear.skill = "clearance";
    world.actions[0].after_ids = {"clear-S1"};
    world.actions.push_back(clear);
    auto workspace = coverage_world::workspaceOf(folder, world);
    line_world::addCover(workspace);
    app::PlanReport report;
    report.name = "plan";
    report.situation = app::loadSituation(workspace);
    planning::RestorationPlan& plan = report.plan;
    plan.request.start = *geo::parseDate("2026-11-23");
    plan.request.days = 5;
    const auto step = [&](std::uint32_t action, int first, int last, const char* why) {
        planning::PlanStep made;
        made.action = action;
        made.first_day = first;
        made.last_day = last;
        made.why = why;
        plan.steps.push_back(made);
    };
    step(2, 1, 1, "must come before repair of S1");
    if (power) {
        step(1, 1, 2, "4,000 people back");
    } else {
        plan.undone = {
            {1, "D", planning::Undone::closed, "its place is closed on every day of the plan"}};
    }
    step(0, 2, 3, "2,000 people back; waits for clear-S1");
    plan.served = {1000, 1000, 1000, 7000, 7000, 7000};
    plan.people = 7800;
    plan.problems = {{geo::Severity::warning,
                      "the places the plan counts as powered take 3924 l of fuel a day, and 1200 l "
                      "a day come for good",
                      "Find more, or see who is served best by so much: sila power --fuel 1200",
                      {},
                      "supply",
                      "fuel_l"}};
    app::storePlan(workspace, report);
    return workspace.file();
}

} // namespace

TEST_CASE("a step's repairs add up, each under its own step, and are done with the last of them",
          "[document][facts]")
{
    const TempFolder folder;
    const auto document = Document::open({withClearing(folder, true), {}, {}});
    for (const Target& target :
         {Target::of(TargetKind::step, 1), targetOf(*document, "D")}) { // power for D, and D itself
        const Facts facts = document->facts(target, 0);
        REQUIRE(facts.mend.size() == 3);
        double usd = 0;
        double days = 0;
        std::map<QString, int> steps;
        for (const MendLine& line : facts.mend) {
            usd += line.cost_usd;
            days += line.crew_days;
            steps[line.what] = line.step;
        }
        CHECK(usd == 15700);
        CHECK(facts.mend_usd == usd);
        CHECK(days == 6);
        CHECK(facts.mend_crew_days == days);
        CHECK(steps == std::map<QString, int>{{"Clear the way to span S1", 1},
                                              {"Power for D", 2},
                                              {"Repair span S1", 3}});
        CHECK(facts.step == 3); // power alone comes on day 2
        CHECK(facts.back_day == 3);
        CHECK(facts.people_back == 6000);
    }
    const Facts clearing = document->facts(Target::of(TargetKind::step, 0), 0);
    CHECK(clearing.own_step == 1);
    CHECK(clearing.own_day == 1);
    CHECK(clearing.mend_usd == 10700);
    CHECK(clearing.back_day == 3);
    CHECK(document->facts(Target::of(TargetKind::step, 2), 0).verdict ==
          QString::fromUtf8("2\u202F000 people back; waits for \u2066#1\u2069"));
}

TEST_CASE("what is not in the plan says why, and the plan says what to mind", "[document][facts]")
{
    const TempFolder folder;
    const auto document = Document::open({withClearing(folder, false), {}, {}});
    const Facts site = document->facts(targetOf(*document, "D"), 0);
    CHECK(site.step == 0);
    CHECK(site.left_out == "its place is closed on every day of the plan");
    const Facts town = document->facts(targetOf(*document, "d"), 0);
    CHECK(town.left_out == "D: its place is closed on every day of the plan");
    CHECK(document->facts(targetOf(*document, "B"), 0).left_out.isEmpty());
    REQUIRE(document->plan()->warnings.size() == 1);
    CHECK(document->plan()->warnings[0].what ==
          QString::fromUtf8("the places the plan counts as powered take 3\u202F924 l of fuel a "
                            "day, and 1\u202F200 l a day come for good"));
}

TEST_CASE("a sign stays with its sum", "[document]")
{
    CHECK(money(-89875) == QString::fromUtf8("\u2212\u2060$89\u202F875"));
    CHECK(money(-0.4) == "$0");
    CHECK(money(1437) == QString::fromUtf8("$1\u202F437"));
}
