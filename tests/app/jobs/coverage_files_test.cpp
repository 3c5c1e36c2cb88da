#include "app/jobs/coverage_files.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <numeric>

using namespace app;

namespace {

planning::LossRaster someRaster()
{
    planning::LossRaster raster;
    raster.frame = {1000, 2000, 100, 7, 5};
    raster.loss_cdb.resize(35);
    std::iota(raster.loss_cdb.begin(), raster.loss_cdb.end(), std::int16_t{9000});
    raster.departure_cdeg.resize(35);
    std::iota(raster.departure_cdeg.begin(), raster.departure_cdeg.end(), std::int16_t{-17});
    raster.computed = 33;
    raster.voids = 2;
    return raster;
}

void damage(const std::filesystem::path& file, std::streamoff at)
{
    std::fstream f{file, std::ios::binary | std::ios::in | std::ios::out};
    f.seekg(at);
    const auto byte = static_cast<char>(f.get() ^ 1);
    f.seekp(at);
    f.put(byte);
}

} // namespace

TEST_CASE("a loss raster comes back as it was, a damaged one does not", "[coverage][files]")
{
    const TempFolder folder;
    const auto file = folder / "k.loss";
    CHECK_FALSE(readLoss(file));
    writeLoss(file, someRaster());
    CHECK(readLoss(file) == someRaster());
    const auto size = std::filesystem::file_size(file);
    for (std::uintmax_t at = 0; at < size; at += 3) {
        damage(file, static_cast<std::streamoff>(at));
        REQUIRE_FALSE(readLoss(file));
        damage(file, static_cast<std::streamoff>(at)); // and back
    }
    CHECK(readLoss(file));
    for (const std::uintmax_t cut : {size - 1, size / 2, std::uintmax_t{9}, std::uintmax_t{0}}) {
        std::filesystem::resize_file(file, cut);
        CHECK_FALSE(readLoss(file));
    }
}

TEST_CASE("a piece of a loss raster is the part that lies in the window", "[coverage][files]")
{
    const TempFolder folder;
    const auto file = folder / "k.loss";
    const planning::LossRaster raster = someRaster();
    writeLoss(file, raster);
    const geo::GridFrame grid{800, 2100, 100, 6, 4}; // its column 2, row 1 is the raster's first
    const auto piece = readLossPiece(file, grid, {0, 0, 6, 4});
    CHECK(piece.window == planning::GridWindow{2, 1, 4, 3});
    for (int row = 0; row < 3; ++row) {
        for (int col = 0; col < 4; ++col) {
            const auto i = static_cast<std::size_t>(4 * row + col);
            CHECK(piece.loss_cdb[i] == raster.loss_cdb[raster.frame.at(col, row)]);
            CHECK(piece.departure_cdeg[i] == raster.departure_cdeg[raster.frame.at(col, row)]);
        }
    }
    CHECK(readLossPiece(file, grid, {0, 0, 1, 1}).window.empty());
}

TEST_CASE("a cover comes back as it was, a damaged one does not", "[coverage][files]")
{
    const TempFolder folder;
    const auto file = folder / "cover.bin";
    CoverFile out;
    out.fingerprint = "f";
    out.about = R"({"model":"p525"})";
    out.sites = {"A", "B"};
    out.cells = {"A1"};
    out.settlements = {"S"};
    out.cover.frame = {0, 200, 100, 2, 2};
    out.cover.people = {1, 2, 3, 4};
    out.cover.group = {0, 1, 1, planning::noGroup};
    out.cover.layers = {{0, planning::Technology::gen4, 0},
                        {1, planning::Technology::gen2, planning::allCells}};
    out.cover.group_people = {1, 5};
    out.cover.group_start = {0, 0, 2};
    out.cover.group_layers = {0, 1};
    out.settlementCells = {{0, 2, 3.5}};
    writeCover(file, out);
    const auto in = readCover(file);
    REQUIRE(in);
    CHECK(in->sites == out.sites);
    CHECK(in->about == out.about);
    CHECK(in->cover.layers == out.cover.layers);
    CHECK(in->cover.group == out.cover.group);
    CHECK(in->cover.group_layers == out.cover.group_layers);
    CHECK(in->settlementCells.at(0).people == 3.5);
    const auto size = std::filesystem::file_size(file);
    for (std::uintmax_t at = 0; at < size; at += 5) {
        damage(file, static_cast<std::streamoff>(at));
        REQUIRE_FALSE(readCover(file));
        damage(file, static_cast<std::streamoff>(at));
    }
}

TEST_CASE("keys differ when anything differs", "[coverage][files]")
{ // Golden: XXH3 128 of the empty text, from the published test vectors.
    CHECK(keyOf("") == "99aa06d3014798d86001c324468d497f");
    CHECK(keyOf("a") != keyOf("b"));
}
