#include "app/report/page_flow.h"

#include "app/map/theme.h"
#include "app/report/words.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QTextDocument>
#include <QtGui/QTextOption>

#include <numeric>

namespace app::report {
namespace {

constexpr double cellGap = 12;
constexpr double rowPad = 4;

const map::Palette& colours()
{
    return map::palette(map::Theme::light);
}

QFont tableFont(bool strong)
{
    return map::font(10, strong);
}

/// Each text runs in the direction of its own letters: an English sentence on an Arabic page keeps
/// its full stop at its end.
Qt::LayoutDirection directionOf(const QString& words)
{
    return words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
}

/// Sentences with their reason codes small beside them.
QString coded(const QString& words, const QColor& colour)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span>")
        .arg(colour.name(), codedHtml(words,
                                      QStringLiteral("<span style=\"font-size:8px;color:%1\">")
                                          .arg(colours().text2.name()),
                                      QStringLiteral("</span>")));
}

} // namespace

PageFlow::PageFlow(bool rightToLeft) : rightToLeft_{rightToLeft} {}

void PageFlow::need(double high)
{
    if (y_ + high > bottom) {
        pages_.emplace_back();
        y_ = margin;
    }
}

void PageFlow::draw(std::function<void(QPainter&)> what)
{
    pages_.back().push_back(std::move(what));
}

QRectF PageFlow::box(double x, double y, double wide, double high) const
{
    return {rightToLeft_ ? width - margin - x - wide : margin + x, y, wide, high};
}

double PageFlow::text(double x, double y, double wide, const QString& text, const QFont& font,
                      const QColor& colour, bool atEnd, bool onlyAsk)
{
    const QString words = idsWhole(text);
    const bool right = atEnd != rightToLeft_;
    const int flags = Qt::TextWordWrap | Qt::AlignTop | Qt::AlignAbsolute |
                      (right ? Qt::AlignRight : Qt::AlignLeft);
    const QFontMetricsF metrics{font};
    const double high = std::max(
        metrics.height(), metrics.boundingRect(QRectF{0, 0, wide, 1e5}, flags, words).height());
    if (!onlyAsk) {
        // A little wider than measured, so that print never breaks a line the screen did not.
        const QRectF where = box(x, y, wide, high).adjusted(right ? -2 : 0, 0, right ? 0 : 2, 4);
        draw([=](QPainter& painter) {
            painter.setFont(font);
            painter.setPen(colour);
            painter.setLayoutDirection(directionOf(words));
            painter.drawText(where, flags, words);
        });
    }
    return high;
}

double PageFlow::sentence(double x, double y, double wide, const Sentence& words, const QFont& font,
                          const QColor& colour)
{
    QString html;
    for (const Run& run : words) {
        html += run.strong ? QStringLiteral("<b>%1</b>").arg(run.text.toHtmlEscaped())
                           : run.text.toHtmlEscaped();
    }
    return this->html(
        x, y, wide,
        QStringLiteral("<p style=\"color:%1;line-height:140%\">%2</p>").arg(colour.name(), html),
        font);
}

double PageFlow::html(double x, double y, double wide, const QString& words, const QFont& font,
                      bool onlyAsk)
{
    auto page = std::make_shared<QTextDocument>();
    page->setDefaultFont(font);
    page->setDocumentMargin(0);
    page->setHtml(words);
    QTextOption option;
    option.setTextDirection(directionOf(page->toPlainText()));
    option.setAlignment((rightToLeft_ ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    page->setDefaultTextOption(option);
    page->setTextWidth(wide);
    const double high = page->size().height();
    if (!onlyAsk) {
        const QRectF where = box(x, y, wide, high);
        draw([page, where](QPainter& painter) {
            painter.save();
            painter.translate(where.topLeft());
            page->drawContents(&painter);
            painter.restore();
        });
    }
    return high;
}

void PageFlow::rule(double x, double y, double wide, double thick, const QColor& colour)
{
    const QRectF where = box(x, y, wide, thick);
    draw([=](QPainter& painter) { painter.fillRect(where, colour); });
}

void PageFlow::heading(const QString& words)
{
    need(130); // never alone at the foot of a page
    if (y_ > margin) {
        skip(22);
    }
    y_ += text(0, y_, room(), words, map::font(14, true), colours().text) + 6;
}

void PageFlow::paragraph(const QString& words, const QColor& colour)
{
    const QFont font = map::font(10.5);
    const double high = text(0, y_, room(), words, font, colour, false, true);
    need(high);
    text(0, y_, room(), words, font, colour);
    y_ += high + 5;
}

double PageFlow::row(const std::vector<Column>& columns, const QStringList& cells, double y,
                     bool strong, bool head, bool onlyAsk)
{
    const double shares =
        std::accumulate(columns.begin(), columns.end(), 0.0,
                        [](double sum, const Column& c) { return sum + c.share; });
    const double unit = (room() - cellGap * static_cast<double>(columns.size() - 1)) / shares;
    double high = 0;
    double x = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double wide = unit * columns[c].share;
        const QString words = idsWhole(cells.value(static_cast<qsizetype>(c)));
        const QColor colour = head ? colours().text2 : colours().text;
        high = std::max(
            high, columns[c].codes && !head
                      ? html(x, y + rowPad, wide, coded(words, colour), tableFont(strong), onlyAsk)
                      : text(x, y + rowPad, wide, words, tableFont(strong), colour,
                             columns[c].figures && !rightToLeft_, onlyAsk));
        x += wide + cellGap;
    }
    return high + 2 * rowPad;
}

void PageFlow::table(const TextTable& table)
{
    constexpr std::size_t few = 8; // rows that stay on one page
    QStringList titles;
    for (const Column& column : table.columns) {
        titles << column.title;
    }
    if (table.rows.size() <= few) {
        double whole = 70 + row(table.columns, titles, y_, false, true, true);
        for (const QStringList& cells : table.rows) {
            whole += row(table.columns, cells, y_, false, false, true) + 1;
        }
        whole += table.total ? row(table.columns, *table.total, y_, true, false, true) : 0;
        whole += table.note.isEmpty() ? 0 : 40;
        need(std::min(whole, bottom - margin));
    }
    heading(table.title);
    const auto head = [&] {
        y_ += row(table.columns, titles, y_, false, true, false);
        rule(0, y_, room(), 1, colours().rule);
        y_ += 1;
    };
    const auto heightOf = [&](const QStringList& cells, bool strong) {
        return row(table.columns, cells, y_, strong, false, true);
    };
    const auto line = [&](const QStringList& cells, bool strong, double keep) {
        const double high = heightOf(cells, strong);
        const std::size_t before = page();
        need(high + 1 + keep);
        if (page() != before) {
            head();
        }
        row(table.columns, cells, y_, strong, false, false);
        y_ += high;
        rule(0, y_, room(), 1, colours().rule);
        y_ += 1;
    };
    head();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        // The total never stands alone on a page.
        const bool last = i + 1 == table.rows.size() && table.total;
        line(table.rows[i], false, last ? heightOf(*table.total, true) + 1 : 0);
    }
    if (table.total) {
        line(*table.total, true, 0);
    }
    if (!table.note.isEmpty()) {
        y_ += 5;
        paragraph(table.note, colours().text2);
    }
}

void PageFlow::paint(QPainter& painter, const QString& foot,
                     const std::function<void()>& newPage) const
{
    const QFont small = map::font(9);
    for (std::size_t p = 0; p < pages_.size(); ++p) {
        if (p > 0) {
            newPage();
        }
        for (const auto& what : pages_[p]) {
            what(painter);
        }
        const double y = height - margin - 14;
        painter.fillRect(QRectF{margin, y - 8, room(), 1}, colours().rule);
        painter.setFont(small);
        painter.setPen(colours().text2);
        const QRectF line{margin, y, room(), 14};
        const int begin =
            Qt::AlignAbsolute | Qt::AlignVCenter | (rightToLeft_ ? Qt::AlignRight : Qt::AlignLeft);
        const int end =
            Qt::AlignAbsolute | Qt::AlignVCenter | (rightToLeft_ ? Qt::AlignLeft : Qt::AlignRight);
        painter.drawText(line, begin, foot);
        painter.drawText(line, end, tr("%1 of %2", "page").arg(p + 1).arg(pages_.size()));
    }
}

} // namespace app::report
