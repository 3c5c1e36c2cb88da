// What the list of layers says about each of them.
#include "app/desktop/panels/layer_list.h"
#include "app/map/access.h"
#include "app/map/areas.h"
#include "app/map/candidates.h"
#include "app/map/lines.h"
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <QtGui/QFontMetricsF>

#include <algorithm>

namespace app::desktop {

namespace {

constexpr double lineHeight_px = 21;

QString figureOf(std::size_t n)
{
    return map::grouped(static_cast<double>(n));
}

} // namespace

void LayerList::addHead(map::LayerId id, const QString& figure)
{
    Row row;
    row.layer = id;
    row.title = map::title(id);
    row.figure = figure;
    row.top = rows_.empty() ? 0 : rows_.back().top + rows_.back().height;
    rows_.push_back(std::move(row));
}

LayerList::Row& LayerList::addLine(map::LayerId id, const QString& title, const QString& figure,
                                   std::function<void(QPainter&, const QRectF&)> draw)
{
    Row row;
    row.layer = id;
    row.head = false;
    row.title = title;
    row.figure = figure;
    row.height = lineHeight_px;
    row.draw = std::move(draw);
    row.dim = !session_.style().shows(id);
    row.top = rows_.back().top + rows_.back().height;
    rows_.push_back(std::move(row));
    return rows_.back();
}

void LayerList::rebuild()
{
    rows_.clear();
    hovered_ = -1;
    const auto& lie = session_.snapshot().data;
    if (lie == nullptr || session_.snapshot().state == nullptr) {
        updateGeometry();
        update();
        return;
    }
    for (const map::LayerState& layer : session_.style().layers) {
        switch (layer.id) {
        case map::LayerId::plan:
            addPlan();
            break;
        case map::LayerId::candidates:
            addCandidates();
            break;
        case map::LayerId::technology:
            addTechnology();
            break;
        case map::LayerId::sites:
            addSites();
            break;
        case map::LayerId::gaps:
            addGaps();
            break;
        case map::LayerId::fibre:
            addFibre();
            break;
        case map::LayerId::signal:
            addSignal();
            break;
        case map::LayerId::servers:
            addServers();
            break;
        case map::LayerId::links:
            addHead(layer.id, figureOf(lie->links.size()));
            break;
        case map::LayerId::places:
            addHead(layer.id, figureOf(lie->places.size()));
            break;
        case map::LayerId::facilities:
            addHead(layer.id, figureOf(lie->facilities.size()));
            break;
        case map::LayerId::areas:
            addHead(layer.id, figureOf(lie->areas.size()));
            break;
        case map::LayerId::people:
            addHead(layer.id, lie->people_per_km2 != nullptr ? QString{}
                              : session_.groundArriving()    ? tr("loading")
                                                             : tr("none"));
            break;
        case map::LayerId::contours:
            addHead(layer.id, lie->terrain == nullptr ? tr("none") : QString{});
            if (layer.visible && lie->terrain != nullptr) {
                addLine(layer.id, tr("from near by (zoom 12)"), {}, {});
            }
            break;
        case map::LayerId::terrain:
            addHead(layer.id, lie->terrain != nullptr     ? QString{}
                              : session_.groundArriving() ? tr("loading")
                                                          : tr("none"));
            break;
        }
    }
    updateGeometry();
    setMinimumHeight(sizeHint().height());
    update();
}

void LayerList::addPlan()
{
    const auto& steps = session_.snapshot().state->steps;
    if (session_.document() == nullptr || session_.document()->plan() == nullptr) {
        return; // nothing to show or hide
    }
    addHead(map::LayerId::plan, {});
    const map::Theme theme = session_.theme();
    const auto done = std::count_if(steps.begin(), steps.end(),
                                    [](const map::MapStep& step) { return step.done; });
    addLine(map::LayerId::plan, tr("In the plan"), figureOf(steps.size()),
            [theme](QPainter& painter, const QRectF& box) {
                map::drawStep(painter, box.center(), 0, map::StepLook::planned, theme, 14);
            });
    if (std::any_of(steps.begin(), steps.end(),
                    [](const map::MapStep& step) { return step.sure.has_value(); })) {
        addLine(map::LayerId::plan, tr("Early in ¾ of worlds"), {},
                [theme](QPainter& painter, const QRectF& box) {
                    map::drawStep(painter, box.center(), 0, map::StepLook::planned, theme, 9, 0.75);
                });
    }
    if (done > 0) {
        addLine(map::LayerId::plan, tr("Done so far"), figureOf(static_cast<std::size_t>(done)),
                [theme](QPainter& painter, const QRectF& box) {
                    map::drawSite(painter, box.center(), map::SiteLook::repaired, 12, theme);
                });
    }
}

void LayerList::addCandidates()
{
    using map::CandidateLook;
    const auto& all = session_.snapshot().data->candidates;
    const auto count = [&](CandidateLook look) {
        return static_cast<std::size_t>(std::count_if(
            all.begin(), all.end(), [look](const auto& c) { return c.look == look; }));
    };
    addHead(map::LayerId::candidates, figureOf(count(CandidateLook::chosen)));
    if (!session_.style().shows(map::LayerId::candidates)) {
        return;
    }
    const map::Theme theme = session_.theme();
    const std::pair<CandidateLook, QString> lines[] = {
        {CandidateLook::chosen, tr("To be built")},
        {CandidateLook::open, tr("Possible")},
        {CandidateLook::refused, tr("Refused (near by)")}};
    for (const auto& [look, words] : lines) {
        if (count(look) > 0) {
            addLine(map::LayerId::candidates, words, figureOf(count(look)),
                    [l = look, theme](QPainter& painter, const QRectF& box) {
                        map::drawCandidate(painter, box.center(), l, 0, theme);
                    });
        }
    }
}

void LayerList::addTechnology()
{
    const auto& places = session_.snapshot().data->access;
    if (places.empty()) {
        return; // nothing to show or hide
    }
    addHead(map::LayerId::technology, figureOf(places.size()));
    if (!session_.style().shows(map::LayerId::technology)) {
        return;
    }
    const map::Theme theme = session_.theme();
    for (int i = 0; i < map::accessLookCount; ++i) {
        const auto look = static_cast<map::AccessLook>(i);
        const auto n = std::count_if(places.begin(), places.end(),
                                     [look](const auto& place) { return place.look == look; });
        if (n > 0) {
            addLine(map::LayerId::technology, map::title(look),
                    figureOf(static_cast<std::size_t>(n)),
                    [look, theme](QPainter& painter, const QRectF& box) {
                        map::drawAccessBadge(painter, box.center(), look, 14, theme);
                    });
        }
    }
}

void LayerList::addSites()
{
    const auto& looks = session_.snapshot().state->sites;
    addHead(map::LayerId::sites, figureOf(looks.size()));
    const map::Theme theme = session_.theme();
    constexpr std::pair<map::SiteLook, bool> order[] = {
        {map::SiteLook::working, true},   {map::SiteLook::degraded, true},
        {map::SiteLook::noPower, true},   {map::SiteLook::backhaul, true},
        {map::SiteLook::destroyed, true}, {map::SiteLook::out, false},
        {map::SiteLook::unknown, true},   {map::SiteLook::repaired, false},
        {map::SiteLook::planned, false}};
    for (const auto& [look, always] : order) {
        const auto n = static_cast<std::size_t>(std::count(looks.begin(), looks.end(), look));
        if (n == 0 && !always) {
            continue;
        }
        Row& row = addLine(map::LayerId::sites, map::title(look), figureOf(n),
                           [l = look, theme](QPainter& painter, const QRectF& box) {
                               map::drawSite(painter, box.center(), l,
                                             l == map::SiteLook::working ? 9 : 12, theme);
                           });
        const bool hidden = session_.style().hiddenLooks.test(static_cast<std::size_t>(look));
        row.dim = row.dim || hidden;
        row.click = [this, l = look, hidden] { session_.setLookVisible(l, hidden); };
    }
}

void LayerList::addGaps()
{
    const auto& gaps = session_.snapshot().state->gaps;
    const document::Headline& h = session_.headline();
    if (!h.covered) {
        addHead(map::LayerId::gaps, tr("not counted"));
        return;
    }
    addHead(map::LayerId::gaps, figureOf(gaps.size()));
    const map::Theme theme = session_.theme();
    for (const bool lost : {true, false}) {
        if (std::none_of(gaps.begin(), gaps.end(),
                         [lost](const map::MapGap& gap) { return gap.lost == lost; })) {
            continue;
        }
        addLine(map::LayerId::gaps, lost ? tr("Lost service") : tr("Never served"),
                map::shortCount(lost ? h.lost : h.never),
                [lost, theme](QPainter& painter, const QRectF& box) {
                    map::drawGapSample(
                        painter, {box.left() + 1, box.center().y() - 6.5, box.width() - 2, 13},
                        lost, theme);
                });
    }
}

void LayerList::addFibre()
{
    const auto& lie = *session_.snapshot().data;
    const auto& looks = session_.snapshot().state->spans;
    addHead(map::LayerId::fibre, figureOf(lie.spans.size()));
    const map::Theme theme = session_.theme();
    const auto line = [&](const QString& title, const QString& figure, planning::SpanRole role,
                          map::SpanLook look) {
        addLine(map::LayerId::fibre, title, figure,
                [role, look, theme](QPainter& painter, const QRectF& box) {
                    const double reach = look == map::SpanLook::cut ? 2 : 0;
                    map::drawSpanSample(painter, {box.left() - reach, box.center().y()},
                                        {box.right() + reach, box.center().y()}, role, look, false,
                                        theme);
                });
    };
    using planning::SpanRole;
    const std::pair<SpanRole, QString> roles[] = {{SpanRole::backbone, tr("Backbone")},
                                                  {SpanRole::aggregation, tr("Aggregation")},
                                                  {SpanRole::access, tr("Access")}};
    for (const auto& [role, title] : roles) {
        if (std::any_of(lie.spans.begin(), lie.spans.end(),
                        [r = role](const map::MapSpan& span) { return span.role == r; })) {
            line(title, {}, role, map::SpanLook::working);
        }
    }
    const std::pair<map::SpanLook, QString> states[] = {{map::SpanLook::degraded, tr("Degraded")},
                                                        {map::SpanLook::cut, tr("Cut")},
                                                        {map::SpanLook::unknown, tr("Unknown")},
                                                        {map::SpanLook::planned, tr("Planned")},
                                                        {map::SpanLook::mended, tr("Mended")}};
    for (const auto& [look, title] : states) {
        const auto n = std::count(looks.begin(), looks.end(), look);
        if (n > 0) {
            line(title, figureOf(static_cast<std::size_t>(n)), SpanRole::aggregation, look);
        }
    }
}

void LayerList::addSignal()
{
    const auto& signals_ = session_.snapshot().data->signal;
    if (signals_.empty()) {
        addHead(map::LayerId::signal,
                session_.groundArriving() ? tr("loading") : tr("not computed"));
        return;
    }
    addHead(map::LayerId::signal, {});
    const map::Theme theme = session_.theme();
    const auto nameOf = [](planning::Technology technology) {
        const std::string_view name = planning::text(technology);
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    };
    for (const map::SignalTint& tint : signals_) {
        const bool chosen = tint.technology == session_.style().technology;
        if (!chosen) {
            continue;
        }
        addLine(map::LayerId::signal, {}, {},
                [theme, technology = tint.technology, limits = tint.limits_dbm](QPainter& painter,
                                                                                const QRectF& box) {
                    const map::Palette& p = map::palette(theme);
                    const double step = std::min(36.0, box.width() / 4);
                    for (std::size_t i = 0; i < 4; ++i) {
                        const QRectF part{box.left() + step * static_cast<double>(i), box.top() + 3,
                                          step, 9};
                        painter.fillRect(part, p.land);
                        QColor colour = p.signal[static_cast<std::size_t>(technology)];
                        colour.setAlphaF(static_cast<float>(p.signalOpacity[i]));
                        painter.fillRect(part, colour);
                        const QFont font = map::font(10);
                        map::drawCentred(painter, {part.center().x(), part.bottom() + 9},
                                         QStringLiteral("\u2212%1").arg(-limits[i], 0, 'f', 0),
                                         font, p.text2);
                    }
                })
            .height = 26;
    }
    for (const map::SignalTint& tint : signals_) {
        const bool chosen = tint.technology == session_.style().technology;
        Row& row = addLine(
            map::LayerId::signal,
            chosen ? tr("%1, modelled, dBm").arg(nameOf(tint.technology)) : nameOf(tint.technology),
            {},
            [theme, technology = tint.technology, chosen](QPainter& painter, const QRectF& box) {
                const map::Palette& p = map::palette(theme);
                const QColor colour = p.signal[static_cast<std::size_t>(technology)];
                painter.setPen(QPen{colour, 1.6});
                painter.setBrush(chosen ? QBrush{colour} : QBrush{Qt::NoBrush});
                painter.drawEllipse(box.center(), 4.5, 4.5);
            });
        row.click = [this, technology = tint.technology] {
            map::Style style = session_.style();
            style.technology = technology;
            session_.setStyle(style);
        };
    }
}

void LayerList::addServers()
{
    const map::Style& style = session_.style();
    const auto& tints = session_.snapshot().data->signal;
    const auto tint = std::ranges::find(tints, style.technology, &map::SignalTint::technology);
    const bool counted = tint != tints.end() && !tint->servers.empty();
    addHead(map::LayerId::servers, counted                     ? QString{}
                                   : session_.groundArriving() ? tr("loading")
                                                               : tr("not computed"));
    if (!counted || !style.shows(map::LayerId::servers)) {
        return;
    }
    for (const bool many : {false, true}) {
        addLine(map::LayerId::servers, many ? tr("Three or more") : tr("Two"), {},
                [many, technology = style.technology, theme = session_.theme()](QPainter& painter,
                                                                                const QRectF& box) {
                    map::drawServersSample(painter,
                                           {box.center().x() - 13, box.center().y() - 6.5, 26, 13},
                                           many, technology, theme);
                });
    }
}

} // namespace app::desktop
