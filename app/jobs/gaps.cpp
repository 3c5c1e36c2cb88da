#include "app/jobs/gaps.h"

#include "planning/coverage/area_index.h"
#include "planning/network/network_state.h"

namespace app {
namespace {

using planning::Cover;
using planning::LayerFlags;
using planning::TechnologySet;

/// What each group receives in the three cases, from all operators or one.
struct Received {
    std::string operator_name;
    bool all = true;
    std::vector<TechnologySet> surely, possibly, before;
};

std::vector<Received> receivedFrom(const Cover& cover, const planning::Scenario& world,
                                   const planning::WorkingLayers& working, const LayerFlags& exists)
{
    std::vector<Received> out;
    const auto add = [&](const std::string& name, bool all, const LayerFlags& mine) {
        const auto of = [&](const LayerFlags& on) {
            return planning::technologiesByGroup(cover, planning::both(on, mine));
        };
        out.push_back({name, all, of(working.surely), of(working.possibly), of(exists)});
    };
    add("", true, LayerFlags(cover.layers.size(), 1));
    for (const std::string& name : planning::operatorsOf(cover, world)) {
        add(name, false, planning::layersOfOperator(cover, world, name));
    }
    return out;
}

/// Counts one kind of thing in the three cases.
template <typename Count>
ServedNow inAllCases(const Received& from, Count count)
{
    return {count(from.surely), count(from.possibly), count(from.before)};
}

ServedNow& operator+=(ServedNow& sum, const ServedNow& other)
{
    sum.surely += other.surely;
    sum.possibly += other.possibly;
    sum.before += other.before;
    return sum;
}

void countAreas(GapsReport& report, const Cover& cover, const std::vector<Received>& received)
{
    const auto& areas = report.situation.scenario.areas;
    const planning::AreaIndex index{areas, cover.frame};
    if (index.cells().empty()) {
        return;
    }
    const planning::PlaceGroups leaves =
        planning::groupsOfPlaces(cover, index.cells(), areas.size());
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        ServedArea& out = report.areas.emplace_back();
        out.area = i;
        const std::vector<std::uint32_t> parts = index.leavesOf(i);
        std::optional<planning::PlaceGroups> own;
        if (parts.empty()) {
            std::vector<std::uint32_t> cells(cover.frame.size(), planning::noGroup);
            planning::markCells(areas[i].shape_xy, cover.frame, 0, cells);
            own = planning::groupsOfPlaces(cover, cells, 1);
        }
        for (const Received& from : received) {
            ServedBy& by = out.by.emplace_back(ServedBy{from.operator_name, from.all, {}});
            if (own) {
                by.people = inAllCases(
                    from, [&](const auto& r) { return planning::servedPeople(*own, 0, r); });
            }
            for (const std::uint32_t part : parts) {
                by.people += inAllCases(
                    from, [&](const auto& r) { return planning::servedPeople(leaves, part, r); });
            }
        }
    }
}

void countPlaces(GapsReport& report, const LoadedCover& loaded, const Received& any)
{
    const Cover& cover = loaded.cover;
    const planning::Scenario& world = report.situation.scenario;
    const planning::PlaceGroups settlements =
        planning::groupsOfPlaces(cover, loaded.settlementCells, world.settlements.size());
    for (std::size_t i = 0; i < world.settlements.size(); ++i) {
        report.settlements.push_back(inAllCases(
            any, [&](const auto& r) { return planning::servedPeople(settlements, i, r); }));
    }
    for (std::uint32_t i = 0; i < world.facilities.size(); ++i) {
        const geo::XY at = world.facilities[i].at.xy;
        const int col = cover.frame.colOf(at.x_m);
        const int row = cover.frame.rowOf(at.y_m);
        ServedFacility& out = report.facilities.emplace_back();
        out.facility = i;
        const std::uint32_t group = cover.frame.inside(col, row)
                                        ? cover.group[cover.frame.at(col, row)]
                                        : planning::noGroup;
        out.inside = group != planning::noGroup;
        if (out.inside) {
            out.surely = any.surely[group];
            out.possibly = any.possibly[group];
            out.before = any.before[group];
        }
    }
}

} // namespace

GapsReport findGaps(const geo::Workspace& workspace, const GapsRequest& request,
                    const planning::Feedback& feedback)
{
    GapsReport report;
    report.situation = loadSituation(workspace, request.situation);
    Situation& now = report.situation;
    const LoadedCover loaded = requireCover(workspace, now.scenario);
    const Cover& cover = loaded.cover;
    report.stale = loaded.stale;
    report.coverage = nlohmann::ordered_json::parse(loaded.about, nullptr, false);
    feedback.progress(0.3);
    const planning::TransportGraph graph{now.scenario, &now.problems};
    report.state = planning::networkState(now.scenario, now.statuses, graph, now.as_of);
    feedback.progress(0.5);
    const geo::WorkingCrs crs{workspace.crs()};
    report.gaps = planning::gaps(
        {now.scenario, cover, report.state, now.statuses, loaded.settlementCells, crs},
        request.gaps);
    feedback.progress(0.8);
    const std::vector<Received> received = receivedFrom(
        cover, now.scenario, planning::workingLayers(cover, report.state, now.statuses),
        planning::existingLayers(cover, now.statuses));
    for (const Received& from : received) {
        report.by.push_back({from.operator_name, from.all, inAllCases(from, [&](const auto& r) {
                                 return planning::servedPeople(cover, r);
                             })});
    }
    countAreas(report, cover, received);
    countPlaces(report, loaded, received.front());
    if (report.stale) {
        now.problems.push_back({geo::Severity::warning,
                                "the coverage is older than the network or the people it rests on",
                                "Run sila coverage again; it only computes what is missing",
                                {workspace.file().filename().string()},
                                {},
                                {}});
    }
    return report;
}

} // namespace app
