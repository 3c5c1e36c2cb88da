#include "app/jobs/coverage_counts.h"

#include <algorithm>

namespace app {
namespace {

/// What each group receives from all operators, then from each.
struct Received {
    std::string operator_name;
    bool all = true;
    std::vector<planning::TechnologySet> byGroup;
};

std::vector<Received> receivedFrom(const planning::Cover& cover, const planning::Scenario& world)
{
    const planning::LayerFlags on(cover.layers.size(), 1);
    std::vector<Received> out{{"", true, planning::technologiesByGroup(cover, on)}};
    for (const std::string& name : planning::operatorsOf(cover, world)) {
        out.push_back(
            {name, false,
             planning::technologiesByGroup(cover, planning::layersOfOperator(cover, world, name))});
    }
    return out;
}

/// Cells of an area that is not a leaf and whose parts are not named: by their centres.
std::vector<std::uint32_t> cellsOf(const planning::Area& area, const geo::GridFrame& frame)
{
    std::vector<std::uint32_t> cells(frame.size(), planning::noGroup);
    planning::markCells(area.shape_xy, frame, 0, cells);
    return cells;
}

void countAreas(CoverageReport& report, const planning::AreaIndex& index,
                const std::vector<Received>& received)
{
    const planning::Cover& cover = report.cover.cover;
    const auto& areas = report.scenario.areas;
    if (index.cells().empty()) {
        return;
    }
    const planning::PlaceGroups leaves =
        planning::groupsOfPlaces(cover, index.cells(), areas.size());
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        AreaCoverage& out = report.areas.emplace_back();
        out.area = i;
        const std::vector<std::uint32_t> parts = index.leavesOf(i);
        std::optional<planning::PlaceGroups> own;
        if (parts.empty()) {
            own = planning::groupsOfPlaces(cover, cellsOf(areas[i], cover.frame), 1);
        }
        for (const Received& from : received) {
            CoverageCount& sum =
                out.counts.emplace_back(CoverageCount{from.operator_name, from.all, {}});
            if (own) {
                sum.people = planning::servedPeople(*own, 0, from.byGroup);
            }
            for (const std::uint32_t part : parts) {
                sum.people += planning::servedPeople(leaves, part, from.byGroup);
            }
        }
    }
}

/// The settlement with the most people in each cell; noGroup where there is none.
std::vector<std::uint32_t> settlementOfCells(const CoverageReport& report)
{
    const std::size_t cells = report.cover.cover.frame.size();
    std::vector<std::uint32_t> out(cells, planning::noGroup);
    std::vector<float> most(cells, 0);
    for (const planning::PlaceCell& c : report.cover.settlementCells) {
        if (const auto people = static_cast<float>(c.people); people > most[c.cell]) {
            most[c.cell] = people;
            out[c.cell] = c.place;
        }
    }
    return out;
}

void countFacilities(CoverageReport& report, const planning::AreaIndex& areas,
                     const std::vector<Received>& received)
{
    const planning::Cover& cover = report.cover.cover;
    const std::vector<std::uint32_t> settlements = report.scenario.facilities.empty()
                                                       ? std::vector<std::uint32_t>{}
                                                       : settlementOfCells(report);
    for (std::uint32_t i = 0; i < report.scenario.facilities.size(); ++i) {
        const geo::XY at = report.scenario.facilities[i].at.xy;
        const int col = cover.frame.colOf(at.x_m);
        const int row = cover.frame.rowOf(at.y_m);
        FacilityCoverage& out = report.facilities.emplace_back();
        out.facility = i;
        out.inside = cover.frame.inside(col, row) &&
                     cover.group[cover.frame.at(col, row)] != planning::noGroup;
        if (!out.inside) {
            continue;
        }
        const std::size_t cell = cover.frame.at(col, row);
        out.area = areas.cells().empty() ? planning::noArea : areas.cells()[cell];
        out.settlement = settlements[cell];
        out.received = received.front().byGroup[cover.group[cell]];
        for (const Received& from : received) {
            if (!from.all && from.byGroup[cover.group[cell]] != planning::noTechnology) {
                out.operators.push_back(from.operator_name);
            }
        }
    }
}

} // namespace

void count(CoverageReport& report, const planning::AreaIndex& areas)
{
    const planning::Cover& cover = report.cover.cover;
    const planning::Scenario& world = report.scenario;
    const std::vector<Received> received = receivedFrom(cover, world);
    for (const Received& from : received) {
        report.counts.push_back(
            {from.operator_name, from.all, planning::servedPeople(cover, from.byGroup)});
    }
    countAreas(report, areas, received);
    const auto& any = received.front().byGroup;
    const planning::PlaceGroups settlements =
        planning::groupsOfPlaces(cover, report.cover.settlementCells, world.settlements.size());
    for (std::size_t i = 0; i < world.settlements.size(); ++i) {
        report.settlements.push_back(planning::servedPeople(settlements, i, any));
        for (const Received& from : received) {
            if (!from.all) {
                report.settlement_operators.push_back(
                    {static_cast<std::uint32_t>(i), from.operator_name,
                     planning::servedPeople(settlements, i, from.byGroup)});
            }
        }
    }
    countFacilities(report, areas, received);
    report.sites = planning::peopleBySite(cover, planning::LayerFlags(cover.layers.size(), 1),
                                          world.sites.size());
}

} // namespace app
