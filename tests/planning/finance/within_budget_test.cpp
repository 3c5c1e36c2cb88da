// What a budget buys, against trying every set. CPP's defaults over 10 years: fibre costs 1,250 +
// 33,000 a km of road, a satellite terminal 3,200.
#include "planning/finance/technology_choice.h"
#include "planning/restoration/random.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {

struct Spot {
    double users = 0, fibre_km = 0;
    double cost() const { return std::min(3'200.0, 1'250 + 33'000 * fibre_km); }
};

double usersBought(const std::vector<Spot>& spots, double budget_usd)
{
    std::vector<PlaceToConnect> places;
    for (const Spot& spot : spots) {
        PlaceToConnect place;
        place.id = std::to_string(places.size());
        place.users = spot.users;
        place.fibre_km = spot.fibre_km;
        place.has_grid = true;
        places.push_back(place);
    }
    TechnologyRequest request;
    request.bandwidth_is_cost = false;
    request.aim = ChoiceAim::most_users;
    request.budget_usd = budget_usd;
    const auto plan = chooseTechnology(places, cppCatalogue(), request);
    double users = 0;
    for (const double each : plan->users) {
        users += each;
    }
    CHECK(plan->ownership <= budget_usd + 1e-6);
    CHECK(users <= *plan->budget_bound + 1e-6);
    return users;
}

double mostUsers(const std::vector<Spot>& spots, double budget_usd)
{
    double most = 0;
    for (std::size_t set = 0; set < std::size_t{1} << spots.size(); ++set) {
        double users = 0;
        double usd = 0;
        for (std::size_t i = 0; i < spots.size(); ++i) {
            users += (set >> i & 1U) != 0 ? spots[i].users : 0;
            usd += (set >> i & 1U) != 0 ? spots[i].cost() : 0;
        }
        most = usd <= budget_usd + 1e-9 ? std::max(most, users) : most;
    }
    return most;
}

} // namespace

TEST_CASE("one large place is bought before many small ones that keep it out", "[finance]")
{
    // Four villages of 20 users for 1,283 each bring more for a dollar than a town of 48 for 3,200;
    // 4,600 buys three of them (60), or the town and one (68).
    const std::vector<Spot> spots{{20, 0.001}, {20, 0.001}, {20, 0.001}, {20, 0.001}, {48, 1}};
    CHECK(usersBought(spots, 4'600) == Approx(68));
}

TEST_CASE("a budget buys nearly the most users it can", "[finance]")
{
    restoration::Random dice{7};
    int best = 0;
    constexpr int cases = 60;
    for (int i = 0; i < cases; ++i) {
        std::vector<Spot> spots;
        for (int k = 0; k < 9; ++k) {
            spots.push_back({std::floor(dice.between(1, 200)), dice.between(0.001, 0.08)});
        }
        const double budget_usd = dice.between(4'000, 20'000);
        const double bought = usersBought(spots, budget_usd);
        const double most = mostUsers(spots, budget_usd);
        CAPTURE(i, bought, most);
        CHECK(bought <= most + 1e-6);
        CHECK(bought >= 0.9 * most);
        best += bought >= most - 1e-6 ? 1 : 0;
    }
    CHECK(best >= 0.6 * cases);
}
