#pragma once
// Pages of a printed report: what is put down goes where there is room, tables go on with their
// heading on the next page, and the foot knows how many pages there are.
#include "app/report/content.h"

#include <QtGui/QFont>
#include <QtGui/QPainter>

#include <functional>
#include <vector>

namespace app::report {

/// All lengths are pixels at 96 dots per inch; A4 is 794 × 1123.
class PageFlow {
public:
    static constexpr double width = 794, height = 1123, margin = 52, footRoom = 44;
    static constexpr double bottom = height - margin - footRoom + 16;

    explicit PageFlow(bool rightToLeft);

    double y() const { return y_; }
    static constexpr double room() { return width - 2 * margin; }
    void skip(double by) { y_ += by; }
    void moveTo(double y) { y_ = y; }
    /// A new page when less than `height` is left on this one.
    void need(double height);
    std::size_t page() const { return pages_.size() - 1; }
    /// Draws on the page of now; `x` is from where reading begins and mirrored when right to left.
    void draw(std::function<void(QPainter&)> what);
    QRectF box(double x, double y, double wide, double high) const;

    /// Words wrapped into a width; returns the height they take. Nothing is drawn when only asked.
    double text(double x, double y, double wide, const QString& text, const QFont& font,
                const QColor& colour, bool atEnd = false, bool onlyAsk = false);
    double sentence(double x, double y, double wide, const Sentence& words, const QFont& font,
                    const QColor& colour);
    /// Small HTML, as wide as told.
    double html(double x, double y, double wide, const QString& words, const QFont& font,
                bool onlyAsk = false);
    void rule(double x, double y, double wide, double thick, const QColor& colour);
    void heading(const QString& words);
    void paragraph(const QString& words, const QColor& colour);
    void table(const TextTable& table);

    /// Puts everything on paper; `newPage` is called between pages.
    void paint(QPainter& painter, const QString& foot, const std::function<void()>& newPage) const;

private:
    double row(const std::vector<Column>& columns, const QStringList& cells, double y, bool strong,
               bool head, bool onlyAsk);

    bool rightToLeft_;
    double y_ = margin;
    std::vector<std::vector<std::function<void(QPainter&)>>> pages_{1};
};

} // namespace app::report
