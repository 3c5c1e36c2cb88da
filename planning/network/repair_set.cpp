#include "planning/network/repair_set.h"

#include "planning/scenario/status_lists.h"

#include <queue>

#include <algorithm>
#include <limits>
#include <set>

namespace planning {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double hop = 1e-9; // of equally dear ways the one with fewer hops
// Graph pieces looked at for all ways together, and ways at most.
constexpr std::size_t mostLooked = 4'000'000, mostWays = 64;
constexpr std::size_t waysTried = 6; // of one site, the most promising first
constexpr int mostChoices = 20'000;  // looked at along one way
// Steps of the search, for one place and for all of them.
constexpr std::size_t mostSteps = 400'000, mostStepsOfAll = 12'000'000;

} // namespace

RepairFinder::RepairFinder(const Scenario& scenario, const Statuses& statuses,
                           const PowerState& power, const TransportGraph& graph,
                           const NetworkHealth& health)
    : scenario_{scenario}, statuses_{statuses}, power_{power}, graph_{graph}, health_{health},
      mends_{scenario}, gridIndex_{indexOfGridNodes(scenario)},
      test_{scenario, power, graph, health, pieces_, actionPrice_}, left_{mostStepsOfAll}
{
    for (const Action& action : scenario.actions) {
        actionPrice_.push_back(priceOf(action));
    }
    grid_ = gridWays(scenario, statuses, mends_);
    pieces_ = repairPieces(scenario, statuses, power, graph, health, mends_, grid_);
    findWays();
    findFloors();
}

std::optional<RepairPiece> RepairFinder::cellPiece(std::uint32_t cell) const
{
    return brokenPiece(mends_, {AssetKind::cell, cell}, serviceOf(statuses_.cells[cell].status));
}

void RepairFinder::price(RepairSet& set) const
{
    set.cost_usd = set.crew_days = 0;
    for (const std::uint32_t action : set.actions) {
        set.cost_usd += scenario_.actions[action].cost_usd;
        set.crew_days += scenario_.actions[action].crew_days;
    }
}

double RepairFinder::plainPrice(std::span<const std::uint32_t> actions) const
{
    double sum = 0;
    for (const std::uint32_t action : actions) {
        sum += actionPrice_[action];
    }
    return sum;
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

double RepairFinder::price(const std::vector<RepairPiece>& pieces,
                           const std::vector<char>& given) const
{
    double sum = 0;
    for (const RepairPiece& piece : pieces) {
        double least = never;
        for (const MendOption& option : piece.options) {
            least = std::min(least, price(option.actions, given));
        }
        sum += least;
    }
    return sum;
}

void RepairFinder::findWays()
{
    const auto sets = sharedSets(pieces_);
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
    Ways out =
        cheapestWays([&](const std::vector<RepairPiece>& pieces) { return price(pieces, given); });
    for (std::size_t action = 0; action < given.size(); ++action) {
        out.given += given[action] != 0 ? actionPrice_[action] : 0;
    }
    return out;
}

template <typename PriceOfPieces>
RepairFinder::Ways RepairFinder::cheapestWays(const PriceOfPieces& priceOf) const
{
    Ways out;
    std::vector<double> vertexPrice;
    for (const auto& pieces : pieces_.vertices) {
        vertexPrice.push_back(priceOf(pieces));
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
            const double way = so_far + priceOf(pieces_.edges[e]) + vertexPrice[u] + hop;
            if (way < out.price[u]) {
                out.price[u] = way;
                out.parent[u] = e;
                queue.emplace(way, u);
            }
        }
    }
    return out;
}

/// What no set that brings a vertex back costs less than: the cheapest way where every action is
/// paid in equal parts by all that could need it, and the grid by nobody.
void RepairFinder::findFloors()
{
    std::vector<double> users(scenario_.actions.size(), 0);
    const auto count = [&](const std::vector<RepairPiece>& pieces) {
        for (const RepairPiece& piece : pieces) {
            std::set<std::uint32_t> actions;
            for (const MendOption& option : piece.options) {
                actions.insert(option.actions.begin(), option.actions.end());
            }
            for (const std::uint32_t action : actions) {
                ++users[action];
            }
        }
    };
    std::ranges::for_each(pieces_.vertices, count);
    std::ranges::for_each(pieces_.edges, count);
    const auto part = [&](const std::vector<RepairPiece>& pieces) {
        double sum = 0;
        for (const RepairPiece& piece : pieces) {
            double least = piece.feeder == none ? never : 0;
            for (const MendOption& option : piece.options) {
                double mine = 0;
                for (const std::uint32_t action : option.actions) {
                    mine += actionPrice_[action] / users[action];
                }
                least = std::min(least, mine);
            }
            sum += least;
        }
        return sum;
    };
    floor_ = cheapestWays(part).price;
}

std::vector<const RepairPiece*>
RepairFinder::piecesAlong(Vertex site, std::span<const std::uint32_t> edges) const
{
    std::vector<const RepairPiece*> pieces;
    const auto add = [&pieces](const std::vector<RepairPiece>& some) {
        for (const RepairPiece& piece : some) {
            pieces.push_back(&piece);
        }
    };
    Vertex v = site;
    add(pieces_.vertices[v]);
    for (const std::uint32_t e : edges) {
        add(pieces_.edges[e]);
        v = graph_.other(e, v);
        add(pieces_.vertices[v]);
    }
    return pieces;
}

/// The cheapest options along one way.
RepairFinder::Best RepairFinder::choose(Vertex site, std::size_t ways) const
{
    Best best;
    best.price = never;
    for (Vertex v = site; ways_[ways].parent[v] != none;) {
        const std::uint32_t e = ways_[ways].parent[v];
        best.edges.push_back(e);
        v = graph_.other(e, v);
    }
    const std::vector<const RepairPiece*> pieces = piecesAlong(site, best.edges);
    std::vector<const MendOption*> chosen;
    std::vector<char> taken(scenario_.actions.size(), 0);
    int looked = 0;
    const auto look = [&](const auto& self, double so_far) -> void {
        if (so_far >= best.price || (++looked > mostChoices && best.price < never)) {
            return;
        }
        if (chosen.size() == pieces.size()) {
            best.price = so_far;
            best.options.clear();
            for (const MendOption* option : chosen) {
                best.options.push_back(*option);
            }
            return;
        }
        std::vector<std::pair<double, const MendOption*>> ranked;
        for (const MendOption& option : pieces[chosen.size()]->options) {
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

/// The cheapest along one of the ways.
std::optional<RepairFinder::Best> RepairFinder::promising(Vertex site) const
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

/// The way that some actions open, all of them needed.
RepairFinder::Best RepairFinder::along(Vertex site, std::vector<std::uint32_t> actions)
{
    std::vector<char> done(actionPrice_.size(), 0);
    for (const std::uint32_t action : actions) {
        done[action] = 1;
    }
    Best best;
    std::vector<std::uint32_t> missing;
    test_.begin();
    test_.returns(site, done, missing);
    best.edges = test_.way(site);
    best.actions = std::move(actions);
    const auto option = [&](const RepairPiece& piece) -> std::optional<MendOption> {
        for (const MendOption& own : piece.own()) {
            if (std::ranges::all_of(own.actions, [&](std::uint32_t a) { return done[a] != 0; })) {
                return own;
            }
        }
        return std::nullopt;
    };
    for (const RepairPiece* piece : piecesAlong(site, best.edges)) {
        if (const auto own = option(*piece)) {
            best.options.push_back(*own);
            continue;
        }
        if (piece->feeder == none) {
            continue;
        }
        MendOption grid;
        for (const AssetRef asset : test_.gridWay(piece->feeder, done)) {
            const auto& broken = asset.kind == AssetKind::gridNode ? pieces_.gridNodes[asset.index]
                                                                   : pieces_.gridLines[asset.index];
            grid.assets.push_back(asset);
            const auto mend = option(broken.front());
            if (mend) {
                grid.actions.insert(grid.actions.end(), mend->actions.begin(), mend->actions.end());
            }
        }
        best.grid.emplace(piece->feeder, grid.assets);
        best.options.push_back(std::move(grid));
    }
    return best;
}

std::optional<RepairFinder::Best> RepairFinder::best(Vertex site)
{
    std::optional<Best> best = promising(site);
    if (!best) {
        return best;
    }
    for (const MendOption& option : best->options) {
        for (const std::uint32_t action : option.actions) {
            if (std::ranges::find(best->actions, action) == best->actions.end()) {
                best->actions.push_back(action);
            }
        }
    }
    const double known = plainPrice(best->actions);
    if (best->actions.empty() || known <= floor_[site] + 1e-6) {
        return best;
    }
    CheapestSet found =
        search(known, [&](const std::vector<char>& done, std::vector<std::uint32_t>& missing) {
            return test_.returns(site, done, missing);
        });
    if (found.better) {
        best = along(site, std::move(*found.better));
    }
    best->proven = found.proven;
    return best;
}

CheapestSet RepairFinder::search(double known, const GoalReached& reached)
{
    std::size_t left = std::min(mostSteps, left_);
    take(left_, left);
    const auto counted = [&](const std::vector<char>& done, std::vector<std::uint32_t>& missing) {
        const std::size_t before = test_.looked();
        test_.begin();
        const bool yes = reached(done, missing);
        take(left, test_.looked() - before);
        return yes;
    };
    CheapestSet found = cheapestSet(actionPrice_, known, counted, left);
    left_ += left; // what it did not need
    return found;
}

WayBack RepairFinder::with(Vertex site, const std::vector<std::uint32_t>& actions)
{
    Best best = along(site, actions);
    best.actions.clear();
    return {setOf(site, best), chain(site, best)};
}

WayBack RepairFinder::find(Vertex site)
{
    const std::optional<Best> found = best(site);
    return {setOf(site, found), chain(site, found)};
}

RepairSet RepairFinder::setOf(Vertex site, const std::optional<Best>& best) const
{
    RepairSet set;
    for (const RepairPiece& piece : pieces_.vertices[site]) {
        if (piece.options.empty()) {
            set.possible = false;
            set.why_not = piece.whyNot;
            return set;
        }
    }
    if (!best) {
        set.possible = false;
        set.why_not = graph_.cores().empty()
                          ? "the workspace has no core node"
                          : "no path leads to a core, not even over repaired parts";
        return set;
    }
    const auto add = [](auto& list, const auto& some) {
        for (const auto& each : some) {
            if (std::ranges::find(list, each) == list.end()) {
                list.push_back(each);
            }
        }
    };
    for (const MendOption& option : best->options) {
        add(set.assets, option.assets);
        add(set.actions, option.actions);
    }
    add(set.actions, best->actions);
    price(set);
    set.at_most = !best->proven;
    if (set.actions.empty()) {
        set.possible = false;
        set.why_not = "it is reported out, but every piece of its path is said to work: ask for "
                      "the place of the break";
    }
    return set;
}

/// Behind a place that is out for want of power: what keeps the grid from feeding it.
void RepairFinder::addGrid(Vertex v, const std::optional<Best>& best,
                           std::vector<ChainLink>& links) const
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
    const std::vector<AssetRef>* own = &grid_[feeder->second].option.assets;
    if (best) {
        if (const auto found = best->grid.find(feeder->second); found != best->grid.end()) {
            own = &found->second;
        }
    }
    const std::vector<AssetRef>& pieces = *own;
    std::ranges::for_each(pieces, broken);
    if (pieces.empty()) { // nothing known energises it
        broken({AssetKind::gridNode, feeder->second});
    }
}

std::vector<ChainLink> RepairFinder::chain(Vertex site, const std::optional<Best>& best) const
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
        addGrid(v, best, links);
    };
    addVertex(site);
    Vertex v = site;
    for (const std::uint32_t e : best ? best->edges : std::vector<std::uint32_t>{}) {
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
