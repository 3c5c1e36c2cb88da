#pragma once
// The map with what lies on it: zoom buttons and north, chips that say what is filtered or missing,
// and the card shown when there is no map to show.
#include "app/desktop/map/map_widget.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QPushButton>

#include <functional>

namespace app::desktop {

class StateCard;

class MapArea : public QWidget {
    Q_OBJECT
public:
    explicit MapArea(Session& session, QWidget* parent = nullptr);
    MapWidget* map() const { return map_; }
    StateCard* card() const { return card_; }
    /// Shows the "as terrain" button, which calls this with the part of the ground in view.
    void setTerrainOpener(std::function<void(const geo::Box&)> open);
    /// A widget that lies over the map's lower middle, such as the play bar.
    void setOverlay(QWidget* overlay);
    /// The words of the chips now shown.
    QStringList chips() const;

Q_SIGNALS:
    void openRequested();
    void layersRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void place();
    QPushButton* addChip(const QString& text);

    Session& session_;
    MapWidget* map_;
    StateCard* card_;
    QFrame* tools_;
    QPushButton* terrain_ = nullptr;
    QWidget* overlay_ = nullptr;
    std::vector<QPushButton*> chips_;
};

} // namespace app::desktop
