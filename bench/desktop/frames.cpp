// What one frame of the map costs while it is panned and zoomed, and how long opening takes:
//   SILA_BENCH_WORKSPACE=w.gpkg build/release/bin/sila-bench-desktop
// Needs no display. Counters: worst_ms is the slowest frame, over16 the share of frames that took
// longer than a sixtieth of a second.
#include "app/desktop/main_window.h"
#include "app/desktop/map/map_widget.h"
#include "app/desktop/panels/map_area.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <memory>

namespace {

using app::desktop::MainWindow;
using app::desktop::Session;

const char* workspace()
{
    return std::getenv("SILA_BENCH_WORKSPACE");
}

template <typename Condition>
void until(Condition condition)
{
    while (!condition()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        QThread::msleep(1);
    }
}

std::unique_ptr<MainWindow> shown; // ends before the application does

MainWindow& window()
{
    if (shown == nullptr) {
        shown = std::make_unique<MainWindow>();
        shown->resize(1600, 1000);
        shown->show();
        shown->session().open(workspace());
        until([] {
            return shown->session().phase() != Session::Phase::opening &&
                   !shown->session().groundArriving() && shown->map()->settled();
        });
    }
    return *shown;
}

/// One frame: what is due is done, then the map is painted.
class Frames {
public:
    explicit Frames(app::desktop::MapWidget& map)
        : map_{map}, image_{map.size(), QImage::Format_RGB32}
    {
    }
    template <typename Move>
    void frame(Move move)
    {
        QElapsedTimer clock;
        clock.start();
        move();
        QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
        map_.render(&image_);
        const double ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        worst_ms_ = std::max(worst_ms_, ms);
        over_ += ms > 16 ? 1 : 0;
        ++count_;
    }
    void report(benchmark::State& state) const
    {
        state.counters["worst_ms"] = worst_ms_;
        state.counters["over16"] = count_ > 0 ? over_ / count_ : 0;
    }

private:
    app::desktop::MapWidget& map_;
    QImage image_;
    double worst_ms_ = 0, over_ = 0, count_ = 0;
};

void panning(benchmark::State& state)
{
    if (workspace() == nullptr) {
        state.SkipWithError("set SILA_BENCH_WORKSPACE to a workspace");
        return;
    }
    auto& map = *window().map();
    map.zoomBy(static_cast<double>(state.range(0)), {map.width() / 2.0, map.height() / 2.0}, false);
    until([&map] { return map.settled(); });
    Frames frames{map};
    int i = 0;
    for (auto _ : state) {
        const double step = ++i / 60 % 2 == 0 ? 9 : -9; // there and back
        frames.frame([&] { map.panBy({step, step / 3}); });
    }
    frames.report(state);
    map.showAll();
    until([&map] { return map.settled(); });
}
BENCHMARK(panning)->Arg(1)->Arg(4)->Unit(benchmark::kMillisecond)->Iterations(240);

void zooming(benchmark::State& state)
{
    if (workspace() == nullptr) {
        state.SkipWithError("set SILA_BENCH_WORKSPACE to a workspace");
        return;
    }
    auto& map = *window().map();
    Frames frames{map};
    int i = 0;
    for (auto _ : state) {
        // A notch every eight frames, three octaves in and out; frames in between animate.
        ++i;
        frames.frame([&] {
            if (i % 8 == 0) {
                map.zoomBy(i / 48 % 2 == 0 ? 1.4142 : 1 / 1.4142, {500, 300});
            }
        });
        QThread::msleep(2);
    }
    frames.report(state);
    map.showAll();
    until([&map] { return map.settled(); });
}
BENCHMARK(zooming)->Unit(benchmark::kMillisecond)->Iterations(240);

/// Until the map's symbols are there; the ground may follow.
void opening(benchmark::State& state)
{
    if (workspace() == nullptr) {
        state.SkipWithError("set SILA_BENCH_WORKSPACE to a workspace");
        return;
    }
    for (auto _ : state) {
        Session session;
        session.open(workspace());
        until([&session] {
            return session.phase() == Session::Phase::failed || session.snapshot().state != nullptr;
        });
        state.PauseTiming(); // the ground still loads
        session.cancelOpening();
        state.ResumeTiming();
    }
}
BENCHMARK(opening)->Unit(benchmark::kMillisecond)->Iterations(5)->UseRealTime();

} // namespace

int main(int argc, char* argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application{argc, argv};
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    shown.reset();
    return 0;
}
