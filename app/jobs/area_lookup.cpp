#include "app/jobs/area_lookup.h"

#include "geo/vector/inside.h"

#include <algorithm>

namespace app {

AreaLookup::AreaLookup(const planning::Scenario& world)
{
    for (const planning::Area& area : world.areas) {
        areas_.push_back({&area, geo::extentOf(area.shape_xy)});
    }
    std::ranges::stable_sort(areas_, std::ranges::greater{},
                             [](const Entry& entry) { return entry.area->level; });
}

const planning::Area* AreaLookup::at(geo::XY position) const
{
    for (const Entry& entry : areas_) {
        if (entry.box.contains(position.x_m, position.y_m) &&
            geo::inside(entry.area->shape_xy, position)) {
            return entry.area;
        }
    }
    return nullptr;
}

const planning::Area* AreaLookup::byCode(const std::string& code) const
{
    const auto found = std::ranges::find_if(
        areas_, [&code](const Entry& entry) { return entry.area->area_code == code; });
    return found == areas_.end() ? nullptr : found->area;
}

std::string AreaLookup::nameOf(const std::string& code, geo::XY position) const
{
    const planning::Area* area = code.empty() ? nullptr : byCode(code);
    if (area == nullptr) {
        area = at(position);
    }
    return area == nullptr ? std::string{} : area->name;
}

} // namespace app
