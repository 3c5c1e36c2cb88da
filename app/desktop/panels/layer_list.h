#pragma once
// The layers: shown or not by their box, in the order of drawing (drag a row to move it), with what
// each is drawn with and how many there are. Also the legend of the map.
#include "app/desktop/session.h"

#include <QtWidgets/QWidget>

#include <functional>
#include <vector>

namespace app::desktop {

class LayerList : public QWidget {
    Q_OBJECT
public:
    explicit LayerList(Session& session, QWidget* parent = nullptr);

    /// Where the box of a layer is, for tests.
    QRectF boxOf(map::LayerId id) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {150, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Row {
        map::LayerId layer = map::LayerId::plan;
        bool head = true; // of a layer; else a line of its legend
        QString title, figure;
        double height = 28;
        std::function<void(QPainter&, const QRectF& sample)> draw;
        std::function<void()> click; // of a legend line
        bool dim = false;
        double top = 0;
    };
    void rebuild();
    void addHead(map::LayerId id, const QString& figure);
    Row& addLine(map::LayerId id, const QString& title, const QString& figure,
                 std::function<void(QPainter&, const QRectF&)> draw);
    void addPlan();
    void addCandidates();
    void addTechnology();
    void addSites();
    void addGaps();
    void addFibre();
    void addSignal();
    void addServers();
    QRectF box(const Row& row) const;
    QRectF mirrored(const QRectF& box) const;
    int rowAt(double y) const;
    void toggle(map::LayerId id);
    void drop(double y);
    void paintRow(QPainter& painter, const Row& row, bool focused) const;

    Session& session_;
    std::vector<Row> rows_;
    int pressed_ = -1;
    bool dragging_ = false;
    double dragY_ = 0;
    int hovered_ = -1;
    int focus_ = 0; // among the heads
};

} // namespace app::desktop
