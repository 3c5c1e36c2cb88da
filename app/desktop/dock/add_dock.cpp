#include "app/desktop/dock/add_dock.h"

#include "app/desktop/dock/dock.h"
#include "app/desktop/main_window.h"
#include "app/desktop/panels/map_area.h"
#include "app/desktop/terrain/terrain_window.h"

#include <QtCore/QPointer>

namespace app::desktop {

Dock* addDock(MainWindow& window)
{
    auto* dock = new Dock{window.session()};
    window.setDock(dock);
    window.mapArea()->setOverlay(dock->playBar());
    dock->playBar()->setVisible(window.session().lastDay() > 0);
    const auto shown = std::make_shared<QPointer<TerrainWindow>>();
    window.setTerrainOpener([&window, shown](const geo::Box& part) {
        if (*shown == nullptr) {
            *shown = new TerrainWindow{window.session(), &window};
            (*shown)->setAttribute(Qt::WA_DeleteOnClose);
        }
        (*shown)->view()->show(part);
        (*shown)->show();
        (*shown)->raise();
        (*shown)->activateWindow();
    });
    return dock;
}

} // namespace app::desktop
