#pragma once
// The steps of a plan as rows: number, what is done, crew, days, cost, people brought back.
#include "app/document/plan_view.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QSortFilterProxyModel>

#include <optional>
#include <vector>

namespace app::desktop {

class PlanModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { number, action, crew, days, gantt, sure, cost, people, columns };
    enum Role { sortRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;
    void setSteps(std::vector<document::StepRow> steps);
    const std::vector<document::StepRow>& steps() const { return steps_; }
    const document::StepRow& step(int row) const { return steps_[static_cast<std::size_t>(row)]; }

    /// 0: the plan is not played, every step is still to come.
    void setDay(int day);
    int day() const { return day_; }
    /// Assets of the repair set: their rows are tinted.
    void setRepairSet(std::vector<planning::AssetRef> assets);
    bool inRepairSet(int row) const;
    /// Whether any step was judged in drawn worlds; without, that column has nothing to say.
    bool judged() const;
    /// The day by which a judged step is early; 0: not known.
    void setEarlyDays(int early) { earlyDays_ = early; }
    /// Row of the first step that mends an asset; -1 when none does.
    int rowOf(planning::AssetRef asset) const;
    /// Row of the first step, in order, that is not finished at the end of `day`; -1 when all are.
    int firstOpen(int day) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant sorted(const document::StepRow& step, int column) const;
    QString written(const document::StepRow& step, int column) const;

    std::vector<document::StepRow> steps_;
    std::vector<planning::AssetRef> repairSet_;
    int day_ = 0;
    int earlyDays_ = 0;
};

/// "+110 260", or "needed by #4" for a step that only helps another.
QString peopleBackText(const document::StepRow& step);
/// "18/20": drawn worlds in which the step is early; empty when it was not judged.
QString sureText(const document::StepRow& step);
/// "1–4", or "3" for one day.
QString daysText(const document::StepRow& step);

} // namespace app::desktop
