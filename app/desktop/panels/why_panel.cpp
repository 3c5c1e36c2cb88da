#include "app/desktop/panels/why_panel.h"

#include "app/desktop/appearance.h"
#include "app/desktop/panels/line_button.h"
#include "app/document/words.h"
#include "app/map/areas.h"
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace app::desktop {

namespace {

constexpr double nearBy_m = 2000; // a place so near to a gap lends it its name

} // namespace

using document::StepRow;
using document::Target;
using document::TargetKind;

WhyPanel::WhyPanel(Session& session, QWidget* parent) : QScrollArea{parent}, session_{session}
{
    setAccessibleName(tr("Why"));
    setProperty("surface", QStringLiteral("panel"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setMinimumWidth(260);
    connect(&session_, &Session::factsChanged, this, &WhyPanel::rebuild);
    connect(&session_, &Session::stateChanged, this, [this] {
        if (!session_.selection()) {
            rebuild();
        }
    });
    connect(&session_, &Session::documentChanged, this, &WhyPanel::rebuild);
    connect(&session_, &Session::phaseChanged, this, &WhyPanel::rebuild);
    rebuild();
}

QStringList WhyPanel::words() const
{
    QStringList all;
    for (const QWidget* child : content_->findChildren<QWidget*>()) {
        if (const auto* label = qobject_cast<const QLabel*>(child)) {
            all << label->text();
        } else if (const auto* button = qobject_cast<const QPushButton*>(child)) {
            all << button->text();
        } else if (!child->accessibleName().isEmpty()) {
            all << child->accessibleName();
        }
    }
    return all;
}

QVBoxLayout* WhyPanel::section(const char* surface)
{
    auto* part = new QWidget{content_};
    part->setProperty("surface", QString::fromLatin1(surface));
    layout_->addWidget(part);
    return makeSection(part);
}

void WhyPanel::rule()
{
    layout_->addWidget(makeRule(content_));
}

void WhyPanel::rebuild()
{
    const int scrolled = verticalScrollBar()->value();
    const bool same = content_ != nullptr && session_.facts() != nullptr;
    content_ = new QWidget;
    content_->setProperty("surface", QStringLiteral("panel"));
    content_->setAttribute(Qt::WA_StyledBackground);
    layout_ = new QVBoxLayout{content_};
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    if (session_.document() == nullptr) {
        showText(tr("Nothing is open"), tr("Open a workspace to see who is cut off, and why."));
    } else if (session_.snapshot().state == nullptr) {
        showText(tr("One moment…"), tr("Working out who is served."));
    } else if (session_.selection()) {
        if (session_.facts() != nullptr) {
            showFacts(session_.facts());
        } else {
            showText(tr("One moment…"), tr("Looking up the reasons."));
        }
    } else if (session_.day() > 0 && session_.document()->plan() != nullptr) {
        showDay();
    } else {
        showNothing();
    }
    layout_->addStretch(1);
    setWidget(content_); // deletes the former one
    if (same) {
        verticalScrollBar()->setValue(scrolled);
    }
}

void WhyPanel::showText(const QString& title, const QString& text)
{
    QVBoxLayout* part = section();
    part->addWidget(makeLabel(tr("Why"), TextRole::heading, content_));
    part->addSpacing(8);
    part->addWidget(makeLabel(title, TextRole::verdict, content_));
    part->addWidget(makeLabel(text, TextRole::secondary, content_));
}

/// Heading with a cross that closes the panel's subject.
void WhyPanel::close(QVBoxLayout* into, const QString& heading)
{
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(heading, TextRole::heading, content_), 1);
    auto* cross = new QPushButton{QStringLiteral("✕"), content_};
    cross->setProperty("role", QStringLiteral("icon"));
    cross->setFixedSize(24, 24);
    cross->setCursor(Qt::PointingHandCursor);
    cross->setAccessibleName(tr("Close"));
    cross->setToolTip(tr("Close (Esc)"));
    connect(cross, &QPushButton::clicked, &session_, [this] { session_.select({}); });
    row->addWidget(cross);
    into->addLayout(row);
}

QWidget* WhyPanel::stepLine(std::size_t i, bool done)
{
    const document::PlanView& plan = *session_.document()->plan();
    const StepRow& step = plan.steps[i];
    const map::Theme theme = session_.theme();
    LineWords words;
    words.title = step.what;
    const QString days = step.first_day == step.last_day
                             ? tr("day %1").arg(step.first_day)
                             : tr("day %1–%2").arg(step.first_day).arg(step.last_day);
    const QString people = step.people_back > 0
                               ? map::isolated(u'+' + map::grouped(step.people_back))
                           : step.needed_by ? tr("needed by #%1").arg(*step.needed_by)
                                            : QString{};
    words.detail = done ? tr("done day %1").arg(step.last_day)
                        : (step.crew.isEmpty() ? days : step.crew + QStringLiteral(" · ") + days);
    words.figure = people;
    if (done && step.people_back > 0) {
        words.figureColour = map::palette(theme).working;
    }
    words.symbol = [number = step.number, done, theme](QPainter& painter, QPointF at) {
        map::drawStep(painter, at, number, done ? map::StepLook::done : map::StepLook::running,
                      theme, 19);
    };
    auto* line = new LineButton{session_, words, content_};
    const Target target = step.asset ? Target::of(*step.asset) : Target::of(TargetKind::step, i);
    line->setTarget(target);
    connect(line, &LineButton::clicked, &session_, [this, target] { session_.show(target); });
    connect(line, &LineButton::entered, &session_, [this, target] { session_.setHover(target); });
    connect(line, &LineButton::left, &session_, [this] { session_.setHover({}); });
    return line;
}

void WhyPanel::addSteps(const QString& heading, const std::vector<std::size_t>& steps, bool done)
{
    if (steps.empty()) {
        return;
    }
    QVBoxLayout* part = section();
    part->setSpacing(0);
    part->addWidget(makeLabel(heading, TextRole::heading, content_));
    part->addSpacing(4);
    for (const std::size_t i : steps) {
        part->addWidget(stepLine(i, done));
    }
    rule();
}

void WhyPanel::addGaps(const QString& heading, std::size_t most)
{
    const auto& gaps = session_.snapshot().state->gaps;
    if (gaps.empty()) {
        return;
    }
    QVBoxLayout* part = section();
    part->setSpacing(0);
    part->addWidget(makeLabel(heading, TextRole::heading, content_));
    part->addSpacing(4);
    const map::Theme theme = session_.theme();
    for (std::size_t i = 0; i < std::min(most, gaps.size()); ++i) {
        const map::MapGap& gap = gaps[i];
        // The largest place in or near it lends its name.
        const auto& places = session_.snapshot().data->places;
        const auto near = std::find_if(places.begin(), places.end(), [&gap](const auto& place) {
            return gap.box.grown(nearBy_m).contains(place.at.x_m, place.at.y_m);
        });
        LineWords words;
        words.title = near == places.end()
                          ? tr("Gap %1").arg(i + 1)
                          : map::shownName(near->name, near->name_local, session_.style().language);
        words.detail = gap.lost ? tr("lost service") : tr("never had service");
        words.figure = map::grouped(gap.people);
        words.symbol = [lost = gap.lost, theme](QPainter& painter, QPointF at) {
            map::drawGapSample(painter, {at.x() - 9, at.y() - 6.5, 18, 13}, lost, theme);
        };
        auto* line = new LineButton{session_, words, content_};
        const Target target = Target::of(TargetKind::gap, i);
        line->setTarget(target);
        connect(line, &LineButton::clicked, &session_, [this, target] { session_.show(target); });
        connect(line, &LineButton::entered, &session_,
                [this, target] { session_.setHover(target); });
        connect(line, &LineButton::left, &session_, [this] { session_.setHover({}); });
        part->addWidget(line);
    }
    rule();
}

/// Nothing selected, today: an invitation, and what weighs most.
void WhyPanel::showNothing()
{
    QVBoxLayout* head = section();
    head->addWidget(makeLabel(tr("Why"), TextRole::heading, content_));
    rule();
    QVBoxLayout* invite = section();
    invite->setContentsMargins(16, 28, 16, 28);
    const map::Theme theme = session_.theme();
    auto* drawing = new Drawing{{90, 84},
                                [theme](QPainter& painter, const QRectF& box) {
                                    const map::Palette& p = map::palette(theme);
                                    const QPointF at{box.center().x(), 24};
                                    painter.setPen(QPen{p.text2, 1.6});
                                    painter.drawLine(at + QPointF{0, 16}, at + QPointF{0, 46});
                                    painter.setBrush(p.panel);
                                    painter.drawRect(QRectF{at.x() - 6, at.y() + 46, 12, 12});
                                    map::drawSelection(painter, at, theme, 34);
                                    map::drawSite(painter, at, map::SiteLook::backhaul, 22, theme);
                                },
                                content_};
    invite->addWidget(drawing, 0, Qt::AlignHCenter);
    invite->addSpacing(8);
    const bool bare = session_.document()->mapData()->extent.empty();
    QLabel* title =
        makeLabel(bare ? tr("Nothing to ask about yet") : tr("Click a site, a line or a place"),
                  TextRole::verdict, content_);
    title->setAlignment(Qt::AlignHCenter);
    invite->addWidget(title);
    QLabel* text = makeLabel(bare ? tr("Once there are sites and places, this says why one is out "
                                       "and what brings it back.")
                                  : tr("It then says why it is out and what brings it back."),
                             TextRole::secondary, content_);
    text->setAlignment(Qt::AlignHCenter);
    invite->addWidget(text);
    rule();
    const auto* plan = session_.document()->plan();
    if (plan != nullptr) {
        std::vector<std::size_t> best(plan->steps.size());
        for (std::size_t i = 0; i < best.size(); ++i) {
            best[i] = i;
        }
        std::stable_sort(best.begin(), best.end(), [plan](std::size_t a, std::size_t b) {
            return plan->steps[a].people_back > plan->steps[b].people_back;
        });
        best.resize(std::min<std::size_t>(best.size(), 4));
        addSteps(tr("What brings back most"), best, false);
    }
    addGaps(tr("Largest gaps"), 6);
    QVBoxLayout* foot = section();
    foot->addWidget(makeLabel(tr("Keyboard: W goes to the next loss, Shift W to the one before, "
                                 "G to the next gap."),
                              TextRole::small, content_));
}

/// The plan is being played: what changed, what is under way, what is left.
void WhyPanel::showDay()
{
    const document::PlanView& plan = *session_.document()->plan();
    const int day = session_.day();
    std::vector<std::size_t> done;
    std::vector<std::size_t> running;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        if (plan.steps[i].last_day <= day) {
            done.push_back(i);
        } else if (plan.steps[i].first_day <= day) {
            running.push_back(i);
        }
    }
    std::stable_sort(done.begin(), done.end(), [&plan](std::size_t a, std::size_t b) {
        return plan.steps[a].last_day > plan.steps[b].last_day;
    });
    done.resize(std::min<std::size_t>(done.size(), 4));
    running.resize(std::min<std::size_t>(running.size(), 5));
    if (done.empty() && running.empty()) {
        showText(tr("Day %1 · nothing yet").arg(day), tr("The first work has not begun."));
        rule();
    }
    addSteps(tr("Day %1 · what changed").arg(day), done, true);
    addSteps(tr("Under way"), running, false);
    addGaps(tr("Largest gaps left"), 4);
}

} // namespace app::desktop
