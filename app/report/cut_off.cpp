#include "app/jobs/area_lookup.h"
#include "app/jobs/gaps.h"
#include "app/map/build.h"
#include "app/map/layers.h"
#include "app/map/text.h"
#include "app/report/content.h"
#include "app/report/words.h"

#include <algorithm>
#include <map>

namespace app::report {
namespace {

using map::grouped;
using map::SiteLook;

constexpr std::size_t mostAreas = 40;

/// Sites of one area or operator: all, and those out by what the map shows.
struct SiteCount {
    int sites = 0;
    std::map<SiteLook, int> out;
    int outAll() const
    {
        int sum = 0;
        for (const auto& [look, count] : out) {
            sum += look == SiteLook::unknown ? 0 : count;
        }
        return sum;
    }
};

QString causeWords(SiteLook look)
{
    switch (look) {
    case SiteLook::noPower:
        return tr("no power");
    case SiteLook::backhaul:
        return tr("fibre behind them cut");
    case SiteLook::destroyed:
        return tr("destroyed or damaged");
    case SiteLook::out:
        return tr("for another or an unknown reason");
    default:
        return tr("unknown");
    }
}

/// "12 no power, 5 fibre behind them cut".
QString why(const SiteCount& count)
{
    std::vector<std::pair<int, SiteLook>> order;
    for (const auto& [look, n] : count.out) {
        order.emplace_back(n, look);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    QStringList parts;
    for (const auto& [n, look] : order) {
        parts << QStringLiteral("%1 %2").arg(n).arg(causeWords(look));
    }
    return parts.join(QStringLiteral(", "));
}

void addSite(SiteCount& count, SiteLook look)
{
    if (look == SiteLook::planned) {
        return;
    }
    ++count.sites;
    if (map::isOut(look) || look == SiteLook::unknown) {
        ++count.out[look];
    }
}

/// The finest level of areas that a page can hold.
int levelShown(const planning::Scenario& world)
{
    std::map<int, std::size_t> counts;
    for (const planning::Area& area : world.areas) {
        ++counts[area.level];
    }
    int level = counts.empty() ? 0 : counts.begin()->first;
    for (const auto& [l, n] : counts) {
        if (n <= mostAreas) {
            level = l;
        }
    }
    return level;
}

/// The area of the level shown that holds an asset.
const planning::Area* areaOf(const planning::Scenario& world, const AreaLookup& lookup,
                             const std::string& code, geo::XY at, int level)
{
    const planning::Area* area = code.empty() ? nullptr : lookup.byCode(code);
    if (area == nullptr) {
        area = lookup.at(at);
    }
    for (std::size_t climbed = 0; area != nullptr && area->level > level && climbed < 10;
         ++climbed) {
        area = area->parent_code.empty() ? nullptr : lookup.byCode(area->parent_code);
    }
    (void)world;
    return area;
}

QString share(double part, double all)
{
    return all > 0 ? map::percent(part / all) : QStringLiteral("–");
}

TextTable peopleTable(const QString& title, const QString& first)
{
    TextTable table;
    table.title = title;
    table.columns = {{first, false, 2.2},          {tr("People"), true, 1.1},
                     {tr("Served"), true, 1.1},    {tr("of them"), true, 0.8},
                     {tr("Before"), true, 0.8},    {tr("Not served"), true, 1.1},
                     {tr("Sites out"), true, 0.9}, {tr("Why"), false, 3.4}};
    return table;
}

QStringList peopleRow(const QString& name, const ServedNow& people, const SiteCount& sites)
{
    const double all = people.surely.people;
    return {name,
            grouped(all),
            grouped(people.surely.any),
            share(people.surely.any, all),
            share(people.before.any, all),
            grouped(all - people.surely.any),
            QStringLiteral("%1 / %2").arg(sites.outAll()).arg(sites.sites),
            why(sites)};
}

void addFacilities(Content& content, const GapsReport& report)
{
    std::map<planning::FacilityKind, std::array<int, 3>> counts; // all, without, lost
    for (const ServedFacility& found : report.facilities) {
        if (!found.inside) {
            continue;
        }
        auto& [all, without, lost] =
            counts[report.situation.scenario.facilities[found.facility].kind];
        ++all;
        without += found.surely == planning::noTechnology ? 1 : 0;
        lost += found.surely == planning::noTechnology && found.before != planning::noTechnology
                    ? 1
                    : 0;
    }
    if (counts.empty()) {
        return;
    }
    TextTable table;
    table.title = tr("Facilities without service");
    table.columns = {{tr("Kind"), false, 2.2},
                     {tr("There are"), true, 1},
                     {tr("Without service"), true, 1},
                     {tr("Had it before"), true, 1}};
    for (const auto& [kind, count] : counts) {
        QString name = document::words(kind);
        name[0] = name[0].toUpper();
        table.rows.push_back({name, grouped(count[0]), grouped(count[1]), grouped(count[2])});
    }
    content.tables.push_back(std::move(table));
}

void addByArea(Content& content, const GapsReport& report,
               const std::map<const planning::Area*, SiteCount>& sites, int level)
{
    TextTable table = peopleTable(tr("Who is cut off, by area"), tr("Area"));
    std::vector<std::pair<double, QStringList>> rows;
    for (const ServedArea& found : report.areas) {
        const planning::Area& area = report.situation.scenario.areas[found.area];
        if (area.level != level || found.by.empty() || found.by.front().people.surely.people <= 0) {
            continue;
        }
        const ServedNow& people = found.by.front().people;
        const auto count = sites.find(&area);
        rows.emplace_back(people.surely.people - people.surely.any,
                          peopleRow(map::shownName(document::qt(area.name),
                                                   document::qt(area.name_local), content.language),
                                    people, count == sites.end() ? SiteCount{} : count->second));
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [missing, row] : rows) {
        table.rows.push_back(std::move(row));
    }
    if (!table.rows.empty()) {
        content.tables.push_back(std::move(table));
    }
}

} // namespace

void addCutOff(Content& content, const document::Document& document,
               const geo::Workspace& workspace, const planning::Feedback& feedback)
{
    if (document.cover() == nullptr) {
        return;
    }
    const GapsReport report = findGaps(workspace, {document.request().situation, {}}, feedback);
    const planning::Scenario& world = report.situation.scenario;
    const int level = levelShown(world);
    const AreaLookup lookup{world};
    const auto& looks = document.snapshot(0).state->sites;
    std::map<const planning::Area*, SiteCount> byArea;
    std::map<std::string, SiteCount> byOperator;
    SiteCount all;
    for (std::size_t i = 0; i < world.sites.size() && i < looks.size(); ++i) {
        const planning::Site& site = world.sites[i];
        addSite(all, looks[i]);
        addSite(byOperator[site.operator_name], looks[i]);
        if (const planning::Area* area = areaOf(world, lookup, site.area_code, site.at.xy, level)) {
            addSite(byArea[area], looks[i]);
        }
    }
    addByArea(content, report, byArea, level);
    if (!content.tables.empty()) {
        content.tables.back().total = peopleRow(tr("Together"), report.by.front().people, all);
    }
    if (report.by.size() > 2) {
        TextTable table = peopleTable(tr("Who is cut off, by operator"), tr("Operator"));
        table.note = tr("People reached by that operator's own sites; without roaming nobody "
                        "else's count.");
        for (std::size_t i = 1; i < report.by.size(); ++i) {
            const std::string& name = report.by[i].operator_name;
            table.rows.push_back(peopleRow(name.empty() ? tr("not stated") : document::qt(name),
                                           report.by[i].people, byOperator[name]));
        }
        table.total = peopleRow(tr("With roaming"), report.by.front().people, all);
        content.tables.push_back(std::move(table));
    }
    addFacilities(content, report);
}

} // namespace app::report
