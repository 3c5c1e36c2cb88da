// Goldens: shared/design/figures.md, "CPP arithmetic" (worked out from the published formulas and
// defaults of the CPP user guide: 20 Mbps, 10 years, 2 %) and "Demand".
#include "geo/error.h"
#include "planning/finance/demand.h"
#include "planning/finance/ownership.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {
constexpr double cent = 0.005;
}

TEST_CASE("cost of ownership agrees with CPP's to the cent", "[finance]")
{
    struct Row {
        AccessTechnology technology;
        double km, init, total, opex, ownership, year, pv_cost, pv_revenue, npv;
    };
    const Row row = GENERATE(values<Row>({
        {AccessTechnology::fibre, 1, 22'500, 23'000, 1'125, 34'250, 3'425, 30'765.35, 988.08,
         -29'777.27},
        {AccessTechnology::fibre, 5, 110'500, 111'000, 5'525, 166'250, 16'625, 149'335.48, 988.08,
         -148'347.39},
        {AccessTechnology::cellular, 0, 120, 360, 14.4, 504, 50.4, 452.72, 808.43, 355.71},
        {AccessTechnology::point_to_point, 0, 5'000, 8'000, 900, 17'000, 1'700, 15'270.39, 988.08,
         -14'282.31},
        {AccessTechnology::satellite, 0, 800, 2'400, 80, 3'200, 320, 2'874.43, 1'149.77, -1'724.66},
    }));
    const Ownership own =
        costOfOwnership(accessCost(cppCatalogue(), row.technology), row.km, 20, {10, 0.02});
    CHECK(own.first_capex == Approx(row.init).margin(cent));
    CHECK(own.capex == Approx(row.total).margin(cent));
    CHECK(own.opex_year == Approx(row.opex).margin(cent));
    CHECK(own.ownership == Approx(row.ownership).margin(cent));
    CHECK(own.year_cost == Approx(row.year).margin(cent));
    CHECK(own.pv_cost == Approx(row.pv_cost).margin(cent));
    CHECK(own.pv_fee == Approx(row.pv_revenue).margin(cent));
    CHECK(own.earner_npv == Approx(row.npv).margin(2 * cent)); // a difference of rounded figures
    CHECK(own.payer_ownership == Approx(row.ownership + 10 * own.fee_year).margin(cent));
}

TEST_CASE("an annuity over 10 years at 2 % is worth 8.982585 times its payment", "[finance]")
{
    CHECK(presentValueOfAnnuity({10, 0.02}) == Approx(8.982585).margin(5e-7));
    CHECK(presentValueOfAnnuity({10, 0}) == 10);
}

TEST_CASE("fibre beats satellite under 59 m and point-to-point under 477 m", "[finance]")
{
    // peers.md, "Calc trap". By hand: fibre costs 1,250 + 33 per m to own over 10 years.
    const AccessCost fibre = accessCost(cppCatalogue(), AccessTechnology::fibre);
    const AccessCost satellite = accessCost(cppCatalogue(), AccessTechnology::satellite);
    const AccessCost hop = accessCost(cppCatalogue(), AccessTechnology::point_to_point);
    const Horizon ten{10, 0.02};
    CHECK(fibreBreakEvenWithoutFee_km(fibre, satellite, ten).value() ==
          Approx(1'950.0 / 33'000).margin(1e-9));
    CHECK(fibreBreakEvenWithoutFee_km(fibre, hop, ten).value() ==
          Approx(15'750.0 / 33'000).margin(1e-9));
    CHECK_FALSE(fibreBreakEvenWithoutFee_km(
        fibre, accessCost(cppCatalogue(), AccessTechnology::cellular), ten));

    SECTION("the payer counts the fee: 0.90 a Mbps and year dearer over satellite")
    {
        // 3,200 + 20 × 6.4 × 10 against 1,250 + 20 × 5.5 × 10 + 33,000 per km
        CHECK(fibreBreakEven_km(fibre, satellite, 20, ten, Viewpoint::payer).value() ==
              Approx((1'950.0 + 180) / 33'000).margin(1e-9));
    }
    SECTION("the earner counts it as revenue: satellite sells dearer")
    {
        // value today: −(fibre) > −(satellite) where 3,300 km·d + 125 − 110 < 320 − 128, a year
        CHECK(fibreBreakEven_km(fibre, satellite, 20, ten, Viewpoint::earner).value() ==
              Approx((195.0 - 18) / 3'300).margin(1e-9));
    }
}

TEST_CASE("a place asks for what CPP says it does", "[finance]")
{
    CHECK(demandOfPeople(5'000)->users == Approx(125));
    CHECK(demandOfPeople(5'000)->mbps == Approx(250));
    CHECK(demandOfPeople(100)->mbps == 20);
    CHECK(demandOfPeople(10e6)->mbps == 15'000);
    // over 8,000 people the 400 Mbps of a satellite terminal or a radio link are exceeded
    CHECK(demandOfPeople(8'000)->mbps == Approx(400));
    CHECK(demandOfPeople(8'001)->mbps >
          accessCost(cppCatalogue(), AccessTechnology::satellite).most_mbps);
    CHECK(demandOfUsers(125)->mbps == Approx(250));
    CHECK_FALSE(demandOfPeople(std::nullopt));
    CHECK_FALSE(demandOfUsers(-1.0));
}

TEST_CASE("solar power of a school costs Giga's 11,000 USD", "[finance]")
{
    CHECK(gigaCatalogue().value("solar.watts") * gigaCatalogue().value("solar.watt") ==
          Approx(11'000));
}

TEST_CASE("what makes no sense is refused by name", "[finance]")
{
    const AccessCost fibre = accessCost(cppCatalogue(), AccessTechnology::fibre);
    CHECK_THROWS_AS(costOfOwnership(fibre, -1, 20), geo::Error);
    CHECK_THROWS_AS(costOfOwnership(fibre, 1, 20, {0, 0.02}), geo::Error);
    CHECK_THROWS_AS(presentValueOfAnnuity({10, -0.5}), geo::Error);
    const CostCatalogue wrong{{{"fibre.connect", "", "USD", -1, -1, -1, "USD", 2026, "", ""}}};
    CHECK_THROWS_WITH(accessCost(wrong, AccessTechnology::fibre), Catch::Contains("fibre.connect"));
    DemandRule rule;
    rule.online_share = 25;
    CHECK_THROWS_AS(demandOfPeople(100, rule), geo::Error);
}
