#pragma once
// The area of shared/validation/peer/area: 6,000 receivers around 1 N 11 E, computed by crc-covlib
// on an elevation model of 1 arc second (PROVENANCE.md there), and ours at the same receivers.
#include "geo/error.h"
#include "geo/raster/raster_rows.h"
#include "planning/propagation/engine/area_loss.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

namespace peer {

inline constexpr double arcSecond_m = 6371000 * std::numbers::pi / 180 / 3600; // the peer's Earth

/// The plane is that of the model's own cells, so that nothing is resampled: an arc second is as
/// long in it east as north. Near the equator a great circle of 20 km leaves a straight line in it
/// by less than 0.2 m.
struct Area {
    geo::Elevation elevation;
    planning::propagation::AreaLossRequest request;
    std::vector<geo::XY> receivers;
    std::vector<geo::LonLat> places; // the same
    std::vector<double> p50_db, p10_db, itm_db;
};

/// `folder`: shared/validation/peer/area. Throws geo::Error when a file is not as expected.
inline Area area(const std::filesystem::path& folder)
{
    const geo::Error unexpected{"is not the set that is known", "Look at it", {folder.string()}};
    Area a;
    const geo::WorkingCrs crs{"EPSG:32632"};
    const geo::RasterRows rows{folder / "dem_1arcsec.tif", crs};
    const auto at = rows.cellAt({11, 1});
    if (!at) {
        throw unexpected;
    }
    a.elevation.height_m = geo::FloatGrid{
        {-at->x_m * arcSecond_m, at->y_m * arcSecond_m, arcSecond_m, rows.cols(), rows.rows()}};
    for (int row = 0; row < rows.rows(); ++row) {
        const std::vector<double> values = rows.values(row);
        for (int col = 0; col < rows.cols(); ++col) {
            a.elevation.height_m(col, row) =
                static_cast<float>(values[static_cast<std::size_t>(col)]);
        }
    }
    planning::propagation::AreaLossRequest& q = a.request;
    q.geodesy.latitude_deg = 1;
    q.geodesy.latitude_per_north_deg_m = 1 / (3600 * arcSecond_m);
    q.geodesy.east_scale = 1 / std::cos(std::numbers::pi / 180);
    q.radio.frequency_mhz = 900;
    q.radio.tx_height_m = 30;
    q.radio.rx_height_m = 1.5;
    q.radius_m = 20400;
    q.resolution_m = 30;
    q.step_m = 30;
    std::ifstream in{folder / "receivers.csv"};
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream cells{line};
        double lat = 0;
        double lon = 0;
        double p50_db = 0;
        double p10_db = 0;
        double itm_db = 0;
        char comma = 0;
        cells >> lat >> comma >> lon >> comma >> p50_db >> comma >> p10_db >> comma >> itm_db;
        if (!cells) {
            throw unexpected;
        }
        a.receivers.push_back({(lon - 11) * 3600 * arcSecond_m, (lat - 1) * 3600 * arcSecond_m});
        a.places.push_back({lon, lat});
        a.itm_db.push_back(itm_db);
        a.p50_db.push_back(p50_db);
        a.p10_db.push_back(p10_db);
    }
    constexpr std::size_t known = 6000;
    if (a.receivers.size() != known) {
        throw unexpected;
    }
    return a;
}

/// Ours less theirs, dB.
inline std::vector<double> errors_db(const Area& area, planning::propagation::AreaMethod method,
                                     double time_percent)
{
    planning::propagation::AreaLossRequest q = area.request;
    q.method = method;
    q.radio.time_percent = time_percent;
    const auto loss =
        planning::propagation::pointLosses({.elevation = &area.elevation}, q, area.receivers);
    const std::vector<double>& theirs = time_percent == 50 ? area.p50_db : area.p10_db;
    std::vector<double> out;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        out.push_back(loss->loss_cdb[i] / 100.0 - theirs[i]); // noLoss would show as -327
    }
    return out;
}

} // namespace peer
