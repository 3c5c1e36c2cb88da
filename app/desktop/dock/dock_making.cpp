// What the dock makes, plan and money, and what it says about them.
#include "app/desktop/appearance.h"
#include "app/desktop/dock/dock.h"
#include "app/document/words.h"
#include "app/map/text.h"

namespace app::desktop {
namespace {

/// What keeps every question from being asked: true when it is said.
bool saysNothingThere(const Session& session, QLabel& what, QLabel& advice, const QString& openTo)
{
    const auto document = session.document();
    if (!document) {
        const bool opening = session.phase() == Session::Phase::opening;
        what.setText(opening ? Dock::tr("Opening …") : Dock::tr("Nothing open yet"));
        advice.setText(opening ? QString{} : openTo);
    } else if (document->situation().scenario.sites.empty()) {
        what.setText(Dock::tr("There is no network yet"));
        advice.setText(
            Dock::tr("Import sites with sila import WORKSPACE sites FILE, or make a practice "
                     "network with sila synth WORKSPACE."));
    } else {
        return false;
    }
    return true;
}

} // namespace

void Dock::sayWhyNoPlan()
{
    const auto document = session_.document();
    if (saysNothingThere(session_, *noPlan_, *noPlanAdvice_,
                         tr("Open a workspace to see its plan here."))) {
        return;
    }
    if (document->plan() != nullptr) {
        noPlan_->setText(tr("The plan has no steps"));
        const document::Headline today = document->headline(0);
        noPlanAdvice_->setText(
            today.sites_out == 0 ? tr("Nothing is out of service.")
            : today.lost < 1
                ? tr("Sites are out, but whoever was reached before still is, as the coverage "
                     "counts it: no repair brings anybody back.")
                : tr("Nothing that brings anybody back can be mended with the money, crews and "
                     "days there are."));
    } else if (document->cover() == nullptr) {
        noPlan_->setText(tr("No plan yet"));
        noPlanAdvice_->setText(tr("First find out who can be reached by which site, then plan. "
                                  "sila coverage WORKSPACE takes other models and thresholds."));
    } else {
        noPlan_->setText(tr("No plan yet"));
        noPlanAdvice_->setText(tr("Order the repairs by the people they bring back, with the crews "
                                  "and money of the workspace. sila plan takes others."));
    }
    const bool covered = document->cover() != nullptr;
    if (const QString& trouble = covered ? trouble_ : coverTrouble_; !trouble.isEmpty()) {
        noPlanAdvice_->setText(trouble);
    }
}

void Dock::sayWhyNoMoney()
{
    const auto document = session_.document();
    moneyPages_->setCurrentIndex(document && document->fund() != nullptr ? 0 : 1);
    if (saysNothingThere(session_, *noMoney_, *noMoneyAdvice_,
                         tr("Open a workspace to see what money buys there."))) {
        return;
    }
    noMoney_->setText(tr("Nobody asked yet what money buys"));
    if (document->cover() == nullptr) {
        noMoneyAdvice_->setText(tr("First find out who can be reached by which site, then see "
                                   "what money buys. sila coverage WORKSPACE takes other models "
                                   "and thresholds."));
    } else {
        noMoneyAdvice_->setText(
            tr("Order the repairs by the people each dollar brings back, with a "
               "bound, and see what each pledge does. sila fund WORKSPACE takes "
               "exchange rates and limits."));
    }
    const bool covered = document->cover() != nullptr;
    if (const QString& trouble = covered ? fundTrouble_ : coverTrouble_; !trouble.isEmpty()) {
        noMoneyAdvice_->setText(trouble);
    }
}

void Dock::takeMaking()
{
    const auto document = session_.document();
    const bool can = document && document->cover() != nullptr;
    const bool money = tab() == Tab::money;
    const QString cancel = tr("Cancel");
    again_->setText(money ? (fundMaker_.running() ? cancel : tr("Work out again"))
                          : (maker_.running() ? cancel : tr("Plan again")));
    const bool uncovered = document && !can && !document->situation().scenario.sites.empty();
    const QString cover = coverMaker_.running() ? cancel : tr("Find out who can be reached");
    first_->setText(uncovered ? cover : maker_.running() ? cancel : tr("Make a plan"));
    firstMoney_->setText(uncovered              ? cover
                         : fundMaker_.running() ? cancel
                                                : tr("See what money buys"));
    again_->setVisible(can && ((tab() == Tab::plan && document->plan() != nullptr) ||
                               (money && document->fund() != nullptr)));
    first_->setVisible(uncovered || (can && document->plan() == nullptr));
    firstMoney_->setVisible(uncovered || (can && document->fund() == nullptr));
    showCaption();
}

void Dock::makeCover()
{
    const auto document = session_.document();
    if (coverMaker_.running()) {
        coverMaker_.cancel();
        return;
    }
    if (!document || document->situation().scenario.sites.empty()) {
        return;
    }
    coverMade_ = 0;
    coverTrouble_.clear();
    coverMaker_.make(session_.file());
    takeMaking();
}

void Dock::makePlan()
{
    const auto document = session_.document();
    if (maker_.running()) {
        maker_.cancel();
        return;
    }
    if (!document) {
        return;
    }
    if (document->cover() == nullptr) {
        makeCover();
        return;
    }
    made_ = 0;
    trouble_.clear();
    maker_.make(session_.file(),
                document->plan() == nullptr ? std::string{} : document->plan()->id.toStdString(),
                document->request().situation.as_of);
    takeMaking();
}

void Dock::makeFund()
{
    const auto document = session_.document();
    if (fundMaker_.running()) {
        fundMaker_.cancel();
        return;
    }
    if (!document) {
        return;
    }
    if (document->cover() == nullptr) {
        makeCover();
        return;
    }
    fundMade_ = 0;
    fundTrouble_.clear();
    fundMaker_.make(session_.file(), document->request().situation.as_of, money_->next_usd());
    takeMaking();
}

void Dock::takeMoney()
{
    const document::FundView* fund = shown_ ? shown_->fund() : nullptr;
    money_->setDocument(shown_);
    moneyCurve_->setCurve(fund == nullptr ? charts::MoneyCurve{} : charts::moneyCurveOf(*fund));
}

/// Selects what brings people back, and brings all of its repairs into view.
void Dock::choosePurchase(const ListingRow& row)
{
    if (row.target) {
        session_.select(row.target);
    }
    if (!row.where.empty()) {
        session_.zoomTo(row.where);
    }
}

QString Dock::captionOf(Tab tab) const
{
    const auto rows = [](const ListingView* view) {
        const int shown = view->shownRows();
        const int all = view->allRows();
        return shown == all ? QString{} : tr("%1 of %2").arg(shown).arg(all);
    };
    const auto troubled = [&](const QString& trouble) {
        return fitted(trouble, caption_->font(), width() / 3.0);
    };
    if (coverMaker_.running() && (tab == Tab::plan || tab == Tab::money)) {
        return tr("Finding who can be reached … %1").arg(map::isolated(map::percent(coverMade_)));
    }
    switch (tab) {
    case Tab::actions:
        return rows(actions_);
    case Tab::problems:
        return rows(problems_);
    case Tab::tables:
        return tables_->status();
    case Tab::money: {
        const document::FundView* fund = shown_ ? shown_->fund() : nullptr;
        if (fundMaker_.running()) {
            return tr("Working out … %1").arg(map::isolated(map::percent(fundMade_)));
        }
        if (!fundTrouble_.isEmpty()) {
            return troubled(fundTrouble_);
        }
        if (fund == nullptr) {
            return {};
        }
        QStringList text;
        if (fund->stale) {
            text << tr("The data changed since");
        }
        if (!fund->only.isEmpty()) {
            text << fund->only;
        }
        const int all = money_->view()->allRows();
        text << withPlural(tr("%n purchase(s)", nullptr, all), all);
        return text.join(QStringLiteral(" · "));
    }
    case Tab::plan:
        break;
    }
    const document::PlanView* plan = shown_ ? shown_->plan() : nullptr;
    if (maker_.running()) {
        return tr("Planning … %1").arg(map::isolated(map::percent(made_)));
    }
    if (!trouble_.isEmpty()) {
        return troubled(trouble_);
    }
    if (plan == nullptr || plan->steps.empty()) {
        return {};
    }
    const auto [first, last] = plan_->rowsInView();
    const int all = steps_->rowCount();
    QString text = session_.day() > 0
                       ? tr("Steps near day %1, of %2").arg(session_.day()).arg(all)
                       : tr("%1 of %n steps · %2", nullptr, all)
                             .arg(map::isolated(QStringLiteral("%1–%2").arg(first).arg(last)),
                                  map::isolated(document::shortMoney(plan->money_usd)));
    if (plan->stale) {
        text = tr("The data changed since this plan was made · %1").arg(text);
    } else if (plan->reworked) {
        text = tr("Made for %1, replayed here · %2").arg(document::dateWords(plan->as_of), text);
    }
    return text;
}

void Dock::showCaption()
{
    caption_->setText(captionOf(tab()));
    caption_->setToolTip(tab() == Tab::plan    ? trouble_
                         : tab() == Tab::money ? fundTrouble_
                                               : QString{});
}

} // namespace app::desktop
