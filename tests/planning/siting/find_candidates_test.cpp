#include "planning/siting/find_candidates.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {

/// 20 × 20 km, flat at 10 m but for a ridge of 200 m from north to south at x = 10 km.
geo::Elevation ridge()
{
    geo::Elevation out;
    out.height_m = geo::FloatGrid{{0, 20'000, 100, 200, 200}, 10};
    for (int row = 0; row < 200; ++row) {
        for (int col = 98; col < 102; ++col) {
            out.height_m(col, row) = 200;
        }
    }
    return out;
}

Position place(double x_m, double y_m)
{
    return {{}, {x_m, y_m}};
}

Settlement town(const char* id, double x_m, double y_m, MaybeNumber people)
{
    Settlement s;
    s.settlement_id = s.name = id;
    s.at = place(x_m, y_m);
    s.population = people;
    return s;
}

/// A node in the west; settlements on both sides of the ridge; a road along y = 10 km.
Scenario world()
{
    Scenario w;
    w.crs = "EPSG:32636";
    w.settlements = {town("west", 6000, 10'000, 900), town("east", 18'000, 10'000, 900),
                     town("lonely", 6000, 18'000, 900), town("empty", 3000, 10'000, 0),
                     town("uncounted", 3500, 10'000, std::nullopt)};
    Road road;
    road.road_id = "r";
    road.line_xy = {{{0, 10'000}, {20'000, 10'000}}};
    w.roads = {road};
    return w;
}

const Candidate& find(const std::vector<Candidate>& all, const std::string& id)
{
    const auto at = std::ranges::find(all, id, &Candidate::id);
    REQUIRE(at != all.end());
    return *at;
}

} // namespace

TEST_CASE("candidates: each is joined to the network or says why not", "[siting]")
{
    Scenario w = world();
    Zone zone;
    zone.zone_id = "z";
    zone.access = ZoneAccess::closed;
    zone.shape_xy = {{{{17'000, 9000}, {19'000, 9000}, {19'000, 11'000}, {17'000, 11'000}}}};
    const geo::Elevation ground = ridge();
    const std::vector<TransportPoint> points{{"node", {1000, 10'000}, 30}};
    CandidateRequest request;
    request.hilltops = false;
    request.most_fibre_m = 4000;
    auto list = listCandidates(w, {}, {}, request);
    REQUIRE(list.candidates.size() == 5); // nothing is dropped
    auto open = list.candidates;
    REQUIRE(checkCandidates(open, w, &ground, points, request, 1, {}));

    const Candidate& west = find(open, "settlement west");
    CHECK(west.reasons.empty());
    CHECK(west.backhaul.kind == BackhaulKind::hop); // 5 km: fibre goes 4 km at most
    CHECK(west.backhaul.length_m == Approx(5000));
    CHECK(west.backhaul.clear_ratio > 0.6);

    const Candidate& east = find(open, "settlement east");
    CHECK(east.reasons == std::vector{SiteReason::noSight});
    REQUIRE(east.refused_ways.size() == 1);
    CHECK(east.refused_ways[0].why == "blocked by the ground");

    CHECK(find(open, "settlement lonely").reasons == std::vector{SiteReason::noRoad});
    CHECK(find(open, "settlement empty").reasons == std::vector{SiteReason::nobodyThere});
    CHECK(find(open, "settlement uncounted").reasons == std::vector{SiteReason::peopleUnknown});

    request.most_fibre_m = 30'000; // now fibre goes round what the hop cannot see over
    auto laid = list.candidates;
    REQUIRE(checkCandidates(laid, w, &ground, points, request, 1, {}));
    CHECK(find(laid, "settlement east").reasons.empty());
    CHECK(find(laid, "settlement east").backhaul.kind == BackhaulKind::fibre);
    CHECK(find(laid, "settlement east").backhaul.length_m == Approx(17'000).margin(1));

    request.most_fibre_m = 4000; // a node beyond the elevation: nothing is blocked for certain
    auto beyond = list.candidates;
    REQUIRE(checkCandidates(beyond, w, &ground, {{"node", {-15'000, 10'000}, 30}}, request, 1, {}));
    CHECK(find(beyond, "settlement west").reasons == std::vector{SiteReason::sightUnknown});
    REQUIRE(find(beyond, "settlement west").refused_ways.size() == 1);
    request.most_fibre_m = 30'000;

    w.zones = {zone};
    auto closed = list.candidates;
    REQUIRE(checkCandidates(closed, w, &ground, points, request, 1, {}));
    CHECK(find(closed, "settlement east").reasons == std::vector{SiteReason::closedZone});

    auto nowhere = list.candidates;
    nowhere[0].at = place(-5000, 10'000);
    REQUIRE(checkCandidates(nowhere, w, &ground, points, request, 1, {}));
    CHECK(nowhere[0].reasons.front() == SiteReason::outsideElevation);

    auto cut = list.candidates;
    REQUIRE(checkCandidates(cut, w, &ground, {}, request, 1, {}));
    CHECK(find(cut, "settlement west").reasons == std::vector{SiteReason::noTransport});
}

TEST_CASE("candidates: a mast that carries the technology is none; costs come item by item",
          "[siting]")
{
    Scenario w = world();
    Site a;
    a.site_id = "a";
    a.at = place(6000, 10'000);
    Site b = a;
    b.site_id = "b";
    b.at = place(12'000, 10'000);
    w.sites = {a, b};
    Cell cell;
    cell.site_id = "a";
    cell.technology = Technology::gen4;
    w.cells = {cell};
    CandidateRequest request;
    request.settlements = request.hilltops = false;
    auto list = listCandidates(w, everythingOperational(w), {}, request);
    REQUIRE(list.candidates.size() == 1);
    CHECK(list.carry_already == 1);
    Candidate& c = list.candidates[0];
    CHECK(c.id == "site b");
    CHECK(list.standing[0] != 0);
    addCosts(c, silaCatalogue(), true);
    CHECK(c.cost_usd == 22'500); // a radio on a mast that stands
    addCosts(c, silaCatalogue(), false);
    CHECK(c.cost_usd == 70'000 + 22'500);
    c.backhaul.kind = BackhaulKind::hop;
    c.backhaul.length_m = 20'000;
    addCosts(c, silaCatalogue(), true);
    CHECK(c.cost_usd == 22'500 + 40'000);
    c.backhaul.kind = BackhaulKind::fibre;
    c.backhaul.length_m = 1000;
    c.backhaul.slope = 0.2; // mountains: 1.8 times the 5 USD of a metre in the country
    addCosts(c, silaCatalogue(), true);
    CHECK(c.cost_usd == Approx(22'500 + 9'000));
    CHECK(c.backhaul.cost_usd == Approx(9'000));
    addCosts(c, silaCatalogue(), true, Deployment::aerial);
    CHECK(c.backhaul.cost_usd == Approx(4'500));
}
