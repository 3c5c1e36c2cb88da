#include "app/jobs/siting_cover.h"

#include "app/jobs/coverage_losses.h"
#include "app/jobs/coverage_patterns.h"
#include "app/jobs/coverage_tiles.h"
#include "app/jobs/what_if_changes.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <map>

namespace app {
namespace {

using planning::Candidate;
using planning::SiteReason;

/// Other cells of the same carrier raise the noise that a new cell's users have to bear by so much,
/// as long as it is not known which stand around it.
constexpr double interferenceMargin_db = 3;
constexpr double leastNew = 1; // people

CoverSettings settingsFor(const LoadedCover& loaded, const SitingRequest& request)
{
    CoverSettings settings = settingsOf(loaded);
    if (!request.mode.empty()) {
        settings.request.mode = request.mode;
    }
    settings.area.radius_m = request.radius_m.value_or(settings.area.radius_m);
    settings.request.radius_m = settings.area.radius_m;
    settings.request.threads = request.threads;
    return settings;
}

void addCandidate(planning::Scenario& world, const Candidate& c)
{
    planning::Site site;
    site.site_id = "candidate " + c.id;
    site.at = c.at;
    world.sites.push_back(std::move(site));
    planning::Cell cell;
    cell.cell_id = "candidate " + c.id;
    cell.site_id = cell.cell_id;
    cell.technology = c.radio.technology;
    cell.frequency_mhz = c.radio.frequency_mhz;
    cell.bandwidth_mhz = c.radio.bandwidth_mhz;
    cell.eirp_dbm = c.radio.eirp_dbm;
    cell.height_m = c.radio.height_m;
    world.cells.push_back(std::move(cell));
}

/// Throughput of a user alone on a sector, by how far the level lies over the threshold's scale:
/// one entry for every 0.1 dB of loss.
std::vector<float> throughputByLoss(const planning::RadioCell& radio)
{
    constexpr int entries = 3277; // losses up to 327.7 dB
    std::vector<float> out;
    for (int i = 0; i < entries; ++i) {
        const double level_dbm = static_cast<double>(radio.reference_dbm) - 0.1 * i;
        const double sinr_db = level_dbm + static_cast<double>(radio.carrierOver_db) -
                               static_cast<double>(radio.noise_dbm) - interferenceMargin_db;
        out.push_back(level_dbm < static_cast<double>(radio.threshold_dbm)
                          ? 0.0F
                          : static_cast<float>(planning::throughput_mbps(
                                radio.technology, sinr_db, static_cast<double>(radio.used_mhz))));
    }
    return out;
}

/// Sums in whole numbers, so that they do not depend on the order of threads.
struct Carried {
    std::atomic<std::int64_t> milliPeople{0}, microPerMbps{0};
};

/// The mean a user gets, over a candidate's people.
class MeanThroughput {
public:
    MeanThroughput(const planning::RadioPlan& plan, const geo::GridFrame& frame,
                   const std::vector<std::uint8_t>& inside, const std::vector<float>& people)
        : frame_{frame}, inside_{inside}, people_{people}, sums_(plan.antennas.size())
    {
        for (const planning::RadioCell& radio : plan.cells) {
            const auto key = std::pair{radio.reference_dbm, radio.used_mhz};
            const auto [entry, fresh] = tables_.try_emplace(key);
            if (fresh) {
                entry->second = throughputByLoss(radio);
            }
            table_.resize(plan.antennas.size(), nullptr);
            table_[radio.raster] = &entry->second;
        }
    }

    void add(std::size_t antenna, const planning::RasterPiece& piece)
    {
        if (piece.window.empty() || table_[antenna] == nullptr) {
            return;
        }
        const std::vector<float>& table = *table_[antenna];
        std::int64_t people = 0;
        std::int64_t perMbps = 0;
        std::size_t at = 0;
        for (int row = piece.window.row0; row < piece.window.row0 + piece.window.rows; ++row) {
            for (int col = piece.window.col0; col < piece.window.col0 + piece.window.cols;
                 ++col, ++at) {
                const std::int16_t loss = piece.loss_cdb[at];
                if (loss == planning::noLoss || loss < 0 || !frame_.inside(col, row)) {
                    continue;
                }
                const std::size_t cell = frame_.at(col, row);
                const double mbps = static_cast<double>(table[static_cast<std::size_t>(loss / 10)]);
                const auto here = static_cast<double>(people_[cell]);
                if (inside_[cell] != 0 && here > 0 && mbps > 0) {
                    people += std::llround(here * 1e3);
                    perMbps += std::llround(here / mbps * 1e6);
                }
            }
        }
        sums_[antenna].milliPeople += people;
        sums_[antenna].microPerMbps += perMbps;
    }

    /// Harmonic: everyone gets the same, and takes the blocks it takes him.
    double of(std::size_t antenna) const
    {
        const auto perMbps = static_cast<double>(sums_[antenna].microPerMbps.load()) * 1e-6;
        return perMbps > 0 ? static_cast<double>(sums_[antenna].milliPeople.load()) * 1e-3 / perMbps
                           : 0;
    }

private:
    const geo::GridFrame& frame_;
    const std::vector<std::uint8_t>& inside_;
    const std::vector<float>& people_;
    std::vector<Carried> sums_;
    std::map<std::pair<float, float>, std::vector<float>> tables_;
    std::vector<const std::vector<float>*> table_;
};

} // namespace

std::optional<planning::Cover> coverOfCandidates(const SitingGround& ground, SitingReport& report,
                                                 const planning::Feedback& feedback)
{
    const CoverSettings settings = settingsFor(ground.loaded, report.request);
    report.coverage = nlohmann::ordered_json::parse(ground.loaded.about, nullptr, false);
    planning::Scenario world;
    world.crs = report.situation.scenario.crs;
    std::vector<std::uint32_t> candidateOf; // by site of `world`
    for (std::uint32_t i = 0; i < report.candidates.size(); ++i) {
        if (!report.candidates[i].refused()) {
            candidateOf.push_back(i);
            addCandidate(world, report.candidates[i]);
        }
    }
    const auto refuse = [&](std::uint32_t site, const std::string& why) {
        Candidate& c = report.candidates[candidateOf[site]];
        c.reasons.push_back(SiteReason::notModelled);
        c.detail = why;
    };
    const auto model = makeModel(settings.request, ground.crs, nullptr);
    planning::RadioPlan plan =
        planning::radioPlan(world, *model, settings.area, settings.request.thresholds, nullptr);
    for (const planning::LeftOutCell& left : plan.left_out) {
        refuse(left.cell, left.reason); // one cell a site, in the same order
    }
    const auto folder = ground.workspace.filesFolder() / "loss";
    std::filesystem::create_directories(folder);
    const LossWork losses{ground.workspace, ground.crs, settings.request,
                          settings.area,    plan,       folder};
    std::vector<LossFile> files = lookForLosses(losses, feedback.stage(0, 0.05, "loss"));
    if (feedback.cancelled() || !computeLosses(losses, files, feedback.stage(0.05, 0.7, "loss"))) {
        return std::nullopt;
    }
    std::erase_if(plan.cells, [&](const planning::RadioCell& cell) {
        if (!files[cell.raster].ready) {
            refuse(cell.cell, files[cell.raster].failure);
        }
        return !files[cell.raster].ready;
    });
    const planning::Cover& before = ground.loaded.cover;
    std::vector<float> people = before.people;
    for (std::size_t i = 0; i < people.size(); ++i) {
        people[i] = ground.unserved[i] != 0 ? people[i] : 0.0F;
    }
    MeanThroughput mean{plan, before.frame, ground.unserved, before.people};
    planning::CoverBuilder builder{before.frame, std::move(people), plan.layers};
    const TileWork tiles{
        losses, files, before.frame, ground.unserved,
        [&](std::size_t antenna, planning::RasterPiece& piece) { mean.add(antenna, piece); }};
    if (!runTiles(tiles, {.builder = &builder}, feedback.stage(0.7, 1))) {
        return std::nullopt;
    }
    planning::Cover cover = builder.finish();
    for (planning::RadioLayer& layer : cover.layers) {
        layer.site = candidateOf[layer.site];
    }
    for (std::size_t g = 0; g < cover.groups(); ++g) {
        for (const std::uint32_t l : cover.layersOf(g)) {
            report.candidates[cover.layers[l].site].people += cover.group_people[g];
        }
    }
    for (const planning::RadioCell& cell : plan.cells) {
        Candidate& c = report.candidates[candidateOf[cell.cell]];
        const double mbps = mean.of(cell.raster);
        c.capacity_people = planning::peopleCarried(mbps, c.radio.sectors, report.request.demand);
        if (c.people < leastNew) {
            c.reasons.push_back(SiteReason::nobodyNew);
        } else if (mbps < report.request.demand.mbps_each && report.request.capacity) {
            c.reasons.push_back(SiteReason::tooSlow);
        }
    }
    return cover;
}

std::optional<SitingRoom> capacityWith(const SitingGround& ground, const SitingReport& report,
                                       bool chosen, const planning::Feedback& feedback)
{
    const CoverSettings settings = settingsFor(ground.loaded, report.request);
    const planning::Scenario& now = report.situation.scenario;
    planning::Scenario world;
    world.crs = now.crs;
    world.sites = now.sites;
    // The cells of layers that work; a layer of one cell names it.
    const planning::Index sites = planning::indexOfSites(now);
    std::map<std::pair<std::uint32_t, planning::Technology>, bool> layers;
    std::map<std::uint32_t, bool> single;
    const auto& cover = ground.loaded.cover;
    for (std::size_t l = 0; l < cover.layers.size(); ++l) {
        const planning::RadioLayer& layer = cover.layers[l];
        if (layer.cell == planning::allCells) {
            layers[{layer.site, layer.technology}] = ground.working[l] != 0;
        } else {
            single[layer.cell] = ground.working[l] != 0;
        }
    }
    for (std::uint32_t i = 0; i < now.cells.size(); ++i) {
        const auto site = sites.find(now.cells[i].site_id);
        if (site == sites.end()) {
            continue;
        }
        const auto alone = single.find(i);
        const auto layer = layers.find({site->second, now.cells[i].technology});
        if (alone != single.end() ? alone->second : layer != layers.end() && layer->second) {
            world.cells.push_back(now.cells[i]);
        }
    }
    const std::size_t existing = world.cells.size();
    std::vector<int> sectorsOf(existing, 1);
    std::vector<std::uint32_t> candidateOf(existing, planning::noGroup);
    for (std::uint32_t i = 0; i < report.candidates.size(); ++i) {
        const Candidate& c = report.candidates[i];
        if (chosen && c.chosen()) {
            addCandidate(world, c);
            sectorsOf.push_back(c.radio.sectors);
            candidateOf.push_back(i);
        }
    }
    geo::Problems ignored; // told by the coverage run
    const planning::AntennaPatterns patterns = patternsOf(settings.request.antennas, ignored);
    const auto model = makeModel(settings.request, ground.crs, nullptr);
    planning::RadioPlan plan = planning::radioPlan(world, *model, settings.area,
                                                   settings.request.thresholds, nullptr, patterns);
    const LossWork losses{ground.workspace, ground.crs, settings.request,
                          settings.area,    plan,       ground.workspace.filesFolder() / "loss"};
    std::vector<LossFile> files = lookForLosses(losses, feedback.stage(0, 0.1, "loss"));
    if (feedback.cancelled() || !computeLosses(losses, files, feedback.stage(0.1, 0.5, "loss"))) {
        return std::nullopt;
    }
    std::erase_if(plan.cells, [&](const planning::RadioCell& c) { return !files[c.raster].ready; });
    Composites composites;
    const std::vector<std::uint8_t> everywhere;
    if (!runTiles({losses, files, cover.frame, everywhere}, {.composites = &composites},
                  feedback.stage(0.5, 1))) {
        return std::nullopt;
    }
    std::vector<planning::ServerGrid> grids;
    for (int t = planning::technologyCount - 1; t >= 0; --t) {
        if (const auto& grid = composites.technology[static_cast<std::size_t>(t)]) {
            grids.push_back({static_cast<planning::Technology>(t), grid->server, grid->servers,
                             grid->sinr_cdb});
        }
    }
    std::vector<int> sectors;
    SitingRoom out;
    for (const planning::RadioCell& cell : plan.cells) {
        sectors.push_back(sectorsOf[cell.cell]);
        out.candidate.push_back(candidateOf[cell.cell]);
    }
    out.report =
        planning::capacityOf(plan, grids, cover.people, sectors, world, report.request.demand);
    return out;
}

} // namespace app
