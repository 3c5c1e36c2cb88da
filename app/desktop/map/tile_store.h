#pragma once
// The map in squares of 256 px, drawn by worker threads and kept: the ground (the same on every
// day) and what stands on it apart, so that another day redraws only the latter. What is outdated
// stays until its successor is there, so that nothing flickers.
#include "app/map/renderer.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <memory>
#include <unordered_map>

namespace app::desktop {

inline constexpr int tileSide_px = 256;

/// Tile (x, y) of a scale covers [x, x+1) × (y-1, y] sides, counted from the working CRS's origin.
struct TileKey {
    double m_per_px = 100;
    int x = 0, y = 0;
    friend bool operator==(const TileKey&, const TileKey&) = default;

    map::Viewport viewport() const;
};
struct TileHash {
    std::size_t operator()(const TileKey& key) const;
};

/// The tiles that touch a view, nearest to its middle first; `ring` more on every side.
std::vector<TileKey> tilesOf(const map::Viewport& view, int ring);

class TileStore : public QObject {
    Q_OBJECT
public:
    explicit TileStore(QObject* parent = nullptr);
    ~TileStore() override;

    /// What to draw from now on.
    void setContent(const map::Snapshot& snapshot, const map::Style& style, double density);
    void clear();

    /// Draws these, most wanted first, and drops what was wanted before and is not begun yet.
    void want(const std::vector<TileKey>& keys);

    struct Tile {
        const QImage* ground = nullptr; // null: not drawn yet
        const QImage* assets = nullptr; // null: not drawn yet; a null image: nothing there
        bool current = false;           // both are of the newest content
    };
    Tile tile(const TileKey& key);

    /// Where sites stand at a scale; worked out by the workers, null until then.
    std::shared_ptr<const map::Placement> placement(double m_per_px) const;

    /// The whole workspace in one small picture: what is shown where no tile is there yet.
    const QImage& overview() const { return overview_; }
    const geo::Box& overviewBox() const { return overviewBox_; }

    bool idle() const { return running_ == 0; }

Q_SIGNALS:
    void arrived();

private:
    struct Content;
    struct Queue;
    struct Job;
    struct Entry {
        QImage ground, assets;
        unsigned groundOf = 0, assetsOf = 0; // content they were drawn from; 0: none yet
        std::uint64_t used = 0;
    };
    void startWorkers();
    void work();
    void take(const Job& job);
    void prune();

    std::shared_ptr<const Content> content_;
    std::shared_ptr<Queue> queue_;
    std::unordered_map<TileKey, Entry, TileHash> tiles_;
    std::uint64_t clock_ = 0;
    unsigned groundOf_ = 0, assetsOf_ = 0;
    int running_ = 0;
    std::size_t bytes_ = 0;
    QImage overview_;
    geo::Box overviewBox_;
    QThreadPool pool_;
};

} // namespace app::desktop
