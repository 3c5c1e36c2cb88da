// The Why panel of one thing.
#include "app/desktop/appearance.h"
#include "app/desktop/panels/chain_view.h"
#include "app/desktop/panels/line_button.h"
#include "app/desktop/panels/why_panel.h"
#include "app/document/words.h"
#include "app/map/areas.h"
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace app::desktop {

using document::Facts;
using document::Target;
using document::TargetKind;

namespace {

QString kindOf(const Target& target)
{
    switch (target.kind) {
    case TargetKind::asset:
        return document::words(target.asset.kind);
    case TargetKind::settlement:
        return WhyPanel::tr("Settlement");
    case TargetKind::facility:
        return WhyPanel::tr("Facility");
    case TargetKind::area:
        return WhyPanel::tr("Area");
    case TargetKind::gap:
        return WhyPanel::tr("Gap");
    case TargetKind::step:
        return WhyPanel::tr("Step of the plan");
    case TargetKind::candidate:
        return WhyPanel::tr("New site");
    }
    return {};
}

void colour(QLabel* label, const QColor& colour)
{
    label->setStyleSheet(QStringLiteral("color: %1").arg(colour.name()));
}

} // namespace

void WhyPanel::showFacts(const std::shared_ptr<const Facts>& facts)
{
    addHead(*facts);
    rule();
    if (!facts->powerWords.isEmpty() || !facts->chain.empty()) {
        QVBoxLayout* part = section();
        if (!facts->powerWords.isEmpty()) {
            part->addWidget(new ChainBoxes{session_, facts, content_});
            part->addSpacing(10);
        }
        if (!facts->chain.empty()) {
            part->addWidget(new ChainView{session_, facts, content_});
        }
        rule();
    }
    if (facts->people) {
        addPeople(*facts->people, facts->peopleNote);
    }
    addReasons(*facts);
    addMend(*facts);
    addTechnology(*facts);
    addObservations(*facts);
    addFacts(*facts);
}

void WhyPanel::addHead(const Facts& facts)
{
    const map::Palette& p = map::palette(session_.theme());
    QVBoxLayout* part = section();
    close(part, kindOf(facts.target));
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    if (facts.look) {
        row->addWidget(new Drawing{{22, 26},
                                   [look = *facts.look, theme = session_.theme()](
                                       QPainter& painter, const QRectF& box) {
                                       map::drawSite(painter, box.center(), look, 18, theme);
                                   },
                                   content_},
                       0, Qt::AlignTop);
    }
    row->addWidget(makeLabel(facts.title, TextRole::title, content_), 1);
    part->addLayout(row);
    if (!facts.subtitle.isEmpty()) {
        part->addWidget(makeLabel(facts.subtitle, TextRole::secondary, content_));
    }
    if (!facts.verdict.isEmpty()) {
        part->addSpacing(6);
        QLabel* verdict = makeLabel(facts.verdict, TextRole::verdict, content_);
        colour(verdict, facts.look      ? (*facts.look == map::SiteLook::degraded
                                               ? (p.dark ? p.degraded : p.degradedEdge)
                                               : map::colourOf(*facts.look, p))
                        : !facts.people ? p.text
                        : facts.people->people - facts.people->served < 0.5 ? p.working
                                                                            : p.gap);
        part->addWidget(verdict);
    }
}

void WhyPanel::addPeople(const document::PeopleShare& share, const QString& note)
{
    QVBoxLayout* part = section();
    const map::Theme theme = session_.theme();
    const double served = share.people > 0 ? std::clamp(share.served / share.people, 0.0, 1.0) : 0;
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    auto* bar = new Drawing{
        {300, 10},
        [served, theme, rtl](QPainter& painter, const QRectF& box) {
            const map::Palette& p = map::palette(theme);
            const double wide = served * box.width();
            const QRectF on{rtl ? box.right() - wide : box.left(), box.top(), wide, box.height()};
            const QRectF off{rtl ? box.left() : box.left() + wide, box.top(), box.width() - wide,
                             box.height()};
            if (off.width() > 2) {
                map::drawGapSample(painter, off, true, theme);
            }
            painter.fillRect(on, p.working);
        },
        content_};
    bar->setMinimumWidth(60);
    bar->setMaximumWidth(10000);
    bar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    part->addWidget(bar);
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(tr("%1 of %2 served, %3")
                                 .arg(map::grouped(share.served), map::grouped(share.people),
                                      map::percent(served)),
                             TextRole::small, content_),
                   1);
    if (share.people > 0) {
        QLabel* before =
            makeLabel(tr("before the damage: %1").arg(map::percent(share.before / share.people)),
                      TextRole::small, content_);
        alignTrailing(before);
        row->addWidget(before, 1);
    }
    part->addLayout(row);
    if (share.served_at_most > share.served * 1.005 + 1) {
        part->addWidget(makeLabel(tr("Up to %1 if everything of unknown status works")
                                      .arg(map::grouped(share.served_at_most)),
                                  TextRole::small, content_));
    }
    if (!note.isEmpty()) {
        part->addWidget(makeLabel(note, TextRole::small, content_));
    }
    rule();
}

void WhyPanel::addReasons(const Facts& facts)
{
    if (facts.reasons.empty()) {
        return;
    }
    QVBoxLayout* part = section();
    part->setSpacing(0);
    part->addWidget(makeLabel(tr("Why"), TextRole::heading, content_));
    part->addSpacing(4);
    const map::Theme theme = session_.theme();
    for (const document::ReasonLine& reason : facts.reasons) {
        LineWords words;
        words.title = reason.what;
        words.detail = reason.detail;
        words.figure = map::grouped(reason.people);
        words.symbol = [cause = reason.cause, theme](QPainter& painter, QPointF at) {
            if (cause == planning::Cause::none) {
                map::drawGapSample(painter, {at.x() - 9, at.y() - 6.5, 18, 13}, false, theme);
            } else {
                map::drawSite(painter, at, siteLookOf(planning::Status::outOfService, cause), 13,
                              theme);
            }
        };
        auto* line = new LineButton{session_, words, content_};
        if (!reason.sites.empty()) {
            const Target target = Target::of(reason.sites.front());
            connect(line, &LineButton::clicked, &session_,
                    [this, target] { session_.show(target); });
            connect(line, &LineButton::entered, &session_,
                    [this, target] { session_.setHover(target); });
            connect(line, &LineButton::left, &session_, [this] { session_.setHover({}); });
        } else {
            line->setEnabled(false);
        }
        part->addWidget(line);
    }
    rule();
}

void WhyPanel::addMend(const Facts& facts)
{
    if (facts.mend.empty() && facts.noWayBack.isEmpty() && facts.step == 0 && facts.own_step == 0 &&
        facts.left_out.isEmpty()) {
        return;
    }
    QVBoxLayout* part = section("accent");
    const map::Palette& p = map::palette(session_.theme());
    QLabel* heading =
        makeLabel(facts.mend.empty() && facts.noWayBack.isEmpty() ? tr("In the plan")
                                                                  : tr("Shortest repair set"),
                  TextRole::heading, content_);
    colour(heading, p.accent);
    part->addWidget(heading);
    if (!facts.noWayBack.isEmpty()) {
        part->addWidget(makeLabel(facts.noWayBack, TextRole::body, content_));
    }
    if (facts.people_back > 0) {
        part->addWidget(makeLabel(
            facts.mend.empty()
                ? tr("in its place in the plan, step %1 brings back about").arg(facts.step)
                : tr("done now, before anything else, brings back about"),
            TextRole::secondary, content_));
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        QLabel* figure =
            makeLabel(map::isolated(map::grouped(facts.people_back)), TextRole::figure, content_);
        figure->setWordWrap(false);
        row->addWidget(figure, 0, Qt::AlignBottom);
        QLabel* people = makeLabel(
            facts.sites_back > 0 ? withPlural(tr("people at %n site(s)", nullptr, facts.sites_back),
                                              facts.sites_back)
                                 : tr("people"),
            TextRole::body, content_);
        people->setContentsMargins(0, 0, 0, 5);
        row->addWidget(people, 1, Qt::AlignBottom);
        part->addLayout(row);
    }
    for (const document::MendLine& mend : facts.mend) {
        LineWords words;
        words.title = mend.what;
        words.detail = tr("%1 · %2 crew days")
                           .arg(document::shortMoney(mend.cost_usd),
                                QLocale::c().toString(mend.crew_days, 'g', 3));
        if (!mend.sure.isEmpty()) {
            words.detail += QStringLiteral(" · ") + mend.sure;
        }
        if (!mend.left_out.isEmpty() && facts.mend.size() > 1) {
            words.detail += QStringLiteral(" · ") + tr("left out: %1").arg(mend.left_out);
        }
        words.figure = mend.step > 0 ? QStringLiteral("#%1").arg(mend.step) : QString{};
        words.figureColour = p.planned;
        auto* line = new LineButton{session_, words, content_};
        const Target target = Target::of(mend.asset);
        line->setTarget(target);
        connect(line, &LineButton::clicked, &session_, [this, target] { session_.show(target); });
        connect(line, &LineButton::entered, &session_,
                [this, target] { session_.setHover(target); });
        connect(line, &LineButton::left, &session_, [this] { session_.setHover({}); });
        part->addWidget(line);
    }
    if (facts.mend.size() > 1) {
        part->addWidget(makeLabel((facts.mend_at_most ? tr("Together at most %1 · %2 crew days")
                                                      : tr("Together %1 · %2 crew days"))
                                      .arg(document::shortMoney(facts.mend_usd),
                                           QLocale::c().toString(facts.mend_crew_days, 'g', 3)),
                                  TextRole::strong, content_));
    }
    if (facts.step > 0 && facts.back_day > 0) {
        part->addWidget(makeLabel(tr("The plan brings it back on day %1, with step %2.")
                                      .arg(facts.back_day)
                                      .arg(facts.step),
                                  TextRole::body, content_));
        const document::PlanView* plan = session_.document()->plan();
        const auto step = static_cast<std::size_t>(facts.step - 1);
        if (plan != nullptr && step < plan->steps.size() && !facts.mend.empty() &&
            facts.people_back > 0 &&
            std::abs(plan->steps[step].people_back - facts.people_back) >= 0.5) {
            part->addWidget(
                makeLabel(tr("In its place there that step brings back %1: what is mended before "
                             "it counts already.")
                              .arg(map::isolated(map::grouped(plan->steps[step].people_back))),
                          TextRole::body, content_));
        }
    }
    if (!facts.left_out.isEmpty()) {
        QLabel* why = makeLabel(tr("The plan does not bring it back: %1.").arg(facts.left_out),
                                TextRole::strong, content_);
        colour(why, p.destroyed);
        part->addWidget(why);
    }
    if (facts.own_step > 0 && (facts.own_step != facts.step || facts.back_day == 0)) {
        part->addWidget(
            makeLabel(tr("Step %1 is done on day %2.").arg(facts.own_step).arg(facts.own_day),
                      TextRole::body, content_));
    }
    const int judged = facts.own_step > 0 ? facts.own_step : facts.step;
    if (judged > 0 && !facts.sure.isEmpty()) {
        part->addWidget(
            makeLabel(tr("Step %1 is %2.").arg(judged).arg(facts.sure), TextRole::body, content_));
    }
    part->addSpacing(4);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    const int shownDay = facts.step > 0 && facts.back_day > 0 ? facts.back_day : facts.own_day;
    if (shownDay > 0) {
        QPushButton* show =
            makeButton(tr("Show day %1").arg(shownDay), ButtonRole::primary, content_);
        connect(show, &QPushButton::clicked, &session_,
                [this, shownDay] { session_.setDay(shownDay); });
        buttons->addWidget(show);
    }
    if (facts.where) {
        QPushButton* show = makeButton(tr("Show on map"), ButtonRole::plain, content_);
        connect(show, &QPushButton::clicked, &session_,
                [this, box = *facts.where] { session_.zoomTo(box); });
        buttons->addWidget(show);
    }
    buttons->addStretch(1);
    part->addLayout(buttons);
    rule();
}

} // namespace app::desktop
