// Where crews may not go yet: around the front or border, where fighting is heaviest, on flooded
// ground; and for how long.
#include "geo/vector/inside.h"
#include "planning/synth/build.h"
#include "planning/synth/outline.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning::synth {
namespace {

constexpr double cell_m = 500;
constexpr double leastZone_m2 = 3e6;
constexpr double closedShare = 0.10, permitShare = 0.25; // of the region's land (assume)

struct Window {
    ZoneAccess access;
    const char* reason;
    int closedDays; // after the practice starts; −1: until further notice
};

void addZones(Build& build, const geo::GridFrame& frame, const std::vector<std::int32_t>& labels,
              const Window& window, Random& random)
{
    const auto shapes = outlines(frame, labels, 1, 2);
    for (const auto& polygon : shapes.front()) {
        const geo::MultiPolygonOf<geo::XY> shape{{polygon.front()}}; // holes are closed as well
        if (geo::area_m2(shape) < leastZone_m2) {
            continue;
        }
        Zone zone;
        zone.zone_id = fmt::format("Z{:03}", build.made().zones.size() + 1);
        zone.access = window.access;
        zone.reason = window.reason;
        zone.from_date = build.request.date - std::chrono::days{20 + random.below(60)};
        if (window.closedDays >= 0) {
            zone.to_date = build.request.date +
                           std::chrono::days{window.closedDays + static_cast<int>(random.below(7))};
        }
        zone.synthetic = true;
        auto& ring = zone.shape_xy.emplace_back().emplace_back();
        for (const geo::XY& p : polygon.front()) {
            ring.push_back({rounded(p.x_m, 1), rounded(p.y_m, 1)});
        }
        build.made().zones.push_back(std::move(zone));
    }
}

} // namespace

void drawZones(Build& build)
{
    const geo::GridFrame frame = geo::alignedFrame(build.land.frame().box(), cell_m);
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        Random random = build.random.stream("zones", r);
        double worst = 0;
        for (const Stratum& stratum : strataOf(build, r)) {
            worst = std::max(worst, stratum.fates.destroyed + stratum.fates.damaged);
        }
        std::vector<double> scores;
        std::vector<double> score(frame.size(), -1);
        std::vector<std::int32_t> flooded(frame.size(), -1);
        for (int row = 0; row < frame.rows; ++row) {
            for (int col = 0; col < frame.cols; ++col) {
                const geo::XY p = frame.centre(col, row);
                if (build.regionAt(p) == static_cast<std::int32_t>(r)) {
                    score[frame.at(col, row)] = build.fields[r].at(p);
                    scores.push_back(score[frame.at(col, row)]);
                    flooded[frame.at(col, row)] = build.fields[r].flooded(p) ? 0 : -1;
                }
            }
        }
        if (scores.empty()) {
            continue;
        }
        std::ranges::sort(scores, std::greater<>{});
        const auto above = [&](double share) {
            const double least =
                scores[static_cast<std::size_t>(share * static_cast<double>(scores.size() - 1))];
            std::vector<std::int32_t> labels(frame.size(), -1);
            for (std::size_t i = 0; i < labels.size(); ++i) {
                labels[i] = score[i] >= least ? 0 : -1;
            }
            return labels;
        };
        if (build.request.profile == Profile::disaster) {
            addZones(build, frame, flooded, {ZoneAccess::closed, "under water", 4}, random);
            addZones(build, frame, above(0.06), {ZoneAccess::closed, "roads blocked by debris", 8},
                     random);
            continue;
        }
        if (worst < 20) { // a calm region: permits only
            addZones(build, frame, above(0.08), {ZoneAccess::permit, "permit needed", -1}, random);
            continue;
        }
        addZones(build, frame, above(0.4 * closedShare),
                 {ZoneAccess::closed, "fighting, until further notice", -1}, random);
        addZones(build, frame, above(closedShare),
                 {ZoneAccess::closed, "mine clearance under way", 15}, random);
        addZones(build, frame, above(permitShare),
                 {ZoneAccess::permit, "coordination with the army", -1}, random);
    }
}

} // namespace planning::synth
