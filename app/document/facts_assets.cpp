#include "app/document/document_core.h"
#include "app/document/sentences.h"
#include "app/document/words.h"
#include "app/map/build.h"
#include "app/map/text.h"
#include "planning/network/mends.h"
#include "planning/restoration/after_work.h"
#include "planning/restoration/replay.h"

#include <algorithm>

namespace app::document {
namespace {

using planning::AssetKind;
using planning::AssetRef;
using planning::Service;

std::string tableOf(AssetKind kind)
{
    return std::string{planning::text(kind)} + "s";
}

QString nameOf(const planning::Scenario& world, AssetRef asset)
{
    switch (asset.kind) {
    case AssetKind::site:
        return qt(world.sites[asset.index].name);
    case AssetKind::node:
        return qt(world.nodes[asset.index].name);
    default:
        return {};
    }
}

QString kindWords(const planning::Scenario& world, AssetRef asset)
{
    switch (asset.kind) {
    case AssetKind::node:
        return words(world.nodes[asset.index].kind);
    case AssetKind::span:
        return tr("%1 fibre").arg(words(world.spans[asset.index].role));
    case AssetKind::link:
        return words(world.links[asset.index].kind);
    case AssetKind::gridNode:
        return words(world.grid_nodes[asset.index].kind);
    case AssetKind::site: {
        const planning::Site& site = world.sites[asset.index];
        const QString what = site.structure == "rooftop" ? tr("rooftop site")
                             : site.structure == "mast"  ? tr("mast")
                             : site.structure == "tower" ? tr("tower")
                                                         : tr("site");
        return site.structure_height_m
                   ? what + QStringLiteral(" ") + withUnit(*site.structure_height_m, tr("m"))
                   : what;
    }
    default:
        return words(asset.kind);
    }
}

QString operatorOf(const planning::Scenario& world, AssetRef asset)
{
    switch (asset.kind) {
    case AssetKind::site:
        return qt(world.sites[asset.index].operator_name);
    case AssetKind::node:
        return qt(world.nodes[asset.index].owner);
    case AssetKind::span:
        return qt(world.spans[asset.index].owner);
    case AssetKind::link:
        return qt(world.links[asset.index].owner);
    default:
        return {};
    }
}

QString capitalised(QString text)
{
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
    }
    return text;
}

QString pieceState(const planning::ChainLink& piece)
{
    if (piece.state == Service::on) {
        return tr("works");
    }
    if (piece.state == Service::unknown) {
        return tr("unknown");
    }
    if (piece.cause == planning::Cause::power) {
        return tr("no power");
    }
    const bool line = piece.asset.kind == AssetKind::span || piece.asset.kind == AssetKind::link ||
                      piece.asset.kind == AssetKind::gridLine;
    return line ? tr("cut") : tr("damaged");
}

void addChain(Facts& facts, const Document::Core& core, const planning::SiteService& service)
{
    const planning::Scenario& world = core.situation.scenario;
    for (const planning::ChainLink& link : service.chain) {
        ChainPiece piece;
        piece.asset = link.asset;
        piece.id = qt(planning::assetId(world, link.asset));
        piece.name = nameOf(world, link.asset);
        piece.state = pieceState(link);
        piece.service = link.state;
        piece.cause = link.cause;
        piece.mend =
            std::ranges::find(service.repair.assets, link.asset) != service.repair.assets.end();
        piece.step = core.stepMending(link.asset);
        facts.chain.push_back(std::move(piece));
    }
}

/// What finishing the repair set brings back, in people and sites.
void addReturn(Facts& facts, const Document::Core& core, const DayState& state,
               const planning::RepairSet& repair)
{
    const planning::Scenario& world = core.situation.scenario;
    planning::Cover nobody;
    nobody.group_start = {0};
    planning::Replay replay{world,
                            state.statuses,
                            state.power,
                            *core.graph,
                            core.cover ? core.cover->cover : nobody,
                            core.plan && core.plan->unknown_works};
    std::vector<char> before(world.sites.size());
    for (std::uint32_t i = 0; i < world.sites.size(); ++i) {
        before[i] = replay.siteOn(i) ? 1 : 0;
    }
    for (const std::uint32_t action : repair.actions) {
        facts.people_back += replay.finish(action);
    }
    for (std::uint32_t i = 0; i < world.sites.size(); ++i) {
        facts.sites_back += before[i] == 0 && replay.siteOn(i) ? 1 : 0;
    }
}

/// Step that does an action. Where the plan mends the asset by another one, the step of that.
int stepDoing(const Document::Core& core, const planning::Action& action, AssetRef asset)
{
    if (core.plan) {
        const auto& steps = core.plan->steps;
        const auto own = std::ranges::find(steps, qt(action.action_id), &StepRow::action_id);
        if (own != steps.end()) {
            return own->number;
        }
    }
    return action.kind == planning::ActionKind::clear ? 0 : core.stepMending(asset);
}

/// The step after which the whole repair set is done; 0 where the plan leaves some of it out.
int stepFinishing(const Document::Core& core, const std::vector<MendLine>& mend)
{
    int last = 0;
    for (const MendLine& line : mend) {
        if (!core.plan || line.step == 0) {
            return 0;
        }
        const auto day = [&](int step) {
            return core.plan->steps[static_cast<std::size_t>(step) - 1].last_day;
        };
        if (last == 0 || day(line.step) > day(last)) {
            last = line.step;
        }
    }
    return last;
}

void addRepair(Facts& facts, const Document::Core& core, const DayState& state,
               const planning::SiteService& service)
{
    const planning::Scenario& world = core.situation.scenario;
    const planning::RepairSet& repair = service.repair;
    if (!repair.possible) {
        facts.noWayBack = inLanguage(qt(repair.why_not));
        return;
    }
    for (const std::uint32_t index : repair.actions) {
        const planning::Action& action = world.actions[index];
        const auto asset = core.assets.find(action.asset_id);
        if (asset == core.assets.end()) {
            continue;
        }
        facts.mend.push_back({asset->second,
                              doing(action.kind, asset->second.kind, qt(action.asset_id)),
                              action.cost_usd,
                              action.crew_days,
                              stepDoing(core, action, asset->second),
                              {},
                              {}});
        facts.mend.back().sure = surenessOf(core, facts.mend.back().step);
        if (core.plan && facts.mend.back().step == 0) {
            facts.mend.back().left_out = leftOut(core, qt(action.action_id), qt(action.asset_id));
        }
    }
    facts.mend_usd = repair.cost_usd;
    facts.mend_crew_days = repair.crew_days;
    facts.mend_at_most = repair.at_most;
    if (!repair.actions.empty()) {
        addReturn(facts, core, state, repair);
    }
}

void explainSite(Facts& facts, const Document::Core& core, const DayState& state,
                 std::uint32_t index)
{
    const planning::SiteService& service = state.network.sites[index];
    const planning::AssetStatus& status = state.statuses.sites[index];
    facts.look = map::lookOf(status, service);
    if (*facts.look == map::SiteLook::working &&
        std::ranges::find(state.mended, facts.target.asset) != state.mended.end()) {
        facts.look = map::SiteLook::repaired;
    }
    addChain(facts, core, service);
    int cuts = 0;
    for (std::size_t i = 1; i < facts.chain.size(); ++i) { // the first piece is the site itself
        const AssetKind kind = facts.chain[i].asset.kind;
        const bool grid = kind == AssetKind::gridNode || kind == AssetKind::gridLine;
        cuts += facts.chain[i].service == Service::off && !grid ? 1 : 0;
    }
    facts.verdict = verdict(service.service, service.cause, status.status, cuts);
    const planning::PlacePower& power = state.power.sites[index];
    facts.power = power.powered;
    facts.powerWords = power.powered == Service::off       ? tr("none")
                       : power.powered == Service::unknown ? tr("unknown")
                       : power.on == "grid"                ? tr("grid")
                       : power.on == "solar"               ? tr("solar")
                       : power.on == "generator"           ? tr("generator")
                       : power.on == "battery"             ? tr("battery")
                                                           : tr("works");
    if (status.status != planning::Status::planned) {
        const bool any = facts.chain.size() > 1;
        facts.path = cuts > 0 || !any ? Service::off
                     : std::ranges::any_of(
                           facts.chain, [](const auto& p) { return p.service == Service::unknown; })
                         ? Service::unknown
                         : Service::on;
        facts.pathWords = !any                             ? tr("none known")
                          : cuts > 1                       ? tr("cut × %1").arg(cuts)
                          : cuts == 1                      ? tr("cut")
                          : facts.path == Service::unknown ? tr("unknown")
                                                           : tr("works");
        if (any) {
            facts.core = facts.chain.back().service;
            facts.coreWords = facts.core == Service::on    ? tr("works")
                              : facts.core == Service::off ? tr("out")
                                                           : tr("unknown");
        }
    }
    if (service.service == Service::off) {
        addRepair(facts, core, state, service);
    }
    facts.step = core.stepBack[index];
}

/// Sites that hang on an asset today: those whose way to the core leads over it.
int sitesBehind(const DayState& state, AssetRef asset)
{
    int count = 0;
    for (const planning::SiteService& site : state.network.sites) {
        count +=
            std::ranges::any_of(site.chain, [&](const auto& piece) { return piece.asset == asset; })
                ? 1
                : 0;
    }
    return count;
}

/// The cheapest mend of the asset itself.
void addOwnMend(Facts& facts, const Document::Core& core, const DayState& state, AssetRef asset)
{
    const planning::Mends mends{core.situation.scenario};
    const auto mend = mends.cheapest(asset, false);
    if (!mend) {
        facts.noWayBack = tr("No repair is known for it");
        return;
    }
    planning::RepairSet repair;
    repair.actions = mend->actions;
    repair.cost_usd = mend->cost_usd;
    repair.crew_days = mend->crew_days;
    planning::SiteService service;
    service.repair = std::move(repair);
    addRepair(facts, core, state, service);
}

void explainOther(Facts& facts, const Document::Core& core, const DayState& state, AssetRef asset)
{
    const planning::AssetStatus& status = planning::statusOf(state.statuses, asset);
    const bool line = asset.kind == AssetKind::span || asset.kind == AssetKind::link ||
                      asset.kind == AssetKind::gridLine;
    const bool broken = status.status == planning::Status::outOfService ||
                        status.status == planning::Status::destroyed;
    facts.verdict = capitalised(broken && line ? tr("cut") : words(status.status));
    if (asset.kind == AssetKind::node) {
        const Service service = state.network.nodes[asset.index];
        const Service power = state.power.nodes[asset.index].powered;
        facts.power = power;
        facts.powerWords = power == Service::on    ? tr("works")
                           : power == Service::off ? tr("none")
                                                   : tr("unknown");
        facts.verdict = broken                        ? tr("Out because it is damaged")
                        : service == Service::on      ? tr("Works")
                        : power == Service::off       ? tr("Out because it has no power")
                        : service == Service::unknown ? tr("Nobody knows whether it works")
                                                      : tr("Cut off: no working way to a core");
    } else if (asset.kind == AssetKind::gridNode) {
        const Service service = state.network.grid_nodes[asset.index];
        facts.verdict = service == Service::on    ? tr("Energised")
                        : service == Service::off ? tr("Without power")
                                                  : tr("Nobody knows whether it has power");
    }
    const int behind = sitesBehind(state, asset);
    if (behind > 0) {
        facts.facts.push_back({tr("Sites whose way leads over it"), map::grouped(behind), {}, {}});
    }
    if (broken) {
        addOwnMend(facts, core, state, asset);
    }
    const int whole = stepFinishing(core, facts.mend);
    facts.step = whole > 0 ? whole : core.stepMending(asset);
}

void addCells(Facts& facts, const planning::Scenario& world, const std::string& site)
{
    std::vector<QString> lines;
    for (const planning::Cell& cell : world.cells) {
        if (cell.site_id == site) {
            const QString line = QStringLiteral("%1 %2 MHz")
                                     .arg(QString::fromUtf8(planning::text(cell.technology).data()),
                                          withUnit(cell.frequency_mhz, {}));
            if (std::ranges::find(lines, line) == lines.end()) {
                lines.push_back(line);
            }
        }
    }
    if (!lines.empty()) {
        QStringList all(lines.begin(), lines.end());
        facts.facts.push_back({tr("Cells"), all.join(QStringLiteral(", ")), {}, {}});
    }
}

} // namespace

QString surenessOf(const Document::Core& core, int step)
{
    if (!core.plan || step < 1 || static_cast<std::size_t>(step) > core.plan->steps.size()) {
        return {};
    }
    const auto& sure = core.plan->steps[static_cast<std::size_t>(step) - 1].sure;
    return sure ? words(*sure) : QString{};
}

QString leftOut(const Document::Core& core, const QString& action, const QString& asset)
{
    if (!core.plan) {
        return {};
    }
    const auto& undone = core.plan->undone;
    const auto own =
        std::ranges::find_if(undone, [&](const UndoneRow& row) { return row.action_id == action; });
    if (!action.isEmpty() && own != undone.end()) {
        return own->why;
    }
    // A reason that hinders comes before "another one does as much".
    const auto any = [&](bool needed) {
        return std::ranges::find_if(undone, [&](const UndoneRow& row) {
            return row.asset_id == asset && row.needed == needed;
        });
    };
    const auto hindered = any(true);
    const auto other = hindered != undone.end() ? hindered : any(false);
    return other != undone.end() ? other->why : QString{};
}

QString placeNear(const planning::Scenario& world, geo::XY at)
{
    constexpr double farthest_m = 15000;
    const planning::Settlement* best = nullptr;
    double least = farthest_m;
    for (const planning::Settlement& s : world.settlements) {
        const double far = geo::distance_m(s.at.xy, at);
        if (far < least) {
            least = far;
            best = &s;
        }
    }
    return best == nullptr ? QString{} : qt(best->name);
}

Facts factsOfAsset(const Document::Core& core, AssetRef asset, int day)
{
    const planning::Scenario& world = core.situation.scenario;
    const auto state = core.dayState(day);
    Facts facts;
    facts.target = Target::of(asset);
    facts.id = qt(planning::assetId(world, asset));
    const QString name = nameOf(world, asset);
    facts.title =
        asset.kind == AssetKind::span || asset.kind == AssetKind::link
            ? capitalised(tr("%1 %2", "kind and id of an asset").arg(words(asset.kind), facts.id))
            : facts.id;
    QStringList under{capitalised(kindWords(world, asset))};
    const QString owner = operatorOf(world, asset);
    if (!owner.isEmpty()) {
        under << owner;
    }
    if (!name.isEmpty() && name != facts.id) {
        under << name;
    } else if (const auto at = placeOf(world, core.assets, asset)) {
        const QString place = placeNear(world, *at);
        if (!place.isEmpty()) {
            under << place;
        }
    }
    facts.subtitle = under.join(QStringLiteral(" · "));
    if (asset.kind == AssetKind::site) {
        explainSite(facts, core, *state, asset.index);
        addCells(facts, world, world.sites[asset.index].site_id);
    } else {
        explainOther(facts, core, *state, asset);
    }
    addObservations(facts, world, planning::statusOf(core.situation.statuses, asset), asset.kind);
    if (core.plan && facts.step > 0) {
        facts.back_day = core.plan->steps[static_cast<std::size_t>(facts.step) - 1].last_day;
        facts.sure = surenessOf(core, facts.step);
    } else if (core.plan && (!facts.mend.empty() || !facts.noWayBack.isEmpty())) {
        for (const MendLine& line : facts.mend) {
            facts.left_out = facts.left_out.isEmpty() ? line.left_out : facts.left_out;
        }
        if (facts.left_out.isEmpty()) {
            facts.left_out = leftOut(core, {}, facts.id);
        }
        if (facts.left_out.isEmpty() && !facts.mend.empty()) {
            facts.left_out = tr("nobody said why");
        }
    }
    for (FactLine& line :
         columnFacts(core.request.file, tableOf(asset.kind), facts.id.toStdString())) {
        facts.facts.push_back(std::move(line));
    }
    return facts;
}

} // namespace app::document
