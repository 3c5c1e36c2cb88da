#include "planning/siting/choose_candidates.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {

Candidate candidate(const char* id, double cost_usd, double people, double capacity_people = 1e6)
{
    Candidate c;
    c.id = id;
    c.cost_usd = c.cost_low_usd = c.cost_high_usd = cost_usd;
    c.people = people;
    c.capacity_people = capacity_people;
    return c;
}

/// One group of people a row, with the candidates that reach it; the first group nobody reaches.
Cover reachOf(std::size_t candidates,
              const std::vector<std::pair<double, std::vector<std::uint32_t>>>& groups)
{
    Cover cover;
    for (std::uint32_t i = 0; i < candidates; ++i) {
        cover.layers.push_back({i, Technology::gen4});
    }
    cover.group_people = {0};
    cover.group_start = {0, 0};
    for (const auto& [people, by] : groups) {
        cover.group_people.push_back(people);
        cover.group_layers.insert(cover.group_layers.end(), by.begin(), by.end());
        cover.group_start.push_back(static_cast<std::uint32_t>(cover.group_layers.size()));
    }
    return cover;
}

SiteReason reasonOf(const Candidate& c)
{
    REQUIRE(c.reasons.size() == 1);
    return c.reasons.front();
}

} // namespace

TEST_CASE("of choices that reach as many the cheapest is taken", "[siting]")
{
    // Two sites: A or B reach the same 1,000; C 500, D another 3.
    const double room = GENERATE(1e6, 600.0); // with room for all, or for 600 in each cell
    std::vector<Candidate> all{candidate("A", 100, 1000, room), candidate("B", 60, 1000, room),
                               candidate("C", 50, 500, room), candidate("D", 10, 3, room)};
    const Cover reach = reachOf(4, {{1000, {0, 1}}, {500, {2}}, {3, {3}}});
    SiteChoiceRequest request;
    request.sites = 2;
    request.people = 1503;
    request.effort = 1;
    const auto choice = chooseCandidates(all, reach, request);
    REQUIRE(choice);
    CHECK(choice->gained == (room > 1000 ? 1500 : 1100));
    CHECK(choice->carried == choice->gained);
    if (room > 1000) {
        CHECK(choice->cost_usd == 110);
        CHECK(all[1].chosen());
        CHECK(reasonOf(all[0]) == SiteReason::lessForMoney); // nobody more, whatever the number
        CHECK(reasonOf(all[3]) == SiteReason::limitReached); // three more, were a third allowed
        CHECK(std::string{code(reasonOf(all[3]))} == "LIMIT_REACHED");
    } else { // C's 500 and 600 of the others; A and B together would carry 1,000
        CHECK(choice->cost_usd == 110);
        CHECK(reasonOf(all[0]) == SiteReason::limitReached);
    }
}

TEST_CASE("two cheap sites do for a dear one", "[siting]")
{
    // A alone reaches what B and C reach together, for 100 against 30; three sites are allowed.
    std::vector<Candidate> all{candidate("A", 100, 900), candidate("B", 20, 500),
                               candidate("C", 10, 400), candidate("D", 5, 50)};
    const Cover reach = reachOf(4, {{500, {0, 1}}, {400, {0, 2}}, {50, {3}}});
    SiteChoiceRequest request;
    request.sites = 3;
    request.people = 950;
    request.effort = 1;
    const auto choice = chooseCandidates(all, reach, request);
    CHECK(choice->gained == 950);
    CHECK(choice->cost_usd == 35);
    CHECK(reasonOf(all[0]) == SiteReason::lessForMoney);
}

TEST_CASE("reaching everyone tells for whom the cells have room", "[siting]")
{
    // A reaches 1,000 and has room for 400; B reaches 200 of its own.
    std::vector<Candidate> all{candidate("A", 100, 1000, 400), candidate("B", 100, 200, 400)};
    const Cover reach = reachOf(2, {{1000, {0}}, {200, {1}}});
    SiteChoiceRequest request;
    request.everyone = true;
    request.people = 1200;
    request.effort = 1;
    const auto choice = chooseCandidates(all, reach, request);
    CHECK(choice->gained == 1200);
    CHECK(choice->carried == 600);
    CHECK(all[0].people_new == 1000);
    CHECK(all[0].people_reached == 1000);
    CHECK(choice->reached == 1200);
    CHECK(all[0].people_carried == 400);
    CHECK(all[1].people_carried == 200);
    // The same word for the most people: A has room for 400 of the 1,000 it reaches.
    SiteChoiceRequest two;
    two.sites = 2;
    two.people = 1200;
    two.effort = 1;
    std::vector<Candidate> room{candidate("A", 100, 1000, 400), candidate("B", 100, 200, 400)};
    const auto most = chooseCandidates(room, reach, two);
    CHECK(most->reached == 1200);
    CHECK(most->gained == 600);
    const Candidate& a = room[0].people == 1000 ? room[0] : room[1];
    CHECK(a.people_reached == 1000);
    CHECK(a.people_new == 400);
    request.capacity = false;
    std::vector<Candidate> never{candidate("A", 100, 1000, 400), candidate("B", 100, 200, 400)};
    CHECK(chooseCandidates(never, reach, request)->carried == 1200);
}
