#include "app/charts/served_curve.h"
#include "app/report/map_picture.h"
#include "app/report/report.h"
#include "app/report/words.h"

#include <QtCore/QBuffer>
#include <QtGui/QPainter>
#include <QtSvg/QSvgGenerator>

#include <functional>

namespace app::report {
namespace {

constexpr QSizeF mapSize{1080, 700};
constexpr double mapScale = 2; // sharp in print
constexpr QSizeF curveSize{440, 250};
constexpr QSizeF moneySize{1000, 330};

// No font, picture or script is fetched: the page is one file and prints as it stands.
constexpr const char* style = R"(
:root{--text:#1D2129;--text2:#565D6B;--rule:#E2DED5;--accent:#1B62D6;--ground:#F3F1EB;--fault:#8C101F}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:var(--text);font:15px/1.5 "Noto Sans","Noto Sans Arabic",system-ui,sans-serif;
font-variant-numeric:tabular-nums}
main{max-width:1080px;margin:0 auto;padding:40px 32px 24px}
header{display:flex;gap:24px;align-items:flex-start;justify-content:space-between;border-bottom:2px solid var(--text);padding-bottom:20px}
h1{font-size:30px;line-height:1.25;margin:0}
h2{font-size:18px;line-height:1.3;margin:36px 0 10px}
p{margin:0 0 10px}
.sub,.note,footer{color:var(--text2)}
.practice{flex:none;max-width:240px;border:1px solid var(--fault);border-radius:6px;color:var(--fault);font-weight:700;font-size:14px;padding:8px 14px}
.warn{background:#FDF6DC;border-radius:6px;padding:8px 14px;margin:16px 0 0}
.first+.warn{margin:0 0 20px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:24px;padding:20px 0;border-bottom:1px solid var(--rule)}
.figure b{font-size:38px;line-height:1.2}
.gain b{color:var(--accent)}
.figure span{font-size:18px;color:var(--text2)}
.figure p{color:var(--text2);margin:4px 0 0}
.first{font-size:18px;line-height:1.55;margin:20px 0}
figure{margin:0}
figure img,figure svg{display:block;width:100%;height:auto}
.map{border:1px solid var(--rule)}
.two{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:32px;align-items:start}
.rests{background:var(--ground);border-radius:6px;padding:16px 18px;margin-top:20px;font-size:14px}
.rests h2{font-size:15px;margin:0 0 6px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.4}
th,td{text-align:start;vertical-align:top;padding-block:7px;padding-inline:0 14px;border-bottom:1px solid var(--rule)}
th{font-weight:400;color:var(--text2)}
th.n,td.n{text-align:end;white-space:nowrap}
th:last-child,td:last-child{padding-inline-end:0}
tfoot td{font-weight:700}
td.no{color:var(--accent);font-weight:700}
td small{display:block;color:var(--text2);font-size:13px}
main .code{color:var(--text2);font-size:11px;direction:ltr;unicode-bidi:isolate}
.id{white-space:nowrap}
ul{margin:0;padding-inline-start:20px}
main *{unicode-bidi:plaintext}
main svg,main svg *{direction:ltr;unicode-bidi:normal}
[dir=rtl] main,[dir=rtl] th,[dir=rtl] td{text-align:right}
footer{border-top:1px solid var(--rule);margin-top:40px;padding-top:10px;font-size:13px}
@media(max-width:820px){.two{grid-template-columns:1fr}main{padding:20px 16px}h1{font-size:24px}}
@page{size:A4;margin:14mm}
@media print{main{max-width:none;padding:0}body{font-size:11pt}h2{break-after:avoid}tr,figure,.rests{break-inside:avoid}
thead{display:table-header-group}.wide{overflow:visible}}
)";

QString safe(const QString& text)
{
    return idsWholeHtml(text);
}

QByteArray pngOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG", quickPng);
    return bytes;
}

QString mapFigure(const Content& content, const document::Document& document,
                  const ReportRequest& request)
{
    const map::Snapshot snapshot = reportSnapshot(document, request.content.actions);
    const QImage image =
        map::drawPicture(snapshot, reportMap(document, request, mapSize), mapScale);
    return QStringLiteral("<figure class=\"map\"><img alt=\"%1\" width=\"%2\" height=\"%3\" "
                          "src=\"data:image/png;base64,%4\"/></figure>\n")
        .arg(tr("Map: %1").arg(plain(content.first)).toHtmlEscaped(),
             QString::number(mapSize.width()), QString::number(mapSize.height()),
             QString::fromLatin1(pngOf(image).toBase64()));
}

charts::ServedCurve curveOf(const Curve& curve)
{
    charts::ServedCurve out;
    out.served = curve.served;
    out.bound = curve.bound;
    out.people = curve.people;
    out.gap_percent = curve.gap_percent;
    return out;
}

/// What `draw` draws on a canvas of that size, as the <svg> element.
QString svgOf(const QSizeF& size, const std::function<void(QPainter&, const QRectF&)>& draw)
{
    const QRectF frame{QPointF{0, 0}, size};
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(size.toSize());
        svg.setViewBox(frame);
        QPainter painter{&svg};
        draw(painter, frame);
    }
    const QString text = QString::fromUtf8(bytes);
    return text.mid(text.indexOf(QStringLiteral("<svg")));
}

QString curveFigure(const Content& content)
{
    const charts::ServedCurve curve = curveOf(*content.curve);
    if (curve.empty()) {
        return {};
    }
    const QString svg = svgOf(curveSize, [&](QPainter& painter, const QRectF& frame) {
        painter.setRenderHint(QPainter::Antialiasing);
        charts::ServedChart{curve, frame, {map::Theme::light, content.rightToLeft}}.draw(painter);
    });
    const QString note = charts::boundNoteOf(curve);
    return QStringLiteral("<h2>%1</h2>\n<figure>%2</figure>\n%3")
        .arg(safe(charts::headingOf(curve)), svg,
             note.isEmpty() ? QString{}
                            : QStringLiteral("<p class=\"note\">%1</p>\n").arg(safe(note)));
}

QString moneyFigure(const Content& content)
{
    if (!content.money) {
        return {};
    }
    const QString svg = svgOf(moneySize, [&](QPainter& painter, const QRectF& frame) {
        charts::MoneyChart{*content.money, frame, {map::Theme::light, content.rightToLeft}}.draw(
            painter);
    });
    return QStringLiteral("<section><h2>%1</h2>\n<figure>%2</figure></section>\n")
        .arg(safe(content.moneyTitle), svg);
}

QString actionsTable(const Content& content)
{
    if (content.actions.empty()) {
        return {};
    }
    QString out =
        QStringLiteral("<h2>%1</h2>\n<div class=\"wide\"><table>\n<thead><tr><th></th>"
                       "<th>%2</th><th>%3</th><th class=\"n\">%4</th><th class=\"n\">%5"
                       "</th><th class=\"n\">%6</th></tr></thead>\n<tbody>\n")
            .arg(
                safe(content.actions.size() == 1
                         ? tr("The first action")
                         : tr("The first %1 actions").arg(numberWord(int(content.actions.size())))),
                safe(tr("Action")), safe(tr("Where")), safe(tr("Days")), safe(tr("Cost, $")),
                safe(tr("People back")));
    for (const ActionRow& row : content.actions) {
        out += QStringLiteral("<tr><td class=\"no\">%1</td><td><b>%2</b><small>%3</small></td>"
                              "<td>%4</td><td class=\"n\">%5</td><td class=\"n\">%6</td>"
                              "<td class=\"n\">%7</td></tr>\n")
                   .arg(QString::number(row.number), safe(row.what), safe(row.why), safe(row.where),
                        safe(row.days), safe(row.cost), safe(row.people));
    }
    out += QStringLiteral("</tbody>\n");
    if (content.together) {
        const ActionRow& sum = *content.together;
        out += QStringLiteral("<tfoot><tr><td></td><td>%1</td><td></td><td class=\"n\">%2</td>"
                              "<td class=\"n\">%3</td><td class=\"n\">%4</td></tr></tfoot>\n")
                   .arg(safe(sum.what), safe(sum.days), safe(sum.cost), safe(sum.people));
    }
    return out + QStringLiteral("</table></div>\n");
}

QString rowOf(const TextTable& table, const QStringList& cells)
{
    QString out = QStringLiteral("<tr>");
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const QString& words = cells.value(static_cast<qsizetype>(c));
        out += QStringLiteral("<td%1>%2</td>")
                   .arg(table.columns[c].figures ? QStringLiteral(" class=\"n\"") : QString{},
                        table.columns[c].codes
                            ? codedHtml(words, QStringLiteral("<span class=\"code\">"),
                                        QStringLiteral("</span>"))
                            : safe(words));
    }
    return out + QStringLiteral("</tr>\n");
}

QString barsFigure(const TextTable& table, bool rightToLeft)
{
    const QSizeF size{1000, charts::TornadoChart::height(*table.bars)};
    const QString svg = svgOf(size, [&](QPainter& painter, const QRectF& frame) {
        charts::TornadoChart{*table.bars, frame, {map::Theme::light, rightToLeft}}.draw(painter);
    });
    return QStringLiteral("<section><h2>%1</h2>\n<figure>%2</figure>\n%3</section>\n")
        .arg(safe(table.title), svg,
             table.note.isEmpty()
                 ? QString{}
                 : QStringLiteral("<p class=\"note\">%1</p>\n").arg(safe(table.note)));
}

QString tableOf(const TextTable& table, bool rightToLeft)
{
    if (table.bars) {
        return barsFigure(table, rightToLeft);
    }
    QString out = QStringLiteral("<section><h2>%1</h2>\n<div class=\"wide\"><table>\n<thead><tr>")
                      .arg(safe(table.title));
    for (const Column& column : table.columns) {
        out += QStringLiteral("<th%1>%2</th>")
                   .arg(column.figures ? QStringLiteral(" class=\"n\"") : QString{},
                        safe(column.title));
    }
    out += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const QStringList& row : table.rows) {
        out += rowOf(table, row);
    }
    out += QStringLiteral("</tbody>\n");
    if (table.total) {
        out += QStringLiteral("<tfoot>%1</tfoot>\n").arg(rowOf(table, *table.total));
    }
    out += QStringLiteral("</table></div>\n");
    if (!table.note.isEmpty()) {
        out += QStringLiteral("<p class=\"note\">%1</p>\n").arg(safe(table.note));
    }
    return out + QStringLiteral("</section>\n");
}

QString listOf(const QString& title, const QStringList& lines)
{
    if (lines.isEmpty()) {
        return {};
    }
    QString out = QStringLiteral("<section><h2>%1</h2>\n<ul>\n").arg(safe(title));
    for (const QString& line : lines) {
        out += QStringLiteral("<li>%1</li>\n").arg(safe(line));
    }
    return out + QStringLiteral("</ul></section>\n");
}

QString headOf(const Content& content)
{
    QString out =
        QStringLiteral("<header><div><h1>%1</h1><p class=\"sub\">%2</p></div>%3</header>\n")
            .arg(safe(content.title), safe(content.subtitle),
                 content.practice.isEmpty() ? QString{}
                                            : QStringLiteral("<div class=\"practice\">%1</div>")
                                                  .arg(safe(content.practice)));
    for (const QString& warning : content.warnings) {
        out += QStringLiteral("<p class=\"warn\">%1</p>\n").arg(safe(warning));
    }
    out += QStringLiteral("<div class=\"figures\">\n");
    for (const Figure& figure : content.figures) {
        out += QStringLiteral("<div class=\"figure%1\"><b>%2</b> <span>%3</span><p>%4</p></div>\n")
                   .arg(figure.gain ? QStringLiteral(" gain") : QString{}, safe(figure.figure),
                        safe(figure.unit), safe(figure.words));
    }
    out += QStringLiteral("</div>\n<p class=\"first\">");
    for (const Run& run : content.first) {
        out += run.strong ? QStringLiteral("<b>%1</b>").arg(safe(run.text)) : safe(run.text);
    }
    out += QStringLiteral("</p>\n");
    if (!content.planNotes.isEmpty()) {
        out += QStringLiteral("<p class=\"warn\">%1</p>\n").arg(safe(content.planNotes));
    }
    return out;
}

} // namespace

QByteArray htmlOf(const Content& content, const document::Document& document,
                  const ReportRequest& request)
{
    QString out =
        QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\" dir=\"%2\">\n<head>\n<meta "
                       "charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, "
                       "initial-scale=1\"/>\n<meta name=\"generator\" content=\"sila " SILA_VERSION
                       "\"/>\n<title>%3</title>\n<style>%4</style>\n</head>\n<body>\n"
                       "<main>\n")
            .arg(content.language.toHtmlEscaped(),
                 content.rightToLeft ? QStringLiteral("rtl") : QStringLiteral("ltr"),
                 content.title.toHtmlEscaped(), QString::fromLatin1(style));
    out += headOf(content);
    out += mapFigure(content, document, request);
    const QString rests = QStringLiteral("<div class=\"rests\"><h2>%1</h2><p>%2</p></div>\n")
                              .arg(safe(tr("What these figures rest on")), safe(content.restsOn));
    if (content.actions.empty()) {
        out += rests;
    } else {
        out += QStringLiteral("<div class=\"two\"><div>\n%1</div>\n<div>\n%2%3</div></div>\n")
                   .arg(actionsTable(content), content.curve ? curveFigure(content) : QString{},
                        rests);
    }
    out += moneyFigure(content);
    for (const TextTable& table : content.tables) {
        out += tableOf(table, content.rightToLeft);
    }
    out += listOf(tr("What was assumed"), content.assumptions);
    out += listOf(tr("Where the data come from"), content.sources);
    out += QStringLiteral("<footer>%1</footer>\n</main>\n</body>\n</html>\n")
               .arg(safe(content.footer));
    return out.toUtf8();
}

} // namespace app::report
