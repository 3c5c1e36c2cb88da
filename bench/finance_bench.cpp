// Money and doubt at full size: the funding curve of 2,000 damaged assets at 20 amounts with its
// bound (aim: 60 s), technology for 20,000 settlements (aim: 10 s), a plan judged in 20 drawn
// worlds (aim: at most 20 times the plan).
#include "planning/finance/technology_choice.h"
#include "planning/restoration/doubt.h"
#include "planning/restoration/fund.h"
#include "planning/siting/fibre_tree.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <ctime>
#include <random>

using namespace planning;

namespace {

constexpr std::uint32_t side = 40; // nodes along one side of a mesh
constexpr double step_m = 5'000;
const geo::Time noon = *geo::parseTime("2026-11-22T12:00");

struct Country {
    Scenario scenario;
    Cover cover;
    Statuses statuses;
};

Observation out(AssetKind kind, const std::string& id, double confidence)
{
    Observation seen;
    seen.asset_kind = kind;
    seen.asset_id = id;
    seen.status = Status::destroyed;
    seen.cause = Cause::physical;
    seen.observed_at = noon;
    seen.confidence = confidence;
    return seen;
}

/// 1,600 nodes on a mesh with two cores, a site on each, 1,200 spans and 800 sites destroyed.
const Country& country()
{
    static const Country made = [] {
        Country c;
        Scenario& w = c.scenario;
        std::mt19937 random{7};
        const auto share = [&random] { return static_cast<double>(random() % 10'000) / 10'000; };
        const auto nodeId = [](std::uint32_t row, std::uint32_t col) {
            return "N" + std::to_string(row * side + col);
        };
        for (std::uint32_t row = 0; row < side; ++row) {
            for (std::uint32_t col = 0; col < side; ++col) {
                Node node;
                node.node_id = nodeId(row, col);
                node.kind = (row == 10 && col == 10) || (row == 30 && col == 28) ? NodeKind::core
                                                                                 : NodeKind::access;
                node.at.xy = {col * step_m, row * step_m};
                Site site;
                site.site_id = "S" + std::to_string(row * side + col);
                site.transport_id = node.node_id;
                site.at.xy = node.at.xy;
                w.nodes.push_back(node);
                w.sites.push_back(site);
                for (const bool east : {true, false}) {
                    if ((east ? col : row) + 1 < side) {
                        Span span;
                        span.span_id = "F" + std::to_string(w.spans.size());
                        span.from_id = node.node_id;
                        span.to_id = east ? nodeId(row, col + 1) : nodeId(row + 1, col);
                        w.spans.push_back(span);
                    }
                }
            }
        }
        const auto mend = [&w](const std::string& asset, ActionKind kind, const char* skill,
                               double usd, double days) {
            Action action;
            action.action_id = "mend-" + asset;
            action.asset_id = asset;
            action.kind = kind;
            action.skill = skill;
            action.cost_usd = usd;
            action.crew_days = days;
            w.actions.push_back(std::move(action));
        };
        for (std::uint32_t k = 0; k < 1'200; ++k) {
            const std::string& id = w.spans[(k * 13) % w.spans.size()].span_id;
            w.observations.push_back(out(AssetKind::span, id, 0.5 + 0.5 * share()));
            mend(id, ActionKind::repair, "fibre", 5'000 + 20'000 * share(), 2 + 6 * share());
        }
        for (std::uint32_t k = 0; k < 800; ++k) {
            const std::string& id = w.sites[(k * 17) % w.sites.size()].site_id;
            w.observations.push_back(out(AssetKind::site, id, 0.5 + 0.5 * share()));
            mend(id, ActionKind::replace, "site", 40'000 + 60'000 * share(), 4 + 10 * share());
        }
        c.cover.group_people = {0};
        c.cover.group_start = {0, 0};
        for (std::uint32_t i = 0; i < w.sites.size(); ++i) {
            c.cover.layers.push_back({i, Technology::gen4});
        }
        // Each group is reached by a site, and half of them by its neighbour as well.
        for (std::uint32_t g = 0; g < 12'000; ++g) {
            const auto site = static_cast<std::uint32_t>(random() % w.sites.size());
            c.cover.group_people.push_back(20 + 400 * share() * share());
            c.cover.group_layers.push_back(site);
            if (g % 2 == 0 && site + 1 < w.sites.size()) {
                c.cover.group_layers.push_back(site + 1);
            }
            c.cover.group_start.push_back(static_cast<std::uint32_t>(c.cover.group_layers.size()));
        }
        c.statuses = statusesAsOf(w, noon);
        return c;
    }();
    return made;
}

void fundingCurve(benchmark::State& state)
{
    const Country& c = country();
    FundRequest request;
    request.points = 20;
    double worst = 0;
    for (auto _ : state) {
        const Fund fund{c.scenario, c.statuses, c.cover, noon, request};
        const auto curve = fund.curve();
        worst = 0;
        for (const FundPoint& point : curve->points) {
            worst = std::max(worst, 100 * (point.bound - point.served) / point.bound);
        }
    }
    state.counters["worst_gap_percent"] = worst;
    state.counters["damaged"] = static_cast<double>(c.scenario.actions.size());
}

void technology(benchmark::State& state) // arguments: budget in dollars, or 0
{
    std::mt19937 random{3};
    std::vector<Road> roads; // a mesh of 2 km over 280 km
    constexpr int lines = 140;
    constexpr double mesh_m = 2'000;
    for (int i = 0; i <= lines; ++i) {
        for (const bool east : {true, false}) {
            Road road;
            road.road_id = std::to_string(roads.size());
            std::vector<geo::XY> line;
            for (int k = 0; k <= lines; ++k) {
                line.push_back(east ? geo::XY{k * mesh_m, i * mesh_m}
                                    : geo::XY{i * mesh_m, k * mesh_m});
            }
            road.line_xy.push_back(std::move(line));
            roads.push_back(std::move(road));
        }
    }
    std::vector<geo::XY> at;
    std::vector<geo::XY> nodes;
    std::vector<PlaceToConnect> places;
    for (int i = 0; i < 20'000; ++i) {
        at.push_back(
            {static_cast<double>(random() % 280'000), static_cast<double>(random() % 280'000)});
        PlaceToConnect place;
        place.id = std::to_string(i);
        place.people = 50 + random() % 5'000;
        if (random() % 3 != 0) {
            place.cell_km = 1 + random() % 10;
        }
        if (random() % 2 == 0) {
            place.hop_km = 1 + random() % 25;
        }
        places.push_back(std::move(place));
    }
    for (int i = 0; i < 300; ++i) {
        nodes.push_back(
            {static_cast<double>(random() % 280'000), static_cast<double>(random() % 280'000)});
    }
    for (auto _ : state) {
        const auto ways = fibreTree(at, nodes, roads);
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i].fibre_km = (*ways)[i].km;
            places[i].fibre_parent = (*ways)[i].parent;
        }
        TechnologyRequest request;
        if (state.range(0) > 0) {
            request.aim = ChoiceAim::most_users;
            request.budget_usd = static_cast<double>(state.range(0));
        }
        const auto plan = chooseTechnology(places, cppCatalogue(), request);
        benchmark::DoNotOptimize(plan->ownership);
        state.counters["to_own_musd"] = 1e-6 * (plan->ownership + plan->fee);
        state.counters["fibre"] = static_cast<double>(plan->count[0]);
    }
}

void scenarios(benchmark::State& state)
{
    const Country& c = country();
    PlanRequest request;
    request.start = *geo::parseDate("2026-11-23");
    request.days = 60;
    request.budget_usd = 30e6;
    request.crews = {{"fibre", 20}, {"site", 40}};
    request.effort = 20; // the worlds take the usual effort of doubt
    // Of the processor: whatever else runs beside it does not count.
    const auto seconds = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
    for (auto _ : state) {
        const double began = seconds();
        const RestorationPlan plan = makePlan(c.scenario, c.statuses, c.cover, noon, request);
        const double planned = seconds();
        DoubtRequest doubt;
        doubt.scenarios = 20;
        const auto judged = doubtOf(c.scenario, c.statuses, c.cover, noon, plan, doubt);
        state.counters["plan_s"] = planned - began;
        state.counters["times_one"] = (seconds() - planned) / (planned - began);
        state.counters["mean_of_base"] = judged->mean / judged->base;
    }
}

BENCHMARK(fundingCurve)->Unit(benchmark::kSecond)->Iterations(1);
// Without a budget, and with one of so many dollars.
BENCHMARK(technology)
    ->Arg(0)
    ->Arg(100'000'000)
    ->Arg(400'000'000)
    ->Unit(benchmark::kSecond)
    ->Iterations(1);
BENCHMARK(scenarios)->Unit(benchmark::kSecond)->Iterations(1);

} // namespace
