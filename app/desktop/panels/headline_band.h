#pragma once
// The figures that matter most, across the top: how many are served, what the plan brings, who is
// cut off, which sites are out. Every count of sites is a filter of the map.
#include "app/desktop/session.h"

#include <QtWidgets/QWidget>

#include <vector>

namespace app::desktop {

class HeadlineBand : public QWidget {
    Q_OBJECT
public:
    explicit HeadlineBand(Session& session, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    void setSmall(bool small);

    /// The words shown, block by block, for screen readers and tests.
    QStringList words() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    struct Piece { // a run of text of one line
        QString text;
        QFont font;
        QColor colour;
    };
    struct Block {
        std::vector<Piece> upper, lower;
        double width = 0;
    };
    std::vector<Block> blocks() const;
    Block servedBlock() const;
    Block planBlock() const;
    Block gapBlock() const;
    void drawLine(QPainter& painter, const std::vector<Piece>& pieces, double left, double wide,
                  double baseline) const;
    void drawSites(QPainter& painter, double from);

    Session& session_;
    bool small_ = false;
    struct Hot {
        QRectF box;
        map::SiteLook look;
    };
    std::vector<Hot> hot_;
};

} // namespace app::desktop
