#include "app/charts/money_curve.h"

#include "app/map/text.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPolygonF>

#include <algorithm>
#include <cmath>

namespace app::charts {
namespace {

constexpr double axisText_px = 11;
constexpr double labelRow_px = 15; // of pledges' names above one another

QString tr(const char* text)
{
    return QCoreApplication::translate("charts", text);
}

/// 1, 2 or 5 times a power of ten, so that at most `most` of them reach `top`.
double roundStep(double top, int most)
{
    const double least = std::max(top, 1e-9) / most;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9)) {
            return factor * power;
        }
    }
    return 10 * power;
}

} // namespace

double MoneyCurve::enoughFor_usd() const
{
    constexpr double nearlyAll = 0.995;
    double most = 0;
    for (const Point& step : steps) {
        most = std::max(most, step.people);
    }
    const auto enough = std::ranges::find_if(
        steps, [&](const Point& step) { return step.people >= nearlyAll * most; });
    return enough == steps.end() ? 0 : enough->money_usd;
}

MoneyCurve::Point MoneyCurve::last() const
{
    Point last;
    for (const Point& step : steps) {
        last = step.people > last.people ? step : last;
    }
    return last;
}

double MoneyCurve::shown_usd() const
{
    if (steps.empty()) {
        return everything_usd;
    }
    // Money after the repairs that bring nearly all back is of little interest, save for pledges
    // and for the sum asked about.
    double last = enoughFor_usd();
    for (const Pledge& pledge : pledges) {
        last = std::max(last, pledge.until_usd);
    }
    return std::min(std::max(everything_usd, pledges.empty() ? 0 : pledges.back().until_usd),
                    std::max(1.08 * last, next_usd > 0 ? held_usd() + next_usd : 0));
}

double MoneyCurve::held_usd() const
{
    double held = 0;
    for (const Pledge& pledge : pledges) {
        held = pledge.received ? std::max(held, pledge.until_usd) : held;
    }
    return held;
}

double MoneyCurve::peopleFor(double usd) const
{
    double people = 0;
    for (const Point& step : steps) {
        people = step.money_usd <= usd * (1 + 1e-9) ? std::max(people, step.people) : people;
    }
    return people;
}

std::optional<double> MoneyCurve::boundFor(double usd) const
{
    for (const Point& point : bound) {
        if (point.money_usd >= usd * (1 - 1e-9)) {
            return point.people;
        }
    }
    return std::nullopt;
}

MoneyCurve moneyCurveOf(const document::FundView& fund)
{
    MoneyCurve curve;
    const double today = fund.points.empty() ? 0 : fund.points.front().people_served;
    // What pledges bound to something could not buy stays between what is paid for and the rest.
    const double idle = fund.held.usd - fund.held.spent_usd - fund.held.left_usd;
    for (const document::FundRow& step : fund.steps) {
        curve.steps.push_back(
            {step.money_usd + (step.paid ? 0 : idle), step.people_served - today});
    }
    for (const document::FundPointRow& point : fund.points) {
        curve.bound.push_back({point.money_usd, point.bound_people - today});
        curve.everything_usd = std::max(curve.everything_usd, point.money_usd);
        curve.everything_people = std::max(curve.everything_people, point.people_served - today);
        if (fund.held.usd <= 0) { // what a sum buys that leaves out the dearer works before
            curve.steps.push_back({point.money_usd, point.people_served - today});
        }
    }
    std::ranges::stable_sort(curve.steps, {}, &MoneyCurve::Point::money_usd);
    double until = 0;
    double after = 0;
    for (const QString status : {"received", "committed", "pledged"}) {
        for (const document::PledgeRow& pledge : fund.pledges) {
            if (pledge.counted && pledge.status == status) {
                const double people = pledge.people_back.value_or(0);
                until += pledge.project_usd.value_or(0);
                after += people;
                curve.pledges.push_back({pledge.donor.isEmpty() ? pledge.id : pledge.donor, until,
                                         status == QStringLiteral("received"), people, after});
            }
        }
    }
    return curve;
}

QString moneyAlone()
{
    return tr("Money alone: closed places, crews and days are left aside.");
}

QString moneyTick(double usd)
{
    return usd == 0 ? QStringLiteral("0") : map::shortCount(usd);
}

MoneyChart::MoneyChart(MoneyCurve curve, const QRectF& frame, const Look& look)
    : curve_{std::move(curve)}, frame_{frame}, look_{look}
{
    const double left = look.rightToLeft ? endRoom_px : axisRoom_px;
    const double right = look.rightToLeft ? axisRoom_px : endRoom_px;
    plot_ = frame.adjusted(left, topRoom_px, -right, -moneyRoom_px);
    double people = curve_.everything_people;
    for (const MoneyCurve::Point& step : curve_.steps) {
        people = std::max(people, step.people);
    }
    people = std::max(people, 1.0);
    const double usd = std::max(curve_.shown_usd(), 1.0);
    tick_usd_ = roundStep(usd, 6);
    tick_people_ = roundStep(people, 5);
    money_ = {0, usd, plot_.left(), plot_.right()};
    if (look.rightToLeft) {
        std::swap(money_.from_px, money_.to_px);
    }
    placeLabels();
    int rows = 0;
    for (const Label& label : labels_) {
        rows = std::max(rows, label.row);
    }
    plot_.setTop(plot_.top() + labelRow_px * rows);
    people_ = {0, std::ceil(people / tick_people_ - 1e-9) * tick_people_, plot_.bottom(),
               plot_.top()};
}

std::vector<QPointF> MoneyChart::line() const
{
    std::vector<QPointF> corners{{xOf(0), yOf(0)}};
    double people = 0;
    for (const MoneyCurve::Point& step : curve_.steps) {
        if (step.money_usd > money_.to * (1 + 1e-9)) {
            break;
        }
        if (step.people > people) {
            corners.emplace_back(xOf(step.money_usd), yOf(people));
            corners.emplace_back(xOf(step.money_usd), yOf(step.people));
            people = step.people;
        }
    }
    corners.emplace_back(xOf(money_.to), yOf(people));
    return corners;
}

void MoneyChart::drawAxes(QPainter& painter) const
{
    const map::Palette& p = map::palette(look_.theme);
    const QFont small = map::font(axisText_px);
    for (double people = 0; people <= people_.to * (1 + 1e-9); people += tick_people_) {
        const double y = yOf(people);
        painter.setPen(QPen{people == 0 ? p.fieldEdge : p.rule, 1});
        painter.drawLine(QPointF{plot_.left(), y}, QPointF{plot_.right(), y});
        const QRectF box = look_.rightToLeft ? QRectF{plot_.right() + 6, y - 8, axisRoom_px - 6, 16}
                                             : QRectF{frame_.left(), y - 8, axisRoom_px - 6, 16};
        write(painter, box, Qt::AlignRight | Qt::AlignVCenter, map::isolated(moneyTick(people)),
              small, p.text2, look_);
    }
    for (double usd = 0; usd <= money_.to * (1 + 1e-9); usd += tick_usd_) {
        const double x = xOf(usd);
        painter.setPen(QPen{p.fieldEdge, 1});
        painter.drawLine(QPointF{x, plot_.bottom()}, QPointF{x, plot_.bottom() + 4});
        write(painter, {x - 40, plot_.bottom() + 5, 80, 16}, Qt::AlignHCenter | Qt::AlignVCenter,
              map::isolated(moneyTick(usd)), small, p.text2, look_);
    }
    write(painter, {frame_.left(), frame_.top(), frame_.width(), 16},
          Qt::AlignLeft | Qt::AlignVCenter, tr("people reconnected"), small, p.text2, look_);
    const QString cost = map::isolated(moneyTick(curve_.everything_usd));
    QString all = tr("US dollars, best repairs first; all repairs together cost %1").arg(cost);
    const MoneyCurve::Point last = curve_.last();
    const double beyond = last.people - curve_.peopleFor(money_.to);
    if (beyond >= 1) {
        all = tr("US dollars, best repairs first; the last %1 people take up to %2, all repairs "
                 "together %3")
                  .arg(map::isolated(map::grouped(beyond)),
                       map::isolated(moneyTick(last.money_usd)), cost);
    }
    const QRectF under =
        look_.rightToLeft
            ? QRectF{plot_.left(), plot_.bottom() + 22, frame_.right() - plot_.left(), 16}
            : QRectF{frame_.left(), plot_.bottom() + 22, plot_.right() - frame_.left(), 16};
    if (QFontMetricsF{small}.horizontalAdvance(all) > under.width()) {
        all = tr("US dollars; all repairs cost %1").arg(cost);
    }
    write(painter, under, Qt::AlignRight | Qt::AlignVCenter, all, small, p.text2, look_);
}

double MoneyChart::usdAt(double x_px) const
{
    return std::clamp(money_.value(x_px), 0.0, money_.to);
}

/// What the next sum pays for.
void MoneyChart::drawNext(QPainter& painter) const
{
    const double from = std::min(curve_.held_usd(), money_.to);
    const double to = std::min(from + curve_.next_usd, money_.to);
    if (to <= from) {
        return;
    }
    QColor band = map::palette(look_.theme).degraded;
    band.setAlphaF(look_.theme == map::Theme::dark ? 0.22F : 0.30F);
    painter.fillRect(QRectF{QPointF{std::min(xOf(from), xOf(to)), plot_.top()},
                            QPointF{std::max(xOf(from), xOf(to)), plot_.bottom()}},
                     band);
}

/// The line and the ground under it between two sums. Cut by hand: drawings (SVG) know no clipping.
void MoneyChart::drawPart(QPainter& painter, double from_usd, double to_usd,
                          const QColor& colour) const
{
    const double low = std::min(xOf(from_usd), xOf(to_usd));
    const double high = std::max(xOf(from_usd), xOf(to_usd));
    const std::vector<QPointF> corners = line();
    QPolygonF part;
    const auto add = [&part](const QPointF& at) {
        if (part.isEmpty() || part.back() != at) {
            part << at;
        }
    };
    for (std::size_t i = 1; i < corners.size(); ++i) {
        const QPointF& p = corners[i - 1];
        const QPointF& q = corners[i];
        if (std::max(p.x(), q.x()) < low || std::min(p.x(), q.x()) > high) {
            continue;
        }
        const auto inside = [&](const QPointF& at) {
            const double x = std::clamp(at.x(), low, high);
            const double share = p.x() == q.x() ? 0 : (x - p.x()) / (q.x() - p.x());
            return x == at.x() ? at : QPointF{x, p.y() + share * (q.y() - p.y())};
        };
        add(inside(p));
        add(inside(q));
    }
    if (part.isEmpty()) {
        return;
    }
    QPolygonF area{part};
    area << QPointF{part.back().x(), yOf(0)} << QPointF{part.front().x(), yOf(0)};
    QColor faint = colour;
    faint.setAlphaF(0.18F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint);
    painter.drawPolygon(area);
    painter.setPen(QPen{colour, 2.4, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin});
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(part);
}

void MoneyChart::drawCurve(QPainter& painter) const
{
    const map::Palette& p = map::palette(look_.theme);
    const double held = std::min(curve_.held_usd(), money_.to);
    drawPart(painter, held, money_.to, p.planned);
    if (held > 0) {
        drawPart(painter, 0, held, p.working); // paid for
    }
}

void MoneyChart::drawBound(QPainter& painter) const
{
    QPolygonF line;
    for (const MoneyCurve::Point& point : curve_.bound) {
        // Known at some sums only: up to the next one, no more than there can be reached.
        const bool beyond = point.money_usd > money_.to * (1 + 1e-9);
        const QPointF at{xOf(std::min(point.money_usd, money_.to)),
                         std::max(plot_.top(), yOf(point.people))};
        if (!line.isEmpty()) {
            line << QPointF{line.back().x(), at.y()};
        }
        line << at;
        if (beyond) {
            break;
        }
    }
    if (line.size() < 2) {
        return;
    }
    const map::Palette& p = map::palette(look_.theme);
    QPen pen{p.text2, 1.4, Qt::CustomDashLine, Qt::RoundCap};
    pen.setDashPattern({0.1, 2.4});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
}

/// What the colours and the dots mean, from the end of the line of the axis' title, as far as there
/// is room; the bound first.
void MoneyChart::drawKey(QPainter& painter) const
{
    const map::Palette& p = map::palette(look_.theme);
    const QFont small = map::font(axisText_px);
    const QFontMetricsF metrics{small};
    constexpr double sample_px = 16, gap_px = 4, between_px = 12;
    double room = frame_.width() - metrics.horizontalAdvance(tr("people reconnected")) - between_px;
    double end = look_.rightToLeft ? frame_.left() : frame_.right();
    const auto entry = [&](const QString& words, const auto& sample) {
        const double wide = sample_px + gap_px + metrics.horizontalAdvance(words);
        if (wide > room) {
            return;
        }
        const double left = look_.rightToLeft ? end : end - wide;
        const double sampleLeft = look_.rightToLeft ? left + wide - sample_px : left;
        sample(QRectF{sampleLeft, frame_.top() + 3, sample_px, 10});
        write(painter,
              {look_.rightToLeft ? left : left + sample_px + gap_px, frame_.top(),
               wide - sample_px - gap_px, 16},
              Qt::AlignLeft | Qt::AlignVCenter, words, small, p.text2, look_);
        end = look_.rightToLeft ? left + wide + between_px : left - between_px;
        room -= wide + between_px;
    };
    const auto filled = [&](QColor colour, double share) {
        colour.setAlphaF(static_cast<float>(share));
        return [&painter, colour](const QRectF& box) { painter.fillRect(box, colour); };
    };
    if (curve_.bound.size() > 1) {
        entry(tr("nobody can reach more"), [&](const QRectF& box) {
            QPen pen{p.text2, 1.4, Qt::CustomDashLine, Qt::RoundCap};
            pen.setDashPattern({0.1, 2.4});
            painter.setPen(pen);
            painter.drawLine(QPointF{box.left() + 1, box.center().y()},
                             QPointF{box.right() - 1, box.center().y()});
        });
    }
    entry(tr("needs money"), filled(p.planned, 0.6));
    if (curve_.next_usd > 0) {
        entry(tr("asked about"), filled(p.degraded, 0.6));
    }
    if (curve_.held_usd() > 0) {
        entry(tr("paid for"), filled(p.working, 0.7));
    }
}

/// Each pledge's name and what it reconnects, beside its line. Those further along the axis of
/// money come first and lie lower: no line runs through another's name.
void MoneyChart::placeLabels()
{
    constexpr double leastPlot_px = 70; // the curve needs its height more than names do
    const int mostRows =
        std::clamp(static_cast<int>((plot_.height() - leastPlot_px) / labelRow_px) + 1, 1, 6);
    constexpr double mostWide_px = 170, gap_px = 4, apart_px = 8;
    const QFontMetricsF metrics{map::font(axisText_px)};
    const double ahead = look_.rightToLeft ? -1 : 1;
    const double edge = look_.rightToLeft ? plot_.left() - endRoom_px : plot_.right() + endRoom_px;
    struct Line {
        double along = 0; // where it stands, growing with money
        int row = 0;
    };
    std::vector<Line> lines;
    for (std::size_t k = curve_.pledges.size(); k-- > 0;) {
        const MoneyCurve::Pledge& pledge = curve_.pledges[k];
        if (pledge.until_usd > money_.to * (1 + 1e-9)) {
            continue;
        }
        const QString gain = map::isolated(u'+' + map::shortCount(pledge.people));
        const double gainWide = metrics.horizontalAdvance(u' ' + gain);
        Label label;
        label.pledge = k;
        label.words =
            metrics.elidedText(pledge.label, Qt::ElideMiddle, mostWide_px - gainWide) + u' ' + gain;
        label.wide_px = metrics.horizontalAdvance(label.words);
        const double x = xOf(pledge.until_usd);
        // From its line on, or before it where the frame ends.
        const bool before = ahead * (edge - x) < gap_px + label.wide_px;
        const double start = before ? x - ahead * (gap_px + label.wide_px) : x + ahead * gap_px;
        const double stop = start + ahead * label.wide_px;
        label.from_px = std::min(start, stop);
        const double from = std::min(ahead * start, ahead * stop) - apart_px;
        const double to = std::max(ahead * start, ahead * stop) + apart_px;
        for (const Line& line : lines) {
            if (line.along >= from && line.along <= to) {
                label.row = std::max(label.row, line.row + 1);
            }
        }
        for (const Label& other : labels_) {
            const bool apart = label.from_px > other.from_px + other.wide_px + apart_px ||
                               other.from_px > label.from_px + label.wide_px + apart_px;
            label.row = apart ? label.row : std::max(label.row, other.row + 1);
        }
        if (label.row >= mostRows) {
            continue;
        }
        lines.push_back({ahead * x, label.row});
        labels_.push_back(std::move(label));
    }
    std::ranges::sort(labels_, {}, &Label::pledge);
}

/// Marks on the axis of money, as high as what is reconnected by then: a pledge bound to something
/// may stay below the curve.
void MoneyChart::drawPledges(QPainter& painter) const
{
    const map::Palette& p = map::palette(look_.theme);
    const QFont small = map::font(axisText_px);
    painter.setBrush(Qt::NoBrush);
    for (const MoneyCurve::Pledge& pledge : curve_.pledges) {
        if (pledge.until_usd > money_.to * (1 + 1e-9)) {
            continue;
        }
        const QPointF top{xOf(pledge.until_usd), std::max(plot_.top(), yOf(pledge.after))};
        QPen pen{p.text, 1.2};
        if (!pledge.received) {
            pen.setDashPattern({3, 3});
        }
        painter.setPen(pen);
        painter.drawLine(QPointF{top.x(), plot_.bottom()}, top);
        const auto label =
            std::ranges::find(labels_, &pledge - curve_.pledges.data(),
                              [](const Label& l) { return static_cast<std::ptrdiff_t>(l.pledge); });
        if (label != labels_.end()) {
            painter.setPen(QPen{p.text3, 0.8});
            painter.drawLine(top, QPointF{top.x(), plot_.top() - 17 - labelRow_px * label->row});
        }
    }
    for (const MoneyCurve::Pledge& pledge : curve_.pledges) {
        if (pledge.until_usd > money_.to * (1 + 1e-9)) {
            continue;
        }
        painter.setPen(QPen{p.text, 1.4});
        painter.setBrush(pledge.received ? p.working : p.panel);
        painter.drawEllipse(
            QPointF{xOf(pledge.until_usd), std::max(plot_.top(), yOf(pledge.after))}, 3.2, 3.2);
    }
    for (const Label& label : labels_) {
        const QRectF box{label.from_px, plot_.top() - 18 - labelRow_px * label.row, label.wide_px,
                         14};
        painter.fillRect(box.adjusted(-1, 1, 1, -1), p.panel);
        write(painter, box, Qt::AlignHCenter | Qt::AlignVCenter, label.words, small, p.text, look_);
    }
}

void MoneyChart::draw(QPainter& painter) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (!curve_.empty()) {
        drawAxes(painter);
        drawNext(painter);
        drawCurve(painter);
        drawBound(painter);
        drawPledges(painter);
        drawKey(painter);
    }
    painter.restore();
}

} // namespace app::charts
