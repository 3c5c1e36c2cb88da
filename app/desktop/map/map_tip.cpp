#include "app/desktop/map/map_tip.h"

#include "app/document/words.h"
#include "app/map/text.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace app::desktop {

using document::Target;
using document::TargetKind;

namespace {

constexpr double pad_px = 10;
constexpr double titleLine_px = 18;
constexpr double line_px = 16;
constexpr double widest_px = 320;

const planning::AssetStatus* statusOf(const planning::Statuses& statuses, planning::AssetRef asset)
{
    const auto pick = [&asset](const std::vector<planning::AssetStatus>& list) {
        return asset.index < list.size() ? &list[asset.index] : nullptr;
    };
    switch (asset.kind) {
    case planning::AssetKind::site:
        return pick(statuses.sites);
    case planning::AssetKind::cell:
        return pick(statuses.cells);
    case planning::AssetKind::node:
        return pick(statuses.nodes);
    case planning::AssetKind::span:
        return pick(statuses.spans);
    case planning::AssetKind::link:
        return pick(statuses.links);
    case planning::AssetKind::gridNode:
        return pick(statuses.grid_nodes);
    case planning::AssetKind::gridLine:
        return pick(statuses.grid_lines);
    }
    return nullptr;
}

QStringList wordsOfAsset(const Session& session, planning::AssetRef asset)
{
    const auto& situation = session.document()->situation();
    const auto& world = situation.scenario;
    QStringList lines{QString::fromStdString(planning::assetId(world, asset))};
    if (asset.kind == planning::AssetKind::site && asset.index < world.sites.size()) {
        const planning::Site& site = world.sites[asset.index];
        if (!site.name.empty()) {
            lines[0] += QStringLiteral("  ") + QString::fromStdString(site.name);
        }
        const auto& looks = session.snapshot().state->sites;
        if (asset.index < looks.size()) {
            lines << map::title(looks[asset.index]);
        }
    } else {
        lines[0] = document::words(asset.kind) + QStringLiteral(" ") + lines[0];
        if (const auto* status = statusOf(situation.statuses, asset)) {
            lines << document::words(status->status);
        }
    }
    const auto* status = statusOf(situation.statuses, asset);
    if (status != nullptr && status->observation &&
        *status->observation < world.observations.size()) {
        const planning::Observation& seen = world.observations[*status->observation];
        const QString when = document::dateWords(seen.observed_at);
        lines << (seen.source.empty()
                      ? when
                      : QString::fromStdString(seen.source) + QStringLiteral(" · ") + when);
        if (status->disputed) {
            lines << MapTip::tr("Another source says otherwise");
        }
    }
    return lines;
}

} // namespace

namespace {

/// What connects a place afterwards, while the map shows it.
void addTechnology(QStringList& lines, const Session& session, const std::string& placeId)
{
    const document::PlaceRow* row = session.document()->technologyOf(placeId);
    if (row == nullptr || !session.style().shows(map::LayerId::technology)) {
        return;
    }
    lines << MapTip::tr("Afterwards: %1").arg(document::technologyName(row->technology));
    if (!row->runner_up.isEmpty()) {
        lines << MapTip::tr("Next best: %1").arg(document::technologyName(row->runner_up));
    }
}

} // namespace

QStringList shortWords(const Session& session, const Target& target)
{
    if (session.document() == nullptr || session.snapshot().state == nullptr) {
        return {};
    }
    const auto& world = session.document()->situation().scenario;
    const std::size_t i = target.index;
    switch (target.kind) {
    case TargetKind::asset:
        return wordsOfAsset(session, target.asset);
    case TargetKind::settlement:
        if (i < world.settlements.size()) {
            const auto& place = world.settlements[i];
            QStringList lines{map::shownName(QString::fromStdString(place.name),
                                             QString::fromStdString(place.name_local),
                                             session.style().language)};
            lines << (place.population
                          ? MapTip::tr("About %1 people").arg(map::grouped(*place.population))
                          : MapTip::tr("Population unknown"));
            addTechnology(lines, session, place.settlement_id);
            return lines;
        }
        break;
    case TargetKind::facility:
        if (i < world.facilities.size()) {
            const auto& facility = world.facilities[i];
            QStringList lines{QString::fromStdString(facility.name.empty() ? facility.facility_id
                                                                           : facility.name),
                              document::words(facility.kind)};
            addTechnology(lines, session, facility.facility_id);
            return lines;
        }
        break;
    case TargetKind::area:
        if (i < world.areas.size()) {
            return {map::shownName(QString::fromStdString(world.areas[i].name),
                                   QString::fromStdString(world.areas[i].name_local),
                                   session.style().language)};
        }
        break;
    case TargetKind::gap:
        if (i < session.snapshot().state->gaps.size()) {
            const auto& gap = session.snapshot().state->gaps[i];
            return {MapTip::tr("%1 people not served").arg(map::grouped(gap.people)),
                    gap.lost ? MapTip::tr("Had service before the damage")
                             : MapTip::tr("Never had service")};
        }
        break;
    case TargetKind::step:
        if (const auto* plan = session.document()->plan(); plan && i < plan->steps.size()) {
            const document::StepRow& step = plan->steps[i];
            QStringList lines{QStringLiteral("#%1  ").arg(step.number) + step.what};
            if (step.sure) {
                lines << document::words(*step.sure);
            }
            return lines;
        }
        break;
    case TargetKind::candidate:
        if (i < session.document()->candidates().size()) {
            const auto& candidate = session.document()->candidates()[i];
            return {candidate.name, document::reasonWords(candidate)};
        }
        break;
    }
    return {};
}

MapTip::MapTip(Session& session, QWidget* parent) : QWidget{parent}, session_{session}
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void MapTip::showTarget(const Target& target, QPointF at)
{
    place(shortWords(session_, target), at);
}

void MapTip::showCluster(const map::PlacedCluster& cluster, QPointF at)
{
    QStringList lines{tr("%1 sites").arg(cluster.sites.size())};
    for (std::size_t i = 0; i < cluster.counts.size(); ++i) {
        if (cluster.counts[i] > 0) {
            lines << QStringLiteral("%1  %2")
                         .arg(cluster.counts[i])
                         .arg(map::title(static_cast<map::SiteLook>(i)));
        }
    }
    lines << tr("Click to look closer");
    place(lines, at);
}

void MapTip::place(const QStringList& lines, QPointF at)
{
    lines_ = lines;
    if (lines.isEmpty()) {
        hide();
        return;
    }
    const QFontMetricsF bold{map::font(12, true)};
    const QFontMetricsF plain{map::font(12)};
    double wide = bold.horizontalAdvance(lines.front());
    for (qsizetype i = 1; i < lines.size(); ++i) {
        wide = std::max(wide, plain.horizontalAdvance(lines[i]));
    }
    const QSize size{static_cast<int>(std::ceil(std::min(wide, widest_px) + 2 * pad_px)),
                     static_cast<int>(2 * pad_px - 4 + titleLine_px +
                                      line_px * static_cast<double>(lines.size() - 1))};
    QPoint corner = at.toPoint() + QPoint{14, 18};
    if (corner.x() + size.width() > parentWidget()->width() - 4) {
        corner.setX(at.toPoint().x() - 14 - size.width());
    }
    if (corner.y() + size.height() > parentWidget()->height() - 4) {
        corner.setY(at.toPoint().y() - 12 - size.height());
    }
    setGeometry({corner, size});
    setAccessibleName(lines.join(QStringLiteral(", ")));
    update();
    show();
    raise();
}

void MapTip::paintEvent(QPaintEvent*)
{
    const map::Palette& p = map::palette(session_.theme());
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // of each text by its own letters
    painter.setPen(QPen{p.fieldEdge, 1});
    painter.setBrush(p.panel);
    painter.drawRoundedRect(QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    double y = pad_px - 2;
    const bool rtl = session_.style().rightToLeft;
    for (qsizetype i = 0; i < lines_.size(); ++i) {
        const bool first = i == 0;
        const QFont f = map::font(12, first);
        const double tall = first ? titleLine_px : line_px;
        painter.setFont(f);
        painter.setPen(first ? p.text : p.text2);
        const QRectF line{pad_px, y, width() - 2 * pad_px, tall};
        painter.drawText(line, (rtl ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                         QFontMetricsF{f}.elidedText(lines_[i], Qt::ElideRight, line.width()));
        y += tall;
    }
}

} // namespace app::desktop
