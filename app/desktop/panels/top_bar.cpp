#include "app/desktop/panels/top_bar.h"

#include "app/desktop/appearance.h"
#include "app/desktop/dock/play_bar.h"
#include "app/desktop/panels/search_box.h"
#include "app/document/words.h"

#include <QtGui/QPainterPath>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <map>

namespace app::desktop {

namespace {

constexpr std::size_t mostDates = 24;

/// Two ends and a way between them: a connection.
void drawMark(QPainter& painter, const QRectF& box, map::Theme theme)
{
    const map::Palette& p = map::palette(theme);
    QPainterPath way;
    const QPointF a{box.left() + 3.5, box.center().y() + 4};
    const QPointF b{box.right() - 3.5, box.center().y() - 4};
    way.moveTo(a);
    way.cubicTo({a.x() + 7, a.y()}, {b.x() - 7, b.y()}, b);
    painter.setPen(QPen{p.accent, 2.4, Qt::SolidLine, Qt::RoundCap});
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(way);
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.text);
    painter.drawRect(QRectF{a.x() - 3.2, a.y() - 3.2, 6.4, 6.4});
    painter.setBrush(p.accent);
    painter.drawEllipse(b, 3.6, 3.6);
}

} // namespace

TopBar::TopBar(Session& session, QWidget* parent)
    : QWidget{parent}, session_{session}, search_{new SearchBox{session, this}},
      file_{makeLabel({}, TextRole::secondary, this)}, asOf_{makeButton({}, ButtonRole::plain,
                                                                        this)},
      theme_{new QPushButton{this}}, actions_{new QHBoxLayout}
{
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setSmall(false);
    auto* row = new QHBoxLayout{this};
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    auto* mark = new Drawing{
        {22, 22},
        [this](QPainter& painter, const QRectF& box) { drawMark(painter, box, session_.theme()); },
        this};
    auto* name = makeLabel(tr("Sila"), TextRole::verdict, this);
    name->setFont(map::font(17, true));
    name->setWordWrap(false);
    file_->setWordWrap(false);
    auto* leading = new QHBoxLayout;
    leading->setSpacing(8);
    leading->addWidget(mark);
    leading->addWidget(name);
    leading->addSpacing(6);
    leading->addWidget(file_, 1);
    row->addLayout(leading, 1);
    search_->setMinimumWidth(200);
    search_->setMaximumWidth(330);
    row->addWidget(search_, 1);
    auto* trailing = new QHBoxLayout;
    trailing->setSpacing(8);
    trailing->addStretch(1);
    asOf_->setMenu(new QMenu{asOf_});
    connect(asOf_->menu(), &QMenu::aboutToShow, this, &TopBar::fillDates);
    trailing->addWidget(asOf_);
    trailing->addLayout(actions_);
    actions_->setSpacing(8);
    auto* open = addAction(tr("Open…"));
    open->setToolTip(tr("Open a workspace (Ctrl O)"));
    connect(open, &QPushButton::clicked, this, &TopBar::openRequested);
    theme_->setProperty("role", QStringLiteral("icon"));
    theme_->setFixedSize(30, 28);
    theme_->setCursor(Qt::PointingHandCursor);
    theme_->setToolTip(tr("Light or dark"));
    theme_->setAccessibleName(tr("Light or dark"));
    // Half light, half dark.
    auto* face =
        new Drawing{{30, 28},
                    [this](QPainter& painter, const QRectF& box) {
                        const map::Palette& p = map::palette(session_.theme());
                        const QRectF disc{box.center().x() - 7, box.center().y() - 7, 14, 14};
                        painter.setPen(QPen{p.text2, 1.6});
                        painter.setBrush(Qt::NoBrush);
                        painter.drawEllipse(disc);
                        painter.setPen(Qt::NoPen);
                        painter.setBrush(p.text2);
                        painter.drawPie(disc, 90 * 16, 180 * 16);
                    },
                    theme_};
    face->move(0, 0);
    connect(theme_, &QPushButton::clicked, &session_, [this] {
        session_.setTheme(session_.theme() == map::Theme::light ? map::Theme::dark
                                                                : map::Theme::light);
    });
    trailing->addWidget(theme_);
    row->addLayout(trailing, 1);
    connect(&session_, &Session::documentChanged, this, &TopBar::refresh);
    connect(&session_, &Session::phaseChanged, this, &TopBar::refresh);
    refresh();
}

void TopBar::setSmall(bool small)
{
    setFixedHeight(small ? 40 : 44);
}

QPushButton* TopBar::addAction(const QString& text, bool primary)
{
    QPushButton* button = makeButton(text, primary ? ButtonRole::primary : ButtonRole::plain, this);
    if (primary) {
        actions_->addWidget(button);
    } else {
        actions_->insertWidget(0, button);
    }
    return button;
}

void TopBar::refresh()
{
    const auto& document = session_.document();
    const bool open = document != nullptr;
    search_->setEnabled(open);
    asOf_->setVisible(open);
    if (!open) {
        file_->setText({});
        return;
    }
    const QString name = QString::fromStdString(document->request().file.filename().string());
    file_->setText(map::shownName(name, {}, {}));
    file_->setToolTip(QString::fromStdString(document->request().file.string()));
    const Situation& now = document->situation();
    asOf_->setText(
        (now.reported
             ? tr("As of %1")
                   .arg(
                       // in the direction of its own letters
                       QChar{0x2068} + dateText(std::chrono::floor<std::chrono::days>(now.as_of)) +
                       QChar{0x2069})
             : tr("Nothing reported yet")) +
        QStringLiteral("  ▾"));
    asOf_->setToolTip(tr("The state is what was reported until the end of this day"));
}

/// The days on which something was reported: nothing changes in between.
void TopBar::fillDates()
{
    QMenu* menu = asOf_->menu();
    menu->clear();
    const auto& document = session_.document();
    if (document == nullptr) {
        return;
    }
    std::map<geo::Date, int> days;
    for (const planning::Observation& seen : document->situation().scenario.observations) {
        ++days[std::chrono::floor<std::chrono::days>(seen.observed_at)];
    }
    const geo::Date now = std::chrono::floor<std::chrono::days>(document->situation().as_of);
    std::size_t shown = 0;
    for (auto day = days.rbegin(); day != days.rend() && shown < mostDates; ++day, ++shown) {
        QAction* action =
            menu->addAction(withPlural(tr("%1 · %n report(s)", nullptr, day->second), day->second)
                                .arg(document::dateWords(day->first)));
        action->setCheckable(true);
        action->setChecked(day->first == now);
        const geo::Time end =
            geo::Time{day->first} + std::chrono::days{1} - std::chrono::seconds{1};
        connect(action, &QAction::triggered, &session_, [this, end] { session_.reopen(end); });
    }
    if (days.empty()) {
        menu->addAction(tr("Nothing was reported yet"))->setEnabled(false);
    }
}

} // namespace app::desktop
