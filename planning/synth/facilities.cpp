// Hospitals, clinics and schools in settlements, by population; none of a kind already there.
#include "planning/synth/build.h"

#include <algorithm>
#include <fmt/format.h>

namespace planning::synth {
namespace {

struct Kind {
    FacilityKind kind;
    const char* word;
    double peopleEach;
    double leastPeople, mostPeople; // who use it: a tenth of them at the same moment
};

} // namespace

void placeFacilities(Build& build)
{
    const auto exists = [&](FacilityKind kind) {
        return std::ranges::any_of(build.geography.facilities, [&](const Facility& f) {
            return f.kind == kind && !f.synthetic;
        });
    };
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        const Region& region = build.regions[r];
        const Preset& preset = *region.preset;
        Random random = build.random.stream("facilities", r);
        std::vector<double> people;
        for (const std::uint32_t town : region.towns) {
            people.push_back(build.towns[town].people);
        }
        const Kind kinds[] = {
            {FacilityKind::hospital, "hospital", preset.people_per_hospital, 150, 900},
            {FacilityKind::clinic, "clinic", preset.people_per_clinic, 40, 250},
            {FacilityKind::school, "school", preset.people_per_school, 150, 900},
        };
        for (const Kind& kind : kinds) {
            if (kind.peopleEach <= 0 || exists(kind.kind)) {
                continue;
            }
            const int count = static_cast<int>(region.people / kind.peopleEach + 0.5);
            const std::vector<int> shares = apportion(people, count);
            for (std::size_t i = 0; i < region.towns.size(); ++i) {
                const Town& town = build.towns[region.towns[i]];
                for (int k = 0; k < shares[i]; ++k) {
                    geo::XY at = town.at;
                    for (int tries = 0; tries < 20; ++tries) {
                        const geo::XY p{town.at.x_m + 0.7 * town.radius_m * random.uniform(-1, 1),
                                        town.at.y_m + 0.7 * town.radius_m * random.uniform(-1, 1)};
                        if (build.regionAt(p) == static_cast<std::int32_t>(r)) {
                            at = p;
                            break;
                        }
                    }
                    Facility facility;
                    facility.kind = kind.kind;
                    facility.facility_id =
                        fmt::format("F{:05}", build.made().facilities.size() + 1);
                    facility.name =
                        fmt::format("{} {} {}", build.settlementOf(town).name, kind.word, k + 1);
                    facility.at = build.place(at);
                    facility.users =
                        rounded(random.uniform(kind.leastPeople, kind.mostPeople), 10) / 10;
                    facility.has_grid = !random.chance(0.05);
                    facility.connection = random.chance(0.3) ? "fibre" : "mobile";
                    facility.area_code = build.areaCode(town.area);
                    facility.synthetic = true;
                    build.made().facilities.push_back(std::move(facility));
                }
            }
        }
    }
}

} // namespace planning::synth
