#include "app/desktop/dock/listing_view.h"

#include "app/charts/look.h"
#include "app/desktop/dock/plan_table.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>

namespace app::desktop {
namespace {

/// In every language, or units would not stand below units. `align` is as for left to right.
int digitsToTheRight(int align, const charts::Look& look)
{
    return look.rightToLeft && (align & Qt::AlignRight) != 0
               ? (align & ~Qt::AlignRight) | Qt::AlignLeft // mirrored when written
               : align;
}

/// Of names and ids it is the end that tells one from another; sentences are read from the front.
Qt::TextElideMode elisionOf(const QString& words)
{
    constexpr qsizetype fewWords = 5;
    return words.count(u' ') < fewWords ? Qt::ElideMiddle : Qt::ElideRight;
}

constexpr int pad_px = 8, widest_px = 320, least_px = 48;
constexpr int sampledRows = 200; // widths are taken from these; more would only take time

charts::Look lookOf(const ListingView& view)
{
    return {view.theme(), view.layoutDirection() == Qt::RightToLeft};
}

class Head : public QHeaderView {
public:
    explicit Head(ListingView* view) : QHeaderView{Qt::Horizontal, view}, view_{view}
    {
        setSectionsClickable(true);
        setSectionsMovable(true);
        setHighlightSections(false);
        setMinimumSectionSize(least_px);
    }
    QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), tableHead_px}; }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QHeaderView::paintEvent(event);
        // Beyond the last column the style would draw a bevel.
        const int end = length() - offset();
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const QRect rest{mirrored ? 0 : end, 0, viewport()->width() - end, height()};
        if (rest.width() > 0) {
            const map::Palette& p = map::palette(view_->theme());
            QPainter painter{viewport()};
            painter.fillRect(rest, p.panel);
            painter.setPen(p.rule);
            painter.drawLine(rest.bottomLeft(), rest.bottomRight());
        }
    }
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        const map::Palette& p = map::palette(view_->theme());
        painter->fillRect(rect, p.panel);
        painter->setPen(p.rule);
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        QString title = model()->headerData(section, Qt::Horizontal).toString();
        const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
        if (sorted) {
            title += sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral(" \u2191")
                                                                : QStringLiteral(" \u2193");
        }
        const int align =
            model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
        const QFont face = map::font(11, sorted);
        const QRect inner = rect.adjusted(pad_px, 0, -pad_px, 0);
        charts::write(*painter, inner, digitsToTheRight(align, lookOf(*view_)),
                      QFontMetricsF{face}.elidedText(title, Qt::ElideRight, inner.width()), face,
                      sorted ? p.text : p.text2, lookOf(*view_));
    }

private:
    ListingView* view_;
};

class Paint : public QStyledItemDelegate {
public:
    explicit Paint(ListingView* view) : QStyledItemDelegate{view}, view_{view} {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const map::Palette& p = map::palette(view_->theme());
        const QRect rect = option.rect;
        const auto mark = static_cast<RowMark>(index.data(ListingModel::markRole).toInt());
        if ((option.state & QStyle::State_Selected) != 0) {
            painter->fillRect(rect, p.accentGround);
        } else if (mark == RowMark::asked) {
            painter->fillRect(rect, p.staleGround);
        } else if (mark == RowMark::paid) {
            QColor paid = p.working;
            paid.setAlphaF(0.12F);
            painter->fillRect(rect, paid);
        }
        if (index.row() == view_->hoveredRow()) {
            QColor over = p.text;
            over.setAlphaF(0.06);
            painter->fillRect(rect, over);
        }
        painter->setPen(p.rule);
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        const bool unknown = index.data(ListingModel::cellKindRole).toInt() == 0;
        const QFont face = map::font(12);
        const QRect inner = rect.adjusted(pad_px, 0, -pad_px, -1);
        const int align =
            digitsToTheRight(index.data(Qt::TextAlignmentRole).toInt(), lookOf(*view_));
        const QString words = index.data(Qt::DisplayRole).toString();
        charts::write(*painter, inner, align,
                      QFontMetricsF{face}.elidedText(words, elisionOf(words), inner.width()), face,
                      unknown ? p.text3 : p.text, lookOf(*view_));
    }

private:
    ListingView* view_;
};

} // namespace

ListingView::ListingView(QWidget* parent)
    : QTableView{parent}, model_{new ListingModel{this}}, filter_{new ListingFilter{this}}
{
    filter_->setListingModel(model_);
    setHorizontalHeader(new Head{this});
    setModel(filter_);
    setItemDelegate(new Paint{this});
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(tableRow_px);
    verticalHeader()->setMinimumSectionSize(tableRow_px);
    setSortingEnabled(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this,
            [this] { dragged_ = dragged_ || !fitting_; });
    connect(this, &QTableView::clicked, this, &ListingView::choose);
    connect(this, &QTableView::activated, this, &ListingView::choose);
}

void ListingView::setListing(Listing listing)
{
    hovered_ = -1;
    dragged_ = false;
    fitting_ = true; // the sections that come with other columns are nobody's choice
    model_->setListing(std::move(listing));
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    filter_->sort(-1, Qt::AscendingOrder);
    fitColumns();
    scrollToTop();
}

void ListingView::setEmptyWords(const QString& what, const QString& todo)
{
    emptyWhat_ = what;
    emptyTodo_ = todo;
    viewport()->update();
}

void ListingView::setTheme(map::Theme theme)
{
    theme_ = theme;
    viewport()->update();
    horizontalHeader()->viewport()->update();
}

void ListingView::fitColumns()
{
    const QFontMetrics head{map::font(11, true)};
    const QFontMetrics metrics{map::font(12)};
    const Listing& listing = model_->listing();
    const std::size_t rows = std::min<std::size_t>(listing.rows.size(), sampledRows);
    std::vector<int> wide;
    int over = -viewport()->width();
    for (std::size_t i = 0; i < listing.columns.size(); ++i) {
        constexpr int arrow_px = 10;
        int own = head.horizontalAdvance(listing.columns[i].title) + 2 * pad_px + arrow_px;
        for (std::size_t r = 0; r < rows; ++r) {
            own = std::max(own, metrics.horizontalAdvance(
                                    shown(listing.rows[r].cells[i], listing.columns[i])) +
                                    2 * pad_px);
        }
        wide.push_back(std::clamp(own, least_px, widest_px));
        over += wide.back();
    }
    constexpr int leastWords_px = 110;
    for (std::size_t i = 0; i < wide.size() && over > 0 && over < viewport()->width() / 3; ++i) {
        if (listing.columns[i].kind == CellKind::text && wide[i] > leastWords_px) {
            const int less = std::min(over, wide[i] - leastWords_px);
            wide[i] -= less;
            over -= less;
        }
    }
    if (over < 0) { // the rest of the width goes to the widest column of words
        std::size_t widest = wide.size() - 1;
        for (std::size_t i = 0; i < wide.size(); ++i) {
            const bool words = listing.columns[i].kind == CellKind::text;
            const bool none = listing.columns[widest].kind != CellKind::text;
            widest = words && (none || wide[i] > wide[widest]) ? i : widest;
        }
        if (!wide.empty()) {
            wide[widest] -= over;
        }
    }
    fitting_ = true;
    for (std::size_t i = 0; i < wide.size(); ++i) {
        setColumnWidth(static_cast<int>(i), wide[i]);
    }
    fitting_ = false;
}

void ListingView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (!dragged_) {
        fitColumns();
    }
}

void ListingView::choose(const QModelIndex& index)
{
    const int row = filter_->sourceRow(index);
    if (row >= 0) {
        Q_EMIT rowChosen(model_->row(row));
    }
}

void ListingView::markTarget(const std::optional<document::Target>& target)
{
    int found = -1;
    for (int row = 0; target && row < model_->rowCount() && found < 0; ++row) {
        found = model_->row(row).target == target ? row : -1;
    }
    const QModelIndex at =
        found < 0 ? QModelIndex{} : filter_->mapFromSource(model_->index(found, 0));
    if (!at.isValid()) {
        clearSelection();
    } else if (currentIndex().row() != at.row() || !selectionModel()->isRowSelected(at.row())) {
        selectRow(at.row());
        scrollTo(at);
    }
}

void ListingView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (filter_->rowCount() > 0) {
        return;
    }
    const map::Palette& p = map::palette(theme_);
    QPainter painter{viewport()};
    const bool filtered = model_->rowCount() > 0;
    const QString what = filtered ? tr("No row has these words") : emptyWhat_;
    const QString todo = filtered ? tr("Clear the filter to see all rows.") : emptyTodo_;
    const QRectF box = QRectF{viewport()->rect()}.adjusted(16, 0, -16, 0);
    const QPointF middle = box.center();
    painter.setFont(map::font(13, true));
    painter.setPen(p.text);
    painter.drawText(QRectF{box.left(), middle.y() - 24, box.width(), 20}, Qt::AlignCenter, what);
    painter.setFont(map::font(12));
    painter.setPen(p.text2);
    painter.drawText(QRectF{box.left(), middle.y(), box.width(), 36},
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, todo);
}

void ListingView::mouseMoveEvent(QMouseEvent* event)
{
    QTableView::mouseMoveEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.row() != hovered_) {
        hovered_ = index.row();
        viewport()->update();
        const int row = filter_->sourceRow(index);
        Q_EMIT rowHovered(row < 0 ? nullptr : &model_->row(row));
    }
}

void ListingView::leaveEvent(QEvent* event)
{
    QTableView::leaveEvent(event);
    if (hovered_ >= 0) {
        hovered_ = -1;
        viewport()->update();
        Q_EMIT rowHovered(nullptr);
    }
}

} // namespace app::desktop
