#include "app/map/viewport.h"
#include "app/report/map_picture.h"
#include "geo/raster/write_raster.h"
#include "geo/terrain/dem.h"
#include "tests/support/line_world.h"

#include <QtCore/QFile>
#include <QtCore/QXmlStreamReader>
#include <catch2/catch.hpp>

using namespace app;
using line_world::With;

namespace {

constexpr QSizeF size{900, 500};

std::shared_ptr<const document::Document> opened(const TempFolder& folder, With with)
{
    return document::Document::open({line_world::make(folder, with), {}, {}});
}

report::MapPictureRequest requestOf(int day, std::initializer_list<map::LayerId> only = {})
{
    report::MapPictureRequest request;
    request.size = size;
    request.day = day;
    request.frame = false;
    request.style.layers = map::defaultLayers();
    for (map::LayerState& layer : request.style.layers) {
        layer.visible = only.size() == 0 || std::ranges::find(only, layer.id) != only.end();
    }
    return request;
}

/// Pixels of a colour within 8 px of an asset's place.
int near(const QImage& image, geo::XY at, const geo::Box& extent, const QColor& colour)
{
    const QPointF middle = map::Viewport::showing(extent, size, 32).toPixel(at);
    int found = 0;
    for (int dy = -8; dy <= 8; ++dy) {
        for (int dx = -8; dx <= 8; ++dx) {
            const QColor pixel = image.pixelColor(qRound(middle.x()) + dx, qRound(middle.y()) + dy);
            found += std::abs(pixel.red() - colour.red()) < 14 &&
                             std::abs(pixel.green() - colour.green()) < 14 &&
                             std::abs(pixel.blue() - colour.blue()) < 14
                         ? 1
                         : 0;
        }
    }
    return found;
}

QImage drawn(const document::Document& document, const report::MapPictureRequest& request,
             const TempFolder& folder)
{
    const auto file = folder / "map.png";
    report::writeMapPicture(document, request, file);
    const QImage image{QString::fromStdString(file.string())};
    REQUIRE(image.size() == size.toSize());
    return image;
}

} // namespace

TEST_CASE("each site stands at its place in the colour of its status, day by day", "[map][report]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    const geo::Box extent = document->mapData()->extent;
    const map::Palette& colours = map::palette(map::Theme::light);
    const auto& sites = document->mapData()->sites; // A B D E
    const QImage today = drawn(*document, requestOf(0, {map::LayerId::sites}), folder);
    CHECK(near(today, sites[0].at, extent, colours.working) > 8);
    CHECK(near(today, sites[1].at, extent, colours.backhaul) > 8);
    CHECK(near(today, sites[2].at, extent, colours.noPower) > 8);
    CHECK(near(today, sites[3].at, extent, colours.unknown) > 3);
    CHECK(near(today, sites[1].at, extent, colours.working) == 0);
    const QImage later = drawn(*document, requestOf(3, {map::LayerId::sites}), folder);
    CHECK(near(later, sites[1].at, extent, colours.working) > 8);
    CHECK(near(later, sites[2].at, extent, colours.planned) > 3); // repaired: in a ring
}

TEST_CASE("a picture without positions shows no site, line or step", "[map][report]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    report::MapPictureRequest request = requestOf(0);
    request.positions = false;
    const map::PictureRequest picture = report::pictureFor(*document, request);
    for (const map::LayerId hidden : {map::LayerId::sites, map::LayerId::fibre, map::LayerId::links,
                                      map::LayerId::plan, map::LayerId::candidates}) {
        CHECK_FALSE(picture.style.shows(hidden));
    }
    CHECK(picture.style.shows(map::LayerId::gaps));
    const QImage image = drawn(*document, request, folder);
    const map::Palette& colours = map::palette(map::Theme::light);
    for (const map::MapSite& site : document->mapData()->sites) {
        CHECK(near(image, site.at, document->mapData()->extent, colours.noPower) == 0);
        CHECK(near(image, site.at, document->mapData()->extent, colours.backhaul) == 0);
    }
}

TEST_CASE("a selected site is marked with the way that brings it back", "[map][report]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    report::MapPictureRequest request = requestOf(0);
    request.selected = document->find("B");
    const map::PictureRequest picture = report::pictureFor(*document, request);
    CHECK(picture.selected == planning::AssetRef{planning::AssetKind::site, 1});
    REQUIRE(picture.style.repairPath.size() == 1);
    CHECK(picture.style.repairPath[0] == planning::AssetRef{planning::AssetKind::span, 0});
    request.selected = document->find("d");
    CHECK(report::pictureFor(*document, request)
              .bbox.contains(line_world::cellOf(12, 2).x_m, line_world::cellOf(12, 2).y_m));
}

TEST_CASE("the strip above the map tells the figures of its day", "[map][report]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    report::MapPictureRequest request = requestOf(0);
    request.frame = true;
    const QString today = report::pictureFor(*document, request).headline.join(u"|");
    CHECK(today ==
          QString::fromUtf8("\u20661.0\u202fk–1.5\u202fk\u2069|of 7.8\u202fk people "
                            "served, 13\u202f% to 19\u202f%|"
                            "\u20666.0\u202fk–6.5\u202fk\u2069|lost service; 300 more never had "
                            "it|2|of 4 sites out|+6.0\u202fk|with the plan by day "
                            "5, to 90\u202f%, for $15\u202fk"));
    request.day = 3;
    CHECK(report::pictureFor(*document, request).subtitle == "day 3 of 5, 25 Nov 2026");
}

TEST_CASE("SVG and PDF hold the same map", "[map][report]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    const auto svg = folder / "map.svg";
    report::writeMapPicture(*document, requestOf(0), svg);
    QFile file{QString::fromStdString(svg.string())};
    REQUIRE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml{&file};
    int elements = 0;
    while (!xml.atEnd()) {
        elements += xml.readNext() == QXmlStreamReader::StartElement ? 1 : 0;
    }
    CHECK_FALSE(xml.hasError());
    CHECK(elements > 50);
    report::writeMapPicture(*document, requestOf(0), folder / "map.pdf");
    CHECK(std::filesystem::file_size(folder / "map.pdf") > 10000);
    CHECK_FALSE(std::filesystem::exists(folder / "map.pdf.partial"));
}

TEST_CASE("with an elevation model the ground has relief, without one it is plain",
          "[map][report][states]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan);
    const auto plainGround = drawn(*document::Document::open({file, {}, {}}),
                                   requestOf(0, {map::LayerId::terrain}), folder);
    {
        // A ridge that runs north and south.
        geo::FloatGrid grid{{590000, 3511000, 200, 200, 130}};
        for (int row = 0; row < 130; ++row) {
            for (int col = 0; col < 200; ++col) {
                grid(col, row) = static_cast<float>(2450 - 24 * std::abs(col - 100));
            }
        }
        geo::RasterWriting writing;
        writing.crs = coverage_world::crsCode;
        geo::writeRaster(folder / "ridge.tif", grid, writing);
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        geo::ElevationRequest request;
        request.files = {folder / "ridge.tif"};
        request.source = "drawn by hand";
        REQUIRE(geo::importElevation(workspace, request));
    }
    const auto document = document::Document::open({file, {}, {}});
    const auto ground = document::loadGround(file, document->mapData()->extent, document->cover());
    REQUIRE(ground);
    CHECK(ground->problems.empty());
    REQUIRE(ground->terrain != nullptr);
    CHECK(ground->terrain->source == "Terrain: drawn by hand");
    CHECK(ground->people_per_km2 != nullptr);
    const auto relief =
        drawn(*document->with(*ground), requestOf(0, {map::LayerId::terrain}), folder);
    const auto spread = [](const QImage& image) {
        int least = 255;
        int most = 0;
        for (int x = 100; x < image.width() - 100; ++x) {
            const int grey = qGray(image.pixel(x, image.height() / 2));
            least = std::min(least, grey);
            most = std::max(most, grey);
        }
        return most - least;
    };
    CHECK(spread(plainGround) < 6);
    CHECK(spread(relief) > 12);
}
