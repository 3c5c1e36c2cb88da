#include "planning/network/repair_set.h"

#include "planning/scenario/status_lists.h"

#include <queue>

#include <algorithm>
#include <limits>

namespace planning {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double hop = 1e-9; // of equally dear ways the one with fewer hops
// Graph pieces looked at for all ways together, and ways at most.
constexpr std::size_t mostLooked = 4'000'000, mostWays = 64;
constexpr std::size_t waysTried = 6; // of one site, the most promising first
constexpr int mostChoices = 20'000;  // looked at along one way

} // namespace

RepairFinder::RepairFinder(const Scenario& scenario, const Statuses& statuses,
                           const PowerState& power, const TransportGraph& graph,
                           const NetworkHealth& health)
    : scenario_{scenario}, statuses_{statuses}, power_{power}, graph_{graph}, health_{health},
      mends_{scenario}, gridIndex_{indexOfGridNodes(scenario)}
{
    for (const Action& action : scenario.actions) {
        actionPrice_.push_back(priceOf(action));
    }
    grid_ = gridWays(scenario, statuses, mends_);
    for (Vertex v = 0; v < graph_.vertices(); ++v) {
        addVertex(v);
    }
    for (std::uint32_t e = 0; e < graph_.edges().size(); ++e) {
        edgePieces_.emplace_back();
        auto piece = graph_.edges()[e].tie
                         ? std::nullopt
                         : brokenPiece(graph_.edges()[e].asset, health_.edges[e].works);
        if (piece) {
            edgePieces_.back().push_back(std::move(*piece));
        }
    }
    findWays();
}

double RepairFinder::price(std::span<const std::uint32_t> actions,
                           const std::vector<char>& given) const
{
    double sum = pricePerPiece;
    for (const std::uint32_t action : actions) {
        sum += given[action] != 0 ? 0 : actionPrice_[action];
    }
    return sum;
}

double RepairFinder::price(const std::vector<Piece>& pieces, const std::vector<char>& given) const
{
    double sum = 0;
    for (const Piece& piece : pieces) {
        double least = never;
        for (const Option& option : piece.options) {
            least = std::min(least, price(option.actions, given));
        }
        sum += least;
    }
    return sum;
}

/// Nothing when it is whole.
std::optional<RepairFinder::Piece> RepairFinder::brokenPiece(AssetRef asset, Service works) const
{
    if (works == Service::on) {
        return std::nullopt;
    }
    Piece piece;
    for (Mend& mend : mends_.choices(asset, false)) {
        piece.options.push_back({{asset}, std::move(mend.actions)});
    }
    if (piece.options.empty()) {
        piece.whyNot = mends_.whyNone(asset, false);
    }
    return piece;
}

void RepairFinder::addVertex(Vertex v)
{
    const AssetRef asset = graph_.asset(v);
    const VertexHealth& health = health_.vertices[v];
    std::vector<Piece>& pieces = vertexPieces_.emplace_back();
    if (auto piece = brokenPiece(asset, health.whole)) {
        pieces.push_back(std::move(*piece));
    }
    if (health.powered != Service::on) {
        const PowerSupply& supply = graph_.isSite(v) ? scenario_.sites[asset.index].power
                                                     : scenario_.nodes[asset.index].power;
        Piece piece;
        for (Mend& mend : mends_.choices(asset, true)) {
            piece.options.push_back({{asset}, std::move(mend.actions)});
        }
        const auto at = gridIndex_.find(supply.grid_node_id);
        if (at != gridIndex_.end() && power_.grid_nodes[at->second] != Service::on &&
            grid_[at->second].price < never) {
            piece.options.push_back(grid_[at->second].option);
        }
        if (piece.options.empty()) {
            piece.whyNot = mends_.whyNone(asset, true);
        }
        pieces.push_back(std::move(piece));
    }
    if (health.reportedCut && health.whole == Service::on) {
        // The break behind it has not been found: only an action on the place itself can help when
        // everything on its way is said to work.
        if (auto mend = mends_.cheapest(asset, false)) {
            pieces.push_back({{{{asset}, std::move(mend->actions)}}, {}});
        }
    }
}

/// Sets of actions that more than one piece may need, the most needed first: those of grid nodes,
/// and single ones.
std::vector<std::vector<std::uint32_t>> RepairFinder::sharedSets() const
{
    std::map<std::vector<std::uint32_t>, std::size_t> users;
    const auto count = [&](const std::vector<Piece>& pieces) {
        for (const Piece& piece : pieces) {
            for (const Option& option : piece.options) {
                for (const std::uint32_t action : option.actions) {
                    ++users[{action}];
                }
                if (option.actions.size() > 1) {
                    ++users[option.actions];
                }
            }
        }
    };
    std::ranges::for_each(vertexPieces_, count);
    std::ranges::for_each(edgePieces_, count);
    std::vector<std::pair<std::size_t, const std::vector<std::uint32_t>*>> ranked;
    for (const auto& [actions, number] : users) {
        if (number > 1) {
            ranked.emplace_back(number, &actions);
        }
    }
    std::ranges::stable_sort(ranked, std::greater<>{}, [](const auto& each) { return each.first; });
    std::vector<std::vector<std::uint32_t>> sets;
    for (const auto& each : ranked) {
        sets.push_back(*each.second);
    }
    return sets;
}

void RepairFinder::findWays()
{
    const auto sets = sharedSets();
    const std::size_t size = graph_.vertices() + graph_.edges().size() + 1;
    const std::size_t most = std::clamp<std::size_t>(mostLooked / size, 3, mostWays);
    std::vector<char> given(scenario_.actions.size(), 0);
    ways_.push_back(ways(given));
    const auto with = [&](const auto& chosen) {
        std::ranges::fill(given, 0);
        for (std::size_t i = 0; i < sets.size(); ++i) {
            for (const std::uint32_t action : sets[i]) {
                given[action] = static_cast<char>(given[action] != 0 || chosen(i) ? 1 : 0);
            }
        }
        ways_.push_back(ways(given));
    };
    if (sets.size() < 20 && (std::size_t{1} << sets.size()) <= most) {
        for (std::size_t mask = 1; mask < std::size_t{1} << sets.size(); ++mask) {
            with([&](std::size_t i) { return ((mask >> i) & 1U) != 0; });
        }
        return;
    }
    with([](std::size_t) { return true; });
    for (std::size_t one = 0; one < sets.size() && ways_.size() < most; ++one) {
        with([&](std::size_t i) { return i == one; });
    }
}

RepairFinder::Ways RepairFinder::ways(const std::vector<char>& given) const
{
    Ways out;
    for (std::size_t action = 0; action < given.size(); ++action) {
        out.given += given[action] != 0 ? actionPrice_[action] : 0;
    }
    std::vector<double> vertexPrice;
    for (const auto& pieces : vertexPieces_) {
        vertexPrice.push_back(price(pieces, given));
    }
    out.price.assign(graph_.vertices(), never);
    out.parent.assign(graph_.vertices(), none);
    using Entry = std::pair<double, Vertex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (const Vertex core : graph_.cores()) {
        if (vertexPrice[core] < out.price[core]) {
            out.price[core] = vertexPrice[core];
            queue.emplace(out.price[core], core);
        }
    }
    while (!queue.empty()) {
        const auto [so_far, v] = queue.top();
        queue.pop();
        if (so_far > out.price[v]) {
            continue;
        }
        for (const std::uint32_t e : graph_.edgesAt(v)) {
            const Vertex u = graph_.other(e, v);
            const double way = so_far + price(edgePieces_[e], given) + vertexPrice[u] + hop;
            if (way < out.price[u]) {
                out.price[u] = way;
                out.parent[u] = e;
                queue.emplace(way, u);
            }
        }
    }
    return out;
}

/// The cheapest options along one way.
RepairFinder::Best RepairFinder::choose(Vertex site, std::size_t ways) const
{
    std::vector<const Piece*> pieces;
    const auto add = [&pieces](const std::vector<Piece>& some) {
        for (const Piece& piece : some) {
            pieces.push_back(&piece);
        }
    };
    for (Vertex v = site;;) {
        add(vertexPieces_[v]);
        const std::uint32_t e = ways_[ways].parent[v];
        if (e == none) {
            break;
        }
        add(edgePieces_[e]);
        v = graph_.other(e, v);
    }
    Best best{ways, {}, never};
    std::vector<const Option*> chosen;
    std::vector<char> taken(scenario_.actions.size(), 0);
    int looked = 0;
    const auto look = [&](const auto& self, double so_far) -> void {
        if (so_far >= best.price || (++looked > mostChoices && best.price < never)) {
            return;
        }
        if (chosen.size() == pieces.size()) {
            best.price = so_far;
            best.options = chosen;
            return;
        }
        std::vector<std::pair<double, const Option*>> ranked;
        for (const Option& option : pieces[chosen.size()]->options) {
            ranked.emplace_back(price(option.actions, taken), &option);
        }
        std::ranges::stable_sort(ranked, {}, [](const auto& each) { return each.first; });
        for (const auto& [more, option] : ranked) {
            std::vector<std::uint32_t> fresh;
            for (const std::uint32_t action : option->actions) {
                if (taken[action] == 0) {
                    taken[action] = 1;
                    fresh.push_back(action);
                }
            }
            chosen.push_back(option);
            self(self, so_far + more);
            chosen.pop_back();
            for (const std::uint32_t action : fresh) {
                taken[action] = 0;
            }
        }
    };
    look(look, 0);
    return best;
}

std::optional<RepairFinder::Best> RepairFinder::best(Vertex site) const
{
    std::vector<std::pair<double, std::size_t>> promising;
    for (std::size_t w = 0; w < ways_.size(); ++w) {
        if (ways_[w].price[site] < never) {
            promising.emplace_back(ways_[w].price[site] + (w == 0 ? 0 : ways_[w].given), w);
        }
    }
    if (promising.empty()) {
        return std::nullopt;
    }
    std::ranges::sort(promising);
    std::optional<Best> best;
    for (std::size_t i = 0; i < promising.size(); ++i) {
        // Also the way with everything shared given away: no other takes so much together.
        if (i >= waysTried && promising[i].second > 1) {
            continue;
        }
        Best found = choose(site, promising[i].second);
        if (!best || found.price < best->price) {
            best = std::move(found);
        }
    }
    return best;
}

RepairSet RepairFinder::cheapest(Vertex site) const
{
    RepairSet set;
    for (const Piece& piece : vertexPieces_[site]) {
        if (piece.options.empty()) {
            set.possible = false;
            set.why_not = piece.whyNot;
            return set;
        }
    }
    const auto found = best(site);
    if (!found) {
        set.possible = false;
        set.why_not = graph_.cores().empty()
                          ? "the workspace has no core node"
                          : "no path leads to a core, not even over repaired parts";
        return set;
    }
    for (const Option* option : found->options) {
        for (const AssetRef asset : option->assets) {
            if (std::ranges::find(set.assets, asset) == set.assets.end()) {
                set.assets.push_back(asset);
            }
        }
        for (const std::uint32_t action : option->actions) {
            if (std::ranges::find(set.actions, action) == set.actions.end()) {
                set.actions.push_back(action);
            }
        }
    }
    for (const std::uint32_t action : set.actions) {
        set.cost_usd += scenario_.actions[action].cost_usd;
        set.crew_days += scenario_.actions[action].crew_days;
    }
    if (set.actions.empty()) {
        set.possible = false;
        set.why_not = "it is reported out, but every piece of its path is said to work: ask for "
                      "the place of the break";
    }
    return set;
}

/// Behind a place that is out for want of power: what keeps the grid from feeding it.
void RepairFinder::addGrid(Vertex v, std::vector<ChainLink>& links) const
{
    const AssetRef asset = graph_.asset(v);
    const PowerSupply& supply = asset.kind == AssetKind::site ? scenario_.sites[asset.index].power
                                                              : scenario_.nodes[asset.index].power;
    const auto feeder = gridIndex_.find(supply.grid_node_id);
    if (health_.vertices[v].powered == Service::on || feeder == gridIndex_.end() ||
        power_.grid_nodes[feeder->second] == Service::on) {
        return;
    }
    const auto broken = [&](AssetRef piece) {
        const Service works = serviceOf(listOf(statuses_, piece.kind)[piece.index].status);
        links.push_back({piece, works == Service::on ? power_.grid_nodes[feeder->second] : works,
                         works == Service::on ? Cause::power : Cause::physical});
    };
    const std::vector<AssetRef>& pieces = grid_[feeder->second].option.assets;
    std::ranges::for_each(pieces, broken);
    if (pieces.empty()) { // nothing known energises it
        broken({AssetKind::gridNode, feeder->second});
    }
}

std::vector<ChainLink> RepairFinder::chain(Vertex site) const
{
    std::vector<ChainLink> links;
    const auto addVertex = [&](Vertex v) {
        const VertexHealth& health = health_.vertices[v];
        ChainLink link{graph_.asset(v), Service::on, Cause::none};
        if (health.whole != Service::on) {
            link.state = health.whole;
            link.cause = Cause::physical;
        } else if (health.powered != Service::on) {
            link.state = health.powered;
            link.cause = Cause::power;
        } else if (health.reportedCut) {
            link.state = Service::off;
            link.cause = Cause::backhaul;
        }
        links.push_back(link);
        addGrid(v, links);
    };
    addVertex(site);
    const auto found = best(site);
    const std::vector<std::uint32_t>& parent = ways_[found ? found->ways : 0].parent;
    for (Vertex v = site; parent[v] != none;) {
        const std::uint32_t e = parent[v];
        if (!graph_.edges()[e].tie) {
            const Service works = health_.edges[e].works;
            links.push_back({graph_.edges()[e].asset, works,
                             works == Service::on ? Cause::none : Cause::physical});
        }
        v = graph_.other(e, v);
        addVertex(v);
    }
    return links;
}

} // namespace planning
