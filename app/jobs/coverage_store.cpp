#include "app/jobs/coverage_store.h"

#include "app/jobs/coverage_patterns.h"
#include "geo/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <unordered_map>
#include <xxhash.h>

namespace app {
namespace {

/// A checksum of texts as they come.
class Fingerprint {
public:
    Fingerprint() : state_{XXH3_createState(), XXH3_freeState} { XXH3_128bits_reset(state_.get()); }
    void add(std::string_view text)
    {
        XXH3_128bits_update(state_.get(), text.data(), text.size());
        XXH3_128bits_update(state_.get(), "\n", 1);
    }
    void add(planning::MaybeNumber number) { add(number ? fmt::format("{}", *number) : "-"); }
    void add(geo::LonLat at) { add(fmt::format("{} {}", at.lon_deg, at.lat_deg)); }
    template <typename Point>
    void add(const geo::MultiPolygonOf<Point>& shape)
    {
        for (const auto& polygon : shape) {
            for (const auto& ring : polygon) {
                add(fmt::format("ring {}", ring.size()));
                XXH3_128bits_update(state_.get(), ring.data(), ring.size() * sizeof(Point));
            }
        }
    }
    std::string text() const
    {
        const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
        return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
    }

private:
    std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state_;
};

std::unordered_map<std::string, std::uint32_t> settlementIndex(const planning::Scenario& scenario)
{
    std::unordered_map<std::string, std::uint32_t> index;
    for (std::uint32_t i = 0; i < scenario.settlements.size(); ++i) {
        index.emplace(scenario.settlements[i].settlement_id, i);
    }
    return index;
}

/// Positions of ids in an index; noGroup for those gone.
template <typename Index>
std::vector<std::uint32_t> positions(const std::vector<std::string>& ids, const Index& index)
{
    std::vector<std::uint32_t> out;
    for (const std::string& id : ids) {
        const auto at = index.find(id);
        out.push_back(at == index.end() ? planning::noGroup : at->second);
    }
    return out;
}

/// Renumbers the layers so that they refer to the scenario and stand in ascending order; layers
/// whose site or cell is gone are taken out of all groups.
std::size_t refer(planning::Cover& cover, const std::vector<std::uint32_t>& sites,
                  const std::vector<std::uint32_t>& cells)
{
    std::vector<std::pair<planning::RadioLayer, std::uint32_t>> kept;
    for (std::uint32_t i = 0; i < cover.layers.size(); ++i) {
        planning::RadioLayer layer = cover.layers[i];
        layer.site = sites[layer.site];
        if (layer.cell != planning::allCells) {
            layer.cell = cells[layer.cell];
            if (layer.cell == planning::noGroup) {
                continue;
            }
        }
        if (layer.site != planning::noGroup) {
            kept.emplace_back(layer, i);
        }
    }
    const std::size_t lost = cover.layers.size() - kept.size();
    std::stable_sort(kept.begin(), kept.end());
    std::vector<std::uint32_t> number(cover.layers.size(), planning::noGroup);
    cover.layers.clear();
    bool moved = lost > 0;
    for (const auto& [layer, old] : kept) {
        number[old] = static_cast<std::uint32_t>(cover.layers.size());
        moved |= number[old] != old;
        cover.layers.push_back(layer);
    }
    if (!moved) {
        return 0;
    }
    std::vector<std::uint32_t> start{0};
    std::vector<std::uint32_t> layers;
    for (std::size_t g = 0; g < cover.groups(); ++g) {
        const std::size_t first = layers.size();
        for (const std::uint32_t l : cover.layersOf(g)) {
            if (number[l] != planning::noGroup) {
                layers.push_back(number[l]);
            }
        }
        std::sort(layers.begin() + static_cast<std::ptrdiff_t>(first), layers.end());
        start.push_back(static_cast<std::uint32_t>(layers.size()));
    }
    cover.group_start = std::move(start);
    cover.group_layers = std::move(layers);
    return lost;
}

} // namespace

std::string coverInputs(const geo::Workspace& workspace, const planning::Scenario& scenario)
{
    Fingerprint sum;
    sum.add(workspace.crs());
    for (const planning::Site& site : scenario.sites) {
        sum.add(site.site_id);
        sum.add(site.at.lonlat);
        sum.add(site.operator_name);
    }
    for (const planning::Cell& cell : scenario.cells) {
        sum.add(fmt::format("{} {} {} {} {} {}", cell.cell_id, cell.site_id,
                            planning::text(cell.technology), cell.frequency_mhz, cell.eirp_dbm,
                            cell.height_m));
        for (const planning::MaybeNumber number :
             {cell.azimuth_deg, cell.beamwidth_deg, cell.tilt_deg, cell.bandwidth_mhz}) {
            sum.add(number);
        }
        sum.add(cell.antenna);
    }
    std::vector<std::string> observed;
    for (const planning::Observation& seen : scenario.observations) {
        if (seen.asset_kind == planning::AssetKind::cell) {
            observed.push_back(seen.asset_id);
        }
    }
    std::sort(observed.begin(), observed.end());
    observed.erase(std::unique(observed.begin(), observed.end()), observed.end());
    for (const std::string& id : observed) {
        sum.add(id);
    }
    for (const planning::Settlement& s : scenario.settlements) {
        sum.add(s.settlement_id);
        sum.add(s.at.lonlat);
        sum.add(s.population);
        sum.add(s.radius_m);
        sum.add(s.area_code);
        sum.add(s.extent_xy);
    }
    for (const planning::Area& area : scenario.areas) {
        sum.add(fmt::format("{} {} {}", area.area_code, area.parent_code, area.level));
        sum.add(area.population);
        sum.add(area.shape);
    }
    for (const geo::RasterEntry& entry : workspace.rasters()) {
        if (entry.kind != "basemap" && entry.kind != "other") {
            sum.add(fmt::format("{} {}", entry.kind, entry.checksum));
        }
    }
    return sum.text();
}

std::filesystem::path coverPath(const geo::Workspace& workspace)
{
    return workspace.filesFolder() / "cover.bin";
}

std::optional<LoadedCover> loadCover(const geo::Workspace& workspace,
                                     const planning::Scenario& scenario)
{
    auto file = readCover(coverPath(workspace));
    if (!file) {
        return std::nullopt;
    }
    LoadedCover out;
    out.stale =
        file->fingerprint != coverInputs(workspace, scenario) || antennasChanged(file->about);
    out.about = std::move(file->about);
    out.cover = std::move(file->cover);
    out.lost_layers = refer(out.cover, positions(file->sites, planning::indexOfSites(scenario)),
                            positions(file->cells, planning::indexOfCells(scenario)));
    const auto settlements = positions(file->settlements, settlementIndex(scenario));
    for (planning::PlaceCell c : file->settlementCells) {
        c.place = settlements[c.place];
        if (c.place != planning::noGroup) {
            out.settlementCells.push_back(c);
        }
    }
    return out;
}

std::optional<LoadedCover> coverIfComputed(const geo::Workspace& workspace,
                                           const planning::Scenario& scenario)
{
    auto cover = loadCover(workspace, scenario);
    if (!cover && workspace.hasTable("results_coverage")) {
        const std::string name = workspace.file().filename().string();
        throw geo::Error{"what the coverage found is missing or damaged",
                         fmt::format("Put the file back, or run sila coverage {} again", name),
                         {coverPath(workspace).string()}};
    }
    return cover;
}

LoadedCover requireCover(const geo::Workspace& workspace, const planning::Scenario& scenario)
{
    const std::string name = workspace.file().filename().string();
    if (scenario.settlements.empty() && workspace.rasters("population").empty()) {
        throw geo::Error{"the workspace has no settlements and no population raster, so nobody can "
                         "be counted",
                         fmt::format("Import them: sila import {} settlements FILE", name),
                         {name, "settlements"}};
    }
    auto cover = coverIfComputed(workspace, scenario);
    if (!cover) {
        throw geo::Error{"nobody has computed the coverage yet",
                         fmt::format("Run sila coverage {} first", name),
                         {name}};
    }
    return std::move(*cover);
}

} // namespace app
