#pragma once
// "Show as terrain": the open workspace in three dimensions, in a window of its own.
#include "app/desktop/session.h"
#include "app/desktop/terrain/terrain_view.h"

namespace app::desktop {

class TerrainWindow : public QWidget {
    Q_OBJECT
public:
    explicit TerrainWindow(Session& session, QWidget* parent = nullptr);
    TerrainView* view() const { return view_; }

private:
    void take();
    void rename();

    static constexpr int calm_ms = 400; // changes that come faster are shown once
    Session& session_;
    TerrainView* view_;
    QTimer calm_;
};

} // namespace app::desktop
