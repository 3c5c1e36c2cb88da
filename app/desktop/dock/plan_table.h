#pragma once
// The plan as a table with a Gantt column in the same rows.
#include "app/charts/gantt.h"
#include "app/desktop/dock/plan_model.h"

#include <QtWidgets/QTableView>

namespace app::desktop {

class PlanTable : public QTableView {
    Q_OBJECT
public:
    explicit PlanTable(PlanModel* model, QWidget* parent = nullptr);

    void setTheme(map::Theme theme);
    charts::Look look() const;
    /// Step rows of the model, -1 for none.
    void setHoveredStep(int row);
    void setChosenStep(int row);
    int hoveredStep() const { return hovered_; }
    int chosenStep() const { return chosen_; }
    void scrollToStep(int row, ScrollHint hint = EnsureVisible);

    /// Days of the Gantt column, of the rows in view.
    charts::GanttScale scale() const;
    /// First and last row in view as counted from 1, in the order shown; {0, 0} when empty.
    std::pair<int, int> rowsInView() const;
    int stepAt(const QModelIndex& index) const; // row of the model

Q_SIGNALS:
    void stepHovered(int row); // -1: the pointer left
    void stepChosen(int row);
    void viewMoved(); // other rows are in view

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void layOut();
    void follow();

    PlanModel* model_;
    QSortFilterProxyModel* order_;
    map::Theme theme_ = map::Theme::light;
    int hovered_ = -1, chosen_ = -1;
    int lastDay_ = charts::GanttScale::round_days;
    bool settling_ = false; // the selection is being set from outside
};

inline constexpr int tableRow_px = 27, tableHead_px = 23;

} // namespace app::desktop
