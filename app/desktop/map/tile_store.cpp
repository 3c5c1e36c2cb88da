#include "app/desktop/map/tile_store.h"

#include <QtCore/QMetaObject>
#include <QtCore/QThread>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <deque>
#include <map>
#include <mutex>

namespace app::desktop {

namespace {

constexpr std::size_t mostBytes = 384U << 20U;
constexpr double overviewSide_px = 1100;

std::size_t sizeOf(const QImage& image)
{
    return static_cast<std::size_t>(image.sizeInBytes());
}

bool isEmpty(const QImage& image)
{
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = image.constScanLine(y);
        if (std::any_of(line, line + image.bytesPerLine(), [](uchar c) { return c != 0; })) {
            return false;
        }
    }
    return true;
}

bool sameGround(const map::Style& a, const map::Style& b)
{
    return a.theme == b.theme && a.shows(map::LayerId::terrain) == b.shows(map::LayerId::terrain) &&
           a.shows(map::LayerId::people) == b.shows(map::LayerId::people) &&
           a.shows(map::LayerId::contours) == b.shows(map::LayerId::contours);
}

bool sameAssets(const map::Style& a, const map::Style& b)
{
    return a.theme == b.theme && a.hiddenLooks == b.hiddenLooks && a.technology == b.technology &&
           a.repairPath == b.repairPath &&
           std::equal(
               a.layers.begin(), a.layers.end(), b.layers.begin(), b.layers.end(),
               [](const auto& x, const auto& y) { return x.id == y.id && x.visible == y.visible; });
}

} // namespace

map::Viewport TileKey::viewport() const
{
    const double side_m = tileSide_px * m_per_px;
    return {{(x + 0.5) * side_m, (y - 0.5) * side_m},
            m_per_px,
            {double{tileSide_px}, double{tileSide_px}}};
}

std::size_t TileHash::operator()(const TileKey& key) const
{
    std::uint64_t h = std::bit_cast<std::uint64_t>(key.m_per_px);
    h ^= static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.x)) * 0x9E3779B97F4A7C15ULL;
    h ^= static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.y)) * 0xC2B2AE3D27D4EB4FULL;
    return static_cast<std::size_t>(h ^ (h >> 29U));
}

std::vector<TileKey> tilesOf(const map::Viewport& view, int ring)
{
    const double side_m = tileSide_px * view.m_per_px;
    const geo::Box box = view.box();
    // A hair inside, so that a view that ends at a tile's edge does not ask for the next one.
    const double hair = 1e-6 * side_m;
    const int x0 = static_cast<int>(std::floor((box.min_x + hair) / side_m)) - ring;
    const int x1 = static_cast<int>(std::floor((box.max_x - hair) / side_m)) + ring;
    const int y0 = static_cast<int>(std::ceil((box.min_y + hair) / side_m)) - ring;
    const int y1 = static_cast<int>(std::ceil((box.max_y - hair) / side_m)) + ring;
    std::vector<TileKey> keys;
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) {
            keys.push_back({view.m_per_px, x, y});
        }
    }
    const auto away = [&view](const TileKey& key) {
        return geo::distance_m(key.viewport().centre, view.centre);
    };
    std::stable_sort(keys.begin(), keys.end(),
                     [&away](const TileKey& a, const TileKey& b) { return away(a) < away(b); });
    return keys;
}

/// One state of the map, frozen; workers draw from it.
struct TileStore::Content {
    map::Snapshot snapshot;
    map::Style style;
    double density = 1;
    unsigned groundOf = 0, assetsOf = 0;

    std::shared_ptr<const map::Placement> placementAt(double m_per_px) const
    {
        const std::lock_guard lock{guard};
        auto& placement = placements[m_per_px];
        if (placement == nullptr) {
            placement = std::make_shared<const map::Placement>(
                map::placeSites(*snapshot.data, *snapshot.state, style, m_per_px));
        }
        return placement;
    }
    std::shared_ptr<const map::Placement> placementIfReady(double m_per_px) const
    {
        const std::unique_lock lock{guard, std::try_to_lock};
        if (!lock) {
            return nullptr; // being worked out just now
        }
        const auto found = placements.find(m_per_px);
        return found == placements.end() ? nullptr : found->second;
    }

private:
    mutable std::mutex guard;
    mutable std::map<double, std::shared_ptr<const map::Placement>> placements;
};

struct TileStore::Job {
    TileKey key;
    bool ground = false, assets = false; // which are to be drawn
    QImage groundImage, assetsImage;
    unsigned groundOf = 0, assetsOf = 0;
};

struct TileStore::Queue {
    std::mutex guard;
    std::shared_ptr<const Content> content; // what to draw from
    std::deque<Job> jobs;
    bool overview = false; // to be drawn when nothing else is left
    std::atomic<bool> closing = false;
};

TileStore::TileStore(QObject* parent) : QObject{parent}, queue_{std::make_shared<Queue>()}
{
    // One core is the window's own.
    pool_.setMaxThreadCount(std::clamp(QThread::idealThreadCount() - 1, 1, 8));
}

TileStore::~TileStore()
{
    queue_->closing = true;
    pool_.waitForDone();
}

void TileStore::clear()
{
    content_.reset();
    tiles_.clear();
    bytes_ = 0;
    overview_ = {};
    const std::lock_guard lock{queue_->guard};
    queue_->content.reset();
    queue_->jobs.clear();
    queue_->overview = false;
}

void TileStore::setContent(const map::Snapshot& snapshot, const map::Style& style, double density)
{
    if (snapshot.data == nullptr || snapshot.state == nullptr) {
        clear();
        return;
    }
    const Content* old = content_.get();
    // The same terrain and people: the ground stays, even when the rest was read again.
    const bool ground = old == nullptr || old->snapshot.data->terrain != snapshot.data->terrain ||
                        old->snapshot.data->people_per_km2 != snapshot.data->people_per_km2 ||
                        old->snapshot.data->areas.size() != snapshot.data->areas.size() ||
                        !sameGround(old->style, style) || old->density != density;
    const bool assets = old == nullptr || old->snapshot.data != snapshot.data ||
                        old->snapshot.state != snapshot.state || !sameAssets(old->style, style) ||
                        old->density != density;
    if (!ground && !assets) {
        return;
    }
    if (old != nullptr && old->density != density) {
        tiles_.clear();
        bytes_ = 0;
    }
    groundOf_ += ground ? 1 : 0;
    assetsOf_ += assets ? 1 : 0;
    auto content = std::make_shared<Content>();
    content->snapshot = snapshot;
    content->style = style;
    content->density = density;
    content->groundOf = groundOf_;
    content->assetsOf = assetsOf_;
    content_ = std::move(content);
    const std::lock_guard lock{queue_->guard};
    queue_->content = content_;
    queue_->jobs.clear();
    queue_->overview = true;
}

void TileStore::want(const std::vector<TileKey>& keys)
{
    if (content_ == nullptr) {
        return;
    }
    {
        const std::lock_guard lock{queue_->guard};
        queue_->jobs.clear();
        for (const TileKey& key : keys) {
            const auto found = tiles_.find(key);
            Job job;
            job.key = key;
            job.ground = found == tiles_.end() || found->second.groundOf != groundOf_;
            job.assets = found == tiles_.end() || found->second.assetsOf != assetsOf_;
            if (job.ground || job.assets) {
                queue_->jobs.push_back(std::move(job));
            }
        }
        if (queue_->jobs.empty() && !queue_->overview) {
            return;
        }
    }
    startWorkers();
}

void TileStore::startWorkers()
{
    while (running_ < pool_.maxThreadCount()) {
        ++running_;
        pool_.start([this] { work(); });
    }
}

void TileStore::work()
{
    for (;;) {
        Job job;
        std::shared_ptr<const Content> content;
        bool overview = false;
        {
            const std::lock_guard lock{queue_->guard};
            content = queue_->content;
            if (!queue_->jobs.empty()) {
                job = std::move(queue_->jobs.front());
                queue_->jobs.pop_front();
            } else if (queue_->overview) {
                queue_->overview = false;
                overview = true;
            } else {
                break;
            }
        }
        if (queue_->closing || content == nullptr) {
            break;
        }
        if (overview) {
            const geo::Box all = content->snapshot.data->extent;
            const map::Viewport view =
                map::Viewport::showing(all.grown(0.5 * std::max(all.width(), all.height())),
                                       {overviewSide_px, overviewSide_px}, 0);
            QImage image = map::drawGroundOf(view, *content->snapshot.data, content->style, 1);
            QPainter painter{&image};
            // Symbols would be blurred when magnified; what has an extent stays true.
            map::Style style = content->style;
            std::erase_if(style.layers, [](const map::LayerState& layer) {
                return layer.id == map::LayerId::sites || layer.id == map::LayerId::links ||
                       layer.id == map::LayerId::facilities ||
                       layer.id == map::LayerId::candidates || layer.id == map::LayerId::technology;
            });
            map::drawAssets(painter, view, view.rect(), content->snapshot, style, {});
            painter.end();
            QMetaObject::invokeMethod(this, [this, image, box = view.box()] {
                overview_ = image;
                overviewBox_ = box;
                Q_EMIT arrived();
            });
            continue;
        }
        const map::Viewport view = job.key.viewport();
        if (job.ground) {
            job.groundImage =
                map::drawGroundOf(view, *content->snapshot.data, content->style, content->density);
            job.groundOf = content->groundOf;
        }
        if (job.assets) {
            const int pixels = static_cast<int>(std::ceil(tileSide_px * content->density));
            QImage image{pixels, pixels, QImage::Format_ARGB32_Premultiplied};
            image.setDevicePixelRatio(content->density);
            image.fill(Qt::transparent);
            QPainter painter{&image};
            map::drawAssets(painter, view, view.rect(), content->snapshot, content->style,
                            *content->placementAt(view.m_per_px));
            painter.end();
            job.assetsImage = isEmpty(image) ? QImage{} : image;
            job.assetsOf = content->assetsOf;
        }
        QMetaObject::invokeMethod(this, [this, job] { take(job); });
    }
    QMetaObject::invokeMethod(this, [this] {
        --running_;
        bool more = false;
        {
            const std::lock_guard lock{queue_->guard};
            more = !queue_->jobs.empty() || queue_->overview;
        }
        if (more) { // wanted after the worker had looked for the last time
            startWorkers();
        }
        if (running_ == 0) {
            Q_EMIT arrived();
        }
    });
}

void TileStore::take(const Job& job)
{
    if (content_ == nullptr) {
        return;
    }
    Entry& entry = tiles_[job.key];
    bytes_ -= sizeOf(entry.ground) + sizeOf(entry.assets);
    // A worker may have begun with a content that is outdated by now: better than nothing.
    if (job.ground && job.groundOf > entry.groundOf) {
        entry.ground = job.groundImage;
        entry.groundOf = job.groundOf;
    }
    if (job.assets && job.assetsOf > entry.assetsOf) {
        entry.assets = job.assetsImage;
        entry.assetsOf = job.assetsOf;
    }
    bytes_ += sizeOf(entry.ground) + sizeOf(entry.assets);
    entry.used = ++clock_;
    if (bytes_ > mostBytes) {
        prune();
    }
    Q_EMIT arrived();
}

TileStore::Tile TileStore::tile(const TileKey& key)
{
    const auto found = tiles_.find(key);
    if (found == tiles_.end()) {
        return {};
    }
    Entry& entry = found->second;
    entry.used = ++clock_;
    return {entry.groundOf > 0 ? &entry.ground : nullptr,
            entry.assetsOf > 0 ? &entry.assets : nullptr,
            entry.groundOf == groundOf_ && entry.assetsOf == assetsOf_};
}

std::shared_ptr<const map::Placement> TileStore::placement(double m_per_px) const
{
    return content_ == nullptr ? nullptr : content_->placementIfReady(m_per_px);
}

/// Drops what was not shown for longest, down to three quarters.
void TileStore::prune()
{
    std::vector<std::uint64_t> ages;
    ages.reserve(tiles_.size());
    for (const auto& [key, entry] : tiles_) {
        ages.push_back(entry.used);
    }
    const auto limit = ages.begin() + static_cast<std::ptrdiff_t>(ages.size() / 4);
    std::nth_element(ages.begin(), limit, ages.end());
    std::erase_if(tiles_, [this, oldest = *limit](const auto& item) {
        if (item.second.used >= oldest) {
            return false;
        }
        bytes_ -= sizeOf(item.second.ground) + sizeOf(item.second.assets);
        return true;
    });
}

} // namespace app::desktop
