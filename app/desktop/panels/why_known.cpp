// What the Why panel lists below the reason: technology afterwards, reports, every known value.
#include "app/desktop/appearance.h"
#include "app/desktop/panels/line_button.h"
#include "app/desktop/panels/why_panel.h"
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QVBoxLayout>

namespace app::desktop {

using document::Facts;

map::SiteLook siteLookOf(planning::Status status, planning::Cause cause)
{
    switch (status) {
    case planning::Status::operational:
        return map::SiteLook::working;
    case planning::Status::degraded:
        return map::SiteLook::degraded;
    case planning::Status::planned:
        return map::SiteLook::planned;
    case planning::Status::destroyed:
        return map::SiteLook::destroyed;
    case planning::Status::outOfService:
        return cause == planning::Cause::power      ? map::SiteLook::noPower
               : cause == planning::Cause::backhaul ? map::SiteLook::backhaul
               : cause == planning::Cause::physical ? map::SiteLook::destroyed
                                                    : map::SiteLook::out;
    case planning::Status::unknown:
        break;
    }
    return map::SiteLook::unknown;
}

void WhyPanel::addObservations(const Facts& facts)
{
    if (facts.observations.empty()) {
        return;
    }
    QVBoxLayout* part = section();
    part->addWidget(makeLabel(tr("What people say about it"), TextRole::heading, content_));
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(2, 1);
    grid->setColumnStretch(3, 1);
    int row = 0;
    for (const document::ObservationLine& seen : facts.observations) {
        if (row == 6) {
            break; // the newest ones count; the tables have them all
        }
        QLabel* date = makeLabel(seen.date, TextRole::secondary, content_);
        date->setWordWrap(false);
        grid->addWidget(date, row, 0, Qt::AlignTop);
        grid->addWidget(
            new Drawing{{16, 16},
                        [look = siteLookOf(seen.state, seen.why),
                         theme = session_.theme()](QPainter& painter, const QRectF& box) {
                            map::drawSite(painter, box.center(), look, 11, theme);
                        },
                        content_},
            row, 1, Qt::AlignTop);
        QLabel* status = makeLabel(
            seen.cause.isEmpty() ? seen.status : seen.status + QStringLiteral(", ") + seen.cause,
            TextRole::secondary, content_);
        status->setFont(map::font(12, seen.counts));
        status->setToolTip(seen.note);
        grid->addWidget(status, row, 2, Qt::AlignTop);
        QLabel* source = makeLabel(seen.source, TextRole::secondary, content_);
        alignTrailing(source);
        grid->addWidget(source, row, 3, Qt::AlignTop);
        if (seen.confidence) {
            grid->addWidget(makeLabel(QLocale::c().toString(*seen.confidence, 'g', 2),
                                      TextRole::secondary, content_),
                            row, 4, Qt::AlignTop);
        }
        ++row;
    }
    part->addLayout(grid);
    part->addWidget(makeLabel(tr("The newest report of confidence 0.5 or more decides."),
                              TextRole::small, content_));
    rule();
}

/// Lines of label and value; the sources they name are gathered in `sources`.
void WhyPanel::addLines(QVBoxLayout* part, const std::vector<document::FactLine>& lines,
                        QStringList& sources)
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const document::FactLine& fact : lines) {
        grid->addWidget(makeLabel(fact.label, TextRole::secondary, content_), row, 0, Qt::AlignTop);
        QLabel* value = makeLabel(fact.value, TextRole::secondary, content_);
        value->setProperty("tone", QStringLiteral("text"));
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(value, row++, 1, Qt::AlignTop);
        QStringList said;
        for (const QString& part_ : {fact.source, fact.date}) {
            if (!part_.isEmpty()) {
                said << part_;
            }
        }
        const QString from = said.join(QStringLiteral(", "));
        value->setToolTip(from);
        if (!from.isEmpty() && !sources.contains(from)) {
            sources << from;
        }
    }
    part->addLayout(grid);
}

void WhyPanel::addTechnology(const Facts& facts)
{
    if (facts.technology.empty()) {
        return;
    }
    QVBoxLayout* part = section();
    part->addWidget(makeLabel(tr("Technology afterwards"), TextRole::heading, content_));
    QStringList sources;
    addLines(part, facts.technology, sources);
    part->addWidget(makeLabel(sources.join(QStringLiteral("; ")), TextRole::small, content_));
    rule();
}

void WhyPanel::addFacts(const Facts& facts)
{
    if (facts.facts.empty()) {
        return;
    }
    QVBoxLayout* part = section();
    part->addWidget(makeLabel(tr("What is known"), TextRole::heading, content_));
    QStringList sources;
    addLines(part, facts.facts, sources);
    if (!sources.isEmpty()) {
        part->addSpacing(6);
        part->addWidget(makeLabel(tr("How do we know"), TextRole::heading, content_));
        for (const QString& source : sources) {
            part->addWidget(makeLabel(source, TextRole::small, content_));
        }
    }
}

} // namespace app::desktop
