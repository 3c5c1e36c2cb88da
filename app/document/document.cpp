#include "app/document/plan_replay.h"
#include "app/document/sentences.h"
#include "app/document/words.h"
#include "app/map/build.h"
#include "planning/network/battery_end.h"
#include "planning/restoration/served_by_day.h"

#include <algorithm>

namespace app::document {
namespace {

/// Most days kept; more are worked out again.
constexpr std::size_t mostDays = 400;

std::vector<ProblemRow> readProblems(const geo::Workspace& workspace, const Situation& situation,
                                     const planning::AssetIndex& assets)
{
    std::vector<ProblemRow> out;
    const auto add = [&](geo::Severity severity, const std::string& what, const std::string& fix,
                         const std::string& table, const std::string& id) {
        ProblemRow& row = out.emplace_back();
        row.severity = severity;
        row.what = inLanguage(qt(what));
        row.fix = inLanguage(qt(fix));
        row.table = qt(table);
        row.id = qt(id);
        if (const auto at = assets.find(id); at != assets.end()) {
            row.target = Target::of(at->second);
        }
    };
    for (const geo::Problem& p : situation.problems) {
        add(p.severity, p.what, p.fix, p.asset_kind, p.asset_id);
    }
    const geo::Rows found = workspace.read("problems");
    for (const geo::Row& row : found.rows) {
        const auto text = [&](const char* c) { return found.textAt(row, c).value_or(""); };
        const std::string severity = text("severity");
        add(severity == "error"     ? geo::Severity::error
            : severity == "warning" ? geo::Severity::warning
                                    : geo::Severity::note,
            text("what"), text("fix"), text("asset_kind"), text("asset_id"));
    }
    return out;
}

QString adviceFor(const std::string& table)
{
    if (table.starts_with("results_plan")) {
        return tr("Plan again");
    }
    if (table.starts_with("results_coverage")) {
        return tr("Run the coverage again");
    }
    if (table.starts_with("results_gaps") || table.starts_with("results_served")) {
        return tr("Find the gaps again");
    }
    return tr("Compute it again");
}

/// Each result older than its inputs; marks the plan when it is one of them.
std::vector<StaleResult> readStale(const geo::Workspace& workspace,
                                   const std::optional<LoadedCover>& cover,
                                   std::optional<PlanView>& plan)
{
    std::map<std::vector<std::string>, std::string> now; // one fingerprint for each set of inputs
    std::vector<StaleResult> out;
    if (cover && cover->stale) {
        out.push_back({tr("Coverage"), QStringLiteral("cover"), adviceFor("results_coverage")});
    }
    for (const geo::ResultsEntry& entry : workspace.results()) {
        if (cover && cover->stale && entry.table.starts_with("results_coverage")) {
            continue; // said already
        }
        if (entry.table.ends_with("tornado")) {
            continue; // said of what it is about
        }
        auto [at, fresh] = now.try_emplace(entry.inputs);
        if (fresh) {
            at->second = workspace.fingerprint(entry.inputs);
        }
        if (entry.table == "results_plan_curve" && plan) {
            plan->stale = qt(at->second) != plan->fingerprint;
        }
        if (entry.fingerprint != at->second) {
            out.push_back({qt(entry.title), qt(entry.table), adviceFor(entry.table)});
        }
    }
    return out;
}

std::string attributionFrom(const geo::Workspace& workspace)
{
    // One name for each source of what is drawn, in the order of the imports.
    std::vector<std::string> sources;
    const geo::Rows imports = workspace.read("imports");
    for (const geo::Row& row : imports.rows) {
        const std::string kind = imports.textAt(row, "kind").value_or("");
        const std::string source = imports.textAt(row, "source").value_or("");
        const bool drawn = kind == "areas" || kind == "settlements" || kind == "population" ||
                           kind == "roads" || kind == "zones";
        if (drawn && !source.empty() && std::ranges::find(sources, source) == sources.end()) {
            sources.push_back(source);
        }
    }
    std::string out;
    for (const std::string& source : sources) {
        out += (out.empty() ? "" : " · ") + source;
    }
    return out;
}

template <typename Nouns, typename Id>
planning::Index indexOf(const Nouns& nouns, Id id)
{
    planning::Index out;
    for (std::uint32_t i = 0; i < nouns.size(); ++i) {
        out.emplace(id(nouns[i]), i);
    }
    return out;
}

} // namespace

int Document::Core::changeDay(int day) const
{
    int last = 0;
    if (plan) {
        for (const StepRow& step : plan->steps) {
            if (step.last_day <= day) {
                last = std::max(last, step.last_day);
            }
        }
        for (const double end_h : batteryEnds_h) {
            for (int dark = 1; dark <= day; ++dark) {
                if (end_h < planning::hoursToEnd(situation.as_of, plan->start, dark)) {
                    last = std::max(last, dark);
                    break;
                }
            }
        }
    }
    return last;
}

std::shared_ptr<const DayState> Document::Core::dayState(int day) const
{
    const int key = changeDay(std::clamp(day, 0, lastDay()));
    {
        const std::scoped_lock lock{guard_};
        if (const auto at = states_.find(key); at != states_.end()) {
            return at->second;
        }
    }
    auto state = std::make_shared<const DayState>(document::dayState(input(), key));
    const std::scoped_lock lock{guard_};
    if (states_.size() >= mostDays) {
        states_.clear();
    }
    return states_.try_emplace(key, std::move(state)).first->second;
}

Document::Core::Day Document::Core::day(int day) const
{
    const int key = std::clamp(day, 0, lastDay());
    {
        const std::scoped_lock lock{guard_};
        if (const auto at = days_.find(key); at != days_.end()) {
            return at->second;
        }
    }
    const auto state = dayState(key);
    Day made;
    auto map = std::make_shared<map::MapState>(mapStateOf(input(), *state, key));
    made.headline = headlineOf(input(), *state, *map, key);
    made.map = std::move(map);
    const std::scoped_lock lock{guard_};
    if (days_.size() >= mostDays) {
        days_.clear();
    }
    return days_.try_emplace(key, std::move(made)).first->second;
}

int Document::Core::stepMending(planning::AssetRef asset) const
{
    if (plan) {
        for (const StepRow& step : plan->steps) {
            if (step.asset == asset && step.kind != planning::ActionKind::clear) {
                return step.number;
            }
        }
    }
    return 0;
}

Document::Document(std::shared_ptr<const Core> core, std::shared_ptr<const map::MapData> map)
    : core_{std::move(core)}, map_{std::move(map)}
{
}

std::shared_ptr<const Document> Document::open(const OpenRequest& request,
                                               const planning::Feedback& feedback)
{
    const auto workspace = geo::Workspace::open(request.file, geo::Access::read);
    auto core = std::make_shared<Core>(request);
    core->title = qt(request.file.stem().string());
    feedback.progress(0.05);
    // A workspace without any data has no working CRS yet, and nothing that needs one.
    const std::string crs = workspace.crs();
    core->crs.emplace(crs.empty() ? "EPSG:3857" : crs);
    if (!crs.empty()) {
        core->situation = loadSituation(workspace, request.situation);
    } else {
        core->situation.reported = false;
    }
    const planning::Scenario& world = core->situation.scenario;
    core->graph.emplace(world, &core->situation.problems);
    core->batteryEnds_h = planning::batteryEnds_h(
        world, planning::powerAt(world, core->situation.statuses, core->situation.as_of));
    core->assets = planning::indexOfAssets(world);
    core->settlements = indexOf(
        world.settlements, [](const auto& s) -> const auto& { return s.settlement_id; });
    core->facilities = indexOf(
        world.facilities, [](const auto& f) -> const auto& { return f.facility_id; });
    core->areas = indexOf(
        world.areas, [](const auto& a) -> const auto& { return a.area_code; });
    feedback.progress(0.4);
    core->cover = loadCover(workspace, world);
    feedback.progress(0.6);
    core->planIds = document::planIds(workspace);
    core->plan = loadPlanView(workspace, world, request.plan, request.language);
    core->candidates = readCandidates(workspace, *core->crs);
    core->siting = sitingBasis(workspace);
    core->fund = loadFundView(workspace);
    core->technology = loadTechnologyView(workspace);
    if (core->technology) {
        core->technologyAt =
            indexOf(core->technology->places, [](const auto& p) { return p.id.toStdString(); });
    }
    core->stale = readStale(workspace, core->cover, core->plan);
    core->problems = readProblems(workspace, core->situation, core->assets);
    core->fingerprint = qt(workspace.fingerprint(
        {"sites", "cells", "nodes", "spans", "links", "grid_nodes", "grid_lines", "settlements",
         "facilities", "areas", "zones", "observations", "actions", "supply", "rasters"}));
    if (core->plan && core->cover && madeForAnotherState(*core)) {
        workOutAnew(*core);
    }
    core->stepBack = stepsBringingBack(*core);
    feedback.progress(0.8);
    auto map = std::make_shared<map::MapData>(map::makeMapData(world));
    map->candidates = mapCandidates(core->candidates);
    map->access = mapAccess(*core);
    map->title = core->title;
    map->attribution = qt(attributionFrom(workspace));
    map->practice = core->situation.synthetic;
    return std::shared_ptr<const Document>(new Document(std::move(core), std::move(map)));
}

std::shared_ptr<const Document> Document::with(const GroundLayers& ground) const
{
    auto map = std::make_shared<map::MapData>(*map_);
    map->terrain = ground.terrain;
    map->people_per_km2 = ground.people_per_km2;
    map->signal = ground.signal;
    return std::shared_ptr<const Document>(new Document(core_, std::move(map)));
}

const OpenRequest& Document::request() const
{
    return core_->request;
}
const QString& Document::title() const
{
    return core_->title;
}
const Situation& Document::situation() const
{
    return core_->situation;
}
const planning::TransportGraph& Document::graph() const
{
    return *core_->graph;
}
const geo::WorkingCrs& Document::crs() const
{
    return *core_->crs;
}
const planning::Cover* Document::cover() const
{
    return core_->cover ? &core_->cover->cover : nullptr;
}
const LoadedCover* Document::loadedCover() const
{
    return core_->cover ? &*core_->cover : nullptr;
}
const PlanView* Document::plan() const
{
    return core_->plan ? &*core_->plan : nullptr;
}
QString Document::planNote() const
{
    if (!core_->plan || !core_->plan->reworked) {
        return {};
    }
    const PlanView& plan = *core_->plan;
    const QString made = dateWords(plan.as_of);
    return plan.unobserved == core_->situation.unobserved
               ? tr("The plan was made for the state of %1; what it brings is worked out anew for "
                    "the state shown")
                     .arg(made)
               : tr("The plan was made for the state of %1 with unreported assets taken as %2; "
                    "what it brings is worked out anew for the state shown")
                     .arg(made, plan.unobserved == planning::Status::unknown ? tr("unknown")
                                                                             : tr("working"));
}
const std::vector<QString>& Document::planIds() const
{
    return core_->planIds;
}
const FundView* Document::fund() const
{
    return core_->fund ? &*core_->fund : nullptr;
}
const TechnologyView* Document::technology() const
{
    return core_->technology ? &*core_->technology : nullptr;
}
const PlaceRow* Document::technologyOf(const std::string& placeId) const
{
    const auto at = core_->technologyAt.find(placeId);
    return at == core_->technologyAt.end() ? nullptr : &core_->technology->places[at->second];
}
int Document::lastDay() const
{
    return core_->lastDay();
}
const QString& Document::fingerprint() const
{
    return core_->fingerprint;
}
const std::shared_ptr<const map::MapData>& Document::mapData() const
{
    return map_;
}
map::Snapshot Document::snapshot(int day) const
{
    return {map_, core_->day(day).map};
}
Headline Document::headline(int day) const
{
    return core_->day(day).headline;
}
std::shared_ptr<const DayState> Document::dayState(int day) const
{
    return core_->dayState(day);
}
int Document::stepBringingBack(std::uint32_t site) const
{
    return site < core_->stepBack.size() ? core_->stepBack[site] : 0;
}
const std::vector<CandidateRow>& Document::candidates() const
{
    return core_->candidates;
}
const std::vector<ProblemRow>& Document::problems() const
{
    return core_->problems;
}
const std::vector<StaleResult>& Document::stale() const
{
    return core_->stale;
}

} // namespace app::document
