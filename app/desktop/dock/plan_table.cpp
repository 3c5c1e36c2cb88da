#include "app/desktop/dock/plan_table.h"

#include "app/desktop/dock/plan_paint.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace app::desktop {

PlanTable::PlanTable(PlanModel* model, QWidget* parent)
    : QTableView{parent}, model_{model}, order_{new QSortFilterProxyModel{this}}
{
    setAccessibleName(tr("Plan"));
    order_->setSourceModel(model);
    order_->setSortRole(PlanModel::sortRole);
    order_->setSortCaseSensitivity(Qt::CaseInsensitive);
    setHorizontalHeader(new PlanHead{this});
    setModel(order_);
    setItemDelegate(new PlanPaint{this, model});
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(tableRow_px);
    verticalHeader()->setMinimumSectionSize(tableRow_px);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    sortByColumn(PlanModel::number, Qt::AscendingOrder);
    setSortingEnabled(true);

    connect(this, &QTableView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT stepChosen(stepAt(index)); });
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT stepChosen(stepAt(index)); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PlanTable::follow);
    connect(order_, &QAbstractItemModel::layoutChanged, this, &PlanTable::follow);
    connect(order_, &QAbstractItemModel::modelReset, this, [this] {
        hovered_ = chosen_ = -1;
        layOut();
        follow();
    });
    connect(order_, &QAbstractItemModel::dataChanged, this, &PlanTable::follow);
}

void PlanTable::setTheme(map::Theme theme)
{
    theme_ = theme;
    viewport()->update();
    horizontalHeader()->viewport()->update();
}

charts::Look PlanTable::look() const
{
    return {theme_, layoutDirection() == Qt::RightToLeft};
}

int PlanTable::stepAt(const QModelIndex& index) const
{
    return index.isValid() ? order_->mapToSource(index).row() : -1;
}

void PlanTable::setHoveredStep(int row)
{
    if (row != hovered_) {
        hovered_ = row;
        viewport()->update();
    }
}

void PlanTable::setChosenStep(int row)
{
    if (row == chosen_) {
        return;
    }
    chosen_ = row;
    settling_ = true;
    if (row < 0) {
        setCurrentIndex({});
    } else {
        setCurrentIndex(order_->mapFromSource(model_->index(row, PlanModel::action)));
    }
    settling_ = false;
    viewport()->update();
}

void PlanTable::scrollToStep(int row, ScrollHint hint)
{
    if (row >= 0 && row < model_->rowCount()) {
        scrollTo(order_->mapFromSource(model_->index(row, PlanModel::action)), hint);
    }
}

charts::GanttScale PlanTable::scale() const
{
    // A little room on both sides, so that the first and last figures are not cut.
    const double inset = 10;
    const double left = columnViewportPosition(PlanModel::gantt) + inset;
    const double wide = std::max(10.0, columnWidth(PlanModel::gantt) - 2 * inset);
    return {lastDay_, left, wide, layoutDirection() == Qt::RightToLeft};
}

std::pair<int, int> PlanTable::rowsInView() const
{
    const int rows = order_->rowCount();
    if (rows == 0) {
        return {0, 0};
    }
    const int first = std::max(0, rowAt(1));
    // Half of the last row is enough to count as seen.
    const int below = rowAt(viewport()->height() - tableRow_px / 2);
    return {first + 1, (below < 0 ? rows - 1 : std::max(first, below)) + 1};
}

void PlanTable::follow()
{
    const auto [first, last] = rowsInView();
    std::vector<charts::DaySpan> spans;
    for (int row = first; row <= last && row > 0; ++row) {
        const document::StepRow& step =
            model_->step(stepAt(order_->index(row - 1, PlanModel::action)));
        spans.push_back({step.first_day, step.last_day});
    }
    lastDay_ = charts::GanttScale::lastDayOf(spans, model_->day());
    viewport()->update();
    horizontalHeader()->viewport()->update();
    Q_EMIT viewMoved();
}

void PlanTable::layOut()
{
    const int wide = viewport()->width();
    // Days in figures only where the Gantt keeps enough room; the bar tells them otherwise.
    const bool figures = wide >= 900;
    setColumnHidden(PlanModel::days, !figures);
    const int number = 44;
    const int crew = wide >= 620 ? 98 : 0;
    setColumnHidden(PlanModel::crew, crew == 0);
    const int days = figures ? 60 : 0;
    const int sure = model_->judged() && wide >= 560 ? 92 : 0;
    setColumnHidden(PlanModel::sure, sure == 0);
    const int cost = 78;
    const int people = 106;
    const int rest = wide - number - crew - days - sure - cost - people;
    const int action = std::clamp(static_cast<int>(0.53 * rest), 120, 320);
    setColumnWidth(PlanModel::number, number);
    setColumnWidth(PlanModel::action, action);
    setColumnWidth(PlanModel::crew, crew);
    setColumnWidth(PlanModel::days, days);
    setColumnWidth(PlanModel::sure, sure);
    setColumnWidth(PlanModel::cost, cost);
    setColumnWidth(PlanModel::people, people);
    setColumnWidth(PlanModel::gantt, std::max(80, rest - action));
}

void PlanTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    layOut();
    follow();
}

void PlanTable::mouseMoveEvent(QMouseEvent* event)
{
    QTableView::mouseMoveEvent(event);
    const int row = stepAt(indexAt(event->position().toPoint()));
    if (row != hovered_) {
        setHoveredStep(row);
        Q_EMIT stepHovered(row);
    }
}

void PlanTable::leaveEvent(QEvent* event)
{
    QTableView::leaveEvent(event);
    if (hovered_ >= 0) {
        setHoveredStep(-1);
        Q_EMIT stepHovered(-1);
    }
}

void PlanTable::keyPressEvent(QKeyEvent* event)
{
    // These play the plan; the window takes them.
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right ||
        event->key() == Qt::Key_Space) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void PlanTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    // Arrow keys choose as a click does; a click comes with its own signal.
    if (!settling_ && current.isValid() && hasFocus() &&
        QGuiApplication::mouseButtons() == Qt::NoButton) {
        Q_EMIT stepChosen(stepAt(current));
    }
}

} // namespace app::desktop
