#include "planning/coverage/distance_models.h"
#include "planning/coverage/tile_levels.h"

#include <catch2/catch.hpp>

#include <numeric>

using namespace planning;

namespace {

/// One site in the middle of a flat plain, without elevation model.
struct Plain {
    Scenario world;
    AreaSettings settings;
    Thresholds thresholds;
    std::unique_ptr<AreaModel> model = freeSpaceModel(nullptr);
    geo::GridFrame frame{490000, 3510000, 100, 200, 200};

    Plain()
    {
        settings.radius_m = 8000;
        addSite("A", {500050, 3499950});
    }
    void addSite(const std::string& id, geo::XY at)
    {
        Site site;
        site.site_id = id;
        site.at.xy = at;
        world.sites.push_back(site);
    }
    Cell& addCell(const std::string& id, const std::string& site, double eirp_dbm)
    {
        Cell cell;
        cell.cell_id = id;
        cell.site_id = site;
        cell.frequency_mhz = 900;
        cell.height_m = 31.5;
        cell.eirp_dbm = eirp_dbm;
        return world.cells.emplace_back(cell);
    }
    RadioPlan plan() const { return radioPlan(world, *model, settings, thresholds, nullptr); }
    TileLevels levels(const RadioPlan& plan, double gridNorth_deg = 0) const
    {
        std::vector<RasterPiece> pieces;
        for (const AntennaPoint& antenna : plan.antennas) {
            LossRaster raster = *lossRaster(*model, nullptr, antenna, settings);
            pieces.push_back({windowOn(frame, raster.frame), std::move(raster.loss_cdb),
                              std::move(raster.departure_cdeg)});
        }
        std::vector<std::uint32_t> all(plan.cells.size());
        std::iota(all.begin(), all.end(), 0U);
        const std::vector<double> north(plan.antennas.size(), gridNorth_deg);
        return tileLevels({plan, frame, {0, 0, frame.cols, frame.rows}, north}, pieces, all);
    }
};

} // namespace

TEST_CASE("an omni antenna in free space covers a disc with the radius worked out on paper",
          "[coverage]")
{
    // EIRP 30 dBm against -95 dBm: 125 dB would reach far beyond, so 5 dBm: 100 dB of free space at
    // 900 MHz are 20 log d_km = 100 - 32.4478 - 59.0849 = 8.4673: 2650.6 m in space, with 30 m
    // between the antennas 2650.4 m over ground. Distances are exact in steps of 0.01 dB = 3 m.
    Plain plain;
    plain.addCell("A1", "A", 5);
    const RadioPlan plan = plain.plan();
    REQUIRE(plan.left_out.empty());
    const TileLevels tile = plain.levels(plan);
    REQUIRE(tile.footprints.size() == 1);
    const Footprint& disc = tile.footprints[0].second;
    for (int row = 0; row < plain.frame.rows; ++row) {
        for (int col = 0; col < plain.frame.cols; ++col) {
            const double d_m =
                geo::distance_m(plain.frame.centre(col, row), plain.world.sites[0].at.xy);
            if (std::abs(d_m - 2650.4) > 4) {
                REQUIRE(disc.covers(col, row) == (d_m < 2650.4));
            }
        }
    }
    // At 2 km: 5 - (32.4478 + 59.0849 + 6.0206) = -92.553, and 0.001 dB for the height.
    const auto& gsm = *tile.technology[0];
    const std::size_t at2km = plain.frame.at(120, 100);
    CHECK(gsm.level_cdbm[at2km] == -9255);
    CHECK(gsm.server[at2km] == 0);
    CHECK(gsm.servers[at2km] == 1);
    // Noise over 200 kHz: -174 + 53.0103 + 9 = -111.99 dBm.
    CHECK(gsm.sinr_cdb[at2km] == Approx(100 * (-92.553 + 111.99)).margin(1.5));
    CHECK(gsm.throughput_mbps[at2km] == Approx(most2G_mbps));
    CHECK(gsm.servers[plain.frame.at(130, 100)] == 0); // 3 km
    CHECK(gsm.throughput_mbps[plain.frame.at(130, 100)] == 0);
}

TEST_CASE("a sector looks where its azimuth says, from true north", "[coverage]")
{
    Plain plain;
    Cell& east = plain.addCell("A1", "A", 5);
    east.azimuth_deg = 90;
    east.beamwidth_deg = 60;
    east.tilt_deg = 1; // towards the ground 30 m lower 1.72 km away
    const RadioPlan plan = plain.plan();
    const TileLevels tile = plain.levels(plan);
    const auto& gsm = *tile.technology[0];
    // 1 km east: 5 - 91.5327 - pattern; down 1.72 degrees: 12 (0.72/10)^2 = 0.062.
    const auto level = [&](int col, int row) { return gsm.level_cdbm[plain.frame.at(col, row)]; };
    CHECK(level(110, 100) == Approx(100 * (5 - 91.5327 - 0.002 - 0.062)).margin(1.5));
    CHECK(level(90, 100) == Approx(100 * (5 - 91.5327 - 25)).margin(1.5));
    // North-east, 45 degrees aside: 12 (45/60)^2 = 6.75; d = 1414.2 m, down 1.215 degrees.
    CHECK(level(110, 90) == Approx(100 * (5 - 94.543 - 6.75 - 0.0055)).margin(2));
    // Where grid north lies 10 degrees east of true north, straight grid east is 100 degrees.
    const TileLevels turned = plain.levels(plan, 10);
    CHECK(turned.technology[0]->level_cdbm[plain.frame.at(110, 100)] ==
          Approx(100 * (5 - 91.5327 - 0.062 - 12.0 / 36)).margin(1.5));
}

TEST_CASE("best server, number of servers and interference of two sites", "[coverage]")
{
    Plain plain;
    plain.addSite("B", {504050, 3499950}); // 4 km east
    Cell& a = plain.addCell("A1", "A", 40);
    a.technology = Technology::gen4;
    a.bandwidth_mhz = 10;
    Cell& b = plain.addCell("B1", "B", 40);
    b.technology = Technology::gen4;
    b.bandwidth_mhz = 10;
    const RadioPlan plan = plain.plan();
    CHECK(plan.carriers == 1);
    CHECK(plan.layers.size() == 2);
    const TileLevels tile = plain.levels(plan);
    const auto& lte = *tile.technology[2];
    const std::size_t nearA = plain.frame.at(110, 100); // 1 km from A, 3 km from B
    CHECK(lte.server[nearA] == 0);
    CHECK(lte.server[plain.frame.at(130, 100)] == 1);
    CHECK(lte.servers[nearA] == 2);
    // Both 27.78 dB under 40 dBm; 9.54 dB apart; the other is on half of the time; noise over
    // 15 kHz is -174 + 41.761 + 9 = -123.24 dBm, here next to nothing: 9.54 + 3.01.
    CHECK(lte.level_cdbm[nearA] == Approx(100 * (40 - 27.7815 - 91.5346)).margin(1.5));
    CHECK(lte.sinr_cdb[nearA] == Approx(1255).margin(3));
    // 0.6 log2(1 + 17.99) = 2.5494 bit/s/Hz on 50 x 180 kHz.
    CHECK(lte.throughput_mbps[nearA] == Approx(2.5494 * 9).epsilon(2e-3));
}

TEST_CASE("what cannot be computed is named, the rest goes on", "[coverage]")
{
    Plain plain;
    plain.addCell("good", "A", 50);
    plain.addCell("low", "A", 50).height_m = -5;
    plain.addCell("high", "A", 50).height_m = 5000;
    plain.addCell("lost", "nowhere", 50);
    plain.addCell("mute", "A", std::nan(""));
    plain.addCell("still", "A", 50).frequency_mhz = 0;
    plain.addCell("wide", "A", 50).beamwidth_deg = 0;
    plain.addCell("named", "A", 50).antenna = "K739";
    const RadioPlan plan = plain.plan();
    CHECK(plan.cells.size() == 2);
    CHECK(plan.antennas.size() == 1);
    CHECK(plan.missing_patterns.at("K739") == 1);
    REQUIRE(plan.left_out.size() == 6);
    CHECK_THAT(plan.left_out[0].reason, Catch::Contains("-5 m is outside"));
    CHECK_THAT(plan.left_out[1].reason, Catch::Contains("5000 m is outside"));
    CHECK_THAT(plan.left_out[2].reason, Catch::Contains("'nowhere'"));

    AntennaPatterns broken; // its file had 12 values: the cell that hangs it is left out
    broken.broken["K739"] = "the antenna has 12 values";
    const RadioPlan without =
        radioPlan(plain.world, *plain.model, plain.settings, plain.thresholds, nullptr, broken);
    CHECK(without.cells.size() == 1);
    REQUIRE(without.left_out.size() == 7);
    CHECK_THAT(without.left_out.back().reason,
               Catch::Contains("'K739'") && Catch::Contains("12 values"));

    geo::Elevation small;
    small.height_m = geo::FloatGrid{{499000, 3501000, 100, 20, 20}, 5.0F};
    plain.addSite("off", {600000, 3499950});
    plain.addCell("off", "off", 50);
    const RadioPlan onDem =
        radioPlan(plain.world, *plain.model, plain.settings, plain.thresholds, &small);
    CHECK_THAT(onDem.left_out.back().reason, Catch::Contains("outside the elevation model"));
    small.height_m = geo::FloatGrid{{499000, 3501000, 100, 20, 20}, geo::noData};
    const RadioPlan onVoid =
        radioPlan(plain.world, *plain.model, plain.settings, plain.thresholds, &small);
    CHECK(onVoid.cells.empty());
    CHECK_THAT(onVoid.left_out.front().reason, Catch::Contains("no data"));
}

TEST_CASE("a cell observed by itself is a layer of its own", "[coverage]")
{
    Plain plain;
    plain.addCell("A1", "A", 50);
    plain.addCell("A2", "A", 50);
    plain.addCell("A3", "A", 50);
    Observation seen;
    seen.asset_kind = AssetKind::cell;
    seen.asset_id = "A2";
    plain.world.observations.push_back(seen);
    const RadioPlan plan = plain.plan();
    REQUIRE(plan.layers.size() == 2);
    CHECK(plan.layers[0] == RadioLayer{0, Technology::gen2, 1});
    CHECK(plan.layers[1] == RadioLayer{0, Technology::gen2, allCells});
}

TEST_CASE("waves leave towards the horizon that hides the receiver", "[coverage]")
{
    // A wall 130 m high 1 km east of a mast of 30 m on flat ground: 100 m above the antenna, that
    // is 5.71 degrees up for everything behind it. In front: straight down to 1.5 m.
    geo::Elevation wall;
    wall.height_m = geo::FloatGrid{{490000, 3510000, 100, 200, 200}, 0.0F};
    for (int row = 0; row < 200; ++row) {
        wall.height_m(110, row) = 130;
    }
    const AntennaPoint antenna{{500050, 3499950}, 30, 900};
    AreaSettings settings;
    settings.radius_m = 5000;
    const geo::GridFrame frame = receiverFrame(antenna.at, settings.radius_m, 100);
    const auto angles = departureAngles(&wall, antenna, settings, frame);
    const auto at = [&](double dx_m, double dy_m) {
        return angles[frame.at(frame.colOf(antenna.at.x_m + dx_m),
                               frame.rowOf(antenna.at.y_m + dy_m))];
    };
    CHECK(at(500, 0) == Approx(100 * 3.262).margin(2)); // atan(28.5 / 500)
    CHECK(at(-3000, 0) == Approx(100 * 0.554).margin(2));
    CHECK(at(3000, 0) == Approx(-571).margin(3));
    CHECK(at(0, 3000) == Approx(100 * 0.554).margin(2));
    const auto flat = departureAngles(nullptr, antenna, settings, frame);
    CHECK(flat[frame.at(frame.colOf(antenna.at.x_m + 500), frame.rowOf(antenna.at.y_m))] ==
          Approx(100 * 3.262).margin(2));
}
