#include "app/desktop/panels/chain_view.h"

#include "app/desktop/appearance.h"
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <array>

namespace app::desktop {

using document::ChainPiece;

namespace {

constexpr double rowHeight_px = 22;
constexpr double iconWide_px = 26;

bool isLine(const ChainPiece& piece)
{
    return piece.asset.kind == planning::AssetKind::span ||
           piece.asset.kind == planning::AssetKind::link;
}

bool isBroken(const ChainPiece& piece)
{
    return piece.service == planning::Service::off;
}

} // namespace

ChainView::ChainView(Session& session, std::shared_ptr<const document::Facts> facts,
                     QWidget* parent)
    : QWidget{parent}, session_{session}, facts_{std::move(facts)}
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QStringList words;
    for (const ChainPiece& piece : facts_->chain) {
        words << piece.id + u' ' + piece.state;
    }
    setAccessibleName(words.join(QStringLiteral(", ")));
    fold();
    connect(&session_, &Session::hoverChanged, this, [this] { update(); });
}

QSize ChainView::sizeHint() const
{
    return {200, static_cast<int>(rowHeight_px * static_cast<double>(rows_.size()))};
}

/// What is broken, its neighbours and both ends are shown; long stretches that work are not.
void ChainView::fold()
{
    rows_.clear();
    const auto& chain = facts_->chain;
    const auto shown = [&](std::size_t i) {
        const bool end = i < 2 || i + 1 >= chain.size();
        return unfolded_ || end || isBroken(chain[i]) || isBroken(chain[i - 1]) ||
               isBroken(chain[i + 1]);
    };
    for (std::size_t i = 0; i < chain.size();) {
        std::size_t run = 0;
        while (i + run < chain.size() && !shown(i + run)) {
            ++run;
        }
        if (run > 3) {
            rows_.push_back({i, run});
            i += run;
        } else {
            rows_.push_back({i, 0});
            ++i;
        }
    }
    setFixedHeight(sizeHint().height());
}

const ChainView::Row* ChainView::rowAt(double y) const
{
    const auto row = static_cast<std::size_t>(std::max(0.0, y) / rowHeight_px);
    return row < rows_.size() ? &rows_[row] : nullptr;
}

void ChainView::paintRow(QPainter& painter, std::size_t i) const
{
    const map::Palette& p = map::palette(session_.theme());
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const ChainPiece& piece = facts_->chain[rows_[i].piece];
    const std::size_t at = rows_[i].piece;
    const QRectF row{0, rowHeight_px * static_cast<double>(i), double(width()), rowHeight_px};
    const auto mirrored = [&](const QRectF& box) {
        return rtl ? QRectF{width() - box.right(), box.top(), box.width(), box.height()} : box;
    };
    if (rows_[i].folded > 0) {
        const QPointF middle = mirrored({0, row.top(), 18, rowHeight_px}).center();
        painter.setPen(Qt::NoPen);
        for (const double dy : {-5.0, 0.0, 5.0}) {
            painter.setBrush(p.panel);
            painter.drawEllipse(middle + QPointF{0, dy}, 3, 3);
            painter.setBrush(p.fibre);
            painter.drawEllipse(middle + QPointF{0, dy}, 1.4, 1.4);
        }
        painter.setFont(map::font(12));
        painter.setPen(p.accent);
        painter.drawText(mirrored(row.adjusted(iconWide_px + 4, 0, 0, 0)),
                         (rtl ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                         tr("%1 pieces that work").arg(rows_[i].folded));
        return;
    }
    const bool broken = isBroken(piece);
    if (broken && piece.mend) {
        painter.fillRect(mirrored(row.adjusted(iconWide_px, 1.5, 0, -1.5)), p.faultGround);
    }
    if (session_.hover() == document::Target::of(piece.asset)) {
        painter.fillRect(mirrored(row.adjusted(iconWide_px, 1.5, 0, -1.5)), p.sunk);
    }
    // What it is, on the line that runs through all of them.
    const QPointF icon = mirrored({0, row.top(), 18, rowHeight_px}).center();
    switch (piece.asset.kind) {
    case planning::AssetKind::site:
        map::drawSite(painter, icon,
                      at == 0 && facts_->look ? *facts_->look
                      : broken                ? map::SiteLook::destroyed
                                              : map::SiteLook::working,
                      at == 0 ? 14 : 9, session_.theme());
        break;
    case planning::AssetKind::node:
        map::drawNode(painter, icon,
                      at + 1 == facts_->chain.size() ? planning::NodeKind::core
                                                     : planning::NodeKind::aggregation,
                      session_.theme());
        break;
    default:
        if (broken) {
            map::drawCross(painter, icon, 9, p.destroyed, p.panel, 2);
        } else {
            map::drawLinkDiamond(painter, icon, false, session_.theme());
        }
    }
    // Number of the step that mends it.
    double end = width();
    if (piece.step > 0) {
        const QRectF box = mirrored({end - 24, row.top(), 24, rowHeight_px});
        map::drawStep(painter, box.center(), piece.step, map::StepLook::planned, session_.theme(),
                      18);
        end -= 30;
    }
    const QFont bold = map::font(12, true);
    const QFont plain = map::font(12);
    const QString first = piece.id;
    const QString rest = piece.name.isEmpty() || piece.name == piece.id
                             ? piece.state
                             : piece.name + QStringLiteral(" · ") + piece.state;
    double x = iconWide_px + 4;
    const auto word = [&](const QString& text, const QFont& font, const QColor& colour) {
        const QString shown = fitted(text, font, end - x);
        const double own = QFontMetricsF{font}.horizontalAdvance(shown);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(mirrored({x, row.top(), own + 1, rowHeight_px}), Qt::AlignCenter, shown);
        x += own + 6;
    };
    word(map::isolated(first), isLine(piece) && !broken ? plain : bold,
         broken ? p.destroyed : p.text);
    word(rest, plain, p.text2);
}

void ChainView::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // of each text by its own letters
    const map::Palette& p = map::palette(session_.theme());
    const double x = layoutDirection() == Qt::RightToLeft ? width() - 9.0 : 9.0;
    painter.setPen(QPen{p.fibre, 2});
    painter.drawLine(QPointF{x, rowHeight_px / 2}, QPointF{x, height() - rowHeight_px / 2});
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        paintRow(painter, i);
    }
}

void ChainView::mousePressEvent(QMouseEvent* event)
{
    const Row* row = rowAt(event->position().y());
    if (row != nullptr && row->folded > 0) {
        unfolded_ = true;
        fold();
        update();
    } else if (row != nullptr) {
        session_.show(document::Target::of(facts_->chain[row->piece].asset));
    }
}

void ChainView::mouseMoveEvent(QMouseEvent* event)
{
    const Row* row = rowAt(event->position().y());
    setCursor(row != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (row != nullptr && row->folded == 0) {
        session_.setHover(document::Target::of(facts_->chain[row->piece].asset));
    }
}

void ChainView::leaveEvent(QEvent*)
{
    session_.setHover({});
}

ChainBoxes::ChainBoxes(Session& session, std::shared_ptr<const document::Facts> facts,
                       QWidget* parent)
    : QWidget{parent}, session_{session}, facts_{std::move(facts)}
{
    setFixedHeight(46);
    setAccessibleName(tr("Power %1, path %2, core %3")
                          .arg(facts_->powerWords, facts_->pathWords, facts_->coreWords));
}

void ChainBoxes::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // of each text by its own letters
    const map::Palette& p = map::palette(session_.theme());
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const Qt::Alignment side = rtl ? Qt::AlignRight : Qt::AlignLeft;
    struct Part {
        QString title, words;
        planning::Service service;
    };
    const std::array<Part, 3> parts{{{tr("Power"), facts_->powerWords, facts_->power},
                                     {tr("Path"), facts_->pathWords, facts_->path},
                                     {tr("Core"), facts_->coreWords, facts_->core}}};
    constexpr double arrow_px = 14;
    constexpr double mark_px = 15; // with the gap after it
    constexpr double pad_px = 7;
    const QFont bold = map::font(12, true);
    // Each as wide as its words need; what is left is shared, what lacks is borne by all.
    std::array<double, 3> wides{};
    double needed = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        wides[i] = std::max(QFontMetricsF{map::font(11)}.horizontalAdvance(parts[i].title),
                            mark_px + QFontMetricsF{bold}.horizontalAdvance(parts[i].words)) +
                   2 * pad_px + 1;
        needed += wides[i];
    }
    const double room = width() - 2 * arrow_px;
    double from = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        const double wide =
            needed <= room ? wides[i] + (room - needed) / 3 : wides[i] * room / needed;
        const QRectF box{rtl ? width() - from - wide : from, 0, wide, double(height())};
        const bool off = part.service == planning::Service::off;
        painter.setPen(Qt::NoPen);
        painter.setBrush(off ? p.faultGround : p.sunk);
        painter.drawRoundedRect(box, 6, 6);
        const QRectF inner = box.adjusted(pad_px, 5, -pad_px, -5);
        painter.setFont(map::font(11));
        painter.setPen(p.text2);
        painter.drawText(inner, side | Qt::AlignTop, part.title);
        // Round marks are checks; the map's symbols mean assets and nothing else.
        const QPointF mark{rtl ? inner.right() - 6 : inner.left() + 6, inner.bottom() - 8};
        const QColor colour = off                                          ? p.destroyed
                              : part.service == planning::Service::unknown ? p.unknown
                                                                           : p.working;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(mark, 6, 6);
        painter.setPen(QPen{p.panel, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        if (off) {
            painter.drawLine(mark - QPointF{3, 0}, mark + QPointF{3, 0});
        } else if (part.service == planning::Service::unknown) {
            map::drawCentred(painter, mark, QStringLiteral("?"), map::font(9, true), p.panel);
        } else {
            const QPointF tick[] = {mark + QPointF{-2.8, 0.2}, mark + QPointF{-0.8, 2.2},
                                    mark + QPointF{2.8, -2}};
            painter.drawPolyline(tick, 3);
        }
        painter.setFont(bold);
        painter.setPen(off ? p.destroyed : p.text);
        const QRectF words =
            rtl ? inner.adjusted(0, 0, -mark_px, 0) : inner.adjusted(mark_px, 0, 0, 0);
        painter.drawText(words, side | Qt::AlignBottom, fitted(part.words, bold, words.width()));
        if (i + 1 < parts.size()) {
            const double at = rtl ? box.left() - arrow_px / 2 : box.right() + arrow_px / 2;
            map::drawCentred(painter, {at, height() / 2.0},
                             rtl ? QStringLiteral("←") : QStringLiteral("→"), map::font(13),
                             p.text2);
        }
        from += wide + arrow_px;
    }
}

} // namespace app::desktop
