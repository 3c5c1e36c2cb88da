#pragma once
// The small card beside the pointer: name, status, who says so and when.
#include "app/desktop/session.h"
#include "app/map/placement.h"

#include <QtWidgets/QWidget>

namespace app::desktop {

class MapTip : public QWidget {
    Q_OBJECT
public:
    MapTip(Session& session, QWidget* parent);
    void showTarget(const document::Target& target, QPointF at);
    void showCluster(const map::PlacedCluster& cluster, QPointF at);

    /// Title, then lines below it; for tests and screen readers.
    const QStringList& lines() const { return lines_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void place(const QStringList& lines, QPointF at);
    Session& session_;
    QStringList lines_;
};

/// Title and a few lines about a target, from what is in memory.
QStringList shortWords(const Session& session, const document::Target& target);

} // namespace app::desktop
