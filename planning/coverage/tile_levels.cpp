#include "planning/coverage/tile_levels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace planning {
namespace {

/// How far under noise a signal no longer counts as interference.
constexpr float underNoise_db = 10;

float milliwatts(float dbm)
{
    constexpr float octavesPer_db = 0.332192809F; // log2(10) / 10
    return std::exp2(dbm * octavesPer_db);
}

std::int16_t centi(float value)
{
    return static_cast<std::int16_t>(std::lround(std::clamp(value * 100, -32767.0F, 32767.0F)));
}

/// Cells of the plan that belong to one layer, and what they reach within a tile.
class TileWork {
public:
    TileWork(const TileRequest& request, std::span<const RasterPiece> pieces)
        : request_{request}, pieces_{pieces}, tile_{request.tile},
          size_{static_cast<std::size_t>(tile_.cols) * static_cast<std::size_t>(tile_.rows)}
    {
        out_.tile = tile_;
    }

    void layer(std::span<const std::uint32_t> cells)
    {
        const RadioCell& first = request_.plan.cells[cells.front()];
        GridWindow window;
        for (const std::uint32_t c : cells) {
            const GridWindow w = pieces_[request_.plan.cells[c].raster].window & tile_;
            window = window.empty() ? w : w.empty() ? window : united(window, w);
        }
        if (window.empty()) {
            return;
        }
        Footprint footprint{window};
        layerLevel_.assign(size_, -std::numeric_limits<float>::infinity());
        bool any = false;
        for (const std::uint32_t c : cells) {
            any |= cell(c);
        }
        if (!any) {
            return;
        }
        TechnologyTile* composite = request_.footprintsOnly ? nullptr : &tileOf(first.technology);
        bool covers = false;
        for (int row = window.row0; row < window.row0 + window.rows; ++row) {
            for (int col = window.col0; col < window.col0 + window.cols; ++col) {
                const std::size_t i = at(col, row);
                if (layerLevel_[i] >= first.threshold_dbm) {
                    footprint.set(col, row);
                    covers = true;
                    if (composite != nullptr && composite->servers[i] < mostServers) {
                        ++composite->servers[i];
                    }
                }
            }
        }
        if (covers) {
            out_.footprints.emplace_back(first.layer, std::move(footprint));
        }
    }

    TileLevels finish()
    {
        if (!request_.footprintsOnly) {
            for (std::size_t t = 0; t < out_.technology.size(); ++t) {
                if (out_.technology[t]) {
                    rate(*out_.technology[t], best_[t]);
                }
            }
        }
        return std::move(out_);
    }

private:
    std::size_t at(int col, int row) const
    {
        return static_cast<std::size_t>(row - tile_.row0) * static_cast<std::size_t>(tile_.cols) +
               static_cast<std::size_t>(col - tile_.col0);
    }
    static GridWindow united(const GridWindow& a, const GridWindow& b)
    {
        const int col0 = std::min(a.col0, b.col0);
        const int row0 = std::min(a.row0, b.row0);
        return {col0, row0, std::max(a.col0 + a.cols, b.col0 + b.cols) - col0,
                std::max(a.row0 + a.rows, b.row0 + b.rows) - row0};
    }

    TechnologyTile& tileOf(Technology technology)
    {
        auto& tile = out_.technology[static_cast<std::size_t>(technology)];
        if (!tile) {
            tile.emplace();
            tile->level_cdbm.assign(size_, noLevel);
            tile->server.assign(size_, noCell);
            tile->servers.assign(size_, 0);
            tile->sinr_cdb.assign(size_, noLevel);
            tile->throughput_mbps.assign(size_, 0.0F);
            best_[static_cast<std::size_t>(technology)].assign(
                size_, -std::numeric_limits<float>::infinity());
        }
        return *tile;
    }

    /// Sum of what all cells of a carrier bring to each receiver, mW of the reference signal.
    std::vector<float>& sumOf(std::uint32_t carrier)
    {
        if (sums_.empty()) {
            sums_.resize(request_.plan.carriers);
        }
        if (sums_[carrier].empty()) {
            sums_[carrier].assign(size_, 0.0F);
        }
        return sums_[carrier];
    }

    /// Levels of one cell; false when it reaches nothing that counts.
    bool cell(std::uint32_t index)
    {
        const RadioCell& radio = request_.plan.cells[index];
        const RasterPiece& piece = pieces_[radio.raster];
        const GridWindow w = piece.window & tile_;
        if (w.empty()) {
            return false;
        }
        const bool composite = !request_.footprintsOnly;
        const float floor_dbm = composite
                                    ? std::min(radio.threshold_dbm, radio.noise_dbm - underNoise_db)
                                    : radio.threshold_dbm;
        const float most_cdb = (radio.reference_dbm - floor_dbm) * 100;
        TechnologyTile* tile = composite ? &tileOf(radio.technology) : nullptr;
        float* best =
            composite ? best_[static_cast<std::size_t>(radio.technology)].data() : nullptr;
        float* sum = composite ? sumOf(radio.carrier).data() : nullptr;
        const auto north_deg = static_cast<float>(request_.gridNorth_deg[radio.raster]);
        const bool plain = radio.antenna.isotropic();
        bool any = false;
        for (int row = w.row0; row < w.row0 + w.rows; ++row) {
            const std::size_t line = static_cast<std::size_t>(row - piece.window.row0) *
                                     static_cast<std::size_t>(piece.window.cols);
            for (int col = w.col0; col < w.col0 + w.cols; ++col) {
                const std::size_t from_ = line + static_cast<std::size_t>(col - piece.window.col0);
                const std::int16_t loss = piece.loss_cdb[from_];
                if (loss == noLoss) {
                    noteUnknown(col, row, radio);
                    continue;
                }
                if (static_cast<float>(loss) > most_cdb) {
                    continue;
                }
                float level = radio.reference_dbm - 0.01F * static_cast<float>(loss);
                if (!plain) {
                    level -= radio.antenna.attenuation_db(
                        bearing_deg(radio.raster, col, row) + north_deg,
                        0.01F * static_cast<float>(piece.departure_cdeg[from_]));
                }
                if (level < floor_dbm) {
                    continue;
                }
                any = true;
                const std::size_t i = at(col, row);
                layerLevel_[i] = std::max(layerLevel_[i], level);
                if (composite) {
                    sum[i] += milliwatts(level);
                    if (level > best[i]) {
                        best[i] = level;
                        tile->server[i] = index;
                    }
                }
            }
        }
        return any;
    }

    /// From the antenna of a raster, over grid north. Sectors on one mast share them, so those of
    /// the raster asked for last are kept.
    float bearing_deg(std::uint32_t raster, int col, int row)
    {
        if (bearingsOf_ != raster) {
            bearings_deg_.assign(size_, std::numeric_limits<float>::quiet_NaN());
            bearingsOf_ = raster;
        }
        float& kept = bearings_deg_[at(col, row)];
        if (std::isnan(kept)) {
            const geo::XY from = request_.plan.antennas[raster].at;
            const geo::XY to = request_.frame.centre(col, row);
            kept = std::atan2(static_cast<float>(to.x_m - from.x_m),
                              static_cast<float>(to.y_m - from.y_m)) *
                   (180 / std::numbers::pi_v<float>);
        }
        return kept;
    }

    /// Without a loss: too far, or no elevation data on the way.
    void noteUnknown(int col, int row, const RadioCell& radio)
    {
        const geo::XY from = request_.plan.antennas[radio.raster].at;
        const geo::XY to = request_.frame.centre(col, row);
        const double x_m = to.x_m - from.x_m;
        const double y_m = to.y_m - from.y_m;
        if (x_m * x_m + y_m * y_m > request_.radius_m * request_.radius_m) {
            return;
        }
        if (out_.unknown.empty()) {
            out_.unknown.assign(size_, noTechnology);
        }
        TechnologySet& set = out_.unknown[at(col, row)];
        set = static_cast<TechnologySet>(set | setOf(radio.technology));
    }

    void rate(TechnologyTile& tile, const std::vector<float>& best)
    {
        for (std::size_t i = 0; i < size_; ++i) {
            if (tile.server[i] == noCell) {
                continue;
            }
            const RadioCell& radio = request_.plan.cells[tile.server[i]];
            const float mine = milliwatts(best[i]);
            const float others = std::max(0.0F, sums_[radio.carrier][i] - mine);
            const double reuse = radio.technology == Technology::gen2 ? reuse2G : 1;
            // Everything referred to the power that carries data.
            const double over = std::pow(10.0, static_cast<double>(radio.carrierOver_db) / 10);
            const double disturbance = over * static_cast<double>(others) * request_.load / reuse +
                                       std::pow(10.0, static_cast<double>(radio.noise_dbm) / 10);
            const double sinr_db = 10 * std::log10(over * static_cast<double>(mine) / disturbance);
            tile.level_cdbm[i] = centi(best[i]);
            tile.sinr_cdb[i] = centi(static_cast<float>(sinr_db));
            if (best[i] >= radio.threshold_dbm) {
                tile.throughput_mbps[i] = static_cast<float>(throughput_mbps(
                    radio.technology, sinr_db, static_cast<double>(radio.used_mhz)));
            }
        }
    }

    const TileRequest& request_;
    std::span<const RasterPiece> pieces_;
    GridWindow tile_;
    std::size_t size_;
    TileLevels out_;
    std::vector<float> layerLevel_;
    std::optional<std::uint32_t> bearingsOf_; // raster
    std::vector<float> bearings_deg_;         // NaN: not asked for yet
    std::array<std::vector<float>, technologyCount> best_;
    std::vector<std::vector<float>> sums_;
};

} // namespace

double throughput_mbps(Technology technology, double sinr_db, double used_mhz)
{
    if (sinr_db < shannonFrom_db) {
        return 0;
    }
    const double bps_hz =
        std::min(shannonShare * std::log2(1 + std::pow(10.0, sinr_db / 10)), shannonMost_bps_hz);
    const double mbps = bps_hz * used_mhz;
    return technology == Technology::gen2 ? std::min(mbps, most2G_mbps) : mbps;
}

TileLevels tileLevels(const TileRequest& request, std::span<const RasterPiece> pieces,
                      std::span<const std::uint32_t> cells)
{
    TileWork work{request, pieces};
    for (std::size_t i = 0; i < cells.size();) {
        std::size_t end = i + 1;
        while (end < cells.size() &&
               request.plan.cells[cells[end]].layer == request.plan.cells[cells[i]].layer) {
            ++end;
        }
        work.layer(cells.subspan(i, end - i));
        i = end;
    }
    return work.finish();
}

} // namespace planning
