#pragma once
// The words on the map, placed and painted by another thread for one view and kept as small
// pictures; they move with the ground until the next view is ready.
#include "app/map/labels.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <memory>

namespace app::desktop {

struct LabelSprite {
    map::Label label;
    QImage image;
    QPointF offset; // of the image's corner from the ground position, pixels
};

class LabelLayer : public QObject {
    Q_OBJECT
public:
    struct Request {
        map::Viewport view;
        map::Snapshot snapshot;
        map::Style style;
        map::LabelRequest labels;
        std::shared_ptr<const map::Placement> placement; // null: worked out here
        double density = 1;
    };

    explicit LabelLayer(QObject* parent = nullptr);
    ~LabelLayer() override;

    /// Labels for this; of several requests while one runs only the last is answered.
    void want(Request request);
    void clear();
    const std::vector<LabelSprite>& sprites() const { return sprites_; }
    bool idle() const { return !running_; }

    void paint(QPainter& painter, const map::Viewport& view, double density) const;
    /// The topmost label there; null when there is none.
    const map::Label* at(const map::Viewport& view, QPointF pixel) const;

Q_SIGNALS:
    void arrived();

private:
    void start(Request request);
    std::vector<LabelSprite> sprites_;
    std::optional<Request> next_;
    bool running_ = false;
    int cleared_ = 0; // answers from before the last clear() do not count
    QThreadPool pool_;
};

} // namespace app::desktop
