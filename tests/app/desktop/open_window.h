#pragma once
// A window with the country on one line (tests/support/line_world.h) open in it, and waiting for
// what other threads do.
#include "app/desktop/main_window.h"
#include "app/desktop/map/map_widget.h"
#include "app/desktop/panels/map_area.h"
#include "tests/support/line_world.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>
#include <catch2/catch.hpp>

namespace desktop_test {

using app::desktop::MainWindow;
using app::desktop::Session;
using app::document::Target;
using app::document::TargetKind;
using line_world::With;

/// Runs the event loop until it holds; false after half a minute.
template <typename Condition>
bool becomes(Condition condition)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition() && clock.elapsed() < 30000) {
        QTest::qWait(5);
    }
    return condition();
}

struct OpenWindow {
    explicit OpenWindow(With with = With::plan, QSize size = {1600, 1000})
        : file{line_world::make(folder, with)}
    {
        window.resize(size);
        window.show();
        window.session().open(file);
        REQUIRE(becomes([this] { return ready(); }));
    }

    Session& session() { return window.session(); }
    app::desktop::MapWidget& map() { return *window.map(); }
    bool ready()
    {
        return session().phase() == Session::Phase::ready && !session().groundArriving() &&
               session().snapshot().state != nullptr && session().stateDay() == session().day() &&
               map().settled();
    }
    void settle()
    {
        REQUIRE(becomes([this] { return ready(); }));
    }

    Target find(const char* id)
    {
        const auto target = session().document()->find(QString::fromUtf8(id));
        REQUIRE(target);
        return *target;
    }
    geo::XY siteAt(const char* id)
    {
        for (const auto& site : session().snapshot().data->sites) {
            if (site.id == QString::fromUtf8(id)) {
                return site.at;
            }
        }
        FAIL("no such site");
        return {};
    }
    QPoint pixelOf(geo::XY at) { return map().view().viewport().toPixel(at).toPoint(); }
    QImage picture() { return map().grab().toImage(); }

    TempFolder folder;
    std::filesystem::path file;
    MainWindow window;
};

inline int differing(const QImage& a, const QImage& b, QRect where)
{
    int n = 0;
    for (int y = where.top(); y <= where.bottom(); ++y) {
        for (int x = where.left(); x <= where.right(); ++x) {
            n += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
        }
    }
    return n;
}
inline QRect around(QPoint at, int side = 20)
{
    return {at.x() - side / 2, at.y() - side / 2, side, side};
}

} // namespace desktop_test
