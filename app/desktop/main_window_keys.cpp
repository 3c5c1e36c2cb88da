// What the keyboard does everywhere in the window.
#include "app/desktop/main_window.h"
#include "app/desktop/panels/map_area.h"
#include "app/desktop/panels/search_box.h"
#include "app/desktop/panels/top_bar.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>

namespace app::desktop {

using document::Target;
using document::TargetKind;

void MainWindow::addShortcuts()
{
    const auto on = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut{keys, this}, &QShortcut::activated, this, action);
    };
    on(QKeySequence{Qt::CTRL | Qt::Key_K}, [this] {
        topBar_->search()->setFocus(Qt::ShortcutFocusReason);
        topBar_->search()->selectAll();
    });
    on(QKeySequence::Open, [this] { openFile(); });
    on(QKeySequence{Qt::Key_F6}, [this] { focusNextPrevChild(true); });
}

/// Keys nobody else wanted.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    // Time runs with the script: in right-to-left the left arrow goes forward.
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    const int days = shift ? 7 : 1;
    if (!plain || session_.document() == nullptr) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Escape:
        session_.selectBack();
        return;
    case Qt::Key_Left:
        session_.setDay(session_.day() - forward * days);
        return;
    case Qt::Key_Right:
        session_.setDay(session_.day() + forward * days);
        return;
    case Qt::Key_Space:
        if (session_.lastDay() > 0) {
            session_.setPlaying(!session_.playing());
        }
        return;
    case Qt::Key_W:
        goToLoss(shift ? -1 : 1);
        return;
    case Qt::Key_G:
        goToGap(shift ? -1 : 1);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        map()->zoomBy(1.4142, {map()->width() / 2.0, map()->height() / 2.0});
        return;
    case Qt::Key_Minus:
        map()->zoomBy(1 / 1.4142, {map()->width() / 2.0, map()->height() / 2.0});
        return;
    case Qt::Key_0:
        map()->showAll();
        return;
    default:
        break;
    }
    if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9) {
        if (const auto layer = map::layerOfKey(event->key() - Qt::Key_0)) {
            session_.setLayerVisible(*layer, !session_.style().shows(*layer));
        }
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::goToGap(int by)
{
    if (session_.snapshot().state == nullptr || session_.snapshot().state->gaps.empty()) {
        return;
    }
    const int count = static_cast<int>(session_.snapshot().state->gaps.size());
    gap_ = gap_ < 0 && by < 0 ? count - 1 : (gap_ + by + count) % count;
    session_.show(Target::of(TargetKind::gap, static_cast<std::size_t>(gap_)));
}

/// Steps of the plan by what they bring back; without a plan, sites that are out.
void MainWindow::goToLoss(int by)
{
    std::vector<Target> losses;
    if (const auto* plan = session_.document()->plan()) {
        std::vector<const document::StepRow*> steps;
        for (const document::StepRow& step : plan->steps) {
            if (step.asset && step.last_day > session_.day()) {
                steps.push_back(&step);
            }
        }
        std::stable_sort(steps.begin(), steps.end(), [](const auto* a, const auto* b) {
            return a->people_back > b->people_back;
        });
        for (const document::StepRow* step : steps) {
            losses.push_back(Target::of(*step->asset));
        }
    } else if (session_.snapshot().state != nullptr) {
        const auto& looks = session_.snapshot().state->sites;
        for (std::uint32_t i = 0; i < looks.size(); ++i) {
            if (map::isOut(looks[i])) {
                losses.push_back(Target::of(planning::AssetRef{planning::AssetKind::site, i}));
            }
        }
    }
    if (losses.empty()) {
        return;
    }
    const int count = static_cast<int>(losses.size());
    loss_ = loss_ < 0 && by < 0 ? count - 1 : (std::min(loss_, count - 1) + by + count) % count;
    session_.show(losses[static_cast<std::size_t>(loss_)]);
}

} // namespace app::desktop
