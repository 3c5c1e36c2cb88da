#pragma once
// The terrain on screen: a plain widget that shows pictures a worker draws. Drag turns, the wheel
// comes nearer, W A S D or the arrows fly; quick while moving, fine at rest.
#include "app/desktop/terrain/flight.h"
#include "app/desktop/terrain/terrain_worker.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace app::desktop {

class TerrainView : public QWidget {
    Q_OBJECT
public:
    enum class Phase { building, shown, failed };

    explicit TerrainView(QWidget* parent = nullptr);

    /// Shows another scene; the eye stays where it is.
    void setScene(const scene::SceneRequest& request);
    Phase phase() const { return phase_; }
    /// "Heights × 3, masts not to scale"; empty until there is a scene.
    const QString& note() const { return note_; }
    const QString& trouble() const { return happened_; }
    const QImage& picture() const { return picture_; }
    bool fine() const { return fine_; }
    const Flight& flight() const { return flight_; }
    void showAll();
    void show(const geo::Box& part);
    using QWidget::show;

Q_SIGNALS:
    void pictureShown();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    static constexpr int step_ms = 30, rest_ms = 180;
    void look(scene::TerrainScene::Quality quality);
    void moved();
    void paintWords(QPainter& painter) const;
    void paintCaption(QPainter& painter) const;

    TerrainWorker worker_;
    Flight flight_;
    QTimer steps_, rest_;
    QElapsedTimer since_;
    Qt::KeyboardModifiers held_;
    QPointF last_;
    QImage picture_;
    bool fine_ = false;
    Phase phase_ = Phase::building;
    QString note_, happened_, advice_;
    map::Theme theme_ = map::Theme::light;
};

} // namespace app::desktop
