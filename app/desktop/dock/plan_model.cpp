#include "app/desktop/dock/plan_model.h"

#include "app/document/words.h"
#include "app/map/text.h"

#include <algorithm>

namespace app::desktop {

QString peopleBackText(const document::StepRow& step)
{
    if (step.people_back < 0.5 && step.needed_by) {
        return PlanModel::tr("needed by %1")
            .arg(map::isolated(u'#' + QString::number(*step.needed_by)));
    }
    return step.people_back < 0.5 ? QStringLiteral("0")
                                  : map::isolated(u'+' + map::grouped(step.people_back));
}

QString sureText(const document::StepRow& step)
{
    return step.sure ? map::isolated(
                           QStringLiteral("%1/%2").arg(step.sure->early_in).arg(step.sure->worlds))
                     : QString{};
}

QString daysText(const document::StepRow& step)
{
    const QString first = QString::number(step.first_day);
    return step.first_day == step.last_day
               ? first
               : map::isolated(first + QChar{0x2013} + QString::number(step.last_day));
}

void PlanModel::setSteps(std::vector<document::StepRow> steps)
{
    beginResetModel();
    steps_ = std::move(steps);
    endResetModel();
}

void PlanModel::setDay(int day)
{
    if (day != day_) {
        day_ = day;
        if (!steps_.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1), {Qt::DisplayRole});
        }
    }
}

void PlanModel::setRepairSet(std::vector<planning::AssetRef> assets)
{
    if (assets != repairSet_) {
        repairSet_ = std::move(assets);
        if (!steps_.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1),
                               {Qt::BackgroundRole});
        }
    }
}

bool PlanModel::inRepairSet(int row) const
{
    const auto& asset = step(row).asset;
    return asset && std::ranges::find(repairSet_, *asset) != repairSet_.end();
}

bool PlanModel::judged() const
{
    return std::ranges::any_of(steps_, [](const auto& step) { return step.sure.has_value(); });
}

int PlanModel::rowOf(planning::AssetRef asset) const
{
    const auto at = std::ranges::find(steps_, std::optional{asset}, &document::StepRow::asset);
    return at == steps_.end() ? -1 : static_cast<int>(at - steps_.begin());
}

int PlanModel::firstOpen(int day) const
{
    const auto at =
        std::ranges::find_if(steps_, [day](const auto& step) { return step.last_day > day; });
    return at == steps_.end() ? -1 : static_cast<int>(at - steps_.begin());
}

int PlanModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(steps_.size());
}

int PlanModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant PlanModel::sorted(const document::StepRow& step, int column) const
{
    switch (column) {
    case action:
        return step.what + u' ' + step.where;
    case crew:
        return step.crew;
    case days:
    case gantt:
        return step.first_day * 1e9 + step.last_day * 1e5 + step.number;
    case sure:
        return step.sure ? share(*step.sure) : -1.0;
    case cost:
        return step.cost_usd;
    case people:
        return step.people_back;
    default:
        return step.number;
    }
}

QString PlanModel::written(const document::StepRow& step, int column) const
{
    switch (column) {
    case number:
        return QString::number(step.number);
    case action:
        return step.where.isEmpty() ? step.what : step.what + u' ' + step.where;
    case crew:
        return step.crew;
    case days:
    case gantt:
        return daysText(step);
    case sure:
        return sureText(step);
    case cost:
        return map::grouped(step.cost_usd);
    case people:
        return peopleBackText(step);
    default:
        return {};
    }
}

QVariant PlanModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const document::StepRow& row = step(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return written(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == sure && row.sure ? document::words(*row.sure) : row.why;
    case Qt::AccessibleTextRole:
        return tr("Step %1, %2 %3, days %4, %5")
            .arg(QString::number(row.number), row.what, row.where, daysText(row),
                 peopleBackText(row));
    case sortRole:
        return sorted(row, index.column());
    default:
        return {};
    }
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        switch (section) {
        case action:
            return tr("Action");
        case crew:
            return tr("Crew");
        case days:
            return tr("Days");
        case sure:
            return tr("How sure");
        case cost:
            return tr("Cost, $");
        case people:
            return tr("People back");
        default:
            return {};
        }
    }
    if (role == Qt::ToolTipRole && section == people) {
        return tr("People newly served when the step is done");
    }
    if (role == Qt::ToolTipRole && section == sure) {
        return earlyDays_ > 0 ? tr("In how many drawn worlds the best plan finishes it by day %1")
                                    .arg(earlyDays_)
                              : tr("In how many drawn worlds the best plan finishes it early");
    }
    return {};
}

} // namespace app::desktop
