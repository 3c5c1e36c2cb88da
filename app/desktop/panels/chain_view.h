#pragma once
// The way from a site to its core, piece by piece, with what is cut on it; and in short, as three
// boxes: power, path, core.
#include "app/desktop/session.h"

#include <QtWidgets/QWidget>

namespace app::desktop {

class ChainView : public QWidget {
    Q_OBJECT
public:
    ChainView(Session& session, std::shared_ptr<const document::Facts> facts,
              QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    /// One piece, or a run of pieces that work folded into one line.
    struct Row {
        std::size_t piece = 0;
        std::size_t folded = 0; // how many; 0: the piece itself
    };
    void fold();
    const Row* rowAt(double y) const;
    void paintRow(QPainter& painter, std::size_t i) const;
    Session& session_;
    std::shared_ptr<const document::Facts> facts_;
    std::vector<Row> rows_;
    bool unfolded_ = false;
};

class ChainBoxes : public QWidget {
    Q_OBJECT
public:
    ChainBoxes(Session& session, std::shared_ptr<const document::Facts> facts,
               QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Session& session_;
    std::shared_ptr<const document::Facts> facts_;
};

} // namespace app::desktop
