#include "planning/restoration/fund.h"
#include "tests/planning/restoration/money_world.h"

#include <catch2/catch.hpp>

using namespace money_world;

namespace {

Pledge pledge(const char* id, double usd, const char* status, const char* purpose = "",
              const char* area = "")
{
    Pledge p;
    p.pledge_id = p.donor = id;
    p.amount = usd;
    p.currency = "USD";
    p.status = status;
    p.purpose = purpose;
    p.area_code = area;
    return p;
}

std::vector<PledgePurchase> bought(const Scenario& w, const FundRequest& request)
{
    const Cover cover = people();
    return *spendPledges(w, statusesAsOf(w, noon), cover, noon, request,
                         bookPledges(w.pledges, {}, 2026, 2026));
}

} // namespace

TEST_CASE("pledges buy one after the other, received ones first", "[fund]")
{
    Scenario w = broken();
    for (const auto& [id, status, amount] :
         {std::tuple{"late", "pledged", 100'000.0}, std::tuple{"here", "received", 10'000.0},
          std::tuple{"gone", "cancelled", 10'000.0}}) {
        Pledge pledge;
        pledge.pledge_id = pledge.donor = id;
        pledge.status = status;
        pledge.amount = amount;
        pledge.currency = "USD";
        w.pledges.push_back(pledge);
    }
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    const PledgeBook book = bookPledges(w.pledges, {}, 2026, 2026);
    const auto bought = spendPledges(w, statuses, cover, noon, {}, book);
    REQUIRE(bought);
    CHECK((*bought)[1].purchase.people_back == 1000);
    CHECK((*bought)[0].purchase.people_back == 6000);
    CHECK((*bought)[2].purchase.steps.empty());
}

TEST_CASE("a pledge buys only what its purpose names", "[fund]")
{
    Scenario w = broken();
    w.sites[0].operator_name = "Jawwal";
    Pledge pledge;
    pledge.purpose = "Fibre only, please";
    CHECK(scopeOf(w, pledge).what == std::set{FundFor::fibre});
    pledge.purpose = "for jawwal's power";
    CHECK(scopeOf(w, pledge).what == std::set{FundFor::power});
    CHECK(scopeOf(w, pledge).operators == std::set<std::string>{"Jawwal"});
    pledge.purpose = "Powerful words";
    CHECK(scopeOf(w, pledge).what.empty());

    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    FundRequest request;
    request.scope.what = {FundFor::fibre};
    CHECK(Fund{w, statuses, cover, noon, request}.best(1e6)->people_back == 5000);
    request.scope.what = {FundFor::power};
    CHECK(Fund{w, statuses, cover, noon, request}.best(1e6)->people_back == 0);
}

TEST_CASE("a pledge for several purposes is kept for all of them, and an unknown one is named",
          "[fund]")
{
    // Fibre alone brings 5,000 people back; S3, the site, the other 2,000 (money_world.h).
    Scenario w = broken();
    w.sites[0].operator_name = "Smith and Sons";
    w.pledges = {pledge("both", 1e6, "received", "fibre and sites")};
    CHECK(scopeOf(w, w.pledges[0]).what == std::set{FundFor::fibre, FundFor::sites});
    CHECK(bought(w, {}).front().purchase.people_back == 7000);
    CHECK(unknownPurposes(w, w.pledges[0]).empty());
    CHECK(text(scopeOf(w, w.pledges[0]).what) == "fibre, sites");
    w.pledges[0].purpose = "Fiber, schools & Generators/tanks";
    CHECK(scopeOf(w, w.pledges[0]).what == std::set{FundFor::power, FundFor::fibre});
    CHECK(bought(w, {}).front().purchase.people_back == 5000);
    CHECK(unknownPurposes(w, w.pledges[0]) == std::vector<std::string>{"schools", "tanks"});
    w.pledges[0].purpose = "masts of Smith and Sons";
    CHECK(scopeOf(w, w.pledges[0]).operators == std::set<std::string>{"Smith and Sons"});
    CHECK(unknownPurposes(w, w.pledges[0]).empty());
}

TEST_CASE("what is asked about does not loosen a donor's condition", "[fund]")
{
    Scenario w = broken();
    for (const char* code : {"N", "S"}) {
        Area area;
        area.area_code = code;
        w.areas.push_back(area);
    }
    w.nodes[0].area_code = w.nodes[1].area_code = "N"; // s1 within N, s2 in N and in S, S3 in S
    w.nodes[2].area_code = w.sites[2].area_code = "S";
    FundRequest request;

    SECTION("the purpose: money for sites buys no fibre when fibre is asked about")
    {
        w.pledges = {pledge("masts", 1e6, "received", "masts and radios of sites")};
        request.scope.what = {FundFor::fibre};
        const PledgePurchase buys = bought(w, request).front();
        CHECK(buys.scope.what == std::set{FundFor::sites});
        CHECK(buys.purchase.steps.empty());
        CHECK_THAT(buys.buys_nothing, Catch::Contains("may not be spent on what was asked about"));
    }
    SECTION("the area: of N and S both, only the span between them can be bought")
    {
        w.observations.erase(w.observations.begin()); // s1 works
        w.pledges = {pledge("south", 1e6, "received", "", "S")};
        request.scope.area_code = "N";
        const PledgePurchase buys = bought(w, request).front();
        CHECK(buys.scope.area_code == "S");
        REQUIRE(buys.purchase.steps.size() == 1);
        CHECK(w.actions[buys.purchase.steps.front().action].action_id == "mend-s2");
        CHECK(buys.purchase.people_back == 4000);
    }
    SECTION("the operator")
    {
        w.sites[0].operator_name = "Jawwal";
        w.sites[2].operator_name = "Ooredoo";
        w.pledges = {pledge("one", 1e6, "received", "for Jawwal")};
        request.scope.operators = {"Ooredoo"};
        CHECK(bought(w, request).front().purchase.steps.empty());
    }
}

TEST_CASE("the next sum comes on top of what received pledges buy", "[fund]")
{
    // 12,000 received buy s1 (10,000, 1,000 people). 8,000 more, with the 2,000 left over, buy s2
    // (10,000, 4,000 people); 7,999 do not. Money bound to power is not there for it.
    Scenario w = broken();
    w.pledges = {pledge("here", 12'000, "received"), pledge("bound", 5'000, "received", "power"),
                 pledge("said", 90'000, "committed")};
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    const PledgeBook book = bookPledges(w.pledges, {}, 2026, 2026);
    const Fund fund{w, statuses, cover, noon, {}};
    const auto order = fund.curve()->steps;
    const auto pledges = spendPledges(w, statuses, cover, noon, {}, book, order);
    const HeldMoney held = heldMoney(w, book, *pledges);
    CHECK(held.usd == 17'000);
    CHECK(held.spent_usd == 10'000);
    CHECK(held.people_back == 1000);
    CHECK(held.left_usd == 2000);
    const auto list = fund.after(held.actions(), order);
    REQUIRE(list.size() == 2);
    CHECK(list[0].people_back == 4000);
    CHECK(list[0].money_usd == 10'000);
    CHECK(list[1].served == 7000);
    CHECK(fund.best(8000 + held.left_usd, held.actions(), list)->people_back == 4000);
    CHECK(fund.best(7999 + held.left_usd, held.actions(), list)->people_back == 0);
    std::vector<double> cost_usd{10'000, 10'000, 90'000};
    CHECK(fund.peopleFor(10'000, held.actions(), {list}, cost_usd) == 4000);
    cost_usd[1] = 10'001;
    CHECK(fund.peopleFor(10'000, held.actions(), {list}, cost_usd) == 0);
    // The committed 90,000 go together with the 2,000: s2 for 10,000, and no S3 for 90,000.
    CHECK((*pledges)[2].left_before_usd == 2000);
    CHECK((*pledges)[2].purchase.people_back == 4000);
}
