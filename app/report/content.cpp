#include "app/report/content.h"

#include "app/map/text.h"
#include "app/report/words.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace app::report {
namespace {

using document::Headline;
using map::grouped;
using map::percent;
using map::shortCount;
using map::SiteLook;

void addFigures(Content& content, const document::Document& document)
{
    const Headline now = document.headline(0);
    if (now.covered && now.people > 0) {
        Figure served{map::shortRange(now.served, std::max(now.served, now.served_at_most)),
                      tr("of %1 people").arg(shortCount(now.people)),
                      {},
                      false};
        const double share = now.served / now.people;
        const int unknown = now.count(SiteLook::unknown);
        served.words = now.served_at_most - now.served > 0.005 * now.people
                           ? tr("are served today, %1 (to %2 if the %3 sites of unknown status "
                                "work)")
                                 .arg(percent(share), percent(now.served_at_most / now.people))
                                 .arg(unknown)
                           : tr("are served today, %1; before the damage %2")
                                 .arg(percent(share), percent(now.before / now.people));
        content.figures.push_back(std::move(served));
    }
    if (now.sites > 0) {
        QStringList why;
        if (now.count(SiteLook::destroyed) > 0) {
            why << tr("%1 destroyed or damaged").arg(now.count(SiteLook::destroyed));
        }
        if (now.count(SiteLook::noPower) > 0) {
            why << tr("%1 without power").arg(now.count(SiteLook::noPower));
        }
        if (now.count(SiteLook::backhaul) > 0) {
            why << tr("%1 cut off because the fibre behind them is cut")
                       .arg(now.count(SiteLook::backhaul));
        }
        if (now.count(SiteLook::out) > 0) {
            why << tr("%1 for another or an unknown reason").arg(now.count(SiteLook::out));
        }
        content.figures.push_back(
            {grouped(now.sites_out), tr("of %1 sites out").arg(grouped(now.sites)),
             why.isEmpty() ? tr("no site is reported out") : listed(why), false});
    }
    if (content.together) {
        const document::PlanView& plan = *document.plan();
        double people = 0;
        double cost = 0;
        int last = 0;
        std::vector<QString> crews;
        const std::size_t count = content.actions.size();
        for (std::size_t i = 0; i < count; ++i) {
            const document::StepRow& step = plan.steps[i];
            people += step.people_back;
            cost += step.cost_usd;
            last = std::max(last, step.last_day);
            if (!step.crew.isEmpty() && std::ranges::find(crews, step.crew) == crews.end()) {
                crews.push_back(step.crew);
            }
        }
        content.figures.push_back(
            {u'+' + shortCount(people), tr("people"),
             tr("come back with the first %1: %2, %n day(s), %3", nullptr, last)
                 .arg(count == 1 ? tr("action") : tr("%1 actions").arg(numberWord(int(count))),
                      document::shortMoney(cost),
                      tr("%n crew(s)", nullptr, static_cast<int>(crews.size()))),
             true});
    }
}

void addActions(Content& content, const document::Document& document, std::size_t most)
{
    const document::PlanView* plan = document.plan();
    if (plan == nullptr || plan->steps.empty()) {
        return;
    }
    double people = 0;
    double cost = 0;
    int first = plan->days;
    int last = 0;
    for (std::size_t i = 0; i < std::min(most, plan->steps.size()); ++i) {
        const document::StepRow& step = plan->steps[i];
        ActionRow row;
        row.number = step.number;
        row.what = step.what;
        row.where = step.where;
        row.days = step.first_day == step.last_day
                       ? QString::number(step.first_day)
                       : QStringLiteral("%1–%2").arg(step.first_day).arg(step.last_day);
        row.cost = grouped(step.cost_usd);
        row.people = step.people_back > 0 ? grouped(step.people_back)
                     : step.needed_by     ? tr("for #%1").arg(*step.needed_by)
                                          : QStringLiteral("0");
        row.why = step.why;
        if (step.sure) {
            row.why += QStringLiteral(" · ") + document::words(*step.sure);
        }
        people += step.people_back;
        cost += step.cost_usd;
        first = std::min(first, step.first_day);
        last = std::max(last, step.last_day);
        content.actions.push_back(std::move(row));
    }
    content.together = ActionRow{0,
                                 tr("Together"),
                                 {},
                                 QStringLiteral("%1–%2").arg(first).arg(last),
                                 grouped(cost),
                                 grouped(people),
                                 {}};
    Curve curve;
    curve.served = plan->served;
    curve.bound = plan->bound_per_day;
    curve.people = document.headline(0).people;
    if (plan->upper_bound_days > 0) {
        curve.gap_percent = plan->gap_percent;
    }
    curve.firstTenDone = last;
    content.curve = std::move(curve);
}

void addWarnings(Content& content, const document::Document& document)
{
    if (!document.stale().empty()) {
        QStringList titles;
        for (const document::StaleResult& stale : document.stale()) {
            titles << stale.title;
        }
        content.warnings << tr("Older than the data it rests on: %1. %2.")
                                .arg(titles.join(QStringLiteral("; ")),
                                     document.stale().front().advice);
    }
    if (const QString note = document.planNote(); !note.isEmpty()) {
        content.warnings << tr("%1. Plan again for an order that fits it.").arg(note);
    }
    if (document.cover() == nullptr) {
        content.warnings << tr("Nobody has computed the coverage yet: this report counts sites, "
                               "not people.");
    }
    if (document.plan() == nullptr) {
        content.warnings << tr("Nobody has made a plan yet: this report says what is out, not "
                               "what to mend first.");
    }
}

QString planNotesOf(const document::PlanView& plan)
{
    QStringList notes;
    for (const document::PlanWarning& warning : plan.warnings) {
        QString note = warning.what;
        if (note.isEmpty()) {
            continue;
        }
        note[0] = note[0].toUpper();
        notes << note + u'.' + (warning.fix.isEmpty() ? QString{} : u' ' + warning.fix + u'.');
    }
    return notes.join(u' ');
}

} // namespace

QString plain(const Sentence& sentence)
{
    QString out;
    for (const Run& run : sentence) {
        out += run.text;
    }
    return out;
}

std::optional<Content> contentOf(const document::Document& document, const ContentRequest& request,
                                 const planning::Feedback& feedback)
{
    const auto workspace = geo::Workspace::open(document.request().file, geo::Access::read);
    Content content;
    content.language = request.language;
    content.rightToLeft = QLocale{request.language}.textDirection() == Qt::RightToLeft;
    content.title =
        request.title.isEmpty() ? tr("Restoring telecom: %1").arg(document.title()) : request.title;
    QStringList under;
    if (!request.audience.isEmpty()) {
        under << request.audience;
    }
    const Situation& now = document.situation();
    under << (now.reported ? tr("status as reported to %1").arg(document::dateWords(now.as_of))
                           : tr("nothing reported yet"));
    if (document.plan() != nullptr) {
        under << tr("plan “%1” of %n day(s) from %2", nullptr, document.plan()->days)
                     .arg(document.plan()->name, document::dateWords(document.plan()->start));
    }
    content.subtitle = under.join(QStringLiteral(" · "));
    if (document.situation().synthetic) {
        content.practice = tr("Practice data: the network is invented");
    }
    addWarnings(content, document);
    addActions(content, document, request.actions);
    addFigures(content, document);
    addFirstSentence(content, document);
    if (document.plan() != nullptr) {
        content.planNotes = planNotesOf(*document.plan());
    }
    feedback.progress(0.2);
    addMoney(content, document);
    addCutOff(content, document, workspace, feedback.stage(0.2, 0.8));
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    addGaps(content, document, request.gaps);
    addChanges(content, document, workspace);
    addConfidence(content, document);
    addSteps(content, document, request.steps);
    content.tables.insert(content.tables.end(), std::make_move_iterator(content.after.begin()),
                          std::make_move_iterator(content.after.end()));
    content.after.clear();
    addOwnership(content, document, workspace);
    addNewSites(content, document, workspace, request.new_sites);
    addTornadoes(content, document, workspace);
    addPrices(content, document, workspace);
    addBasis(content, document, workspace);
    feedback.progress(1);
    return content;
}

} // namespace app::report
