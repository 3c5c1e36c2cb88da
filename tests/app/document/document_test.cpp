#include "app/document/document.h"
#include "app/jobs/check_job.h"
#include "app/jobs/technology_job.h"
#include "tests/support/line_world.h"

#include <catch2/catch.hpp>

using namespace app::document;
using app::map::SiteLook;
using line_world::With;

namespace {

std::shared_ptr<const Document> opened(const TempFolder& folder, With with)
{
    return Document::open({line_world::make(folder, with), {}, {}});
}

Target targetOf(const Document& document, const char* id)
{
    const auto found = document.find(QString::fromUtf8(id));
    REQUIRE(found);
    return *found;
}

} // namespace

TEST_CASE("the headline counts who is served today and how sure that is", "[document]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    const Headline now = document->headline(0);
    CHECK(now.covered);
    CHECK(now.people == 7800);
    CHECK(now.served == 1000);
    CHECK(now.served_at_most == 1500); // E may work
    CHECK(now.before == 7500);         // all but Farton
    CHECK(now.never == 300);
    CHECK(now.lost == 6500);
    CHECK(now.lost_certain == 6000);
    CHECK(now.sites == 4);
    CHECK(now.sites_out == 2);
    CHECK(now.count(SiteLook::working) == 1);
    CHECK(now.count(SiteLook::backhaul) == 1);
    CHECK(now.count(SiteLook::noPower) == 1);
    CHECK(now.count(SiteLook::unknown) == 1);
    CHECK(now.with_plan == 7000);
    CHECK(now.plan_usd == 15000);
    CHECK(document->mapData()->practice);
}

TEST_CASE("each day is the state after the steps finished by then, and agrees with the curve",
          "[document]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    REQUIRE(document->plan() != nullptr);
    REQUIRE(document->lastDay() == 5);
    const std::vector<double> served{1000, 1000, 3000, 7000, 7000, 7000};
    CHECK(document->plan()->served == served);
    for (int day = 0; day <= 5; ++day) {
        CHECK(document->headline(day).served == served[static_cast<std::size_t>(day)]);
    }
    const auto before = document->snapshot(1).state;
    const auto mended = document->snapshot(2).state;
    const auto powered = document->snapshot(3).state;
    using app::map::SpanLook;
    CHECK(before->spans[0] == SpanLook::cut);
    CHECK(mended->spans[0] == SpanLook::mended);
    CHECK(mended->sites[1] == SiteLook::working); // B: its way is back
    CHECK(mended->sites[2] == SiteLook::noPower); // D: not yet
    CHECK(powered->sites[2] == SiteLook::repaired);
    CHECK(powered->sites[3] == SiteLook::unknown); // nobody mended what nobody knows
    REQUIRE(mended->steps.size() == 2);
    CHECK(mended->steps[0].done);
    CHECK(mended->steps[1].running);
    CHECK_FALSE(before->steps[0].done);
    // S1 runs straight from C to N1: its step stands half way.
    CHECK(geo::distance_m(before->steps[0].at,
                          geo::XY{(line_world::cellOf(3, 1).x_m + line_world::cellOf(7, 1).x_m) / 2,
                                  line_world::cellOf(3, 1).y_m}) < 1);
    CHECK(before->gaps.size() == 4); // B, D, E, Farton: none touch
    CHECK(powered->gaps.size() == 2);
    CHECK(document->dayState(4) == document->dayState(3)); // nothing finished in between
    CHECK(document->headline(99).served == 7000);          // brought inside
}

TEST_CASE("a site that is cut off says why, what mends it and what that brings back",
          "[document][facts]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    const Facts facts = document->facts(targetOf(*document, "B"), 0);
    CHECK(facts.title == "B");
    CHECK(facts.look == SiteLook::backhaul);
    CHECK(facts.verdict == "Cut off because the way behind it is cut");
    REQUIRE(facts.chain.size() == 4); // B, N1, S1, C
    CHECK(facts.chain[0].id == "B");
    CHECK(facts.chain[1].id == "N1");
    CHECK(facts.chain[2].id == "S1");
    CHECK(facts.chain[2].state == "cut");
    CHECK(facts.chain[2].mend);
    CHECK(facts.chain[2].step == 1);
    CHECK(facts.chain[3].id == "C");
    REQUIRE(facts.mend.size() == 1);
    CHECK(facts.mend[0].what == "Repair span S1");
    CHECK(facts.mend_usd == 10000);
    CHECK(facts.mend_crew_days == 2);
    CHECK(facts.people_back == 2000); // D gets its way too, but has no power
    CHECK(facts.sites_back == 1);
    CHECK(facts.step == 1);
    CHECK(facts.back_day == 2);
    CHECK(document->facts(targetOf(*document, "B"), 2).verdict == "Works");
}

TEST_CASE("a site without power behind a cut needs both, and its reports are listed newest first",
          "[document][facts]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    const Facts facts = document->facts(targetOf(*document, "D"), 0);
    CHECK(facts.verdict == "Out because it has no power");
    CHECK(facts.mend_usd == 15000);
    CHECK(facts.people_back == 6000); // B's and its own
    CHECK(facts.sites_back == 2);
    CHECK(facts.step == 2);
    CHECK(facts.back_day == 3);
    REQUIRE(facts.observations.size() == 2);
    CHECK(facts.observations[0].date == "21 Nov 2026");
    CHECK(facts.observations[0].counts);
    CHECK(facts.observations[0].cause == "no power");
    CHECK_FALSE(facts.observations[1].counts);
    bool height = false;
    for (const FactLine& line : facts.facts) {
        height = height || (line.label == "Height of the structure" && line.value == "32\u00a0m");
    }
    CHECK(height);
}

TEST_CASE("a place says who is not served, for which reason, and what helps first",
          "[document][facts]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    const Facts town = document->facts(targetOf(*document, "d"), 0);
    CHECK(town.title == "Dton");
    REQUIRE(town.people);
    CHECK(town.people->people == 4000);
    CHECK(town.people->served == 0);
    CHECK(town.people->before == 4000);
    REQUIRE(town.reasons.size() == 1);
    CHECK(town.reasons[0].cause == planning::Cause::power);
    CHECK(town.reasons[0].people == 4000);
    CHECK(town.step == 2);
    CHECK(document->facts(targetOf(*document, "d"), 3).verdict == "Everybody is served");

    const Facts far = document->facts(targetOf(*document, "far"), 0);
    REQUIRE(far.reasons.size() == 1);
    CHECK(far.reasons[0].cause == planning::Cause::none);
    CHECK(far.reasons[0].detail == "never had service");
    CHECK(far.step == 0);

    const Facts area = document->facts(targetOf(*document, "X1"), 0);
    REQUIRE(area.people);
    CHECK(area.people->people == 7800);
    CHECK(area.people->served == 1000);
    CHECK(area.people->served_at_most == 1500);
    REQUIRE(area.reasons.size() == 4);
    CHECK(area.reasons[0].people == 4000); // power
    CHECK(area.reasons[1].people == 2000); // fibre

    const Facts hospital = document->facts(targetOf(*document, "H1"), 0);
    CHECK(hospital.verdict == "Not served");
    CHECK(document->facts(targetOf(*document, "H1"), 2).verdict == "Served");

    const Facts gap = document->facts(Target::of(TargetKind::gap, 0), 0);
    CHECK(gap.title == "Dton");
    CHECK(gap.people->people == 4000);
    CHECK(gap.back_day == 3);
}

TEST_CASE("search finds places in any language, assets by id, steps of the plan", "[document]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    const auto local = document->search(QString::fromUtf8("بيت"), 5);
    REQUIRE(local.size() == 1);
    CHECK(local[0].title == "Bton");
    CHECK(local[0].target == Target::of(TargetKind::settlement, 1));
    const auto ton = document->search("TON", 10);
    REQUIRE(ton.size() >= 5);
    CHECK(ton[0].title == "Dton"); // most people first
    const auto span = document->search("s1", 10);
    REQUIRE_FALSE(span.empty());
    CHECK(span[0].target.asset == planning::AssetRef{planning::AssetKind::span, 0});
    CHECK(span.back().target.kind == TargetKind::step); // "Repair span S1"
    CHECK(document->search("  ", 5).empty());
    CHECK_FALSE(document->find("nobody"));
}

TEST_CASE("without a coverage sites are counted, people are not", "[document][states]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::network);
    const Headline now = document->headline(0);
    CHECK_FALSE(now.covered);
    CHECK(now.sites_out == 2);
    CHECK(document->cover() == nullptr);
    CHECK(document->plan() == nullptr);
    CHECK(document->lastDay() == 0);
    CHECK(document->snapshot(0).state->gaps.empty());
    CHECK_FALSE(document->facts(targetOf(*document, "b"), 0).people);
    CHECK(document->facts(targetOf(*document, "B"), 0).people_back == 0);
    CHECK(document->facts(targetOf(*document, "B"), 0).sites_back == 1);
    CHECK_THROWS_WITH(Document::open({folder / "w.gpkg", {}, "other"}),
                      Catch::Contains("no plan 'other'"));
}

TEST_CASE("an empty workspace opens and shows nothing", "[document][states]")
{
    const TempFolder folder;
    const auto file = folder / "new.gpkg";
    geo::Workspace::create(file, "");
    const auto document = Document::open({file, {}, {}});
    CHECK(document->headline(0).sites == 0);
    CHECK(document->mapData()->extent.empty());
    CHECK(document->search("a", 5).empty());
    const auto ground = loadGround(file, document->mapData()->extent, nullptr);
    REQUIRE(ground);
    CHECK(ground->terrain == nullptr);
}

TEST_CASE("a coverage older than a new site is said to be stale, and so is the plan",
          "[document][states]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan);
    CHECK(Document::open({file, {}, {}})->stale().empty());
    {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        planning::Scenario more = line_world::scenario();
        more.sites.push_back(more.sites[0]);
        more.sites.back().site_id = "F";
        coverage_world::replace(workspace, "sites", more);
    }
    const auto document = Document::open({file, {}, {}});
    REQUIRE_FALSE(document->stale().empty());
    CHECK(document->stale()[0].table == "cover");
    CHECK(document->plan()->stale);
}

TEST_CASE("what the last check found is listed with the asset to go to", "[document]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan);
    {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        app::Finding finding;
        finding.code = "test";
        finding.problem = {geo::Severity::error, "B is odd", "Look at it", {}, "sites", "B"};
        app::storeFindings(workspace, {finding}, {});
    }
    const auto document = Document::open({file, {}, {}});
    REQUIRE(document->problems().size() == 1);
    const ProblemRow& row = document->problems()[0];
    CHECK(row.severity == geo::Severity::error);
    CHECK(row.what == "B is odd");
    REQUIRE(row.target);
    CHECK(row.target->asset == planning::AssetRef{planning::AssetKind::site, 1});
}

TEST_CASE("a place says what connects it afterwards, why, and why not the others",
          "[document][technology]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::cover);
    {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        app::TechnologyJobRequest request;
        request.least_cell = planning::Technology::gen2;
        request.capacity = false; // these 2G cells carry nobody's 20 Mbit/s
        const auto cover = app::requireCover(workspace, app::loadScenario(workspace));
        const auto report = app::technologyReport(workspace, request, &cover.cover);
        REQUIRE(report);
        app::storeTechnology(workspace, *report);
    }
    const auto document = Document::open({file, {}, {}});
    REQUIRE(document->technology() != nullptr);
    CHECK(document->technology()->years == 10);
    // A badge for each of five places and the hospital, whose users nobody knows.
    const auto& badges = document->mapData()->access;
    REQUIRE(badges.size() == 6);
    CHECK(badges.front().id == "d"); // most people first
    CHECK(badges.back().facility);
    CHECK(badges.back().look == app::map::AccessLook::unknown);
    // Cells reach the four towns, none reaches Farton; cells cost least of all (figures.md).
    CHECK(badges.front().look == app::map::AccessLook::cellular);
    const auto said = [&](const char* id) {
        QStringList lines;
        for (const FactLine& line : document->facts(targetOf(*document, id), 0).technology) {
            lines << line.label + QStringLiteral(": ") + line.value;
        }
        return lines;
    };
    const QStringList town = said("a");
    REQUIRE(town.size() >= 5); // four technologies and what it asks for
    CHECK(town.front().startsWith("Cellular: Chosen: costs least over 10 years"));
    // Of one viewpoint: 504 + 10 × 4.5 × 50 = 2,754; by satellite 3,200 + 10 × 6.4 × 50 = 6,400.
    CHECK(town[1] ==
          QString{"Costs: $2\u202f754 over 10 years (who pays, bandwidth bought as well)"});
    CHECK(town[2] ==
          QString{"Satellite: Next best: $3\u202f646 dearer (DEARER)"}); // before the last
    // 1,000 people × 0.25 × 0.10 × 2 Mbit/s.
    CHECK(town.contains(QString{"Asks for: 50\u00a0Mbit/s"}));
    const QString far = said("far").join(u'\n');
    CHECK(far.contains("Cellular: No broadband cell is received here (NOT_COVERED)"));
    const QString hospital = said("H1").join(u'\n');
    CHECK(hospital.contains("Nobody knows what it asks for"));
    CHECK(hospital.contains("(DEMAND_UNKNOWN)"));
}

TEST_CASE("what a sum buys next is counted in whole purchases", "[document][fund]")
{
    FundView fund;
    // s1 alone brings nobody back; with s2 it does. Then S3.
    fund.steps = {{"a1", "s1", 4000, 4000, 0.3, 100}, // less than half a person is nobody
                  {"a2", "s2", 6000, 10'000, 900, 1000},
                  {"a3", "S3", 15'000, 25'000, 500, 1500},
                  {"a4", "s4", 1000, 26'000, 0, 1500}};
    const auto list = purchases(fund);
    REQUIRE(list.size() == 2);
    CHECK(list[0].assets == QStringList{"s1", "s2"});
    CHECK(list[0].cost_usd == 10'000);
    CHECK(list[0].people_back == Approx(900.3));
    CHECK(list[1].money_usd == 25'000);
    CHECK(list[1].people_in_all == Approx(1400.3));
    NextPurchases next = nextPurchases(list, {}, 20'000);
    CHECK(next.repairs == 2);
    CHECK(next.people_back == Approx(900.3));
    next = nextPurchases(list, {}, 9'999);
    CHECK(next.first == next.last);
    // Of 12,000 received 10,000 are spent and 2,000 left: 13,000 more buy S3.
    fund.held = {12'000, 10'000, 2'000, 900};
    fund.steps[0].paid = fund.steps[1].paid = true;
    fund.steps[2].asked = true;
    const auto rest = purchases(fund);
    CHECK(rest[0].paid);
    CHECK(rest[1].asked);
    next = nextPurchases(rest, fund.held, 13'000);
    CHECK(next.first == 1);
    CHECK(next.repairs == 1);
    CHECK(next.people_back == 500);
    CHECK(nextPurchases(rest, fund.held, 12'999).people_back == 0);
    // Were they bound to something else, they would not be there for S3.
    fund.held.left_usd = 0;
    CHECK(nextPurchases(rest, fund.held, 14'999).people_back == 0);
    CHECK(nextPurchases(rest, fund.held, 15'000).people_back == 500);
}

TEST_CASE("a step says in how many drawn worlds it is early, wherever it is spoken of",
          "[document][plan]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan);
    {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        app::PlanReport report;
        report.name = "plan";
        report.situation = app::loadSituation(workspace);
        report.plan.request.start = *geo::parseDate("2026-11-23");
        report.plan.request.days = 5;
        planning::PlanStep mend;
        mend.first_day = 1;
        mend.last_day = 2;
        mend.people_back = 2000;
        report.plan.steps = {mend};
        report.plan.served = {1000, 1000, 3000, 3000, 3000, 3000};
        report.plan.people = 7800;
        report.doubt.emplace();
        report.doubt->scenarios = 20;
        report.doubt->early = {{0, 19, 15}};
        report.judged_as.early_days = 9;
        app::storePlan(workspace, report);
    }
    const auto document = Document::open({file, {}, {}});
    CHECK(document->plan()->early_days == 9);
    const auto snapshot = document->snapshot(0);
    REQUIRE(snapshot.state->steps.size() == 1);
    CHECK(snapshot.state->steps[0].sure == Approx(0.75));
    const QString words = "early in 15 of 20 drawn worlds, needed in 19";
    CHECK(document->facts(Target::of(TargetKind::step, 0), 0).sure == words);
    CHECK(document->facts(targetOf(*document, "S1"), 0).sure == words);
    const Facts site = document->facts(targetOf(*document, "B"), 0); // behind the cut
    CHECK(site.sure == words);
    REQUIRE(site.mend.size() == 1);
    CHECK(site.mend[0].sure == words);
}
