#include "app/desktop/terrain/terrain_window.h"

#include <QtWidgets/QVBoxLayout>

namespace app::desktop {

TerrainWindow::TerrainWindow(Session& session, QWidget* parent)
    : QWidget{parent, Qt::Window}, session_{session}, view_{new TerrainView}
{
    auto* all = new QVBoxLayout{this};
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(view_);
    resize(1100, 720);
    calm_.setInterval(calm_ms);
    calm_.setSingleShot(true);
    connect(&calm_, &QTimer::timeout, this, &TerrainWindow::take);
    // While the plan is played the map shows the days; the terrain follows when it pauses.
    const auto later = [this] { calm_.start(); };
    connect(&session_, &Session::stateChanged, this, later);
    connect(&session_, &Session::styleChanged, this, later);
    connect(&session_, &Session::documentChanged, this, later);
    take();
}

void TerrainWindow::take()
{
    rename();
    if (session_.snapshot().data && session_.snapshot().state) {
        view_->setScene({session_.snapshot(), session_.style()});
    }
}

void TerrainWindow::rename()
{
    const auto& document = session_.document();
    QString title = tr("Terrain");
    if (document) {
        title += QStringLiteral(" — ") + document->title();
        if (session_.stateDay() > 0) {
            title += QStringLiteral(" · ") + tr("day %1").arg(session_.stateDay());
        }
    }
    setWindowTitle(title);
}

} // namespace app::desktop
