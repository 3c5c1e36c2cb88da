#include "planning/network/return_test.h"

#include <algorithm>

namespace planning {

ReturnTest::ReturnTest(const Scenario& scenario, const PowerState& power,
                       const TransportGraph& graph, const NetworkHealth& health,
                       const RepairPieces& pieces, const std::vector<double>& price)
    : power_{power}, graph_{graph}, pieces_{pieces}, price_{price},
      isCore_(graph.vertices(), 0), today_{reachFromCores(graph, health)},
      seen_(graph.vertices(), 0), gridSeen_(scenario.grid_nodes.size(), 0), step_(graph.vertices()),
      gridStep_(scenario.grid_nodes.size())
{
    for (const GridNode& node : scenario.grid_nodes) {
        isSource_.push_back(node.kind == GridNodeKind::source ? 1 : 0);
    }
    for (const Vertex core : graph.cores()) {
        isCore_[core] = 1;
    }
    if (gridGraphGiven(scenario)) {
        gridNext_ = gridNeighbours(scenario);
    }
}

bool ReturnTest::mended(const RepairPiece& piece, const std::vector<char>& done, Actions& missing)
{
    const std::size_t before = missing.size();
    for (const MendOption& own : piece.own()) {
        // Of what an option lacks, one will do to keep it away: the dearest.
        std::uint32_t lacks = none;
        for (const std::uint32_t action : own.actions) {
            if (done[action] == 0 && (lacks == none || price_[action] > price_[lacks])) {
                lacks = action;
            }
        }
        if (lacks == none) {
            missing.resize(before);
            return true;
        }
        missing.push_back(lacks);
    }
    if (piece.feeder != none && energised(piece.feeder, done, missing)) {
        missing.resize(before);
        return true;
    }
    return false;
}

bool ReturnTest::all(const std::vector<RepairPiece>& pieces, const std::vector<char>& done,
                     Actions& missing)
{
    for (const RepairPiece& piece : pieces) {
        if (!mended(piece, done, missing)) {
            return false; // the others may be missing too; this one surely is
        }
    }
    return true;
}

void ReturnTest::begin()
{
    parts_.clear();
    firstPart_ = ++gridRound_;
}

bool ReturnTest::energised(std::uint32_t node, const std::vector<char>& done, Actions& missing)
{
    ++looked_;
    if (gridSeen_[node] < firstPart_) {
        GridPart part;
        if (!all(pieces_.gridNodes[node], done, missing)) {
            return false;
        }
        gridRound_ = firstPart_ + static_cast<std::uint32_t>(parts_.size());
        spread(node, done, part);
        parts_.push_back(std::move(part));
    }
    const GridPart& part = parts_[gridSeen_[node] - firstPart_];
    missing.insert(missing.end(), part.missing.begin(), part.missing.end());
    return part.end != none;
}

/// Everything that hangs together with a node.
void ReturnTest::spread(std::uint32_t node, const std::vector<char>& done, GridPart& part)
{
    gridSeen_[node] = gridRound_;
    gridStep_[node] = {};
    std::vector<std::uint32_t> queue{node};
    for (std::size_t at = 0; at < queue.size(); ++at) {
        const std::uint32_t n = queue[at];
        const bool on = power_.grid_nodes[n] == Service::on;
        if (gridNext_.empty() || isSource_[n] != 0 || on) {
            part.end = part.end == none ? n : part.end;
        }
        if (gridNext_.empty() || on) { // what lies behind it has power by itself
            continue;
        }
        for (const GridNeighbour& next : gridNext_[n]) {
            ++looked_;
            if (gridSeen_[next.to] != gridRound_ &&
                all(pieces_.gridLines[next.line], done, part.missing) &&
                all(pieces_.gridNodes[next.to], done, part.missing)) {
                gridSeen_[next.to] = gridRound_;
                gridStep_[next.to] = {n, next.line};
                queue.push_back(next.to);
            }
        }
    }
    if (part.end != none) {
        part.missing.clear();
    }
}

bool ReturnTest::returns(Vertex place, const std::vector<char>& done, Actions& missing)
{
    const std::size_t before = missing.size();
    end_ = none;
    ++looked_;
    if (!all(pieces_.vertices[place], done, missing)) {
        return false;
    }
    ++round_;
    seen_[place] = round_;
    step_[place] = {};
    std::vector<Vertex> queue{place};
    for (std::size_t at = 0; at < queue.size(); ++at) {
        const Vertex v = queue[at];
        if (isCore_[v] != 0 || today_.service[v] == Service::on) {
            missing.resize(before);
            end_ = v;
            return true;
        }
        for (const std::uint32_t e : graph_.edgesAt(v)) {
            const Vertex u = graph_.other(e, v);
            ++looked_;
            if (seen_[u] != round_ && all(pieces_.edges[e], done, missing) &&
                all(pieces_.vertices[u], done, missing)) {
                seen_[u] = round_;
                step_[u] = {v, e};
                queue.push_back(u);
            }
        }
    }
    return false;
}

std::vector<std::uint32_t> ReturnTest::way(Vertex place) const
{
    std::vector<std::uint32_t> edges;
    for (Vertex v = end_; v != place; v = step_[v].from) {
        edges.push_back(step_[v].edge);
    }
    std::ranges::reverse(edges);
    for (Vertex v = end_; today_.parent[v] != none;) {
        edges.push_back(today_.parent[v]);
        v = graph_.other(today_.parent[v], v);
    }
    return edges;
}

std::vector<AssetRef> ReturnTest::gridWay(std::uint32_t node, const std::vector<char>& done)
{
    std::vector<AssetRef> out;
    Actions missing;
    begin();
    if (!energised(node, done, missing)) {
        return out;
    }
    for (std::uint32_t n = parts_.back().end;; n = gridStep_[n].from) {
        if (!pieces_.gridNodes[n].empty()) {
            out.push_back({AssetKind::gridNode, n});
        }
        if (gridStep_[n].from == none) {
            break;
        }
        if (!pieces_.gridLines[gridStep_[n].edge].empty()) {
            out.push_back({AssetKind::gridLine, gridStep_[n].edge});
        }
    }
    return out;
}

} // namespace planning
