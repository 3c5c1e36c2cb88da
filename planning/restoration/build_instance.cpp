#include "planning/restoration/build_instance.h"

#include "planning/restoration/daily_fuel.h"
#include "planning/restoration/power_parts.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

using restoration::Part;

class Builder {
public:
    Builder(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
            const TransportGraph& graph, const Cover& cover, const PlanRequest& request,
            std::span<const double> weights, Offer offer)
        : world_{scenario}, statuses_{statuses}, graph_{graph}, cover_{cover}, request_{request},
          weights_{weights}, health_{healthOf(scenario, statuses, power, graph)},
          parts_{scenario, request, offer, out_}, powerParts_{scenario, statuses, power,
                                                              graph,    request,  parts_}
    {
    }

    PlanInstance build()
    {
        parts_.addFaulty();
        addPlaces();
        addEdges();
        addCells();
        addOrder();
        addDemand();
        addUse();
        return std::move(out_);
    }

private:
    bool good(Service s) const
    {
        return s == Service::on || (s == Service::unknown && request_.unknown_works);
    }

    /// What must come first: the part the other action mends, or a piece of work of its own.
    void addOrder()
    {
        std::vector<std::uint32_t> partOf(world_.actions.size(), none);
        for (std::uint32_t p = 0; p < parts_.size(); ++p) {
            if (parts_.actionOf(p) != none) {
                partOf[parts_.actionOf(p)] = p;
            }
        }
        for (std::uint32_t p = 0; p < parts_.size(); ++p) { // grows while it runs
            if (parts_.actionOf(p) == none) {
                continue;
            }
            for (const std::string& before : world_.actions[parts_.actionOf(p)].after_ids) {
                const std::uint32_t action = *parts_.mends().find(before);
                if (partOf[action] == none) {
                    partOf[action] = parts_.add(PlanNetwork::work, "work:" + before, true);
                    parts_.damage(partOf[action], action);
                }
                parts_[p].after.push_back(partOf[action]);
            }
        }
    }

    void addPlaces()
    {
        vertexPart_.assign(graph_.vertices(), none);
        for (Vertex v = 0; v < graph_.vertices(); ++v) {
            const AssetRef asset = graph_.asset(v);
            const VertexHealth& health = health_.vertices[v];
            const std::uint32_t part = parts_.add(PlanNetwork::transport, assetId(world_, asset));
            if (!good(health.whole) || health.reportedCut) {
                const auto known = parts_.mends().choices(asset, false);
                if (known.empty() && good(health.whole)) {
                    out_.undone.push_back({std::nullopt, assetId(world_, asset), Undone::unknown,
                                           "it is reported cut off, but its way is said to work: "
                                           "ask where it broke"});
                } else if (known.empty()) {
                    parts_.unmendable(asset, health.whole);
                }
                const auto ways = parts_.worthwhile(known);
                if (ways.empty()) {
                    parts_.dropLast(); // cannot work within the plan
                    continue;
                }
                parts_.mend(part, ways);
            }
            vertexPart_[v] = part;
        }
        for (Vertex v = 0; v < graph_.vertices(); ++v) {
            if (vertexPart_[v] != none && !good(health_.vertices[v].powered)) {
                const std::uint32_t power = powerParts_.of(v); // may move the parts
                parts_[vertexPart_[v]].needs_on.push_back(power);
            }
        }
        for (const Vertex core : graph_.cores()) {
            if (vertexPart_[core] != none) {
                parts_.setSource(PlanNetwork::transport, vertexPart_[core]);
            }
        }
    }

    void addEdges()
    {
        for (std::uint32_t e = 0; e < graph_.edges().size(); ++e) {
            const TransportEdge& edge = graph_.edges()[e];
            const std::uint32_t a = vertexPart_[edge.a];
            const std::uint32_t b = vertexPart_[edge.b];
            if (a == none || b == none) {
                continue;
            }
            const std::string& id = assetId(world_, edge.asset);
            const std::uint32_t part =
                parts_.addEdge(PlanNetwork::transport, edge.tie ? "tie:" + id : id, a, b);
            if (!good(health_.edges[e].works)) {
                const auto known = parts_.mends().choices(edge.asset, false);
                if (known.empty()) {
                    parts_.unmendable(edge.asset, health_.edges[e].works);
                }
                if (const auto ways = parts_.worthwhile(known); !ways.empty()) {
                    parts_.mend(part, ways);
                } else {
                    parts_.dropLast();
                }
            }
        }
    }

    /// Cells that are out by themselves hang on their site like a vertex of their own.
    void addCells()
    {
        std::map<std::uint32_t, std::uint32_t> cellPart;
        for (const RadioLayer& layer : cover_.layers) {
            const std::uint32_t site = vertexPart_[graph_.ofSite(layer.site)];
            if (site == none || layer.cell == allCells ||
                good(serviceOf(statuses_.cells[layer.cell].status))) {
                out_.layerPart.push_back(site);
                continue;
            }
            const auto [at, fresh] = cellPart.emplace(layer.cell, none);
            if (fresh) {
                const AssetRef cell{AssetKind::cell, layer.cell};
                const std::string& id = world_.cells[layer.cell].cell_id;
                const auto known = parts_.mends().choices(cell, false);
                if (known.empty()) {
                    parts_.unmendable(cell, serviceOf(statuses_.cells[layer.cell].status));
                }
                const auto ways = parts_.worthwhile(known);
                if (!ways.empty()) {
                    at->second = parts_.add(PlanNetwork::transport, "cell:" + id);
                    parts_.mend(at->second, ways);
                    parts_.addEdge(PlanNetwork::transport, "radio:" + id, site, at->second);
                }
            }
            out_.layerPart.push_back(at->second);
        }
    }

    void addDemand()
    {
        std::vector<std::uint32_t> by;
        for (std::uint32_t g = 0; g < cover_.groups(); ++g) {
            by.clear();
            for (const std::uint32_t layer : cover_.layersOf(g)) {
                const std::uint32_t part = out_.layerPart[layer];
                if (part != none && std::ranges::find(by, part) == by.end()) {
                    by.push_back(part);
                }
            }
            if (weights_[g] > 0 && !by.empty()) {
                out_.instance.demand.push_back({weights_[g], by});
            }
        }
    }

    void addUse()
    {
        // Resources that some possible action uses, in the order of their names.
        std::set<std::string> names;
        for (const std::uint32_t action : out_.actionOf) {
            if (action != none) {
                for (const auto& [name, amount] : useOf(world_.actions[action], request_)) {
                    names.insert(name);
                }
            }
        }
        std::map<std::string, std::size_t> column;
        for (const std::string& name : names) {
            const ResourceSupply& supply = parts_.limits().supplyNamed(name);
            if (supply.stock && !supply.stated && name != "money_usd") {
                out_.assumptions.push_back(fmt::format(
                    "nobody stated how much {} there is: it is taken not to limit", name));
                continue;
            }
            if (name == dailyFuel) {
                out_.assumptions.emplace_back(
                    "a place brought back on a generator takes its fuel of every day for good out "
                    "of the litres a day that come");
            }
            column.emplace(name, out_.instance.resources.size());
            // Crew days are work content: a rebuild of twenty days is spread over them.
            out_.instance.resources.push_back({name, supply.per_day, supply.stock, !supply.stock});
        }
        for (std::size_t p = 0; p < parts_.size(); ++p) {
            if (parts_.actionOf(p) == none) {
                continue;
            }
            parts_[p].use.assign(out_.instance.resources.size(), 0);
            for (const auto& [name, amount] : parts_.use(parts_.actionOf(p))) {
                if (const auto at = column.find(name); at != column.end()) {
                    parts_[p].use[at->second] = amount;
                }
            }
        }
    }

    const Scenario& world_;
    const Statuses& statuses_;
    const TransportGraph& graph_;
    const Cover& cover_;
    const PlanRequest& request_;
    std::span<const double> weights_;
    NetworkHealth health_;
    PlanInstance out_;
    InstanceParts parts_;
    PowerParts powerParts_;
    std::vector<std::uint32_t> vertexPart_;
};

} // namespace

PlanInstance buildInstance(const Scenario& scenario, const Statuses& statuses,
                           const PowerState& power, const TransportGraph& graph, const Cover& cover,
                           const PlanRequest& request, std::span<const double> weights, Offer offer)
{
    return Builder{scenario, statuses, power, graph, cover, request, weights, offer}.build();
}

} // namespace planning
