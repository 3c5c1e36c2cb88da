#include "geo/terrain/runs.h"

namespace geo::runs {

std::uint32_t root(std::vector<std::uint32_t>& parents, std::uint32_t i)
{
    while (parents[i] != i) {
        parents[i] = parents[parents[i]];
        i = parents[i];
    }
    return i;
}

void join(std::vector<std::uint32_t>& parents, std::uint32_t a, std::uint32_t b)
{
    a = root(parents, a);
    b = root(parents, b);
    if (a < b) {
        parents[b] = a;
    } else {
        parents[a] = b;
    }
}

} // namespace geo::runs
