#pragma once
// One line of a panel that leads somewhere: symbol, words (bold), more words below, a figure.
#include "app/desktop/session.h"

#include <QtWidgets/QAbstractButton>

#include <functional>

namespace app::desktop {

struct LineWords {
    QString title, detail, figure;
    std::function<void(QPainter&, QPointF)> symbol; // centred there; may be empty
    QColor figureColour = {};                       // invalid: as text
};

class LineButton : public QAbstractButton {
    Q_OBJECT
public:
    LineButton(const Session& session, LineWords words, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
    /// Lights up while the session's hover is on it.
    void setTarget(const document::Target& target) { target_ = target; }

Q_SIGNALS:
    void entered();
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    const Session& session_;
    LineWords words_;
    std::optional<document::Target> target_;
};

} // namespace app::desktop
