#include "planning/siting/site_ownership.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {

Candidate mastInVillage(BackhaulKind kind, double length_m)
{
    Candidate candidate;
    candidate.kind = CandidateKind::settlement;
    candidate.backhaul.kind = kind;
    candidate.backhaul.length_m = length_m;
    candidate.radio.bandwidth_mhz = 10;
    return candidate;
}

} // namespace

TEST_CASE("a new mast on a hop is owned as by hand", "[siting][finance]")
{
    // Built: 70,000 + 22,500 and a hop of 30,000. Later: 40 MHz at 50 and, after 7 years, the hop
    // anew; the radio after 10. A year: a tenth of mast and of hop, 40 MHz at 15, 10 MHz at 15,
    // ground 1,000, electricity 2,190. 1,000 people: 25 users at once of 2 Mbit/s, sold at 4.5.
    const auto site = ownershipOf(mastInVillage(BackhaulKind::hop, 10'000), silaCatalogue(), 1'000,
                                  DemandRule{}, {10, 0.02});
    CHECK(site.own.first_capex == Approx(122'500));
    CHECK(site.own.capex == Approx(122'500 + 2'000 + 30'000 + 22'500));
    CHECK(site.own.opex_year == Approx(9'250 + 3'000 + 600 + 150 + 1'000 + 2'190));
    CHECK(site.own.ownership == Approx(338'900));
    CHECK(site.own.pv_cost == Approx(33'890 * 8.982585).epsilon(1e-6));
    CHECK(site.mbps == Approx(50));
    CHECK(site.own.payer_ownership == Approx(338'900 + 10 * 225));
    CHECK(site.own.earner_npv == Approx((225 - 33'890) * 8.982585).epsilon(1e-6));
    REQUIRE(site.even_fee);
    CHECK(*site.even_fee == Approx(33'890.0 / 50));
    // The hop over ten years 98,000; a km of fibre 5,000 and 250 a year.
    REQUIRE(site.fibre_even_km);
    CHECK(*site.fibre_even_km == Approx(98'000.0 / 7'500));
}

TEST_CASE("what stands is not built again, and nobody there sells nothing", "[siting][finance]")
{
    Candidate candidate = mastInVillage(BackhaulKind::fibre, 2'000);
    candidate.kind = CandidateKind::structure;
    candidate.standing = true;
    const auto site = ownershipOf(candidate, silaCatalogue(), 0, DemandRule{}, {5, 0.02});
    CHECK(site.own.first_capex == Approx(22'500 + 10'000)); // 2 km at 5 a metre
    CHECK(site.own.opex_year == Approx(2'250 + 500 + 150 + 1'000 + 2'190));
    CHECK(site.own.fee_year == 0);
    CHECK_FALSE(site.even_fee);
    CHECK_FALSE(site.fibre_even_km); // it has fibre
}

TEST_CASE("every item a new site rests on is in the catalogue", "[siting][finance]")
{
    for (const BackhaulKind kind :
         {BackhaulKind::hop, BackhaulKind::fibre, BackhaulKind::satellite}) {
        for (const std::string& item : yearItems(mastInVillage(kind, 40'000))) {
            CAPTURE(item);
            CHECK(silaCatalogue().find(item) != nullptr);
        }
    }
}
