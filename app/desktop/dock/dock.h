#pragma once
// The bottom of the window: plan, money, actions, tables and problems beside the curve of people
// served per day or for money, and the bar that plays the plan. Follows the session; holds no state
// of its own.
#include "app/desktop/dock/cover_maker.h"
#include "app/desktop/dock/curve_panel.h"
#include "app/desktop/dock/day_player.h"
#include "app/desktop/dock/dock_tabs.h"
#include "app/desktop/dock/fund_maker.h"
#include "app/desktop/dock/listing_view.h"
#include "app/desktop/dock/money_panel.h"
#include "app/desktop/dock/money_tab.h"
#include "app/desktop/dock/plan_maker.h"
#include "app/desktop/dock/plan_table.h"
#include "app/desktop/dock/play_bar.h"
#include "app/desktop/dock/tables_tab.h"
#include "app/desktop/session.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>

namespace app::desktop {

class Dock : public QWidget {
    Q_OBJECT
public:
    enum class Tab { plan, money, actions, tables, problems };

    explicit Dock(Session& session, QWidget* parent = nullptr);

    void showTab(Tab tab);
    Tab tab() const { return static_cast<Tab>(tabs_->currentIndex()); }
    /// Lies over the map; the window puts it there.
    PlayBar* playBar() const { return play_; }

    DockTabs* tabs() const { return tabs_; }
    PlanTable* planTable() const { return plan_; }
    PlanModel* planModel() const { return steps_; }
    CurvePanel* curve() const { return curve_; }
    MoneyTab* money() const { return money_; }
    MoneyPanel* moneyCurve() const { return moneyCurve_; }
    TablesTab* tables() const { return tables_; }
    ListingView* actions() const { return actions_; }
    ListingView* problems() const { return problems_; }
    QString caption() const { return caption_->text(); }

    void togglePlaying();
    /// Works out who can be reached; a second call cancels it.
    void makeCover();
    /// Makes a plan, or the one shown again from today's state; a second call cancels it.
    void makePlan();
    /// Works out what money buys, again as it was asked for last; a second call cancels it.
    void makeFund();
    /// "Plan again" or "Work out again", by the tab.
    QPushButton* againButton() const { return again_; }
    /// The first thing to do where there is no plan yet.
    QPushButton* firstButton() const { return first_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectSession();
    /// What a maker does and what stands in its way, into these; opens what it made.
    void follow(JobRunner& maker, double& made, QString& trouble);
    void takeDocument();
    void sayWhyNoPlan();
    void sayWhyNoMoney();
    void takeMaking();
    void takeMoney();
    void choosePurchase(const ListingRow& row);
    void takeDay();
    void takeSelection();
    void takeHover();
    void takeTheme();
    void showCaption();
    QString captionOf(Tab tab) const;
    void choose(const ListingRow& row);
    int stepOf(const std::optional<document::Target>& target) const;

    Session& session_;
    DayPlayer player_;
    PlanMaker maker_;
    FundMaker fundMaker_;
    CoverMaker coverMaker_;
    double made_ = 0, fundMade_ = 0, coverMade_ = 0; // share of what is being made
    QString trouble_, fundTrouble_, coverTrouble_;   // why the last could not be made
    DockTabs* tabs_;
    QLabel* caption_;
    QLineEdit* filter_;
    QStackedWidget* pages_;
    QStackedWidget *planPages_, *moneyPages_;
    QLabel *noPlan_, *noPlanAdvice_, *noMoney_, *noMoneyAdvice_;
    QPushButton* again_; // beside the caption
    // "Make a plan", "See what money buys" where there is none; what comes before where that lacks
    QPushButton *first_, *firstMoney_;
    PlanModel* steps_;
    PlanTable* plan_;
    ListingView *actions_, *problems_;
    TablesTab* tables_;
    MoneyTab* money_;
    QStackedWidget* charts_;
    CurvePanel* curve_;
    MoneyPanel* moneyCurve_;
    QSplitter* split_;
    bool dragged_ = false; // the curve is as wide as someone wants it
    PlayBar* play_;
    std::shared_ptr<const document::Document> shown_; // of which the tabs speak
};

} // namespace app::desktop
