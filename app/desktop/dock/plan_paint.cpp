#include "app/desktop/dock/plan_paint.h"

#include <QtGui/QPainter>

namespace app::desktop {
namespace {

constexpr int pad_px = 8;

bool isNumber(int column)
{
    return column == PlanModel::sure || column == PlanModel::cost || column == PlanModel::people;
}

/// Digits end at the same place in every language, or units would not stand below units.
Qt::AlignmentFlag alignOf(int column, const charts::Look& look)
{
    return isNumber(column) && !look.rightToLeft ? Qt::AlignRight : Qt::AlignLeft;
}

} // namespace

map::StepLook stepLook(const document::StepRow& step, int day)
{
    if (day <= 0 || step.first_day > day) {
        return map::StepLook::planned;
    }
    return step.last_day <= day ? map::StepLook::done : map::StepLook::running;
}

PlanHead::PlanHead(PlanTable* table) : QHeaderView{Qt::Horizontal, table}, table_{table}
{
    setSectionsClickable(true);
    setSortIndicatorShown(true);
    setHighlightSections(false);
    setMinimumSectionSize(24);
}

QSize PlanHead::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), tableHead_px};
}

void PlanHead::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const charts::Look look = table_->look();
    const map::Palette& p = map::palette(look.theme);
    painter->save();
    painter->fillRect(rect, p.panel);
    painter->setPen(p.rule);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const auto* model = qobject_cast<const QSortFilterProxyModel*>(this->model());
    const auto* plan =
        model == nullptr ? nullptr : qobject_cast<const PlanModel*>(model->sourceModel());
    if (section == PlanModel::gantt) {
        charts::drawDayNames(*painter, table_->scale(), rect.center().y(),
                             plan == nullptr ? 0 : plan->day(), look);
        painter->restore();
        return;
    }
    QString title = this->model()->headerData(section, Qt::Horizontal).toString();
    const bool sorted = sortIndicatorSection() == section && section != PlanModel::number;
    if (sorted && !title.isEmpty()) {
        title += sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral(" \u2191")
                                                            : QStringLiteral(" \u2193");
    }
    charts::write(*painter, rect.adjusted(pad_px, 0, -pad_px, 0),
                  alignOf(section, look) | Qt::AlignVCenter, title, map::font(11, sorted),
                  sorted ? p.text : p.text2, look);
    painter->restore();
}

PlanPaint::PlanPaint(PlanTable* table, const PlanModel* model)
    : QStyledItemDelegate{table}, table_{table}, model_{model}
{
}

QSize PlanPaint::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), tableRow_px};
}

void PlanPaint::paintGantt(QPainter& painter, const QRect& rect,
                           const document::StepRow& step) const
{
    const charts::Look look = table_->look();
    const charts::GanttScale scale = table_->scale();
    charts::drawDayLines(painter, scale, rect.top(), rect.bottom(), look);
    charts::drawBar(painter, scale, {step.first_day, step.last_day}, rect.center().y() + 0.5,
                    model_->day(), look);
    charts::drawDayMark(painter, scale, model_->day(), rect.top(), rect.bottom() + 1, look);
}

void PlanPaint::paintAction(QPainter& painter, const QRect& rect,
                            const document::StepRow& step) const
{
    const charts::Look look = table_->look();
    const map::Palette& p = map::palette(look.theme);
    const QFont bold = map::font(12, true);
    const QFont plain = map::font(12);
    const QFontMetricsF boldMetrics{bold};
    const double room = rect.width();
    const double wide = boldMetrics.horizontalAdvance(step.what);
    if (wide >= room) {
        charts::write(painter, rect, Qt::AlignLeft | Qt::AlignVCenter,
                      boldMetrics.elidedText(step.what, Qt::ElideMiddle, room), bold, p.text, look);
        return;
    }
    charts::write(painter, rect, Qt::AlignLeft | Qt::AlignVCenter, step.what, bold, p.text, look);
    const int gap = 5;
    QRect rest = rect;
    if (look.rightToLeft) {
        rest.setRight(rect.right() - static_cast<int>(wide) - gap);
    } else {
        rest.setLeft(rect.left() + static_cast<int>(wide) + gap);
    }
    if (rest.width() > 20) {
        charts::write(painter, rest, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetricsF{plain}.elidedText(step.where, Qt::ElideRight, rest.width()),
                      plain, p.text2, look);
    }
}

/// "18/20" and the share as a bar.
void PlanPaint::paintSure(QPainter& painter, const QRect& rect, const document::StepRow& step) const
{
    if (!step.sure) {
        return;
    }
    const charts::Look look = table_->look();
    const map::Palette& p = map::palette(look.theme);
    charts::write(painter, rect, Qt::AlignRight | Qt::AlignVCenter, sureText(step), map::font(12),
                  p.text2, look);
    const double room = 30;
    const double wide = room * share(*step.sure);
    const double left = look.rightToLeft ? rect.right() - room : rect.left();
    const double middle = QRectF{rect}.center().y();
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.rule);
    painter.drawRoundedRect(QRectF{left, middle - 2, room, 4}, 2, 2);
    painter.setBrush(p.planned);
    painter.drawRoundedRect(
        QRectF{look.rightToLeft ? left + room - wide : left, middle - 2, wide, 4}, 2, 2);
}

void PlanPaint::paint(QPainter* painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const
{
    const int row = table_->stepAt(index);
    if (row < 0) {
        return;
    }
    const charts::Look look = table_->look();
    const map::Palette& p = map::palette(look.theme);
    const document::StepRow& step = model_->step(row);
    const QRect rect = option.rect;
    painter->save();
    painter->setClipRect(rect);
    const bool chosen = row == table_->chosenStep();
    if (chosen || model_->inRepairSet(row)) {
        painter->fillRect(rect, p.accentGround);
    }
    if (row == table_->hoveredStep()) {
        QColor over = p.text;
        over.setAlphaF(0.06);
        painter->fillRect(rect, over);
    }
    painter->setPen(p.rule);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    if (chosen && index.column() == PlanModel::number) {
        QRect mark{rect.topLeft(), QSize{3, rect.height() - 1}};
        if (look.rightToLeft) {
            mark.moveRight(rect.right());
        }
        painter->fillRect(mark, p.accent);
    }
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect inner = rect.adjusted(pad_px, 0, -pad_px, -1);
    switch (index.column()) {
    case PlanModel::number:
        map::drawStep(*painter, QRectF{rect}.center(), step.number, stepLook(step, model_->day()),
                      look.theme, 20);
        break;
    case PlanModel::action:
        paintAction(*painter, inner, step);
        break;
    case PlanModel::gantt:
        paintGantt(*painter, rect, step);
        break;
    case PlanModel::sure:
        paintSure(*painter, inner, step);
        break;
    default: {
        const bool gain = index.column() == PlanModel::people && step.people_back >= 0.5;
        const QFont face = map::font(12, gain);
        const QString text = index.data(Qt::DisplayRole).toString();
        charts::write(*painter, inner, alignOf(index.column(), look) | Qt::AlignVCenter,
                      QFontMetricsF{face}.elidedText(text, Qt::ElideRight, inner.width()), face,
                      gain || index.column() == PlanModel::cost ? p.text : p.text2, look);
    }
    }
    painter->restore();
}

} // namespace app::desktop
