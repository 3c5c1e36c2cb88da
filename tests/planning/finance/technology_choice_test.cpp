// Small places whose costs are worked out by hand with CPP's defaults: 20 Mbps (the floor) for up
// to 400 people, 10 years. To own, without bandwidth: cellular 504, satellite 3,200, point-to-point
// 17,000, fibre 1,250 + 33,000 a km of road.
#include "geo/error.h"
#include "planning/finance/fibre_or_not.h"
#include "planning/finance/technology_choice.h"
#include "planning/finance/tornado.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {

TechnologyRequest cpp()
{
    TechnologyRequest request;
    request.bandwidth_is_cost = false;
    return request;
}
PlaceToConnect village(const char* id, double people)
{
    PlaceToConnect place;
    place.id = id;
    place.people = people;
    place.has_grid = true;
    return place;
}
Refusal refusal(const TechnologyChoice& choice, AccessTechnology technology)
{
    return choice.options[static_cast<std::size_t>(technology)].refusal;
}

} // namespace

TEST_CASE("the cheapest way to own is chosen, the next one named with what it costs more",
          "[finance]")
{
    PlaceToConnect near = village("near", 300);
    near.fibre_km = 0.05; // 1,250 + 1,650 = 2,900
    near.hop_km = 10;
    const auto plan = chooseTechnology({near}, cppCatalogue(), cpp());
    const TechnologyChoice& choice = plan->places[0];
    CHECK(choice.chosen == AccessTechnology::fibre);
    CHECK(choice.runner_up == AccessTechnology::satellite);
    CHECK(choice.runner_up_extra == Approx(300));
    CHECK(choice.fibre_break_even_km.value() == Approx(1'950.0 / 33'000));
    CHECK(refusal(choice, AccessTechnology::cellular) == Refusal::not_covered);
    CHECK(refusal(choice, AccessTechnology::point_to_point) == Refusal::dearer);
    CHECK(plan->ownership == Approx(2'900));

    PlaceToConnect covered = near;
    covered.cell_km = 3;
    CHECK(chooseTechnology({covered}, cppCatalogue(), cpp())->places[0].chosen ==
          AccessTechnology::cellular);
}

TEST_CASE("every refused technology has its reason", "[finance]")
{
    PlaceToConnect city = village("city", 100'000); // 2,500 users, 5,000 Mbps
    city.fibre_km = 60;                             // CPP: at most 50 km
    city.cell_km = 1;
    city.hop_km = 5;
    const auto plan = chooseTechnology({city}, cppCatalogue(), cpp());
    const TechnologyChoice& choice = plan->places[0];
    CHECK_FALSE(choice.chosen);
    CHECK(plan->none == 1);
    CHECK(refusal(choice, AccessTechnology::fibre) == Refusal::too_far);
    CHECK(refusal(choice, AccessTechnology::cellular) == Refusal::too_much);
    CHECK(refusal(choice, AccessTechnology::point_to_point) == Refusal::too_much);
    CHECK(refusal(choice, AccessTechnology::satellite) == Refusal::too_much);

    PlaceToConnect full = village("full", 300);
    full.cell_km = 1;
    full.cell_free_mbps = 19.9;
    CHECK(refusal(chooseTechnology({full}, cppCatalogue(), cpp())->places[0],
                  AccessTechnology::cellular) == Refusal::cell_full);

    PlaceToConnect unknown = village("unknown", 0);
    unknown.people.reset();
    const auto left = chooseTechnology({unknown}, cppCatalogue(), cpp());
    CHECK(left->demand_unknown == 1);
    CHECK(left->ownership == 0);
    CHECK(refusal(left->places[0], AccessTechnology::satellite) == Refusal::demand_unknown);

    const auto empty = chooseTechnology({village("empty", 0)}, cppCatalogue(), cpp());
    CHECK(empty->nobody == 1);
    CHECK(empty->demand_unknown == 0);
    CHECK(empty->none == 0);
    CHECK(refusal(empty->places[0], AccessTechnology::satellite) == Refusal::nobody_there);
    PlaceToConnect closed; // a school without users: not the 20 Mbit/s of the floor
    closed.users = 0;
    CHECK(chooseTechnology({closed}, cppCatalogue(), cpp())->ownership == 0);

    PlaceToConnect dark = village("dark", 300);
    dark.has_grid = false; // CPP prices no solar power
    CHECK(refusal(chooseTechnology({dark}, cppCatalogue(), cpp())->places[0],
                  AccessTechnology::satellite) == Refusal::no_power);
    const auto solar = chooseTechnology({dark}, gigaCatalogue(), cpp());
    CHECK(solar->places[0].options[3].power == Approx(11'000));
    CHECK(solar->ownership == Approx(11'600));
}

TEST_CASE("a trunk is laid when all that hangs on it pays for it together", "[finance]")
{
    // node ── 0.1 km ── a ── 0.01 km ── b, c, d: fibre costs a 4,550 and b, c, d 1,580 each, in all
    // 9,290; four satellites cost 12,800. Alone, a would be cheaper by satellite (3,200).
    std::vector<PlaceToConnect> places{village("a", 100), village("b", 100), village("c", 100),
                                       village("d", 100)};
    places[0].fibre_km = 0.1;
    for (std::size_t i = 1; i < 4; ++i) {
        places[i].fibre_km = 0.01;
        places[i].fibre_parent = 0;
    }
    const auto all = chooseTechnology(places, cppCatalogue(), cpp());
    CHECK(all->count[0] == 4);
    CHECK(all->ownership == Approx(9'290));
    CHECK(all->places[0].runner_up_extra == Approx(-1'350));
    // a alone would take the satellite, but three get their fibre through it; each of them 1,620
    // dearer by satellite.
    CHECK(all->places[0].passes_on == 3);
    CHECK(refusal(all->places[0], AccessTechnology::satellite) == Refusal::needed_for_others);
    CHECK(reasonCode(Refusal::needed_for_others) == "NEEDED_FOR_OTHERS");
    CHECK(all->places[1].passes_on == 0);
    CHECK(refusal(all->places[1], AccessTechnology::satellite) == Refusal::dearer);
    // 5,000 USD buy two places, 3,200 each? No: one satellite, rather than a's fibre for nobody.
    TechnologyRequest poor = cpp();
    poor.budget_usd = 5'000;
    const auto one = chooseTechnology(places, cppCatalogue(), poor);
    CHECK(one->count == std::array<std::size_t, 4>{0, 0, 0, 1});
    CHECK(one->ownership == Approx(3'200));

    // With b alone behind it: 4,550 + 1,580 against 6,400, still fibre; at 0.2 km no more.
    const auto two = chooseTechnology({places[0], places[1]}, cppCatalogue(), cpp());
    CHECK(two->count[0] == 2);
    places[0].fibre_km = 0.2;
    const auto cut = chooseTechnology({places[0], places[1]}, cppCatalogue(), cpp());
    CHECK(cut->count[3] == 2);
    CHECK(refusal(cut->places[1], AccessTechnology::fibre) == Refusal::no_parent);
    CHECK(refusal(cut->places[0], AccessTechnology::fibre) == Refusal::dearer);
}

TEST_CASE("cutting the tree is as good as trying every set", "[finance]")
{
    // Every parent vector of five places in order, scores from a fixed rule; brute force over 32
    // sets.
    const double none = std::numeric_limits<double>::infinity();
    for (unsigned shape = 0; shape < 120; ++shape) {
        std::vector<FibreOrNot> places(5);
        for (unsigned i = 0; i < 5; ++i) {
            const unsigned parent = (shape / (i + 1) + shape) % (i + 1);
            if (parent < i) {
                places[i].parent = parent;
            }
            places[i].fibre = (shape * 7 + i * 13) % 11 == 0 ? none : (shape * 5 + i * 17) % 23;
            places[i].other = (shape * 3 + i * 19) % 13 == 0 ? none : (shape * 11 + i * 5) % 19;
        }
        const auto value = [&](unsigned set) -> std::pair<int, double> {
            std::pair<int, double> sum{0, 0};
            for (unsigned i = 0; i < 5; ++i) {
                const bool on = ((set >> i) & 1U) != 0;
                if (on && (!std::isfinite(places[i].fibre) ||
                           (places[i].parent && ((set >> *places[i].parent) & 1U) == 0))) {
                    return {99, 0};
                }
                const double score = on ? places[i].fibre : places[i].other;
                sum.first += std::isfinite(score) ? 0 : 1;
                sum.second += std::isfinite(score) ? score : 0;
            }
            return sum;
        };
        std::pair<int, double> best{99, 0};
        for (unsigned set = 0; set < 32; ++set) {
            best = std::min(best, value(set));
        }
        const std::vector<bool> chosen = cutFibreTree(places);
        unsigned set = 0;
        for (unsigned i = 0; i < 5; ++i) {
            set |= chosen[i] ? 1U << i : 0U;
        }
        CHECK(value(set) == best);
    }
    CHECK_THROWS_WITH(cutFibreTree({{1U, 1, 1}, {0U, 1, 1}}), Catch::Contains("circle"));
}

TEST_CASE("a budget buys what brings most users, and says how far from the best it can be",
          "[finance]")
{
    // Satellites for all (3,200 each): users 100, 50, 20. 6,400 buys the first two.
    std::vector<PlaceToConnect> places{village("s", 0), village("m", 0), village("l", 0)};
    places[0].users = 20;
    places[1].users = 50;
    places[2].users = 100;
    TechnologyRequest request = cpp();
    request.aim = ChoiceAim::most_users;
    request.budget_usd = 6'400;
    const auto plan = chooseTechnology(places, cppCatalogue(), request);
    CHECK(plan->users[3] == 150);
    CHECK(*plan->budget_bound == Approx(150));
    CHECK(refusal(plan->places[0], AccessTechnology::satellite) == Refusal::over_budget);
    request.budget_usd = 0;
    CHECK(chooseTechnology(places, cppCatalogue(), request)->none == 3);
    request.budget_usd = -1;
    CHECK_THROWS_AS(chooseTechnology(places, cppCatalogue(), request), geo::Error);
}

TEST_CASE("places that share a site share what it carries, most users first", "[finance]")
{
    // 40, 20 and 20 Mbit/s of a site that carries 60: the last one gets a satellite terminal.
    std::vector<PlaceToConnect> places{village("b", 400), village("c", 400), village("a", 800)};
    for (PlaceToConnect& place : places) {
        place.cell_km = 1;
        place.cell_site = 7;
        place.cell_free_mbps = 60;
    }
    const auto plan = chooseTechnology(places, cppCatalogue(), cpp());
    CHECK(plan->places[2].chosen == AccessTechnology::cellular);
    CHECK(plan->places[0].chosen == AccessTechnology::cellular);
    CHECK(plan->places[1].chosen == AccessTechnology::satellite);
    CHECK(refusal(plan->places[1], AccessTechnology::cellular) == Refusal::cell_full);
    CHECK(plan->places[1].cell_left_mbps == 0.0);
    CHECK(plan->places[0].cell_left_mbps == 20.0);
    places[1].cell_site = 8; // another site
    CHECK(chooseTechnology(places, cppCatalogue(), cpp())->count[1] == 3);

    // Fibre first where it can be: who has it leaves the cell to the others.
    places[1].cell_site = 7;
    places[2].fibre_km = 1;
    for (PlaceToConnect& place : places) {
        place.cell_free_mbps = 40;
    }
    TechnologyRequest request = cpp();
    request.aim = ChoiceAim::fixed_order;
    const auto fibre = chooseTechnology(places, cppCatalogue(), request);
    CHECK(fibre->count == std::array<std::size_t, 4>{1, 2, 0, 0});
    CHECK(refusal(fibre->places[2], AccessTechnology::cellular) == Refusal::cell_full);
}

TEST_CASE("a choice rests on the items that were read, and on no others", "[finance]")
{
    // Sila's catalogue has prices of fibre by ground (fibre.rural …) for repairs: not read here.
    PlaceToConnect place = village("x", 300);
    place.fibre_km = 1;
    const auto lit = chooseTechnology({place}, silaCatalogue(), cpp())->items;
    const auto has = [](const std::vector<std::string>& items, const char* id) {
        return std::ranges::find(items, id) != items.end();
    };
    CHECK(silaCatalogue().find("fibre.rural") != nullptr);
    CHECK_FALSE(has(lit, "fibre.rural"));
    CHECK(has(lit, "fibre.km"));
    CHECK_FALSE(has(lit, "solar.watt"));
    place.has_grid = false;
    CHECK(has(chooseTechnology({place}, silaCatalogue(), cpp())->items, "solar.watt"));
}

TEST_CASE("the fee turns the answer: who pays and who earns choose differently", "[finance]")
{
    PlaceToConnect place = village("x", 300);
    place.cell_km = 2;
    TechnologyRequest request;
    request.aim = ChoiceAim::most_value;
    // earner: cellular +355.71, satellite −1,724.66 (figures.md)
    const auto earner = chooseTechnology({place}, cppCatalogue(), request);
    CHECK(earner->places[0].chosen == AccessTechnology::cellular);
    CHECK(earner->places[0].runner_up_extra == Approx(355.71 + 1'724.66).margin(0.02));
    request.aim = ChoiceAim::fixed_order;
    place.fibre_km = 5;
    CHECK(refusal(earner->places[0], AccessTechnology::satellite) == Refusal::brings_less);
    const TechnologyChoice ordered = chooseTechnology({place}, cppCatalogue(), request)->places[0];
    CHECK(ordered.chosen == AccessTechnology::fibre);
    // 166,250 to own and 1,100 of fees; cellular, next in the order, 504 and 900: not dearer.
    CHECK(ordered.runner_up == AccessTechnology::cellular);
    CHECK(ordered.runner_up_extra == Approx(1'404 - 167'350));
    CHECK(refusal(ordered, AccessTechnology::cellular) == Refusal::later_in_order);
    CHECK(refusal(ordered, AccessTechnology::satellite) == Refusal::later_in_order);
    CHECK(reasonCode(Refusal::later_in_order) == "LATER_IN_ORDER");
}

TEST_CASE("low prices make the cheapest answer and high ones the dearest: lives turn round",
          "[finance]")
{
    // CPP's fibre terminal lasts 10 years by the newer text, 3 by the older: of the two a low cost
    // takes the longer, a high one the shorter. 1 km, 10 years: 500 + 8,000 × 1.1 + 1 × 500 + 10 ×
    // 5 % of 9,300; 500 + 22,000 + 3 × 500 + 10 × 10 % of 22,500.
    const auto toOwn = [](CostLevel level) {
        return costOfOwnership(accessCost(cppCatalogue(), AccessTechnology::fibre, level), 1, 20)
            .ownership;
    };
    CHECK(toOwn(CostLevel::low) == Approx(14'450));
    CHECK(toOwn(CostLevel::base) == Approx(34'250)); // figures.md
    CHECK(toOwn(CostLevel::high) == Approx(46'500));
    for (const CostCatalogue* set : {&cppCatalogue(), &gigaCatalogue(), &silaCatalogue()}) {
        for (const AccessTechnology technology : accessTechnologies) {
            const auto paid = [&](CostLevel level) {
                return costOfOwnership(accessCost(*set, technology, level), 2, 20).payer_ownership;
            };
            CHECK(paid(CostLevel::low) <= paid(CostLevel::base));
            CHECK(paid(CostLevel::base) <= paid(CostLevel::high));
        }
    }
    // What is no cost stays: CPP's links reach 30 km, 35 by its older text.
    CHECK(accessCost(cppCatalogue(), AccessTechnology::point_to_point, CostLevel::high).reach_km ==
          30);
    // 0: bought once and never again, which is the longest life of all.
    const CostCatalogue forEver{{{"x.renew_years", "", "years", 0, 5, 9, "", 2026, "", ""}}};
    CHECK(costAt(forEver, "x.renew_years", CostLevel::low) == 0);
    CHECK(costAt(forEver, "x.renew_years", CostLevel::high) == 5);
}

TEST_CASE("the break-even is that of whoever the choice is made for", "[finance]")
{
    // 300 people: the least of 20 Mbit/s. CPP's figures against satellite: who pays without fee is
    // even at 59 m (peers.md), who earns where NPVs are equal: −1,724.66 − PV of the first fibre.
    PlaceToConnect place = village("x", 300);
    place.fibre_km = 3;
    TechnologyRequest request = cpp();
    const auto evenOf = [&] {
        return *chooseTechnology({place}, cppCatalogue(), request)->places[0].fibre_break_even_km;
    };
    CHECK(evenOf() == Approx(0.0591).margin(0.0005));
    request.aim = ChoiceAim::most_value;
    const auto fibre = accessCost(cppCatalogue(), AccessTechnology::fibre);
    const auto satellite = accessCost(cppCatalogue(), AccessTechnology::satellite);
    CHECK(evenOf() ==
          Approx(*fibreBreakEven_km(fibre, satellite, 20, request.horizon, Viewpoint::earner)));
    CHECK(evenOf() < 0.0591); // satellite's fee is the dearer one, and the earner's
}

TEST_CASE("fibre is dearer on steep ground where the set has a price for it", "[finance]")
{
    PlaceToConnect place = village("x", 5'000);
    place.fibre_km = 1;
    TechnologyRequest request = cpp();
    const auto firstOf = [&](const CostCatalogue& catalogue) {
        const auto plan = chooseTechnology({place}, catalogue, request);
        return plan->places[0].options[0].own.first_capex;
    };
    const double level = firstOf(silaCatalogue()); // 500 + 5,000 × 1.1
    CHECK(level == Approx(6'000));
    place.fibre_slope = 0.2;
    CHECK(firstOf(silaCatalogue()) == Approx(500 + 1.8 * 5'500));
    CHECK(firstOf(cppCatalogue()) == Approx(22'500)); // CPP knows no terrain
    const auto plan = chooseTechnology({place}, silaCatalogue(), request);
    CHECK(std::ranges::count(plan->items, std::string{"fibre.mountain"}) == 1);
}

TEST_CASE("the widest bar of the tornado is the assumption that moves the answer most", "[finance]")
{
    PlaceToConnect place = village("x", 300); // by satellite: 3 × connect + 10 × 10 % of it = 4 ×
    const auto answer = [&](const CostCatalogue& catalogue) {
        return chooseTechnology({place}, catalogue, cpp())->ownership;
    };
    const auto bars = tornado(cppCatalogue(), answer);
    CHECK(bars->base == Approx(3'200));
    REQUIRE(bars->bars.size() == 1);
    CHECK(bars->bars[0].about.id == "satellite.connect");
    CHECK(bars->bars[0].at_low == Approx(3'200));
    CHECK(bars->bars[0].at_high == Approx(12'000));
    CHECK(bars->unmoved > 0);
}

TEST_CASE("cost sets stand side by side", "[finance]")
{
    const auto rows = compareCatalogues({&cppCatalogue(), &gigaCatalogue()});
    const auto km = std::ranges::find(rows, "fibre.km", &ComparedItem::item);
    REQUIRE(km != rows.end());
    CHECK(km->base[0] == 20'000);
    CHECK(km->base[1] == 8'900);
    const auto solar = std::ranges::find(rows, "solar.watt", &ComparedItem::item);
    CHECK_FALSE(solar->base[0]);
}
