#include "app/map/labels.h"

#include "app/map/areas.h"
#include "app/map/asset_place.h"
#include "app/map/boxes.h"
#include "app/map/candidates.h"
#include "app/map/text.h"
#include "geo/vector/inside.h"

#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace app::map {

namespace {

constexpr double step_px = 21;
constexpr double clearOfPlace_px = 12; // a number of a cluster may stand there
constexpr double beside_px = 28;       // a step further from its place has a line to it
constexpr int firstSteps = 10;
constexpr double farthestStep_px = 160;
constexpr double reach_px = 30; // a place's name stands no further from its place
// People of gaps too small for their figure stand beside them: the largest ones only, for the
// names of places need room too.
constexpr int gapsNamedBeside = 10;
constexpr int gapMayCover = 2;        // symbols of faults
constexpr int gapMayCoverInside = 60; // a city without its figure says less than what it hides

class Placer {
public:
    Placer(const Viewport& view, const Snapshot& snapshot, const Style& style,
           const Placement& placement, const LabelRequest& request)
        : view_{view}, data_{*snapshot.data}, state_{*snapshot.state}, style_{style},
          palette_{palette(style.theme)}, room_{request.room}
    {
        for (const QRectF& box : request.taken) {
            taken_.add(box);
        }
        if (request.selected) {
            if (const auto at = positionOf(data_, *request.selected)) {
                taken_.add(around(view.toPixel(*at), 26));
            }
        }
        noteSymbols(placement);
    }

    std::vector<Label> run()
    {
        if (style_.shows(LayerId::plan)) {
            placeSteps();
            std::ranges::reverse(labels_); // the first lie on top of lines to the others
        }
        if (style_.shows(LayerId::gaps)) {
            placeGaps();
        }
        if (style_.shows(LayerId::places)) {
            placePlaces();
        }
        if (style_.shows(LayerId::areas)) {
            placeAreas();
        }
        return std::move(labels_);
    }

private:
    static QRectF around(QPointF at, double side)
    {
        return {at.x() - side / 2, at.y() - side / 2, side, side};
    }

    void noteSymbols(const Placement& placement)
    {
        if (!style_.shows(LayerId::sites)) {
            return;
        }
        for (const PlacedSite& placed : placement.sites) {
            const SiteLook look =
                placed.site < state_.sites.size() ? state_.sites[placed.site] : SiteLook::unknown;
            const bool works = look == SiteLook::working || look == SiteLook::repaired;
            (works ? working_ : faults_)
                .add(around(view_.toPixel(placed.at), siteSize_px(look, view_.m_per_px)));
        }
        for (const PlacedCluster& cluster : placement.clusters) {
            taken_.add(around(view_.toPixel(cluster.at), clusterSize_px));
        }
        if (style_.shows(LayerId::candidates)) {
            for (const MapCandidate& candidate : data_.candidates) {
                const auto at = candidate.look == CandidateLook::chosen
                                    ? candidateAt(candidate, view_, style_, placement)
                                    : std::nullopt;
                if (at) {
                    faults_.add(around(*at, candidateSize_px));
                }
            }
        }
        if (style_.shows(LayerId::fibre)) {
            for (const MapNode& node : data_.nodes) {
                if (isCore(node.kind)) {
                    taken_.add(around(view_.toPixel(node.at), coreSize_px + 4));
                }
            }
        }
    }

    bool free(const QRectF& box) const { return room_.contains(box) && !taken_.hits(box); }

    void put(Label label, QPointF at)
    {
        taken_.add(label.box.translated(at));
        labels_.push_back(std::move(label));
    }

    void placeSteps()
    {
        for (std::size_t i = 0; i < state_.steps.size(); ++i) {
            const MapStep& step = state_.steps[i];
            const QPointF at = view_.toPixel(step.at);
            if (!room_.contains(at)) {
                continue;
            }
            const double side = step_px + 2 + (step.sure ? 2 * stepArc_px - 2 : 0);
            const double d = step.sure ? 17 : 15;
            const QPointF offsets[] = {{d, -d},       {-d, -d},     {d, d},        {-d, d},
                                       {0, -1.4 * d}, {1.4 * d, 0}, {-1.4 * d, 0}, {0, 1.4 * d}};
            std::optional<QPointF> best;
            int fewest = 1000;
            const auto consider = [&](QPointF offset) {
                const QRectF box = around(at + offset, side);
                const int covered = free(box) ? faults_.count(box, fewest) : 1000;
                if (covered < fewest) {
                    fewest = covered;
                    best = offset;
                }
            };
            std::ranges::for_each(offsets, consider);
            // What is done first is always to be seen: further away, with a line to its place.
            for (double far = 2 * d; !best && step.number <= firstSteps && far < farthestStep_px;
                 far += 0.7 * d) {
                constexpr int ways = 16;
                for (int k = 0; k < ways; ++k) {
                    const double angle = 2 * M_PI * k / ways;
                    consider({far * std::cos(angle), far * std::sin(angle)});
                }
            }
            if (!best && step.number <= firstSteps) {
                best = offsets[0];
            }
            if (!best) {
                continue;
            }
            Label label;
            label.kind = LabelKind::step;
            label.ground = step.at;
            label.baseline = *best;
            label.box = around(*best, side);
            label.text = QString::number(step.number);
            label.index = i;
            label.step = step.done      ? StepLook::done
                         : step.running ? StepLook::running
                                        : StepLook::planned;
            label.sure = step.sure;
            put(std::move(label), at);
        }
    }

    Label textLabel(LabelKind kind, geo::XY ground, const QString& text, const QFont& f,
                    const QColor& colour, std::size_t index) const
    {
        Label label;
        label.kind = kind;
        label.ground = ground;
        label.text = text;
        label.font = f;
        label.colour = colour;
        label.halo = palette_.halo;
        label.index = index;
        return label;
    }

    /// Centres the label's capitals on an offset from its ground position.
    static void centre(Label& label, QPointF offset)
    {
        const QFontMetricsF metrics{label.font};
        const double wide = metrics.horizontalAdvance(label.text);
        label.baseline = offset + QPointF{-wide / 2, metrics.capHeight() / 2};
        frame(label, wide, metrics);
    }
    static void frame(Label& label, double wide, const QFontMetricsF& metrics)
    {
        label.box = QRectF{label.baseline.x() - 2, label.baseline.y() - metrics.capHeight() - 3,
                           wide + 4, metrics.capHeight() + 6};
    }

    void placeGaps()
    {
        int beside = 0;
        for (std::size_t i = 0; i < state_.gaps.size(); ++i) {
            const MapGap& gap = state_.gaps[i];
            const QPointF at = view_.toPixel(gap.label);
            if (!isDrawn(gap) || !room_.contains(at)) {
                continue;
            }
            const double size = gap.people > 150000 ? 15 : gap.people > 40000 ? 13 : 11;
            Label label = textLabel(LabelKind::gap, gap.label, shortCount(gap.people),
                                    font(size, true), palette_.gap, i);
            // Over no symbol, if that can be; over few, if not; inside a large one over many.
            for (const int mayCover : {0, gapMayCover, gapMayCoverInside}) {
                if (putInside(label, gap, at, mayCover)) {
                    break;
                }
                if (gap.lost && beside < gapsNamedBeside && mayCover <= gapMayCover &&
                    putBeside(label, at, mayCover)) {
                    ++beside;
                    break;
                }
            }
        }
    }

    /// Into the gap, where it is large enough and free but for so many faults.
    bool putInside(Label label, const MapGap& gap, QPointF at, int mayCover)
    {
        const double wide = gap.box.width() / view_.m_per_px;
        const double tall = gap.box.height() / view_.m_per_px;
        for (const QPointF offset :
             {QPointF{0, 0}, QPointF{0, -14}, QPointF{0, 14}, QPointF{-16, 0}, QPointF{16, 0},
              QPointF{0, 26}, QPointF{0, -26}}) {
            centre(label, offset);
            if (label.box.width() > 1.1 * wide || label.box.height() > tall) {
                return false;
            }
            const QRectF box = label.box.translated(at);
            if (free(box) && faults_.count(box, mayCover + 1) <= mayCover) {
                put(std::move(label), at);
                return true;
            }
        }
        return false;
    }

    /// Round its ground position, over as few faults as can be and never more than `mayCover`; of
    /// spots alike in that, over the fewest sites that work.
    bool putBeside(Label label, QPointF at, int mayCover)
    {
        const QFontMetricsF metrics{label.font};
        const double wide = metrics.horizontalAdvance(label.text);
        constexpr int most = 100; // sites that work weigh less than one fault
        const int limit = (mayCover + 1) * most;
        int least = limit;
        QPointF best;
        for (const QPointF& spot : spots(wide, metrics.capHeight(), style_.rightToLeft)) {
            label.baseline = spot;
            frame(label, wide, metrics);
            const QRectF box = label.box.translated(at);
            const int cost = free(box) ? faults_.count(box, mayCover + 1) * most +
                                             std::min(working_.count(box, most), most - 1)
                                       : limit;
            if (cost < least) {
                least = cost;
                best = spot;
                if (cost == 0) {
                    break;
                }
            }
        }
        if (least >= limit) {
            return false;
        }
        label.baseline = best;
        frame(label, wide, metrics);
        put(std::move(label), at);
        return true;
    }

    void placePlaces()
    {
        for (std::size_t i = 0; i < data_.places.size(); ++i) {
            const MapPlace& place = data_.places[i];
            const QPointF at = view_.toPixel(place.at);
            if (!room_.contains(at)) {
                continue;
            }
            const double n = place.population;
            const double size = n > 250000 ? 15 : n > 100000 ? 14 : n > 30000 ? 12 : 11;
            // Names appear with the scale: all the small ones at once would hide the map.
            if ((n < 6000 && view_.m_per_px > 90) || (n < 2000 && view_.m_per_px > 45) ||
                (n < 500 && view_.m_per_px > 25)) {
                continue;
            }
            const QString name = shownName(place.name, place.name_local, style_.language);
            Label label = textLabel(LabelKind::place, place.at, name, font(size, n > 100000),
                                    palette_.text, i);
            // A map without its cities tells nobody where he is: they may cover what they must.
            putBeside(std::move(label), at, n > 100000 ? 60 : n > 60000 ? 6 : 3);
        }
    }

    /// Starts of the baseline round a place, the best first: beside it (on the side the
    /// script begins), above, below, then further away.
    static std::vector<QPointF> spots(double wide, double cap, bool rightToLeft)
    {
        const double near = 9;
        const double far = std::min(reach_px, 20.0);
        const double side = rightToLeft ? -1 : 1;
        const auto beside = [&](double s, double gap, double dy) {
            return QPointF{s > 0 ? gap : -gap - wide, cap / 2 + dy};
        };
        const double last = reach_px; // where a crowd of symbols leaves nothing nearer
        return {beside(side, near, 0),      beside(-side, near, 0),    {-wide / 2, -near},
                {-wide / 2, near + cap},    beside(side, near, -near), beside(side, near, near),
                beside(-side, near, -near), beside(-side, near, near), {-wide / 2, -far},
                {-wide / 2, far + cap},     beside(side, far, 0),      beside(-side, far, 0),
                {-wide / 2, -last},         {-wide / 2, last + cap},   beside(side, last, 0),
                beside(-side, last, 0),     beside(side, far, -far),   beside(side, far, far),
                beside(-side, far, -far),   beside(-side, far, far)};
    }

    void placeAreas()
    {
        for (std::size_t i = 0; i < data_.areas.size(); ++i) {
            const MapArea& area = data_.areas[i];
            const double wide_px = area.box.width() / view_.m_per_px;
            if (area.name.isEmpty() || wide_px < 120 || wide_px > 4 * room_.width()) {
                continue;
            }
            const bool upright = style_.language.startsWith(u"ar");
            const QString name = shownName(area.name, area.name_local, style_.language);
            QFont f = font(12, true);
            if (!upright) {
                f.setLetterSpacing(QFont::AbsoluteSpacing, 2);
            }
            const geo::XY ground{(area.box.min_x + area.box.max_x) / 2,
                                 (area.box.min_y + area.box.max_y) / 2};
            Label label = textLabel(LabelKind::area, ground, upright ? name : name.toUpper(), f,
                                    palette_.areaText, i);
            const QPointF at = view_.toPixel(ground);
            const double tall = area.box.height() / view_.m_per_px;
            double most = 0;
            QPointF best;
            for (const double dy : {0.0, 0.12, -0.12, 0.25, -0.25, 0.36, -0.36}) {
                centre(label, {0, dy * tall});
                const QRectF box = label.box.translated(at);
                if (!free(box) || faults_.count(box, 1) > 0) {
                    continue;
                }
                if (const double within = shareWithin(area, box); within > most) {
                    most = within;
                    best = {0, dy * tall};
                }
                if (most == 1) {
                    break;
                }
            }
            if (most > 0.5) { // else it would be read as the neighbour's name
                centre(label, best);
                put(std::move(label), at);
            }
        }
    }

    /// Of seven points along a label, how many stand in the area: 0 to 1.
    double shareWithin(const MapArea& area, const QRectF& box) const
    {
        constexpr int points = 7;
        int within = 0;
        for (int k = 0; k < points; ++k) {
            const QPointF at{box.left() + box.width() * k / (points - 1), box.center().y()};
            within += geo::inside(area.shape, view_.toGround(at)) ? 1 : 0;
        }
        return static_cast<double>(within) / points;
    }

    const Viewport& view_;
    const MapData& data_;
    const MapState& state_;
    const Style& style_;
    const Palette& palette_;
    QRectF room_;
    Boxes taken_, faults_, working_;
    std::vector<Label> labels_;
};

} // namespace

std::vector<Label> placeLabels(const Viewport& view, const Snapshot& snapshot, const Style& style,
                               const Placement& placement, const LabelRequest& request)
{
    return Placer{view, snapshot, style, placement, request}.run();
}

void drawLabel(QPainter& painter, const Viewport& view, const Label& label, Theme theme)
{
    const QPointF at = view.toPixel(label.ground);
    if (label.kind == LabelKind::step) {
        const double far = std::hypot(label.baseline.x(), label.baseline.y());
        if (far > beside_px) {
            const Palette& p = palette(theme);
            for (const auto& [colour, wide] : {std::pair{p.halo, 3.4}, std::pair{p.planned, 1.4}}) {
                painter.setPen(QPen{colour, wide, Qt::SolidLine, Qt::RoundCap});
                painter.drawLine(at + label.baseline * (clearOfPlace_px / far),
                                 at + label.baseline * ((far - step_px / 2) / far));
            }
        }
        drawStep(painter, at + label.baseline, label.text.toInt(), label.step, theme, step_px,
                 label.sure);
        return;
    }
    drawWithHalo(painter, at + label.baseline, label.text, label.font, label.colour, label.halo);
}

} // namespace app::map
