#include "app/map/access.h"
#include "app/map/areas.h"
#include "app/map/build.h"
#include "app/map/picture.h"
#include "app/map/symbols.h"
#include "tests/support/demo_world.h"

#include <QtGui/QImage>
#include <catch2/catch.hpp>

#include <numbers>
#include <set>
#include <thread>

using namespace app::map;

namespace {

const Snapshot& demo()
{
    static const Snapshot snapshot = tests::snapshotOf(tests::demoWorld());
    return snapshot;
}

Style styleOf(Theme theme = Theme::light)
{
    Style style;
    style.theme = theme;
    style.layers = defaultLayers();
    return style;
}

QImage symbol(SiteLook look, double across_px, Theme theme = Theme::light)
{
    QImage image{40, 40, QImage::Format_RGB32};
    image.fill(palette(theme).land);
    QPainter painter{&image};
    painter.setRenderHint(QPainter::Antialiasing);
    drawSite(painter, {20, 20}, look, across_px, theme);
    return image;
}

bool near(const QColor& a, const QColor& b, int margin = 12)
{
    return std::abs(a.red() - b.red()) <= margin && std::abs(a.green() - b.green()) <= margin &&
           std::abs(a.blue() - b.blue()) <= margin;
}

int countOf(const QImage& image, const QColor& colour, int margin = 12)
{
    int n = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            n += near(image.pixelColor(x, y), colour, margin) ? 1 : 0;
        }
    }
    return n;
}

} // namespace

TEST_CASE("each status is told by its colour and by a silhouette of its own", "[map]")
{
    const Theme theme = GENERATE(Theme::light, Theme::dark);
    const Palette& p = palette(theme);
    std::set<std::vector<bool>> silhouettes;
    for (int i = 0; i < siteLookCount; ++i) {
        const auto look = static_cast<SiteLook>(i);
        const QImage image = symbol(look, 14, theme);
        CHECK(countOf(image, colourOf(look, p), 30) >= 12);
        std::vector<bool> shape; // what differs from ground and halo: how a grey print shows it
        for (int y = 12; y < 28; ++y) {
            for (int x = 12; x < 28; ++x) {
                const QColor c = image.pixelColor(x, y);
                shape.push_back(!near(c, p.land, 40) && !near(c, p.halo, 40));
            }
        }
        CHECK(silhouettes.insert(shape).second);
    }
    // What distinguishes them: a dot in the middle or not, a left half filled.
    CHECK(near(symbol(SiteLook::working, 14, theme).pixelColor(20, 20), p.working));
    CHECK(near(symbol(SiteLook::backhaul, 14, theme).pixelColor(20, 20), p.halo));
    CHECK(near(symbol(SiteLook::degraded, 16, theme).pixelColor(16, 20), p.degraded));
    CHECK(near(symbol(SiteLook::degraded, 16, theme).pixelColor(24, 20), p.halo, 20));
}

TEST_CASE("a site that is out for a reason nobody told is not called destroyed", "[map]")
{
    using planning::Cause;
    using planning::Service;
    using planning::Status;
    const auto look = [](Status status, Cause cause) {
        planning::SiteService service;
        service.service = Service::off;
        service.cause = cause;
        planning::AssetStatus own;
        own.status = status;
        own.cause = cause;
        return app::map::lookOf(own, service);
    };
    CHECK(look(Status::outOfService, Cause::unknown) == SiteLook::out);
    CHECK(look(Status::outOfService, Cause::access) == SiteLook::out);
    CHECK(look(Status::outOfService, Cause::physical) == SiteLook::destroyed);
    CHECK(look(Status::destroyed, Cause::unknown) == SiteLook::destroyed);
    CHECK(look(Status::outOfService, Cause::power) == SiteLook::noPower);
    for (const SiteLook out :
         {SiteLook::out, SiteLook::destroyed, SiteLook::noPower, SiteLook::backhaul}) {
        CHECK(app::map::isOut(out));
    }
    for (const SiteLook other : {SiteLook::working, SiteLook::degraded, SiteLook::unknown,
                                 SiteLook::planned, SiteLook::repaired}) {
        CHECK_FALSE(app::map::isOut(other));
    }
}

TEST_CASE("working sites are drawn smallest, and symbols grow as one comes near", "[map]")
{
    for (const double scale : {300.0, 100.0, 66.0, 36.0, 5.0}) {
        for (int i = 1; i < siteLookCount; ++i) {
            CHECK(siteSize_px(static_cast<SiteLook>(i), scale) >
                  siteSize_px(SiteLook::working, scale));
        }
    }
    // mock/README.md: backhaul 10, 12, 14 px at 100, 66, 36 m per px.
    CHECK(siteSize_px(SiteLook::backhaul, 100) == Approx(10));
    CHECK(siteSize_px(SiteLook::backhaul, 66) == Approx(12));
    CHECK(siteSize_px(SiteLook::backhaul, 36) == Approx(14));
    CHECK(siteSize_px(SiteLook::working, 80) > 6);
    CHECK(siteSize_px(SiteLook::working, 80) < 8);
}

TEST_CASE("tiles of the map meet without a seam", "[map]")
{
    const double m_per_px = GENERATE(60.0, 20.0);
    const Viewport whole{{540000, 3740000}, m_per_px, {512, 256}};
    Style style = styleOf();
    for (LayerState& layer : style.layers) {
        layer.visible = true;
    }
    const Placement placement = placeSites(*demo().data, *demo().state, style, whole.m_per_px);
    const auto draw = [&](const Viewport& view) {
        QImage image = drawGroundOf(view, *demo().data, style, 1)
                           .convertToFormat(QImage::Format_ARGB32_Premultiplied);
        QPainter painter{&image};
        drawAssets(painter, view, view.rect(), demo(), style, placement);
        return image;
    };
    const QImage expected = draw(whole);
    int wrong = 0;
    for (int k = 0; k < 2; ++k) {
        Viewport tile{{whole.centre.x_m + (k == 0 ? -128 : 128) * m_per_px, whole.centre.y_m},
                      m_per_px,
                      {256, 256}};
        const QImage part = draw(tile);
        for (int y = 0; y < 256; ++y) {
            for (int x = 0; x < 256; ++x) {
                wrong += near(QColor{part.pixel(x, y)}, QColor{expected.pixel(x + 256 * k, y)}, 24)
                             ? 0
                             : 1;
            }
        }
    }
    // Thinning of lines may start at another vertex: a handful of soft edge pixels may differ.
    CHECK(wrong < 60);
}

TEST_CASE("the same map is the same picture on any thread", "[map]")
{
    PictureRequest request;
    request.size = {500, 400};
    request.style = styleOf();
    const QImage one = drawPicture(demo(), request, 1);
    QImage other;
    std::thread{[&] { other = drawPicture(demo(), request, 1); }}.join();
    CHECK(one == other);
    request.style.theme = Theme::dark;
    CHECK(!(drawPicture(demo(), request, 1) == one));
}

TEST_CASE("a layer switched off leaves nothing of itself behind", "[map]")
{
    PictureRequest request;
    request.size = {900, 700};
    request.style = styleOf();
    request.legend = false;
    const Palette& p = palette(Theme::light);
    const auto without = [&](LayerId id) {
        PictureRequest less = request;
        for (LayerState& layer : less.style.layers) {
            layer.visible = layer.visible && layer.id != id;
        }
        return drawPicture(demo(), less, 1);
    };
    const QImage all = drawPicture(demo(), request, 1);
    CHECK(countOf(all, p.gap, 30) > 20);
    CHECK(countOf(without(LayerId::gaps), p.gap, 30) == 0);
    CHECK(countOf(all, p.planned, 8) > 40);
    PictureRequest noPlan = request;
    for (LayerState& layer : noPlan.style.layers) {
        layer.visible = layer.visible && layer.id != LayerId::plan && layer.id != LayerId::sites;
    }
    CHECK(countOf(drawPicture(demo(), noPlan, 1), p.planned, 8) == 0);
    CHECK(countOf(without(LayerId::sites), p.working, 8) == 0);
}

TEST_CASE("the hatch of sites received begins at two and is closer from three", "[map]")
{
    // A grid of three columns 5 km wide: one, two and three sites received.
    geo::FloatGrid count{{0, 15000, 100, 150, 150}};
    for (int row = 0; row < 150; ++row) {
        for (int col = 0; col < 150; ++col) {
            count(col, row) = static_cast<float>(1 + col / 50);
        }
    }
    SignalTint tint;
    tint.servers = Pyramid{std::move(count)};
    const Viewport view{{7500, 7500}, 50, {300, 300}};
    QImage image{300, 300, QImage::Format_ARGB32_Premultiplied};
    image.fill(Qt::transparent);
    QPainter painter{&image};
    drawServers(painter, view, view.rect(), tint, Theme::light);
    painter.end();
    const auto lines = [&](int from, int to) { // along one row, well inside a column
        int n = 0;
        for (int x = from; x < to; ++x) {
            n += image.pixelColor(x, 150).alpha() > 90 ? 1 : 0;
        }
        return n;
    };
    CHECK(lines(10, 90) == 0);
    CHECK(std::abs(lines(114, 186) - 6) <= 1);  // 72 px, a line every 12 px
    CHECK(std::abs(lines(214, 286) - 12) <= 2); // and every 6 px
}

TEST_CASE("small gaps are counted but not drawn; never served gaps have an outline only", "[map]")
{
    MapGap gap;
    gap.people = 2000;
    gap.area_km2 = 4;
    CHECK(isDrawn(gap));
    gap.people = 1499;
    CHECK_FALSE(isDrawn(gap));
    gap.people = 2000;
    gap.area_km2 = 0.5;
    CHECK_FALSE(isDrawn(gap));

    const Palette& p = palette(Theme::light);
    for (const bool lost : {true, false}) {
        QImage image{80, 60, QImage::Format_RGB32};
        image.fill(p.land);
        QPainter painter{&image};
        painter.setRenderHint(QPainter::Antialiasing);
        drawGapSample(painter, {10, 10, 60, 40}, lost, Theme::light);
        painter.end();
        // A hatch line passes any 11 px stretch of a row; without fill the inside is untouched.
        bool touched = false;
        for (int x = 30; x < 41; ++x) {
            touched = touched || !near(image.pixelColor(x, 30), p.land, 4);
        }
        CHECK(touched == lost);
        CHECK(near(image.pixelColor(3, 3), p.land, 0));
    }
}

TEST_CASE("the legend's signal colours are those of the map on open land", "[map]")
{
    geo::FloatGrid level{{0, 25600, 100, 256, 256}, -75.0F}; // the third step of −95 −87 −79 −71
    const SignalTint tint =
        makeSignalTint(planning::Technology::gen2, std::move(level), {-95, -87, -79, -71});
    QImage image{64, 64, QImage::Format_ARGB32_Premultiplied};
    const Palette& p = palette(Theme::light);
    image.fill(p.land);
    QPainter painter{&image};
    const Viewport view{{12800, 12800}, 50, {64, 64}};
    drawSignal(painter, view, view.rect(), tint, Theme::light);
    painter.end();
    // 30 % of 3E8E9E over F4F2EC.
    const QColor c = image.pixelColor(32, 32);
    CHECK(c.red() == Approx(0.7 * 0xF4 + 0.3 * 0x3E).margin(2));
    CHECK(c.green() == Approx(0.7 * 0xF2 + 0.3 * 0x8E).margin(2));
    CHECK(c.blue() == Approx(0.7 * 0xEC + 0.3 * 0x9E).margin(2));
}

TEST_CASE("number keys stay with their layers, whatever is added or dragged", "[map]")
{
    const char* expected[] = {"plan",       "sites", "fibre", "links", "places",
                              "facilities", "areas", "gaps",  "signal"};
    for (int digit = 1; digit <= 9; ++digit) {
        const auto layer = layerOfKey(digit);
        REQUIRE(layer);
        CHECK(word(*layer) == expected[digit - 1]);
        CHECK(keyOf(*layer) == digit);
    }
    CHECK_FALSE(layerOfKey(0));
    CHECK_FALSE(layerOfKey(10));
    CHECK_FALSE(keyOf(LayerId::technology));
    for (const LayerState& layer : defaultLayers()) {
        CHECK(layerFromWord(word(layer.id)) == layer.id);
    }
}

TEST_CASE("the arc round a step is as long as the share of worlds in which it is early", "[map]")
{
    const auto arc = [](std::optional<double> sure) {
        QImage image{60, 60, QImage::Format_RGB32};
        image.fill(palette(Theme::light).land);
        QPainter painter{&image};
        painter.setRenderHint(QPainter::Antialiasing);
        drawStep(painter, {30, 30}, 1, StepLook::planned, Theme::light, 21, sure);
        painter.end();
        const double r = 21 / 2.0 + 2.8;
        int blue = 0;
        for (int degree = 0; degree < 360; ++degree) {
            const double a = degree * std::numbers::pi / 180;
            blue += near(image.pixelColor(static_cast<int>(30 + r * std::sin(a)),
                                          static_cast<int>(30 - r * std::cos(a))),
                         palette(Theme::light).planned, 60)
                        ? 1
                        : 0;
        }
        return blue;
    };
    CHECK(arc({}) == 0);
    CHECK(arc(0) == 0);
    CHECK(std::abs(arc(0.25) - 90) < 25);
    CHECK(std::abs(arc(0.75) - 270) < 25);
    CHECK(arc(1) > 335);
}

TEST_CASE("technologies are told by colour and picture, large ones near by", "[map]")
{
    const auto badge = [](AccessLook look, double across) {
        QImage image{40, 40, QImage::Format_RGB32};
        image.fill(palette(Theme::light).land);
        QPainter painter{&image};
        painter.setRenderHint(QPainter::Antialiasing);
        drawAccessBadge(painter, {20, 20}, look, across, Theme::light);
        return image;
    };
    std::set<std::vector<uchar>> grey; // different without colour as well
    for (int i = 0; i < accessLookCount; ++i) {
        const QImage picture =
            badge(static_cast<AccessLook>(i), 15).convertToFormat(QImage::Format_Mono);
        grey.emplace(picture.constBits(), picture.constBits() + picture.sizeInBytes());
        if (i < 4) {
            const QColor own = palette(Theme::light).access[static_cast<std::size_t>(i)];
            CHECK(countOf(badge(static_cast<AccessLook>(i), 15), own) > 80);
        }
    }
    CHECK(grey.size() == static_cast<std::size_t>(accessLookCount));
    CHECK(accessSize_px(50) > accessSize_px(1000));
    CHECK(accessShown({"s", {}, AccessLook::fibre, false}, 1000));
    CHECK_FALSE(accessShown({"f", {}, AccessLook::fibre, true}, 1000));
}
