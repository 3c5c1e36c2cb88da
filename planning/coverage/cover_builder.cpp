#include "planning/coverage/cover_builder.h"

#include <algorithm>
#include <cmath>
#include <xxhash.h>

namespace planning {
namespace {

/// A set of layers as its largest layer added to a smaller set. Cells move from set to set while
/// layers are added in ascending order, so that equal sets are the same node.
struct Node {
    std::uint32_t parent = noGroup;
    std::uint32_t layer = 0;
    std::uint32_t cells = 0;
    std::uint32_t stampedFor = noGroup; // layer for which `grown` holds
    std::uint32_t grown = 0;
};

} // namespace

TileGroups groupTile(const GridWindow& tile,
                     const std::vector<std::pair<std::uint32_t, Footprint>>& footprints,
                     const std::vector<std::uint8_t>& inside)
{
    TileGroups out;
    out.tile = tile;
    const auto size = static_cast<std::size_t>(tile.cols) * static_cast<std::size_t>(tile.rows);
    out.group.assign(size, 0);
    std::vector<Node> nodes(1);
    nodes[0].cells = static_cast<std::uint32_t>(size);
    for (std::size_t i = 0; i < inside.size(); ++i) {
        if (inside[i] == 0) {
            out.group[i] = noGroup;
            --nodes[0].cells;
        }
    }
    for (const auto& [layer, footprint] : footprints) {
        footprint.forEach([&, layer = layer](int col, int row) {
            if (!tile.contains(col, row)) {
                return;
            }
            std::uint32_t& mine = out.group[static_cast<std::size_t>(row - tile.row0) *
                                                static_cast<std::size_t>(tile.cols) +
                                            static_cast<std::size_t>(col - tile.col0)];
            if (mine == noGroup) {
                return;
            }
            if (nodes[mine].stampedFor != layer) {
                nodes[mine].stampedFor = layer;
                nodes[mine].grown = static_cast<std::uint32_t>(nodes.size());
                nodes.push_back({mine, layer, 0, noGroup, 0});
            }
            const std::uint32_t next = nodes[mine].grown;
            --nodes[mine].cells;
            ++nodes[next].cells;
            mine = next;
        });
    }
    // Only sets that still have cells are groups; group 0 stays "nothing".
    std::vector<std::uint32_t> number(nodes.size(), noGroup);
    out.start = {0};
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        if (n != 0 && nodes[n].cells == 0) {
            continue;
        }
        number[n] = static_cast<std::uint32_t>(out.start.size() - 1);
        const std::size_t first = out.layers.size();
        for (std::uint32_t at = static_cast<std::uint32_t>(n); at != 0; at = nodes[at].parent) {
            out.layers.push_back(nodes[at].layer);
        }
        std::reverse(out.layers.begin() + static_cast<std::ptrdiff_t>(first), out.layers.end());
        out.start.push_back(static_cast<std::uint32_t>(out.layers.size()));
    }
    for (std::uint32_t& g : out.group) {
        if (g != noGroup) {
            g = number[g];
        }
    }
    return out;
}

CoverBuilder::CoverBuilder(const geo::GridFrame& frame, std::vector<float> people,
                           std::vector<RadioLayer> layers)
{
    cover_.frame = frame;
    cover_.people = std::move(people);
    cover_.people.resize(frame.size(), 0.0F);
    cover_.layers = std::move(layers);
    cover_.group.assign(frame.size(), noGroup);
    cover_.group_start = {0};
    idOf(nullptr, 0); // group 0
}

std::uint32_t CoverBuilder::idOf(const std::uint32_t* first, std::size_t count)
{
    const std::uint64_t hash = XXH3_64bits(first, count * sizeof(std::uint32_t));
    const auto fresh = static_cast<std::uint32_t>(cover_.group_start.size() - 1);
    const auto [entry, isNew] = byHash_.try_emplace(hash, fresh);
    std::uint32_t last = noGroup;
    for (std::uint32_t g = isNew ? noGroup : entry->second; g != noGroup; g = next_[g]) {
        const std::uint32_t* mine = cover_.group_layers.data() + cover_.group_start[g];
        if (cover_.group_start[g + 1] - cover_.group_start[g] == count &&
            std::equal(first, first + count, mine)) {
            return g;
        }
        last = g;
    }
    if (last != noGroup) {
        next_[last] = fresh;
    }
    next_.push_back(noGroup);
    cover_.group_layers.insert(cover_.group_layers.end(), first, first + count);
    cover_.group_start.push_back(static_cast<std::uint32_t>(cover_.group_layers.size()));
    return fresh;
}

void CoverBuilder::add(const TileGroups& tile)
{
    std::vector<std::uint32_t> ids(tile.start.size() - 1);
    for (std::size_t g = 0; g < ids.size(); ++g) {
        ids[g] = idOf(tile.layers.data() + tile.start[g], tile.start[g + 1] - tile.start[g]);
    }
    std::size_t at = 0;
    for (int row = 0; row < tile.tile.rows; ++row) {
        std::size_t to = cover_.frame.at(tile.tile.col0, tile.tile.row0 + row);
        for (int col = 0; col < tile.tile.cols; ++col, ++at, ++to) {
            const std::uint32_t g = tile.group[at];
            cover_.group[to] = g == noGroup ? noGroup : ids[g];
        }
    }
}

Cover CoverBuilder::finish()
{
    Cover out = std::move(cover_);
    byHash_.clear();
    next_.clear();
    const std::size_t groups = out.group_start.size() - 1;
    std::vector<std::uint32_t> number(groups, noGroup);
    std::vector<std::uint32_t> order{0};
    number[0] = 0;
    out.group_people.assign(1, 0.0);
    for (std::size_t i = 0; i < out.group.size(); ++i) {
        std::uint32_t& g = out.group[i];
        float& people = out.people[i];
        if (g == noGroup || !(people > 0)) {
            people = 0;
        }
        if (g == noGroup) {
            continue;
        }
        if (number[g] == noGroup) {
            number[g] = static_cast<std::uint32_t>(order.size());
            order.push_back(g);
            out.group_people.push_back(0.0);
        }
        g = number[g];
        out.group_people[g] += static_cast<double>(people);
    }
    std::vector<std::uint32_t> start{0};
    std::vector<std::uint32_t> layers;
    start.reserve(order.size() + 1);
    layers.reserve(out.group_layers.size());
    for (const std::uint32_t old : order) {
        layers.insert(layers.end(), out.group_layers.begin() + out.group_start[old],
                      out.group_layers.begin() + out.group_start[old + 1]);
        start.push_back(static_cast<std::uint32_t>(layers.size()));
    }
    out.group_start = std::move(start);
    out.group_layers = std::move(layers);
    return out;
}

} // namespace planning
