#pragma once
// The map: tiles below, selection and words on top. Drag pans, the wheel zooms at the pointer, a
// click says what is there, a double click zooms; never mirrored.
#include "app/desktop/map/label_layer.h"
#include "app/desktop/map/map_view.h"
#include "app/desktop/map/picking.h"
#include "app/desktop/map/tile_store.h"
#include "app/desktop/session.h"

#include <QtCore/QTimer>
#include <QtCore/QVariantAnimation>
#include <QtWidgets/QWidget>

namespace app::desktop {

class MapTip;

class MapWidget : public QWidget {
    Q_OBJECT
public:
    explicit MapWidget(Session& session, QWidget* parent = nullptr);
    ~MapWidget() override;

    const MapView& view() const { return view_; }
    /// What is drawn there, for tests and tools.
    Picked pick(QPointF pixel) const;
    /// Everything asked for has been drawn.
    bool settled() const;

    void showAll();
    void showBox(const geo::Box& box);
    /// Zooms by a factor (above 1: nearer) so that the ground under `at` stays there.
    void zoomBy(double factor, QPointF at, bool animated = true);
    void panBy(QPointF pixels);
    /// Parts of the map that something else covers; labels keep away from them.
    void setCovered(const std::vector<QRectF>& boxes);

    QSize minimumSizeHint() const override { return {480, 360}; }

Q_SIGNALS:
    void viewChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void documentChanged();
    void contentChanged();
    void changed(); // the view moved: paint, and ask for what is missing
    void wantTiles();
    void wantLabels();
    void stopZoom();
    void keepBackdrop();
    bool paintTiles(QPainter& painter); // false when some are missing
    void paintFallback(QPainter& painter);
    void paintMarks(QPainter& painter);
    void paintFurniture(QPainter& painter);
    std::vector<QRectF> furniture() const;
    struct Mark {
        geo::XY at;
        bool cluster = false; // it stands inside a cluster there
    };
    std::optional<Mark> placeOf(const document::Target& target) const;
    void hoverAt(QPointF pixel);
    void showTip();

    Session& session_;
    MapView view_;
    TileStore tiles_;
    LabelLayer labels_;
    bool viewSet_ = false; // the workspace has been shown once
    std::filesystem::path shown_;
    std::vector<QRectF> covered_;
    QTimer labelTimer_, settleTimer_, tipTimer_;
    QVariantAnimation zooming_;
    double zoomFrom_ = 1, zoomGoal_ = 0; // m/px; goal 0: not zooming
    QPointF zoomAt_;
    QImage backdrop_; // the last whole picture, scaled until its successor is drawn
    geo::Box backdropBox_;
    bool labelsStale_ = true;

    std::optional<QPointF> pressed_;
    QPointF last_;
    bool dragging_ = false;
    Picked hovered_;
    QPointF pointer_;
    MapTip* tip_ = nullptr;
};

} // namespace app::desktop
