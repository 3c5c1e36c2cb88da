#include "app/desktop/map/map_widget.h"

#include "app/desktop/map/map_tip.h"
#include "app/map/asset_place.h"
#include "app/map/labels.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

#include <cmath>

namespace app::desktop {

using document::Target;

namespace {

constexpr int zoomMs = 120;
constexpr int labelMs = 60;
constexpr int settleMs = 140;
constexpr int tipMs = 150;
constexpr double margin_px = 32;

/// A point needs its surroundings to be understood.
geo::Box withSurroundings(const geo::Box& box)
{
    constexpr double least_m = 6000;
    return box.grown(std::max(0.0, (least_m - std::max(box.width(), box.height())) / 2));
}

/// What stands on the foot of a map with room for it: day player and scale bar.
int footOf(const MapView& view)
{
    return view.viewport().size.height() >= 400 ? 56 : 0;
}

/// The view is the one that shows all of `extent`.
bool showsAll(const MapView& view, const geo::Box& extent)
{
    MapView whole = view;
    whole.show(withSurroundings(extent), margin_px, footOf(view));
    const map::Viewport& a = view.viewport();
    const map::Viewport& b = whole.viewport();
    return a.m_per_px == b.m_per_px && geo::distance_m(a.centre, b.centre) < a.m_per_px;
}

} // namespace

MapWidget::MapWidget(Session& session, QWidget* parent) : QWidget{parent}, session_{session}
{
    setObjectName(QStringLiteral("map"));
    setAccessibleName(tr("Map"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setLayoutDirection(Qt::LeftToRight);
    tip_ = new MapTip{session_, this};

    for (QTimer* timer : {&labelTimer_, &settleTimer_, &tipTimer_}) {
        timer->setSingleShot(true);
    }
    labelTimer_.setInterval(labelMs);
    settleTimer_.setInterval(settleMs);
    tipTimer_.setInterval(tipMs);
    connect(&labelTimer_, &QTimer::timeout, this, &MapWidget::wantLabels);
    connect(&tipTimer_, &QTimer::timeout, this, &MapWidget::showTip);
    connect(&settleTimer_, &QTimer::timeout, this, [this] {
        // A touch pad stopped at some scale: go to the nearest one at rest.
        view_.zoomTo(view_.restScale(view_.viewport().m_per_px), zoomAt_);
        view_.settle();
        changed();
    });
    connect(&zooming_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        if (zoomGoal_ > 0) {
            view_.zoomTo(zoomFrom_ * std::pow(zoomGoal_ / zoomFrom_, value.toDouble()), zoomAt_);
            changed();
        }
    });
    connect(&zooming_, &QVariantAnimation::finished, this, &MapWidget::stopZoom);
    connect(&tiles_, &TileStore::arrived, this, [this] { update(); });
    connect(&labels_, &LabelLayer::arrived, this, [this] { update(); });

    connect(&session_, &Session::documentChanged, this, &MapWidget::documentChanged);
    connect(&session_, &Session::stateChanged, this, &MapWidget::contentChanged);
    connect(&session_, &Session::styleChanged, this, &MapWidget::contentChanged);
    connect(&session_, &Session::selectionChanged, this, [this] {
        labelsStale_ = true;
        labelTimer_.start();
        update();
    });
    connect(&session_, &Session::hoverChanged, this, [this] { update(); });
    connect(&session_, &Session::zoomRequested, this, &MapWidget::showBox);
    connect(&session_, &Session::phaseChanged, this, [this] { update(); });
}

MapWidget::~MapWidget() = default;

void MapWidget::documentChanged()
{
    const auto& document = session_.document();
    if (document == nullptr) {
        tiles_.clear();
        labels_.clear();
        viewSet_ = false;
        backdrop_ = {};
        update();
        return;
    }
    view_.setExtent(document->mapData()->extent);
    if (shown_ != document->request().file) {
        shown_ = document->request().file;
        tiles_.clear();
        labels_.clear();
        backdrop_ = {};
        viewSet_ = false;
        hovered_ = {};
    }
    contentChanged();
}

void MapWidget::contentChanged()
{
    const map::Snapshot& snapshot = session_.snapshot();
    if (snapshot.data == nullptr || snapshot.state == nullptr) {
        update();
        return;
    }
    if (!viewSet_) {
        showAll();
    }
    tiles_.setContent(snapshot, session_.style(), view_.density());
    labelsStale_ = true;
    wantTiles();
    wantLabels();
    update();
}

void MapWidget::resizeEvent(QResizeEvent*)
{
    const double density = devicePixelRatioF();
    // Nobody has moved it yet: all of it in the new size too.
    const bool all = viewSet_ && session_.document() != nullptr &&
                     showsAll(view_, session_.document()->mapData()->extent);
    view_.resize(size(), density);
    if (all) {
        showAll();
    }
    if (!viewSet_ && session_.snapshot().data != nullptr) {
        showAll();
    }
    if (session_.snapshot().data != nullptr) {
        tiles_.setContent(session_.snapshot(), session_.style(), density);
    }
    changed();
}

void MapWidget::setCovered(const std::vector<QRectF>& boxes)
{
    if (boxes != covered_) {
        covered_ = boxes;
        labelsStale_ = true;
        labelTimer_.start();
    }
}

void MapWidget::showAll()
{
    if (session_.document() != nullptr && width() > 0) {
        viewSet_ = true;
        showBox(session_.document()->mapData()->extent);
    }
}

void MapWidget::showBox(const geo::Box& box)
{
    if (box.empty()) {
        return;
    }
    stopZoom();
    keepBackdrop();
    viewSet_ = true;
    view_.show(withSurroundings(box), margin_px, footOf(view_));
    changed();
}

void MapWidget::panBy(QPointF pixels)
{
    view_.panBy(pixels);
    view_.settle();
    changed();
}

void MapWidget::zoomBy(double factor, QPointF at, bool animated)
{
    if (session_.document() == nullptr) {
        return;
    }
    settleTimer_.stop();
    const double from = zoomGoal_ > 0 ? zoomGoal_ : view_.viewport().m_per_px;
    const double goal = view_.restScale(from / factor);
    if (std::abs(goal / view_.viewport().m_per_px - 1) < 1e-9) {
        return;
    }
    if (zoomGoal_ <= 0) {
        keepBackdrop();
    }
    zoomFrom_ = view_.viewport().m_per_px;
    zoomGoal_ = goal;
    zoomAt_ = at;
    zooming_.stop();
    zoomGoal_ = goal; // stop() ended the former one
    const bool calm = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0;
    if (!animated || calm) {
        stopZoom();
        return;
    }
    zooming_.setStartValue(0.0);
    zooming_.setEndValue(1.0);
    zooming_.setDuration(zoomMs);
    zooming_.setEasingCurve(QEasingCurve::OutCubic);
    zooming_.start();
    // The workers may begin with what will be seen when it is over.
    MapView goalView = view_;
    goalView.zoomTo(goal, at);
    goalView.settle();
    tiles_.want(tilesOf(goalView.viewport(), 0));
}

/// Jumps to the end of a running zoom.
void MapWidget::stopZoom()
{
    if (zoomGoal_ <= 0) {
        return;
    }
    const double goal = zoomGoal_;
    zoomGoal_ = 0;
    zooming_.stop();
    view_.zoomTo(goal, zoomAt_);
    view_.settle();
    changed();
}

void MapWidget::changed()
{
    update();
    if (zoomGoal_ <= 0 && !settleTimer_.isActive()) {
        wantTiles();
        labelsStale_ = true;
        labelTimer_.start();
    }
    Q_EMIT viewChanged();
}

void MapWidget::wantTiles()
{
    if (session_.snapshot().data != nullptr && width() > 0) {
        tiles_.want(tilesOf(view_.viewport(), 1));
    }
}

void MapWidget::wantLabels()
{
    const map::Snapshot& snapshot = session_.snapshot();
    if (snapshot.data == nullptr || snapshot.state == nullptr || zoomGoal_ > 0) {
        return;
    }
    labelsStale_ = false;
    LabelLayer::Request request;
    request.view = view_.viewport();
    request.snapshot = snapshot;
    request.style = session_.style();
    request.density = view_.density();
    request.placement = tiles_.placement(request.view.m_per_px);
    request.labels.room = request.view.rect().adjusted(4, 4, -4, -4);
    request.labels.taken = furniture();
    request.labels.taken.insert(request.labels.taken.end(), covered_.begin(), covered_.end());
    if (session_.selection() && session_.selection()->kind == document::TargetKind::asset) {
        request.labels.selected = session_.selection()->asset;
    }
    labels_.want(std::move(request));
}

bool MapWidget::settled() const
{
    if (session_.snapshot().data == nullptr) {
        return session_.phase() != Session::Phase::opening;
    }
    const auto keys = tilesOf(view_.viewport(), 0);
    auto& tiles = const_cast<TileStore&>(tiles_);
    return zoomGoal_ <= 0 && !settleTimer_.isActive() && !labelTimer_.isActive() &&
           labels_.idle() && !labelsStale_ &&
           std::all_of(keys.begin(), keys.end(),
                       [&tiles](const TileKey& key) { return tiles.tile(key).current; });
}

Picked MapWidget::pick(QPointF pixel) const
{
    PickRequest request;
    request.view = view_.viewport();
    request.snapshot = session_.snapshot();
    request.style = session_.style();
    const auto placement = tiles_.placement(request.view.m_per_px);
    request.placement = placement.get();
    request.label = labels_.at(request.view, pixel);
    request.find = [document = session_.document()](const QString& id) {
        return document ? document->find(id) : std::nullopt;
    };
    return pickAt(request, pixel);
}

std::optional<MapWidget::Mark> MapWidget::placeOf(const Target& target) const
{
    const map::Snapshot& snapshot = session_.snapshot();
    if (snapshot.data == nullptr || session_.document() == nullptr) {
        return {};
    }
    const auto mark = [](const std::optional<geo::XY>& at) {
        return at ? std::optional{Mark{*at}} : std::nullopt;
    };
    if (target.kind == document::TargetKind::asset) {
        const auto placement = target.asset.kind == planning::AssetKind::site
                                   ? tiles_.placement(view_.viewport().m_per_px)
                                   : nullptr;
        if (placement != nullptr) {
            // A site may stand beside its place, to be told apart, or inside a cluster.
            for (const map::PlacedSite& placed : placement->sites) {
                if (placed.site == target.asset.index) {
                    return Mark{placed.at};
                }
            }
            for (const map::PlacedCluster& cluster : placement->clusters) {
                if (std::find(cluster.sites.begin(), cluster.sites.end(), target.asset.index) !=
                    cluster.sites.end()) {
                    return Mark{cluster.at, true};
                }
            }
        }
        return mark(map::positionOf(*snapshot.data, target.asset));
    }
    const auto& world = session_.document()->situation().scenario;
    const std::size_t i = target.index;
    switch (target.kind) {
    case document::TargetKind::settlement:
        return i < world.settlements.size() ? mark(world.settlements[i].at.xy) : std::nullopt;
    case document::TargetKind::facility:
        return i < world.facilities.size() ? mark(world.facilities[i].at.xy) : std::nullopt;
    case document::TargetKind::gap:
        return i < snapshot.state->gaps.size() ? mark(snapshot.state->gaps[i].label) : std::nullopt;
    case document::TargetKind::step:
        return i < snapshot.state->steps.size() ? mark(snapshot.state->steps[i].at) : std::nullopt;
    case document::TargetKind::candidate:
        return i < snapshot.data->candidates.size() ? mark(snapshot.data->candidates[i].at)
                                                    : std::nullopt;
    case document::TargetKind::area:
    case document::TargetKind::asset:
        break;
    }
    return {};
}

} // namespace app::desktop
