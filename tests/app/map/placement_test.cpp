#include "app/map/candidates.h"
#include "app/map/furniture.h"
#include "app/map/labels.h"
#include "app/map/paths.h"
#include "app/map/text.h"
#include "tests/support/demo_world.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace app::map;

namespace {

MapData sitesAt(std::initializer_list<geo::XY> places)
{
    MapData data;
    for (const geo::XY at : places) {
        data.sites.push_back({QStringLiteral("S%1").arg(data.sites.size()), {}, at});
    }
    return data;
}

} // namespace

TEST_CASE("pixels and ground convert both ways", "[map]")
{
    const Viewport view{{500000, 3700000}, 40, {800, 600}};
    CHECK(view.toPixel({500000, 3700000}) == QPointF{400, 300});
    CHECK(view.toPixel({500400, 3700400}) == QPointF{410, 290}); // north is up
    const geo::XY back = view.toGround({123, 456});
    CHECK(view.toPixel(back).x() == Approx(123));
    CHECK(view.toPixel(back).y() == Approx(456));
    const Viewport fitted = Viewport::showing({0, 0, 10000, 2000}, {548, 348}, 24);
    CHECK(fitted.m_per_px == Approx(20));
    CHECK(fitted.toPixel({0, 1000}).x() == Approx(24));
}

TEST_CASE("sites that share a place stand side by side, a crowd joins in a cluster", "[map]")
{
    Style style;
    MapState state;
    state.sites.assign(8, SiteLook::destroyed);
    SECTION("two on one roof are both seen")
    {
        const MapData data = sitesAt({{0, 0}, {3, 0}, {9000, 0}});
        const Placement p = placeSites(data, state, style, 50);
        REQUIRE(p.sites.size() == 3);
        CHECK(p.clusters.empty());
        const auto find = [&p](std::uint32_t s) {
            return std::find_if(p.sites.begin(), p.sites.end(),
                                [s](const PlacedSite& q) { return q.site == s; })
                ->at;
        };
        CHECK(std::abs(find(0).x_m - find(1).x_m) / 50 >=
              siteSize_px(SiteLook::destroyed, 50) - 0.01);
        CHECK(find(2) == geo::XY{9000, 0});
    }
    SECTION("five within 5 px are one ring that counts them by status")
    {
        state.sites[1] = SiteLook::working;
        const MapData data = sitesAt({{0, 0}, {60, 0}, {0, 60}, {-60, 0}, {0, -60}, {20000, 0}});
        const Placement p = placeSites(data, state, style, 50);
        REQUIRE(p.clusters.size() == 1);
        CHECK(p.clusters[0].sites.size() == 5);
        CHECK(p.clusters[0].counts[static_cast<std::size_t>(SiteLook::destroyed)] == 4);
        CHECK(p.clusters[0].counts[static_cast<std::size_t>(SiteLook::working)] == 1);
        CHECK(p.sites.size() == 1);
        CHECK(placeSites(data, state, style, 5).clusters.empty()); // near by they part
    }
    SECTION("a status switched off is not counted")
    {
        style.hiddenLooks.set(static_cast<std::size_t>(SiteLook::destroyed));
        const MapData data = sitesAt({{0, 0}, {3000, 0}});
        CHECK(placeSites(data, state, style, 50).sites.empty());
    }
}

TEST_CASE("sites on a core node are drawn below it", "[map]")
{
    MapData data = sitesAt({{0, 0}, {100, 0}, {4000, 0}});
    data.nodes.push_back({QStringLiteral("N"), {}, {50, 100}, planning::NodeKind::core});
    MapState state;
    state.sites.assign(3, SiteLook::working);
    Style style;
    style.layers = defaultLayers();
    const double scale = 50;
    for (const PlacedSite& placed : placeSites(data, state, style, scale).sites) {
        if (placed.site == 2) {
            CHECK(placed.at == geo::XY{4000, 0});
            continue;
        }
        const double below_px = (100 - placed.at.y_m) / scale;
        CHECK(below_px >= (coreSize_px + siteSize_px(SiteLook::working, scale)) / 2);
        CHECK(below_px < 20); // and stays near
    }
}

TEST_CASE("a cluster leaves a core node free, unless another one stands there", "[map]")
{
    const double scale = 50;
    const double size_m = clusterSize_px * scale;
    const double second_m = GENERATE(-2.0, -1.1); // of the other crowd, in sizes of clusters
    MapData data;
    for (const double y_m : {0.0, second_m * size_m}) {
        for (const geo::XY at : {geo::XY{0, 0}, {50, 0}, {0, 50}, {50, 50}}) {
            data.sites.push_back(
                {QStringLiteral("S%1").arg(data.sites.size()), {}, {at.x_m, y_m + at.y_m}});
        }
    }
    data.nodes.push_back({QStringLiteral("N"), {}, {25, 25}, planning::NodeKind::core});
    MapState state;
    state.sites.assign(8, SiteLook::working);
    Style style;
    style.layers = defaultLayers();
    const Placement p = placeSites(data, state, style, scale);
    REQUIRE(p.clusters.size() == 2);
    CHECK(geo::distance_m(p.clusters[0].at, p.clusters[1].at) >= size_m);
    if (second_m == -2.0) {
        CHECK(geo::distance_m(p.clusters[0].at, {25, 25}) > size_m / 2);
    }
}

TEST_CASE("faults are drawn over what works", "[map]")
{
    const MapData data = sitesAt({{0, 0}, {4000, 0}, {8000, 0}});
    MapState state;
    state.sites = {SiteLook::backhaul, SiteLook::working, SiteLook::destroyed};
    const Placement p = placeSites(data, state, Style{}, 50);
    REQUIRE(p.sites.size() == 3);
    CHECK(p.sites[0].site == 1);
    CHECK(p.sites[1].site == 2);
    CHECK(p.sites[2].site == 0);
}

TEST_CASE("labels never cover each other, the furniture or the map's edge", "[map]")
{
    static const Snapshot snapshot = tests::snapshotOf(tests::demoWorld());
    Style style;
    style.layers = defaultLayers();
    style.language = GENERATE(QStringLiteral("en"), QStringLiteral("ar"));
    style.rightToLeft = style.language == u"ar";
    const double scale = GENERATE(40.0, 90.0, 160.0);
    const Viewport view{{540000, 3740000}, scale, {900, 700}};
    const Placement placement = placeSites(*snapshot.data, *snapshot.state, style, scale);
    LabelRequest request;
    request.room = view.rect().adjusted(4, 4, -4, -4);
    request.taken = {QRectF{620, 80, 200, 120}};
    const auto labels = placeLabels(view, snapshot, style, placement, request);
    CHECK(labels.size() > 8);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const QRectF box = labels[i].box.translated(view.toPixel(labels[i].ground));
        CHECK(request.room.contains(box));
        CHECK_FALSE(box.intersects(request.taken.front()));
        for (std::size_t j = i + 1; j < labels.size(); ++j) {
            INFO(labels[i].text.toStdString() << " and " << labels[j].text.toStdString());
            CHECK_FALSE(box.intersects(labels[j].box.translated(view.toPixel(labels[j].ground))));
        }
    }
    const bool biggest = std::any_of(labels.begin(), labels.end(), [](const Label& l) {
        return l.kind == LabelKind::place && l.index == 0;
    });
    CHECK((biggest || scale != 90.0)); // the largest town is named at the scale that shows it
}

namespace {

geo::MultiPolygonOf<geo::XY> square(geo::XY corner, double side_m)
{
    const double x = corner.x_m;
    const double y = corner.y_m;
    return {{{{x, y}, {x + side_m, y}, {x + side_m, y + side_m}, {x, y + side_m}, {x, y}}}};
}

std::vector<Label> labelsOf(MapData data, MapState state, const Viewport& view)
{
    Style style;
    style.layers = defaultLayers();
    const Snapshot snapshot{std::make_shared<const MapData>(std::move(data)),
                            std::make_shared<const MapState>(std::move(state))};
    LabelRequest request;
    request.room = view.rect();
    return placeLabels(view, snapshot, style, {}, request);
}

} // namespace

TEST_CASE("people of a gap stand in it, or beside it when it is small and lost service", "[map]")
{
    MapGap gap;
    gap.shape = square({-1000, -1000}, 2000);
    gap.box = {-1000, -1000, 1000, 1000};
    gap.label = {0, 0};
    gap.people = 8000;
    gap.area_km2 = 4;
    MapState state;
    state.gaps = {gap};
    const Viewport near{{0, 0}, 20, {600, 400}}; // 100 px wide
    const Viewport far{{0, 0}, 200, {600, 400}}; // 10 px wide

    const auto inside = labelsOf({}, state, near);
    REQUIRE(inside.size() == 1);
    CHECK(inside[0].text == QStringLiteral("8.0\u202Fk"));
    CHECK(inside[0].box.contains(QPointF{0, 0}));

    const auto beside = labelsOf({}, state, far);
    REQUIRE(beside.size() == 1);
    CHECK_FALSE(beside[0].box.intersects(QRectF{-5, -5, 10, 10}));
    CHECK(std::abs(beside[0].box.center().x()) < 40);

    state.gaps[0].lost = false; // never served: drawn faintly, named near by only
    CHECK(labelsOf({}, state, far).empty());
    CHECK(labelsOf({}, state, near).size() == 1);
}

TEST_CASE("a line without extent leaves nothing to stroke", "[map]")
{
    const Viewport view{{0, 0}, 50, {600, 400}};
    CHECK(visibleRuns({{100, 100}, {100, 100}}, view, view.rect()).empty());
    CHECK(visibleRuns({{100, 100}, {100.3, 100}}, view, view.rect()).empty()); // 0.006 px
    CHECK(visibleRuns({{100, 100}, {150, 100}}, view, view.rect()).size() == 1);
}

TEST_CASE("an area's name stands in the area, not in its neighbour", "[map]")
{
    // A corner: the middle of its box belongs to somebody else.
    //   y 40 ##..
    //        ##..
    //        ####
    //      0 ####   x 0 … 40 km
    MapArea corner;
    corner.name = QStringLiteral("Corner");
    corner.shape = {
        {{{0, 0}, {40e3, 0}, {40e3, 12e3}, {12e3, 12e3}, {12e3, 40e3}, {0, 40e3}, {0, 0}}}};
    corner.box = {0, 0, 40e3, 40e3};
    MapData data;
    data.areas = {corner};
    const Viewport view{{20e3, 20e3}, 100, {500, 500}};
    const auto labels = labelsOf(data, {}, view);
    REQUIRE(labels.size() == 1);
    const QPointF middle = view.toPixel(labels[0].ground) + labels[0].box.center();
    CHECK(view.toGround(middle).y_m < 12e3);
}

TEST_CASE("local names are shown to those who read their script", "[map]")
{
    CHECK(shownName("Gaza", QString::fromUtf8("غزة"), "ar") == QString::fromUtf8("غزة"));
    CHECK(shownName("Gaza", QString::fromUtf8("غزة"), "en") == "Gaza");
    CHECK(shownName("Lviv", QString::fromUtf8("Львів"), "uk") == QString::fromUtf8("Львів"));
    CHECK(shownName("Lviv", QString::fromUtf8("Львів"), "ar") == "Lviv");
    CHECK(shownName("", QString::fromUtf8("غزة"), "en") == QString::fromUtf8("غزة"));
}

TEST_CASE("scale bars have round lengths near 100 px", "[map]")
{
    const auto [m_per_px, length_m] = GENERATE(table<double, double>(
        {{100, 10000}, {36, 2000}, {66, 5000}, {1, 100}, {0.5, 50}, {400, 20000}}));
    CHECK(scaleBarLength_m(m_per_px) == Approx(length_m));
    CHECK(scaleBarLength_m(m_per_px) / m_per_px <= 120);
    CHECK(scaleBarLength_m(m_per_px) / m_per_px >= 48);
}

TEST_CASE("numbers are grouped by narrow spaces and shortened without lying", "[map]")
{
    const QString n = QChar{0x202F};
    CHECK(grouped(41300) == "41" + n + "300");
    CHECK(grouped(1234567) == "1" + n + "234" + n + "567");
    CHECK(grouped(999) == "999");
    CHECK(grouped(-1200) == QChar{0x2212} + ("1" + n + "200"));
    CHECK(shortCount(1630000) == "1.63" + n + "M");
    CHECK(shortCount(547400) == "547" + n + "k");
    CHECK(shortCount(8345) == "8.3" + n + "k");
    CHECK(shortCount(9960) == "10" + n + "k");
    CHECK(shortCount(999600) == "1.00" + n + "M");
    CHECK(shortCount(940) == "940");
    CHECK(percent(0.512) == "51" + n + "%");
}

TEST_CASE("the number of a cluster stays free of candidates; one that is chosen stands beside it",
          "[map]")
{
    MapData data = sitesAt({{0, 0}, {60, 0}, {0, 60}, {-60, 0}, {0, -60}});
    MapState state;
    state.sites.assign(5, SiteLook::noPower);
    Style style;
    style.layers = defaultLayers();
    const Viewport view{{0, 0}, 50, {800, 600}};
    const Placement placement = placeSites(data, state, style, 50);
    REQUIRE(placement.clusters.size() == 1);
    MapCandidate candidate;
    candidate.at = {200, 0};
    candidate.look = CandidateLook::open;
    CHECK_FALSE(candidateAt(candidate, view, style, placement));
    candidate.look = CandidateLook::chosen;
    const auto beside = candidateAt(candidate, view, style, placement);
    REQUIRE(beside);
    CHECK(beside->x() - 400 > clusterSize_px / 2);
    CHECK(beside->y() == Approx(300));
    candidate.at = {5000, 0};
    candidate.look = CandidateLook::open;
    CHECK(candidateAt(candidate, view, style, placement) == QPointF{500, 300});
}

TEST_CASE("the first steps of a plan are all on the map, however crowded", "[map]")
{
    MapData data = sitesAt({{0, 0}, {60, 0}, {0, 60}, {-60, 0}, {0, -60}});
    MapState state;
    state.sites.assign(5, SiteLook::noPower);
    for (int number = 1; number <= 12; ++number) {
        MapStep step;
        step.number = number;
        step.at = {10.0 * number, 0};
        state.steps.push_back(step);
    }
    Style style;
    style.layers = defaultLayers();
    const Viewport view{{0, 0}, 50, {800, 600}};
    const Placement placement = placeSites(data, state, style, 50);
    const Snapshot snapshot{std::make_shared<const MapData>(data),
                            std::make_shared<const MapState>(state)};
    LabelRequest request;
    request.room = view.rect();
    std::vector<QRectF> boxes;
    for (const Label& label : placeLabels(view, snapshot, style, placement, request)) {
        if (label.kind == LabelKind::step) {
            const QRectF box = label.box.translated(view.toPixel(label.ground));
            CHECK(std::ranges::none_of(boxes, [&](const QRectF& b) { return b.intersects(box); }));
            boxes.push_back(box);
        }
    }
    CHECK(boxes.size() >= 10);
}
