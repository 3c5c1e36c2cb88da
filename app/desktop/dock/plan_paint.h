#pragma once
// How the rows and the heading of the plan table are painted.
#include "app/charts/gantt.h"
#include "app/desktop/dock/plan_table.h"
#include "app/map/symbols.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>

namespace app::desktop {

class PlanHead : public QHeaderView {
    Q_OBJECT
public:
    explicit PlanHead(PlanTable* table);
    QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    PlanTable* table_;
};

class PlanPaint : public QStyledItemDelegate {
    Q_OBJECT
public:
    PlanPaint(PlanTable* table, const PlanModel* model);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintGantt(QPainter& painter, const QRect& rect, const document::StepRow& step) const;
    void paintAction(QPainter& painter, const QRect& rect, const document::StepRow& step) const;
    void paintSure(QPainter& painter, const QRect& rect, const document::StepRow& step) const;

    PlanTable* table_;
    const PlanModel* model_;
};

/// One step as its ring on the map: planned, running or done on a day (0: not played).
map::StepLook stepLook(const document::StepRow& step, int day);

} // namespace app::desktop
