#include "geo/terrain/sea.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;

namespace {

const fs::path shared{SILA_SHARED};

/// SRTM tiles are 1201 × 1201 big-endian whole metres; read here without GDAL, as a second opinion.
void put(geo::HeightRows& into, const fs::path& tile, int col0, int row0)
{
    constexpr int side = 1201;
    std::ifstream in{tile, std::ios::binary};
    std::vector<unsigned char> raw(2 * side * side);
    in.read(reinterpret_cast<char*>(raw.data()), static_cast<std::streamsize>(raw.size()));
    for (int row = 0; row < side; ++row) {
        for (int col = 0; col < side; ++col) {
            const auto i = static_cast<std::size_t>(2 * (row * side + col));
            const auto height = static_cast<std::int16_t>((raw[i] << 8) | raw[i + 1]);
            into.values[static_cast<std::size_t>((row0 + row) * into.cols + col0 + col)] =
                height == -32768 ? std::nanf("") : static_cast<float>(height);
        }
    }
}

struct Tiles {
    geo::HeightRows heights{2401, 2401, 85, true, std::vector<float>(2401UL * 2401, std::nanf(""))};
    int col(double lon) const { return static_cast<int>(std::lround((lon - 34) * 1200)); }
    int row(double lat) const { return static_cast<int>(std::lround((33 - lat) * 1200)); }
    std::size_t at(double lon, double lat) const
    {
        return static_cast<std::size_t>(row(lat) * heights.cols + col(lon));
    }
};

/// A square world with heights by a formula.
template <typename Height>
geo::HeightRows world(int side, double cell_m, bool whole, Height height)
{
    geo::HeightRows out{side, side, cell_m, whole, {}};
    for (int row = 0; row < side; ++row) {
        for (int col = 0; col < side; ++col) {
            const double h = height(col, row);
            out.values.push_back(static_cast<float>(whole ? std::round(h) : h));
        }
    }
    return out;
}

double rough(int col, int row)
{
    return 7.0 * ((col * 7 + row * 13) % 5) / 4.0; // 0 to 7 m, neighbours differ
}

} // namespace

TEST_CASE("the Mediterranean is sea, the Dead Sea and the Jordan valley are not", "[terrain]")
{
    const fs::path dem = shared / "data/dem/palestine";
    if (!fs::exists(dem)) {
        WARN("the shared data is absent: not checked");
        return;
    }
    Tiles t;
    put(t.heights, dem / "N32E034.hgt", 0, 0);
    put(t.heights, dem / "N32E035.hgt", 1200, 0);
    put(t.heights, dem / "N31E034.hgt", 0, 1200);
    put(t.heights, dem / "N31E035.hgt", 1200, 1200);
    const std::vector<float> before = t.heights.values;
    const geo::SeaFound found = geo::findSea(t.heights);
    CHECK(std::ranges::equal(t.heights.values, before)); // no voids, no collar
    CHECK(found.collar_cells == 0);
    CHECK(found.low_void_cells == 0);
    // The one component of cells at or below zero that holds the Mediterranean has 1 811 876 cells
    // (counted with scipy.ndimage.label); the one of the Jordan valley 540 747.
    CHECK(found.sea_cells > 1811876 * 0.999);
    CHECK(found.sea_cells < 1811876 * 1.001);
    const auto isSea = [&](double lon, double lat) { return found.sea[t.at(lon, lat)] != 0; };
    CHECK(isSea(34.20, 31.50)); // off Gaza
    CHECK(isSea(34.40, 31.55)); // harbour waters
    CHECK(isSea(34.00, 33.00));
    CHECK(isSea(34.90, 32.90)); // off Haifa
    for (int col = t.col(35.2); col <= t.col(36.0); ++col) {
        for (int row = t.row(33.0); row <= t.row(31.0); ++row) {
            REQUIRE(found.sea[static_cast<std::size_t>(row * t.heights.cols + col)] == 0);
        }
    }
    CHECK_FALSE(isSea(34.45, 31.50)); // Gaza city
    CHECK_FALSE(isSea(34.25, 31.29)); // Rafah
}

TEST_CASE("tiles without sea keep all their land, and zeros of a collar are no land", "[terrain]")
{
    // A mountain tile with a collar of zeros, as reprojected files have.
    geo::HeightRows heights = world(200, 90, false, [](int col, int row) {
        const bool collar = col < 12 || row < 9 || col > 190 || row > 180;
        return collar ? 0.0 : 300 + 20 * rough(col, row);
    });
    const geo::SeaFound found = geo::findSea(heights);
    CHECK(found.sea_cells == 0);
    CHECK(found.collar_cells == 200U * 200 - 179U * 172);
    CHECK(std::isnan(heights.at(0, 0)));
    CHECK(heights.at(50, 50) >= 300);
}

TEST_CASE("a sloping bed, a flat surface and a canyon are one sea; a polder is land", "[terrain]")
{
    // West to east: sea bed rising to the shore at column 150, a dyke, land at -4 m, a hill.
    const auto height = [](int col, int row) {
        if (col > 40 && col < 50 && row > 60 && row < 120) {
            return -900.0 - 15 * rough(col, row); // a canyon
        }
        if (col < 150) {
            return (col - 150) * 1.3;
        }
        if (col < 153) {
            return 3.0;
        }
        return col < 220 ? -8.0 + rough(col, row) : 20.0 + 10 * rough(col, row);
    };
    geo::HeightRows heights = world(300, 90, true, height);
    const geo::SeaFound found = geo::findSea(heights);
    CHECK(found.sea_cells == 150U * 300);
    CHECK(found.sea[149] == 1);
    CHECK(found.sea[90U * 300 + 45] == 1);
    CHECK(found.sea[90U * 300 + 200] == 0);
}

TEST_CASE("a lake below sea level is no sea, with or without its shores", "[terrain]")
{
    const auto basin = [](int col, int row) {
        const double r = std::hypot(col - 150, row - 150);
        return r < 60 ? -430.0 : std::min(200.0, -430.0 + (r - 60) * 6 + rough(col, row));
    };
    geo::HeightRows heights = world(300, 90, true, basin);
    CHECK(geo::findSea(heights).sea_cells == 0);
    geo::HeightRows water = world(50, 90, true, [](int, int) { return -430; });
    CHECK(geo::findSea(water).sea_cells == 0);
    geo::HeightRows ocean = world(50, 90, true, [](int, int) { return 0; });
    CHECK(geo::findSea(ocean).sea_cells == 2500);
}

TEST_CASE("an inland sea below sea level with flat plains around is no open sea", "[terrain]")
{
    // Like the Caspian: a surface at -28 m, shores rising a metre a kilometre to zero far away.
    geo::HeightRows heights = world(400, 90, true, [](int col, int row) {
        const double r = std::hypot(col - 200, row - 200);
        return r < 100 ? -28.0 : -28.0 + (r - 100) * 0.15 + rough(col, row) / 4;
    });
    CHECK(geo::findSea(heights).sea_cells == 0);
}

TEST_CASE("cells too large to tell take nothing as sea", "[terrain]")
{
    geo::HeightRows heights = world(100, 450, true, [](int col, int) { return col - 50; });
    const geo::SeaFound found = geo::findSea(heights);
    CHECK(found.too_coarse);
    CHECK(found.sea_cells == 0);
}

TEST_CASE("a sea that a file leaves out is noticed, and is sea when asked for", "[terrain]")
{
    geo::HeightRows island = world(100, 90, false, [](int col, int row) {
        const double r = std::hypot(col - 50, row - 50);
        const bool hole = std::abs(col - 50) < 3 && std::abs(row - 50) < 3; // a void inland
        return r > 40 || hole ? std::nan("") : (41 - r) * 5 + rough(col, row);
    });
    const geo::SeaFound found = geo::findSea(island);
    CHECK(found.sea_cells == 0);
    CHECK(found.low_void_cells > 4000);
    const geo::SeaFound asked = geo::voidsAsSea(island);
    CHECK(asked.sea_cells == found.low_void_cells);
    CHECK(asked.sea[0] == 1);
    CHECK(asked.sea[50 * 100 + 50] == 0);
}
