#include "planning/finance/fibre_or_not.h"

#include "geo/error.h"

#include <cmath>
#include <fmt/format.h>

namespace planning {
namespace {

/// First as few without anything as possible, then the least sum.
struct Score {
    double without = 0;
    double sum = 0;
    friend Score operator+(Score a, Score b) { return {a.without + b.without, a.sum + b.sum}; }
    friend bool operator<(Score a, Score b)
    {
        return a.without != b.without ? a.without < b.without : a.sum < b.sum;
    }
};

Score of(double score)
{
    return std::isfinite(score) ? Score{0, score} : Score{1, 0};
}

/// Parents before children.
std::vector<std::uint32_t> fromTheRoots(const std::vector<FibreOrNot>& places)
{
    std::vector<std::vector<std::uint32_t>> children(places.size());
    std::vector<std::uint32_t> order;
    order.reserve(places.size());
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        if (!places[i].parent) {
            order.push_back(i);
        } else if (*places[i].parent >= places.size()) {
            throw geo::Error{
                fmt::format("place {} hangs on place {}, which is not there", i, *places[i].parent),
                "Name a place of the list"};
        } else {
            children[*places[i].parent].push_back(i);
        }
    }
    for (std::size_t next = 0; next < order.size(); ++next) {
        order.insert(order.end(), children[order[next]].begin(), children[order[next]].end());
    }
    if (order.size() != places.size()) {
        throw geo::Error{"places hang on one another in a circle",
                         "Give the fibre of one of them a node to come from"};
    }
    return order;
}

} // namespace

std::vector<bool> cutFibreTree(const std::vector<FibreOrNot>& places)
{
    const std::vector<std::uint32_t> order = fromTheRoots(places);
    // off: nothing in this subtree has fibre; below: the best the children can do when it has.
    std::vector<Score> off(places.size()), below(places.size());
    std::vector<bool> wants(places.size()), result(places.size());
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
        const std::uint32_t i = *at;
        off[i] = off[i] + of(places[i].other);
        const Score on = of(places[i].fibre) + below[i];
        wants[i] = std::isfinite(places[i].fibre) && on < off[i];
        if (places[i].parent) {
            const std::uint32_t parent = *places[i].parent;
            off[parent] = off[parent] + off[i];
            below[parent] = below[parent] + (wants[i] ? on : off[i]);
        }
    }
    for (const std::uint32_t i : order) {
        result[i] = wants[i] && (!places[i].parent || result[*places[i].parent]);
    }
    return result;
}

} // namespace planning
