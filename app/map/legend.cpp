#include "app/map/access.h"
#include "app/map/areas.h"
#include "app/map/candidates.h"
#include "app/map/furniture.h"
#include "app/map/ground.h"
#include "app/map/lines.h"
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <functional>

namespace app::map {

namespace {

constexpr double rowHeight_px = 21;
constexpr double gap_px = 18;

QString tr(const char* text)
{
    return QCoreApplication::translate("map", text);
}

/// One entry: a sample of a given width and its words.
struct Entry {
    double sample_px;
    QString words;
    std::function<void(QPainter&, QPointF centre)> draw;
};

/// What the map shows now, no more: a status nobody has needs no entry.
class Entries {
public:
    Entries(const Snapshot& snapshot, const Style& style, double m_per_px)
        : data_{*snapshot.data}, state_{*snapshot.state}, style_{style}
    {
        if (style.shows(LayerId::sites)) {
            sites();
        }
        if (style.shows(LayerId::plan) && !state_.steps.empty()) {
            add(24, tr("step of the plan"), [this](QPainter& painter, QPointF at) {
                drawStep(painter, at, 1, StepLook::planned, style_.theme, 17);
            });
            if (std::any_of(state_.steps.begin(), state_.steps.end(),
                            [](const MapStep& step) { return step.sure.has_value(); })) {
                add(28, tr("early in three of four drawn worlds"),
                    [this](QPainter& painter, QPointF at) {
                        drawStep(painter, at, 1, StepLook::planned, style_.theme, 15, 0.75);
                    });
            }
        }
        if (style.shows(LayerId::candidates)) {
            candidates(m_per_px);
        }
        if (style.shows(LayerId::technology)) {
            access();
        }
        if (style.shows(LayerId::gaps)) {
            gaps();
        }
        if (style.shows(LayerId::fibre)) {
            fibre();
        }
        if (style.shows(LayerId::links) && !data_.links.empty()) {
            add(28, tr("link"), [this](QPainter& painter, QPointF at) {
                painter.setPen(QPen{palette(style_.theme).fibre, 0.8});
                painter.drawLine(at - QPointF{14, 0}, at + QPointF{14, 0});
                drawLinkDiamond(painter, at, false, style_.theme);
            });
        }
        if (style.shows(LayerId::signal)) {
            signal();
        }
        if (style.shows(LayerId::servers)) {
            servers();
        }
        if (const double step_m = contourStep_m(m_per_px);
            style.shows(LayerId::contours) && step_m > 0 && data_.terrain != nullptr) {
            add(24, tr("height, every %1 m").arg(step_m), [this](QPainter& painter, QPointF at) {
                painter.setPen(QPen{palette(style_.theme).contour, 1});
                painter.drawLine(at - QPointF{12, 0}, at + QPointF{12, 0});
            });
        }
        if (style.shows(LayerId::facilities)) {
            facilities();
        }
    }
    std::vector<Entry> list;

private:
    void add(double sample_px, const QString& words, std::function<void(QPainter&, QPointF)> draw)
    {
        list.push_back({sample_px, words, std::move(draw)});
    }

    void sites()
    {
        constexpr SiteLook order[] = {SiteLook::working,  SiteLook::degraded,  SiteLook::noPower,
                                      SiteLook::backhaul, SiteLook::destroyed, SiteLook::out,
                                      SiteLook::unknown,  SiteLook::planned,   SiteLook::repaired};
        for (const SiteLook look : order) {
            if (std::find(state_.sites.begin(), state_.sites.end(), look) == state_.sites.end() ||
                style_.hiddenLooks.test(static_cast<std::size_t>(look))) {
                continue;
            }
            const double size = look == SiteLook::working ? 9 : 12;
            add(14, title(look).toLower(), [this, look, size](QPainter& painter, QPointF at) {
                drawSite(painter, at, look, size, style_.theme);
            });
        }
    }

    void candidates(double m_per_px)
    {
        const auto entry = [&](CandidateLook look, int number, const QString& words) {
            const bool any = std::any_of(data_.candidates.begin(), data_.candidates.end(),
                                         [&](const MapCandidate& c) {
                                             return c.look == look && candidateShown(c, m_per_px);
                                         });
            if (any) {
                add(18, words, [this, look, number](QPainter& painter, QPointF at) {
                    drawCandidate(painter, at, look, number, style_.theme);
                });
            }
        };
        entry(CandidateLook::chosen, 1, tr("new site"));
        entry(CandidateLook::open, 0, tr("possible site"));
        entry(CandidateLook::refused, 0, tr("refused place"));
    }

    void access()
    {
        for (int i = 0; i < accessLookCount; ++i) {
            const auto look = static_cast<AccessLook>(i);
            if (std::any_of(data_.access.begin(), data_.access.end(),
                            [look](const MapAccess& place) { return place.look == look; })) {
                add(16, title(look).toLower(), [this, look](QPainter& painter, QPointF at) {
                    drawAccessBadge(painter, at, look, 15, style_.theme);
                });
            }
        }
    }

    void gaps()
    {
        const auto has = [this](bool lost) {
            return std::any_of(state_.gaps.begin(), state_.gaps.end(),
                               [lost](const MapGap& g) { return g.lost == lost; });
        };
        if (has(true)) {
            add(24, tr("lost service, people"), [this](QPainter& painter, QPointF at) {
                drawGapSample(painter, {at.x() - 12, at.y() - 6.5, 24, 13}, true, style_.theme);
            });
        }
        if (has(false)) {
            add(24, tr("never served, people"), [this](QPainter& painter, QPointF at) {
                drawGapSample(painter, {at.x() - 12, at.y() - 6.5, 24, 13}, false, style_.theme);
            });
        }
    }

    void fibre()
    {
        const auto span = [this](const QString& words, planning::SpanRole role, SpanLook look,
                                 double wide) {
            add(wide, words, [this, role, look, wide](QPainter& painter, QPointF at) {
                drawSpanSample(painter, at - QPointF{wide / 2, 0}, at + QPointF{wide / 2, 0}, role,
                               look, false, style_.theme);
            });
        };
        using planning::SpanRole;
        const auto has = [this](SpanLook look) {
            return std::find(state_.spans.begin(), state_.spans.end(), look) != state_.spans.end();
        };
        if (!data_.spans.empty()) {
            span(tr("fibre"), SpanRole::backbone, SpanLook::working, 28);
        }
        if (has(SpanLook::degraded)) {
            span(tr("fibre, degraded"), SpanRole::backbone, SpanLook::degraded, 30);
        }
        if (has(SpanLook::cut)) {
            span(tr("fibre, cut"), SpanRole::backbone, SpanLook::cut, 40);
        }
        if (has(SpanLook::mended)) {
            span(tr("fibre, mended"), SpanRole::backbone, SpanLook::mended, 28);
        }
        if (has(SpanLook::planned)) {
            span(tr("fibre, planned"), SpanRole::backbone, SpanLook::planned, 28);
        }
    }

    void signal()
    {
        for (const SignalTint& tint : data_.signal) {
            if (tint.technology != style_.technology) {
                continue;
            }
            const std::string_view name = planning::text(tint.technology);
            add(4 * 34,
                tr("%1 signal, dBm").arg(QString::fromUtf8(name.data(), qsizetype(name.size()))),
                [this, limits = tint.limits_dbm](QPainter& painter, QPointF at) {
                    const Palette& p = palette(style_.theme);
                    const QFont f = font(10);
                    for (std::size_t i = 0; i < 4; ++i) {
                        const QRectF box{at.x() - 68 + 34.0 * static_cast<double>(i), at.y() - 7,
                                         34, 14};
                        painter.fillRect(box, p.land);
                        QColor colour = p.signal[static_cast<std::size_t>(style_.technology)];
                        colour.setAlphaF(static_cast<float>(p.signalOpacity[i]));
                        painter.fillRect(box, colour);
                        drawCentred(painter, box.center(),
                                    QStringLiteral("≥ −%1").arg(-limits[i], 0, 'f', 0), f, p.text);
                    }
                });
        }
    }

    void servers()
    {
        const auto tint =
            std::ranges::find(data_.signal, style_.technology, &SignalTint::technology);
        if (tint == data_.signal.end() || tint->servers.empty()) {
            return;
        }
        for (const bool many : {false, true}) {
            add(24, many ? tr("three sites or more received") : tr("two sites received"),
                [this, many](QPainter& painter, QPointF at) {
                    drawServersSample(painter, {at.x() - 12, at.y() - 6.5, 24, 13}, many,
                                      style_.technology, style_.theme);
                });
        }
    }

    void facilities()
    {
        using planning::FacilityKind;
        const std::pair<FacilityKind, const char*> kinds[] = {
            {FacilityKind::hospital, QT_TRANSLATE_NOOP("map", "hospital")},
            {FacilityKind::clinic, QT_TRANSLATE_NOOP("map", "clinic")},
            {FacilityKind::school, QT_TRANSLATE_NOOP("map", "school")},
            {FacilityKind::shelter, QT_TRANSLATE_NOOP("map", "shelter")},
            {FacilityKind::water, QT_TRANSLATE_NOOP("map", "water")},
            {FacilityKind::government, QT_TRANSLATE_NOOP("map", "government")}};
        for (const auto& [kind, words] : kinds) {
            if (std::any_of(data_.facilities.begin(), data_.facilities.end(),
                            [k = kind](const MapFacility& f) { return f.kind == k; })) {
                add(18, tr(words), [this, k = kind](QPainter& painter, QPointF at) {
                    drawFacility(painter, at, k, style_.theme);
                });
            }
        }
    }

    const MapData& data_;
    const MapState& state_;
    const Style& style_;
};

} // namespace

double drawLegend(QPainter* painter, QPointF topLeft, double width_px, const Snapshot& snapshot,
                  const Style& style, double m_per_px)
{
    const Entries entries{snapshot, style, m_per_px};
    const QFont f = font(12);
    const QFontMetricsF metrics{f};
    double x = 0;
    double y = 0;
    for (const Entry& entry : entries.list) {
        const double words = metrics.horizontalAdvance(entry.words);
        const double wide = entry.sample_px + 7 + words;
        if (x > 0 && x + wide > width_px) {
            x = 0;
            y += rowHeight_px;
        }
        if (painter != nullptr) {
            // Right to left: the same row, mirrored.
            const double left = style.rightToLeft ? width_px - x - wide : x;
            const double sample = style.rightToLeft ? left + wide - entry.sample_px : left;
            const double text = style.rightToLeft ? left : left + entry.sample_px + 7;
            const double middle = topLeft.y() + y + rowHeight_px / 2;
            entry.draw(*painter, {topLeft.x() + sample + entry.sample_px / 2, middle});
            painter->setFont(f);
            painter->setPen(palette(style.theme).text2);
            painter->drawText(QPointF{topLeft.x() + text, middle + metrics.capHeight() / 2},
                              entry.words);
        }
        x += wide + gap_px;
    }
    return entries.list.empty() ? 0 : y + rowHeight_px;
}

} // namespace app::map
