#include "app/charts/served_curve.h"
#include "app/report/page_flow.h"
#include "app/report/report.h"
#include "app/report/words.h"

#include <QtCore/QBuffer>
#include <QtCore/QMarginsF>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPageSize>
#include <QtGui/QPdfWriter>

#include <algorithm>

namespace app::report {
namespace {

constexpr int resolution = 1152; // 12 device units for a pixel
constexpr double dots_per_inch = 96;
constexpr double leastMap = 270, mostMap = 430; // height, with its legend
constexpr double mapDensity = 3;                // image pixels of the ground for one pixel
constexpr double leftWide = 418, between = 24;

const map::Palette& colours()
{
    return map::palette(map::Theme::light);
}

void putWarning(PageFlow& flow, const QString& warning)
{
    const QFont font = map::font(10.5);
    const double wide = PageFlow::room() - 20;
    const double high = flow.text(10, 0, wide, warning, font, colours().text, false, true);
    const QRectF ground = flow.box(0, flow.y(), PageFlow::room(), high + 10);
    const QColor pale = colours().staleGround;
    flow.draw([ground, pale](QPainter& painter) { painter.fillRect(ground, pale); });
    flow.text(10, flow.y() + 5, wide, warning, font, colours().text);
    flow.skip(high + 14);
}

void putHead(PageFlow& flow, const Content& content)
{
    const QFont title = map::font(22, true);
    double titleRoom = PageFlow::room();
    if (!content.practice.isEmpty()) {
        constexpr double chipWide = 132;
        titleRoom -= chipWide + 16;
        const QFont bold = map::font(9.5, true);
        const double inside =
            flow.text(0, 0, chipWide - 16, content.practice, bold, colours().destroyed, true, true);
        const QRectF chip = flow.box(PageFlow::room() - chipWide, flow.y(), chipWide, inside + 12);
        const QColor edge = colours().destroyed;
        flow.draw([chip, edge](QPainter& painter) {
            painter.setPen(QPen{edge, 1});
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(chip, 6, 6);
        });
        flow.text(PageFlow::room() - chipWide + 8, flow.y() + 6, chipWide - 16, content.practice,
                  bold, edge, true);
    }
    flow.skip(flow.text(0, flow.y(), titleRoom, content.title, title, colours().text) + 2);
    flow.skip(
        flow.text(0, flow.y(), titleRoom, content.subtitle, map::font(11.5), colours().text2) + 14);
    flow.rule(0, flow.y(), PageFlow::room(), 1.6, colours().text);
    flow.skip(12);
    for (const QString& warning : content.warnings) {
        putWarning(flow, warning);
    }
}

void putFigures(PageFlow& flow, const Content& content)
{
    if (content.figures.empty()) {
        return;
    }
    const double wide = PageFlow::room() / 3;
    double deepest = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, content.figures.size()); ++i) {
        const Figure& figure = content.figures[i];
        const double x = wide * static_cast<double>(i);
        const QFont big = map::font(29, true);
        const QFontMetricsF metrics{big};
        const double own = metrics.horizontalAdvance(figure.figure);
        flow.text(x, flow.y(), own + 4, figure.figure, big,
                  figure.gain ? colours().accent : colours().text);
        const QFont unit = map::font(13.5);
        flow.text(x + own + 6, flow.y() + metrics.ascent() - QFontMetricsF{unit}.ascent(),
                  wide - own - 22, figure.unit, unit, colours().text2);
        const double high = flow.text(x, flow.y() + metrics.height() - 2, wide - 20, figure.words,
                                      map::font(10.5), colours().text2);
        deepest = std::max(deepest, metrics.height() - 2 + high);
    }
    flow.skip(deepest + 10);
    flow.rule(0, flow.y(), PageFlow::room(), 1, colours().rule);
    flow.skip(10);
}

/// From flow.y() down, at the side where reading begins; flow stays.
void putMap(PageFlow& flow, QSizeF size, const document::Document& document,
            const ReportRequest& request)
{
    const map::Snapshot snapshot = reportSnapshot(document, request.content.actions);
    const map::PictureRequest picture = reportMap(document, request, size);
    const QRectF where = flow.box(0, flow.y(), size.width(), size.height());
    const QColor edge = colours().rule;
    flow.draw([=](QPainter& painter) {
        painter.save();
        painter.translate(where.topLeft());
        painter.setClipRect(QRectF{QPointF{0, 0}, size});
        map::drawPicture(painter, snapshot, picture, mapDensity);
        painter.restore();
        painter.setPen(QPen{edge, 1});
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(where);
    });
}

/// The table of the first actions from flow.y() on; returns where it ends. Draws nothing when only
/// asked.
double putActions(PageFlow& flow, const Content& content, double wide, bool onlyAsk = false)
{
    double y = flow.y();
    y += flow.text(0, y, wide,
                   content.actions.size() == 1
                       ? tr("The first action")
                       : tr("The first %1 actions").arg(numberWord(int(content.actions.size()))),
                   map::font(13.5, true), colours().text, false, onlyAsk) +
         4;
    struct Place {
        double x, wide;
        bool figures;
    };
    const double figures = wide - 142; // days, cost and people stand at the end
    const double middle = 20 + 0.6 * (figures - 24);
    const Place number{0, 18, false}, what{20, middle - 24, false},
        where{middle, figures - 4 - middle, false}, days{figures, 36, true},
        cost{figures + 38, 46, true}, people{figures + 86, 56, true};
    const QFont plainFont = map::font(10);
    const QFont boldFont = map::font(10, true);
    const QFont smallFont = map::font(8.5);
    const auto put = [&](const Place& place, const QString& words, const QFont& font,
                         const QColor& colour, double at) {
        return flow.text(place.x, at, place.wide, words, font, colour,
                         place.figures && !content.rightToLeft, onlyAsk);
    };
    const auto rule = [&] {
        if (!onlyAsk) {
            flow.rule(0, y, wide, 1, colours().rule);
        }
    };
    put(what, tr("Action"), smallFont, colours().text2, y);
    put(where, tr("Where"), smallFont, colours().text2, y);
    put(days, tr("Days"), smallFont, colours().text2, y);
    put(cost, tr("Cost, $"), smallFont, colours().text2, y);
    y += put(people, tr("People back"), smallFont, colours().text2, y) + 3;
    rule();
    for (const ActionRow& row : content.actions) {
        y += 4;
        put(number, QString::number(row.number), boldFont, colours().accent, y);
        put(days, row.days, plainFont, colours().text, y);
        put(cost, row.cost, plainFont, colours().text, y);
        put(people, row.people, boldFont, colours().text, y);
        const double whereHigh = put(where, row.where, smallFont, colours().text2, y + 1) + 1;
        y += std::max(put(what, row.what, boldFont, colours().text, y), whereHigh) + 2;
        rule();
    }
    if (content.together) {
        y += 4;
        put(days, content.together->days, boldFont, colours().text, y);
        put(cost, content.together->cost, boldFont, colours().text, y);
        put(people, content.together->people, boldFont, colours().text, y);
        y += put(what, content.together->what, boldFont, colours().text, y) + 4;
        rule();
    }
    return y;
}

double putCurve(PageFlow& flow, const Content& content, double x, double y, double wide)
{
    charts::ServedCurve curve;
    curve.served = content.curve->served;
    curve.bound = content.curve->bound;
    curve.people = content.curve->people;
    curve.gap_percent = content.curve->gap_percent;
    if (curve.empty()) {
        return y;
    }
    constexpr double high = 158;
    y += flow.text(x, y, wide, charts::headingOf(curve), map::font(13.5, true), colours().text) + 4;
    const QRectF frame = flow.box(x, y, wide, high);
    const charts::Look look{map::Theme::light, content.rightToLeft};
    flow.draw([curve, frame, look](QPainter& painter) {
        charts::ServedChart{curve, frame, look}.draw(painter);
    });
    y += high + 2;
    const QString note = charts::boundNoteOf(curve);
    if (!note.isEmpty()) {
        y += flow.text(x, y, wide, note, map::font(9), colours().text2) + 4;
    }
    return y + 6;
}

/// Draws nothing when only the height is asked.
double putBasis(PageFlow& flow, const Content& content, double x, double wide, bool onlyAsk)
{
    const QFont head = map::font(10.5, true);
    const QFont body = map::font(9.5);
    const double inner = wide - 24;
    const double title = flow.text(x + 12, 0, inner, tr("What these figures rest on"), head,
                                   colours().text, false, true);
    const double words =
        flow.text(x + 12, 0, inner, content.restsOn, body, colours().text2, false, true);
    const double high = title + words + 24;
    if (!onlyAsk) {
        const QRectF ground = flow.box(x, flow.y(), wide, high);
        const QColor sunk = colours().sunk;
        flow.draw([ground, sunk](QPainter& painter) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(sunk);
            painter.drawRoundedRect(ground, 6, 6);
        });
        flow.text(x + 12, flow.y() + 10, inner, tr("What these figures rest on"), head,
                  colours().text);
        flow.text(x + 12, flow.y() + 13 + title, inner, content.restsOn, body, colours().text2);
    }
    return high;
}

/// The map, the first actions, the curve and what the figures rest on, all on the page of now where
/// there is room: for a wide country actions and curve stand under the map, for a tall one the
/// curve stands beside it. Which shows the map larger is taken.
class FirstPage {
public:
    FirstPage(PageFlow& flow, const Content& content, const document::Document& document,
              const ReportRequest& request)
        : flow_{flow}, content_{content}, document_{document}, request_{request},
          basis_{putBasis(flow, content, right, rightWide, true)}
    {
    }

    void put()
    {
        const double room = PageFlow::bottom - flow_.y() - gap;
        const double left = actionsHigh(leftWide);
        const double beside = std::max(left, curve_ + basis_);
        const bool basisBeside = left > 0 && room - beside >= leastMap;
        const double below = basisBeside ? beside : std::max(left, curve_);
        const QSizeF wide{PageFlow::room(), std::clamp(room - below, leastMap, mostMap)};
        const QSizeF tall{leftWide,
                          std::min(room - 8 - actionsHigh(PageFlow::room()), mostTallMap)};
        const bool fits = content_.curve && tall.height() >= curve_ + basis_;
        if (fits && metresPerPixel(tall) < metresPerPixel(wide)) {
            putTall(tall);
        } else {
            putWide(wide, below, basisBeside);
        }
    }

private:
    static constexpr double gap = 14, curveHigh = 214, mostTallMap = 560;
    static constexpr double right = leftWide + between;
    static constexpr double rightWide = PageFlow::room() - right;

    double actionsHigh(double wide) const
    {
        return content_.actions.empty() ? 0 : putActions(flow_, content_, wide, true) - flow_.y();
    }

    double metresPerPixel(QSizeF size) const
    {
        return map::metresPerPixel(reportSnapshot(document_, request_.content.actions),
                                   reportMap(document_, request_, size));
    }

    /// Curve and basis from here down; returns where they end.
    double putRight(bool withBasis)
    {
        const double top = flow_.y();
        double end = top;
        if (content_.curve) {
            end = putCurve(flow_, content_, right, top, rightWide);
        }
        if (withBasis) {
            flow_.moveTo(end);
            end += putBasis(flow_, content_, right, rightWide, false);
            flow_.moveTo(top);
        }
        return end;
    }

    void putTall(QSizeF size)
    {
        putMap(flow_, size, document_, request_);
        putRight(true);
        flow_.skip(size.height() + gap);
        if (!content_.actions.empty()) {
            flow_.moveTo(putActions(flow_, content_, PageFlow::room()));
        }
    }

    void putWide(QSizeF size, double below, bool basisBeside)
    {
        putMap(flow_, size, document_, request_);
        flow_.skip(size.height() + gap);
        if (!content_.actions.empty()) {
            flow_.need(below);
            const double end = putRight(basisBeside);
            flow_.moveTo(std::max(end, putActions(flow_, content_, leftWide)));
        }
        if (!basisBeside) {
            const double whole = putBasis(flow_, content_, 0, PageFlow::room(), true);
            flow_.skip(content_.actions.empty() ? 0 : 16);
            flow_.need(whole);
            putBasis(flow_, content_, 0, PageFlow::room(), false);
            flow_.skip(whole);
        }
    }

    PageFlow& flow_;
    const Content& content_;
    const document::Document& document_;
    const ReportRequest& request_;
    double curve_ = content_.curve ? curveHigh : 0;
    double basis_;
};

void putMoney(PageFlow& flow, const Content& content)
{
    if (!content.money) {
        return;
    }
    constexpr double high = 240;
    flow.need(high + 50);
    flow.heading(content.moneyTitle);
    const QRectF frame = flow.box(0, flow.y(), PageFlow::room(), high);
    const charts::MoneyCurve curve = *content.money;
    const charts::Look look{map::Theme::light, content.rightToLeft};
    flow.draw([curve, frame, look](QPainter& painter) {
        charts::MoneyChart{curve, frame, look}.draw(painter);
    });
    flow.skip(high + 8);
}

void putBars(PageFlow& flow, const TextTable& table, bool rightToLeft)
{
    const charts::TornadoBars bars = *table.bars;
    const double high = charts::TornadoChart::height(bars);
    flow.need(high + 50 + (table.note.isEmpty() ? 0 : 40)); // its note is never alone
    flow.heading(table.title);
    const QRectF frame = flow.box(0, flow.y(), PageFlow::room(), high);
    const charts::Look look{map::Theme::light, rightToLeft};
    flow.draw([bars, frame, look](QPainter& painter) {
        charts::TornadoChart{bars, frame, look}.draw(painter);
    });
    flow.skip(high + 4);
    if (!table.note.isEmpty()) {
        flow.paragraph(table.note, colours().text2);
    }
}

void putList(PageFlow& flow, const QString& title, const QStringList& lines)
{
    if (lines.isEmpty()) {
        return;
    }
    flow.heading(title);
    for (const QString& line : lines) {
        flow.paragraph(QStringLiteral("• ") + line, colours().text);
    }
}

PageFlow pagesOf(const Content& content, const document::Document& document,
                 const ReportRequest& request)
{
    PageFlow flow{content.rightToLeft};
    putHead(flow, content);
    putFigures(flow, content);
    flow.skip(
        flow.sentence(0, flow.y(), PageFlow::room(), content.first, map::font(13), colours().text) +
        8);
    if (!content.planNotes.isEmpty()) {
        putWarning(flow, content.planNotes);
    }
    FirstPage{flow, content, document, request}.put();
    putMoney(flow, content);
    for (const TextTable& table : content.tables) {
        if (table.bars) {
            putBars(flow, table, content.rightToLeft);
        } else {
            flow.table(table);
        }
    }
    putList(flow, tr("What was assumed"), content.assumptions);
    putList(flow, tr("Where the data come from"), content.sources);
    return flow;
}

} // namespace

QByteArray pdfOf(const Content& content, const document::Document& document,
                 const ReportRequest& request)
{
    const PageFlow flow = pagesOf(content, document, request);
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf{&buffer};
    pdf.setPageSize(QPageSize{QPageSize::A4});
    pdf.setPageMargins(QMarginsF{0, 0, 0, 0});
    pdf.setResolution(resolution);
    pdf.setTitle(content.title);
    pdf.setCreator(QStringLiteral("sila " SILA_VERSION));
    QPainter painter{&pdf};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(resolution / dots_per_inch, resolution / dots_per_inch);
    flow.paint(painter, content.footer, [&pdf] { pdf.newPage(); });
    painter.end();
    return bytes;
}

} // namespace app::report
