#include "planning/restoration/build_instance.h"

#include "planning/network/mends.h"
#include "planning/restoration/action_limits.h"
#include "planning/restoration/daily_fuel.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

using restoration::Part;

// A place has power from the grid or of its own. These are two networks, so that the generator of
// one place does not feed the grid and, through it, its neighbours.
enum : std::uint32_t { transport, powerGrid, placePower, work, networkCount };

class Builder {
public:
    Builder(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
            const TransportGraph& graph, const Cover& cover, const PlanRequest& request,
            std::span<const double> weights)
        : world_{scenario}, statuses_{statuses}, power_{power}, graph_{graph}, cover_{cover},
          request_{request}, weights_{weights}, health_{healthOf(scenario, statuses, power, graph)},
          mends_{scenario}, limits_{scenario, mends_.assets(), request},
          gridIndex_{indexOfGridNodes(scenario)}
    {
        out_.instance.periods = request.days;
        out_.instance.networks = {{"transport", {}}, {"grid", {}}, {"power", {}}, {"work", {}}};
    }

    PlanInstance build()
    {
        addFaulty();
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
    std::vector<Part>& parts() { return out_.instance.parts; }
    std::uint32_t add(std::uint32_t network, std::string id, bool source = false)
    {
        Part part;
        part.id = std::move(id);
        part.network = network;
        parts().push_back(std::move(part));
        out_.actionOf.push_back(none);
        const auto index = static_cast<std::uint32_t>(parts().size() - 1);
        if (source) {
            out_.instance.networks[network].sources.push_back(index);
        }
        return index;
    }
    std::uint32_t addEdge(std::uint32_t network, std::string id, std::uint32_t a, std::uint32_t b)
    {
        const std::uint32_t part = add(network, std::move(id));
        parts()[part].end_a = a;
        parts()[part].end_b = b;
        return part;
    }

    void addFaulty()
    {
        for (std::uint32_t i = 0; i < world_.actions.size(); ++i) {
            if (!mends_.faults()[i].empty()) {
                out_.undone.push_back(
                    {i, world_.actions[i].asset_id, Undone::faulty, mends_.faults()[i]});
            }
        }
    }

    /// Makes `part` something that `mend` mends; false (and the reason kept) when no day, crew or
    /// supply allows one of its actions.
    bool mendable(std::uint32_t part, const Mend& mend)
    {
        for (const std::uint32_t action : mend.actions) {
            if (!possible(action)) {
                return false;
            }
        }
        damage(part, mend.choice);
        return true;
    }

    /// What must come first: the part the other action mends, or a piece of work of its own.
    void addOrder()
    {
        std::vector<std::uint32_t> partOf(world_.actions.size(), none);
        for (std::uint32_t p = 0; p < parts().size(); ++p) {
            if (out_.actionOf[p] != none) {
                partOf[out_.actionOf[p]] = p;
            }
        }
        for (std::uint32_t p = 0; p < parts().size(); ++p) { // grows while it runs
            if (out_.actionOf[p] == none) {
                continue;
            }
            for (const std::string& before : world_.actions[out_.actionOf[p]].after_ids) {
                const std::uint32_t action = *mends_.find(before);
                if (partOf[action] == none) {
                    partOf[action] = add(work, "work:" + before, true);
                    damage(partOf[action], action);
                }
                parts()[p].after.push_back(partOf[action]);
            }
        }
    }

    void damage(std::uint32_t part, std::uint32_t action)
    {
        Part& p = parts()[part];
        p.damaged = true;
        out_.actionOf[part] = action;
        const auto windows = limits_.windows(action);
        const bool always = windows.size() == 1 && windows.front() == std::pair{1, request_.days};
        p.earliest = windows.front().first - 1;
        for (const auto& [from, to] : windows) {
            if (!always) {
                p.windows.emplace_back(from - 1, to - 1);
            }
        }
    }

    bool possible(std::uint32_t action)
    {
        const auto [at, fresh] = possible_.emplace(action, true);
        if (fresh) {
            if (auto why = limits_.whyNot(action)) {
                out_.undone.push_back(std::move(*why));
                at->second = false;
            }
        }
        return at->second;
    }

    void addPlaces()
    {
        vertexPart_.assign(graph_.vertices(), none);
        for (Vertex v = 0; v < graph_.vertices(); ++v) {
            const AssetRef asset = graph_.asset(v);
            const VertexHealth& health = health_.vertices[v];
            const std::uint32_t part = add(transport, assetId(world_, asset));
            if (!good(health.whole) || health.reportedCut) {
                const auto mend = mends_.cheapest(asset, false);
                if (!mend && good(health.whole)) {
                    out_.undone.push_back({std::nullopt, assetId(world_, asset), Undone::unknown,
                                           "it is reported cut off, but its way is said to work: "
                                           "ask where it broke"});
                } else if (!mend) {
                    unmendable(asset);
                }
                if (!mend || !mendable(part, *mend)) {
                    dropLast(); // cannot work within the plan
                    continue;
                }
            }
            vertexPart_[v] = part;
        }
        for (Vertex v = 0; v < graph_.vertices(); ++v) {
            if (vertexPart_[v] != none && !good(health_.vertices[v].powered)) {
                const std::uint32_t power = powerPart(v); // may move the parts
                parts()[vertexPart_[v]].needs_on.push_back(power);
            }
        }
        for (const Vertex core : graph_.cores()) {
            if (vertexPart_[core] != none) {
                out_.instance.networks[transport].sources.push_back(vertexPart_[core]);
            }
        }
    }

    void unmendable(AssetRef asset, bool power = false)
    {
        nameUndone(asset, mends_.whyNone(asset, power) + ": add an action");
    }
    void nameUndone(AssetRef asset, std::string why)
    {
        out_.undone.push_back(
            {std::nullopt, assetId(world_, asset), Undone::unknown, std::move(why)});
    }

    /// Takes back the part added last; parts its mend would have needed may stay, they serve
    /// nobody.
    void dropLast()
    {
        parts().pop_back();
        out_.actionOf.pop_back();
    }

    /// The source of place power that is on when the grid node is.
    std::uint32_t fedFrom(std::uint32_t grid)
    {
        if (fedPart_.empty()) {
            fedPart_.assign(gridPart_.size(), none);
        }
        if (fedPart_[grid] == none) {
            fedPart_[grid] = add(placePower, "fed:" + world_.grid_nodes[grid].grid_node_id, true);
            parts()[fedPart_[grid]].needs_on.push_back(gridPart_[grid]);
        }
        return fedPart_[grid];
    }

    /// The vertex that stands for "this place has power".
    std::uint32_t powerPart(Vertex v)
    {
        const AssetRef asset = graph_.asset(v);
        const std::string& id = assetId(world_, asset);
        const PowerSupply& supply =
            graph_.isSite(v) ? world_.sites[asset.index].power : world_.nodes[asset.index].power;
        const std::uint32_t place = add(placePower, "power:" + id);
        const auto grid = gridIndex_.find(supply.grid_node_id);
        bool way = false;
        if (grid != gridIndex_.end() && power_.grid_nodes[grid->second] != Service::on) {
            addGrid();
            if (gridPart_[grid->second] != none) {
                addEdge(placePower, "feed:" + id, fedFrom(grid->second), place);
                way = true;
            }
        }
        if (const auto mend = mends_.cheapest(asset, true)) {
            if (ownPower_ == none) {
                ownPower_ = add(placePower, "power:own", true);
            }
            const std::uint32_t edge = addEdge(placePower, "own:" + id, ownPower_, place);
            if (!mendable(edge, *mend)) {
                dropLast();
            }
        } else if (!way) {
            unmendable(asset, true);
        }
        return place;
    }

    void addGrid()
    {
        if (!gridPart_.empty()) {
            return;
        }
        const bool graphGiven = !world_.grid_lines.empty() &&
                                std::ranges::any_of(world_.grid_nodes, [](const GridNode& n) {
                                    return n.kind == GridNodeKind::source;
                                });
        const auto addDamaged = [&](std::uint32_t part, AssetRef asset, Service works) {
            if (good(works)) {
                return true;
            }
            const auto mend = mends_.cheapest(asset, false);
            if (mend && mendable(part, *mend)) {
                return true;
            }
            if (!mend) {
                unmendable(asset);
            }
            dropLast();
            return false;
        };
        for (std::uint32_t i = 0; i < world_.grid_nodes.size(); ++i) {
            const std::uint32_t part = add(powerGrid, "grid:" + world_.grid_nodes[i].grid_node_id);
            const bool in = addDamaged(part, {AssetKind::gridNode, i},
                                       serviceOf(statuses_.grid_nodes[i].status));
            gridPart_.push_back(in ? part : none);
            if (in && (!graphGiven || world_.grid_nodes[i].kind == GridNodeKind::source)) {
                out_.instance.networks[powerGrid].sources.push_back(part);
            }
        }
        for (std::uint32_t i = 0; graphGiven && i < world_.grid_lines.size(); ++i) {
            const auto a = gridIndex_.find(world_.grid_lines[i].from_id);
            const auto b = gridIndex_.find(world_.grid_lines[i].to_id);
            if (a != gridIndex_.end() && b != gridIndex_.end() && gridPart_[a->second] != none &&
                gridPart_[b->second] != none) {
                const std::uint32_t part =
                    addEdge(powerGrid, "grid:" + world_.grid_lines[i].grid_line_id,
                            gridPart_[a->second], gridPart_[b->second]);
                addDamaged(part, {AssetKind::gridLine, i},
                           serviceOf(statuses_.grid_lines[i].status));
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
            const std::uint32_t part = addEdge(transport, edge.tie ? "tie:" + id : id, a, b);
            if (!good(health_.edges[e].works)) {
                const auto mend = mends_.cheapest(edge.asset, false);
                if (!mend) {
                    unmendable(edge.asset);
                }
                if (!mend || !mendable(part, *mend)) {
                    dropLast();
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
            const auto mend =
                fresh ? mends_.cheapest({AssetKind::cell, layer.cell}, false) : std::nullopt;
            if (mend) {
                const std::string& id = world_.cells[layer.cell].cell_id;
                at->second = add(transport, "cell:" + id);
                if (mendable(at->second, *mend)) {
                    addEdge(transport, "radio:" + id, site, at->second);
                } else {
                    dropLast();
                    at->second = none;
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
            const ResourceSupply& supply = limits_.supplyNamed(name);
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
        for (std::size_t p = 0; p < parts().size(); ++p) {
            if (out_.actionOf[p] == none) {
                continue;
            }
            parts()[p].use.assign(out_.instance.resources.size(), 0);
            for (const auto& [name, amount] : useOf(world_.actions[out_.actionOf[p]], request_)) {
                if (const auto at = column.find(name); at != column.end()) {
                    parts()[p].use[at->second] = amount;
                }
            }
        }
    }

    const Scenario& world_;
    const Statuses& statuses_;
    const PowerState& power_;
    const TransportGraph& graph_;
    const Cover& cover_;
    const PlanRequest& request_;
    std::span<const double> weights_;
    NetworkHealth health_;
    Mends mends_;
    ActionLimits limits_;
    PlanInstance out_;
    std::vector<std::uint32_t> vertexPart_;
    std::vector<std::uint32_t> gridPart_, fedPart_;
    std::uint32_t ownPower_ = none;
    Index gridIndex_;
    std::map<std::uint32_t, bool> possible_;
};

} // namespace

PlanInstance buildInstance(const Scenario& scenario, const Statuses& statuses,
                           const PowerState& power, const TransportGraph& graph, const Cover& cover,
                           const PlanRequest& request, std::span<const double> weights)
{
    return Builder{scenario, statuses, power, graph, cover, request, weights}.build();
}

} // namespace planning
