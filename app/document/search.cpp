#include "app/document/document_core.h"
#include "app/document/words.h"
#include "app/map/text.h"

#include <algorithm>

namespace app::document {
namespace {

/// How well words fit a name: 0 not at all, 4 the same.
int fit(const QString& name, const QString& words)
{
    if (name.isEmpty()) {
        return 0;
    }
    if (name.compare(words, Qt::CaseInsensitive) == 0) {
        return 4;
    }
    if (name.startsWith(words, Qt::CaseInsensitive)) {
        return 3;
    }
    const qsizetype at = name.indexOf(words, 0, Qt::CaseInsensitive);
    if (at < 0) {
        return 0;
    }
    return name[at - 1].isLetterOrNumber() ? 1 : 2;
}

struct Found {
    int fit = 0, rank = 0; // rank: places before sites before steps …
    double weight = 0;     // people
    SearchHit hit;
};

class Searcher {
public:
    Searcher(const Document::Core& core, const QString& words)
        : core_{core}, world_{core.situation.scenario}, words_{words}
    {
    }

    std::vector<Found> all()
    {
        places();
        network();
        for (std::uint32_t i = 0; i < world_.areas.size(); ++i) {
            const planning::Area& a = world_.areas[i];
            add({qt(a.name), qt(a.name_local), qt(a.area_code)}, 1, a.population.value_or(0),
                {qt(a.name), tr("Area"), Target::of(TargetKind::area, i), std::nullopt});
        }
        if (core_.plan) {
            for (std::uint32_t i = 0; i < core_.plan->steps.size(); ++i) {
                const StepRow& step = core_.plan->steps[i];
                add({step.what, step.action_id}, 5, step.people_back,
                    {step.what,
                     tr("Step %1 of the plan, day %2").arg(step.number).arg(step.last_day),
                     Target::of(TargetKind::step, i),
                     step.asset ? placeOf(world_, core_.assets, *step.asset) : std::nullopt});
            }
        }
        return std::move(found_);
    }

private:
    void add(std::initializer_list<QString> names, int rank, double weight, SearchHit hit)
    {
        int best = 0;
        for (const QString& name : names) {
            best = std::max(best, fit(name, words_));
        }
        if (best > 0) {
            found_.push_back({best, rank, weight, std::move(hit)});
        }
    }

    void asset(planning::AssetKind kind, std::size_t index, const QString& id, const QString& name,
               const QString& detail)
    {
        const planning::AssetRef ref{kind, static_cast<std::uint32_t>(index)};
        add({id, name}, 2, 0,
            {name.isEmpty() || name == id ? id : id + QStringLiteral(" ") + name, detail,
             Target::of(ref), placeOf(world_, core_.assets, ref)});
    }

    void places()
    {
        for (std::uint32_t i = 0; i < world_.settlements.size(); ++i) {
            const planning::Settlement& s = world_.settlements[i];
            const double people = s.population.value_or(0);
            add({qt(s.name), qt(s.name_local), qt(s.settlement_id)}, 0, people,
                {qt(s.name),
                 people > 0 ? tr("Settlement, about %1 people").arg(map::grouped(people))
                            : tr("Settlement"),
                 Target::of(TargetKind::settlement, i), s.at.xy});
        }
        for (std::uint32_t i = 0; i < world_.facilities.size(); ++i) {
            const planning::Facility& f = world_.facilities[i];
            add({qt(f.name), qt(f.facility_id)}, 3, f.users.value_or(0),
                {f.name.empty() ? qt(f.facility_id) : qt(f.name), words(f.kind),
                 Target::of(TargetKind::facility, i), f.at.xy});
        }
    }

    void network()
    {
        using planning::AssetKind;
        for (std::size_t i = 0; i < world_.sites.size(); ++i) {
            const planning::Site& s = world_.sites[i];
            asset(AssetKind::site, i, qt(s.site_id), qt(s.name),
                  s.operator_name.empty() ? tr("Site") : tr("Site of %1").arg(qt(s.operator_name)));
        }
        for (std::size_t i = 0; i < world_.nodes.size(); ++i) {
            const planning::Node& n = world_.nodes[i];
            asset(AssetKind::node, i, qt(n.node_id), qt(n.name), words(n.kind));
        }
        for (std::size_t i = 0; i < world_.spans.size(); ++i) {
            asset(AssetKind::span, i, qt(world_.spans[i].span_id), {}, words(AssetKind::span));
        }
        for (std::size_t i = 0; i < world_.links.size(); ++i) {
            asset(AssetKind::link, i, qt(world_.links[i].link_id), {}, words(world_.links[i].kind));
        }
        for (std::size_t i = 0; i < world_.grid_nodes.size(); ++i) {
            asset(AssetKind::gridNode, i, qt(world_.grid_nodes[i].grid_node_id), {},
                  words(world_.grid_nodes[i].kind));
        }
    }

    const Document::Core& core_;
    const planning::Scenario& world_;
    QString words_;
    std::vector<Found> found_;
};

} // namespace

std::vector<SearchHit> Document::search(const QString& words, std::size_t most) const
{
    const QString wanted = words.trimmed();
    if (wanted.isEmpty()) {
        return {};
    }
    std::vector<Found> found = Searcher{*core_, wanted}.all();
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        if (a.fit != b.fit) {
            return a.fit > b.fit;
        }
        return a.rank != b.rank ? a.rank < b.rank : a.weight > b.weight;
    });
    std::vector<SearchHit> out;
    for (std::size_t i = 0; i < std::min(most, found.size()); ++i) {
        out.push_back(std::move(found[i].hit));
    }
    return out;
}

std::optional<Target> Document::find(const QString& id) const
{
    const auto exact = [&](const std::string& key) -> std::optional<Target> {
        if (const auto at = core_->assets.find(key); at != core_->assets.end()) {
            return Target::of(at->second);
        }
        if (const auto at = core_->settlements.find(key); at != core_->settlements.end()) {
            return Target::of(TargetKind::settlement, at->second);
        }
        if (const auto at = core_->facilities.find(key); at != core_->facilities.end()) {
            return Target::of(TargetKind::facility, at->second);
        }
        if (const auto at = core_->areas.find(key); at != core_->areas.end()) {
            return Target::of(TargetKind::area, at->second);
        }
        return std::nullopt;
    };
    if (const auto found = exact(id.toStdString())) {
        return found;
    }
    for (const SearchHit& hit : search(id, 20)) {
        const QString title = hit.title;
        if (title.compare(id, Qt::CaseInsensitive) == 0 ||
            title.section(u' ', 0, 0).compare(id, Qt::CaseInsensitive) == 0) {
            return hit.target;
        }
    }
    return std::nullopt;
}

std::optional<geo::Box> Document::boxOf(const Target& target, int day) const
{
    const planning::Scenario& world = core_->situation.scenario;
    constexpr double around_m = 1500;
    const auto point = [&](std::optional<geo::XY> at) -> std::optional<geo::Box> {
        return at ? std::optional{geo::Box{at->x_m, at->y_m, at->x_m, at->y_m}.grown(around_m)}
                  : std::nullopt;
    };
    const auto lines = [&](const auto& parts) {
        geo::Box box;
        for (const auto& part : parts) {
            for (const geo::XY at : part) {
                box.add(at.x_m, at.y_m);
            }
        }
        return box;
    };
    switch (target.kind) {
    case TargetKind::asset:
        if (target.asset.kind == planning::AssetKind::span) {
            const geo::Box box = lines(world.spans[target.asset.index].line_xy);
            if (!box.empty()) {
                return box;
            }
        }
        return point(placeOf(world, core_->assets, target.asset));
    case TargetKind::settlement: {
        const planning::Settlement& s = world.settlements[target.index];
        geo::Box box;
        for (const auto& polygon : s.extent_xy) {
            box.add(lines(polygon));
        }
        return box.empty() ? point(s.at.xy) : std::optional{box};
    }
    case TargetKind::facility:
        return point(world.facilities[target.index].at.xy);
    case TargetKind::area: {
        geo::Box box;
        for (const auto& polygon : world.areas[target.index].shape_xy) {
            box.add(lines(polygon));
        }
        return box.empty() ? std::nullopt : std::optional{box};
    }
    case TargetKind::gap: {
        const auto day_ = core_->day(day).map;
        return target.index < day_->gaps.size() ? std::optional{day_->gaps[target.index].box}
                                                : std::nullopt;
    }
    case TargetKind::step:
        if (core_->plan && target.index < core_->plan->steps.size()) {
            const StepRow& step = core_->plan->steps[target.index];
            return step.asset ? boxOf(Target::of(*step.asset), day) : std::nullopt;
        }
        break;
    case TargetKind::candidate:
        if (target.index < core_->candidates.size()) {
            geo::Box box;
            const geo::XY at = core_->candidates[target.index].at;
            box.add(at.x_m, at.y_m);
            return box;
        }
        break;
    }
    return std::nullopt;
}

} // namespace app::document
