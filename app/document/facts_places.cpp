#include "app/document/document_core.h"
#include "app/document/place_people.h"
#include "app/document/plan_changes.h"
#include "app/document/words.h"
#include "app/map/text.h"
#include "planning/coverage/area_index.h"
#include "planning/coverage/people_grid.h"

#include <algorithm>
#include <cmath>

namespace app::document {
namespace {

using planning::Cause;

QString about(double people)
{
    return tr("about %1 people").arg(map::grouped(people));
}

/// What became of the step against the plan it goes on from.
void addChange(std::vector<FactLine>& lines, const Document::Core& core, const QString& actionId)
{
    const auto workspace = geo::Workspace::open(core.request.file, geo::Access::read);
    for (const PlanChangeRow& change : loadPlanChanges(workspace, core.plan->id.toStdString())) {
        if (change.action_id == actionId && !change.same) {
            QStringList words{change.kind};
            if (!change.was.isEmpty() && change.was != change.is) {
                words << tr("was finished on %1").arg(change.was);
            }
            lines.push_back({tr("Against “%1”").arg(change.earlier),
                             words.join(QStringLiteral(", ")) + QStringLiteral(": ") + change.why,
                             {},
                             {}});
        }
    }
}

/// The first step of the plan, from `day` on, that brings one of the reasons' sites back.
void addFirstHelp(Facts& facts, const Document::Core& core, int day)
{
    if (!core.plan) {
        return;
    }
    for (const ReasonLine& reason : facts.reasons) {
        for (const planning::AssetRef site : reason.sites) {
            const int number = core.stepBack[site.index];
            if (number == 0) {
                continue;
            }
            const StepRow& step = core.plan->steps[static_cast<std::size_t>(number) - 1];
            if (step.last_day > day && (facts.step == 0 || step.last_day < facts.back_day)) {
                facts.step = number;
                facts.back_day = step.last_day;
                facts.people_back = step.people_back;
            }
        }
    }
    if (facts.step > 0) {
        return;
    }
    for (const ReasonLine& reason : facts.reasons) {
        for (const planning::AssetRef site : reason.sites) {
            const QString id = qt(planning::assetId(core.situation.scenario, site));
            const QString why = leftOut(core, {}, id);
            if (!why.isEmpty() && facts.left_out.isEmpty()) {
                facts.left_out = tr("%1: %2", "asset: why").arg(id, why);
            }
        }
    }
}

void sayServed(Facts& facts)
{
    if (!facts.people || facts.people->people < 0.5) {
        return;
    }
    const double missing = facts.people->people - facts.people->served;
    facts.verdict = missing < 0.5 ? tr("Everybody is served")
                                  : tr("%1 people are not served").arg(map::grouped(missing));
    if (facts.people->served_at_most - facts.people->served >= 0.5) {
        facts.facts.push_back({tr("Served at most"),
                               tr("%1 people, if everything unknown works")
                                   .arg(map::grouped(facts.people->served_at_most)),
                               {},
                               {}});
    }
}

/// The list of settlements and the map of people rarely agree: each figure says whose it is.
void sayWhoIsCounted(Facts& facts, const planning::Settlement& settlement)
{
    constexpr double alike = 0.01;
    if (!settlement.population || !facts.people) {
        return;
    }
    const double listed = *settlement.population;
    const double counted = facts.people->people;
    if (std::abs(listed - counted) > std::max(1.0, alike * listed)) {
        facts.peopleNote =
            tr("Who is served is counted over the %1 people the population map has here. The list "
               "of settlements says %2; what the place asks for goes by that.")
                .arg(map::grouped(counted), map::grouped(listed));
    }
}

void addFacilities(Facts& facts, const Document::Core& core, const DayState& state,
                   const std::vector<std::uint32_t>& inside)
{
    if (!core.cover || inside.empty()) {
        return;
    }
    const planning::Cover& cover = core.cover->cover;
    std::map<planning::FacilityKind, std::pair<int, int>> counts; // without, all
    for (const std::uint32_t i : inside) {
        const planning::Facility& f = core.situation.scenario.facilities[i];
        const int col = cover.frame.colOf(f.at.xy.x_m);
        const int row = cover.frame.rowOf(f.at.xy.y_m);
        if (!cover.frame.inside(col, row)) {
            continue;
        }
        const std::uint32_t group = cover.group[cover.frame.at(col, row)];
        if (group == planning::noGroup) {
            continue;
        }
        auto& [without, all] = counts[f.kind];
        ++all;
        without += state.surely[group] == 0 ? 1 : 0;
    }
    for (const auto& [kind, count] : counts) {
        facts.facts.push_back({tr("Without service: %1").arg(words(kind)),
                               tr("%1 of %2").arg(count.first).arg(count.second),
                               {},
                               {}});
    }
}

void append(std::vector<FactLine>& to, std::vector<FactLine> lines)
{
    for (FactLine& line : lines) {
        to.push_back(std::move(line));
    }
}

} // namespace

Facts factsOfSettlement(const Document::Core& core, std::uint32_t index, int day)
{
    const planning::Scenario& world = core.situation.scenario;
    const planning::Settlement& s = world.settlements[index];
    Facts facts;
    facts.target = Target::of(TargetKind::settlement, index);
    facts.title = qt(s.name);
    facts.id = qt(s.settlement_id);
    QStringList under{tr("Settlement")};
    if (const auto area = core.areas.find(s.area_code); area != core.areas.end()) {
        under << qt(world.areas[area->second].name);
    }
    under << (s.population ? about(*s.population) : tr("Population unknown"));
    if (!s.name_local.empty() && s.name_local != s.name) {
        under << qt(s.name_local);
    }
    facts.subtitle = under.join(QStringLiteral(" · "));
    if (core.cover) {
        const auto state = core.dayState(day);
        const planning::PlaceGroups groups = planning::groupsOfPlaces(
            core.cover->cover, core.cover->settlementCells, world.settlements.size());
        countPeople(facts, core, *state, groups, index);
        sayServed(facts);
        sayWhoIsCounted(facts, s);
        if (!s.population && core.situation.unknown_people > 0) {
            facts.verdict = tr("Nobody knows how many people live here");
        }
        addFirstHelp(facts, core, day);
        std::vector<std::uint32_t> inside;
        const double radius_m =
            s.radius_m.value_or(planning::assumedRadius_m(s.population.value_or(1000)));
        for (std::uint32_t i = 0; i < world.facilities.size(); ++i) {
            if (geo::distance_m(world.facilities[i].at.xy, s.at.xy) <= radius_m) {
                inside.push_back(i);
            }
        }
        addFacilities(facts, core, *state, inside);
    } else {
        facts.verdict = tr("Run the coverage to see who is served");
    }
    facts.technology = technologyFacts(core, s.settlement_id);
    append(facts.facts, columnFacts(core.request.file, "settlements", s.settlement_id));
    return facts;
}

Facts factsOfFacility(const Document::Core& core, std::uint32_t index, int day)
{
    const planning::Facility& f = core.situation.scenario.facilities[index];
    Facts facts;
    facts.target = Target::of(TargetKind::facility, index);
    facts.title = f.name.empty() ? qt(f.facility_id) : qt(f.name);
    facts.id = qt(f.facility_id);
    facts.subtitle = words(f.kind);
    const QString place = placeNear(core.situation.scenario, f.at.xy);
    if (!place.isEmpty()) {
        facts.subtitle += QStringLiteral(" · ") + place;
    }
    if (core.cover) {
        const auto state = core.dayState(day);
        const planning::Cover& cover = core.cover->cover;
        const int col = cover.frame.colOf(f.at.xy.x_m);
        const int row = cover.frame.rowOf(f.at.xy.y_m);
        const std::uint32_t group = cover.frame.inside(col, row)
                                        ? cover.group[cover.frame.at(col, row)]
                                        : planning::noGroup;
        facts.verdict = group == planning::noGroup    ? tr("Outside the area looked at")
                        : state->surely[group] != 0   ? tr("Served")
                        : state->possibly[group] != 0 ? tr("Nobody knows whether it is served")
                                                      : tr("Not served");
    }
    facts.technology = technologyFacts(core, f.facility_id);
    append(facts.facts, columnFacts(core.request.file, "facilities", f.facility_id));
    return facts;
}

Facts factsOfArea(const Document::Core& core, std::uint32_t index, int day)
{
    const planning::Scenario& world = core.situation.scenario;
    const planning::Area& area = world.areas[index];
    Facts facts;
    facts.target = Target::of(TargetKind::area, index);
    facts.title = qt(area.name);
    facts.id = qt(area.area_code);
    facts.subtitle =
        area.population ? tr("Area") + QStringLiteral(" · ") + about(*area.population) : tr("Area");
    if (core.cover) {
        const auto state = core.dayState(day);
        const planning::Cover& cover = core.cover->cover;
        std::vector<std::uint32_t> cells(cover.frame.size(), planning::noGroup);
        planning::markCells(area.shape_xy, cover.frame, 0, cells);
        countPeople(facts, core, *state, planning::groupsOfPlaces(cover, cells, 1), 0);
        sayServed(facts);
        addFirstHelp(facts, core, day);
        std::vector<std::uint32_t> inside;
        for (std::uint32_t i = 0; i < world.facilities.size(); ++i) {
            const geo::XY at = world.facilities[i].at.xy;
            const int col = cover.frame.colOf(at.x_m);
            const int row = cover.frame.rowOf(at.y_m);
            if (cover.frame.inside(col, row) && cells[cover.frame.at(col, row)] == 0) {
                inside.push_back(i);
            }
        }
        addFacilities(facts, core, *state, inside);
    }
    append(facts.facts, columnFacts(core.request.file, "areas", area.area_code));
    return facts;
}

Facts factsOfGap(const Document::Core& core, std::uint32_t index, int day)
{
    const planning::Scenario& world = core.situation.scenario;
    const auto state = core.dayState(day);
    Facts facts;
    facts.target = Target::of(TargetKind::gap, index);
    if (index >= state->gaps.gaps.size()) {
        facts.title = tr("This gap is closed on day %1").arg(day);
        return facts;
    }
    const planning::Gap& gap = state->gaps.gaps[index];
    facts.id = QStringLiteral("G%1").arg(index + 1, 4, 10, QChar{u'0'});
    QStringList names;
    constexpr std::size_t most = 3;
    for (std::size_t i = 0; i < std::min(most, gap.places.size()); ++i) {
        names << qt(world.settlements[gap.places[i].settlement].name);
    }
    facts.title = names.isEmpty() ? placeNear(world, gap.centre) : names.front();
    facts.subtitle = words(gap.kind) + QStringLiteral(" · ") + withUnit(gap.area_km2, tr("km²"));
    if (names.size() > 1) {
        facts.subtitle += QStringLiteral(" · ") + tr("with %1").arg(names.mid(1).join(u", "));
    }
    facts.verdict = tr("%1 people are not served").arg(map::grouped(gap.people));
    PeopleShare share;
    share.people = gap.people;
    share.served_at_most = gap.people - gap.people_certain;
    share.before = gap.kind == planning::GapKind::lost ? gap.people : 0;
    facts.people = share;
    std::map<Cause, std::vector<planning::AssetRef>> sites;
    for (const planning::GapSite& site : gap.sites) {
        sites[site.cause].push_back({planning::AssetKind::site, site.site});
    }
    if (gap.kind == planning::GapKind::neverServed) {
        facts.reasons.push_back(
            {Cause::none, tr("Out of reach of any site"), tr("never had service"), gap.people, {}});
    }
    for (int c = 0; c < planning::causeCount; ++c) {
        const auto cause = static_cast<Cause>(c);
        const double people = gap.people_by_cause[static_cast<std::size_t>(c)];
        if (people < 0.5) {
            continue;
        }
        ReasonLine line;
        line.cause = cause;
        line.people = people;
        line.sites = sites[cause];
        line.what =
            tr("%n site(s): %1", nullptr, static_cast<int>(line.sites.size())).arg(words(cause));
        QStringList ids;
        for (std::size_t i = 0; i < std::min<std::size_t>(4, line.sites.size()); ++i) {
            ids << qt(planning::assetId(world, line.sites[i]));
        }
        line.detail = ids.join(QStringLiteral(", "));
        facts.reasons.push_back(std::move(line));
    }
    addFirstHelp(facts, core, day);
    const auto far = [&](double distance_m) { return withUnit(distance_m / 1000, tr("km")); };
    if (gap.site) {
        facts.facts.push_back({tr("Nearest working site"),
                               tr("%1, %2 away")
                                   .arg(qt(world.sites[gap.site->index].site_id),
                                        far(std::round(gap.site->distance_m / 100) * 100)),
                               {},
                               {}});
    }
    if (gap.node) {
        facts.facts.push_back({tr("Nearest node"),
                               tr("%1, %2 away")
                                   .arg(qt(world.nodes[gap.node->index].node_id),
                                        far(std::round(gap.node->distance_m / 100) * 100)),
                               {},
                               {}});
    }
    for (const planning::GapPlace& place : gap.places) {
        facts.facts.push_back({qt(world.settlements[place.settlement].name),
                               tr("%1 people").arg(map::grouped(place.people)),
                               {},
                               {}});
    }
    return facts;
}

Facts factsOfStep(const Document::Core& core, std::uint32_t index, int day)
{
    if (!core.plan || index >= core.plan->steps.size()) {
        return {};
    }
    const StepRow& step = core.plan->steps[index];
    Facts facts = step.asset ? factsOfAsset(core, *step.asset, day) : Facts{};
    facts.target = Target::of(TargetKind::step, index);
    facts.title = step.what;
    facts.subtitle = tr("Step %1 of %2").arg(step.number).arg(core.plan->steps.size());
    if (!step.where.isEmpty()) {
        facts.subtitle += QStringLiteral(" · ") + step.where;
    }
    facts.verdict = step.why;
    if (!facts.verdict.isEmpty()) {
        facts.verdict[0] = facts.verdict[0].toUpper();
    }
    // The repair set, its sum and the day it is whole stay those of the asset.
    facts.own_step = step.number;
    facts.own_day = step.last_day;
    facts.sure = surenessOf(core, step.number);
    std::vector<FactLine> first{
        {tr("Days"),
         step.first_day == step.last_day
             ? QString::number(step.first_day)
             : QStringLiteral("%1–%2").arg(step.first_day).arg(step.last_day),
         {},
         {}},
        {tr("Cost"), money(step.cost_usd), {}, {}},
        {tr("People back"),
         step.needed_by ? tr("needed by step %1").arg(*step.needed_by)
                        : map::grouped(step.people_back),
         {},
         {}}};
    if (!step.crew.isEmpty()) {
        first.insert(first.begin(), {tr("Crew"), step.crew, {}, {}});
    }
    addChange(first, core, step.action_id);
    append(first, std::move(facts.facts));
    facts.facts = std::move(first);
    return facts;
}

Facts Document::facts(const Target& target, int day) const
{
    const int inside = std::clamp(day, 0, core_->lastDay());
    const planning::Scenario& world = core_->situation.scenario;
    Facts facts;
    switch (target.kind) {
    case TargetKind::asset:
        facts = factsOfAsset(*core_, target.asset, inside);
        break;
    case TargetKind::settlement:
        facts = target.index < world.settlements.size()
                    ? factsOfSettlement(*core_, target.index, inside)
                    : Facts{};
        break;
    case TargetKind::facility:
        facts = target.index < world.facilities.size()
                    ? factsOfFacility(*core_, target.index, inside)
                    : Facts{};
        break;
    case TargetKind::area:
        facts =
            target.index < world.areas.size() ? factsOfArea(*core_, target.index, inside) : Facts{};
        break;
    case TargetKind::gap:
        facts = factsOfGap(*core_, target.index, inside);
        break;
    case TargetKind::step:
        facts = factsOfStep(*core_, target.index, inside);
        break;
    case TargetKind::candidate:
        facts = factsOfCandidate(*core_, target.index);
        break;
    }
    facts.where = boxOf(target, inside);
    return facts;
}

} // namespace app::document
