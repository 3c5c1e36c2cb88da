#include "app/desktop/panels/map_area.h"

#include "app/desktop/appearance.h"
#include "app/desktop/panels/state_card.h"
#include "app/map/furniture.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

namespace app::desktop {

namespace {

constexpr int edge_px = 12;
constexpr int scaleRoom_px = 236; // to the right of the play bar

} // namespace

MapArea::MapArea(Session& session, QWidget* parent)
    : QWidget{parent}, session_{session}, map_{new MapWidget{session, this}},
      card_{new StateCard{session, this}}, tools_{new QFrame{this}}
{
    setLayoutDirection(Qt::LeftToRight); // the map is never mirrored; cards set their own
    setMinimumSize(480, 360);
    tools_->setProperty("surface", QStringLiteral("card"));
    auto* column = new QVBoxLayout{tools_};
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* north =
        new Drawing{{30, 40},
                    [this](QPainter& painter, const QRectF& box) {
                        map::drawNorth(painter, box.center() - QPointF{0, 2}, session_.theme());
                    },
                    tools_};
    column->addWidget(north);
    const auto tool = [&](const QString& sign, const QString& tip, auto action) {
        column->addWidget(makeRule(tools_));
        auto* button = new QPushButton{sign, tools_};
        button->setProperty("role", QStringLiteral("icon"));
        button->setFont(map::font(17));
        button->setFixedSize(30, 30);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QPushButton::clicked, map_, action);
        column->addWidget(button);
    };
    const auto middle = [this] { return QPointF{map_->width() / 2.0, map_->height() / 2.0}; };
    tool(QStringLiteral("+"), tr("Zoom in (+)"),
         [this, middle] { map_->zoomBy(1.4142, middle()); });
    tool(QStringLiteral("−"), tr("Zoom out (−)"),
         [this, middle] { map_->zoomBy(1 / 1.4142, middle()); });
    tool(QStringLiteral("⛶"), tr("Show everything (0)"), [this] { map_->showAll(); });
    tools_->adjustSize();
    connect(card_, &StateCard::openRequested, this, &MapArea::openRequested);
    connect(&session_, &Session::documentChanged, this, &MapArea::refresh);
    connect(&session_, &Session::stateChanged, this, &MapArea::refresh);
    connect(&session_, &Session::styleChanged, this, &MapArea::refresh);
    connect(&session_, &Session::phaseChanged, this, &MapArea::refresh);
    refresh();
}

QPushButton* MapArea::addChip(const QString& text)
{
    auto* chip = new QPushButton{text, this};
    chip->setProperty("role", QStringLiteral("chip"));
    chip->setFont(map::font(12));
    chip->adjustSize();
    chip->show();
    chips_.push_back(chip);
    return chip;
}

QStringList MapArea::chips() const
{
    QStringList words;
    for (const QPushButton* chip : chips_) {
        words << chip->text();
    }
    return words;
}

void MapArea::refresh()
{
    for (QPushButton* chip : chips_) {
        chip->hide();
        chip->deleteLater();
    }
    chips_.clear();
    const bool open = session_.snapshot().state != nullptr;
    tools_->setVisible(open);
    if (terrain_ != nullptr) {
        terrain_->setVisible(open && session_.snapshot().data->terrain != nullptr);
    }
    if (open) {
        const auto& hidden = session_.style().hiddenLooks;
        if (hidden.any()) {
            QStringList shown;
            for (std::size_t i = 0; i < hidden.size(); ++i) {
                if (!hidden.test(i)) {
                    shown << map::title(static_cast<map::SiteLook>(i)).toLower();
                }
            }
            QPushButton* chip =
                addChip((shown.size() <= 3 && !shown.isEmpty()
                             ? tr("Only sites: %1").arg(shown.join(QStringLiteral(", ")))
                             : tr("Some sites are hidden")) +
                        QStringLiteral("  ✕"));
            chip->setToolTip(tr("Show all sites again"));
            chip->setCursor(Qt::PointingHandCursor);
            connect(chip, &QPushButton::clicked, &session_, [this] { session_.showOnlyLook({}); });
        }
        if (session_.groundArriving()) {
            addChip(tr("Terrain and signal are loading…"))->setEnabled(false);
        }
        for (const QString& problem : session_.groundProblems()) {
            QPushButton* chip = addChip(fitted(problem, map::font(12), 360));
            chip->setToolTip(problem);
            chip->setEnabled(false);
            if (chips_.size() >= 4) {
                break;
            }
        }
    }
    place();
}

void MapArea::setTerrainOpener(std::function<void(const geo::Box&)> open)
{
    terrain_ = makeButton(tr("Show as terrain"), ButtonRole::plain, this);
    terrain_->setFont(map::font(12));
    connect(terrain_, &QPushButton::clicked, this,
            [this, open = std::move(open)] { open(map_->view().viewport().box()); });
    refresh();
}

void MapArea::setOverlay(QWidget* overlay)
{
    overlay_ = overlay;
    overlay_->setParent(this);
    overlay_->installEventFilter(this);
    overlay_->show();
    place();
}

bool MapArea::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == overlay_ && (event->type() == QEvent::Show || event->type() == QEvent::Hide ||
                                event->type() == QEvent::LayoutRequest)) {
        QMetaObject::invokeMethod(this, &MapArea::place, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

void MapArea::resizeEvent(QResizeEvent*)
{
    map_->setGeometry(rect());
    card_->setGeometry(rect());
    place();
}

void MapArea::place()
{
    std::vector<QRectF> covered;
    const auto put = [&covered](QWidget* widget, QPoint corner) {
        widget->move(corner);
        if (widget->isVisibleTo(widget->parentWidget())) {
            covered.emplace_back(widget->geometry());
        }
    };
    const int foot = 30;
    put(tools_, {width() - tools_->width() - edge_px, height() - tools_->height() - foot});
    if (terrain_ != nullptr) {
        terrain_->adjustSize();
        put(terrain_, {edge_px, height() - terrain_->height() - foot});
    }
    if (overlay_ != nullptr) {
        overlay_->adjustSize();
        const int wide = std::min(overlay_->width(), width() - 2 * edge_px);
        overlay_->resize(wide, overlay_->height());
        // In the middle, but clear of the scale bar.
        const int most = width() - wide - scaleRoom_px;
        put(overlay_, {std::max(edge_px, std::min((width() - wide) / 2, most)),
                       height() - overlay_->height() - foot});
        overlay_->raise();
    }
    int y = edge_px;
    if (session_.snapshot().data != nullptr && session_.snapshot().data->practice) {
        y += 32; // under the chip that says so
    }
    for (QPushButton* chip : chips_) {
        put(chip, {edge_px, y});
        y += chip->height() + 6;
    }
    map_->setCovered(covered);
    card_->raise();
}

} // namespace app::desktop
