#include "app/desktop/dock/dock.h"

#include "app/desktop/appearance.h"
#include "app/desktop/dock/listings.h"
#include "app/document/words.h"
#include "app/map/text.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace app::desktop {

using document::Target;
using document::TargetKind;

namespace {

/// What there is to do where there is nothing yet.
QWidget* emptyPage(QLabel* what, QLabel* advice, QPushButton* button)
{
    auto* page = new QWidget;
    auto* words = new QVBoxLayout{page};
    words->addStretch(1);
    words->addWidget(what, 0, Qt::AlignHCenter);
    words->addWidget(advice);
    words->addSpacing(6);
    words->addWidget(button, 0, Qt::AlignHCenter);
    words->addStretch(1);
    words->setContentsMargins(24, 0, 24, 0);
    what->setWordWrap(false);
    advice->setWordWrap(true);
    advice->setAlignment(Qt::AlignHCenter);
    advice->setProperty("tone", QStringLiteral("secondary"));
    advice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return page;
}

} // namespace

Dock::Dock(Session& session, QWidget* parent)
    : QWidget{parent}, session_{session}, tabs_{new DockTabs}, caption_{makeLabel(
                                                                   {}, TextRole::secondary)},
      filter_{new QLineEdit}, pages_{new QStackedWidget}, planPages_{new QStackedWidget},
      moneyPages_{new QStackedWidget}, noPlan_{makeLabel({}, TextRole::verdict)},
      noPlanAdvice_{makeLabel({}, TextRole::body)}, noMoney_{makeLabel({}, TextRole::verdict)},
      noMoneyAdvice_{makeLabel({}, TextRole::body)}, again_{makeButton({}, ButtonRole::plain)},
      first_{makeButton({}, ButtonRole::primary)}, firstMoney_{makeButton({}, ButtonRole::primary)},
      steps_{new PlanModel{this}}, plan_{new PlanTable{steps_}}, actions_{new ListingView},
      problems_{new ListingView}, tables_{new TablesTab}, money_{new MoneyTab},
      charts_{new QStackedWidget}, curve_{new CurvePanel},
      moneyCurve_{new MoneyPanel}, split_{new QSplitter{Qt::Horizontal}}, play_{new PlayBar{this}}
{
    build();
    connectSession();
    takeTheme();
    takeDocument();
}

void Dock::build()
{
    for (const QString& name :
         {tr("Plan"), tr("Money"), tr("Actions"), tr("Tables"), tr("Problems")}) {
        tabs_->addTab(name);
    }
    tabs_->setAccessibleName(tr("Plan, money, actions, tables, problems"));
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setClearButtonEnabled(true);
    filter_->setMinimumWidth(70);
    filter_->setMaximumWidth(180);
    filter_->setFixedHeight(28);
    filter_->setStyleSheet(QStringLiteral("padding: 2px 8px;"));
    filter_->setFont(map::font(12));
    filter_->hide();

    planPages_->addWidget(plan_);
    planPages_->addWidget(emptyPage(noPlan_, noPlanAdvice_, first_));
    moneyPages_->addWidget(money_);
    moneyPages_->addWidget(emptyPage(noMoney_, noMoneyAdvice_, firstMoney_));
    caption_->setWordWrap(false);
    tabs_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (QWidget* page : {static_cast<QWidget*>(planPages_), static_cast<QWidget*>(moneyPages_),
                          static_cast<QWidget*>(actions_), static_cast<QWidget*>(tables_),
                          static_cast<QWidget*>(problems_)}) {
        pages_->addWidget(page);
    }

    constexpr int leastTable_px = 520;
    auto* left = new QWidget;
    auto* column = new QVBoxLayout{left};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 1, 12, 0);
    head->setSpacing(10);
    head->addWidget(tabs_);
    head->addStretch(1);
    head->addWidget(caption_);
    head->addWidget(again_);
    head->addWidget(filter_);
    column->addLayout(head);
    column->addWidget(pages_, 1);

    auto* row = new QHBoxLayout{this};
    row->setContentsMargins(0, 1, 0, 0);  // the rule above
    left->setMinimumWidth(leastTable_px); // a long word on one page takes no room from the curve
    split_->addWidget(left);
    charts_->addWidget(curve_);
    charts_->addWidget(moneyCurve_);
    split_->addWidget(charts_);
    split_->setStretchFactor(0, 1);
    split_->setStretchFactor(1, 0);
    split_->setHandleWidth(1);
    split_->setChildrenCollapsible(false);
    row->addWidget(split_);
    connect(split_, &QSplitter::splitterMoved, this, [this] { dragged_ = true; });

    connect(tabs_, &QTabBar::currentChanged, this, [this](int tab) {
        pages_->setCurrentIndex(tab);
        charts_->setCurrentWidget(
            static_cast<Tab>(tab) == Tab::money ? static_cast<QWidget*>(moneyCurve_) : curve_);
        filter_->setVisible(static_cast<Tab>(tab) != Tab::plan);
        filter_->clear();
        takeMaking();
    });
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        money_->view()->filter().setWords(tab() == Tab::money ? text : QString{});
        actions_->filter().setWords(tab() == Tab::actions ? text : QString{});
        problems_->filter().setWords(tab() == Tab::problems ? text : QString{});
        tables_->setFilter(tab() == Tab::tables ? text : QString{});
        showCaption();
    });
    connect(tables_, &TablesTab::statusChanged, this, &Dock::showCaption);
    connect(plan_, &PlanTable::viewMoved, this, &Dock::showCaption);
}

void Dock::connectSession()
{
    connect(&session_, &Session::documentChanged, this, &Dock::takeDocument);
    connect(&session_, &Session::phaseChanged, this, &Dock::takeDocument);
    connect(&session_, &Session::dayChanged, this, &Dock::takeDay);
    connect(&session_, &Session::selectionChanged, this, &Dock::takeSelection);
    connect(&session_, &Session::factsChanged, this, &Dock::takeSelection);
    connect(&session_, &Session::hoverChanged, this, &Dock::takeHover);
    connect(&session_, &Session::styleChanged, this, &Dock::takeTheme);

    // One who plays, one who is asked: the session keeps the day, the player only counts.
    connect(&player_, &DayPlayer::dayChanged, &session_, &Session::setDay);
    connect(&player_, &DayPlayer::playingChanged, &session_, &Session::setPlaying);
    connect(&session_, &Session::playingChanged, this, [this](bool playing) {
        playing ? player_.play() : player_.pause();
        play_->setPlaying(player_.playing());
        session_.setPlaying(player_.playing()); // nothing to play without a plan
    });
    connect(again_, &QPushButton::clicked, this,
            [this] { tab() == Tab::money ? makeFund() : makePlan(); });
    connect(first_, &QPushButton::clicked, this, &Dock::makePlan);
    connect(firstMoney_, &QPushButton::clicked, this, &Dock::makeFund);
    follow(coverMaker_, coverMade_, coverTrouble_);
    follow(fundMaker_, fundMade_, fundTrouble_);
    follow(maker_, made_, trouble_);
    connect(money_, &MoneyTab::answerChanged, this,
            [this] { moneyCurve_->setNext(money_->next_usd(), money_->answer()); });
    connect(moneyCurve_, &MoneyPanel::nextWanted, money_, &MoneyTab::setNext);
    connect(money_->view(), &ListingView::rowChosen, this, &Dock::choosePurchase);
    connect(play_, &PlayBar::dayWanted, &session_, &Session::setDay);
    connect(play_, &PlayBar::playWanted, this, &Dock::togglePlaying);
    connect(curve_, &CurvePanel::dayWanted, &session_, &Session::setDay);

    connect(plan_, &PlanTable::stepChosen, this, [this](int row) {
        if (row >= 0 && row < steps_->rowCount()) {
            session_.show(Target::of(TargetKind::step, static_cast<std::size_t>(row)));
        }
    });
    connect(plan_, &PlanTable::stepHovered, this, [this](int row) {
        std::optional<Target> target;
        if (row >= 0) {
            const auto& asset = steps_->step(row).asset;
            target = asset ? Target::of(*asset)
                           : Target::of(TargetKind::step, static_cast<std::size_t>(row));
        }
        session_.setHover(target);
    });
    for (ListingView* view : {actions_, problems_, tables_->view()}) {
        connect(view, &ListingView::rowChosen, this, &Dock::choose);
    }
    for (ListingView* view : {money_->view(), actions_, problems_, tables_->view()}) {
        connect(view, &ListingView::rowHovered, this, [this](const ListingRow* row) {
            session_.setHover(row == nullptr ? std::nullopt : row->target);
        });
    }
}

void Dock::choose(const ListingRow& row)
{
    if (row.target) {
        session_.show(*row.target);
    } else if (!row.where.empty()) {
        session_.zoomTo(row.where);
    }
}

void Dock::showTab(Tab tab)
{
    tabs_->setCurrentIndex(static_cast<int>(tab));
}

void Dock::togglePlaying()
{
    player_.toggle();
}

void Dock::follow(JobRunner& maker, double& made, QString& trouble)
{
    connect(&maker, &JobRunner::progressed, this, [this, &made](double done) {
        made = done;
        showCaption();
    });
    connect(&maker, &JobRunner::ended, this, [this, &trouble](bool stored, const QString& why) {
        trouble = why;
        sayWhyNoPlan();
        sayWhyNoMoney();
        takeMaking();
        if (stored) {
            session_.reopen({});
        }
    });
}

void Dock::takeDocument()
{
    const auto document = session_.document();
    const document::PlanView* plan = document ? document->plan() : nullptr;
    planPages_->setCurrentIndex(plan != nullptr && !plan->steps.empty() ? 0 : 1);
    if (shown_ && (!document || document->request().file != shown_->request().file)) {
        for (QString* trouble : {&trouble_, &fundTrouble_, &coverTrouble_}) {
            trouble->clear(); // of the workspace shown before
        }
    }
    sayWhyNoPlan();
    sayWhyNoMoney();
    takeMaking();
    // When only the ground arrived, all that is listed here is the same.
    const bool same = document == shown_ ||
                      (document && shown_ && &document->situation() == &shown_->situation());
    shown_ = document;
    if (same) {
        return;
    }
    steps_->setEarlyDays(plan == nullptr ? 0 : plan->early_days);
    steps_->setSteps(plan == nullptr ? std::vector<document::StepRow>{} : plan->steps);
    charts::ServedCurve curve;
    if (plan != nullptr) {
        curve.served = plan->served;
        curve.bound = plan->bound_per_day;
        curve.people = plan->people;
        if (plan->upper_bound_days > 0) {
            curve.gap_percent = plan->gap_percent;
        }
    }
    curve_->setCurve(std::move(curve));
    play_->setPlan(plan == nullptr ? 0 : plan->days, plan == nullptr ? geo::Date{} : plan->start);
    player_.setLastDay(document ? document->lastDay() : 0);
    actions_->setListing(document ? actionsListing(*document) : Listing{});
    problems_->setListing(document ? problemsListing(document->problems()) : Listing{});
    tabs_->setCount(static_cast<int>(Tab::problems), problems_->allRows());
    actions_->setEmptyWords(
        tr("No actions known"),
        tr("Import repairs with their cost and crew days: sila import WORKSPACE "
           "actions."));
    problems_->setEmptyWords(document ? tr("No problems known") : tr("Nothing open yet"),
                             document ? tr("Look for some: sila check WORKSPACE.")
                                      : tr("Open a workspace to check it."));
    tables_->setWorkspace(session_.file(), document);
    takeMoney();
    takeDay();
    takeSelection();
    takeHover();
}

void Dock::takeDay()
{
    const int day = session_.day();
    player_.setDay(day);
    steps_->setDay(day);
    curve_->setDay(day);
    play_->setDay(day);
    if (day > 0) {
        const int open = steps_->firstOpen(day);
        plan_->scrollToStep(open < 0 ? steps_->rowCount() - 1 : open,
                            QAbstractItemView::PositionAtTop);
    } else if (player_.lastDay() > 0 && !session_.selection()) {
        plan_->scrollToTop();
    }
    showCaption();
}

int Dock::stepOf(const std::optional<Target>& target) const
{
    if (!target) {
        return -1;
    }
    if (target->kind == TargetKind::step) {
        return static_cast<int>(target->index) < steps_->rowCount()
                   ? static_cast<int>(target->index)
                   : -1;
    }
    return target->kind == TargetKind::asset ? steps_->rowOf(target->asset) : -1;
}

void Dock::takeSelection()
{
    const auto& selected = session_.selection();
    const int row = stepOf(selected);
    plan_->setChosenStep(row);
    std::vector<planning::AssetRef> mend;
    if (const auto& facts = session_.facts()) {
        for (const document::MendLine& line : facts->mend) {
            mend.push_back(line.asset);
        }
    }
    steps_->setRepairSet(std::move(mend));
    std::optional<Target> asset = selected;
    if (selected && selected->kind == TargetKind::step && row >= 0 && steps_->step(row).asset) {
        asset = Target::of(*steps_->step(row).asset);
    }
    for (ListingView* view : {money_->view(), actions_, problems_, tables_->view()}) {
        view->markTarget(asset);
    }
}

void Dock::takeHover()
{
    plan_->setHoveredStep(stepOf(session_.hover()));
}

} // namespace app::desktop
