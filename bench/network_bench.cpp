// "Cut here: who is lost?" and all single points of failure at full size: 10,000 sites and 50,000
// spans on a country-wide mesh, 117,000 groups of people.
#include "planning/network/failure.h"

#include <benchmark/benchmark.h>
#include <random>

using namespace planning;

namespace {

constexpr std::uint32_t nodeRows = 150, nodeCols = 150; // 22,500 nodes
constexpr std::uint32_t sites = 10'000;
constexpr std::uint32_t spans = 50'000;
constexpr std::uint32_t groups = 117'000;
constexpr std::uint32_t corridors = 5'000;

struct Country {
    Scenario scenario;
    Cover cover;
};

const Country& country()
{
    static const Country made = [] {
        Country out;
        Scenario& w = out.scenario;
        std::mt19937 random{11};
        const auto nodeId = [](std::uint32_t row, std::uint32_t col) {
            return "N" + std::to_string(row * nodeCols + col);
        };
        for (std::uint32_t row = 0; row < nodeRows; ++row) {
            for (std::uint32_t col = 0; col < nodeCols; ++col) {
                Node node;
                node.node_id = nodeId(row, col);
                node.kind = row % 75 == 37 && col % 75 == 37 ? NodeKind::core : NodeKind::access;
                w.nodes.push_back(std::move(node));
            }
        }
        // A mesh of all neighbours, then chords, until there are enough.
        while (w.spans.size() < spans) {
            const auto i = static_cast<std::uint32_t>(w.spans.size());
            std::uint32_t row = i / 2 / nodeCols;
            std::uint32_t col = i / 2 % nodeCols;
            std::uint32_t toRow = row + (i % 2 == 0 ? 1 : 0);
            std::uint32_t toCol = col + (i % 2 == 0 ? 0 : 1);
            if (row >= nodeRows || toRow >= nodeRows || toCol >= nodeCols) {
                row = random() % nodeRows;
                col = random() % nodeCols;
                toRow = std::min<std::uint64_t>(nodeRows - 1, row + random() % 4);
                toCol = std::min<std::uint64_t>(nodeCols - 1, col + random() % 4 + 1);
            }
            Span span;
            span.span_id = "F" + std::to_string(i);
            span.from_id = nodeId(row, col);
            span.to_id = nodeId(toRow, toCol);
            span.corridor_id = random() % 3 == 0 ? "T" + std::to_string(random() % corridors) : "";
            w.spans.push_back(std::move(span));
        }
        for (std::uint32_t i = 0; i < sites; ++i) {
            Site site;
            site.site_id = "S" + std::to_string(i);
            if (i % 3 == 2) { // at the end of a chain of hops
                Link link;
                link.link_id = "M" + std::to_string(i);
                link.from_id = site.site_id;
                link.to_id = "S" + std::to_string(i - 1);
                w.links.push_back(std::move(link));
            } else {
                site.transport_id = nodeId(random() % nodeRows, random() % nodeCols);
            }
            w.sites.push_back(std::move(site));
            out.cover.layers.push_back({i, Technology::gen4});
        }
        out.cover.group_start = {0};
        for (std::uint32_t g = 0; g < groups; ++g) {
            std::vector<std::uint32_t> by;
            const std::uint32_t near = random() % sites;
            for (std::uint32_t k = 0; k < 1 + random() % 17; ++k) {
                by.push_back((near + k * k) % sites);
            }
            std::ranges::sort(by);
            by.erase(std::unique(by.begin(), by.end()), by.end());
            out.cover.group_layers.insert(out.cover.group_layers.end(), by.begin(), by.end());
            out.cover.group_start.push_back(
                static_cast<std::uint32_t>(out.cover.group_layers.size()));
            out.cover.group_people.push_back(random() % 500);
        }
        return out;
    }();
    return made;
}

struct Analysis {
    Statuses statuses = everythingOperational(country().scenario);
    TransportGraph graph{country().scenario};
    FailureAnalysis failure{country().scenario, statuses, graph, country().cover, geo::Time{}};
};

const Analysis& analysis()
{
    static const Analysis made;
    return made;
}

void cutHere(benchmark::State& state)
{
    const FailureAnalysis& failure = analysis().failure;
    std::mt19937 random{3};
    std::size_t lost = 0;
    for (auto _ : state) {
        std::vector<AssetRef> cut;
        for (std::int64_t i = 0; i < state.range(0); ++i) {
            cut.push_back({AssetKind::span, static_cast<std::uint32_t>(random() % spans)});
            cut.push_back(
                {AssetKind::node, static_cast<std::uint32_t>(random() % (nodeRows * nodeCols))});
        }
        const Loss loss = failure.lossOf(cut);
        lost += loss.sites.size();
        benchmark::DoNotOptimize(loss.people);
    }
    state.counters["sites_lost"] =
        benchmark::Counter(static_cast<double>(lost), benchmark::Counter::kAvgIterations);
}

void allSinglePoints(benchmark::State& state)
{
    std::size_t points = 0;
    for (auto _ : state) {
        points = analysis().failure.singlePoints().size();
    }
    state.counters["points"] = static_cast<double>(points);
}

BENCHMARK(cutHere)
    ->Name("cut/10000sites_50000spans")
    ->Arg(1)
    ->Arg(100)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(allSinglePoints)
    ->Name("single_points/10000sites_50000spans")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

} // namespace
