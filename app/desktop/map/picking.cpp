#include "app/desktop/map/picking.h"

#include "app/map/access.h"
#include "app/map/areas.h"
#include "app/map/candidates.h"
#include "app/map/symbols.h"

#include <cmath>

namespace app::desktop {

using document::Target;
using document::TargetKind;

namespace {

constexpr double slack_px = 4; // hands are not exact
constexpr double lineReach_px = 5;

double away(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

class Picker {
public:
    Picker(const PickRequest& request, QPointF pixel)
        : view_{request.view}, data_{*request.snapshot.data}, state_{*request.snapshot.state},
          style_{request.style}, request_{request}, pixel_{pixel}
    {
    }

    Picked run()
    {
        if (style_.shows(map::LayerId::plan) && label(map::LabelKind::step)) {
            return picked_;
        }
        if (style_.shows(map::LayerId::candidates) && candidates()) {
            return picked_;
        }
        if (style_.shows(map::LayerId::technology) && access()) {
            return picked_;
        }
        if (style_.shows(map::LayerId::sites) && request_.placement != nullptr && sites()) {
            return picked_;
        }
        if (style_.shows(map::LayerId::fibre) && nodes()) {
            return picked_;
        }
        if (style_.shows(map::LayerId::facilities) && facilities()) {
            return picked_;
        }
        if (label(map::LabelKind::place) || label(map::LabelKind::gap)) {
            return picked_;
        }
        if (style_.shows(map::LayerId::fibre) && spans()) {
            return picked_;
        }
        if (style_.shows(map::LayerId::links) && links()) {
            return picked_;
        }
        if (label(map::LabelKind::area)) {
            return picked_;
        }
        if (style_.shows(map::LayerId::gaps)) {
            gaps();
        }
        return picked_;
    }

private:
    void take(const Target& target, geo::XY at, bool ring)
    {
        picked_.target = target;
        picked_.at = at;
        picked_.ring = ring;
    }
    /// False when nobody knows the id.
    bool takeId(const QString& id, geo::XY at, bool ring)
    {
        const auto target = request_.find ? request_.find(id) : std::nullopt;
        if (target) {
            take(*target, at, ring);
        }
        return target.has_value();
    }

    bool label(map::LabelKind kind)
    {
        const map::Label* found = request_.label;
        if (found == nullptr || found->kind != kind) {
            return false;
        }
        switch (kind) {
        case map::LabelKind::step:
            if (found->index < state_.steps.size()) {
                const map::MapStep& step = state_.steps[found->index];
                take(Target::of(step.asset), step.at, false);
                return true;
            }
            return false;
        case map::LabelKind::place:
            return found->index < data_.places.size() &&
                   takeId(data_.places[found->index].id, data_.places[found->index].at, false);
        case map::LabelKind::gap:
            return found->index < state_.gaps.size() && gap(found->index);
        case map::LabelKind::area:
            return found->index < data_.areas.size() &&
                   takeId(data_.areas[found->index].code, found->ground, false);
        case map::LabelKind::selection:
            return false;
        }
        return false;
    }
    bool gap(std::size_t i)
    {
        take(Target::of(TargetKind::gap, i), state_.gaps[i].label, false);
        return true;
    }

    bool candidates()
    {
        for (std::size_t i = 0; i < data_.candidates.size(); ++i) { // the first is uppermost
            const map::MapCandidate& candidate = data_.candidates[i];
            static const map::Placement nothing;
            const auto at =
                map::candidateAt(candidate, view_, style_,
                                 request_.placement != nullptr ? *request_.placement : nothing);
            if (at && away(*at, pixel_) <= map::candidateSize_px / 2) {
                take(Target::of(TargetKind::candidate, i), candidate.at, true);
                return true;
            }
        }
        return false;
    }

    bool access()
    {
        const double reach = map::accessSize_px(view_.m_per_px) / 2 + 1;
        for (const map::MapAccess& place : data_.access) { // the first is uppermost
            const QPointF at = map::accessAt(place, view_, style_);
            if (map::accessShown(place, view_.m_per_px) && std::abs(at.x() - pixel_.x()) <= reach &&
                std::abs(at.y() - pixel_.y()) <= reach) {
                return takeId(place.id, view_.toGround(at), true);
            }
        }
        return false;
    }

    bool sites()
    {
        double nearest = 1e9;
        for (const map::PlacedSite& placed : request_.placement->sites) {
            const map::SiteLook look = placed.site < state_.sites.size() ? state_.sites[placed.site]
                                                                         : map::SiteLook::unknown;
            const double reach = map::siteSize_px(look, view_.m_per_px) / 2 + slack_px;
            const double d = away(view_.toPixel(placed.at), pixel_);
            if (d <= reach && d <= nearest) { // of equals the one drawn last
                nearest = d;
                take(Target::of(planning::AssetRef{planning::AssetKind::site, placed.site}),
                     placed.at, true);
            }
        }
        if (picked_.target) {
            return true;
        }
        for (const map::PlacedCluster& cluster : request_.placement->clusters) {
            if (away(view_.toPixel(cluster.at), pixel_) <= map::clusterSize_px / 2) {
                picked_.cluster = &cluster;
                picked_.at = cluster.at;
                return true;
            }
        }
        return false;
    }

    bool nodes()
    {
        double nearest = 6 + slack_px;
        for (std::uint32_t i = 0; i < data_.nodes.size(); ++i) {
            const map::MapNode& node = data_.nodes[i];
            const bool small =
                node.kind == planning::NodeKind::splice || node.kind == planning::NodeKind::access;
            const double d = away(view_.toPixel(node.at), pixel_);
            if (d < nearest && !(small && view_.m_per_px > 40)) {
                nearest = d;
                take(Target::of(planning::AssetRef{planning::AssetKind::node, i}), node.at, true);
            }
        }
        return picked_.target.has_value();
    }

    bool facilities()
    {
        double nearest = 6 + slack_px;
        const map::MapFacility* best = nullptr;
        for (const map::MapFacility& facility : data_.facilities) {
            const bool drawn =
                facility.kind == planning::FacilityKind::hospital || view_.m_per_px < 60;
            const double d = away(view_.toPixel(facility.at), pixel_);
            if (drawn && d < nearest) {
                nearest = d;
                best = &facility;
            }
        }
        return best != nullptr && takeId(best->id, best->at, true);
    }

    bool spans()
    {
        double nearest = lineReach_px;
        const geo::XY here = view_.toGround(pixel_);
        for (std::uint32_t i = 0; i < data_.spans.size(); ++i) {
            const map::MapSpan& span = data_.spans[i];
            if (!span.box.grown(lineReach_px * view_.m_per_px).contains(here.x_m, here.y_m)) {
                continue;
            }
            for (const auto& line : span.lines) {
                const double d = distanceTo_px(line, view_, pixel_);
                if (d < nearest) {
                    nearest = d;
                    take(Target::of(planning::AssetRef{planning::AssetKind::span, i}), here, false);
                }
            }
        }
        return picked_.target.has_value();
    }

    bool links()
    {
        double nearest = lineReach_px;
        for (std::uint32_t i = 0; i < data_.links.size(); ++i) {
            const map::MapLink& link = data_.links[i];
            const double d = distanceTo_px({link.from, link.to}, view_, pixel_);
            if (d < nearest) {
                nearest = d;
                take(Target::of(planning::AssetRef{planning::AssetKind::link, i}),
                     view_.toGround(pixel_), false);
            }
        }
        return picked_.target.has_value();
    }

    bool gaps()
    {
        const geo::XY here = view_.toGround(pixel_);
        for (std::size_t i = state_.gaps.size(); i-- > 0;) { // a small one may lie in a large one
            const map::MapGap& g = state_.gaps[i];
            if (map::isDrawn(g) && g.box.contains(here.x_m, here.y_m) && isInside(g.shape, here)) {
                take(Target::of(TargetKind::gap, i), g.label, false);
                return true;
            }
        }
        return false;
    }

    const map::Viewport& view_;
    const map::MapData& data_;
    const map::MapState& state_;
    const map::Style& style_;
    const PickRequest& request_;
    QPointF pixel_;
    Picked picked_;
};

} // namespace

double distanceTo_px(const geo::LineOf<geo::XY>& line, const map::Viewport& view, QPointF pixel)
{
    double least = 1e9;
    QPointF a = line.empty() ? QPointF{} : view.toPixel(line.front());
    for (std::size_t i = 1; i < line.size(); ++i) {
        const QPointF b = view.toPixel(line[i]);
        const QPointF ab = b - a;
        const double length2 = QPointF::dotProduct(ab, ab);
        const double t =
            length2 > 0 ? std::clamp(QPointF::dotProduct(pixel - a, ab) / length2, 0.0, 1.0) : 0;
        least = std::min(least, away(pixel, a + t * ab));
        a = b;
    }
    return least;
}

bool isInside(const geo::MultiPolygonOf<geo::XY>& shape, geo::XY at)
{
    bool inside = false; // odd-even over all rings: holes count themselves out
    for (const auto& polygon : shape) {
        for (const auto& ring : polygon) {
            for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                const geo::XY a = ring[i];
                const geo::XY b = ring[j];
                if ((a.y_m > at.y_m) != (b.y_m > at.y_m) &&
                    at.x_m < a.x_m + (b.x_m - a.x_m) * (at.y_m - a.y_m) / (b.y_m - a.y_m)) {
                    inside = !inside;
                }
            }
        }
    }
    return inside;
}

Picked pickAt(const PickRequest& request, QPointF pixel)
{
    if (request.snapshot.data == nullptr || request.snapshot.state == nullptr) {
        return {};
    }
    return Picker{request, pixel}.run();
}

} // namespace app::desktop
