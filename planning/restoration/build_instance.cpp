#include "planning/restoration/build_instance.h"

#include "planning/network/mends.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

using restoration::Part;

enum : std::uint32_t { transport, powerGrid, work, networkCount };

class Builder {
public:
    Builder(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
            const TransportGraph& graph, const Cover& cover, const PlanRequest& request)
        : world_{scenario}, statuses_{statuses}, power_{power}, graph_{graph}, cover_{cover},
          request_{request}, health_{healthOf(scenario, statuses, power, graph)}, mends_{scenario}
    {
        out_.instance.periods = request.days;
        out_.instance.networks = {{"transport", {}}, {"power", {}}, {"work", {}}};
    }

    PlanInstance build()
    {
        addPlaces();
        addEdges();
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
        const auto windows = openDays(world_, world_.actions[action], assetOf(action), request_);
        const bool always = windows.size() == 1 && windows.front() == std::pair{1, request_.days};
        p.earliest = windows.front().first - 1;
        for (const auto& [from, to] : windows) {
            if (!always) {
                p.windows.emplace_back(from - 1, to - 1);
            }
        }
    }

    std::optional<AssetRef> assetOf(std::uint32_t action) const
    {
        const auto at = mends_.assets().find(world_.actions[action].asset_id);
        return at == mends_.assets().end() ? std::nullopt : std::optional{at->second};
    }

    bool possible(std::uint32_t action)
    {
        if (const auto at = possible_.find(action); at != possible_.end()) {
            return at->second;
        }
        std::string why;
        if (openDays(world_, world_.actions[action], assetOf(action), request_).empty()) {
            why = "its place is closed, or its dates lie outside, on every day of the plan";
        }
        for (const auto& [name, amount] : useOf(world_.actions[action])) {
            const ResourceSupply& supply = supplyNamed(name);
            double total = 0;
            for (const double day : supply.per_day) {
                total += day;
            }
            const bool limits = supply.stated || !supply.stock || name == "money_usd";
            if (why.empty() && limits && total < amount) {
                why = total <= 0 ? fmt::format("there is no {}", name)
                                 : fmt::format("it takes {:.0f} of {}, there is {:.0f} in all",
                                               amount, name, total);
            }
        }
        if (!why.empty()) {
            out_.undone.push_back({action, world_.actions[action].asset_id, why});
        }
        possible_.emplace(action, why.empty());
        return why.empty();
    }

    const ResourceSupply& supplyNamed(const std::string& name)
    {
        const auto at = supply_.find(name);
        return at != supply_.end()
                   ? at->second
                   : supply_.emplace(name, supplyOf(world_, request_, name)).first->second;
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
                if (!mend) {
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

    void unmendable(AssetRef asset)
    {
        out_.undone.push_back(
            {std::nullopt, assetId(world_, asset), "no repair of it is known: add an action"});
    }

    /// Takes back the part added last; parts its mend would have needed may stay, they serve
    /// nobody.
    void dropLast()
    {
        parts().pop_back();
        out_.actionOf.pop_back();
    }

    /// The vertex of the power network that stands for "this place has power".
    std::uint32_t powerPart(Vertex v)
    {
        const AssetRef asset = graph_.asset(v);
        const std::string& id = assetId(world_, asset);
        const PowerSupply& supply =
            graph_.isSite(v) ? world_.sites[asset.index].power : world_.nodes[asset.index].power;
        const std::uint32_t place = add(powerGrid, "power:" + id);
        const auto grid = gridIndex().find(supply.grid_node_id);
        if (grid != gridIndex().end() && power_.grid_nodes[grid->second] != Service::on) {
            addGrid();
            if (gridPart_[grid->second] != none) {
                addEdge(powerGrid, "feed:" + id, gridPart_[grid->second], place);
            }
        }
        if (const auto mend = mends_.cheapest(asset, true)) {
            if (ownPower_ == none) {
                ownPower_ = add(powerGrid, "power:own", true);
            }
            const std::uint32_t edge = addEdge(powerGrid, "own:" + id, ownPower_, place);
            if (!mendable(edge, *mend)) {
                dropLast();
            }
        }
        return place;
    }

    const Index& gridIndex()
    {
        if (gridIndex_.empty()) {
            gridIndex_ = indexOfGridNodes(world_);
        }
        return gridIndex_;
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
            const auto a = gridIndex().find(world_.grid_lines[i].from_id);
            const auto b = gridIndex().find(world_.grid_lines[i].to_id);
            if (a != gridIndex().end() && b != gridIndex().end() && gridPart_[a->second] != none &&
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

    std::vector<std::uint32_t> servers(std::uint32_t group) const
    {
        std::vector<std::uint32_t> by;
        for (const std::uint32_t layer : cover_.layersOf(group)) {
            const RadioLayer& radio = cover_.layers[layer];
            if (radio.cell != allCells && !good(serviceOf(statuses_.cells[radio.cell].status))) {
                continue; // a cell that is out by itself
            }
            const std::uint32_t part = vertexPart_[graph_.ofSite(radio.site)];
            if (part != none && (by.empty() || by.back() != part)) {
                by.push_back(part);
            }
        }
        return by;
    }

    void addDemand()
    {
        for (std::uint32_t g = 0; g < cover_.groups(); ++g) {
            auto by = servers(g);
            if (cover_.group_people[g] > 0 && !by.empty()) {
                out_.instance.demand.push_back({cover_.group_people[g], std::move(by)});
            }
        }
        for (const Facility& facility : world_.facilities) {
            const auto weight = request_.facility_weight.find(facility.kind);
            const int col = cover_.frame.colOf(facility.at.xy.x_m);
            const int row = cover_.frame.rowOf(facility.at.xy.y_m);
            if (weight == request_.facility_weight.end() || weight->second <= 0 ||
                !cover_.frame.inside(col, row)) {
                continue;
            }
            const std::uint32_t g = cover_.group[cover_.frame.at(col, row)];
            auto by = g == noGroup ? std::vector<std::uint32_t>{} : servers(g);
            if (!by.empty()) {
                out_.instance.demand.push_back({weight->second, std::move(by)});
            }
        }
    }

    void addUse()
    {
        // Resources that some possible action uses, in the order of their names.
        std::set<std::string> names;
        for (const std::uint32_t action : out_.actionOf) {
            if (action != none) {
                for (const auto& [name, amount] : useOf(world_.actions[action])) {
                    names.insert(name);
                }
            }
        }
        std::map<std::string, std::size_t> column;
        for (const std::string& name : names) {
            const ResourceSupply& supply = supplyNamed(name);
            if (supply.stock && !supply.stated && name != "money_usd") {
                out_.assumptions.push_back(fmt::format(
                    "nobody stated how much {} there is: it is taken not to limit", name));
                continue;
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
            for (const auto& [name, amount] : useOf(world_.actions[out_.actionOf[p]])) {
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
    NetworkHealth health_;
    Mends mends_;
    PlanInstance out_;
    std::vector<std::uint32_t> vertexPart_;
    std::vector<std::uint32_t> gridPart_;
    std::uint32_t ownPower_ = none;
    Index gridIndex_;
    std::map<std::uint32_t, bool> possible_;
    std::map<std::string, ResourceSupply> supply_;
};

} // namespace

PlanInstance buildInstance(const Scenario& scenario, const Statuses& statuses,
                           const PowerState& power, const TransportGraph& graph, const Cover& cover,
                           const PlanRequest& request)
{
    return Builder{scenario, statuses, power, graph, cover, request}.build();
}

} // namespace planning
