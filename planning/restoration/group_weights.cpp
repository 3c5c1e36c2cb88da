#include "planning/restoration/build_instance.h"

namespace planning {

std::vector<double> groupWeights(const Scenario& scenario, const Cover& cover,
                                 const PlanRequest& request, const PlaceGroups& areas,
                                 std::span<const double> areaFactor)
{
    std::vector<double> weights = cover.group_people;
    for (std::size_t area = 0; area < areaFactor.size(); ++area) {
        for (std::size_t i = areas.start[area]; areaFactor[area] != 1 && i < areas.start[area + 1];
             ++i) {
            weights[areas.group[i]] += (areaFactor[area] - 1) * areas.people[i];
        }
    }
    for (const Facility& facility : scenario.facilities) {
        const auto weight = request.facility_weight.find(facility.kind);
        const int col = cover.frame.colOf(facility.at.xy.x_m);
        const int row = cover.frame.rowOf(facility.at.xy.y_m);
        if (weight == request.facility_weight.end() || !cover.frame.inside(col, row)) {
            continue;
        }
        const std::uint32_t group = cover.group[cover.frame.at(col, row)];
        if (group != noGroup) {
            weights[group] += weight->second;
        }
    }
    return weights;
}

} // namespace planning
