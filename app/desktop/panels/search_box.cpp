#include "app/desktop/panels/search_box.h"

#include "app/desktop/appearance.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>

namespace app::desktop {

namespace {

constexpr std::size_t mostHits = 9;
constexpr int rowHeight_px = 40;
constexpr int waitMs = 60;

/// Two lines: what it is called, what it is.
class HitDelegate : public QStyledItemDelegate {
public:
    HitDelegate(const Session& session, QObject* parent)
        : QStyledItemDelegate{parent}, session_{session}
    {
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {200, rowHeight_px};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const map::Palette& p = map::palette(session_.theme());
        const QStringList lines = index.data().toString().split(u'\n');
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.state & QStyle::State_Selected ? p.accentGround : p.sunk);
            painter->drawRoundedRect(QRectF{option.rect}.adjusted(2, 1, -2, -1), 4, 4);
        }
        const Qt::Alignment side =
            option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
        const QRectF room = QRectF{option.rect}.adjusted(10, 3, -10, -3);
        const QFont bold = map::font(13, true);
        const QFont plain = map::font(11);
        painter->setPen(p.text);
        painter->setFont(bold);
        painter->drawText(room, side | Qt::AlignTop, fitted(lines.value(0), bold, room.width()));
        painter->setPen(p.text2);
        painter->setFont(plain);
        painter->drawText(room, side | Qt::AlignBottom,
                          fitted(lines.value(1), plain, room.width()));
    }

private:
    const Session& session_;
};

} // namespace

SearchBox::SearchBox(Session& session, QWidget* parent)
    : QLineEdit{parent}, session_{session}, list_{new QListView{parent}}
{
    setObjectName(QStringLiteral("search"));
    setPlaceholderText(tr("Search places, sites, actions…"));
    setAccessibleName(tr("Search"));
    setFixedHeight(28);
    // Room for the glass where the line begins and for the keys where it ends.
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    setTextMargins(rtl ? 56 : 24, 0, rtl ? 24 : 56, 0);
    timer_.setSingleShot(true);
    timer_.setInterval(waitMs);
    list_->setObjectName(QStringLiteral("hits"));
    list_->setModel(&model_);
    list_->setItemDelegate(new HitDelegate{session_, list_});
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setMouseTracking(true);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->hide();
    connect(this, &QLineEdit::textEdited, this, [this] { timer_.start(); });
    connect(&timer_, &QTimer::timeout, this, &SearchBox::look);
    connect(list_, &QListView::clicked, this, [this](const QModelIndex& at) { take(at.row()); });
}

void SearchBox::look()
{
    hits_.clear();
    const QString words = text().trimmed();
    if (session_.document() != nullptr && !words.isEmpty()) {
        hits_ = session_.document()->search(words, mostHits);
    }
    QStringList rows;
    for (const document::SearchHit& hit : hits_) {
        rows << hit.title + u'\n' + hit.detail;
    }
    if (hits_.empty() && !words.isEmpty()) {
        rows << tr("Nothing found") + u'\n' + tr("Try a part of the name or the id");
    }
    model_.setStringList(rows);
    if (rows.isEmpty()) {
        list_->hide();
        return;
    }
    if (!hits_.empty()) {
        list_->setCurrentIndex(model_.index(0));
    }
    placeList();
}

void SearchBox::placeList()
{
    QWidget* top = window();
    list_->setParent(top);
    const QPoint corner = mapTo(top, QPoint{0, height() + 4});
    list_->setGeometry(corner.x(), corner.y(), std::max(width(), 340),
                       rowHeight_px * static_cast<int>(model_.rowCount()) + 12);
    list_->show();
    list_->raise();
}

void SearchBox::take(int row)
{
    if (row < 0 || row >= static_cast<int>(hits_.size())) {
        return;
    }
    const document::Target target = hits_[static_cast<std::size_t>(row)].target;
    list_->hide();
    clear();
    session_.show(target);
    if (auto* map = window()->findChild<QWidget*>(QStringLiteral("map"))) {
        map->setFocus();
    }
}

void SearchBox::keyPressEvent(QKeyEvent* event)
{
    const int row = list_->currentIndex().row();
    const int last = static_cast<int>(model_.rowCount()) - 1;
    switch (event->key()) {
    case Qt::Key_Down:
        list_->setCurrentIndex(model_.index(std::min(last, row + 1)));
        return;
    case Qt::Key_Up:
        list_->setCurrentIndex(model_.index(std::max(0, row - 1)));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (timer_.isActive()) { // typed faster than the list follows
            timer_.stop();
            look();
        }
        take(list_->currentIndex().row());
        return;
    case Qt::Key_Escape:
        list_->hide();
        clear();
        clearFocus();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchBox::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        QTimer::singleShot(0, list_, &QWidget::hide);
    }
}

void SearchBox::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    const map::Palette& p = map::palette(session_.theme());
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    // A magnifying glass on the leading side.
    const QPointF middle{rtl ? width() - 15.0 : 15.0, height() / 2.0 - 1};
    painter.setPen(QPen{p.text2, 1.6, Qt::SolidLine, Qt::RoundCap});
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(middle, 4.2, 4.2);
    painter.drawLine(middle + QPointF{3.2, 3.2}, middle + QPointF{6.2, 6.2});
    if (hasFocus() || !text().isEmpty() || width() < 240) {
        return;
    }
    const QFont f = map::font(11);
    const QString keys = tr("Ctrl K");
    const double wide = QFontMetricsF{f}.horizontalAdvance(keys) + 12;
    const QRectF box{rtl ? 8 : width() - wide - 8, 5, wide, height() - 10.0};
    painter.setPen(QPen{p.fieldEdge, 1});
    painter.setBrush(p.panel);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(p.text2);
    painter.setFont(f);
    painter.drawText(box, Qt::AlignCenter, keys);
}

} // namespace app::desktop
