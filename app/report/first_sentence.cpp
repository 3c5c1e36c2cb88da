#include "app/map/text.h"
#include "app/report/content.h"
#include "app/report/words.h"

#include <algorithm>
#include <array>
#include <map>

namespace app::report {
namespace {

using document::StepRow;
using planning::ActionKind;
using planning::AssetKind;

/// Kinds of work as a minister would name them.
enum class Work { spans, links, sites, nodes, power, fuel, grid, build, clear };
constexpr std::size_t workCount = 9;

Work workOf(const StepRow& step)
{
    switch (step.kind) {
    case ActionKind::power:
        return Work::power;
    case ActionKind::fuel:
        return Work::fuel;
    case ActionKind::build:
        return Work::build;
    case ActionKind::clear:
        return Work::clear;
    default:
        break;
    }
    switch (step.asset ? step.asset->kind : AssetKind::site) {
    case AssetKind::span:
        return Work::spans;
    case AssetKind::link:
        return Work::links;
    case AssetKind::node:
        return Work::nodes;
    case AssetKind::gridNode:
    case AssetKind::gridLine:
        return Work::grid;
    default:
        return Work::sites;
    }
}

/// "repair five fibre spans".
QString doing(Work work, int count)
{
    const QString many = numberWord(count);
    const bool one = count == 1;
    switch (work) {
    case Work::spans:
        return one ? tr("repair one fibre span") : tr("repair %1 fibre spans").arg(many);
    case Work::links:
        return one ? tr("repair one link") : tr("repair %1 links").arg(many);
    case Work::sites:
        return one ? tr("mend one site") : tr("mend %1 sites").arg(many);
    case Work::nodes:
        return one ? tr("mend one network node") : tr("mend %1 network nodes").arg(many);
    case Work::power:
        return one ? tr("bring power to one place") : tr("bring power to %1 places").arg(many);
    case Work::fuel:
        return one ? tr("bring fuel to one place") : tr("bring fuel to %1 places").arg(many);
    case Work::grid:
        return one ? tr("mend the grid in one place") : tr("mend the grid in %1 places").arg(many);
    case Work::build:
        return one ? tr("build one site") : tr("build %1 sites").arg(many);
    case Work::clear:
        break;
    }
    return one ? tr("clear one way") : tr("clear %1 ways").arg(many);
}

/// "more fuel", "rebuilt sites": what the rest of the plan is mostly about.
QString later(Work work)
{
    switch (work) {
    case Work::spans:
        return tr("more fibre");
    case Work::links:
        return tr("links");
    case Work::sites:
        return tr("damaged sites");
    case Work::nodes:
        return tr("network nodes");
    case Work::power:
        return tr("more power");
    case Work::fuel:
        return tr("more fuel");
    case Work::grid:
        return tr("the grid");
    case Work::build:
        return tr("new sites");
    case Work::clear:
        break;
    }
    return tr("blocked ways");
}

using Counts = std::array<int, workCount>;

/// Kinds of work by number, most first; equal ones as listed above.
std::vector<Work> byNumber(const Counts& counts)
{
    std::vector<Work> out;
    for (std::size_t w = 0; w < counts.size(); ++w) {
        if (counts[w] > 0) {
            out.push_back(static_cast<Work>(w));
        }
    }
    std::stable_sort(out.begin(), out.end(), [&](Work a, Work b) {
        return counts[static_cast<std::size_t>(a)] > counts[static_cast<std::size_t>(b)];
    });
    return out;
}

/// Why a plan brings nobody back: what most repairs wait for.
QString whyNothing(const document::PlanView& plan)
{
    std::map<QString, int> whys;
    for (const document::UndoneRow& row : plan.undone) {
        if (row.needed) {
            ++whys[row.why];
        }
    }
    const auto most = std::ranges::max_element(whys, {}, [](const auto& w) { return w.second; });
    const QString none =
        tr("Within its %n day(s) the plan brings none of them back", nullptr, plan.days);
    return most == whys.end() ? none + QStringLiteral(".")
                              : none + tr("; of most repairs it says: %1.").arg(most->first);
}

void withoutOrder(Content& content, const document::Headline& now, const document::PlanView* plan)
{
    using map::SiteLook;
    if (now.sites == 0) {
        content.first = {{tr("There is no network in this workspace yet. "), true},
                         {tr("Import sites, or make a practice network with sila synth."), false}};
        return;
    }
    const std::array<std::pair<SiteLook, QString>, 4> causes{
        {{SiteLook::noPower, tr("most of them because of power")},
         {SiteLook::backhaul, tr("most of them because of the fibre behind them")},
         {SiteLook::destroyed, tr("most of them because of damage to the sites themselves")},
         {SiteLook::out, tr("why, is not known of most of them")}}};
    const auto worst =
        std::ranges::max_element(causes, {}, [&](const auto& c) { return now.count(c.first); });
    if (now.sites_out == 0) {
        content.first = {{tr("No site is reported out.", nullptr), true}};
        return;
    }
    content.first = {
        {tr("%1 of %2 sites are out", nullptr).arg(now.sites_out).arg(now.sites), true},
        {QStringLiteral("; %1. ").arg(worst->second), false}};
    if (now.covered) {
        content.first.push_back(
            {(now.lost - now.lost_certain > 0.005 * now.people
                  ? tr("%1 to %2 people lost service. ")
                        .arg(map::grouped(now.lost_certain), map::grouped(now.lost))
                  : tr("%1 people lost service. ").arg(map::grouped(now.lost))),
             true});
    }
    content.first.push_back({plan == nullptr ? tr("Make a plan to see what to mend first.")
                             : now.lost > 0  ? whyNothing(*plan)
                                             : tr("No repair would bring more people back."),
                             false});
}

/// Who goes dark before the plan brings power: batteries end, and nobody is out yet.
void addFall(Content& content, const document::PlanView& plan)
{
    const auto lowest = std::ranges::min_element(plan.served);
    if (plan.served.empty() || plan.served.front() - *lowest < 1) {
        return;
    }
    content.first.insert(
        content.first.begin(),
        {{tr("Service falls from %1 to %2 people by day %3, as batteries run empty",
             "what to know first")
              .arg(map::grouped(plan.served.front()), map::grouped(*lowest))
              .arg(lowest - plan.served.begin()),
          true},
         {QStringLiteral(". "), false}});
}

void addOrder(Content& content, const document::Headline& now, const document::PlanView* plan)
{
    if (plan == nullptr || content.actions.empty()) {
        withoutOrder(content, now, plan);
        return;
    }
    const std::size_t first = content.actions.size();
    Counts head{};
    Counts tail{};
    double people = 0;
    double cost = 0;
    for (std::size_t i = 0; i < plan->steps.size(); ++i) {
        const auto work = static_cast<std::size_t>(workOf(plan->steps[i]));
        ++(i < first ? head : tail)[work];
        people += i < first ? plan->steps[i].people_back : 0;
        cost += i < first ? plan->steps[i].cost_usd : 0;
    }
    QStringList parts;
    const std::vector<Work> order = byNumber(head);
    for (std::size_t i = 0; i < std::min<std::size_t>(3, order.size()); ++i) {
        parts << doing(order[i], head[static_cast<std::size_t>(order[i])]);
    }
    QString what = listed(parts);
    what[0] = what[0].toUpper();
    content.first = {{tr("%1 first", "what to do first").arg(what), true}};
    if (now.people > 0 && people > 0) {
        const double hundred = 100 * people / now.people;
        const QString many = hundred >= 1.5 ? tr("%1 in every 100 people").arg(qRound(hundred))
                                            : tr("%1 people").arg(map::grouped(people));
        content.first.push_back({tr(": this reconnects "), false});
        content.first.push_back({many, true});
        if (plan->money_usd > 0) {
            content.first.push_back(
                {tr(" for %1 of the cost of the whole plan of %n day(s)", nullptr, plan->days)
                     .arg(map::percent(cost / plan->money_usd)),
                 false});
        }
        content.first.push_back({tr(" (%1, to %2 served).")
                                     .arg(document::shortMoney(plan->money_usd),
                                          map::percent(plan->served.back() / now.people)),
                                 false});
    } else {
        content.first.push_back({QStringLiteral("."), false});
    }
    QStringList next;
    const std::vector<Work> rest = byNumber(tail);
    for (std::size_t i = 0; i < std::min<std::size_t>(2, rest.size()); ++i) {
        next << later(rest[i]);
    }
    if (!next.isEmpty()) {
        content.first.push_back(
            {QStringLiteral(" ") + tr("Next: %1.").arg(next.join(tr(", then "))), false});
    }
}

} // namespace

void addFirstSentence(Content& content, const document::Document& document)
{
    addOrder(content, document.headline(0), document.plan());
    if (document.plan() != nullptr) {
        addFall(content, *document.plan());
    }
}

} // namespace app::report
