#include "planning/finance/money.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace planning;

namespace {

Pledge pledge(const char* id, double amount, const char* currency, int from, int to)
{
    Pledge p;
    p.pledge_id = id;
    p.donor = "donor of " + std::string{id};
    p.amount = amount;
    p.currency = currency;
    p.status = "pledged";
    p.year_from = from;
    p.year_to = to;
    return p;
}

} // namespace

TEST_CASE("contributions in one currency add up", "[finance]")
{
    // peers.md (d): 100,000 + 57,000 + 16,294 + 18,335 = 191,629 CHF; rate 1.25 by hand: 239,536.25
    const ExchangeRates rates{{"CHF", {1.25, geo::parseDate("2026-11-01"), "test"}}};
    const auto book = bookPledges(
        {pledge("a", 100'000, "CHF", 2026, 2026), pledge("b", 57'000, "CHF", 2026, 2026),
         pledge("c", 16'294, "CHF", 2026, 2026), pledge("d", 18'335, "CHF", 2026, 2026)},
        rates, 2026, 2026);
    CHECK(book.total_usd == Approx(239'536.25));
    CHECK(book.problems.empty());
}

TEST_CASE("30 million over three years is not 30 million in one", "[finance]")
{
    const ExchangeRates rates{{"EUR", {1.1, std::nullopt, "test"}}};
    const auto book = bookPledges({pledge("p", 30e6, "EUR", 2026, 2028)}, rates, 2026, 2026);
    CHECK(book.total_usd == Approx(11e6));
    CHECK(*book.uses[0].usd == Approx(33e6));
    REQUIRE(book.problems.size() == 1);
    CHECK_THAT(book.problems[0].what, Catch::Contains("pledge p") && Catch::Contains("1 of its 3"));
}

TEST_CASE("a pledge that says only when it begins or ends is held to the project's years",
          "[finance]")
{
    Pledge later = pledge("later", 90, "USD", 2030, 2030);
    later.year_to.reset(); // from 2030 on, the project ends in 2026
    Pledge until = pledge("until", 100, "USD", 2026, 2029);
    until.year_from.reset(); // from the project's first year to 2029
    const auto book = bookPledges({later, until}, {}, 2026, 2026);
    CHECK_FALSE(book.uses[0].counted);
    CHECK(*book.uses[1].project == Approx(25));
    CHECK(book.problems.size() == 2);
}

TEST_CASE("programmes without an amount stay unknown, not 0", "[finance]")
{
    // peers.md (d), priority projects: 35, 1, 0.5, 0.5 and 50 million stated, two without amount.
    std::vector<Pledge> pledges;
    for (const double million : {35.0, 1.0, 0.5, 0.5, 50.0}) {
        pledges.push_back(
            pledge(fmt::format("p{}", pledges.size()).c_str(), million * 1e6, "USD", 2026, 2026));
    }
    for (const char* id : {"first", "second"}) {
        pledges.push_back(pledge(id, 0, "USD", 2026, 2026));
        pledges.back().donor = "one donor";
        pledges.back().amount.reset();
    }
    const auto book = bookPledges(pledges, {}, 2026, 2026);
    CHECK(book.total_usd == Approx(87.0e6));
    CHECK(book.unknown == 2);
    CHECK_FALSE(book.uses[5].usd);
    CHECK(book.uses[6].why_not == "its amount is not known"); // not "the same as first"
    CHECK(book.problems.size() == 2);
}

TEST_CASE("what is not known to be money stays out of the totals, by name", "[finance]")
{
    Pledge twice = pledge("two", 10, "USD", 2026, 2026);
    Pledge again = twice;
    again.pledge_id = "again";
    Pledge gone = pledge("gone", 10, "USD", 2026, 2026);
    gone.status = "cancelled";
    Pledge nobodyKnows = pledge("nobody knows", 20, "USD", 2026, 2026);
    nobodyKnows.status.clear();
    const auto book =
        bookPledges({pledge("yen", 10, "JPY", 2026, 2026), twice, again, gone,
                     pledge("minus", -5, "USD", 2026, 2026), pledge("later", 7, "USD", 2030, 2031),
                     pledge("nothing", 0, "USD", 2026, 2026), nobodyKnows},
                    {}, 2026, 2026);
    CHECK(book.total_usd == 10);
    CHECK(book.unknown == 2); // the yen, and what may be cancelled
    CHECK(book.uses[6].why_not == "its amount is 0");
    CHECK_THAT(book.uses[7].why_not, Catch::Contains("status"));
    CHECK_FALSE(book.uses[0].usd);
    CHECK_THAT(book.uses[0].why_not, Catch::Contains("JPY"));
    CHECK_THAT(book.uses[2].why_not, Catch::Contains("two"));
    CHECK_THAT(book.uses[3].why_not, Catch::Contains("cancelled"));
    CHECK_FALSE(book.uses[4].counted);
    CHECK_FALSE(book.uses[5].counted);
    CHECK(book.problems.size() == 5);
}
