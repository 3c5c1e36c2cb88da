#include "app/desktop/panels/state_card.h"

#include "app/desktop/appearance.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QHBoxLayout>

namespace app::desktop {

namespace {

constexpr int wide_px = 440;
constexpr qsizetype mostRecent = 5;

} // namespace

StateCard::StateCard(Session& session, QWidget* parent)
    : QWidget{parent}, session_{session}, card_{new QFrame{this}},
      title_{makeLabel({}, TextRole::title, card_)}, text_{makeLabel({}, TextRole::body, card_)},
      advice_{makeLabel({}, TextRole::secondary, card_)}, progress_{new QProgressBar{card_}},
      first_{makeButton({}, ButtonRole::primary, card_)}, second_{makeButton({}, ButtonRole::plain,
                                                                             card_)},
      recent_{new QWidget{card_}}, recentList_{new QVBoxLayout{recent_}}
{
    card_->setProperty("surface", QStringLiteral("card"));
    card_->setFixedWidth(wide_px);
    card_->setLayoutDirection(parent != nullptr && parent->parentWidget() != nullptr
                                  ? parent->parentWidget()->layoutDirection()
                                  : layoutDirection());
    auto* column = new QVBoxLayout{card_};
    column->setContentsMargins(24, 22, 24, 22);
    column->setSpacing(8);
    column->addWidget(title_);
    column->addWidget(text_);
    column->addWidget(advice_);
    progress_->setTextVisible(false);
    progress_->setRange(0, 1000);
    column->addWidget(progress_);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 8, 0, 0);
    buttons->addWidget(first_);
    buttons->addWidget(second_);
    buttons->addStretch(1);
    column->addLayout(buttons);
    recentList_->setContentsMargins(0, 10, 0, 0);
    recentList_->setSpacing(2);
    column->addWidget(recent_);
    recent_->hide();
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);

    connect(first_, &QPushButton::clicked, this, [this] {
        if (session_.phase() == Session::Phase::failed ||
            session_.phase() == Session::Phase::ready) {
            session_.reopen({});
        } else {
            Q_EMIT openRequested();
        }
    });
    connect(second_, &QPushButton::clicked, this, [this] {
        const bool former = session_.document() != nullptr;
        if (session_.phase() == Session::Phase::opening || former) {
            session_.cancelOpening();
        } else {
            Q_EMIT openRequested();
        }
    });
    connect(&session_, &Session::phaseChanged, this, &StateCard::refresh);
    connect(&session_, &Session::stateChanged, this, &StateCard::refresh);
    connect(&session_, &Session::openingProgress, this, &StateCard::refresh);
    refresh();
}

void StateCard::setRecent(const QStringList& files)
{
    while (QLayoutItem* item = recentList_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& file : files) {
        if (recentList_->count() > mostRecent || !QFileInfo::exists(file)) {
            continue;
        }
        if (recentList_->count() == 0) {
            recentList_->addWidget(makeLabel(tr("Opened before"), TextRole::heading, recent_));
        }
        QPushButton* open = makeButton(QFileInfo{file}.fileName(), ButtonRole::link, recent_);
        open->setToolTip(file);
        connect(open, &QPushButton::clicked, &session_,
                [this, file] { session_.open(file.toStdString()); });
        recentList_->addWidget(open, 0, Qt::AlignLeading);
    }
    refresh();
}

void StateCard::refresh()
{
    const QString name = QString::fromStdString(session_.file().filename().string());
    const Session::Phase phase = session_.phase();
    const bool opening = phase == Session::Phase::opening;
    const bool failed = phase == Session::Phase::failed;
    // The first day of a workspace is still being worked out: its map follows in a moment.
    const bool waiting = phase == Session::Phase::ready && session_.snapshot().state == nullptr;
    const bool bare = phase == Session::Phase::ready && !waiting &&
                      session_.document()->mapData()->extent.empty();
    setVisible(phase != Session::Phase::ready || waiting || bare);
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    progress_->setVisible(opening || waiting);
    first_->setVisible(!opening && !waiting);
    second_->setVisible(opening || failed);
    recent_->setVisible(phase == Session::Phase::empty && recentList_->count() > 0);
    if (opening || waiting) {
        title_->setText(tr("Opening %1").arg(name));
        text_->setText(session_.openingStage());
        advice_->setText({});
        second_->setText(tr("Cancel"));
        progress_->setValue(waiting ? 1000 : static_cast<int>(1000 * session_.openingDone()));
    } else if (failed) {
        title_->setText(tr("%1 could not be opened").arg(name));
        text_->setText(session_.failure().happened);
        advice_->setText(session_.failure().advice);
        first_->setText(tr("Try again"));
        second_->setText(session_.document() != nullptr ? tr("Back to the map")
                                                        : tr("Open another…"));
    } else if (bare) {
        title_->setText(tr("This workspace is empty"));
        text_->setText(tr("Bring in areas and settlements, then elevation and sites; who is cut "
                          "off, the gaps and the plan follow from them."));
        advice_->setText(tr("Begin with “sila import %1 areas FILE”; “sila help import” tells all "
                            "that can come in. Then open it again.")
                             .arg(name));
        first_->setText(tr("Open it again"));
    } else {
        title_->setText(tr("Open a workspace to begin"));
        text_->setText(tr("A workspace is one .gpkg file with a country's places, network, damage "
                          "reports and repairs. The map then shows who is cut off, why, and what "
                          "to mend first."));
        advice_->setText(tr("None yet? “sila new my-country.gpkg” makes one, “sila import” fills "
                            "it, and ./run makes one from the sample data."));
        first_->setText(tr("Open a workspace…"));
    }
    text_->setVisible(!text_->text().isEmpty());
    advice_->setVisible(!advice_->text().isEmpty());
    place();
}

void StateCard::resizeEvent(QResizeEvent*)
{
    place();
}

void StateCard::place()
{
    const int wide = std::min(wide_px, width() - 32);
    card_->setFixedWidth(std::max(200, wide));
    card_->layout()->activate();
    const int tall = card_->layout()->hasHeightForWidth()
                         ? card_->layout()->totalHeightForWidth(card_->width())
                         : card_->sizeHint().height();
    card_->setGeometry((width() - card_->width()) / 2, std::max(16, (height() - tall) / 2 - 20),
                       card_->width(), tall);
}

} // namespace app::desktop
