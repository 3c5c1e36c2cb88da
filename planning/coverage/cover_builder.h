#pragma once
// Groups the cells of the working grid by the set of layers that cover them.
#include "planning/coverage/cover.h"
#include "planning/coverage/footprint.h"

#include <unordered_map>
#include <utility>

namespace planning {

/// The groups within one tile of the grid.
struct TileGroups {
    GridWindow tile;
    std::vector<std::uint32_t> group;  // per cell of the tile; noGroup outside the area of interest
    std::vector<std::uint32_t> start;  // CSR over layers; one more entry than groups
    std::vector<std::uint32_t> layers; // ascending within a group
};

/// Groups one tile. `footprints` are pairs of layer and what it covers (windows may reach beyond
/// the tile), ascending by layer, none twice. `inside` marks the cells of the area of interest, one
/// per cell of the tile; empty: all. Safe to call from any thread.
TileGroups groupTile(const GridWindow& tile,
                     const std::vector<std::pair<std::uint32_t, Footprint>>& footprints,
                     const std::vector<std::uint8_t>& inside = {});

/// Puts tiles together. The outcome does not depend on the tiles or their order: groups are
/// numbered as they appear row by row.
class CoverBuilder {
public:
    /// `people` per cell of the frame (NaN and negative count as none); `layers` ascending.
    CoverBuilder(const geo::GridFrame& frame, std::vector<float> people,
                 std::vector<RadioLayer> layers);

    void add(const TileGroups& tile);
    /// The builder is empty afterwards. Cells no tile was added for are outside the area of
    /// interest, and nobody lives there.
    Cover finish();

private:
    std::uint32_t idOf(const std::uint32_t* first, std::size_t count);

    Cover cover_;
    std::vector<std::uint32_t> next_; // chain of groups with the same hash; noGroup ends it
    std::unordered_map<std::uint64_t, std::uint32_t> byHash_;
};

} // namespace planning
