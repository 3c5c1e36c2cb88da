#include "planning/network/network_state.h"
#include "planning/synth/synth.h"
#include "tests/planning/synth/made_world.h"

#include <catch2/catch.hpp>

#include <set>

using namespace planning;
using namespace tests;

namespace {

geo::Time endOf(geo::Date date)
{
    return geo::Time{date} + std::chrono::hours{24};
}

/// Everything a scenario says, as text: equal texts, equal scenarios.
std::string told(const Scenario& world)
{
    std::string out;
    const auto say = [&](const auto&... parts) { ((out += parts, out += '|'), ...); };
    const auto num = [](MaybeNumber x) { return x ? std::to_string(*x) : std::string{"-"}; };
    for (const Site& x : world.sites) {
        say(x.site_id, x.name, x.structure, num(x.structure_height_m), num(x.at.lonlat.lon_deg),
            num(x.at.lonlat.lat_deg), x.power.grid_node_id, num(x.power.load_kw),
            num(x.power.fuel_on_hand_l), num(x.power.generator_kw));
    }
    for (const Cell& x : world.cells) {
        say(x.cell_id, num(x.frequency_mhz), num(x.eirp_dbm), num(x.height_m), num(x.azimuth_deg));
    }
    for (const Span& x : world.spans) {
        say(x.span_id, x.from_id, x.to_id, x.corridor_id, num(x.length_km));
    }
    for (const Link& x : world.links) {
        say(x.link_id, x.from_id, x.to_id, num(x.frequency_ghz));
    }
    for (const Observation& x : world.observations) {
        say(x.asset_id, std::string{text(x.status)}, geo::text(x.observed_at), x.source);
    }
    for (const Action& x : world.actions) {
        say(x.action_id, x.asset_id, num(x.cost_usd), num(x.crew_days));
    }
    for (const Zone& x : world.zones) {
        say(x.zone_id, num(x.shape_xy.front().front().front().x_m));
    }
    return out;
}

} // namespace

TEST_CASE("the same seed gives the same layer, another seed another", "[synth]")
{
    const std::string first = told(made(request()).made);
    CHECK(first == told(made(request()).made));
    SynthRequest other = request();
    other.seed = 8;
    CHECK(first != told(made(other).made));
}

TEST_CASE("everything made is marked synthetic and belongs to invented operators", "[synth]")
{
    const SynthResult result = made(request());
    const Scenario& w = result.made;
    const auto marked = [](const auto& nouns) {
        return !nouns.empty() &&
               std::ranges::all_of(nouns, [](const auto& n) { return n.synthetic; });
    };
    CHECK(marked(w.sites));
    CHECK(marked(w.cells));
    CHECK(marked(w.nodes));
    CHECK(marked(w.spans));
    CHECK(marked(w.links));
    CHECK(marked(w.grid_nodes));
    CHECK(marked(w.grid_lines));
    CHECK(marked(w.facilities));
    CHECK(marked(w.zones));
    CHECK(marked(w.observations));
    CHECK(marked(w.actions));
    CHECK(w.settlements.empty()); // the geography is not ours to make
    for (const Site& site : w.sites) {
        CHECK(site.operator_name.starts_with("Operator "));
    }
}

TEST_CASE("ids are unique over all kinds and every reference leads somewhere", "[synth]")
{
    const Scenario w = made(request()).made;
    std::set<std::string> ids;
    const auto own = [&](const std::string& id) { CHECK(ids.insert(id).second); };
    for (const Site& x : w.sites)
        own(x.site_id);
    for (const Cell& x : w.cells)
        own(x.cell_id);
    for (const Node& x : w.nodes)
        own(x.node_id);
    for (const Span& x : w.spans)
        own(x.span_id);
    for (const Link& x : w.links)
        own(x.link_id);
    for (const GridNode& x : w.grid_nodes)
        own(x.grid_node_id);
    for (const GridLine& x : w.grid_lines)
        own(x.grid_line_id);
    for (const Facility& x : w.facilities)
        own(x.facility_id);
    for (const Action& x : w.actions)
        own(x.action_id);
    const auto known = [&](const std::string& id) {
        INFO(id);
        CHECK(ids.contains(id));
    };
    for (const Cell& x : w.cells)
        known(x.site_id);
    for (const Span& x : w.spans) {
        known(x.from_id);
        known(x.to_id);
    }
    for (const Link& x : w.links) {
        known(x.from_id);
        known(x.to_id);
    }
    for (const GridLine& x : w.grid_lines) {
        known(x.from_id);
        known(x.to_id);
    }
    for (const Site& x : w.sites)
        known(x.power.grid_node_id);
    for (const Observation& x : w.observations)
        known(x.asset_id);
    for (const Action& x : w.actions) {
        known(x.asset_id);
        for (const std::string& before : x.after_ids)
            known(before);
    }
}

TEST_CASE("every site stands on land, in its area, and reaches a core when all is whole", "[synth]")
{
    const SynthResult result = made(request());
    const Scenario w = whole(result, country().geography);
    const geo::Elevation& terrain = country().terrain;
    for (const Site& site : w.sites) {
        INFO(site.site_id);
        const geo::GridFrame& f = terrain.height_m.frame;
        CHECK_FALSE(terrain.isSea(f.colOf(site.at.xy.x_m), f.rowOf(site.at.xy.y_m)));
        CHECK(site.area_code.starts_with("XS01"));
    }
    Scenario fresh = w;
    fresh.observations.clear();
    const TransportGraph graph{fresh};
    const NetworkState state =
        networkState(fresh, everythingOperational(fresh), graph, endOf(request().date));
    for (std::size_t i = 0; i < fresh.sites.size(); ++i) {
        INFO(fresh.sites[i].site_id);
        CHECK(state.sites[i].service == Service::on);
    }
}

TEST_CASE("what was reported agrees with what the network model finds", "[synth]")
{
    // The network model is another program than the one that decided the fates: a site reported
    // cut off must have a cut behind it, one reported dark no grid and no fuel, and so on.
    const auto profile = GENERATE(Profile::conflict, Profile::disaster);
    const SynthResult result = made(request(profile));
    const Scenario w = whole(result, country().geography);
    const geo::Time asOf = endOf(request().date);
    const Statuses statuses = statusesAsOf(w, asOf);
    const TransportGraph graph{w};
    const NetworkState state = networkState(w, statuses, graph, asOf);
    // And when nobody reports on sites at all, from what else is broken.
    Scenario silent = w;
    std::erase_if(silent.observations, [](const Observation& o) {
        return o.asset_kind == AssetKind::site &&
               (o.cause == Cause::backhaul || o.cause == Cause::unknown);
    });
    const NetworkState derived =
        networkState(silent, statusesAsOf(silent, asOf), TransportGraph{silent}, asOf);
    int cut = 0;
    for (std::size_t i = 0; i < w.sites.size(); ++i) {
        INFO(w.sites[i].site_id << " fate " << static_cast<int>(result.fates[i]));
        if (statuses.sites[i].status == Status::unknown) {
            continue; // no answer from the site
        }
        const Fate fate = result.fates[i];
        const bool on = fate == Fate::working || fate == Fate::degraded;
        CHECK((state.sites[i].service == Service::on) == on);
        const Cause expected = on                       ? Cause::none
                               : fate == Fate::no_power ? Cause::power
                               : fate == Fate::cut_off  ? Cause::backhaul
                                                        : Cause::physical;
        CHECK(state.sites[i].cause == expected);
        if (fate == Fate::cut_off) {
            ++cut;
            CHECK(derived.sites[i].service == Service::off);
            CHECK(derived.sites[i].cause == Cause::backhaul);
            CHECK_FALSE(derived.sites[i].repair.assets.empty());
        }
    }
    CHECK(cut > 0);
}

TEST_CASE("one asset in twenty is disputed, and reports end on the day asked for", "[synth]")
{
    const SynthResult result = made(request());
    const Scenario w = whole(result, country().geography);
    const Statuses statuses = statusesAsOf(w, endOf(request().date));
    int observed = 0;
    int disputed = 0;
    for (const auto* list : {&statuses.sites, &statuses.nodes, &statuses.spans}) {
        for (const AssetStatus& s : *list) {
            observed += s.observation ? 1 : 0;
            disputed += s.disputed ? 1 : 0;
        }
    }
    CHECK(disputed == Approx(0.05 * observed).margin(1));
    for (const Observation& o : w.observations) {
        CHECK(o.observed_at <= geo::Time{request().date} + std::chrono::hours{6});
        CHECK(o.confidence.value_or(-1) > 0);
    }
}

TEST_CASE("damage has an action, each dearer the worse, and those before it first", "[synth]")
{
    const SynthResult result = made(request());
    const Scenario& w = result.made;
    const Statuses statuses = statusesAsOf(w, endOf(request().date));
    std::set<std::string> mended;
    for (const Action& a : w.actions) {
        CHECK(a.cost_usd > 0);
        CHECK(a.crew_days >= 0.5);
        CHECK_FALSE(a.skill.empty());
        if (a.kind != ActionKind::clear) {
            mended.insert(a.asset_id);
        }
    }
    for (std::size_t i = 0; i < w.sites.size(); ++i) {
        INFO(w.sites[i].site_id);
        const Fate fate = result.fates[i];
        if (fate != Fate::working && fate != Fate::cut_off) {
            CHECK(mended.contains(w.sites[i].site_id));
        }
        if (fate == Fate::destroyed || fate == Fate::partial) {
            const auto mend = std::ranges::find_if(w.actions, [&](const Action& a) {
                return a.asset_id == w.sites[i].site_id &&
                       (a.kind == ActionKind::replace || a.kind == ActionKind::repair);
            });
            REQUIRE(mend != w.actions.end());
            // Catalogue: 50-90 k for the structure, 15-30 k a radio, up to 3 of them; a pole 0.3 of
            // it; destroyed 100 % and 20 crew days, partial 40 % and 5.
            const double share = fate == Fate::destroyed ? 1 : 0.4;
            CHECK(mend->cost_usd >= 0.3 * share * 65000 - 100);
            CHECK(mend->cost_usd <= share * (90000 + 4 * 30000) + 100);
            CHECK(mend->crew_days == (fate == Fate::destroyed ? 20 : 5));
        }
    }
    CHECK(std::ranges::any_of(w.actions, [](const Action& a) { return !a.after_ids.empty(); }));
    CHECK(std::ranges::any_of(w.supply, [](const Supply& s) { return s.resource == "money_usd"; }));
    CHECK(
        std::ranges::any_of(w.zones, [](const Zone& z) { return z.access == ZoneAccess::closed; }));
}

TEST_CASE("hops see each other", "[synth]")
{
    const Scenario w = made(request()).made;
    const Index sites = indexOfSites(w);
    const Index nodes = indexOfNodes(w);
    int hops = 0;
    for (const Link& link : w.links) {
        if (link.kind != LinkKind::microwave) {
            continue;
        }
        const auto at = [&](const std::string& id) {
            const auto site = sites.find(id);
            return site != sites.end() ? w.sites[site->second].at.xy : w.nodes[nodes.at(id)].at.xy;
        };
        INFO(link.link_id);
        const geo::XY a = at(link.from_id);
        const geo::XY b = at(link.to_id);
        CHECK(geo::distance_m(a, b) <= 25000);
        // Masts of 45 m at most at both ends: the ground between must stay below that ray.
        const auto profile = geo::profileBetween(country().terrain, a, b, 100);
        REQUIRE(profile);
        const double h1 = profile->height_m.front() + 45;
        const double h2 = profile->height_m.back() + 45;
        for (std::size_t i = 1; i + 1 < profile->height_m.size(); ++i) {
            const double t = profile->distance_m[i] / profile->distance_m.back();
            CHECK(profile->height_m[i] < h1 + t * (h2 - h1));
        }
        ++hops;
    }
    CHECK(hops > 30);
}

TEST_CASE("bad wishes are refused with a reason", "[synth]")
{
    SynthRequest r = request();
    r.preset = "atlantis";
    CHECK_THROWS_WITH(made(r), Catch::Contains("atlantis") && Catch::Contains("west_bank"));
    r = request();
    r.areas = {"XS99"};
    CHECK_THROWS_WITH(made(r), Catch::Contains("XS99"));
    Scenario empty;
    CHECK_THROWS_WITH(synthesise(empty, geo::WorkingCrs{"EPSG:32636"}, nullptr, request()),
                      Catch::Contains("population"));
}

TEST_CASE("a part of the country can be taken", "[synth]")
{
    SynthRequest r = request();
    r.areas = {"XS0102", "XS0103"};
    const SynthResult result = made(r);
    CHECK(result.shares.size() == 2);
    CHECK(result.towns_outside > 20);
    for (const Site& site : result.made.sites) {
        CHECK((site.area_code == "XS0102" || site.area_code == "XS0103"));
    }
}

TEST_CASE("a single hamlet without terrain, areas or roads still gets a layer", "[synth]")
{
    Scenario geography;
    geography.crs = "EPSG:32636";
    const geo::WorkingCrs crs{geography.crs};
    Settlement hamlet;
    hamlet.settlement_id = "1";
    hamlet.name = "Lone";
    hamlet.at.lonlat = {34.0, 31.0};
    hamlet.at.xy = crs.project(hamlet.at.lonlat);
    hamlet.population = 120;
    geography.settlements = {hamlet};
    const auto profile = GENERATE(Profile::conflict, Profile::disaster);
    SynthRequest r = request(profile);
    const SynthResult result = synthesise(geography, crs, nullptr, r);
    CHECK(result.made.sites.size() == 1);
    CHECK(std::ranges::count(result.made.nodes, NodeKind::core, &Node::kind) == 1);
}
