#include "app/desktop/panels/headline_band.h"

#include "app/desktop/appearance.h"
#include "app/document/words.h"
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace app::desktop {

namespace {

constexpr std::array outLooks{map::SiteLook::destroyed, map::SiteLook::noPower,
                              map::SiteLook::backhaul, map::SiteLook::out, map::SiteLook::unknown};

QString rangeOf(double low, double high)
{
    const QString a = QLocale::c().toString(100 * low, 'f', 0);
    const QString b = QLocale::c().toString(100 * high, 'f', 0);
    return a == b ? map::percent(low)
                  : map::isolated(QStringLiteral("%1–%2").arg(a, map::percent(high)));
}

} // namespace

HeadlineBand::HeadlineBand(Session& session, QWidget* parent) : QWidget{parent}, session_{session}
{
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setMouseTracking(true);
    setSmall(false);
    const auto refresh = [this] {
        setAccessibleName(words().join(QStringLiteral("; ")));
        update();
    };
    connect(&session_, &Session::stateChanged, this, refresh);
    connect(&session_, &Session::documentChanged, this, refresh);
    connect(&session_, &Session::styleChanged, this, refresh);
}

QSize HeadlineBand::sizeHint() const
{
    return {600, small_ ? 56 : 76};
}

void HeadlineBand::setSmall(bool small)
{
    small_ = small;
    setFixedHeight(small ? 56 : 76);
    updateGeometry();
}

HeadlineBand::Block HeadlineBand::servedBlock() const
{
    const document::Headline& h = session_.headline();
    const map::Palette& p = map::palette(session_.theme());
    Block block;
    if (!h.covered) {
        const bool empty = h.sites == 0;
        block.upper = {{empty ? tr("There is no network yet") : tr("People are not counted yet"),
                        map::font(15, true), p.text}};
        block.lower = {{empty ? tr("Import sites with sila import, or make a practice network with "
                                   "sila synth")
                              : tr("Press “Find out who can be reached” below the map"),
                        map::font(11), p.text2}};
        return block;
    }
    const double share = h.people > 0 ? h.served / h.people : 0;
    const double most = h.people > 0 ? std::max(h.served, h.served_at_most) / h.people : 0;
    block.upper = {{map::shortRange(h.served, std::max(h.served, h.served_at_most)),
                    map::font(small_ ? 26 : 32, true), p.text},
                   {tr("of %1 people served ·").arg(map::shortCount(h.people)),
                    map::font(small_ ? 13 : 15), p.text2},
                   {rangeOf(share, most), map::font(small_ ? 13 : 15, true), p.text}};
    if (h.day > 0 && session_.document() != nullptr) {
        const document::Headline today = session_.document()->headline(0);
        block.lower = {{tr("Day %1, planned · today %2 (%3)")
                            .arg(h.day)
                            .arg(map::shortCount(today.served),
                                 map::percent(today.people > 0 ? today.served / today.people : 0)),
                        map::font(11), p.text2}};
    } else if (most - share >= 0.005) {
        const int n = h.count(map::SiteLook::unknown);
        block.lower = {{withPlural(tr("status of %n site(s) is unknown", nullptr, n), n),
                        map::font(11), p.text2}};
    } else if (h.before > 0) {
        block.lower = {
            {tr("before the damage: %1").arg(map::percent(h.people > 0 ? h.before / h.people : 0)),
             map::font(11), p.text2}};
    }
    return block;
}

HeadlineBand::Block HeadlineBand::planBlock() const
{
    const document::Headline& h = session_.headline();
    const document::PlanView* plan =
        session_.document() != nullptr ? session_.document()->plan() : nullptr;
    if (plan == nullptr || !h.covered) {
        return {};
    }
    const map::Palette& p = map::palette(session_.theme());
    const double today = plan->served.empty() ? 0 : plan->served.front();
    Block block;
    const QFont big = map::font(small_ ? 20 : 22, true);
    if (h.day > 0) {
        int done = 0;
        double spent = 0;
        for (const document::StepRow& step : plan->steps) {
            if (step.last_day <= h.day) {
                ++done;
                spent += step.cost_usd;
            }
        }
        block.upper = {{map::isolated(u'+' + map::shortCount(std::max(0.0, h.served - today))), big,
                        p.accent}};
        block.lower = {{tr("gained by %1 of %2 steps · %3 spent")
                            .arg(done)
                            .arg(plan->steps.size())
                            .arg(document::shortMoney(spent)),
                        map::font(11), p.text2}};
        return block;
    }
    const double end = plan->served.empty() ? h.with_plan : plan->served.back();
    const QString arrow =
        layoutDirection() == Qt::RightToLeft ? QStringLiteral("←") : QStringLiteral("→");
    block.upper = {
        {map::isolated(u'+' + map::shortCount(std::max(0.0, end - today))), big, p.accent},
        {arrow + u' ' + map::percent(h.people > 0 ? end / h.people : 0), map::font(15), p.text2}};
    block.lower = {{tr("with the plan, by day %1 · %2")
                        .arg(plan->days)
                        .arg(document::shortMoney(plan->money_usd)),
                    map::font(11), p.text2}};
    return block;
}

HeadlineBand::Block HeadlineBand::gapBlock() const
{
    const document::Headline& h = session_.headline();
    if (!h.covered) {
        return {};
    }
    const map::Palette& p = map::palette(session_.theme());
    Block block;
    block.upper = {{map::shortRange(std::min(h.lost_certain, h.lost), h.lost),
                    map::font(small_ ? 20 : 22, true), p.gap},
                   {tr("lost service"), map::font(small_ ? 13 : 15), p.text2}};
    block.lower = {{h.never >= 0.5 ? tr("%1 more never had it").arg(map::shortCount(h.never))
                                   : tr("nobody was without it before"),
                    map::font(11), p.text2}};
    return block;
}

std::vector<HeadlineBand::Block> HeadlineBand::blocks() const
{
    std::vector<Block> all;
    for (Block block : {servedBlock(), gapBlock(), planBlock()}) {
        if (block.upper.empty()) {
            continue;
        }
        for (const auto* line : {&block.upper, &block.lower}) {
            double wide = 0;
            for (const Piece& piece : *line) {
                wide += QFontMetricsF{piece.font}.horizontalAdvance(piece.text) + 7;
            }
            block.width = std::max(block.width, wide - 7);
        }
        all.push_back(std::move(block));
    }
    return all;
}

QStringList HeadlineBand::words() const
{
    QStringList all;
    if (session_.document() == nullptr) {
        return all;
    }
    for (const Block& block : blocks()) {
        QStringList line;
        for (const auto* pieces : {&block.upper, &block.lower}) {
            for (const Piece& piece : *pieces) {
                line << piece.text;
            }
        }
        all << line.join(u' ');
    }
    const document::Headline& h = session_.headline();
    if (h.sites > 0) {
        all << tr("%1 of %2 sites out").arg(h.sites_out).arg(h.sites);
    }
    return all;
}

/// Pieces follow one another from the leading edge of [left, left + wide).
void HeadlineBand::drawLine(QPainter& painter, const std::vector<Piece>& pieces, double left,
                            double wide, double baseline) const
{
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    double x = 0;
    for (const Piece& piece : pieces) {
        const double own = QFontMetricsF{piece.font}.horizontalAdvance(piece.text);
        painter.setFont(piece.font);
        painter.setPen(piece.colour);
        painter.drawText(QPointF{rtl ? left + wide - x - own : left + x, baseline}, piece.text);
        x += own + 7;
    }
}

void HeadlineBand::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // of each text by its own letters
    const map::Palette& p = map::palette(session_.theme());
    painter.fillRect(rect(), p.panel);
    painter.fillRect(QRectF{0, height() - 1.0, double(width()), 1}, p.rule);
    hot_.clear();
    if (session_.document() == nullptr || session_.snapshot().state == nullptr) {
        return;
    }
    if (!session_.document()->stale().empty()) {
        painter.setOpacity(0.62); // readable, and visibly not of today
    }
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const double pad = small_ ? 18 : 16;
    const double upper = small_ ? 27 : 42;
    const double lower = small_ ? 46 : 62;
    double x = pad;
    for (const Block& block : blocks()) {
        if (x > pad) {
            const double rule = x - pad;
            painter.fillRect(QRectF{rtl ? width() - rule - 1 : rule, 0, 1, height() - 1.0}, p.rule);
        }
        if (x + block.width + pad > width() - 330) {
            break; // the sites need their room
        }
        const double left = rtl ? width() - x - block.width : x;
        drawLine(painter, block.upper, left, block.width, upper);
        drawLine(painter, block.lower, left, block.width, lower);
        x += block.width + 2 * pad;
    }
    const double rule = x - pad;
    painter.fillRect(QRectF{rtl ? width() - rule - 1 : rule, 0, 1, height() - 1.0}, p.rule);
    drawSites(painter, x + 4);
}

void HeadlineBand::drawSites(QPainter& painter, double from)
{
    const document::Headline& h = session_.headline();
    const map::Palette& p = map::palette(session_.theme());
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    if (h.sites == 0) {
        return;
    }
    const std::vector<Piece> words{
        {QString::number(h.sites_out), map::font(small_ ? 20 : 22, true), p.text},
        {tr("of %1 sites out").arg(h.sites), map::font(small_ ? 13 : 15), p.text2}};
    double wide = -7;
    for (const Piece& piece : words) {
        wide += QFontMetricsF{piece.font}.horizontalAdvance(piece.text) + 7;
    }
    drawLine(painter, words, rtl ? width() - from - wide : from, wide, small_ ? 36 : 48);

    // The bar and its words, which are filters.
    const double start = from + wide + 24;
    const double room = std::min(width() - start - 16, 520.0);
    if (room < 120) {
        return;
    }
    const auto mirrored = [&](const QRectF& box) {
        return rtl ? QRectF{width() - box.right(), box.top(), box.width(), box.height()} : box;
    };
    int all = 0;
    for (const map::SiteLook look : outLooks) {
        all += h.count(look);
    }
    const double barTop = small_ ? 15 : 24;
    double x = start;
    for (const map::SiteLook look : outLooks) {
        const int n = h.count(look);
        if (n > 0 && all > 0) {
            const double part = (room - 6) * n / all;
            painter.fillRect(mirrored({x, barTop, std::max(1.0, part), 8}), map::colourOf(look, p));
            x += part + 2;
        }
    }
    const QFont number = map::font(12, true);
    const QFont plain = map::font(12);
    const QFontMetricsF numberMetrics{number};
    const QFontMetricsF plainMetrics{plain};
    x = start;
    const double middle = small_ ? 38 : 45;
    for (const map::SiteLook look : outLooks) {
        if (look == map::SiteLook::out && h.count(look) == 0) {
            continue; // the rare one
        }
        const QString count = QString::number(h.count(look));
        const QString title = map::title(look);
        const double countWide = numberMetrics.horizontalAdvance(count);
        const double own = 20 + countWide + 5 + plainMetrics.horizontalAdvance(title);
        if (x + own > width() - 12) {
            break;
        }
        const QRectF box = mirrored({x, middle - 11, own, 22});
        const bool hidden = session_.style().hiddenLooks.test(static_cast<std::size_t>(look));
        painter.save();
        if (hidden) {
            painter.setOpacity(painter.opacity() * 0.45);
        }
        map::drawSite(painter, {rtl ? box.right() - 7 : box.left() + 7, middle}, look, 11,
                      session_.theme());
        const double baseline = middle + plainMetrics.capHeight() / 2;
        painter.setFont(number);
        painter.setPen(p.text);
        painter.drawText(QPointF{rtl ? box.right() - 20 - countWide : box.left() + 20, baseline},
                         count);
        painter.setFont(plain);
        painter.setPen(p.text2);
        painter.drawText(QPointF{rtl ? box.left() : box.left() + 20 + countWide + 5, baseline},
                         title);
        painter.restore();
        hot_.push_back({box, look});
        x += own + 16;
    }
}

void HeadlineBand::mousePressEvent(QMouseEvent* event)
{
    for (const Hot& hot : hot_) {
        if (hot.box.contains(event->position())) {
            const auto& hidden = session_.style().hiddenLooks;
            const bool only = hidden.count() == static_cast<std::size_t>(map::siteLookCount - 1) &&
                              !hidden.test(static_cast<std::size_t>(hot.look));
            session_.showOnlyLook(only ? std::nullopt : std::optional{hot.look});
            return;
        }
    }
}

void HeadlineBand::mouseMoveEvent(QMouseEvent* event)
{
    const bool on = std::any_of(hot_.begin(), hot_.end(), [event](const Hot& hot) {
        return hot.box.contains(event->position());
    });
    setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

} // namespace app::desktop
